"""Reading a quest folder, and finding everything that is wrong with it.

:func:`load` either returns a :class:`graders.quest.Quest` or raises :class:`graders.quest.QuestInvalid` with every
problem found, each with file and line. It executes nothing: quest folders come from people.
"""

from graders.loading.folder import load

__all__ = ["load"]
