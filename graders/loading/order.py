"""What criteria say of each other: which come first (``needs``), and which explain another (``explains``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graders.loading.toml import QuestToml
from graders.loading.words import near_key
from graders.quest.problem import Problem
from graders.text import text


def order_problems(quest_toml: QuestToml) -> Iterator[Problem]:
    """Unknown ids, circles, and explanations that give points or are built upon."""
    criteria = {c["id"]: (index, c) for index, c in quest_toml.criteria() if isinstance(c.get("id"), str)}
    needs = {name: _needs(criterion) for name, (_, criterion) in criteria.items()}
    explaining = {name for name, (_, criterion) in criteria.items() if criterion.get("explains") is not None}
    told: set[str] = set()
    for name, (index, criterion) in criteria.items():
        for position, first in enumerate(needs[name]):
            at = ("criterion", index, "needs", position)
            if first not in criteria:
                near = near_key(first, criteria) or ", ".join(criteria)
                yield quest_toml.problem(UNKNOWN.format(name=first, near=near), *at)
            elif first in explaining:
                yield quest_toml.problem(NEEDS_EXPLANATION.format(name=first), *at)
            elif first not in told and (circle := _circle(name, first, needs)):
                told.update(circle)
                yield quest_toml.problem(CIRCLE.format(circle=" → ".join(circle)), *at)
        if name in explaining:
            yield from _explaining(quest_toml, index, criterion, criteria, explaining)


def _explaining(
    quest_toml: QuestToml,
    index: int,
    criterion: dict[str, Any],
    criteria: dict[str, tuple[int, dict[str, Any]]],
    explaining: set[str],
) -> Iterator[Problem]:
    explained = criterion["explains"]
    if not isinstance(explained, str):
        return  # told by the schema
    if explained not in criteria:
        near = near_key(explained, criteria) or ", ".join(criteria)
        yield quest_toml.problem(UNKNOWN.format(name=explained, near=near), "criterion", index, "explains")
    elif explained in explaining:
        message = EXPLAINS_EXPLANATION.format(name=explained)
        yield quest_toml.problem(message, "criterion", index, "explains")
    if criterion.get("points"):
        yield quest_toml.problem(EXPLANATION_POINTS, "criterion", index, "points")
    if criterion.get("kind") == "written":
        yield quest_toml.problem(WRITTEN_EXPLAINS, "criterion", index, "kind")


def _needs(criterion: dict[str, Any]) -> list[str]:
    named = criterion.get("needs")
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []


def _circle(start: str, first: str, needs: dict[str, list[str]]) -> list[str]:
    """The way from ``start`` over ``first`` back to ``start``; empty where there is none."""
    ways, seen = [[start, first]], {first}
    while ways:
        way = ways.pop()
        if way[-1] == start:
            return way
        for following in needs.get(way[-1], []):
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


UNKNOWN = text(
    "There is no criterion `{name}`. Did you mean {near}?", "`{name}`이라는 기준이 없습니다. {near}이(가) 아닙니까?"
)
CIRCLE = text(
    "These criteria need each other in a circle, so none could be judged first: {circle}. Take one out of `needs`.",
    "서로를 필요로 하여 어느 것도 먼저 채점할 수 없습니다: {circle}. `needs`에서 하나를 빼 주십시오.",
)
NEEDS_EXPLANATION = text(
    "`{name}` explains another criterion and is judged only when that one is not met, so nothing can need it.",
    "`{name}`은(는) 다른 기준을 설명하며 그 기준이 충족되지 않았을 때만 채점되므로 먼저 필요한 기준이 될 수 없습니다.",
)
EXPLAINS_EXPLANATION = text(
    "`{name}` explains a criterion itself. Explain that criterion instead.",
    "`{name}`도 다른 기준을 설명합니다. 그 기준을 직접 설명하도록 바꾸어 주십시오.",
)
EXPLANATION_POINTS = text(
    "A criterion that explains another gives no points: set `points = 0`.",
    "다른 기준을 설명하는 기준에는 점수가 없습니다. `points = 0`으로 정해 주십시오.",
)
WRITTEN_EXPLAINS = text(
    "A text that an instructor reads later explains nothing at once. Take another kind.",
    "강사가 나중에 읽는 글은 바로 설명해 줄 수 없습니다. 다른 종류를 사용해 주십시오.",
)
