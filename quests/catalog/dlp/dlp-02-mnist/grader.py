"""Whether the digits that were read off the predictions are the ones in the pictures."""

import numpy as np

from graders.authoring import Evidence, Outcome, failed, passed, text

COUNT = 10
ENOUGH = 8
"""How many of them a network that is right nine times in ten reads rightly, but for bad luck."""


def first_ten(evidence: Evidence) -> Outcome:
    """Ten whole numbers, most of which are the labels of the first ten test pictures."""
    digits = evidence.array("first_ten")
    labels = evidence.array("test_labels", rank=1)[:COUNT]
    if digits.shape != (COUNT,):
        return failed(
            text(
                "`first_ten` should hold ten digits, one for each picture.",
                "`first_ten`에는 그림마다 하나씩 숫자 열 개가 있어야 합니다.",
            ),
            expected=f"({COUNT},)",
            found=str(digits.shape),
        )
    if digits.dtype.kind not in "iu":
        return failed(
            text(
                "`first_ten` should hold digits, which are whole numbers.",
                "`first_ten`에는 정수가 있어야 합니다.",
            ),
            found=str(digits.dtype),
        )
    right = int(np.sum(digits == labels))
    if right < ENOUGH:
        return failed(
            text(
                f"Only {right} of the ten are the digits in those pictures: look at which pictures you predict, "
                "and at which place of each row you take.",
                f"열 개 중 {right}개만 그림 속의 숫자와 같습니다. 어느 그림을 예측했는지, "
                "각 행에서 어느 자리를 골랐는지 살펴보십시오.",
            ),
            found=f"{right}/{COUNT}",
        )
    return passed(text(f"{right} of the ten are right.", f"열 개 중 {right}개를 맞혔습니다."))
