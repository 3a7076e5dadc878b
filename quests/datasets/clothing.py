"""Clothing as Fashion-MNIST shows it: one piece, cut out, grey on black, drawn by its silhouette and its seams.

T-shirts, pullovers, coats and shirts are one garment with different numbers, and the numbers
overlap: that is why even good models mix those four up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from quests.datasets.canvas import Array, Canvas, Frame, clouds, each

SIDE = 28
Spread = tuple[float, float]
"""Mean and standard deviation."""


@dataclass(frozen=True)
class Top:
    """What is worn above the waist, and dresses."""

    sleeves: tuple[tuple[float, float, float], ...]
    """Ways its sleeves are cut: (how common, mean length, standard deviation)."""
    waist: Spread
    hem: Spread
    neck: Spread
    """How deep the neckline is."""
    opening: float = 0.0
    """How often it opens down the front."""
    buttons: float = 0.0
    collar: float = 0.0
    stripes: float = 0.1
    printed: float = 0.0
    """How often something is printed on the chest."""
    shoulder: Spread = (0.44, 0.04)


@dataclass(frozen=True)
class Shoe:
    """A shoe from the side, its toe to the left."""

    kind: Literal["sandal", "sneaker", "boot"]


@dataclass(frozen=True)
class Trouser:
    """Two legs."""


@dataclass(frozen=True)
class Bag:
    """A body and a handle."""


Piece = Top | Shoe | Trouser | Bag

CLASSES: tuple[Piece, ...] = (
    Top(((0.93, 0.42, 0.14), (0.07, 0.9, 0.3)), (0.45, 0.05), (0.46, 0.05), (0.20, 0.08), stripes=0.18, printed=0.45),
    Trouser(),
    Top(((0.95, 1.45, 0.12), (0.05, 0.8, 0.2)), (0.46, 0.06), (0.45, 0.06), (0.12, 0.07), 0.04, stripes=0.2),
    Top(
        ((0.62, 0.0, 0.01), (0.23, 0.35, 0.12), (0.15, 1.2, 0.2)),
        (0.28, 0.06),
        (0.42, 0.12),
        (0.26, 0.12),
        0.04,
        shoulder=(0.29, 0.05),
    ),
    Top(((1.0, 1.48, 0.12),), (0.45, 0.06), (0.50, 0.07), (0.20, 0.10), 0.80, buttons=0.25, collar=0.55, stripes=0.06),
    Shoe("sandal"),
    Top(
        ((0.36, 0.5, 0.13), (0.56, 1.40, 0.15), (0.08, 0.9, 0.2)),
        (0.40, 0.06),
        (0.45, 0.06),
        (0.17, 0.09),
        0.60,
        buttons=0.75,
        collar=0.80,
        stripes=0.24,
        printed=0.08,
    ),
    Shoe("sneaker"),
    Bag(),
    Shoe("boot"),
)
"""T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot: Keras' order."""


class Draw:
    """Random numbers for so many pieces: one array a call."""

    def __init__(self, pieces: int, rng: np.random.Generator) -> None:
        self.pieces, self.rng = pieces, rng

    def normal(self, mean: float, deviation: float) -> Array:
        """Of that mean and standard deviation."""
        return self.rng.normal(mean, deviation, self.pieces).astype(np.float32)

    def uniform(self, low: float, high: float) -> Array:
        """Evenly between two numbers."""
        return self.rng.uniform(low, high, self.pieces).astype(np.float32)

    def some(self, share: float, low: float = 1.0, high: float = 1.0) -> Array:
        """Between ``low`` and ``high`` for a share of the pieces, 0 for the others."""
        return self.uniform(low, high) * (self.rng.random(self.pieces) < share)

    def sign(self) -> Array:
        """1 or -1."""
        return self.rng.choice(np.array([-1, 1], np.float32), self.pieces)

    def curve(self, frame: Frame, knots: tuple[float, ...], values: list[Array], axis: Literal["u", "v"]) -> Array:
        """A line through ``values`` at ``knots`` along an axis, far below 0 outside of them."""
        along = getattr(frame, axis)
        total = np.full(along.shape, -9, np.float32)
        steps = zip(knots[:-1], knots[1:], values[:-1], values[1:], strict=True)
        for low, high, first, last in steps:
            share = (along - low) / (high - low)
            line = each(first) + share * (each(last) - each(first))
            total = np.where((share >= 0) & (share <= 1), line, total)
        return total


