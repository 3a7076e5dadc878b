"""k-fold validation: k fits on fresh models whose validation rows are disjoint and together are all the data."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.fits import at, place_of
from graders.criteria.kind import Verdict, could_not_grade, failed
from graders.criteria.rows import is_validated, overlap, training_rows, validation_rows
from graders.text import text
from graders.wording import verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import Call

Array = np.ndarray[Any, Any]

TOO_FEW = text(
    "{found} fits were given validation data, but {right} folds need {right}.",
    "검증 데이터를 준 fit이 {found}번입니다. {right}겹 교차 검증에는 {right}번이 필요합니다.",
)
NOT_FRESH = text(
    "The model of fold {fold} had been trained for {epochs} epochs before. Build a new model for each fold.",
    "{fold}번째 폴드의 모델이 이미 {epochs}에포크 학습된 상태였습니다. 폴드마다 모델을 새로 만드십시오.",
)
NOT_DISJOINT = text(
    "Fold {fold} validates on {shared} of {kept} rows that it also trains on.",
    "{fold}번째 폴드의 검증 데이터 {kept}행 중 {shared}행이 그 폴드의 훈련 데이터에도 있습니다.",
)
FOLDS_MEET = text(
    "Folds {one} and {other} share {shared} of their validation rows; each row belongs to one fold.",
    "{one}번째와 {other}번째 폴드의 검증 데이터가 {shared}행 겹칩니다. 각 행은 한 폴드에만 속해야 합니다.",
)
NOT_COVERED = text(
    "Together the {folds} folds validate on {found} of {right} rows; every row should be validated on once.",
    "폴드 {folds}개가 모두 합쳐 {right}행 중 {found}행만 검증합니다. 모든 행이 한 번씩 검증에 쓰여야 합니다.",
)
UNKNOWN = text(
    "The rows of these fits could not be told apart, since they were given by a generator or a data set: "
    "this was not judged, and its points do not count.",
    "fit에 제너레이터나 데이터 세트를 주어 행을 구분할 수 없었습니다. "
    "이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)
SLICES = text(
    "For fold i take the rows from i * n to (i + 1) * n for validation, and all others for training.",
    "i번째 폴드에서는 i * n부터 (i + 1) * n까지의 행을 검증에, 나머지를 모두 훈련에 사용하십시오.",
)


class Folds(BaseModel):
    """How a k-fold validation must be made."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    k: int = Field(ge=2, le=50)
    """How many folds, each with a ``fit`` of its own."""
    covers: bool = True
    """Whether the folds together must validate on every row (a rest of less than k rows may be left out)."""
    allow: float = Field(default=0.01, ge=0, le=1)
    """Share of a fold's validation rows that may be anywhere else too: data sets often hold equal rows."""


def judge_folds(context: Context, calls: list[Call], folds: Folds) -> Verdict | None:
    """None where any k validated fits in a row are proper folds; else what is off with the last k.

    Of k in a row that begin with a fresh model rather than of k that do not, so that folds are counted from the first.
    """
    validated = [call for call in calls if is_validated(call)]
    if len(validated) < folds.k:
        found, right = verbatim(str(len(validated))), verbatim(str(folds.k))
        place = at(calls[-1]) if calls else {}
        return failed(TOO_FEW.format(found=found, right=right), expected=right, found=found, hint=SLICES, **place)
    runs = [validated[first : first + folds.k] for first in range(len(validated) - folds.k, -1, -1)]
    verdicts = [(run, _judge_run(context, run, folds)) for run in runs]
    if any(verdict is None for _, verdict in verdicts):
        return None
    return next((verdict for run, verdict in verdicts if not run[0].trained_before), verdicts[0][1])


def _judge_run(context: Context, calls: list[Call], folds: Folds) -> Verdict | None:
    for fold, call in enumerate(calls, start=1):
        if call.trained_before:
            return failed(NOT_FRESH.format(fold=fold, epochs=call.trained_before), **at(call))
    pairs = [(training_rows(context, call), validation_rows(context, call)) for call in calls]
    known = [(train, kept) for train, kept in pairs if train is not None and kept is not None]
    if len(known) < len(pairs):
        return could_not_grade(UNKNOWN)
    return (
        _inside_a_fold(calls, known, folds)
        or _between_folds(calls, [kept for _, kept in known], folds)
        or (_coverage(calls, known, folds) if folds.covers else None)
    )


def _inside_a_fold(calls: list[Call], known: list[tuple[Array, Array]], folds: Folds) -> Verdict | None:
    for fold, (call, (train, kept)) in enumerate(zip(calls, known, strict=True), start=1):
        both = overlap(kept, train)
        if both.is_more_than(folds.allow):
            message = NOT_DISJOINT.format(fold=fold, shared=both.shared, kept=both.kept)
            return failed(message, found=verbatim(f"{both.shared}/{both.kept}"), hint=SLICES, **at(call))
    return None


def _between_folds(calls: list[Call], kept: list[Array], folds: Folds) -> Verdict | None:
    for one, other in combinations(range(len(kept)), 2):
        both = overlap(kept[one], kept[other])
        if both.is_more_than(folds.allow):
            message = FOLDS_MEET.format(one=one + 1, other=other + 1, shared=both.shared)
            return failed(message, found=verbatim(place_of(calls[other])), hint=SLICES, **at(calls[other]))
    return None


def _coverage(calls: list[Call], known: list[tuple[Array, Array]], folds: Folds) -> Verdict | None:
    """Counted in rows, not in different ones: equal rows are rows of their own."""
    right = max(len(train) + len(kept) for train, kept in known)
    found = sum(len(kept) for _, kept in known)
    if right - found < folds.k:
        return None
    message = NOT_COVERED.format(folds=folds.k, found=f"{found:,}", right=f"{right:,}")
    return failed(message, expected=verbatim(f"{right:,}"), found=verbatim(f"{found:,}"), hint=SLICES, **at(calls[-1]))
