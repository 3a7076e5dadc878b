"""``training``: how a model was trained, as its calls of ``fit`` were observed while the notebook ran."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from graders.criteria.amounts import Amount, Range, is_met, told
from graders.criteria.fits import at, fits_of, name_of, never_fitted
from graders.criteria.kind import Asked, Kind, Verdict, failed
from graders.criteria.training import curves, settings
from graders.criteria.training.chosen_epoch import ChosenEpoch, judge_chosen
from graders.criteria.training.chosen_epoch import question as epoch_question
from graders.criteria.training.folds import Folds, judge_folds
from graders.criteria.training.validation import ValidationOptions, judge_validation
from graders.criteria.weighing import weighed
from graders.questions import AskCalls, Question
from graders.text import text
from graders.wording import verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.observed import Call
    from graders.quest import CriterionSpec

RIGHT = text("`{name}` was trained as asked.", "`{name}` 모델이 요구한 대로 학습되었습니다.")
FITS = text(
    "fit was called {found} times, but should be called {right} times.",
    "fit이 {found}번 호출되었습니다. 호출 횟수는 {right}이어야 합니다.",
)
NOT_FRESH = text(
    "`{name}` had been trained for {epochs} epochs before this fit, which goes on from there.",
    "`{name}` 모델은 이 fit 전에 이미 {epochs}에포크 학습되어 그 상태에서 이어서 학습되었습니다.",
)
BUILD_AGAIN = text(
    "Build and compile the model anew before it, or take the second call of fit away.",
    "그 전에 모델을 새로 만들고 컴파일하거나, 두 번째 fit 호출을 지우십시오.",
)

Which = Literal["first", "last", "any", "every"]


class TrainingOptions(ValidationOptions):
    """How a model must be trained; each key that is given is one check, and all weigh the same."""

    model: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the model; without it, any model counts."""
    which: Which = "last"
    """Which of its calls of ``fit`` is judged; ``any``: the one that does best, ``every``: the one that does worst."""
    fits: Amount | None = None
    """How often ``fit`` must be called."""
    fresh: bool = False
    """Whether the model must not have been trained before the call: ``fit`` goes on where the last one stopped."""
    rows: Amount | None = None
    """How many rows it must train on, without those of ``validation_split``."""
    x_shape: list[int] | None = Field(default=None, max_length=8)
    """The shape of one row; ``-1`` stands for any length."""
    x_range: Range | None = None
    """The range in which all numbers of ``x`` must lie: ``{ min = 0, max = 1 }``."""
    y: settings.LabelForm | None = None
    """The labels' form: ``integers``, ``one-hot``, ``binary`` (0 and 1) or ``numbers``."""
    epochs: Amount | None = None
    """How many epochs ``fit`` must be asked for."""
    epochs_run: Amount | None = None
    """How many epochs must be run: fewer than asked for where training was stopped early."""
    batch_size: Amount | None = None
    """Rows of a batch; 32 where ``fit`` was given arrays and no ``batch_size``, as Keras has it."""
    learning_rate: Amount | None = None
    """The optimizer's learning rate when ``fit`` began."""
    optimizer: str | list[str] | None = None
    """The optimizer's name, or names that are all right (``rmsprop``)."""
    frozen: list[str] = Field(default_factory=list, max_length=50)
    """Layers, by name or class, that must not be trainable in this call."""
    trainable_parameters: Amount | None = None
    """Numbers that ``fit`` may change: less than all of them where part of the model is frozen."""
    callbacks: list[settings.CallbackOptions] = Field(default_factory=list, max_length=20)
    """Callbacks that must be given, with their settings."""
    best: curves.Best | None = None
    """The epoch at which a metric must be best."""
    chosen_epoch: ChosenEpoch | None = None
    """The epoch that the learner names as the one to stop at must be right by their own curve."""
    gap: curves.Gap | None = None
    """How far validation must be from training: overfitting that must show, or must not."""
    falls: list[curves.MetricName] = Field(default_factory=list, max_length=10)
    """Metrics that must be lower at the end than after the first epoch."""
    rises: list[curves.MetricName] = Field(default_factory=list, max_length=10)
    """Metrics that must be higher at the end than after the first epoch."""
    better_than: curves.BetterThan | None = None
    """Another model, trained in the same notebook, that this one must beat."""
    folds: Folds | None = None
    """k-fold validation; leave ``model`` out where a function builds the model of each fold."""


