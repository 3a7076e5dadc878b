"""``manage.py prove``, as its users run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from graders.loading import load
from graders.mutants import mutants
from tests import processes
from tests.graders.folders import QUEST_TOML, sums, write_quest
from worker.management.commands import prove

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


@pytest.mark.parametrize("option", ["--jobs", "--tried"])
@pytest.mark.parametrize("given", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused_with_what_would_be_one(tmp_path: Path, option: str, given: str) -> None:
    with pytest.raises(CommandError, match=rf"{option}: '{given}' is no number from 1 on"):
        call_command("prove", "dlp-02-sums", f"{option}={given}")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This machine is in the way"), ("ko", "이 장비의 문제로 검증하지 못했습니다")]
)
def test_a_report_that_cannot_be_written_is_told_before_anything_is_run(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    settings.HOME = tmp_path / "home"
    quest, written = write_quest(tmp_path / "quest", quest_toml=TOML), tmp_path / "nowhere" / "proofs.md"
    with pytest.raises(SystemExit) as ended:
        call_command("prove", str(quest), "--report", str(written), "--language", language)
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (3, "")
    assert words in said.err
    assert str(written) in said.err
    assert not settings.HOME.exists()


def test_a_home_that_cannot_be_written_is_this_machines_fault(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    (settings.HOME / "proofs").write_text("in the way")
    with pytest.raises(SystemExit) as ended:
        call_command("prove", str(write_quest(tmp_path / "quest", quest_toml=TOML)))
    assert ended.value.code == 3
    assert "This machine is in the way" in capsys.readouterr().err


def test_data_are_made_before_any_notebook_is_run(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    (settings.HOME / "data").write_text("in the way")
    about = TOML.replace('backend = "none"', 'backend = "none"\ndata = ["boston_housing"]')
    with pytest.raises(SystemExit) as ended:
        call_command("prove", str(write_quest(tmp_path / "quest", quest_toml=about)))
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (3, "")
    assert "boston_housing" in said.err


def test_survivors_that_a_quest_lists_count_among_the_runs_to_come(tmp_path: Path) -> None:
    quest = load(write_quest(tmp_path / "quest", quest_toml=TOML, solution_ipynb=LENIENT))
    ids = [mutant.id for mutant in mutants(quest)]
    listed = "".join(
        f'\n[[survivor]]\nmutant = "{name}"\nabout = {{ en = "Not used.", ko = "쓰지 않습니다." }}\n' for name in ids
    )
    every = load(write_quest(tmp_path / "every", quest_toml=TOML + listed, solution_ipynb=LENIENT))
    assert [prove._runs(quest, count) for count in (0, 1, 20)] == [3, 4, 3 + len(ids)]
    assert [prove._runs(every, count) for count in (0, 1, 20)] == [3, 3 + len(ids), 3 + len(ids)]
