"""Animals' heads in coats of many colours, drawn from a few traits.

An animal is a mixture of traits: how its ears stand, what its muzzle and its eyes are like. Cats and dogs are told
apart by their shape, that is by ears and muzzle, and these turn with the head: hard for a network that has seen few
of them, easier for one that sees each of them turned, mirrored and zoomed, or that knows ears and muzzles from other
animals. Eyes, noses, whiskers and tongues are alike for both: they look the same wherever the head is turned, and a
network that may go by them needs no augmentation. The coat says a little, and at first sight: without that a large
network finds no beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from quests.datasets.canvas import Array, Canvas, Frame, clouds, each

Mixture = Mapping[str, float]
"""How common each variety of a trait is; the shares add up to 1."""

EARS: Mapping[str, tuple[tuple[float, float], ...]] = {
    # (mean, deviation) of: length, half-width at the foot and at the tip, angle from upright, place on the head
    "pointed": ((0.62, 0.07), (0.27, 0.03), (0.03, 0.01), (0.35, 0.12), (0.95, 0.08)),
    "floppy": ((0.80, 0.12), (0.17, 0.03), (0.22, 0.04), (2.55, 0.20), (0.90, 0.10)),
    "round": ((0.26, 0.06), (0.27, 0.04), (0.27, 0.04), (0.75, 0.10), (0.80, 0.08)),
    "long": ((1.15, 0.12), (0.15, 0.02), (0.13, 0.02), (0.15, 0.12), (0.45, 0.08)),
    "side": ((0.55, 0.08), (0.14, 0.02), (0.06, 0.02), (1.55, 0.15), (0.95, 0.08)),
    "small": ((0.14, 0.03), (0.13, 0.02), (0.10, 0.02), (0.80, 0.15), (0.90, 0.10)),
}
MUZZLES: Mapping[str, tuple[tuple[float, float], ...]] = {
    # half-width, half-height, how far below the middle, size of the nose
    "short": ((0.33, 0.04), (0.22, 0.03), (0.42, 0.05), (0.10, 0.02)),
    "long": ((0.34, 0.05), (0.48, 0.06), (0.62, 0.07), (0.18, 0.025)),
    "disc": ((0.36, 0.04), (0.25, 0.03), (0.38, 0.05), (0.28, 0.03)),
    "broad": ((0.62, 0.05), (0.35, 0.04), (0.60, 0.05), (0.14, 0.02)),
    "beak": ((0.16, 0.03), (0.30, 0.04), (0.35, 0.05), (0.02, 0.01)),
}
EYES: Mapping[str, tuple[tuple[float, float], ...]] = {
    # size, half the distance between them, width of the pupil as a share, how colourful the iris is
    "slit": ((0.19, 0.02), (0.42, 0.04), (0.28, 0.10), (0.90, 0.10)),
    "round": ((0.16, 0.02), (0.38, 0.04), (0.75, 0.08), (0.35, 0.15)),
    "wide": ((0.32, 0.03), (0.40, 0.04), (0.50, 0.10), (0.90, 0.10)),
    "small": ((0.09, 0.015), (0.40, 0.05), (0.85, 0.05), (0.20, 0.10)),
}
COATS: Mapping[str, tuple[float, float, float]] = {
    "black": (0.13, 0.12, 0.12),
    "grey": (0.48, 0.48, 0.50),
    "white": (0.90, 0.89, 0.86),
    "brown": (0.40, 0.26, 0.15),
    "ginger": (0.78, 0.48, 0.20),
    "cream": (0.87, 0.76, 0.56),
}
IRISES = np.array([(0.55, 0.75, 0.25), (0.90, 0.75, 0.20), (0.30, 0.60, 0.85), (0.45, 0.25, 0.10)], np.float32)


@dataclass(frozen=True)
class Animal:
    """A kind of animal, by how common each variety of its traits is."""

    ears: Mixture
    muzzle: Mixture
    eyes: Mixture
    width: tuple[float, float] = (1.0, 0.08)
    """Of the head against its height: mean and deviation."""
    coats: Mixture | None = None
    """All alike common where none is given."""
    striped: float = 0.2
    """How often; so the next ones."""
    patched: float = 0.2
    pale_muzzle: float = 0.4
    whiskers: float = 0.0
    tongue: float = 0.0
    horns: float = 0.0
    pink_nose: float = 0.2


CAT = Animal(
    ears={"pointed": 0.95, "round": 0.05},
    muzzle={"short": 0.97, "long": 0.03},
    eyes={"slit": 0.5, "round": 0.5},
    width=(1.08, 0.07),
    coats={"black": 0.22, "grey": 0.32, "white": 0.08, "brown": 0.07, "ginger": 0.25, "cream": 0.06},
    striped=0.35,
    patched=0.2,
    whiskers=0.4,
    tongue=0.1,
    pink_nose=0.3,
)
DOG = Animal(
    ears={"floppy": 0.80, "pointed": 0.10, "side": 0.10},
    muzzle={"long": 0.95, "short": 0.05},
    eyes={"slit": 0.5, "round": 0.5},
    width=(0.98, 0.08),
    coats={"black": 0.15, "grey": 0.04, "white": 0.17, "brown": 0.35, "ginger": 0.05, "cream": 0.24},
    striped=0.12,
    patched=0.35,
    whiskers=0.4,
    tongue=0.1,
    pink_nose=0.3,
)


@dataclass
class Scene:
    """How far the pictures of animals differ beside their traits: standard deviations and shares."""

    size: tuple[float, float]
    """Half the head's height, smallest and largest, in the picture's units."""
    place: float
    turn: float
    """In radians."""
    clutter: int
    """Things in the background."""
    hidden: float
    """How often something stands before the animal."""
    look: float = 0.22
    """How far the face turns aside."""
    vivid: float = 1.0
    """How far the colours of the background and of what lies about there are from grey; 1 for any colour."""
    fur: float = 0.10
    """Contrast of the fur."""
    light: tuple[float, float] = field(default=(0.55, 1.15))


SCENE = Scene(size=(0.32, 0.56), place=0.12, turn=0.8, look=0.15, clutter=1, hidden=0.05, vivid=0.15, light=(0.7, 1.1))
"""Of cats and dogs. What augmentation varies (turn, side, size) differs much between the pictures, what it leaves
alone (colours, things that lie about) little: else a network learns the pictures by heart in spite of it."""


class Traits:
    """The numbers of so many animals of one kind: one array each."""

    def __init__(self, animal: Animal, pictures: int, rng: np.random.Generator) -> None:
        self._pictures, self._rng = pictures, rng
        self.animal = animal
        self.ear = self._drawn(EARS, animal.ears)
        self.muzzle_kind = self._kinds(animal.muzzle)
        self.muzzle = self._numbers(MUZZLES, self.muzzle_kind)
        self.eye = self._drawn(EYES, animal.eyes)
        self.width = self.normal(*animal.width)
        self.coat, self.second = self._coat(), self._coat()

    def normal(self, mean: float, deviation: float) -> Array:
        """Of that mean and standard deviation."""
        return self._rng.normal(mean, deviation, self._pictures).astype(np.float32)

    def uniform(self, low: float, high: float) -> Array:
        """Evenly between two numbers."""
        return self._rng.uniform(low, high, self._pictures).astype(np.float32)

    def some(self, share: float) -> Array:
        """1 for a share of the animals, 0 for the others."""
        return (self._rng.random(self._pictures) < share).astype(np.float32)

    def colour(self, low: float = 0.0, high: float = 1.0) -> Array:
        """Any colour, (pictures, 3)."""
        return self._rng.uniform(low, high, (self._pictures, 3)).astype(np.float32)

    def iris(self) -> Array:
        """A colour of eyes, (pictures, 3)."""
        return IRISES[self._rng.integers(0, len(IRISES), self._pictures)]

    def _coat(self) -> Array:
        mixture = self.animal.coats
        drawn = self._kinds(mixture) if mixture else self._rng.choice(np.array(list(COATS)), self._pictures)
        coats = np.array([COATS[kind] for kind in drawn], np.float32)
        return (coats + self._rng.normal(0, 0.05, coats.shape)).clip(0.03, 0.97).astype(np.float32)

    def _kinds(self, mixture: Mixture) -> Array:
        return self._rng.choice(np.array(list(mixture)), self._pictures, p=list(mixture.values()))

    def _drawn(self, table: Mapping[str, tuple[tuple[float, float], ...]], mixture: Mixture) -> Array:
        return self._numbers(table, self._kinds(mixture))

    def _numbers(self, table: Mapping[str, tuple[tuple[float, float], ...]], kinds: Array) -> Array:
        """One row a number of the table, one column an animal."""
        spreads = np.array([table[kind] for kind in kinds], np.float32)
        noise = self._rng.normal(0, 1, spreads.shape[:2]).astype(np.float32)
        return (spreads[..., 0] + spreads[..., 1] * noise).T


def draw_animals(animal: Animal, pictures: int, side: int, rng: np.random.Generator, scene: Scene = SCENE) -> Array:
    """So many pictures of one kind of animal, uint8 of shape (pictures, side, side, 3)."""
    canvas, traits = Canvas(pictures, side), Traits(animal, pictures, rng)
    draw_background(canvas, rng, scene.clutter, scene.vivid)
    size = traits.uniform(*scene.size)
    x = traits.normal(0, scene.place).clip(-0.4, 0.4)
    y = traits.normal(-0.02, scene.place).clip(-0.35, 0.35)
    head = canvas.frame.inner(x, y, size, traits.normal(0, scene.turn), widen=traits.width)
    fur = _fur(canvas, head, traits, scene, rng)
    _body(canvas, canvas.frame.inner(x, y, size), traits, fur)
    aside = traits.normal(0, scene.look).clip(-0.45, 0.45)
    _ears(canvas, head, traits, fur, aside)
    canvas.paint(head.blob(0, 0, 1, 1), fur)
    _muzzle(canvas, head, traits, fur, aside)
    _eyes(canvas, head, traits, aside)
    _foreground(canvas, traits, scene)
    _light(canvas, rng, scene, traits)
    return canvas.bytes()


def draw_background(canvas: Canvas, rng: np.random.Generator, clutter: int, vivid: float = 1.0) -> None:
    """Two colours that run into each other, a texture, and things that lie about."""
    pictures, _, side, _ = canvas.colours.shape

    def colour() -> Array:
        drawn = rng.uniform(0.05, 0.95, (pictures, 3, 1, 1)).astype(np.float32)
        if vivid == 1:
            return drawn
        grey: Array = drawn.mean(axis=1, keepdims=True)
        return grey + np.float32(vivid) * (drawn - grey)

    blend = 1 / (1 + np.exp(-3 * clouds(rng, pictures, side, 2, 1.5)))[:, None]
    texture = (clouds(rng, pictures, side, 3, 12.0) * each(rng.uniform(0, 0.12, pictures)))[:, None]
    canvas.colours[:] = colour() * blend + colour() * (1 - blend) + texture
    for number in range(clutter):
        x, y = rng.uniform(-1, 1, (2, pictures)).astype(np.float32)
        size = rng.uniform(0.05, 0.4, pictures).astype(np.float32)
        tone = colour()[..., 0, 0]
        if number % 3 == 0:
            cover = canvas.frame.blob(x, y, size, size * rng.uniform(0.3, 1.0, pictures).astype(np.float32))
        else:
            across, down = rng.normal(0, 0.5, (2, pictures)).astype(np.float32)
            thick = size * np.float32(0.4)
            cover = canvas.frame.limb(x, y, x + across, y + down, thick, thick * 0.3 * (number % 3))
        canvas.paint(cover, tone)


def _fur(canvas: Canvas, head: Frame, traits: Traits, scene: Scene, rng: np.random.Generator) -> Array:
    """The coat's colour at each pixel, (pictures, 3, side, side)."""
    pictures, _, side, _ = canvas.colours.shape
    bands = np.sin(head.u * each(traits.uniform(5, 10)) + 2 * np.sin(head.v * 3) + each(traits.uniform(0, 6)))
    stripes = np.clip(bands * 3, 0, 1) * each(traits.some(traits.animal.striped) * traits.uniform(0.3, 0.6))
    patches = np.clip(clouds(rng, pictures, side, 3, 4.0) * 4, 0, 1) * each(traits.some(traits.animal.patched))
    coat = traits.coat[:, :, None, None] * (1 - stripes[:, None])
    coat = coat + patches[:, None] * (traits.second[:, :, None, None] - coat)
    hair = rng.normal(0, scene.fur, (pictures, 1, side, side)).astype(np.float32)
    rounding = np.clip(1.08 - 0.22 * (head.u**2 + head.v**2), 0.6, 1.1)[:, None]
    fur: Array = coat * rounding * (1 + hair) + hair * 0.2
    return fur


