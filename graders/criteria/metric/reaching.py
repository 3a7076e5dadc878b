"""Whether a figure reaches what was asked: steps of partial credit, a baseline to beat, the benefit of the noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.kind import Verdict, partial
from graders.metrics import Measured, Metric
from graders.text import Text, text
from graders.wording import shown_percent, verbatim

REACHED = text(
    "`{name}` reaches {what} of {found} on {rows} rows that it had never seen; {right} was asked.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행에서 낸 {what}은(는) {found}입니다. 기준은 {right}입니다.",
)
NOT_REACHED = text(
    "`{name}` reaches {what} of {found} on {rows} rows that it had never seen; {right} is asked for all points.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행에서 낸 {what}은(는) {found}입니다. 만점 기준은 {right}입니다.",
)
SHARE_REACHED = text(
    "`{name}` is right on {found} of {rows} rows that it had never seen; {right} was asked.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행 중 {found}를 맞혔습니다. 기준은 {right}입니다.",
)
SHARE_NOT_REACHED = text(
    "`{name}` is right on {found} of {rows} rows that it had never seen; {right} is asked for all points.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행 중 {found}를 맞혔습니다. 만점 기준은 {right}입니다.",
)
BENEFIT = text(
    "{sentence} With {rows} rows, chance alone can make such a difference to {step}: the {confidence} interval of this "
    "figure is {low} to {high}. So that step counts as reached.",
    "{sentence} 데이터가 {rows}행이면 {step}과(와)의 차이는 우연히 생길 수 있는 정도입니다. 이 값의 {confidence} "
    "신뢰구간은 {low}~{high}입니다. 따라서 그 기준을 충족한 것으로 봅니다.",
)
NOT_BETTER = text(
    "`{name}` reaches {what} of {found} on {rows} rows that it had never seen. Looking at no row at all, one gets "
    "{baseline}; {right} is asked to show that it has learned something.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행에서 낸 {what}은(는) {found}입니다. 데이터를 전혀 보지 않아도 "
    "{baseline}은(는) 나옵니다. 무언가를 학습했음을 보이려면 {right}이어야 합니다.",
)
NOT_BETTER_THAN = text(
    "`{name}` reaches {what} of {found} on {rows} rows that it had never seen. The baseline has {baseline}; {right} is "
    "asked.",
    "`{name}` 모델이 처음 보는 데이터 {rows}행에서 낸 {what}은(는) {found}입니다. 비교 기준의 값은 {baseline}이며 "
    "{right}이어야 합니다.",
)
AT_LEAST = text("≥ {right}", "{right} 이상")
AT_MOST = text("≤ {right}", "{right} 이하")
WITH_INTERVAL = text("{found} ({low} to {high})", "{found} ({low}~{high})")
TRY_HARDER = text(
    "First see that the model learns at all: that the loss of training falls, and that inputs are prepared for "
    "`fit` as they are here.",
    "먼저 모델이 학습되고 있는지 확인해 주십시오. 훈련 손실이 줄어드는지, `fit`에 넣은 입력이 여기에서와 같은 방식으로 "
    "준비되었는지 살펴보십시오.",
)
FARTHEST = 0.2
"""The most that the benefit may reach, as a share of what is asked, where a figure has no end.

One enormous error would otherwise widen the interval until it holds any figure.
"""


class Step(BaseModel):
    """From this figure on, this share of the points."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    at: float = Field(ge=0, allow_inf_nan=False)
    """The figure to reach, in the metric's own unit: ``0.97`` for an accuracy of 97 %."""
    share: float = Field(gt=0, le=1)
    """The share of the criterion's points that it gives; one step must give 1, all of them."""


