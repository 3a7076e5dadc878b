"""Parents are replaced: when they are worn, when their quest is, when there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.nursery import quests
from tests.nursery.hosting import Host, hosting, until

FIRST = "x = 1"
DEADLY = "kernel = getattr(get_ipython(), 'kernel', None)\nif kernel is None:\n    import os\n    os._exit(3)"
"""Ends a parent, and no kernel."""
ROOM_FOR_ONE = 900 * 2**20
"""Bytes: a parent that has imported TensorFlow holds about 600 MB."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """One kind is enough here: how walls are built is no part of this."""
    with hosting("rootless") as made:
        yield made


def grade(host: Host, quest: Path, *first: str) -> str:
    """Grade a right answer; how it started."""
    graded = host.grade(quest, quests.answered(quests.RIGHT, *first))
    assert graded.report["score"] == 10
    return graded.start


def test_after_so_many_forks(host: Host) -> None:
    host.keep(forks=2, quest_warm=False)
    host.warm(), host.warm(kind="judge")
    quest = quests.small(host.place / "quests" / "worn", FIRST, slug="dlp-02-worn")
    worn = {p.pid for p in host.parents()}
    for _ in range(2):
        assert grade(host, quest, FIRST) == "warm"
    until(lambda: len(host.parents()) == 2 and worn.isdisjoint(p.pid for p in host.parents()), 90, "successors stand")
    assert grade(host, quest, FIRST) == "warm"


def test_when_their_quest_has_a_new_release_and_when_there_is_no_room_for_two(host: Host) -> None:
    host.keep(memory=ROOM_FOR_ONE)
    host.warm()
    place = host.place / "quests"
    quests_ = [
        quests.small(place / "release-1", FIRST, slug="dlp-02-release"),
        quests.small(place / "release-2", "x = 2", slug="dlp-02-release"),
        quests.small(place / "another", FIRST, slug="dlp-02-another"),
    ]
    for quest, first in zip(quests_, (FIRST, "x = 2", FIRST), strict=True):
        assert host.warm(quest) == 1
        assert grade(host, quest, first) == "quest-warm"
        until(lambda: len(host.parents()) <= 3, 30, "the one before is gone")


def test_one_that_cannot_get_ready_leaves_grading_right_and_is_not_tried_again_at_once(host: Host) -> None:
    host.keep()
    host.warm()
    quest = quests.small(host.place / "quests" / "deadly", DEADLY, slug="dlp-02-deadly")
    tried = host.log.count("kernel-tensorflow-dlp-02-deadly")
    assert [grade(host, quest, DEADLY) for _ in range(2)] == ["warm", "warm"]
    until(lambda: host.log.count("kernel-tensorflow-dlp-02-deadly") > tried, 60, "the parent ends")
    told = host.log.count("kernel-tensorflow-dlp-02-deadly")
    assert [grade(host, quest, DEADLY) for _ in range(2)] == ["warm", "warm"]
    assert host.log.count("kernel-tensorflow-dlp-02-deadly") == told


def test_one_that_alone_holds_more_than_all_may_is_not_kept(host: Host) -> None:
    host.keep(memory=2**20)
    host.warm()
    quest = quests.small(host.place / "quests" / "large", FIRST, slug="dlp-02-large")
    assert host.warm(quest) is None
    assert grade(host, quest, FIRST) == "warm"
