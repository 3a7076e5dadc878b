"""What the history of a ``fit`` shows: the best epoch, the gap between training and validation, a falling loss."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria.amounts import Amount, Range, is_met, told
from graders.criteria.fits import at, name_of
from graders.criteria.kind import Verdict, failed
from graders.text import Text, text
from graders.wording import plain, shown_number, verbatim

if TYPE_CHECKING:
    from graders.observed import Call

MetricName = str

NOT_TOLD = text(
    "The history of `{name}` holds no {metric}, only {found}.",
    "`{name}` 모델의 학습 기록에 {metric}이(가) 없습니다. 기록된 항목: {found}.",
)
TELL_IT = text(
    "Name the metric in compile(metrics=[...]), and give fit validation data for what begins with val_.",
    "compile(metrics=[...])에 지표를 지정하고, val_로 시작하는 항목이 필요하면 fit에 검증 데이터를 주십시오.",
)
BEST = text(
    "The best {metric} of `{name}` is at epoch {found}, but should be at {right}.",
    "`{name}` 모델의 {metric}이(가) 가장 좋은 에포크는 {found}입니다. {right}이어야 합니다.",
)
ONE_EPOCH = text(
    "`{name}` was trained for {epochs} epoch, so nothing shows whether its {metric} changes. Train it longer.",
    "`{name}` 모델을 {epochs}에포크만 학습하여 {metric}의 변화를 볼 수 없습니다. 더 오래 학습해 주십시오.",
)
NOT_FALLEN = text(
    "The {metric} of `{name}` went from {first} to {last}, but should fall.",
    "`{name}` 모델의 {metric}이(가) {first}에서 {last}(으)로 바뀌었습니다. 값이 내려가야 합니다.",
)
NOT_RISEN = text(
    "The {metric} of `{name}` went from {first} to {last}, but should rise.",
    "`{name}` 모델의 {metric}이(가) {first}에서 {last}(으)로 바뀌었습니다. 값이 올라가야 합니다.",
)
NOT_A_NUMBER = text(
    "The {metric} of `{name}` is no longer a number (NaN) at epoch {epoch}: lower the learning rate, and look for "
    "missing values in the data.",
    "`{name}` 모델의 {metric}이(가) {epoch}번째 에포크에서 수가 아닌 값(NaN)이 되었습니다. 학습률을 낮추고 데이터에 "
    "빠진 값이 없는지 확인해 주십시오.",
)
GAP_SMALL = text(
    "`{name}` hardly overfits: {metric} is {train} in training and {validation} in validation, a gap of {found}; "
    "the gap should be {right}.",
    "`{name}` 모델이 거의 과대적합되지 않았습니다. {metric} 값이 훈련에서 {train}, 검증에서 {validation}(으)로 "
    "차이가 {found}입니다. 차이는 {right}이어야 합니다.",
)
GAP_LARGE = text(
    "`{name}` still overfits: {metric} is {train} in training and {validation} in validation, a gap of {found}; "
    "the gap should be {right}.",
    "`{name}` 모델이 아직 과대적합되어 있습니다. {metric} 값이 훈련에서 {train}, 검증에서 {validation}(으)로 "
    "차이가 {found}입니다. 차이는 {right}이어야 합니다.",
)
SHOW_IT = text("More epochs, or more units, make it show.", "에포크나 유닛 수를 늘리면 과대적합이 나타납니다.")
CLOSE_IT = text(
    "Fewer epochs or units, dropout, a penalty on weights, or more data close the gap.",
    "에포크나 유닛 수를 줄이거나, 드롭아웃, 가중치 규제, 더 많은 데이터를 사용하면 차이가 줄어듭니다.",
)
NOT_BETTER = text(
    "The best {metric} of `{name}` is {found}, that of `{other}` is {against}; it should be better by at least {by}.",
    "`{name}` 모델의 가장 좋은 {metric}은(는) {found}, `{other}` 모델은 {against}입니다. {by} 이상 더 좋아야 합니다.",
)

_HIGHER_IS_BETTER = ("acc", "auc", "precision", "recall", "f1", "iou", "r2", "cosine_similarity", "bleu")
_FAMILIES = (("accuracy", "acc"), ("mae", "mean_absolute_error"), ("mse", "mean_squared_error"))


class Best(BaseModel):
    """Where the best value of a metric must lie."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    metric: MetricName = Field(default="val_loss", min_length=1, max_length=80)
    """Its name in ``history``."""
    epoch: Amount
    """The epoch at which it must be best, from 1; a range such as ``{ max = 5 }`` for one of several."""


class Gap(BaseModel):
    """How much worse validation is than training: ``min`` where overfitting must show, ``max`` where it must not."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    metric: MetricName = Field(default="loss", min_length=1, max_length=80)
    """Its name in training (``loss``, ``accuracy``, ``mae``)."""
    min: float | None = None
    """The least gap, in the metric's own unit."""
    max: float | None = None
    """The greatest gap, in the metric's own unit."""
    at: Literal["last", "best"] = "last"
    """At the last epoch, or at the one that was best in validation."""

    @property
    def amount(self) -> Range:
        """What the gap must be."""
        return Range(min=self.min, max=self.max)

    @model_validator(mode="after")
    def _says_something(self) -> Gap:
        self.amount  # noqa: B018 - raises where neither end is given
        return self


class BetterThan(BaseModel):
    """A second model whose best value this one's must beat."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    model: str = Field(min_length=1, max_length=100)
    """The variable that holds the other model."""
    metric: MetricName = Field(default="val_accuracy", min_length=1, max_length=80)
    """The metric that is compared, by its name in ``history``."""
    by: float = Field(default=0.0, ge=0)
    """By how much it must be better at least, in the metric's own unit; with 0 it may be as good."""


