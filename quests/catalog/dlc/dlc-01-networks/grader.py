"""How the three kinds of toy data are read by the learner's networks, on rows that are made here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graders.authoring import Evidence, Outcome, Text, failed, partial, passed, shown, text

Array = np.ndarray[Any, Any]
ROWS = 1000
STEPS = 20

PLUS = [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
CROSS = [[1, 0, 1], [0, 1, 0], [1, 0, 1]]
CORNER = [[1, 0, 0], [1, 0, 0], [1, 1, 1]]
MARKS = np.array([PLUS, CROSS, CORNER])


def _pictures(random: np.random.Generator) -> tuple[Array, Array]:
    marks = random.integers(0, 3, size=ROWS)
    pictures = random.normal(scale=0.2, size=(ROWS, 12, 12))
    for picture, mark, (row, column) in zip(pictures, marks, random.integers(0, 10, size=(ROWS, 2)), strict=True):
        picture[row : row + 3, column : column + 3] += MARKS[mark]
    return pictures[..., None].astype("float32"), marks


def _letters(random: np.random.Generator) -> tuple[Array, Array]:
    letters = random.integers(0, 4, size=(ROWS, STEPS))
    marked = random.integers(0, STEPS, size=ROWS)
    rows = np.zeros((ROWS, STEPS, 5), dtype="float32")
    rows[..., :4] = np.eye(4)[letters]
    rows[np.arange(ROWS), marked, 4] = 1
    return rows, letters[np.arange(ROWS), marked]


def _signals(random: np.random.Generator) -> tuple[Array, Array]:
    time = np.linspace(0, 1, 24)
    waves = np.stack([np.sin(2 * np.pi * time), np.cos(4 * np.pi * time), time - 0.5])
    signals = random.normal(size=(ROWS, 3)) @ waves
    signals = (signals + random.normal(scale=0.05, size=signals.shape)).astype("float32")
    return signals, signals


MAKERS: dict[str, Callable[[np.random.Generator], tuple[Array, Array]]] = {
    "pictures": _pictures,
    "letters": _letters,
    "signals": _signals,
}


def reads(evidence: Evidence) -> Outcome:
    """The share of new rows that the model reads rightly; `steps` says what share of the points it gives."""
    rows, labels = MAKERS[evidence.parameters["rows"]](np.random.default_rng(90210))
    outputs = _outputs(evidence, rows, (len(rows), evidence.parameters["classes"]))
    if isinstance(outputs, Outcome):
        return outputs
    found = float((outputs.argmax(axis=1) == labels).mean())
    best = next((share for at, share in evidence.parameters["steps"] if found >= at), 0.0)
    return partial(best, READ.format(share=f"{found:.1%}"), expected=_least(evidence), found=f"{found:.1%}")


def restores(evidence: Evidence) -> Outcome:
    """The mean squared error on new signals, as a share of what is lost by answering each with the mean."""
    rows, right = _signals(np.random.default_rng(90210))
    outputs = _outputs(evidence, rows, right.shape)
    if isinstance(outputs, Outcome):
        return outputs
    found = float(((outputs - right) ** 2).mean() / right.var())
    most = evidence.parameters["most"]
    if found <= most:
        return passed(RESTORED.format(share=f"{found:.1%}"))
    return failed(LOST.format(share=f"{found:.1%}"), expected=f"≤ {most:.0%}", found=f"{found:.1%}")


def _outputs(evidence: Evidence, rows: Array, shape: tuple[int, ...]) -> Array | Outcome:
    """What the model says of rows; where it does not take them, or says something of another shape, that is told."""
    model = evidence.model
    taken = model.input_shape[1:] if isinstance(model.input_shape, tuple) else ()
    fits = len(taken) == rows.ndim - 1 and all(
        one in (None, length) for one, length in zip(taken, rows.shape[1:], strict=True)
    )
    if not fits:
        return failed(OTHER_INPUT, expected=shown(rows.shape[1:], 80), found=shown(taken, 80))
    outputs = np.asarray(model(rows, training=False))
    if outputs.shape != shape:
        return failed(OTHER_OUTPUT, expected=shown(shape[1:], 80), found=shown(outputs.shape[1:], 80))
    return outputs


def _least(evidence: Evidence) -> str:
    return f"≥ {evidence.parameters['steps'][0][0]:.0%}"


READ: Text = text(
    "Of 1,000 rows that were made anew, it reads {share} rightly.",
    "새로 만든 1,000행 중 {share}를 맞힙니다.",
)
RESTORED = text(
    "Of what varies in new signals, only {share} is lost on the way through three numbers.",
    "수 세 개를 거치면서 새 신호의 변동 중 {share}만 잃었습니다.",
)
LOST = text(
    "Of what varies in new signals, {share} is lost on the way through three numbers.",
    "수 세 개를 거치면서 새 신호의 변동 중 {share}를 잃었습니다.",
)
OTHER_INPUT = text("It takes rows of another shape.", "받는 행의 모양이 다릅니다.")
OTHER_OUTPUT = text("What it gives for a row has another shape.", "행마다 내는 값의 모양이 다릅니다.")
