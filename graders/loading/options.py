"""The keys of a criterion that belong to its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from graders.criteria import KINDS
from graders.criteria.combined import NOT_PARTS
from graders.loading.toml import COMMON_KEYS, QuestToml
from graders.loading.words import in_words, near_key
from graders.quest.parts import COMBINATORS, PART_KEYS, own_options
from graders.quest.problem import Problem
from graders.text import Text, text


def options_problems(quest_toml: QuestToml, index: int, criterion: dict[str, Any]) -> Iterator[Problem]:
    """Unknown kinds, and options that the kind does not take; of a combinator, those of its parts too."""
    name, path = criterion.get("kind"), ("criterion", index)
    if not isinstance(name, str):
        return
    if name not in KINDS:
        yield quest_toml.problem(_unknown(name, list(KINDS)), *path, "kind")
        return
    try:
        KINDS[name].options.model_validate(criterion["options"])
    except ValidationError as error:
        for each in error.errors():
            yield quest_toml.problem(_in_words(dict(each), name, criterion["options"]), *path, *each["loc"])


def _in_words(error: dict[str, Any], kind: Any, options: dict[str, Any]) -> Text:
    """An error of a criterion's options, told as one of the innermost part that it lies in."""
    loc: tuple[Any, ...] = error["loc"]
    also = COMMON_KEYS
    while kind in COMBINATORS and len(loc) > 2 and loc[0] == "of":
        part = options["of"][loc[1]]
        kind, options = part.get("kind"), own_options(part)
        loc, also = loc[2:], PART_KEYS
    if loc == ("kind",) and isinstance(kind, str) and error["type"] == "value_error":
        return NO_WRITTEN if kind in NOT_PARTS else _unknown(kind, [name for name in KINDS if name not in NOT_PARTS])
    model = KINDS[kind].options if isinstance(kind, str) and kind in KINDS else None
    return in_words({**error, "loc": loc}, model, also=also)


def _unknown(kind: str, known: list[str]) -> Text:
    return UNKNOWN_KIND.format(kind=kind[:80], near=near_key(kind, known) or ", ".join(sorted(known)))


UNKNOWN_KIND = text(
    "There is no kind of criterion `{kind}`. Did you mean {near}?",
    "`{kind}`이라는 기준 종류가 없습니다. {near}이(가) 아닙니까?",
)
NO_WRITTEN = text(
    "A text that an instructor reads cannot be a part: its points come days after the rest is judged.",
    "강사가 읽는 글은 다른 항목보다 며칠 뒤에 채점되므로 조합의 항목이 될 수 없습니다.",
)
