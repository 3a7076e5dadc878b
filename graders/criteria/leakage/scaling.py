"""Data that was standardised: by the training data's own means and standard deviations, or by what it must not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.fits import at
from graders.criteria.kind import Verdict, could_not_grade, failed
from graders.evidence import EvidenceInvalid
from graders.text import text
from graders.wording import plain, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.observed import ArrayRecord, Call

NO_MATRIX = text(
    "`{name}` is {found}, but should be a matrix with one column for each feature.",
    "`{name}` 값이 {found}입니다. 특성마다 열이 하나씩 있는 행렬이어야 합니다.",
)
TOO_LARGE = text(
    "`{name}` has too many columns or rows for their statistics to be taken: this was not judged, and its points do "
    "not count.",
    "`{name}`의 열이나 행이 너무 많아 통계량을 구하지 못했습니다. 이 항목은 채점하지 않으며 점수에 포함되지 않습니다.",
)
OTHER_WIDTH = text(
    "`{train}` has {found} columns and `{test}` has {other}; both need the same features.",
    "`{train}`의 열은 {found}개, `{test}`의 열은 {other}개입니다. 두 데이터의 특성이 같아야 합니다.",
)
NOT_SCALED = text(
    "`{name}` is not standardised by its own statistics: column {column} has mean {mean} and standard deviation "
    "{std}, but should have 0 and 1.",
    "`{name}` 데이터가 자신의 통계량으로 표준화되지 않았습니다. {column}번 열의 평균이 {mean}, 표준편차가 {std}입니다. "
    "각각 0과 1이어야 합니다.",
)
BY_ITSELF = text(
    "`{test}` was standardised by its own mean and standard deviation, not by those of `{train}`: the mean of each of "
    "its columns is exactly 0.",
    "`{test}` 데이터를 `{train}`의 통계량이 아니라 자신의 평균과 표준편차로 표준화했습니다. "
    "모든 열의 평균이 정확히 0입니다.",
)
BY_BOTH = text(
    "`{train}` and `{test}` were standardised by the statistics of both together: only their common mean is exactly 0.",
    "`{train}`와(과) `{test}` 데이터를 둘을 합친 통계량으로 표준화했습니다. 둘을 합친 평균만 정확히 0입니다.",
)
TEST_NOT_SCALED = text(
    "`{test}` is not standardised as `{train}` is: column {column} has mean {mean} and standard deviation {std}.",
    "`{test}` 데이터가 `{train}`처럼 표준화되지 않았습니다. {column}번 열의 평균이 {mean}, 표준편차가 {std}입니다.",
)
STANDARDISED = text("mean 0, standard deviation 1", "평균 0, 표준편차 1")
BY_TRAINING = text("the statistics of the training data", "훈련 데이터의 통계량")
MEND = text(
    "Take the mean and the standard deviation of each column (axis=0) of the training data as it was loaded, before "
    "anything is changed, and nothing of the test data. Subtract and divide by these in both sets.",
    "아무것도 바꾸기 전에, 불러온 그대로의 훈련 데이터에서 열마다(axis=0) 평균과 표준편차를 구하고 시험 데이터에서는 "
    "아무것도 구하지 마십시오. 두 데이터 모두 이 값으로 빼고 나누십시오.",
)

Array = np.ndarray[Any, Any]

_EXACT = 1e-4
"""How far from 0 float32's rounding leaves the mean of columns that were standardised by this very mean."""
_ABOUT_ONE = 0.02
"""How far from 1 the standard deviation may be then: ``ddof=1`` is right too, and matters for few rows."""
_CONSTANT = 1e-6
_FAR = 4.0
"""Standard deviations by which no mean of fairly drawn test rows is off."""


class Scaled(BaseModel):
    """Features standardised column by column, with statistics of the training data."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    train: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the standardised training data; without it, what the last ``fit`` got."""
    test: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the standardised test data."""
    tolerance: float = Field(default=0.05, gt=0, le=1)
    """How far the training data's means may be from 0 and its deviations from 1: part of it may have been split off."""


