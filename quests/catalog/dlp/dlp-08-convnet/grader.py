"""What the networks make of digits that nobody has seen, as they stand and pushed aside."""

from typing import Any

import numpy as np

from graders.authoring import Evidence, Outcome, failed, partial, passed, text

Array = np.ndarray[Any, Any]

ROWS = 2_000
"""Held-out pictures that are looked at: accuracies are known to about 1 point either way."""
PIXELS = 3
DIRECTIONS = ((0, PIXELS), (0, -PIXELS), (PIXELS, 0), (-PIXELS, 0))
"""Right, left, down, up, as (down, right)."""
PICTURE = (28, 28, 1)
DIGITS = 10


def shifted_accuracy(evidence: Evidence) -> Outcome:
    """Held-out digits, a quarter of them pushed in each direction, are read about as well as the parameters ask."""
    if fault := _unfit(evidence):
        return fault
    pictures, labels = _heldout(evidence)
    moved = np.concatenate([_moved(pictures[at::4], *by) for at, by in enumerate(DIRECTIONS)])
    asked = np.concatenate([labels[at::4] for at in range(4)])
    accuracy = _accuracy(evidence.model, moved, asked)
    share = next((share for at, share in evidence.parameters["steps"] if accuracy >= at), 0.0)
    least = evidence.parameters["steps"][0][0]
    words = text(
        f"`convnet` reads {accuracy:.1%} of {ROWS:,} digits that were moved by {PIXELS} pixels to one side.",
        f"`convnet`은 한쪽으로 {PIXELS}픽셀 옮긴 숫자 {ROWS:,}장 가운데 {accuracy:.1%}를 맞힙니다.",
    )
    return partial(share, words, expected=f"≥ {least:.0%}", found=f"{accuracy:.1%}")


def measured(evidence: Evidence) -> Outcome:
    """The learner's two accuracies of a network are those that it has on held-out digits, chance aside."""
    if fault := _unfit(evidence):
        return fault
    pictures, labels = _heldout(evidence)
    right = {
        evidence.parameters["centred"]: _accuracy(evidence.model, pictures, labels),
        evidence.parameters["shifted"]: _accuracy(evidence.model, _moved(pictures, 0, PIXELS), labels),
    }
    for name, accuracy in right.items():
        found = evidence.number(name)
        if not abs(found - accuracy) <= evidence.parameters["tolerance"]:
            return failed(
                text(
                    f"`{name}` is {found:.3g}, which is far from what this network reaches on other digits like these.",
                    f"`{name}` 값 {found:.3g}은(는) 이 신경망이 다른 숫자 그림에서 얻는 정확도와 크게 다릅니다.",
                ),
                found=f"{found:.3g}",
            )
    names = " · ".join(f"`{name}`" for name in right)
    return passed(text(f"{names}: as measured here.", f"{names}: 여기서 잰 값과 같습니다."))


def _unfit(evidence: Evidence) -> Outcome | None:
    """Why the network cannot be shown pictures; None where it can."""
    takes, gives = getattr(evidence.model, "input_shape", None), getattr(evidence.model, "output_shape", None)
    if (takes, gives) == ((None, *PICTURE), (None, DIGITS)):
        return None
    return failed(
        text(
            "The network should take pictures of shape (28, 28, 1) and give ten numbers for each.",
            "신경망은 모양이 (28, 28, 1)인 그림을 받아 그림마다 수 열 개를 내놓아야 합니다.",
        ),
        expected=f"(None, 28, 28, 1) → (None, {DIGITS})",
        found=f"{takes} → {gives}",
    )


def _heldout(evidence: Evidence) -> tuple[Array, Array]:
    pictures = evidence.rows[:ROWS].reshape((-1, *PICTURE)).astype("float32") / 255
    return pictures, evidence.labels[:ROWS]


def _moved(pictures: Array, down: int, right: int) -> Array:
    padded = np.pad(pictures, ((0, 0), (PIXELS, PIXELS), (PIXELS, PIXELS), (0, 0)))
    rows, columns = PICTURE[:2]
    return padded[:, PIXELS - down : PIXELS - down + rows, PIXELS - right : PIXELS - right + columns]


def _accuracy(model: Any, pictures: Array, labels: Array) -> float:
    batches = np.array_split(pictures, max(1, len(pictures) // 500))
    outputs = np.concatenate([np.asarray(model(batch, training=False)) for batch in batches])
    return float(np.mean(outputs.argmax(axis=1) == labels))