class Untold(Exception):
    """The history does not hold a metric; carries the verdict on that."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.message.en)


def values_of(call: Call, metric: MetricName, asked: str | None = None) -> list[float]:
    """The metric's value after each epoch; ``accuracy`` is found under every name that Keras has for one.

    Raises:
        Untold: the history holds no such metric, or not only numbers.
    """
    name = key_of(call, metric)
    if name is None:
        found = ", ".join(plain(key, 60) for key in sorted(call.history)[:12]) or "-"
        message = NOT_TOLD.format(name=name_of(call, asked), metric=metric, found=found)
        raise Untold(failed(message, hint=TELL_IT, **at(call)))
    values = [float(value) for value in call.history[name]]
    for epoch, value in enumerate(values, start=1):
        if not math.isfinite(value):
            message = NOT_A_NUMBER.format(name=name_of(call, asked), metric=metric, epoch=epoch)
            raise Untold(failed(message, **at(call)))
    return values


def key_of(call: Call, metric: MetricName) -> str | None:
    """The key of the history that holds the metric; None where none does, or it holds nothing."""
    held = [key for key, values in call.history.items() if values]
    if metric in held:
        return metric
    prefix, bare = ("val_", metric[4:]) if metric.startswith("val_") else ("", metric)
    family = next((family for family in _FAMILIES if bare in family), ())
    for key in held:
        plain_key = key.removeprefix("val_")
        if (key != plain_key) == bool(prefix) and (
            plain_key in family or ("accuracy" in family and plain_key.endswith("_accuracy"))
        ):
            return key
    return None


def higher_is_better(metric: MetricName) -> bool:
    """Whether more of this metric is better, as of an accuracy; less is, as of a loss or an error."""
    return any(word in metric.lower() for word in _HIGHER_IS_BETTER)


def best_epoch(values: list[float], metric: MetricName) -> int:
    """The epoch, from 1, with the best value: the first of several."""
    return values.index(max(values) if higher_is_better(metric) else min(values)) + 1


def judge_best(call: Call, best: Best, asked: str | None) -> Verdict | None:
    """None where the best epoch is where it should be."""
    epoch = best_epoch(values_of(call, best.metric, asked), best.metric)
    if is_met(best.epoch, epoch):
        return None
    right = told(best.epoch)
    message = BEST.format(name=name_of(call, asked), metric=best.metric, found=epoch, right=right)
    return failed(message, expected=right, found=verbatim(str(epoch)), **at(call))


def judge_direction(call: Call, metric: MetricName, asked: str | None, *, rises: bool) -> Verdict | None:
    """None where the metric is higher (or lower) at the end than after the first epoch."""
    values = values_of(call, metric, asked)
    about = {"name": name_of(call, asked), "metric": metric}
    if len(values) < 2:
        return failed(ONE_EPOCH.format(**about, epochs=len(values)), **at(call))
    first, last = values[0], values[-1]
    if (last > first) if rises else (last < first):
        return None
    ends = {"first": shown_number(first), "last": shown_number(last)}
    found = verbatim(f"{ends['first']} → {ends['last']}")
    return failed((NOT_RISEN if rises else NOT_FALLEN).format(**about, **ends), found=found, **at(call))


def judge_gap(call: Call, gap: Gap, asked: str | None, *, hint: Text | None = None) -> Verdict | None:
    """None where validation is as much worse than training as it should be.

    ``hint`` is the criterion's own, said rather than what mostly helps: its quest may leave no choice of that.
    """
    train, validation = values_of(call, gap.metric, asked), values_of(call, f"val_{gap.metric}", asked)
    epochs = min(len(train), len(validation))
    epoch = best_epoch(validation[:epochs], gap.metric) if gap.at == "best" else epochs
    one, other = train[epoch - 1], validation[epoch - 1]
    found = one - other if higher_is_better(gap.metric) else other - one
    if is_met(gap.amount, found):
        return None
    small = gap.min is not None and found < gap.min
    right = told(gap.amount)
    numbers = {"train": _brief(one), "validation": _brief(other), "found": _brief(found)}
    message = (GAP_SMALL if small else GAP_LARGE).format(
        name=name_of(call, asked), metric=gap.metric, right=right, **numbers
    )
    usual = SHOW_IT if small else CLOSE_IT
    return failed(message, expected=right, found=verbatim(numbers["found"]), hint=hint or usual, **at(call))


def judge_better(call: Call, others: list[Call], than: BetterThan, asked: str | None) -> Verdict | None:
    """None where this fit's best value beats the best of all the other model's fits."""
    higher = higher_is_better(than.metric)
    pick = max if higher else min
    found = pick(values_of(call, than.metric, asked))
    against = pick(pick(values_of(other, than.metric, than.model)) for other in others)
    if (found - against if higher else against - found) >= than.by - 1e-9:
        return None
    message = NOT_BETTER.format(
        name=name_of(call, asked),
        other=than.model,
        metric=than.metric,
        found=_brief(found),
        against=_brief(against),
        by=shown_number(than.by),
    )
    return failed(message, expected=_beyond(against, than.by, higher), found=verbatim(_brief(found)), **at(call))


def _beyond(against: float, by: float, higher: bool) -> Text:
    edge = against + by if higher else against - by
    return verbatim(f"{'≥' if higher else '≤'} {_brief(edge)}")


def _brief(number: float) -> str:
    """A figure of a learning curve: four digits are what anybody reads."""
    return f"{number:.4g}"
