"""What can be wrong with a quest folder."""

from __future__ import annotations

from dataclasses import dataclass

from graders.text import Text


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a quest folder."""

    file: str
    """Path within the folder."""
    line: int | None
    """From 1, where the problem lies on a line."""
    message: Text


class QuestInvalid(ValueError):
    """A quest folder that cannot be used, with all its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{p.file}{f':{p.line}' if p.line else ''}: {p.message.en}" for p in problems))
