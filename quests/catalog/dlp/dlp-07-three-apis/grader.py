"""What no other kind of criterion sees: that three models are one, and that the diary was kept by the real training."""

from __future__ import annotations

import numpy as np

from graders.authoring import Evidence, Outcome, Result, failed, passed, shown, text

INPUTS = [(6,), (10,)]
COLUMNS = ("stacks", "functional", "subclassed")
LOSS = "mean_squared_error"


def shared(evidence: Evidence) -> Outcome:
    """Each column of `three_answers` is what the functional model, made again here from its file, says."""
    model = evidence.model
    found = [tuple(one.shape[1:]) for one in model.inputs]
    if found != INPUTS:
        return failed(OTHER_INPUTS, expected=shown(INPUTS, 80), found=shown(found, 80), cell="functional")
    for result in evidence.results("three_answers"):
        way, dishes = (np.asarray(argument, dtype="float32") for argument in result.arguments)
        right = np.asarray(model([way, dishes], training=False))[:, 0]
        if outcome := _difference(result, right):
            return outcome
    return passed(AGREE)


def _difference(result: Result, right: np.ndarray) -> Outcome | None:
    """What is told of answers that are not all `right`; None where they are."""
    if result.error is not None:
        return failed(RAISED.format(error=shown(result.error, 200)))
    answers = np.asarray(result.value)
    if answers.shape != (len(right), len(COLUMNS)) or answers.dtype.kind != "f":
        return failed(OTHER_SHAPE, found=shown(answers.shape, 80))
    off = np.abs(answers - right[:, None]).max(axis=0)
    limit = 1e-3 * (1 + np.abs(right).max())
    wrong = [column for column, largest in zip(COLUMNS, off, strict=True) if not largest <= limit]
    if not wrong:
        return None
    cell = "subclass" if wrong == ["subclassed"] else "functional"
    return failed((ONE_APART if wrong == ["subclassed"] else APART), found=f"{off.max():.3g}", expected=0, cell=cell)


def diary(evidence: Evidence) -> Outcome:
    """The losses of `diary` are those of the last recorded `fit` of `taught`."""
    begun = evidence.calls.of("fit", "taught")
    fits = [call for call in begun if call.error is None]
    if not fits:
        return failed(BROKEN_FIT.format(error=shown(begun[-1].error, 120)) if begun else NO_FIT)
    if fits[-1].kind != "Taught":
        return failed(NOT_TAUGHT, expected="Taught", found=fits[-1].kind)
    if fits[-1].loss != [LOSS]:
        return failed(OTHER_LOSS, expected=LOSS, found=shown(fits[-1].loss, 80))
    if "val_loss" not in fits[-1].history:
        return failed(NO_VALIDATION)
    right = np.array(fits[-1].history["val_loss"], dtype=float)
    losses = evidence.array("losses_of_diary", rank=1)
    if losses.shape != right.shape:
        return failed(OTHER_LENGTH, expected=len(right), found=len(losses))
    if not np.allclose(losses, right, rtol=1e-3):
        return failed(OTHER_LOSSES)
    return passed(KEPT)


OTHER_INPUTS = text(
    "`functional` does not take the way (6 numbers) first and the dishes (10 numbers) second.",
    "`functional`의 입력이 길(숫자 6개), 음식(숫자 10개) 순서가 아닙니다.",
)
AGREE = text(
    "On orders that nobody had seen, the stacks, `functional` and `subclassed` give the same minutes.",
    "처음 보는 주문에 대해서도 부품, `functional`, `subclassed`가 같은 답을 냅니다.",
)
RAISED = text("Asking all three raised {error}.", "셋에게 물어보는 중에 오류가 났습니다: {error}.")
OTHER_SHAPE = text(
    "Each of the three should give one number for an order.",
    "셋 모두 주문 하나에 숫자 하나를 내야 합니다.",
)
ONE_APART = text(
    "`subclassed` gives other minutes than the graph of the same stacks.",
    "`subclassed`가 같은 부품으로 만든 그래프와 다른 답을 냅니다.",
)
APART = text(
    "The stacks, `functional` and `subclassed` give different minutes: other layers, or not in the same order.",
    "부품, `functional`, `subclassed`의 답이 서로 다릅니다. 층이 다르거나 순서가 다릅니다.",
)
NO_FIT = text("`taught` was never fitted in this run.", "이번 실행에서 `taught`를 훈련하지 않았습니다.")
BROKEN_FIT = text(
    "`taught` was not trained: its fit ended with {error}.",
    "`taught`는 훈련되지 않았습니다. fit이 {error} 오류로 끝났습니다.",
)
NOT_TAUGHT = text(
    "`taught` is a model of another class, so your training step was not used.",
    "`taught`가 다른 클래스의 모델이어서 직접 작성한 훈련 스텝이 쓰이지 않았습니다.",
)
OTHER_LOSS = text(
    "`taught` was compiled with another loss than the mean squared error.",
    "`taught`가 평균 제곱 오차가 아닌 다른 손실로 컴파일되어 있습니다.",
)
NO_VALIDATION = text(
    "`taught` was fitted without validation rows, so there is no `val_loss` to keep.",
    "`taught`를 검증 데이터 없이 훈련하여 적을 `val_loss`가 없습니다.",
)
OTHER_LENGTH = text(
    "`diary` does not hold one loss for each epoch of that training.",
    "`diary`에 적힌 손실의 개수가 그 훈련의 에포크 수와 다릅니다.",
)
OTHER_LOSSES = text(
    "`diary` holds other numbers than the validation losses of that training.",
    "`diary`에 적힌 값이 그 훈련의 검증 손실과 다릅니다.",
)
KEPT = text(
    "`diary` holds the validation loss of every epoch, as the training was observed.",
    "`diary`에 에포크마다의 검증 손실이 실제 훈련 그대로 적혀 있습니다.",
)
