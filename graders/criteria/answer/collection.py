"""``set``: several things, in whatever order."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from graders.criteria.answer.form import RIGHT, Because, Form, Short, explained, quoted
from graders.criteria.answer.reading import items, parted, word
from graders.criteria.kind import Verdict, failed, partial, passed
from graders.text import text
from graders.wording import verbatim

NO_SET = text(
    "`{name}` should be a list or set of answers, but is {found}.",
    "`{name}` 값은 답의 리스트나 집합이어야 하지만 {found}입니다.",
)
EXTRA = text("{found} does not belong to the answer.", "{found}은(는) 답에 해당하지 않습니다.")
NOT_ALL = text(
    "What `{name}` holds is right, but something is missing.", "`{name}`에 쓴 것은 맞지만 빠진 것이 있습니다."
)
COUNTED = text("{right} right, {extra} that do not belong", "맞는 것 {right}개, 해당하지 않는 것 {extra}개")
TWICE = text("`{item}` stands twice in `right`", "`right`에 `{item}`이(가) 두 번 있습니다")
RIGHT_EXPLAINED = text(
    "`{item}` is right; `because` explains wrong items",
    "`{item}`은(는) 맞는 항목입니다. `because`에는 틀린 항목만 씁니다",
)


def _alternatives(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [[str(part) for part in (item if isinstance(item, list) else [item])] for item in value]


_Written = str | int | float


class Collection(Form):
    """Which things, in whatever order?"""

    right: Annotated[
        list[Annotated[list[Short], Field(min_length=1, max_length=20)]],
        BeforeValidator(_alternatives, json_schema_input_type=list[_Written | list[_Written]]),
        Field(min_length=1, max_length=50),
    ]
    """The right items; a list in place of one names several ways to write it."""
    because: Because = Field(default_factory=dict)
    """Why an item does not belong, by the item; told to who gave it."""

    @model_validator(mode="after")
    def _items_differ(self) -> Collection:
        names: set[str | None] = set()
        for ways in self.right:
            own = {word(way) for way in ways}
            if names & own:
                raise ValueError(TWICE.format(item=ways[0]))
            names |= own
        for item in self.because:
            if word(item) in names:
                raise ValueError(RIGHT_EXPLAINED.format(item=item))
        return self

    def judge(self, name: str, value: Any) -> Verdict:
        """Each right item gives its part of the points, and each that does not belong takes one such part."""
        given = parted(value) if isinstance(value, str) else items(value)
        if given is None:
            return failed(NO_SET.format(name=name, found=quoted(value)), found=verbatim(quoted(value)))
        right: set[int] = set()
        extra: dict[str, Any] = {}
        for item in given:
            bare = word(item)
            at = next((at for at, ways in enumerate(self.right) if bare in {word(way) for way in ways}), None)
            if at is None:
                extra.setdefault(bare or quoted(item), item)
            else:
                right.add(at)
        if len(right) == len(self.right) and not extra:
            return passed(RIGHT.format(name=name))
        sentence = NOT_ALL.format(name=name)
        if extra:
            explainable = next((w for w in extra if w in {word(item) for item in self.because}), next(iter(extra)))
            sentence = explained(EXTRA.format(found=quoted(extra[explainable])), explainable, self.because)
        share = (len(right) - len(extra)) / len(self.right)
        return partial(share, sentence, found=COUNTED.format(right=len(right), extra=len(extra)))
