"""Whether the guesser's accuracy is the one on the test wires, and the bottleneck's price the one that was paid."""

import numpy as np

from graders.authoring import Evidence, Outcome, Text, failed, passed, text

ROUNDED = 0.002
"""A share may be told with three decimals; those of training and test wires differ by 0.01 and more."""
CLOSE = 0.005 + 1e-6
"""A difference of accuracies may be told with two decimals."""


def guesser(evidence: Evidence) -> Outcome:
    """``baseline`` is the commonest training topic's share of the test labels, not of the training labels."""
    told = evidence.number("baseline")
    learned, asked = evidence.array("y_train", rank=1), evidence.array("y_test", rank=1)
    commonest = np.bincount(learned.astype(int)).argmax()
    if abs(told - np.mean(asked == commonest)) <= ROUNDED:
        return passed(
            text("It is the topic's share of the test wires.", "시험용 뉴스에서 그 주제가 차지하는 비율입니다.")
        )
    if abs(told - np.mean(learned == commonest)) <= ROUNDED:
        words = text(
            "`baseline` is the topic's share of the training wires, not of the test wires.",
            "`baseline` 값이 시험용 뉴스가 아니라 훈련용 뉴스에서 그 주제가 차지하는 비율입니다.",
        )
        return failed(words, found=f"{told:.3f}")
    words = text(
        f"`baseline` is {told:.3g}, which is not the commonest topic's share of the test wires.",
        f"`baseline` 값 {told:.3g}은(는) 시험용 뉴스에서 가장 흔한 주제가 차지하는 비율과 다릅니다.",
    )
    return failed(words, found=f"{told:.3g}")


def lost(evidence: Evidence) -> Outcome:
    """``lost`` is the best validation accuracy of ``model`` less that of ``narrow``, as ``fit`` reached them."""
    told = evidence.number("lost")
    wide, narrow = (_validated(evidence, name) for name in ("model", "narrow"))
    if not wide or not narrow:
        which = "narrow" if wide else "model"
        return failed(
            text(
                f"There is no validation accuracy of `{which}` to compare: fit it with validation_data and accuracy.",
                f"비교할 `{which}`의 검증 정확도가 없습니다. 정확도 지표와 validation_data를 주어 훈련하십시오.",
            )
        )
    if abs(told - (max(wide) - max(narrow))) <= CLOSE:
        return passed(text(f"`lost` is {told:.3g}, as you trained.", f"`lost`는 {told:.3g}이며 훈련 결과와 맞습니다."))
    return failed(_what_it_is(told, wide, narrow), found=f"{told:.3g}")


def _what_it_is(told: float, wide: list[float], narrow: list[float]) -> Text:
    """What a wrong ``lost`` probably is instead."""
    found = f"{told:.3g}"
    if abs(told) > 1:
        return text(
            f"`lost` is {found}; it should be a number between 0 and 1 (10 points are 0.10).",
            f"`lost`는 {found}입니다. 0과 1 사이의 수여야 합니다(예: 10%포인트는 0.10).",
        )
    if abs(told + max(wide) - max(narrow)) <= CLOSE:
        return text(
            f"`lost` is {found}: take the accuracy of `narrow` from that of `model`, not the other way round.",
            f"`lost`는 {found}입니다. 순서를 바꾸어 `model`의 정확도에서 `narrow`의 정확도를 빼십시오.",
        )
    if abs(told - (wide[-1] - narrow[-1])) <= CLOSE:
        return text(
            f"`lost` is {found}, the difference after the last epoch: compare the best epoch of each.",
            f"`lost`는 {found}이며 마지막 에포크끼리의 차이입니다. 저마다 가장 좋은 에포크를 비교하십시오.",
        )
    return text(
        f"`lost` is {found}, which is not how far the best validation accuracies of your two trainings lie apart.",
        f"`lost`는 {found}입니다. 두 훈련에서 가장 높은 검증 정확도끼리의 차이와 다릅니다.",
    )


def _validated(evidence: Evidence, model: str) -> list[float]:
    """The validation accuracy of a model after each epoch of its last ``fit``; empty where there is none."""
    fits = [call.history for call in evidence.calls.of("fit", model) if call.error is None]
    history = fits[-1] if fits else {}
    key = next((key for key in history if key.startswith("val_") and "acc" in key), None)
    return [float(value) for value in history[key]] if key else []
