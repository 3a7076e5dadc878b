"""The epoch that a learner chose to stop at, against where validation was best."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.answers import absent
from graders.criteria.fits import at, name_of
from graders.criteria.kind import Verdict, failed
from graders.criteria.training.curves import MetricName, best_epoch, higher_is_better, key_of, values_of
from graders.evidence import EvidenceInvalid
from graders.questions import Answered, AskVariable
from graders.text import text
from graders.values import decode
from graders.wording import plain, shown, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import Call

NOT_A_NUMBER = text(
    "`{variable}` is {found}, but should be a whole number: the epoch, counted from 1.",
    "`{variable}` 값이 {found}입니다. 1부터 센 에포크 번호인 정수여야 합니다.",
)
BEYOND = text(
    "`{variable}` is {found}, but `{name}` was trained for {epochs} epochs.",
    "`{variable}` 값이 {found}이지만 `{name}` 모델은 {epochs}에포크만 학습되었습니다.",
)
NOT_BY_THE_BEST = text(
    "The best {metric} of `{name}` is at epoch {best} ({at_best}); `{variable}` is {found} ({at_found}).",
    "`{name}` 모델의 {metric}이(가) 가장 좋은 에포크는 {best}이고({at_best}), "
    "`{variable}` 값은 {found}입니다({at_found}).",
)
READ_THE_CURVE = text(
    "Plot {metric} over the epochs and take the one where it turns; epochs count from 1, positions in a list from 0.",
    "에포크에 따른 {metric} 곡선을 그리고 방향이 바뀌는 에포크를 고르십시오. "
    "에포크는 1부터, 리스트의 위치는 0부터 셉니다.",
)


class ChosenEpoch(BaseModel):
    """The variable in which the learner names the epoch to stop at, judged by their own curve."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    variable: str = Field(min_length=1, max_length=100)
    """The variable that holds the epoch, a whole number from 1."""
    metric: MetricName = Field(default="val_loss", min_length=1, max_length=80)
    """The metric whose best epoch is meant, by its name in ``history``."""
    within: int = Field(default=1, ge=0, le=1000)
    """Epochs that it may be away from the best one."""
    slack: float = Field(default=0.0, ge=0, le=1)
    """An epoch farther away is right too where the metric is worse by no more than this share (0.02: 2 %)."""


def question(criterion: str, chosen: ChosenEpoch) -> AskVariable:
    """Asks for the variable."""
    return AskVariable(id=f"{criterion}-epoch", name=chosen.variable, max_elements=1)


def judge_chosen(
    criterion: str, calls: list[Call], chosen: ChosenEpoch, asked: str | None, context: Context
) -> Verdict | None:
    """None where the learner's epoch lies by the best one of the longest training that was validated."""
    answer = context.answer(question(criterion, chosen).id)
    if verdict := absent(chosen.variable, answer, context):
        return verdict
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one value")
    call = _longest(calls, chosen.metric)
    values = values_of(call, chosen.metric, asked)
    value = decode(observed, context.evidence, answer.id) if observed.has_value else None
    epoch = _whole(value)
    if epoch is None:
        found = shown(value, 60) if observed.has_value else plain(observed.type, 80)
        return failed(NOT_A_NUMBER.format(variable=chosen.variable, found=found), found=verbatim(found))
    name = name_of(call, asked)
    if not 1 <= epoch <= len(values):
        message = BEYOND.format(variable=chosen.variable, found=shown(epoch), name=name, epochs=len(values))
        return failed(message, found=verbatim(shown(epoch)), **at(call))
    best = best_epoch(values, chosen.metric)
    if abs(epoch - best) <= chosen.within or _as_good(values[epoch - 1], values[best - 1], chosen):
        return None
    message = NOT_BY_THE_BEST.format(
        name=name,
        metric=chosen.metric,
        variable=chosen.variable,
        best=best,
        found=epoch,
        at_best=f"{values[best - 1]:.4g}",
        at_found=f"{values[epoch - 1]:.4g}",
    )
    hint = READ_THE_CURVE.format(metric=chosen.metric)
    return failed(message, expected=verbatim(str(best)), found=verbatim(str(epoch)), hint=hint, **at(call))


def _longest(calls: list[Call], metric: MetricName) -> Call:
    """The training in which the learner looked for the epoch: of those that tell the metric, the longest."""
    telling = [call for call in calls if key_of(call, metric)] or calls
    return max(telling, key=lambda call: len(call.history.get(key_of(call, metric) or "", ())))


def _as_good(found: float, best: float, chosen: ChosenEpoch) -> bool:
    worse = best - found if higher_is_better(chosen.metric) else found - best
    return worse <= chosen.slack * abs(best)


def _whole(value: object) -> int | None:
    """The value as a whole number, where it is one."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0].item()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if abs(value) < 1e9 and value == int(value) else None