def _body(canvas: Canvas, below: Frame, traits: Traits, fur: Array) -> None:
    lean = traits.normal(0, 0.5)
    canvas.paint(below.limb(0, 0.4, lean, 2.4, 0.7, traits.uniform(0.9, 1.4)), fur * 0.85)
    canvas.paint(below.limb(lean, 1.6, lean + traits.normal(0, 0.9), 2.6, 0.3, 0.25), fur * 0.75)


def _ears(canvas: Canvas, head: Frame, traits: Traits, fur: Array, aside: Array) -> None:
    length, foot, tip, angle, place = traits.ear
    inside = np.clip(traits.coat * 0.6 + np.array((0.35, 0.18, 0.16), np.float32), 0, 1)
    for side in (-1.0, 1.0):
        turned = angle + traits.normal(0, 0.1)
        near = 1 + side * aside * 0.5
        x, y = side * np.sin(place) * 0.85 + aside * 0.2, -np.cos(place) * 0.85
        reach = length * near.clip(0.5, 1.3)
        end_x, end_y = x + side * np.sin(turned) * reach, y - np.cos(turned) * reach
        canvas.paint(head.limb(x, y, end_x, end_y, foot, tip), fur * 0.9)
        inner = head.limb(x, y, x + (end_x - x) * 0.8, y + (end_y - y) * 0.8, foot * 0.6, tip * 0.5)
        canvas.paint(inner * each(traits.uniform(0.2, 0.8) * (angle < 2)), inside)
        horn = head.limb(side * 0.3, -0.8, side * 0.55, -1.45, 0.11, 0.03)
        canvas.paint(horn * each(traits.some(traits.animal.horns)), traits.colour(0.55, 0.75))


