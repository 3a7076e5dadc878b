"""Many pictures drawn at once: soft-edged shapes, laid over each other on one canvas per picture.

Coordinates run from -1 to 1 over a picture's side, x to the right, y down. A shape's number may be
one for all pictures or an array with one for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

Array = np.ndarray[Any, Any]
Each = Array | float
"""One number for all pictures, or an array (pictures,) with one for each."""


def each(value: Each) -> Array:
    """``value`` in a shape that goes with pictures: (1 or pictures, 1, 1), float32."""
    return np.asarray(value, np.float32).reshape(-1, 1, 1)


@dataclass(frozen=True)
class Frame:
    """A coordinate system on each picture: where a thing stands, how large and how turned."""

    u: Array
    """Of each pixel, (pictures, side, side)."""
    v: Array
    pixel: Array
    """A pixel's side in this frame's units."""

    @classmethod
    def over(cls, pictures: int, side: int) -> Self:
        """The frame of the pictures themselves."""
        axis = (np.arange(side, dtype=np.float32) + 0.5) * (2 / side) - 1
        u, v = np.meshgrid(axis, axis)
        whole = (pictures, side, side)
        return cls(np.broadcast_to(u, whole), np.broadcast_to(v, whole), each(2 / side))

    def inner(self, x: Each, y: Each, scale: Each, turn: Each = 0.0, *, widen: Each = 1.0) -> Frame:
        """A frame at (x, y), ``scale`` times as large, turned clockwise by ``turn`` radians; ``widen`` stretches u."""
        du, dv = self.u - each(x), self.v - each(y)
        cos, sin = each(np.cos(turn)) / each(scale), each(np.sin(turn)) / each(scale)
        return Frame((du * cos + dv * sin) / each(widen), dv * cos - du * sin, self.pixel / each(scale))

    def soft(self, distance: Array) -> Array:
        """How much of each pixel lies within, from the distance to the edge (negative within)."""
        return np.clip(0.5 - distance / self.pixel, 0, 1)

    def blob(self, x: Each, y: Each, rx: Each, ry: Each, turn: Each = 0.0) -> Array:
        """An ellipse."""
        du, dv = self.u - each(x), self.v - each(y)
        if np.any(turn):
            cos, sin = each(np.cos(turn)), each(np.sin(turn))
            du, dv = du * cos + dv * sin, dv * cos - du * sin
        reach = np.sqrt((du / each(rx)) ** 2 + (dv / each(ry)) ** 2)
        return self.soft((reach - 1) * each(np.minimum(rx, ry)))

    def box(self, x: Each, y: Each, rx: Each, ry: Each) -> Array:
        """A rectangle."""
        return self.soft(np.maximum(np.abs(self.u - each(x)) - each(rx), np.abs(self.v - each(y)) - each(ry)))

    def limb(self, ax: Each, ay: Each, bx: Each, by: Each, start: Each, end: Each) -> Array:
        """A rounded line from a to b whose half-width goes from ``start`` to ``end``."""
        du, dv = self.u - each(ax), self.v - each(ay)
        lu, lv = each(bx) - each(ax), each(by) - each(ay)
        along = np.clip((du * lu + dv * lv) / (lu**2 + lv**2 + 1e-9), 0, 1)
        away = np.sqrt((du - along * lu) ** 2 + (dv - along * lv) ** 2)
        return self.soft(away - (each(start) + along * (each(end) - each(start))))

    def between(self, low: Array, high: Array) -> Array:
        """Where v lies between two curves over u (or any two fields of this frame)."""
        return self.soft(np.maximum(low - self.v, self.v - high))

    def beside(self, centre: Array | float, half: Array) -> Array:
        """Where u lies within ``half`` of ``centre``, both curves over v."""
        return self.soft(np.abs(self.u - centre) - half)


class Canvas:
    """Pictures being painted: ``colours`` is (pictures, channels, side, side), from 0 to 1."""

    def __init__(self, pictures: int, side: int, channels: int = 3) -> None:
        self.frame = Frame.over(pictures, side)
        self.colours = np.zeros((pictures, channels, side, side), np.float32)

    def paint(self, cover: Array, colour: Array | float) -> None:
        """Lay a colour over what is there.

        Args:
            cover: how much of each pixel is covered, (pictures, side, side).
            colour: (pictures, channels) for one a picture, or (pictures, channels, side, side); a number for grey.
        """
        if isinstance(colour, np.ndarray) and colour.ndim == 2:
            colour = colour[:, :, None, None].astype(np.float32)
        self.colours += cover[:, None] * (colour - self.colours)

    def shade(self, factor: Array) -> None:
        """Make each pixel so many times as bright."""
        self.colours *= factor[:, None]

    def bytes(self) -> Array:
        """The pictures as uint8: (pictures, side, side, channels), or without the last axis where that is one."""
        pictures = np.rint(np.clip(self.colours, 0, 1) * 255).astype(np.uint8)
        return pictures[:, 0] if pictures.shape[1] == 1 else np.ascontiguousarray(pictures.transpose(0, 2, 3, 1))


def clouds(rng: np.random.Generator, pictures: int, side: int, waves: int, fineness: float) -> Array:
    """Smooth random fields of mean 0 and about unit variance: sums of plane waves, (pictures, side, side).

    Args:
        fineness: about how many radians a wave runs through over half a side.
    """
    frame = Frame.over(1, side)
    total = np.zeros((pictures, side, side), np.float32)
    for _ in range(waves):
        across, down = rng.normal(0, fineness, (2, pictures, 1, 1)).astype(np.float32)
        phase = rng.uniform(0, 2 * np.pi, (pictures, 1, 1)).astype(np.float32)
        total += np.sin(frame.u * across + frame.v * down + phase)
    return total * np.float32(np.sqrt(2 / waves))
