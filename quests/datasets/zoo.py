"""What the small pretrained base has learned to tell apart: animals and things, but neither cats nor dogs.

The animals have ears, muzzles and eyes as cats and dogs have them, in other combinations. So whoever
can tell these apart has learned to see such parts, and nothing of the question that the base is then used for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from quests.datasets.animals import EARS, EYES, MUZZLES, Animal, Scene, draw_animals, draw_background
from quests.datasets.canvas import Array, Canvas, Frame, each

ANIMALS: Mapping[str, Animal] = {
    "fox": Animal({"pointed": 1.0}, {"long": 1.0}, {"slit": 1.0}, (0.95, 0.07), pale_muzzle=0.8),
    "bat": Animal({"pointed": 1.0}, {"short": 1.0}, {"round": 1.0}, (0.98, 0.07)),
    "goat": Animal({"floppy": 1.0}, {"long": 1.0}, {"slit": 1.0}, (0.88, 0.06), horns=0.5),
    "lop rabbit": Animal({"floppy": 1.0}, {"short": 1.0}, {"round": 1.0}, whiskers=0.5, pink_nose=0.6),
    "rabbit": Animal({"long": 1.0}, {"short": 1.0}, {"round": 1.0}, whiskers=0.5, pink_nose=0.6),
    "donkey": Animal({"long": 1.0}, {"broad": 1.0}, {"round": 1.0}, (0.85, 0.06), pale_muzzle=0.7),
    "mouse": Animal({"round": 1.0}, {"short": 1.0}, {"slit": 1.0}, whiskers=0.7, pink_nose=0.7),
    "bear": Animal({"round": 1.0}, {"long": 1.0}, {"small": 1.0}, (1.05, 0.07), pink_nose=0.0),
    "pig": Animal({"side": 0.5, "floppy": 0.5}, {"disc": 1.0}, {"round": 1.0}, (1.08, 0.07)),
    "boar": Animal({"pointed": 1.0}, {"disc": 1.0}, {"small": 1.0}, striped=0.5),
    "cow": Animal({"side": 1.0}, {"broad": 1.0}, {"round": 1.0}, (0.9, 0.06), patched=0.6, horns=0.8),
    "deer": Animal({"side": 1.0}, {"long": 1.0}, {"round": 1.0}, (0.85, 0.06), horns=0.3),
    "sheep": Animal({"side": 1.0}, {"short": 1.0}, {"slit": 1.0}, (0.92, 0.06), patched=0.1, striped=0.0),
    "owl": Animal({"small": 0.5, "pointed": 0.5}, {"beak": 1.0}, {"wide": 1.0}, (1.05, 0.06), striped=0.4),
    "otter": Animal({"small": 1.0}, {"short": 1.0}, {"small": 1.0}, (1.1, 0.07), whiskers=0.8),
    "seal": Animal({"small": 1.0}, {"long": 1.0}, {"wide": 1.0}, (1.0, 0.07), whiskers=0.6),
}
NEAR = Scene(size=(0.45, 0.70), turn=0.2, place=0.08, look=0.12, clutter=2, hidden=0.0)
FAR = Scene(size=(0.34, 0.60), turn=0.7, place=0.15, clutter=4, hidden=0.1)
"""Half of the animals are near and hold still, so that there is something to learn from at first."""


def _ball(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.blob(0, 0, 0.9, 0.9), colours[0])
    canvas.paint(thing.blob(0, 0, 0.9, 0.25), colours[1])


def _ring(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.blob(0, 0, 0.95, 0.95) * (1 - thing.blob(0, 0, 0.5, 0.5)), colours[0])


def _house(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.between(np.abs(thing.u) * 0.9 - 1, each(0.0)) * (np.abs(thing.u) < 1.1), colours[0])
    canvas.paint(thing.box(0, 0.45, 0.85, 0.5), colours[1])
    canvas.paint(np.maximum(thing.box(-0.4, 0.6, 0.18, 0.35), thing.box(0.35, 0.4, 0.2, 0.2)), colours[2])


def _tree(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.limb(0, 1.1, 0, -0.2, 0.18, 0.12), colours[0])
    for x, y in ((-0.4, -0.2), (0.4, -0.25), (0, -0.65)):
        canvas.paint(thing.blob(x, y, 0.5, 0.45), colours[1])


def _flower(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.limb(0, 0, 0.1, 1.3, 0.08, 0.08), colours[2])
    for angle in np.linspace(0, 2 * np.pi, 6, endpoint=False):
        canvas.paint(thing.blob(0.5 * np.cos(angle), 0.5 * np.sin(angle), 0.34, 0.34), colours[0])
    canvas.paint(thing.blob(0, 0, 0.28, 0.28), colours[1])


def _fish(canvas: Canvas, thing: Frame, colours: Array) -> None:
    canvas.paint(thing.limb(0.5, 0, 1.15, 0, 0.05, 0.4), colours[1])
    canvas.paint(thing.blob(0, 0, 0.85, 0.45), colours[0])
    canvas.paint(thing.blob(-0.5, -0.1, 0.1, 0.1), colours[2])


THINGS: Mapping[str, Callable[[Canvas, Frame, Array], None]] = {
    "ball": _ball,
    "ring": _ring,
    "house": _house,
    "tree": _tree,
    "flower": _flower,
    "fish": _fish,
}

NAMES: tuple[str, ...] = (*ANIMALS, *THINGS)
"""What there is, in the order of the labels."""


def questions() -> dict[str, Array]:
    """What is to be told of a picture, by the question: the right shares of the answers, (classes, answers).

    Of each picture what it shows; of an animal also its ears, its muzzle and its eyes: a network learns sooner
    what to look for when it is told what it should have seen.
    """
    answers = {"what": np.eye(len(NAMES), dtype=np.float32)}
    for part, table in (("ears", EARS), ("muzzle", MUZZLES), ("eyes", EYES)):
        shares = [[getattr(animal, part).get(kind, 0.0) for kind in table] + [0.0] for animal in ANIMALS.values()]
        nothing = [0.0] * len(table) + [1.0]
        answers[part] = np.array(shares + [nothing] * len(THINGS), np.float32)
    return answers


def draw(name: str, pictures: int, side: int, rng: np.random.Generator) -> Array:
    """So many pictures of one class, uint8 of shape (pictures, side, side, 3).

    Raises:
        KeyError: there is no such class.
    """
    if name in ANIMALS:
        near, far = (
            draw_animals(ANIMALS[name], count, side, rng, scene)
            for count, scene in ((pictures // 2, NEAR), (pictures - pictures // 2, FAR))
        )
        return np.concatenate([near, far])
    canvas = Canvas(pictures, side)
    draw_background(canvas, rng, clutter=FAR.clutter)
    x, y = rng.uniform(-0.4, 0.4, (2, pictures))
    thing = canvas.frame.inner(x, y, rng.uniform(0.24, 0.55, pictures), rng.normal(0, 0.35, pictures))
    THINGS[name](canvas, thing, rng.uniform(0.05, 0.95, (3, pictures, 3)))
    canvas.colours *= rng.uniform(0.6, 1.1, (pictures, 3, 1, 1)).astype(np.float32)
    canvas.colours += rng.normal(0, 0.04, canvas.colours.shape).astype(np.float32)
    return canvas.bytes()
