"""Whether the guesser's accuracy is the one on the test wires."""

import numpy as np

from graders.authoring import Evidence, Outcome, failed, passed, text

ROUNDED = 0.002
"""A share may be told with three decimals; those of training and test wires differ by 0.01 and more."""


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
