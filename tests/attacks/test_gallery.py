"""The attack gallery: every attack gets what it earned, harms nobody, and leaves nothing.

Each file of ``gallery`` says what it tries and what must happen. All are played through the real pipeline, by a worker
that is root and by one that is an ordinary user, and the machine is looked at afterwards from outside.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.attack import Attack, AttackInvalid, gallery, read
from tests.attacks.stage import Stage
from tests.sandbox.conftest import KINDS

MB = 2**20
MAX_EVIDENCE = 1100 * MB
MAX_KEPT_MEMORY = 400 * MB


def starts(attack: Attack) -> list[str]:
    """How kernels start: cold, or forked from a parent, which may have run the quest's own first cells.

    The walls of a cold kernel and of a fork are built in different ways, so what attacks a wall is played in both;
    all else meets the same worker and the same judge however it started. ATTACKS=every plays everything in every way.
    """
    if attack.kind == "unwelcome":
        return ["cold"]
    # A parent of a quest's own has the quest's limits, and is for uploads that are made from its starter.
    own = attack.quest == "sums" and attack.kind == "cell" and not {"seconds", "memory_mb"} & set(attack.limits)
    warmest = "quest-warm" if own else "warm"
    if os.environ.get("ATTACKS") == "every":
        return list(dict.fromkeys(["cold", "warm", warmest]))
    return ["cold", warmest] if attack.name.startswith(("peek/", "escape/")) else [warmest]


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.xdist_group(f"as-{kind}")) for kind in KINDS])
@pytest.mark.parametrize(
    ("attack", "start"),
    [
        pytest.param(attack, start, id=f"{attack.name}-{start}")
        for start in ("cold", "warm", "quest-warm")
        for attack in gallery()
        if start in starts(attack)
    ],
)
def test_it_gets_what_it_earned_and_leaves_nothing(
    attack: Attack, start: str, kind: str, stages: Callable[[str], Stage]
) -> None:
    for _ in range(2 if attack.twice else 1):
        outcome = stages(kind).play(attack, start)
        judged_as_said(attack, outcome)
        assert outcome["run"] is None or outcome["run"]["start"] == start or attack.kind != "cell"
        assert outcome["left"] == []
        assert outcome["reached"] == []
        assert outcome["memory"] < MAX_KEPT_MEMORY
        only_plain_files(outcome["evidence"])
        if attack.beside:
            assert outcome["neighbour_was_there"]
            assert outcome["neighbour"]["run"]["ended_by"] == "finished", outcome["neighbour"]
            assert outcome["neighbour"]["report"]["score"] == 10, outcome["neighbour"]


def judged_as_said(attack: Attack, outcome: dict[str, Any]) -> None:
    report, run = outcome["report"], outcome["run"] or {}
    told = [report["reason"], *(finding["message"]["en"] for finding in report["findings"])]
    told += [cell["error"] for cell in run.get("cells", [])]
    assert (report["state"], report["fault"]) == (attack.state, attack.fault), told
    assert attack.score is None or report["score"] == attack.score, (run.get("ended_by"), told)
    assert attack.ended_by in (None, run.get("ended_by")), told
    assert attack.notice in (None, *(notice["code"] for notice in report["notices"])), told


def only_plain_files(evidence: Path) -> None:
    kept = list(evidence.rglob("*"))
    assert all((path.is_file() or path.is_dir()) and not path.is_symlink() for path in kept)
    assert sum(path.stat().st_size for path in kept) < MAX_EVIDENCE


def test_the_gallery_is_as_large_as_it_is_said_to_be() -> None:
    assert len(gallery()) >= 60


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("# tries: to get in\n# score: 1\n", r"lacks \['must'\]"),
        ("# tries: to get in\n# must: fail\n", "say the score"),
        ("# tries: to get in\n# must: fail\n# score: one\n", "is no JSON"),
        ("# tries: to get in\n# must: fail\n# score: 1\n# points: 1\n", r"unknown \['points'\]"),
        ('# tries: to get in\n# must: fail\n# score: 1\n# limits: {"minutes": 1}\n', r"no such limits: \['minutes'\]"),
        ("# tries: to get in\n# must: fail\n# score: 1\n# kind: letter\n", "kind is one of"),
    ],
)
def test_a_head_that_cannot_be_read_says_why(head: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "gallery" / "group" / "attack.py"
    file.parent.mkdir(parents=True)
    file.write_text(head + "x = 1\n")
    with pytest.raises(AttackInvalid, match=words):
        read(file)
