"""How a found value differs from the right one, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graders.text import Text, text
from graders.values import Difference
from graders.wording import plain, shown, shown_index, shown_shape, verbatim

SHAPE = text(
    "its shape is {found}, but should be {right}",
    "shape이 {found}입니다. {right}이어야 합니다",
)
LENGTH = text(
    "it has {found} items, but should have {right}",
    "항목이 {found}개입니다. {right}개여야 합니다",
)
KEYS = text("its keys are not the ones wanted", "키가 기대와 다릅니다")
TYPE = text("it is {found}, but should be {right}", "{found}입니다. {right}이어야 합니다")
COUNT_WRONG = text("{count} of {total} elements are wrong", "원소 {total}개 중 {count}개가 다릅니다")
VALUE_WRONG = text("the value is not right", "값이 맞지 않습니다")
NOT_FINITE = text(
    "{count} of {total} elements are wrong, and the first of them{where} is {found}: not a finite number",
    "원소 {total}개 중 {count}개가 다르고, 그중 첫 번째{where}는 유한한 수가 아닌 {found}입니다",
)
ELEMENTS = text(
    "{count} of {total} elements are wrong; the first is at {where}, where it has {found}",
    "원소 {total}개 중 {count}개가 다릅니다. 처음 다른 곳은 {where}이고 그 값은 {found}입니다",
)
SCALAR = text("its value {found} is not right", "값 {found}은(는) 맞지 않습니다")
SCALAR_INSTEAD = text("it is {found}, but should be {right}", "{found}입니다. {right}이어야 합니다")
INSTEAD = text("{sentence} instead of {right}", "{sentence}(기대한 값: {right})")

_TYPES = {
    "none": text("None", "None"),
    "bool": text("a bool (True or False)", "불(bool) 값"),
    "number": text("a number", "수"),
    "text": text("a string", "문자열"),
    "list": text("a list", "리스트"),
    "numbers": text("an array or list of numbers", "수의 배열이나 리스트"),
    "bools": text("an array of bools", "불(bool) 배열"),
    "table": text("a dict", "딕셔너리"),
    "other": text("something else", "다른 종류의 값"),
}


@dataclass(frozen=True)
class Described:
    """A difference in words: a clause for the middle of a sentence, and the two sides on their own."""

    clause: Text
    right: Text | None
    found: Text | None


def describe(difference: Difference, *, right_value: bool, found_value: bool = True) -> Described:
    """``difference`` in words; shapes and types are always told, the two values only where allowed.

    A found value is kept back for hidden inputs, since a function may return what it was given.
    """
    found, right = difference.found, difference.right
    if difference.kind == "shape":
        sides = shown_shape(right), shown_shape(found)
        return Described(SHAPE.format(right=sides[0], found=sides[1]), verbatim(sides[0]), verbatim(sides[1]))
    if difference.kind == "length":
        return Described(LENGTH.format(right=right, found=found), verbatim(str(right)), verbatim(str(found)))
    if difference.kind == "keys":
        keys = plain(", ".join(found)) or "-"
        return Described(KEYS, verbatim(plain(", ".join(right))) if right_value else None, verbatim(keys))
    if difference.kind == "type":
        kinds = _kind(right), _kind(found)
        if kinds[0] != kinds[1]:
            return Described(TYPE.format(right=kinds[0], found=kinds[1]), kinds[0], kinds[1])
    if not found_value:
        several = difference.total > 1
        clause = COUNT_WRONG.format(count=difference.count, total=difference.total) if several else VALUE_WRONG
        return Described(clause, None, None)
    where = plain(shown_index(difference.where), 120)
    value = shown(found, 120)
    if difference.kind == "not_finite":
        clause = NOT_FINITE.format(
            count=difference.count, total=difference.total, where=f" {where}" if where else "", found=value
        )
    elif difference.where:
        clause = ELEMENTS.format(count=difference.count, total=difference.total, where=where, found=value)
    else:
        clause = SCALAR.format(found=value)
    if not right_value:
        return Described(clause, None, verbatim(value))
    wanted = verbatim(shown(right, 120))
    if difference.kind == "value" and not difference.where:
        return Described(SCALAR_INSTEAD.format(found=value, right=wanted), wanted, verbatim(value))
    return Described(INSTEAD.format(sentence=clause, right=wanted), wanted, verbatim(value))


def _kind(value: object) -> Text:
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return _kind(value[()].item())
        return _TYPES["bools" if value.dtype.kind == "b" else "text" if value.dtype.kind in "US" else "numbers"]
    if value is None:
        return _TYPES["none"]
    if isinstance(value, bool):
        return _TYPES["bool"]
    if isinstance(value, int | float):
        return _TYPES["number"]
    for kind, name in ((str, "text"), (list, "list"), (tuple, "list"), (dict, "table")):
        if isinstance(value, kind):
            return _TYPES[name]
    return _TYPES["other"]
