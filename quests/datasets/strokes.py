"""Handwriting from strokes: glyphs as pen paths, a hand that distorts them, a pen that draws them.

A glyph is a handful of pen points. Strokes run through them as Catmull-Rom curves, so a
sampled path is ``basis @ points`` and thousands of distorted copies are one matrix product.
Coordinates: x to the right, y down, the glyph about in the unit square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Point = tuple[float, float]

SIDE = 28
"""Pixels of an image's side."""
BOX = 20.0
"""Pixels that the longer side of a digit fills; the rest is margin, as in MNIST."""
PATH_POINTS = 96
"""Samples along a glyph's whole path: less than a pixel apart at this size."""
CHUNK = 256
"""Images drawn at once: few enough that the working arrays stay in the processor's cache."""


@dataclass(frozen=True)
class Glyph:
    """One way to write a character.

    Strokes that name the same point share it, so they still meet once the hand has moved it;
    a corner is two strokes that share their ends.
    """

    strokes: Sequence[Sequence[Point]]
    weight: float = 1.0
    """How common this way is among its character's."""

    @cached_property
    def points(self) -> Array:
        """The distinct pen points, shape (points, 2)."""
        return np.array(list(dict.fromkeys(point for stroke in self.strokes for point in stroke)), np.float32)

    @cached_property
    def basis(self) -> Array:
        """Shape (PATH_POINTS, points): row k mixes the pen points into the path's k-th sample."""
        index = {tuple(point): i for i, point in enumerate(dict.fromkeys(p for s in self.strokes for p in s))}
        fine = [_curve([index[tuple(p)] for p in stroke], len(index)) for stroke in self.strokes]
        lengths = [np.linalg.norm(np.diff(rows @ self.points, axis=0), axis=1) for rows in fine]
        total = sum(float(steps.sum()) for steps in lengths)
        shares = [max(4, round(PATH_POINTS * float(steps.sum()) / total)) for steps in lengths]
        shares[int(np.argmax(shares))] += PATH_POINTS - sum(shares)
        return np.concatenate(
            [_evenly(rows, steps, share) for rows, steps, share in zip(fine, lengths, shares, strict=True)]
        ).astype(np.float32)


def _curve(indices: list[int], count: int, per_span: int = 24) -> Array:
    """Basis rows of a Catmull-Rom curve through the points ``indices`` of ``count``, ends mirrored."""
    points = np.eye(count)[indices]
    padded = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.linspace(0, 1, per_span, endpoint=False)[:, None]
    spans = [
        a * (-t + 2 * t**2 - t**3) / 2
        + b * (2 - 5 * t**2 + 3 * t**3) / 2
        + c * (t + 4 * t**2 - 3 * t**3) / 2
        + d * (t**3 - t**2) / 2
        for a, b, c, d in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True)
    ]
    return np.concatenate([*spans, points[-1:]])


def _evenly(rows: Array, steps: Array, count: int) -> Array:
    """``count`` of the basis ``rows``, evenly spaced along the undistorted curve."""
    along = np.concatenate([[0.0], np.cumsum(steps)])
    return rows[np.searchsorted(along, np.linspace(0, along[-1], count)).clip(0, len(rows) - 1)]


@dataclass(frozen=True)
class Hand:
    """How much writers differ: standard deviations, in units of the glyph's height unless said otherwise."""

    haste: float = 0.25
    """Of the logarithm of a factor on wobble and bend: most digits are neat, some are scrawled."""
    wobble: float = 0.039
    """Each pen point, on its own."""
    shear: float = 0.33
    """Slant: x moved per unit of y."""
    turn: float = 0.17
    """Rotation, radians."""
    stretch: float = 0.22
    """Width against height, as a logarithm."""
    taper: float = 0.18
    """Top wider than bottom, or the other way."""
    bend: float = 0.039
    """A smooth field that bends the whole glyph."""
    tremor: float = 0.008
    """A fine wave along the path."""
    radius: float = 1.15
    """Median half-width of the pen, pixels."""
    radius_spread: float = 0.25
    """Of its logarithm."""
    pressure: float = 0.14
    """Relative change of the pen's width along the path."""
    off_centre: float = 0.6
    """Pixels."""


def draw(glyph: Glyph, count: int, rng: np.random.Generator, hand: Hand) -> Array:
    """``count`` images of one glyph by as many hands: uint8 of shape (count, SIDE, SIDE), ink 255 on 0."""
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for start in range(0, count, CHUNK):
        size = min(CHUNK, count - start)
        paths = _write(glyph, size, rng, hand)
        paths, radii = _place(paths, rng, hand)
        images[start : start + size] = _ink(paths, radii, rng)
    return images


