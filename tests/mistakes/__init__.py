"""Wrong notebooks whose one cause must be named, and right ones that must be left in peace.

``wrong/`` and ``right/`` hold notebooks as learners write them (see :mod:`tests.mistakes.sample` for the format). In
each, ``seen`` was at hand while the diagnosis was written, and ``unseen`` was not: it was written by somebody who had
not read the diagnosis, and nothing was ever tuned on it. Their figures are told apart.

``python -m tests.mistakes [FILE ...]`` runs them through the real pipeline and says what is made of each.
"""