def judge_scaled(
    scaled: Scaled, train_name: str, train: ArrayRecord | None, test: ArrayRecord | None, call: Call | None
) -> Verdict | None:
    """None where both sets are standardised by the training data's statistics; else by what they are."""
    place = at(call) if call else {}
    if verdict := _no_statistics(train_name, train, place):
        return verdict
    if scaled.test is not None and (verdict := _no_statistics(scaled.test, test, place)):
        return verdict
    assert train is not None
    mean, std = _statistics(train)
    names = {"train": train_name, "test": scaled.test}
    if test is None:
        return _own(train_name, mean, std, scaled.tolerance, place)
    test_mean, test_std = _statistics(test)
    if len(mean) != len(test_mean):
        message = OTHER_WIDTH.format(**names, found=len(mean), other=len(test_mean))
        return failed(message, hint=MEND, **place)
    if _is_exact(test_mean, test_std):
        return failed(BY_ITSELF.format(**names), expected=BY_TRAINING, hint=MEND, **place)
    if not _is_exact(mean, std) and _is_exact(*_pooled(train, test)):
        return failed(BY_BOTH.format(**names), expected=BY_TRAINING, hint=MEND, **place)
    if verdict := _own(train_name, mean, std, scaled.tolerance, place):
        return verdict
    return _test_unlike(names, test_mean, test_std, std, place)


def _no_statistics(name: str, record: ArrayRecord | None, place: dict[str, Any]) -> Verdict | None:
    if record is None or record.shape is None or len(record.shape) != 2:
        shape = record.shape if record else None
        found = f"shape={shown_shape(shape)}" if shape is not None else plain(record.type if record else "None", 80)
        return failed(NO_MATRIX.format(name=name, found=found), found=verbatim(found), **place)
    if record.column_mean is None or record.column_std is None:
        return could_not_grade(TOO_LARGE.format(name=name), **place)
    if not len(record.column_mean) == len(record.column_std) == record.shape[1]:
        raise EvidenceInvalid("a record of columns has not as many as its array")
    return None


def _statistics(record: ArrayRecord) -> tuple[Array, Array]:
    return np.array(record.column_mean, dtype=float), np.array(record.column_std, dtype=float)


def _varying(std: Array) -> Array:
    """Columns that say anything: a constant one cannot have a deviation of 1."""
    return ~(std < _CONSTANT)


def _is_exact(mean: Array, std: Array) -> bool:
    """Whether these columns were standardised by exactly their own statistics."""
    varying = _varying(std)
    if not varying.any():
        return False
    about_one = np.abs(std[varying] - 1) <= _ABOUT_ONE
    return bool((np.abs(mean[varying]) <= _EXACT).all() and about_one.all())


def _pooled(train: ArrayRecord, test: ArrayRecord) -> tuple[Array, Array]:
    """Mean and population standard deviation of both sets together."""
    assert train.shape is not None
    assert test.shape is not None
    count = np.array([[train.shape[0]], [test.shape[0]]], dtype=float)
    means, stds = (np.stack(pair) for pair in zip(_statistics(train), _statistics(test), strict=True))
    share = count / max(float(count.sum()), 1.0)
    mean = (share * means).sum(axis=0)
    variance = (share * (stds**2 + (means - mean) ** 2)).sum(axis=0)
    return mean, np.sqrt(variance)


def _own(name: str, mean: Array, std: Array, tolerance: float, place: dict[str, Any]) -> Verdict | None:
    off = np.maximum(np.abs(mean), np.where(_varying(std), np.abs(std - 1), 0))
    off = np.where(np.isfinite(off), off, np.inf)
    worst = int(off.argmax())
    if off[worst] <= tolerance:
        return None
    numbers = {"column": worst, "mean": f"{mean[worst]:.4g}", "std": f"{std[worst]:.4g}"}
    found = verbatim("{mean}, {std}".format(**numbers))
    return failed(NOT_SCALED.format(name=name, **numbers), expected=STANDARDISED, found=found, hint=MEND, **place)


def _test_unlike(
    names: dict[str, str | None], mean: Array, std: Array, train_std: Array, place: dict[str, Any]
) -> Verdict | None:
    """Where most columns of the test data are far from what standardised data can be, they were left as they were."""
    varying = _varying(train_std)
    far = (~(np.abs(mean) <= _FAR) | ~(std <= 1 + _FAR)) & varying
    if not varying.any() or far.sum() <= varying.sum() / 2:
        return None
    column = int(far.argmax())
    numbers = {"column": column, "mean": f"{mean[column]:.4g}", "std": f"{std[column]:.4g}"}
    found = verbatim("{mean}, {std}".format(**numbers))
    return failed(TEST_NOT_SCALED.format(**names, **numbers), expected=BY_TRAINING, found=found, hint=MEND, **place)