def _write(glyph: Glyph, count: int, rng: np.random.Generator, hand: Hand) -> Array:
    """Distorted paths around the origin, float32 of shape (count, PATH_POINTS, 2)."""

    def normal(*shape: int, scale: float = 1.0) -> Array:
        return rng.normal(0, scale, (count, *shape)).astype(np.float32)

    haste = np.exp(normal(1, 1, scale=hand.haste))
    points = glyph.points - 0.5 + normal(*glyph.points.shape, scale=hand.wobble) * haste
    paths = glyph.basis @ points

    for _ in range(2):  # two smooth waves through the plane bend neighbours alike
        direction, phase = normal(2, scale=3.0), rng.uniform(0, 2 * np.pi, (count, 1, 1))
        wave = np.sin((paths * direction[:, None]).sum(-1, keepdims=True) + phase)
        paths = paths + wave.astype(np.float32) * normal(1, 2, scale=hand.bend) * haste

    along = np.linspace(0, 2 * np.pi, PATH_POINTS, dtype=np.float32)[None, :, None]
    rate, phase = rng.uniform(2, 6, (count, 1, 2)), rng.uniform(0, 2 * np.pi, (count, 1, 2))
    paths = paths + np.sin(along * rate + phase).astype(np.float32) * normal(1, 2, scale=hand.tremor)

    x, y = paths[..., 0], paths[..., 1]
    x = x * (1 + normal(1, scale=hand.taper) * y) * np.exp(normal(1, scale=hand.stretch))
    x = x - y * normal(1, scale=hand.shear)
    angle = normal(1, scale=hand.turn)
    return np.stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)], axis=-1)


def _place(paths: Array, rng: np.random.Generator, hand: Hand) -> tuple[Array, Array]:
    """Paths in pixels and the pen's radius at each sample, shape (count, PATH_POINTS).

    As MNIST does: the longer side fills the box, the centre of mass goes to the image's centre.
    """
    count = len(paths)
    radius = hand.radius * np.exp(rng.normal(0, hand.radius_spread, (count, 1)))
    radius = radius.clip(0.6, 2.3).astype(np.float32)
    extent = np.ptp(paths, axis=1).max(axis=1)[:, None]
    pixels = paths * ((BOX - 2 * radius) / extent)[..., None]
    pixels = pixels - pixels.mean(axis=1, keepdims=True) + (SIDE - 1) / 2
    pixels = pixels + rng.normal(0, hand.off_centre, (count, 1, 2)).astype(np.float32)
    along = np.linspace(0, 2 * np.pi, PATH_POINTS, dtype=np.float32)[None]
    rate, phase = rng.uniform(0.5, 2.5, (count, 1)), rng.uniform(0, 2 * np.pi, (count, 1))
    pressure = 1 + np.sin(along * rate + phase) * rng.normal(0, hand.pressure, (count, 1))
    return pixels, (radius * pressure).clip(0.5, 2.6).astype(np.float32)


def _ink(paths: Array, radii: Array, rng: np.random.Generator) -> Array:
    """Rasterise: a pixel's ink falls off with its distance from the nearest sample of the path."""
    grid = np.arange(SIDE, dtype=np.float32)
    # The nearest sample in units of the pen's radius there; (sample, image, pixel) keeps each step contiguous.
    across = np.ascontiguousarray((((grid - paths[..., 0:1]) / radii[..., None]) ** 2).transpose(1, 0, 2))
    down = np.ascontiguousarray((((grid - paths[..., 1:2]) / radii[..., None]) ** 2).transpose(1, 0, 2))
    nearest = np.full((len(paths), SIDE, SIDE), np.inf, np.float32)
    step = np.empty_like(nearest)
    for columns, rows in zip(across, down, strict=True):
        np.add(rows[:, :, None], columns[:, None, :], out=step)
        np.minimum(nearest, step, out=nearest)
    radius = radii.mean(axis=1)[:, None, None]
    softness = rng.uniform(0.7, 1.3, radius.shape).astype(np.float32)
    ink = (radius * (1 - np.sqrt(nearest)) / softness + 0.5).clip(0, 1)
    darkness = rng.uniform(0.9, 1.0, radius.shape).astype(np.float32)
    return np.rint(ink * darkness * 255).astype(np.uint8)
