"""Rows that were trained on and should not have been: those of the test set, or those that validate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graders.code.flow import Given
from graders.code.streams import within
from graders.code.traced import TEST, says_test, says_train, words_of
from graders.diagnosis.case import Case
from graders.diagnosis.observed import FEWEST_ROWS, Rows, Shared, shared
from graders.diagnosis.written import call_place, said
from graders.observed import ArrayRecord, Call
from graders.report import Diagnosis
from graders.text import Text, text

_SAYS_VALIDATION = {"val", "valid", "validation", "vali", "xval", "yval", "dev"}


def find(case: Case) -> Diagnosis | None:
    """Explain the first call that trains on rows it is judged by."""
    for position, call in enumerate(case.observed.calls):
        if call.method in ("fit", "train_on_batch"):
            later = list(_until_trained_again(case.observed.calls[position + 1 :], call))
            for rule in (_on_test_rows, _on_validation_rows, _of_data_sets):
                if diagnosis := rule(case, call, later):
                    return diagnosis
    return None


def _on_test_rows(case: Case, fit: Call, later: Sequence[Call]) -> Diagnosis | None:
    trained = case.observed.trained_on(fit)
    for tested in later:
        if _is_test(case, tested, tested.x) and (common := shared(trained, case.observed.rows(tested.x))):
            return _said(case, "training-on-test-rows", fit, TEST_ROWS, TEST_MEND, common, tested.x)
    if _is_test(case, fit, fit.validation_x, "validation") and (
        common := shared(trained, case.observed.rows(fit.validation_x))
    ):
        return _said(case, "training-on-test-rows", fit, TEST_ROWS, TEST_MEND, common, fit.validation_x)
    if any(_is_test(case, tested, tested.x) and _are_others(case, trained, tested.x) for tested in later):
        return None  # tested honestly: its rows are called tests for another reason, such as tests of blood
    if _is_test(case, fit, fit.x) and trained is not None:
        return _said(case, "training-on-test-rows", fit, TEST_SET, TEST_MEND, Shared(len(trained), len(trained)), fit.x)
    return None


def _on_validation_rows(case: Case, fit: Call, later: Sequence[Call]) -> Diagnosis | None:
    judged = [call.x for call in later if _all_say_validation(call.x)]
    for rows in (fit.validation_x, *judged):
        if common := shared(case.observed.trained_on(fit), case.observed.rows(rows)):
            return _said(case, "validation-among-training", fit, VALIDATION, VALIDATION_MEND, common, rows)
    return None


def _of_data_sets(case: Case, fit: Call, later: Sequence[Call]) -> Diagnosis | None:
    """Rows that are cut out of a ``tf.data.Dataset`` which is trained on as a whole: nobody counted them."""
    for tested, method in (*((call, call.method) for call in later), (fit, "validation")):
        given = tested.x if tested is not fit else fit.validation_x
        if not _streams_within(case, fit, tested, method):
            continue
        if _is_test(case, tested, given, method):
            return _said(case, "training-on-test-rows", fit, STREAM_TEST, TEST_MEND, Shared(0, 0), given)
        if method == "validation":
            return _said(case, "validation-among-training", fit, STREAM_VALIDATION, STREAM_MEND, Shared(0, 0), given)
    return None


def _streams_within(case: Case, fit: Call, tested: Call, method: str) -> bool:
    """Whether a call is surely given nothing but rows of the data set that the training was given."""
    trained = [given.x.streams for given in _given_at(case, fit, "fit")]
    judged = [given.x.streams for given in _given_at(case, tested, method)]
    return bool(trained and judged) and all(within(inner, outer) for inner in judged for outer in trained)


def _given_at(case: Case, call: Call, method: str) -> list[Given]:
    """What the code gives to a call's method where that was observed."""
    place = call_place(case, call)
    return [
        given
        for given in case.flow.given
        if place and given.method == method and (given.place.cell, given.place.line) == (place.cell.name, place.line)
    ]


def _all_say_validation(given: Sequence[ArrayRecord]) -> bool:
    names = [name for array in given for name in array.names]
    return bool(names) and all(words_of(name) & _SAYS_VALIDATION for name in names)


def _until_trained_again(calls: Sequence[Call], fit: Call) -> Iterator[Call]:
    """What is asked of the model that a call trained, up to its next training."""
    for call in calls:
        if call.model == fit.model:
            if call.method not in ("evaluate", "predict"):
                return
            yield call


