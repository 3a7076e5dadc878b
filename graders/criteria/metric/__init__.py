"""``metric``: how well a model does on rows that nobody was shown.

The model is rebuilt from its file and evaluated here, so the figure is a fact about its
weights. A model of the learner's own classes cannot be rebuilt; it is judged by the
predictions it gave in the sandbox, and the finding says so.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field, model_validator

from graders.criteria.fits import untrained
from graders.criteria.kind import Asked, Kind, Verdict, failed
from graders.criteria.metric import reaching
from graders.criteria.metric.evaluating import Outputs, RowOptions, held_out, outputs, row_questions
from graders.criteria.metric.reaching import Beats, Step
from graders.criteria.metric.seeds import Seeds
from graders.evidence import EvidenceInvalid
from graders.metrics import METRICS, Given, Measured, NotFinite, Unfit
from graders.metrics.measuring import Array
from graders.report import FindingState
from graders.text import text
from graders.wording import shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

BY_PREDICTIONS = text(
    "{sentence} This was judged by the predictions that the model gave, since it cannot be rebuilt here: {reason}.",
    "{sentence} 이 모델은 여기에서 다시 만들 수 없어 모델이 낸 예측값으로 채점했습니다. 이유: {reason}.",
)
SHAPE = text(
    "`{name}` gives outputs of shape {found} for {rows} rows; it should give {needed}.",
    "`{name}` 모델의 출력 shape이 {rows}행에 대해 {found}입니다. 필요한 출력: {needed}.",
)
NOT_FINITE = text(
    "`{name}` gives NaN or infinite numbers for {bad} of {rows} rows, so it has no figure. "
    "Its training went astray: scale the inputs, or lower the learning rate.",
    "`{name}` 모델이 {rows}행 중 {bad}행에 대해 NaN이나 무한대를 내놓아 값을 구할 수 없습니다. "
    "학습이 발산한 것이므로 입력의 크기를 맞추거나 학습률을 낮추어 보십시오.",
)

MetricName = Literal[
    "accuracy", "top_k", "f1", "auc", "mae", "mse", "rmse", "iou", "bleu", "perplexity", "token_accuracy"
]


class MetricOptions(RowOptions):
    """Which model, on which rows, and what it must reach."""

    metric: MetricName = "accuracy"
    """What is measured; of ``mae``, ``mse``, ``rmse`` and ``perplexity`` less is better."""
    steps: list[Step] = Field(default_factory=list, max_length=20)
    """Figures to reach, each with the share of the points that it gives; the best step that is met counts."""
    beats: Beats | None = None
    """A baseline that must be beaten: for all points or, where there are ``steps``, before any of them counts."""
    confidence: float = Field(default=0.95, ge=0, lt=1)
    """The confidence level of the interval that chance leaves around the figure; a step within it counts. 0: none."""
    seeds: Seeds | None = None
    """Runs with other random seeds to judge the best or the median of."""
    k: int = Field(default=5, ge=1, le=1000)
    """Of ``top_k``: how many guesses a row has."""
    average: Literal["binary", "macro"] | None = None
    """Of ``f1``: the second class alone (usual for two classes), or the mean over all (usual for more)."""
    ignore: int | None = None
    """Of ``iou``, ``bleu``, ``perplexity`` and ``token_accuracy``: a label that does not count, such as padding."""

    @model_validator(mode="after")
    def _something_can_be_reached(self) -> MetricOptions:
        metric = METRICS[self.metric]
        if not self.steps and self.beats is None:
            raise ValueError("give steps or beats")
        if self.steps and max(step.share for step in self.steps) < 1:
            raise ValueError("one step must have share = 1.0")
        if metric.most is not None and any(step.at > metric.most for step in self.steps):
            raise ValueError(f"{self.metric} is never more than {metric.most:g}")
        ordered = sorted(self.steps, key=lambda step: step.at, reverse=not metric.higher)
        if any(easier.share > harder.share for easier, harder in pairwise(ordered)):
            raise ValueError(f"a {'higher' if metric.higher else 'lower'} {self.metric} must not give a smaller share")
        if self.beats and self.beats.baseline == "constant" and metric.constant is None:
            raise ValueError(f"{self.metric} has no constant baseline; give a number")
        return self


def questions(spec: CriterionSpec, options: MetricOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the model and, where the rows are at hand, for its predictions."""
    return row_questions(spec, options, heldout)


