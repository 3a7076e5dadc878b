"""``leakage``: nothing of what a model is judged by went into what it learned from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field, model_validator

from graders.criteria import losses
from graders.criteria.answers import absent
from graders.criteria.fits import at, fits_of, name_of, never_fitted, place_of
from graders.criteria.kind import Asked, Kind, Options, Verdict, could_not_grade, failed
from graders.criteria.leakage.scaling import Scaled, judge_scaled
from graders.criteria.rows import Array, Overlap, fingerprints, is_validated, overlap, training_rows, validation_rows
from graders.criteria.weighing import weighed
from graders.evidence import EvidenceInvalid
from graders.heldout import HeldOutMissing
from graders.observed import ArrayRecord
from graders.observed.fingerprints import row_fingerprints
from graders.questions import AskArray, AskCalls, Question
from graders.text import Text, text
from graders.wording import plain, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.observed import Call
    from graders.quest import CriterionSpec

NOTHING = text(
    "No row that the model is judged by was trained on, and no statistics were taken from such rows.",
    "평가에 쓰이는 행으로 학습하거나 통계량을 구한 곳이 없습니다.",
)
TRAINED_ON = text(
    "{shared} of the {kept} rows of {set} are among the rows that fit of `{name}` trained on (`{place}`).",
    "{set} {kept}행 중 {shared}행이 `{name}` 모델의 fit이 학습한 행에 들어 있습니다(`{place}`).",
)
VALIDATED_ON = text(
    "{shared} of the {kept} rows of {set} are among the validation rows of `{name}` (`{place}`): "
    "what is tuned by them cannot be tested by them.",
    "{set} {kept}행 중 {shared}행이 `{name}` 모델의 검증 데이터에 들어 있습니다(`{place}`). "
    "조정에 사용한 행으로는 시험할 수 없습니다.",
)
ADAPTED_TO = text(
    "{shared} of the {kept} rows of {set} were given to adapt of `{name}` (`{place}`), which learned from them.",
    "{set} {kept}행 중 {shared}행이 `{name}`의 adapt에 주어졌습니다(`{place}`). 이 층이 그 행을 보고 학습했습니다.",
)
NONE_SHARED = text("no row on both sides", "양쪽에 함께 있는 행 없음")
TRAIN_APART = text(
    "Give fit the training rows only. Split the data once, at the beginning, and join the parts nowhere again.",
    "fit에는 훈련 데이터만 주십시오. 데이터는 처음에 한 번만 나누고 다시 합치지 마십시오.",
)
VALIDATE_APART = text(
    "Take validation rows out of the training data, and use the test rows once, at the end, for evaluate.",
    "검증 데이터는 훈련 데이터에서 떼어 내고, 시험 데이터는 마지막에 evaluate에서 한 번만 사용하십시오.",
)
ADAPT_APART = text(
    "Call adapt with the training rows only.",
    "adapt는 훈련 데이터만으로 호출하십시오.",
)
VALIDATION_SET = text("the validation data", "검증 데이터")
EVALUATED_SET = text("the data that evaluate got", "evaluate에 준 데이터")
HELDOUT_SET = text("the data kept back for the judging", "채점용 데이터")
UNKNOWN = text(
    "The rows of {set} or of the training data could not be told apart, since they were given in another form than as "
    "arrays: this was not judged, and its points do not count.",
    "{set} 또는 훈련 데이터가 배열이 아닌 형식이어서 행을 구분할 수 없었습니다. "
    "이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)
TOO_MANY_CALLS = text(
    "fit was called too often for every call to be looked at: this was not judged, and its points do not count.",
    "fit 호출이 너무 많아 모두 확인할 수 없었습니다. 이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)
NOT_HERE = text(
    "The data kept back for this is not on this server: this was not judged, and its points do not count.",
    "채점용 데이터가 이 서버에 없습니다. 이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)


class LeakageOptions(Options):
    """What must be kept apart; each set of rows and ``scaled`` is one check, and all weigh the same."""

    model: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the model; without it, the training of every model counts."""
    validation: bool = False
    """Whether the validation rows of each ``fit`` must not be among its training rows."""
    test: list[str] = Field(default_factory=list, max_length=10)
    """Variables that hold test rows, prepared as the training rows are: no model may train on them."""
    evaluated: bool = False
    """Whether rows that were given to ``evaluate`` must not be trained on."""
    data: str | None = Field(default=None, min_length=1, max_length=60)
    """The data set whose held-out rows must not be trained on."""
    scale: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Held-out rows are looked for both as they are and divided by this."""
    tuned: bool = True
    """Whether rows of ``test`` and held-out rows must not be validated on either."""
    adapted: bool = True
    """Whether layers must not ``adapt`` to rows of ``test`` or held-out rows, either."""
    allow: float = Field(default=0.01, ge=0, le=1)
    """Share of such rows that may be in both: data sets often hold equal rows. What the training rows repeat among
    themselves is allowed besides."""
    scaled: Scaled | None = None
    """Data must be standardised by the statistics of the training data."""

    @model_validator(mode="after")
    def _something_is_asked(self) -> LeakageOptions:
        if not (self.validation or self.test or self.evaluated or self.data or self.scaled):
            raise ValueError("give at least one of validation, test, evaluated, data, scaled")
        return self


def _array_question(name: str) -> AskArray:
    return AskArray(id=f"array-{losses.identifier(name)}", name=name)


def questions(spec: CriterionSpec, options: LeakageOptions, heldout: HeldOut | None) -> Asked:
    """Asks what was observed, and for numbers about the variables that are named."""
    names = dict.fromkeys(options.test)
    if options.scaled:
        names |= dict.fromkeys(filter(None, (options.scaled.train, options.scaled.test)))
    asked: list[Question] = [AskCalls(), *(_array_question(name) for name in names)]
    return Asked(asked)


def judge(spec: CriterionSpec, options: LeakageOptions, context: Context) -> Verdict:
    """Weighs the checks that are asked for."""
    calls = fits_of(context, options.model)
    needs_fit = options.validation or options.test or options.evaluated or options.data
    if needs_fit and (verdict := never_fitted(context, options.model, calls)):
        return verdict
    return weighed(_outcomes(options, context, calls), NOTHING)


def _outcomes(options: LeakageOptions, context: Context, calls: list[Call]) -> Iterator[Verdict | None]:
    if options.validation:
        yield _judge_validation(options, context, calls)
    for name in options.test:
        yield _judge_variable(options, context, calls, name)
    if options.evaluated:
        yield _judge_evaluated(options, context, calls)
    if options.data:
        yield _judge_heldout(options, context, calls, options.data)
    if options.scaled:
        yield _judge_scaled(options.scaled, context, calls)


def _judge_validation(options: LeakageOptions, context: Context, calls: list[Call]) -> Verdict | None:
    unknown: Verdict | None = None
    for call in calls:
        # Of a call without any x, what it was given could not be looked at.
        if call.x and not is_validated(call):
            continue
        train, kept = training_rows(context, call), validation_rows(context, call)
        if train is None or kept is None:
            unknown = could_not_grade(UNKNOWN.format(set=VALIDATION_SET), **at(call))
        elif (both := overlap(kept, train)).is_more_than(options.allow):
            return _told(TRAINED_ON, VALIDATION_SET, both, call, options, TRAIN_APART)
    return unknown


def _judge_variable(options: LeakageOptions, context: Context, calls: list[Call], name: str) -> Verdict | None:
    question = _array_question(name)
    if verdict := absent(name, context.answer(question.id), context):
        return verdict
    record = _array(context, name)
    return _judge_kept(options, context, calls, verbatim(f"`{name}`"), [fingerprints(context, [record], question.id)])


def _judge_evaluated(options: LeakageOptions, context: Context, calls: list[Call]) -> Verdict | None:
    """Of the rows of every ``evaluate``: on training data, too, for a comparison, it would be no test."""
    unknown: Verdict | None = None
    for call in context.calls.of("evaluate", options.model):
        verdict = _judge_kept(options, context, calls, EVALUATED_SET, [fingerprints(context, call.x)], only_fit=True)
        if verdict is None:
            return None
        unknown = verdict
    return unknown


def _judge_heldout(options: LeakageOptions, context: Context, calls: list[Call], name: str) -> Verdict | None:
    if context.heldout is None or not context.heldout.has(name):
        return could_not_grade(NOT_HERE)
    try:
        rows = context.heldout.rows(name)
    except HeldOutMissing:
        return could_not_grade(NOT_HERE)
    prepared = [rows] if options.scale is None else [rows, rows.astype(np.float32) / np.float32(options.scale)]
    return _judge_kept(options, context, calls, HELDOUT_SET, [row_fingerprints(each) for each in prepared])


def _judge_kept(
    options: LeakageOptions,
    context: Context,
    calls: list[Call],
    kept_set: Text,
    kept: list[Array | None],
    *,
    only_fit: bool = False,
) -> Verdict | None:
    """None where no more rows of a set than allowed went into anything that learns.

    ``kept`` holds the set's fingerprints, once for each way in which its rows may have been prepared.
    """
    known = [rows for rows in kept if rows is not None and len(rows)]
    unknown = [] if known else [calls[-1]]
    for call, used, words, hint in _uses(options, context, calls, only_fit):
        if used is None:
            unknown.append(call)
            continue
        for rows in known:
            if (both := overlap(rows, used)).is_more_than(options.allow):
                return _told(words, kept_set, both, call, options, hint)
    if unknown:
        return could_not_grade(UNKNOWN.format(set=kept_set), **at(unknown[0]))
    return could_not_grade(TOO_MANY_CALLS) if context.calls.dropped_fits else None


def _uses(
    options: LeakageOptions, context: Context, calls: list[Call], only_fit: bool
) -> Iterator[tuple[Call, Array | None, Text, Text]]:
    """Each call that something was learned in, the rows it was learned from, and what is said where they are wrong."""
    for call in calls:
        yield call, training_rows(context, call), TRAINED_ON, TRAIN_APART
        if options.tuned and not only_fit and call.validation_x:
            yield call, validation_rows(context, call), VALIDATED_ON, VALIDATE_APART
    for call in context.calls.of("train_on_batch", options.model):
        yield call, fingerprints(context, call.x), TRAINED_ON, TRAIN_APART
    if options.adapted and not only_fit:
        for call in context.calls.of("adapt"):
            yield call, fingerprints(context, call.x), ADAPTED_TO, ADAPT_APART


def _told(words: Text, kept_set: Text, both: Overlap, call: Call, options: LeakageOptions, hint: Text) -> Verdict:
    counts = {"shared": f"{both.shared:,}", "kept": f"{both.kept:,}"}
    asked = None if call.method == "adapt" else options.model
    message = words.format(set=kept_set, name=name_of(call, asked), place=place_of(call), **counts)
    found = verbatim("{shared} / {kept}".format(**counts))
    return failed(message, expected=NONE_SHARED, found=found, hint=hint, **at(call))


def _judge_scaled(scaled: Scaled, context: Context, calls: list[Call]) -> Verdict | None:
    for name in filter(None, (scaled.train, scaled.test)):
        if verdict := absent(name, context.answer(_array_question(name).id), context):
            return verdict
    if scaled.train is not None:
        return judge_scaled(scaled, scaled.train, _array(context, scaled.train), _test(context, scaled), None)
    if verdict := never_fitted(context, None, calls):
        return verdict
    call = calls[-1]
    name = plain(call.x[0].names[0], 80) if call.x and call.x[0].names else "x"
    return judge_scaled(scaled, name, call.x[0] if call.x else None, _test(context, scaled), call)


def _test(context: Context, scaled: Scaled) -> ArrayRecord | None:
    return None if scaled.test is None else _array(context, scaled.test)


def _array(context: Context, name: str) -> ArrayRecord:
    """What was told of the array in a variable."""
    answer = context.answer(_array_question(name).id)
    try:
        return ArrayRecord.model_validate(answer.record or {})
    except ValueError as error:
        raise EvidenceInvalid(f"answers/{answer.id}.json: {str(error)[:500]}") from error


PROVES = (
    "Held-out rows are never in the sandbox with their labels, so nobody can train on them but by having them from "
    "elsewhere, which is what `data` looks for. The fingerprints of training rows are taken beside the learner's "
    "code: a forged record hides a leak, and gains nothing where `metric` judges on held-out rows."
)
EXAMPLE = """\
[[criterion]]
id = "apart"
kind = "leakage"
points = 8
cell = "train"
title = { en = "Nothing of the test set went into training", ko = "시험 데이터가 훈련에 쓰이지 않았습니다" }
model = "model"
validation = true
test = ["test_x"]
"""
KIND = Kind("leakage", LeakageOptions, judge, questions, proves=PROVES, example=EXAMPLE)