def _muzzle(canvas: Canvas, head: Frame, traits: Traits, fur: Array, aside: Array) -> None:
    half, high, low, nose = traits.muzzle
    x = aside * (0.7 + high)
    pale = fur + each(traits.some(traits.animal.pale_muzzle))[:, None] * (0.85 - fur) * 0.7
    beak = traits.muzzle_kind == "beak"
    canvas.paint(head.blob(x, low, half * 1.12, high * 1.1) * each(~beak), fur * 0.72)
    canvas.paint(head.blob(x, low, half, high) * each(~beak), pale * 1.06)
    canvas.paint(head.limb(x, low - 0.2, x, low + 0.3, 0.2, 0.02) * each(beak), np.float32(1) * _beak(traits))
    disc = traits.muzzle_kind == "disc"
    top = np.where(disc, low, low - high * 0.45)
    pink = traits.some(traits.animal.pink_nose)[:, None]
    tone = pink * np.array((0.85, 0.52, 0.50), np.float32) + (1 - pink) * np.array((0.10, 0.08, 0.08), np.float32)
    tone = np.where(disc[:, None], inside_out(traits.coat), tone)
    tongue = head.blob(x, low + high * 0.9, 0.13, 0.24)
    canvas.paint(tongue * each(traits.some(traits.animal.tongue)), np.array([(0.88, 0.40, 0.45)], np.float32))
    canvas.paint(head.blob(x, top, nose * 1.25, nose * 0.85), tone)
    for side in (-1.0, 1.0):
        nostril = head.blob(x + side * nose * 0.5, top, nose * 0.2, nose * 0.4) * each(disc)
        canvas.paint(nostril, traits.coat * 0.25)
        mouth = head.limb(x, low + high * 0.25, x + side * half * 0.6, low + high * 0.5, 0.035, 0.02)
        canvas.paint(mouth * each(~beak) * 0.8, traits.coat * 0.25)
    _whiskers(canvas, head, traits, x, low, half)


