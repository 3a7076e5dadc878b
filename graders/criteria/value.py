"""``value``: a variable has the shape, the dtype, the numbers that were asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from graders.criteria.answers import TOO_LARGE, UNSUPPORTED, absent
from graders.criteria.differences import describe
from graders.criteria.forms import SEQUENCES, TYPES, TypeName, dtype_fits, form, shape_fits, type_words, types_of
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, passed
from graders.evidence import EvidenceInvalid
from graders.questions import Answered, AskVariable
from graders.text import Text, text
from graders.values import Tolerance, compare, decode, number
from graders.wording import plain, shown, shown_number, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

RIGHT = text("`{name}` is right.", "`{name}` 값이 맞습니다.")
WRONG = text("`{name}`: {clause}.", "`{name}`: {clause}.")
NOT_AN_ARRAY = text(
    "`{name}` is {found}, which has no shape or dtype. Make it an array, for example with np.array(...).",
    "`{name}` 값이 {found}이어서 shape이나 dtype이 없습니다. np.array(...) 등으로 배열을 만들어 주십시오.",
)
WRONG_RANK = text(
    "`{name}` has {found} axes (shape {shape}), but should have {right}.",
    "`{name}`의 축이 {found}개입니다(shape {shape}). {right}개여야 합니다.",
)
WRONG_SHAPE = text(
    "`{name}` has shape {found}, but should have {right}.",
    "`{name}`의 shape이 {found}입니다. {right}이어야 합니다.",
)
WRONG_DTYPE = text(
    "`{name}` has dtype {found}, but should have {right}. Convert it, for example with .astype(...).",
    "`{name}`의 dtype이 {found}입니다. {right}이어야 합니다. .astype(...) 등으로 바꾸어 주십시오.",
)
NOT_FINITE = text(
    "`{name}` holds {count} values that are not finite (NaN or infinity).",
    "`{name}` 안에 유한하지 않은 값(NaN 또는 무한대)이 {count}개 있습니다.",
)
OUT_OF_RANGE = text(
    "`{name}` runs from {low} to {high}, but should stay within {right}.",
    "`{name}`의 값은 {low}부터 {high}까지입니다. {right} 범위 안에 있어야 합니다.",
)
NUMBER_OUT_OF_RANGE = text(
    "`{name}` is {found}, but should lie within {right}.",
    "`{name}`의 값은 {found}입니다. {right} 범위 안에 있어야 합니다.",
)
NO_NUMBERS = text(
    "`{name}` holds no numbers, so it cannot lie within {right}.",
    "`{name}` 안에 수가 없어 {right} 범위를 확인할 수 없습니다.",
)
RAGGED = text(
    "`{name}` has no shape: it holds something else than numbers, or its rows are not equally long.",
    "`{name}`에 shape이 없습니다. 수가 아닌 것이 들어 있거나 행의 길이가 서로 다릅니다.",
)
WRONG_TYPE = text("`{name}` is {found}, but should be {right}.", "`{name}` 값이 {found}입니다. {right}이어야 합니다.")
ALLOWED = text("{clause} (it may be off by {tolerance})", "{clause}(허용 오차 {tolerance})")
UPSIDE_DOWN = text("the least comes first: [{low}, {high}]", "작은 값을 먼저 씁니다: [{low}, {high}]")
MAX_ELEMENTS = 1_000_000

_Dtype = Annotated[str, Field(min_length=1, max_length=40)]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Dtypes = Annotated[
    list[_Dtype],
    BeforeValidator(_listed, json_schema_input_type=_Dtype | list[_Dtype]),
    Field(min_length=1, max_length=20),
]


class ValueOptions(Options):
    """What a variable must be; each key that is given is checked, in this order."""

    variable: str = Field(min_length=1, max_length=100)
    """The variable's name."""
    type: TypeName | None = None
    """What it is: ``array`` (tensors too), ``list``, ``tuple``, ``sequence`` (list or tuple), ``dict``, ``set``,
    ``text``, ``number``, ``bool``. Lists and tuples that are asked for so have a shape and a dtype as arrays have."""
    shape: list[int] | None = Field(default=None, max_length=16)
    """Its shape; ``-1`` stands for any length."""
    rank: int | None = Field(default=None, ge=0, le=16)
    """The number of its axes."""
    dtype: Dtypes | None = None
    """Its dtype (``float32``) or a family (``float``, ``int``, ``signed``, ``unsigned``, ``number``, ``bool``,
    ``complex``, ``text``), or a list of those that are all right."""
    range: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    """The least and the greatest value its elements may have; ``-inf`` and ``inf`` leave a side open."""
    equals: Any = None
    """Its value."""
    equals_reference: str | None = Field(default=None, max_length=100)
    """The function of ``reference.py``, called without arguments, that returns its value."""
    tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """How far a number may be off, relative and absolute; 1e-5 and 1e-6 where absent."""
    show: bool = False
    """Whether a wrong value is told beside the right one: for a step on the way whose value is no secret."""

    @model_validator(mode="after")
    def _something_is_asked(self) -> ValueOptions:
        asked = (self.type, self.shape, self.rank, self.dtype, self.range, self.equals, self.equals_reference)
        if all(option is None for option in asked):
            raise ValueError("give at least one of type, shape, rank, dtype, range, equals, equals_reference")
        if self.range is not None and not self.range[0] <= self.range[1]:
            raise ValueError(UPSIDE_DOWN.format(low=self.range[1], high=self.range[0]))
        if self.equals is not None and self.equals_reference is not None:
            raise ValueError("give equals or equals_reference, not both")
        return self

    @property
    def wants_value(self) -> bool:
        """Whether the whole value must travel, rather than its shape and extremes."""
        return self.equals is not None or self.equals_reference is not None or self.measures_lists

    @property
    def measures_lists(self) -> bool:
        """Whether the shape or dtype of a list is asked for."""
        return self.type in SEQUENCES and any(each is not None for each in (self.shape, self.rank, self.dtype))