def judge(spec: CriterionSpec, options: MetricOptions, context: Context) -> Verdict:
    """The best step that the model's figure on the held-out rows meets.

    Of a model whose training ended with an error before it began, less than that is told as what it is: untrained.
    """
    verdict = _reached(spec, options, context)
    if verdict.state not in (FindingState.FAILED, FindingState.PARTIAL):
        return verdict
    told = untrained(context, options.model)
    return verdict if told is None else replace(told, state=verdict.state, share=verdict.share)


def _reached(spec: CriterionSpec, options: MetricOptions, context: Context) -> Verdict:
    given = outputs(spec, options, context)
    if isinstance(given, Verdict):
        return given
    labels = held_out(context).labels(options.data)
    measured = _measured(options, given, labels)
    verdict = measured if isinstance(measured, Verdict) else _judged(spec, options, context, labels, measured)
    if given.told_because is None:
        return verdict
    return replace(verdict, message=BY_PREDICTIONS.format(sentence=verdict.message, reason=given.told_because))


def _judged(
    spec: CriterionSpec, options: MetricOptions, context: Context, labels: Array, measured: Measured
) -> Verdict:
    metric = METRICS[options.metric]
    asked = reaching.Asked(
        options.model, metric, options.steps, options.confidence, options.beats, _baseline(options, labels)
    )
    seeds = options.seeds
    found = [measured, *_other_runs(spec, options, context, labels)] if seeds else [measured]
    verdict = asked.verdict(seeds.chosen(found, metric) if seeds else measured)
    if seeds:
        verdict = replace(verdict, message=seeds.told(verdict.message, found, metric))
    # What its author knows of a criterion is of more help than what fits any.
    return replace(verdict, hint=None) if spec.hint else verdict


def _measured(options: MetricOptions, given: Outputs, labels: Array) -> Measured | Verdict:
    """The figure of these outputs, or why there is none."""
    shape = shown_shape(given.array.shape)
    about = {"name": options.model, "rows": len(labels)}
    try:
        return METRICS[options.metric].measure(_given(options, given.array, labels, given.logits))
    except Unfit as unfit:
        message = SHAPE.format(**about, found=shape, needed=unfit.needed)
        return failed(message, expected=unfit.needed, found=verbatim(shape))
    except NotFinite as astray:
        return failed(NOT_FINITE.format(**about, bad=astray.rows))


def _other_runs(spec: CriterionSpec, options: MetricOptions, context: Context, labels: Array) -> list[Measured]:
    """The figures of the runs with other seeds, but for those that gave none."""
    found = []
    for number in range(1, runs(options)):
        if (again := context.reruns.get(number)) is None:
            continue
        try:
            given = outputs(spec, options, again)
        except EvidenceInvalid:
            continue
        measured = given if isinstance(given, Verdict) else _measured(options, given, labels)
        if isinstance(measured, Measured):
            found.append(measured)
    return found


def _baseline(options: MetricOptions, labels: Array) -> float | None:
    """The baseline's figure, where one is to be beaten."""
    if options.beats is None:
        return None
    if options.beats.baseline != "constant":
        return options.beats.baseline
    metric = METRICS[options.metric]
    assert metric.constant is not None
    told = metric.constant(_given(options, np.empty(0), labels, None))
    return metric.measure(_given(options, told, labels, logits=False)).figure


def _given(options: MetricOptions, found: Array, labels: Array, logits: bool | None) -> Given:
    return Given(found, labels, logits, options.k, options.average, options.ignore)


def runs(options: MetricOptions) -> int:
    """How many runs of the notebook are judged."""
    return options.seeds.count if options.seeds else 1


PROVES = (
    "The figure is a fact about the weights that were saved: the judge rebuilds the model and evaluates it on rows "
    "that no notebook has seen. A model of the learner's own classes predicts them in the sandbox, where they have no "
    "labels; those stay in the judge."
)
EXAMPLE = """\
[[criterion]]
id = "accuracy"
kind = "metric"
points = 25
cell = "train"
title = { en = "It reads pictures it has never seen", ko = "처음 보는 그림을 읽습니다" }
model = "model"
data = "mnist"
metric = "accuracy"
scale = 255.0
reshape = "model"
rows_shape = [784]
steps = [{ at = 0.97, share = 1.0 }, { at = 0.9, share = 0.5 }]
"""
KIND = Kind("metric", MetricOptions, judge, questions, runs=runs, proves=PROVES, example=EXAMPLE)
