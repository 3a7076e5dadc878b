"""What a ``written`` criterion needs of the rest of the quest: a cell to write in, and points that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from graders.criteria.written import WrittenOptions
from graders.loading.toml import QuestToml
from graders.notebook import Cell
from graders.quest.problem import Problem
from graders.text import text

ROUNDING = 1e-6


def written_problems(
    quest_toml: QuestToml, index: int, criterion: dict[str, Any], answers: Mapping[str, Cell] | None
) -> Iterator[Problem]:
    """Problems that the options alone do not show; none while those are wrong themselves."""
    if criterion.get("kind") != "written":
        return
    try:
        options = WrittenOptions.model_validate(criterion["options"])
    except ValidationError:
        return  # told where the options are checked
    points = criterion.get("points")
    if isinstance(points, int | float) and abs(points - options.points) > ROUNDING:
        message = POINTS.format(points=f"{points:g}", rubric=f"{options.points:g}")
        yield quest_toml.problem(message, "criterion", index, "points")
    if options.variable is not None:
        return
    name = criterion.get("cell")
    cell = answers.get(name) if answers is not None and isinstance(name, str) else None
    if name is None or (cell is not None and cell.kind != "markdown"):
        yield quest_toml.problem(NOWHERE, "criterion", index, "cell")


POINTS = text(
    "The criterion gives {points} points, but the items of its rubric add up to {rubric}.",
    "기준의 점수는 {points}점인데 rubric 항목의 점수를 합하면 {rubric}점입니다.",
)
NOWHERE = text(
    "Say where learners write: set `cell` to a Markdown answer cell of the starter, or `variable` to a string.",
    "글을 쓸 곳을 정해 주십시오. `cell`에 시작 노트북의 마크다운 답안 셀을 적거나 `variable`에 문자열 변수를 적습니다.",
)