def _is_test(case: Case, call: Call, given: Sequence[ArrayRecord], method: str | None = None) -> bool:
    """Whether what was given is the test set, and nothing else: by how it was loaded or split, or by its name."""
    at = _given_at(case, call, method or call.method)
    if any(g.x.origins for g in at):
        return all(g.x.origins == {TEST} for g in at)
    names = [name for array in given for name in array.names]
    return any(map(says_test, names)) and not any(says_train(n) or words_of(n) & _SAYS_VALIDATION for n in names)


def _are_others(case: Case, trained: Rows | None, given: list[ArrayRecord]) -> bool:
    """Whether these are rows enough to test with, of which none was trained on."""
    asked = case.observed.rows(given)
    return trained is not None and asked is not None and len(asked) >= FEWEST_ROWS and not np.isin(asked, trained).any()


def _said(
    case: Case, cause: str, fit: Call, message: Text, mend: Text, common: Shared, other: Sequence[ArrayRecord]
) -> Diagnosis:
    names = [name for array in other for name in array.names]
    about = {
        "count": common.count,
        "of": common.of,
        "trained": _named(fit.x),
        "other": f"`{names[0]}`" if names else text("those rows", "그 행"),
    }
    return said(case, cause, message.format(**about), mend, call_place(case, fit))


def _named(arrays: Sequence[ArrayRecord]) -> str:
    names = [name for array in arrays for name in array.names]
    return f" (`{names[0]}`)" if names else ""


TEST_ROWS = text(
    "The model was trained on test rows: {count} of the {of} rows of {other} are among those given to `fit`{trained}. "
    "Its result on them says nothing about new data.",
    "모델이 시험 데이터로 훈련되었습니다. {other}의 {of}개 행 중 {count}개가 `fit`에 준 데이터{trained}에 들어 "
    "있습니다. 그래서 그 결과로는 새로운 데이터에 대한 성능을 알 수 없습니다.",
)
TEST_SET = text(
    "The model was trained on the test set itself: all {count} rows given to `fit`{trained} are test rows.",
    "모델이 시험 데이터만으로 훈련되었습니다. `fit`에 준 {count}개 행{trained}이 모두 시험 데이터입니다.",
)
TEST_MEND = text(
    "Give `fit` the training rows only, and keep the test rows for one `evaluate` at the end.",
    "`fit`에는 훈련 데이터만 주고, 시험 데이터는 마지막 `evaluate`에만 사용해 주십시오.",
)
VALIDATION = text(
    "{count} of the {of} validation rows are also among the rows that `fit`{trained} trains on, so the validation "
    "curve looks better than it is.",
    "검증 데이터 {of}개 행 중 {count}개가 `fit`의 훈련 데이터{trained}에도 들어 있어, 검증 곡선이 실제보다 좋게 "
    "나옵니다.",
)
STREAM_TEST = text(
    "The model was trained on test rows: the data set given to `fit`{trained} holds those of {other} as well. Its "
    "result on them says nothing about new data.",
    "모델이 시험 데이터로 훈련되었습니다. `fit`에 준 데이터셋{trained}에 {other}의 행도 들어 있습니다. 그래서 그 "
    "결과로는 새로운 데이터에 대한 성능을 알 수 없습니다.",
)
STREAM_VALIDATION = text(
    "The validation rows of {other} were cut out of the very data set that `fit`{trained} trains on, which still holds "
    "them, so the validation curve looks better than it is.",
    "{other}의 검증 데이터는 `fit`의 훈련 데이터셋{trained}에서 가져온 것이고, 그 데이터셋에도 그대로 남아 있습니다. "
    "그래서 검증 곡선이 실제보다 좋게 나옵니다.",
)
STREAM_MEND = text(
    "`take` takes nothing away: validate on `ds.take(n)` and train on `ds.skip(n)`, both before any `shuffle`.",
    "`take`를 해도 원래 데이터셋은 줄어들지 않습니다. `shuffle`하기 전에 나누어, `ds.take(n)`으로 검증하고 "
    "`ds.skip(n)`으로 훈련해 주십시오.",
)
VALIDATION_MEND = text(
    "Take the validation rows out of the training rows: each row is in one of the two, never in both.",
    "검증 데이터를 훈련 데이터에서 빼 주십시오. 각 행은 둘 중 하나에만 있어야 합니다.",
)
