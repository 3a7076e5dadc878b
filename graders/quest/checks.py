"""Everything that can be said about a quest folder without running it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from graders.quest.file import QuestFile
from graders.quest.problem import Problem
from graders.quest.toml import read_toml


def problems_of(folder: Path, known_data: Collection[str] | None) -> tuple[QuestFile | None, list[Problem]]:
    """The quest's file, where it can be read, and all problems of the folder."""
    file, _, problems = read_toml(folder / "quest.toml")
    return file, problems