def draw(piece: Piece, pieces: int, rng: np.random.Generator) -> Array:
    """So many pictures of one class, uint8 of shape (pieces, 28, 28)."""
    canvas, dice = Canvas(pieces, SIDE, channels=1), Draw(pieces, rng)
    frame = canvas.frame.inner(
        dice.normal(0, 0.02), dice.normal(0, 0.02), dice.normal(0.98, 0.025), dice.normal(0, 0.025)
    )
    cloth = _cloth(canvas, dice)
    match piece:
        case Top():
            _top(canvas, frame, dice, piece, cloth)
        case Trouser():
            _trouser(canvas, frame, dice, cloth)
        case Bag():
            _bag(canvas, frame, dice, cloth)
        case Shoe():
            _shoe(canvas, frame, dice, piece.kind, cloth)
    grain = 1 + rng.normal(0, 0.05, (pieces, SIDE, SIDE)).astype(np.float32)
    canvas.shade(grain)
    return canvas.bytes()


def _cloth(canvas: Canvas, dice: Draw) -> Array:
    """Brightness of the cloth at each pixel: its tone, folds and light from one side."""
    tone = np.where(dice.rng.random(dice.pieces) < 0.7, dice.uniform(0.45, 0.95), dice.uniform(0.1, 0.5))
    folds = clouds(dice.rng, dice.pieces, SIDE, 3, 5.0) * each(dice.uniform(0.02, 0.12))
    light = canvas.frame.u * each(dice.normal(0, 0.1)) + canvas.frame.v * each(dice.normal(0, 0.08))
    shine: Array = each(tone) * (1 + folds + light)
    return shine


def _top(canvas: Canvas, frame: Frame, dice: Draw, top: Top, cloth: Array) -> None:
    shoulder, waist, hem = dice.normal(*top.shoulder), dice.normal(*top.waist), dice.normal(*top.hem)
    knots = (-0.93, -0.82, -0.45, 0.15, 0.94)
    body = dice.curve(frame, knots, [shoulder * 0.72, shoulder, (shoulder + waist) / 2, waist, hem], "v")
    sleeves = _sleeves(frame, dice, top, shoulder)
    canvas.paint(np.maximum(sleeves, frame.beside(0.0, body)), (cloth * 1.0)[:, None])
    # Where a sleeve lies beside the body there is a seam of shadow.
    seam = sleeves * np.exp(-(((np.abs(frame.u) - body) / 0.05) ** 2))
    canvas.shade(1 - seam * each(dice.uniform(0.1, 0.6)))
    _pattern(canvas, frame, dice, top)
    neck, width = dice.normal(*top.neck).clip(0.03, 0.6), dice.normal(0.2, 0.035).clip(0.1, 0.3)
    collar = dice.some(top.collar, 0.25, 0.6) * dice.sign()
    canvas.shade(1 + frame.blob(0, -0.93, width + 0.12, neck + 0.13) * each(collar))
    opening = dice.some(top.opening, 0.25, 0.8)
    line = frame.box(dice.normal(0, 0.02), 0.1, dice.uniform(0.02, 0.05), 0.85)
    canvas.shade(1 - line * each(opening))
    lapels = np.maximum(frame.limb(-0.2, -0.9, 0, -0.3, 0.04, 0.02), frame.limb(0.2, -0.9, 0, -0.3, 0.04, 0.02))
    canvas.shade(1 - lapels * each(opening * dice.some(0.5)))
    dots = np.cos(frame.v * each(dice.uniform(14, 22))) > 0.6
    canvas.shade(1 + frame.box(0, 0.1, 0.035, 0.8) * dots * each(dice.some(top.buttons, 0.25, 0.6) * dice.sign()))
    canvas.paint(frame.blob(0, -0.97, width, neck), each(dice.some(0.4, 0.0, 0.25))[:, None])


