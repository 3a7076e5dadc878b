"""Figures with Korean text, in both kinds of wall, and from a kernel that starts warm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.nursery import quests
from tests.nursery.hosting import hosting
from tests.sandbox.scenes import Outcome

Play = Callable[..., Outcome]

START = """
import logging, warnings
import matplotlib.pyplot as plt

warnings.simplefilter("error")
# What it cannot find, Matplotlib only logs.
said = []
logging.getLogger("matplotlib").addHandler(logging.Handler())
logging.getLogger("matplotlib").handlers[-1].emit = said.append
"""
DRAW = """
figure, axes = plt.subplots()
axes.plot([-1, 1], label="검증 손실")
axes.set_xlabel("에포크")
axes.set_title("정확도와 손실", weight="bold")
axes.legend()
"""
SAVE = """
figure.savefig("figure.png")
plt.close()
print([record.getMessage() for record in said])
"""
OWN = """
plt.rc("font", family="NanumGothic")
plt.rc("axes", unicode_minus=False)
"""


@pytest.mark.parametrize("own", ["", OWN], ids=["as it is", "a font of the learner's"])
def test_korean_text_and_the_minus_sign_are_drawn_without_a_warning(play: Play, own: str) -> None:
    outcome = play([START + own, DRAW + SAVE, DRAW + "plt.show()"])
    assert outcome.states == ["ok", "ok", "ok"], outcome.cells
    assert outcome.outputs[1:] == ["[]\n", "<Figure size 640x480 with 1 Axes>"]


@pytest.mark.xdist_group("nursery")
def test_a_warm_kernel_draws_it_too() -> None:
    with hosting("rootless") as host:
        host.keep()
        assert host.warm() == 0
        quest = quests.small(host.place / "quests" / "small")
        graded = host.grade(quest, quests.answered(f"{START}{DRAW}{SAVE}{quests.RIGHT}"))
        assert (graded.start, graded.report["score"]) == ("warm", 10)
        assert graded.outputs["id-add"] == "[]\n"
