"""The keys of a criterion that belong to its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from graders.criteria import KINDS
from graders.loading.toml import COMMON_KEYS, QuestToml
from graders.loading.words import in_words, near_key
from graders.quest.problem import Problem
from graders.text import text


def options_problems(quest_toml: QuestToml, index: int, criterion: dict[str, Any]) -> Iterator[Problem]:
    """Unknown kinds, and options that the kind does not take."""
    name = criterion.get("kind")
    if not isinstance(name, str):
        return
    if name not in KINDS:
        near = near_key(name, KINDS) or ", ".join(sorted(KINDS))
        yield quest_toml.problem(UNKNOWN_KIND.format(kind=name[:80], near=near), "criterion", index, "kind")
        return
    model = KINDS[name].options
    try:
        model.model_validate(criterion["options"])
    except ValidationError as error:
        for each in error.errors():
            message = in_words(dict(each), model, also=COMMON_KEYS)
            yield quest_toml.problem(message, "criterion", index, *each["loc"])


UNKNOWN_KIND = text(
    "There is no kind of criterion `{kind}`. Did you mean {near}?",
    "`{kind}`이라는 기준 종류가 없습니다. {near}이(가) 아닙니까?",
)
