"""``ordering``: things put into their order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any

from pydantic import Field, model_validator

from graders.criteria.answer.form import RIGHT, Because, Form, Short, explained, quoted, twice
from graders.criteria.answer.reading import items, parted, word
from graders.criteria.kind import Verdict, failed, partial, passed
from graders.text import text
from graders.wording import verbatim

NO_LIST = text(
    "`{name}` should be a list of all the steps in their order, but is {found}.",
    "`{name}` 값은 순서대로 적은 리스트여야 하지만 {found}입니다.",
)
UNKNOWN = text("{found} is none of the things to be put in order.", "{found}은(는) 순서를 정할 항목에 없습니다.")
DOUBLED = text("{found} stands in `{name}` twice.", "`{name}`에 {found}이(가) 두 번 있습니다.")
MISSING = text("`{missing}` is missing in `{name}`.", "`{name}`에 `{missing}`이(가) 빠져 있습니다.")
WRONG_PLACE = text(
    "The order is not right: the first that is out of its place is `{item}`, at place {place}.",
    "순서가 맞지 않습니다. 처음으로 어긋난 것은 {place}번째의 `{item}`입니다.",
)
PAIRS = text("{right} of {total} pairs in the right order", "두 개씩 짝지은 {total}쌍 중 {right}쌍의 순서가 맞음")
TWICE = text("`{item}` stands twice in `right`", "`right`에 `{item}`이(가) 두 번 있습니다")
NOT_THERE = text("`{item}` of `because` is not in `right`", "`because`의 `{item}`이(가) `right`에 없습니다")


class Ordering(Form):
    """In which order?"""

    right: Annotated[list[Short], Field(min_length=2, max_length=30)]
    """The items in the right order."""
    because: Because = Field(default_factory=dict)
    """Why an item does not stand where it was put, by the item; told where it is the first out of its place."""

    @model_validator(mode="after")
    def _items_are_known(self) -> Ordering:
        if doubled := twice(self.right):
            raise ValueError(TWICE.format(item=doubled))
        for item in self.because:
            if word(item) not in self._places:
                raise ValueError(NOT_THERE.format(item=item))
        return self

    @property
    def _places(self) -> dict[str | None, int]:
        return {word(item): place for place, item in enumerate(self.right)}

    def judge(self, name: str, value: Any) -> Verdict:
        """Kendall's tau of the given order, which is 0 for a random one on average; nothing where it is below 0."""
        given = items(value) if not isinstance(value, str) else parted(value)
        if given is None or len(given) < 2:
            return failed(NO_LIST.format(name=name, found=quoted(value)), found=verbatim(quoted(value)))
        places: list[int] = []
        for item in given:
            place = self._places.get(word(item)) if word(item) is not None else None
            if place is None:
                return failed(UNKNOWN.format(found=quoted(item)), found=verbatim(quoted(value)))
            if place in places:
                return failed(DOUBLED.format(name=name, found=quoted(item)), found=verbatim(quoted(value)))
            places.append(place)
        # In the order of the alphabet, since the right order is the answer.
        missing = sorted(item for place, item in enumerate(self.right) if place not in places)
        if missing:
            return failed(MISSING.format(name=name, missing=missing[0]), found=verbatim(quoted(value)))
        total = len(places) * (len(places) - 1) // 2
        right = _pairs_in_order(places)
        if right == total:
            return passed(RIGHT.format(name=name))
        first = next(at for at, place in enumerate(places) if at != place)
        sentence = WRONG_PLACE.format(item=self.right[places[first]], place=first + 1)
        message = explained(sentence, word(self.right[places[first]]), self.because)
        return partial(kendall_tau(places), message, found=PAIRS.format(right=right, total=total))


def kendall_tau(places: Sequence[int]) -> float:
    """Agreement of an order with 0, 1, 2, …: pairs in the right order less the others, over all pairs.

    1 for the same order, -1 for the reverse (M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938).
    """
    total = len(places) * (len(places) - 1) // 2
    return (2 * _pairs_in_order(places) - total) / total


def _pairs_in_order(places: Sequence[int]) -> int:
    return sum(one < other for one, other in combinations(places, 2))