class Beats(BaseModel):
    """The figure must be better than a baseline's."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    baseline: Literal["constant"] | float
    """A figure; or ``constant``, that of answering every row alike, knowing only how the labels are distributed."""
    by: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """By how much it must be better."""


@dataclass(frozen=True)
class Asked:
    """What a figure is held against."""

    name: str
    """The model's."""
    metric: Metric
    steps: Sequence[Step]
    confidence: float
    beats: Beats | None = None
    baseline: float | None = None
    """The figure of the baseline of ``beats``."""

    def verdict(self, measured: Measured) -> Verdict:
        """The best step that the figure reaches, or chance may have kept it from."""
        bar = self._bar()
        if bar is not None and not self._counts(bar, measured):
            return self._not_better(bar, measured)
        steps = self.steps or [Step(at=max(0.0, bar or 0.0), share=1.0)]
        reached = [step for step in steps if self._counts(step.at, measured)]
        best = max(reached, key=lambda step: step.share, default=None)
        sentence = self._sentence(steps, measured, full=best is not None and best.share >= 1)
        relied_on = [bar] if bar is not None else []
        relied_on += [best.at] if best else []
        by_noise = next((at for at in relied_on if not self.metric.better(measured.figure, at)), None)
        if by_noise is not None:
            sentence = self._benefit(sentence, by_noise, measured)
        expected = self._asked(self._full(steps))
        return partial(best.share if best else 0.0, sentence, expected=expected, found=self._found(measured))

    def _bar(self) -> float | None:
        """What beats the baseline."""
        if self.beats is None or self.baseline is None:
            return None
        return self.baseline + (self.beats.by if self.metric.higher else -self.beats.by)

    def _counts(self, at: float, measured: Measured) -> bool:
        """Whether the figure is as good as ``at``, or may be but for chance."""
        if self.metric.better(measured.figure, at):
            return True
        if not self.confidence:
            return False
        low, high = measured.interval(self.confidence)
        near = self.metric.most is not None or abs(measured.figure - at) <= FARTHEST * abs(at)
        return near and self.metric.better(high if self.metric.higher else low, at)

    def _full(self, steps: Sequence[Step]) -> float:
        """The figure for all points that is most easily had."""
        enough = [step.at for step in steps if step.share >= 1]
        return min(enough) if self.metric.higher else max(enough)

    def _sentence(self, steps: Sequence[Step], measured: Measured, *, full: bool) -> Text:
        share = self.metric.name == "accuracy"
        words = (SHARE_REACHED if share else REACHED) if full else (SHARE_NOT_REACHED if share else NOT_REACHED)
        right = self._shown(self._full(steps))
        return words.format(**self._about(measured), right=right if share else self._asked(self._full(steps)))

    def _benefit(self, sentence: Text, step: float, measured: Measured) -> Text:
        low, high = map(self._shown, measured.interval(self.confidence))
        confidence = text(f"{100 * self.confidence:g} %", f"{100 * self.confidence:g}%")
        about = {"rows": measured.rows, "step": self._shown(step), "confidence": confidence, "low": low, "high": high}
        return BENEFIT.format(sentence=sentence, **about)

    def _not_better(self, bar: float, measured: Measured) -> Verdict:
        assert self.beats is not None
        assert self.baseline is not None
        words = NOT_BETTER if self.beats.baseline == "constant" else NOT_BETTER_THAN
        right = self._asked(bar)
        sentence = words.format(**self._about(measured), baseline=self._shown(self.baseline), right=right)
        return partial(0.0, sentence, expected=right, found=self._found(measured), hint=TRY_HARDER)

    def _about(self, measured: Measured) -> dict[str, object]:
        found = self._shown(measured.figure)
        return {"name": self.name, "what": self.metric.said, "rows": measured.rows, "found": found}

    def _found(self, measured: Measured) -> Text:
        """The figure, with its interval where that counts."""
        if not self.confidence:
            return self._shown(measured.figure)
        low, high = map(self._shown, measured.interval(self.confidence))
        return WITH_INTERVAL.format(found=self._shown(measured.figure), low=low, high=high)

    def _asked(self, at: float) -> Text:
        return (AT_LEAST if self.metric.higher else AT_MOST).format(right=self._shown(at))

    def _shown(self, figure: float) -> Text:
        return shown_percent(figure) if self.metric.percent else verbatim(f"{figure:.4g}")