def questions(spec: CriterionSpec, options: ValueOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the variable; a range needs no whole array, as its extremes are told with it."""
    whole = options.wants_value
    return Asked(
        [
            AskVariable(
                id=spec.id,
                name=options.variable,
                want_value=whole or options.range is not None,
                max_elements=MAX_ELEMENTS if whole else 0,
            )
        ]
    )


def judge(spec: CriterionSpec, options: ValueOptions, context: Context) -> Verdict:
    """Checks what is asked, the outermost property first, and tells of the first that is off."""
    answer = context.answer(spec.id)
    if verdict := absent(options.variable, answer, context):
        return verdict
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{spec.id}.json does not hold one value")
    carried = options.wants_value and observed.has_value
    value = decode(observed, context.evidence, spec.id) if carried else None
    verdict = _judge_type(options, observed) or _judge_form(options, observed, value) or _judge_range(options, observed)
    if verdict is None and options.wants_value:
        verdict = _judge_value(options, value, context) if carried else _no_value(options, observed)
    return verdict or passed(RIGHT.format(name=options.variable), found=_shown(observed, value))


def _judge_type(options: ValueOptions, observed: Answered) -> Verdict | None:
    if options.type is None or options.type in types_of(observed):
        return None
    found, right = type_words(observed), TYPES[options.type]
    return failed(WRONG_TYPE.format(name=options.variable, found=found, right=right), expected=right, found=found)


def _judge_form(options: ValueOptions, observed: Answered, value: Any) -> Verdict | None:
    name = options.variable
    if options.shape is None and options.rank is None and options.dtype is None:
        return None
    shape, dtype = form(observed, value, of_lists=options.measures_lists)
    if shape is None:
        if options.measures_lists:
            return failed(RAGGED.format(name=name), found=verbatim(shown(value, 120)))
        kind = TYPES["list"] if "sequence" in types_of(observed) else plain(observed.type, 80)
        return failed(NOT_AN_ARRAY.format(name=name, found=kind), found=verbatim(plain(observed.type, 80)))
    if options.rank is not None and len(shape) != options.rank:
        message = WRONG_RANK.format(name=name, found=len(shape), shape=shown_shape(shape), right=options.rank)
        return failed(message, expected=verbatim(str(options.rank)), found=verbatim(shown_shape(shape)))
    if options.shape is not None and not shape_fits(shape, options.shape):
        right = _shown_pattern(options.shape)
        message = WRONG_SHAPE.format(name=name, found=shown_shape(shape), right=right)
        return failed(message, expected=verbatim(right), found=verbatim(shown_shape(shape)))
    if options.dtype is not None and not any(dtype_fits(dtype, wanted) for wanted in options.dtype):
        found, right = plain(dtype, 80), ", ".join(options.dtype)
        message = WRONG_DTYPE.format(name=name, found=found, right=right)
        return failed(message, expected=verbatim(right), found=verbatim(found))
    return None


def _judge_range(options: ValueOptions, observed: Answered) -> Verdict | None:
    if options.range is None:
        return None
    name, (low, high) = options.variable, options.range
    right = f"[{shown_number(low)}, {shown_number(high)}]"
    if observed.not_finite:
        return failed(NOT_FINITE.format(name=name, count=shown_number(observed.not_finite)), expected=verbatim(right))
    least, greatest = number(observed.minimum), number(observed.maximum)
    if least is None or greatest is None:
        if (single := number(observed.value)) is None:
            return failed(NO_NUMBERS.format(name=name, right=right), expected=verbatim(right))
        least = greatest = single
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    if not math.isnan(least) and not math.isnan(greatest) and least >= low - slack and greatest <= high + slack:
        return None
    if observed.shape == [] or number(observed.value) is not None:
        one = _rounded(least, low, high)
        return failed(
            NUMBER_OUT_OF_RANGE.format(name=name, found=one, right=right), expected=verbatim(right), found=one
        )
    found = shown_number(least), shown_number(greatest)
    message = OUT_OF_RANGE.format(name=name, low=found[0], high=found[1], right=right)
    return failed(message, expected=verbatim(right), found=verbatim(f"[{found[0]}, {found[1]}]"))


def _rounded(found: float, low: float, high: float) -> Text:
    """A number outside of a range with as few digits, three at least, as show that it is outside."""
    whole = (few for few in (3, 4, 5) if abs(found) < 10**few)
    digits = next((few for few in whole if not low <= float(f"{found:.{few}g}") <= high), None)
    return verbatim(shown_number(found) if digits is None or isinstance(found, int) else f"{found:.{digits}g}")


def _judge_value(options: ValueOptions, value: Any, context: Context) -> Verdict | None:
    if options.equals is None and options.equals_reference is None:
        return None
    right = context.reference.call(options.equals_reference) if options.equals_reference else options.equals
    difference = compare(right, value, Tolerance.of(options.tolerance))
    if difference is None:
        return None
    # The right value is mostly the answer to the quest: then only what is off is told, never what it should be.
    described = describe(difference, right_value=options.show)
    clause = described.clause
    if options.tolerance and difference.kind == "value" and isinstance(difference.right, int | float):
        clause = ALLOWED.format(clause=clause, tolerance=shown_number(options.tolerance))
    return failed(
        WRONG.format(name=options.variable, clause=clause),
        expected=described.right,
        found=described.found,
    )


def _no_value(options: ValueOptions, observed: Answered) -> Verdict:
    """The value did not travel: it is too large, or of a kind that has no form as data."""
    sentence = TOO_LARGE if observed.dtype is not None else UNSUPPORTED
    found = plain(observed.type, 80)
    return failed(sentence.format(name=options.variable, type=found), found=verbatim(found))


def _shown(observed: Answered, value: Any) -> Text | None:
    if value is not None:
        return verbatim(shown(value))
    if observed.shape is None:
        return None
    return verbatim(f"{shown_shape(observed.shape)} {plain(observed.dtype or '', 40)}".strip())


def _shown_pattern(shape: list[int]) -> str:
    lengths = ["?" if length == -1 else str(length) for length in shape]
    return f"({lengths[0]},)" if len(lengths) == 1 else f"({', '.join(lengths)})"


PROVES = (
    "The right value stays in the judge, where the observed one is compared with it. What the sandbox says of a "
    "variable may be a lie, but to tell the right numbers it has to know them. Shape, dtype and range alone prove "
    "less: anybody may make an array of that form."
)
EXAMPLE = """\
[[criterion]]
id = "mean"
kind = "value"
points = 5
cell = "statistics"
title = { en = "`mean` is the mean of all pixels", ko = "`mean`은 모든 픽셀의 평균입니다" }
variable = "mean"
rank = 0
equals_reference = "mean"
hint = { en = "No axis: one number for everything.", ko = "축을 정하지 않으면 전체에서 숫자 하나가 나옵니다." }
"""
KIND = Kind("value", ValueOptions, judge, questions, proves=PROVES, example=EXAMPLE)