def questions(spec: CriterionSpec, options: TrainingOptions, heldout: HeldOut | None) -> Asked:
    """Asks what was observed and, where it is judged, for the epoch that was chosen."""
    asked: list[Question] = [AskCalls()]
    if options.chosen_epoch:
        asked.append(epoch_question(spec.id, options.chosen_epoch))
    return Asked(asked)


def judge(spec: CriterionSpec, options: TrainingOptions, context: Context) -> Verdict:
    """Weighs the checks that are asked for, on the call of ``fit`` that is meant."""
    calls = fits_of(context, options.model)
    if verdict := never_fitted(context, options.model, calls):
        return verdict
    name = name_of(calls[-1], options.model)
    of_all = _checks_of_all(spec, options, context, calls)
    picked = {"first": calls[:1], "last": calls[-1:]}.get(options.which, calls)
    right = RIGHT.format(name=name)
    verdicts = [
        weighed([*of_all, *(_outcome(check) for check in _checks(spec, options, context, call))], right)
        for call in picked
    ]
    return (min if options.which == "every" else max)(verdicts, key=lambda verdict: verdict.share)


def _checks_of_all(
    spec: CriterionSpec, options: TrainingOptions, context: Context, calls: list[Call]
) -> list[Verdict | None]:
    """What is asked of the calls together."""
    outcomes: list[Verdict | None] = []
    if options.fits is not None:
        outcomes.append(_judge_count(calls, options.fits))
    if folds := options.folds:
        outcomes.append(judge_folds(context, calls, folds))
    if chosen := options.chosen_epoch:
        outcomes.append(_outcome(lambda: judge_chosen(spec.id, calls, chosen, options.model, context)))
    return outcomes


def _checks(
    spec: CriterionSpec, options: TrainingOptions, context: Context, call: Call
) -> list[Callable[[], Verdict | None]]:
    """What is asked of one call, in the order in which it is told."""
    asked = options.model
    checks: list[Callable[[], Verdict | None]] = []
    if options.fresh:
        checks.append(partial(_judge_fresh, call, asked))
    checks += settings.data_checks(options, call)
    if options.validation is not None:
        checks.append(partial(judge_validation, options, context, call, asked))
    checks += settings.setting_checks(options, call)
    if best := options.best:
        checks.append(partial(curves.judge_best, call, best, asked))
    if gap := options.gap:
        checks.append(partial(curves.judge_gap, call, gap, asked, hint=spec.hint))
    for metrics, rises in ((options.falls, False), (options.rises, True)):
        for metric in metrics:
            checks.append(partial(curves.judge_direction, call, metric, asked, rises=rises))
    if than := options.better_than:
        checks.append(partial(_judge_better, context, call, than, asked))
    return checks


def _outcome(check: Callable[[], Verdict | None]) -> Verdict | None:
    try:
        return check()
    except curves.Untold as untold:
        return untold.verdict


def _judge_count(calls: list[Call], right: Amount) -> Verdict | None:
    if is_met(right, len(calls)):
        return None
    words, found = told(right), verbatim(str(len(calls)))
    return failed(FITS.format(found=found, right=words), expected=words, found=found, **at(calls[-1]))


def _judge_fresh(call: Call, asked: str | None) -> Verdict | None:
    if not call.trained_before:
        return None
    message = NOT_FRESH.format(name=name_of(call, asked), epochs=call.trained_before)
    return failed(message, hint=BUILD_AGAIN, **at(call))


def _judge_better(context: Context, call: Call, than: curves.BetterThan, asked: str | None) -> Verdict | None:
    others = fits_of(context, than.model)
    if verdict := never_fitted(context, than.model, others):
        return verdict
    return curves.judge_better(call, others, than, asked)


PROVES = (
    "The calls are recorded in the sandbox, beside the learner's code, so whoever sets out to forge the record can. "
    "It explains how a model came about; that the model is good has to be shown by `metric`, whose figure cannot be "
    "forged."
)
EXAMPLE = """\
[[criterion]]
id = "fitted"
kind = "training"
points = 10
cell = "train"
title = { en = "Trained with validation, and stopped in time", ko = "검증하며 훈련하고 제때 멈추었습니다" }
model = "model"
epochs = { min = 3, max = 20 }
batch_size = 512
validation = "any"
falls = ["loss"]
"""
KIND = Kind("training", TrainingOptions, judge, questions, proves=PROVES, example=EXAMPLE)