def _sleeves(frame: Frame, dice: Draw, top: Top, shoulder: Array) -> Array:
    ways = dice.rng.choice(len(top.sleeves), dice.pieces, p=[share for share, _, _ in top.sleeves])
    means = np.array([(mean, deviation) for _, mean, deviation in top.sleeves], np.float32)[ways]
    length = np.maximum(means[:, 0] + means[:, 1] * dice.normal(0, 1), 0)
    # Long sleeves hang; short ones stand off.
    swing = np.clip(0.75 - 0.42 * length + dice.normal(0, 0.1), 0.06, 1.2)
    width = dice.normal(0.17, 0.02) * np.minimum(1, length * 8)
    across, down = np.sin(swing) * length, np.cos(swing) * length
    start = shoulder - width * 0.7
    arms = [
        frame.limb(side * start, -0.72, side * (start + across), -0.72 + down, width, width * 0.72)
        for side in (-1.0, 1.0)
    ]
    sleeves: Array = np.maximum(*arms) * each(length > 0.05)
    return sleeves


def _pattern(canvas: Canvas, frame: Frame, dice: Draw, top: Top) -> None:
    """Stripes, down or across, and prints."""
    upright = each(dice.rng.random(dice.pieces) < 0.35)
    along = np.where(upright, frame.u, frame.v)
    stripes = np.sin(along * each(dice.uniform(8, 30)) + each(dice.uniform(0, 6))) > each(dice.uniform(-0.3, 0.7))
    canvas.shade(1 - stripes * each(dice.some(top.stripes, 0.15, 0.7)))
    height = dice.uniform(0.05, 0.3)
    logo = frame.box(dice.normal(0, 0.05), dice.normal(-0.1, 0.15), dice.uniform(0.1, 0.3), height)
    canvas.shade(1 + logo * each(dice.some(top.printed) * dice.uniform(-0.8, 0.6)))


def _trouser(canvas: Canvas, frame: Frame, dice: Draw, cloth: Array) -> None:
    hip, knee, foot = dice.normal(0.33, 0.04), dice.normal(0.17, 0.03), dice.normal(0.14, 0.035)
    apart, crotch = dice.uniform(0.17, 0.36), dice.normal(-0.45, 0.12)
    waist = frame.beside(0.0, dice.curve(frame, (-0.94, -0.4), [hip * 0.85, hip], "v"))
    legs = np.maximum(
        frame.limb(-hip * 0.5, -0.5, -apart, 0.93, knee, foot), frame.limb(hip * 0.5, -0.5, apart, 0.93, knee, foot)
    )
    legs = legs * (frame.v < 0.95)
    canvas.paint(np.maximum(waist, legs), cloth[:, None])
    gap = frame.limb(0, crotch, 0, 0.9, 0.02, 0.05)
    canvas.shade(1 - gap * each(dice.uniform(0.4, 1.0)))
    canvas.shade(1 - frame.box(0, -0.87, 0.4, 0.05) * each(dice.some(0.5, 0.2, 0.6)))


def _bag(canvas: Canvas, frame: Frame, dice: Draw, cloth: Array) -> None:
    half, high = dice.uniform(0.55, 0.93), dice.uniform(0.3, 0.62)
    middle = dice.uniform(0.1, 0.35)
    ring, width = dice.uniform(0.25, 0.6), dice.uniform(0.04, 0.09)
    rise = dice.uniform(0.2, 0.75)
    handle = frame.blob(0, middle - high, ring, rise) * (1 - frame.blob(0, middle - high, ring - width, rise - width))
    canvas.paint(handle * each(dice.some(0.85)), (cloth * each(dice.uniform(0.6, 1.2)))[:, None])
    slant = dice.normal(0, 0.12)
    top, bottom = half * (1 - slant.clip(0)), half * (1 + slant.clip(None, 0))
    sides = dice.curve(frame, (-1.0, 1.0), [top, bottom], "v")
    round_edge = np.abs(frame.v - each(middle)) - each(high)
    body = frame.soft(np.maximum(np.abs(frame.u) - sides, round_edge))
    canvas.paint(body, cloth[:, None])
    flap = frame.box(0, middle - high * 0.5, half, high * 0.5)
    canvas.shade(1 - flap * body * each(dice.some(0.5, -0.2, 0.4)))
    canvas.shade(1 + frame.blob(0, middle, 0.1, 0.1) * each(dice.some(0.6, -0.6, 0.6)))


