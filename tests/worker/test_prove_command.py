"""``manage.py prove``, as its users run it."""

from __future__ import annotations

import json
from pathlib import Path

from tests import processes
from tests.graders.folders import QUEST_TOML, sums, write_quest

TOML = QUEST_TOML.replace("[[wrong]]", '[runtime]\nbackend = "none"\n\n[[wrong]]')
LENIENT = sums("def add(a, b):\n    spare = 30\n    return a + b")


def test_it_tells_what_survives_writes_a_page_and_knows_it_all_the_next_time(tmp_path: Path) -> None:
    quest = write_quest(tmp_path / "quest", quest_toml=TOML, solution_ipynb=LENIENT)
    home, written = tmp_path / "home", tmp_path / "proofs.md"
    command: list[str | Path] = ["manage.py", "prove", quest, "--mutants", "--jobs", "2"]
    first = processes.run([*command, "--report", written], home, timeout=500)
    assert first.returncode == 1, first.stderr
    assert "  solution.ipynb                       10/10" in first.stdout
    assert "SURVIVES: Another number" in first.stdout
    assert "    + spare = 60" in first.stdout
    assert "mutants: 1 of 3 tried are noticed (33%), of 3 there are" in first.stdout
    assert "0 of 1 quests proven." in first.stdout
    assert "| survivor | change | why it may |" in written.read_text("utf-8")

    again = processes.run([*command, "--language", "ko"], home, timeout=500)
    assert again.returncode == 1, again.stderr
    assert again.stdout.count("이전 결과") == 3
    assert "전체 3개 중 3개를 시험해 1개를 걸러 냈습니다(33%)" in again.stdout

    alone = processes.run(["manage.py", "prove", quest, "--json"], home, timeout=500)
    assert alone.returncode == 0, alone.stderr
    [proof] = json.loads(alone.stdout)
    assert proof["held"]
    assert proof["mutants"] is None
    assert [entry["cached"] for entry in proof["entries"]] == [True, True, True]


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    ended = processes.run(["manage.py", "prove", "dlp-02-sums", "--jobs", "0"], tmp_path / "home")
    assert ended.returncode == 2
    assert "--jobs" in ended.stderr