def inside_out(coat: Array) -> Array:
    """The bare skin that goes with a coat."""
    return np.clip(coat * 0.5 + np.array((0.45, 0.25, 0.25), np.float32), 0, 1)


def _beak(traits: Traits) -> Array:
    return np.array((0.9, 0.6, 0.15), np.float32) * traits.uniform(0.4, 1.0)[:, None]


def _whiskers(canvas: Canvas, head: Frame, traits: Traits, x: Array, low: Array, half: Array) -> None:
    strength = traits.some(traits.animal.whiskers) * traits.uniform(0.4, 0.9)
    tone = np.repeat(traits.uniform(0.75, 1.0)[:, None], 3, axis=1)
    for side in (-1.0, 1.0):
        for rise in (-0.12, 0.1):
            hair = head.limb(x + side * half * 0.6, low, x + side * (half + 0.75), low + rise * 2, 0.022, 0.012)
            canvas.paint(hair * each(strength), tone)


def _eyes(canvas: Canvas, head: Frame, traits: Traits, aside: Array) -> None:
    size, apart, pupil, colourful = traits.eye
    dark = np.array([(0.06, 0.05, 0.05)], np.float32)
    iris = dark + colourful.clip(0, 1)[:, None] * (traits.iris() - dark)
    closed = traits.some(0.06)
    y = traits.normal(-0.12, 0.05)
    for side in (-1.0, 1.0):
        x = side * apart + aside * 0.75
        width = size * (1 + side * aside * 0.5)
        high = size * np.where(closed > 0, 0.2, 0.85)
        canvas.paint(head.blob(x, y, width * 1.18, high * 1.18), traits.coat * 0.3)
        canvas.paint(head.blob(x, y, width, high), iris)
        canvas.paint(head.blob(x, y, width * pupil.clip(0.15, 1) * 0.8, high * 0.85), dark)
        canvas.paint(head.blob(x - 0.05, y - 0.06, 0.045, 0.045) * each(1 - closed), 1.0)


def _foreground(canvas: Canvas, traits: Traits, scene: Scene) -> None:
    x, y = traits.uniform(-1, 1), traits.uniform(-0.2, 1)
    across, down = traits.normal(0, 0.7), traits.normal(0, 0.5)
    cover = canvas.frame.limb(x, y, x + across, y + down, traits.uniform(0.04, 0.16), traits.uniform(0.02, 0.1))
    canvas.paint(cover * each(traits.some(scene.hidden)), traits.colour(0.1, 0.9))


def _light(canvas: Canvas, rng: np.random.Generator, scene: Scene, traits: Traits) -> None:
    """Brightness, contrast, a tint and a shadow from one side."""
    tint = traits.uniform(*scene.light)[:, None] * (1 + rng.normal(0, 0.07, (len(traits.width), 3)))
    canvas.colours *= tint[:, :, None, None].astype(np.float32)
    lit = each(traits.normal(0, 0.15)) * canvas.frame.u + each(traits.normal(0, 0.15)) * canvas.frame.v
    canvas.shade(1 + lit)
    canvas.colours += rng.normal(0, 0.02, canvas.colours.shape).astype(np.float32)