def _shoe(canvas: Canvas, frame: Frame, dice: Draw, kind: str, cloth: Array) -> None:
    drop, heel = dice.uniform(0.3, 0.6), dice.uniform(0, 0.12)
    toe, instep = dice.normal(0.2, 0.04), dice.normal(0.42, 0.05)
    if kind == "sandal":
        _sandal(canvas, frame, dice, drop, cloth)
        return
    tall = dice.normal(1.08, 0.16) if kind == "boot" else dice.normal(0.64, 0.12)
    tall = np.maximum(tall, instep + 0.05)
    ankle = dice.normal(0.05, 0.1) if kind == "boot" else dice.normal(0.25, 0.1)
    edge = -0.25 + ankle
    inner = frame.inner(edge, 0, 1.0)
    slope = dice.curve(
        inner,
        (-1.5, -0.7, -0.25, 0.0, 0.15, 1.5),
        [toe, toe * 1.25, instep, (instep + tall) / 2, tall, tall * dice.normal(1, 0.03)],
        "u",
    )
    ends = np.maximum(-0.93 - frame.u, frame.u - each(dice.normal(0.88, 0.04)))
    upper = np.maximum(np.maximum(each(drop) - slope - frame.v, frame.v - each(drop)), ends)
    canvas.paint(frame.soft(upper), cloth[:, None])
    laces = (np.sin((frame.u * 0.7 + frame.v) * 22) > 0.3) * frame.soft(upper)
    canvas.shade(1 - laces * frame.blob(-0.2, drop - 0.35, 0.25, 0.25) * each(dice.some(0.6, 0.2, 0.7)))
    collar = frame.box(edge + 0.6, drop - tall, 0.5, 0.07)
    canvas.shade(1 - collar * each(dice.some(0.5, 0.2, 0.6)))
    thick = dice.uniform(0.05, 0.12)
    sole = frame.box(-0.02, drop + thick, 0.9, thick)
    canvas.paint(sole, (each(dice.uniform(0.3, 1.0)) + 0 * cloth)[:, None])
    stiletto = frame.box(0.72, drop + heel, 0.13, heel + 0.12) * each(heel > 0.05)
    canvas.paint(stiletto * each(dice.some(0.7 if kind == "boot" else 0.1)), cloth[:, None])


def _sandal(canvas: Canvas, frame: Frame, dice: Draw, drop: Array, cloth: Array) -> None:
    heel = dice.some(0.45, 0.2, 0.65)
    thick = dice.uniform(0.05, 0.1)
    sole = np.maximum(
        frame.limb(-0.85, drop, -0.2, drop, thick, thick),
        frame.limb(-0.25, drop, 0.75, drop - heel, thick, thick * 1.2),
    )
    canvas.paint(sole, (cloth * 0.9)[:, None])
    canvas.paint(frame.limb(0.78, drop - heel, 0.72, drop + 0.06, 0.09, 0.05) * each(heel > 0), cloth[:, None])
    for x in (-0.62, -0.32, 0.45):
        ring, rise, width = dice.uniform(0.14, 0.32), dice.uniform(0.2, 0.62), dice.uniform(0.05, 0.1)
        foot = drop - heel * (x > 0)
        middle = x + dice.normal(0, 0.06)
        arch = frame.blob(middle, foot, ring, rise) * (1 - frame.blob(middle, foot, ring - width, rise - width))
        arch = arch * (frame.v < each(foot)) * each(dice.some(0.7))
        canvas.paint(arch, (cloth * each(dice.uniform(0.7, 1.1)))[:, None])
    # Some are closed at the toe, or nearly shoes.
    canvas.paint(frame.blob(-0.55, drop, 0.38, dice.uniform(0.2, 0.4)) * each(dice.some(0.2)), cloth[:, None])
    canvas.paint(frame.blob(0.5, drop, 0.42, dice.uniform(0.3, 0.6)) * each(dice.some(0.12)), cloth[:, None])
