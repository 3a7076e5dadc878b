"""Validation data of a ``fit``: whether there is any, how much, and whether it is apart from the training rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graders.criteria.amounts import Amount, is_met, told
from graders.criteria.fits import at, name_of
from graders.criteria.kind import Options, Verdict, could_not_grade, failed
from graders.criteria.rows import is_validated, overlap, training_rows, validation_count, validation_rows
from graders.text import text
from graders.wording import plain, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import ArrayRecord, Call

NO_VALIDATION = text(
    "fit of `{name}` got no validation data.",
    "`{name}` 모델의 fit에 검증 데이터가 없습니다.",
)
GIVE_SOME = {
    "any": text(
        "Give fit validation_data=(x_val, y_val), or validation_split=0.2.",
        "fit에 validation_data=(x_val, y_val) 또는 validation_split=0.2를 지정해 주십시오.",
    ),
    "data": text("Give fit validation_data=(x_val, y_val).", "fit에 validation_data=(x_val, y_val)를 지정해 주십시오."),
    "split": text("Give fit validation_split, 0.2 say.", "fit에 validation_split을 지정해 주십시오(예: 0.2)."),
}
OTHER_WAY = text(
    "fit of `{name}` got its validation rows by {found}, but {right} is asked for.",
    "`{name}` 모델의 fit이 {found}(으)로 검증 데이터를 받았습니다. {right}을(를) 사용해야 합니다.",
)
UNWANTED = text(
    "fit of `{name}` got {rows} validation rows, but none are asked for here: train on all the data.",
    "`{name}` 모델의 fit에 검증 데이터 {rows}행이 주어졌습니다. 여기서는 검증 없이 모든 데이터로 학습해야 합니다.",
)
ROWS = text(
    "fit of `{name}` validates on {found} rows, but should on {right}.",
    "`{name}` 모델의 fit이 {found}행으로 검증합니다. 검증 데이터는 {right}행이어야 합니다.",
)
SHARED = text(
    "{shared} of the {kept} validation rows of `{name}` are among the rows it trains on, so validation shows nothing.",
    "`{name}` 모델의 검증 데이터 {kept}행 중 {shared}행이 훈련 데이터에도 있어 검증의 의미가 없습니다.",
)
NONE_SHARED = text("no row on both sides", "양쪽에 함께 있는 행 없음")
KEEP_APART = text(
    "Keep the validation rows out of what is fitted: each row is in one of the two, never in both.",
    "훈련 데이터에서 검증 데이터를 빼십시오. 각 행은 둘 중 하나에만 있어야 합니다.",
)
UNKNOWN = text(
    "The rows of this fit could not be looked at, since they were given as {type}: "
    "this was not judged, and its points do not count.",
    "{type} 형식으로 데이터를 주어 행을 살펴볼 수 없었습니다. 이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)


class ValidationOptions(Options):
    """What is asked of the validation data."""

    validation: Literal["any", "data", "split", "none"] | None = None
    """Whether validation data must be given: in any way, as ``validation_data``, by ``validation_split``, or not."""
    disjoint: bool = True
    """With ``validation``: whether none of its rows may be among the training rows."""
    allow: float = Field(default=0.01, ge=0, le=1)
    """Share of the validation rows that may be among the training rows: data sets often hold equal rows."""
    validation_rows: Amount | None = None
    """How many rows it must validate on."""


def judge_validation(options: ValidationOptions, context: Context, call: Call, asked: str | None) -> Verdict | None:
    """None where validation data was given as asked, and apart from the training rows."""
    verdict = _judge_given(options, call, asked)
    if verdict or options.validation == "none" or not options.disjoint:
        return verdict
    return _judge_disjoint(options, context, call, asked)


def _judge_given(options: ValidationOptions, call: Call, asked: str | None) -> Verdict | None:
    name = name_of(call, asked)
    given = "validation_data" if call.validation_x else "validation_split" if is_validated(call) else None
    if options.validation == "none":
        rows = validation_count(call)
        return failed(UNWANTED.format(name=name, rows=_count(rows)), **at(call)) if given else None
    if given is None:
        return failed(NO_VALIDATION.format(name=name), hint=GIVE_SOME[options.validation or "any"], **at(call))
    if options.validation in ("data", "split") and given != f"validation_{options.validation}":
        right = f"validation_{options.validation}"
        message = OTHER_WAY.format(name=name, found=given, right=right)
        return failed(message, expected=verbatim(right), found=verbatim(given), **at(call))
    return None


def judge_rows(right: Amount, call: Call, asked: str | None) -> Verdict | None:
    """None where there are as many validation rows as asked."""
    if verdict := unread(call, call.validation_x):
        return verdict
    found = validation_count(call)
    if is_met(right, found):
        return None
    words = told(right)
    message = ROWS.format(name=name_of(call, asked), found=_count(found), right=words)
    return failed(message, expected=words, found=verbatim(_count(found)), **at(call))


def _judge_disjoint(options: ValidationOptions, context: Context, call: Call, asked: str | None) -> Verdict | None:
    train, kept = training_rows(context, call), validation_rows(context, call)
    if train is None or kept is None:
        without = [array.type for array in (*call.x, *call.validation_x) if array.rows is None]
        return _unknown(call, without[0] if without else "?")
    both = overlap(kept, train)
    if not both.is_more_than(options.allow):
        return None
    message = SHARED.format(name=name_of(call, asked), shared=f"{both.shared:,}", kept=f"{both.kept:,}")
    found = verbatim(f"{both.shared:,} / {both.kept:,}")
    return failed(message, expected=NONE_SHARED, found=found, hint=KEEP_APART, **at(call))


def unread(call: Call, given: Sequence[ArrayRecord]) -> Verdict | None:
    """The verdict where rows came as no array, as from a ``tf.data.Dataset``, so that nothing of them is known."""
    return next((_unknown(call, array.type) for array in given if array.shape is None), None)


def _unknown(call: Call, kind: str) -> Verdict:
    return could_not_grade(UNKNOWN.format(type=f"`{plain(kind, 80)}`"), **at(call))


def _count(rows: int | None) -> str:
    return "?" if rows is None else f"{rows:,}"
