"""``manage.py grade`` and ``manage.py prove``, as an operator or a script uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import processes
from tests.graders.folders import sums, write_quest

RIGHT = "def add(a, b):\n    return a + b"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation's folder with no database, no Redis and no secret in it yet."""
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_quest(tmp_path / "quest")


def notebook(tmp_path: Path, answer: str) -> Path:
    path = tmp_path / "answer.ipynb"
    path.write_bytes(sums(answer))
    return path


def test_a_graded_notebook_ends_with_0_and_only_json_on_stdout(home: Path, folder: Path, tmp_path: Path) -> None:
    done = processes.run(["manage.py", "grade", folder, notebook(tmp_path, RIGHT), "--json"], home)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["state"], report["score"], report["max_score"], report["fault"]) == ("graded", 10, 10, None)
    assert {"criterion", "state", "points", "message", "cell", "line"} <= set(report["findings"][0])
    assert "diagnosis" in report
    assert "add" in done.stderr, "progress goes to stderr"


def test_it_needs_no_database_and_makes_none(home: Path, folder: Path, tmp_path: Path) -> None:
    done = processes.run(
        ["manage.py", "grade", folder, notebook(tmp_path, RIGHT)], home, DATABASE_URL="postgres://nowhere"
    )
    assert done.returncode == 0, done.stderr
    assert not list(home.glob("*.sqlite3"))


def test_a_wrong_answer_is_explained_in_korean_too(home: Path, folder: Path, tmp_path: Path) -> None:
    path = notebook(tmp_path, "def add(a, b):\n    return a - b")
    done = processes.run(["manage.py", "grade", folder, path, "--language", "ko"], home)
    assert done.returncode == 0, done.stderr
    assert "미통과" in done.stdout or "일부 통과" in done.stdout
    assert "점수: 10점 만점에" in done.stdout


def test_kept_evidence_holds_the_report(home: Path, folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    command: list[str | Path] = ["manage.py", "grade", folder, notebook(tmp_path, RIGHT), "--keep", kept]
    assert processes.run(command, home).returncode == 0
    assert json.loads((kept / "report.json").read_text())["score"] == 10
    assert (kept / "executed.ipynb").is_file()
    again = processes.run(command, home)
    assert again.returncode == 2, "an earlier record is not written over"


def test_a_folder_that_cannot_be_made_is_told_before_the_run(home: Path, folder: Path, tmp_path: Path) -> None:
    path = notebook(tmp_path, RIGHT)
    done = processes.run(["manage.py", "grade", folder, path, "--keep", path / "kept", "--json"], home)
    assert done.returncode == 2, done.stderr
    assert "--keep" in json.loads(done.stdout)["reason"]
    assert not done.stderr, "nothing was run"


@pytest.mark.parametrize("kind", ["missing quest", "missing notebook", "no notebook"])
def test_bad_input_ends_with_2_and_a_report_that_says_why(kind: str, home: Path, folder: Path, tmp_path: Path) -> None:
    path = notebook(tmp_path, RIGHT)
    if kind == "no notebook":
        path.write_text("hello")
    quest = "dlp-99-nothing" if kind == "missing quest" else folder
    where = tmp_path / "nowhere.ipynb" if kind == "missing notebook" else path
    done = processes.run(["manage.py", "grade", quest, where, "--json"], home)
    report = json.loads(done.stdout)
    assert done.returncode == 2, done.stderr
    assert (report["state"], report["fault"]) == ("ended", "learner")
    assert report["reason"]


def test_a_broken_reference_ends_with_3(home: Path, tmp_path: Path) -> None:
    folder = write_quest(tmp_path / "quest", reference_py="def add(a, b):\n    raise RuntimeError\n")
    done = processes.run(["manage.py", "grade", folder, notebook(tmp_path, RIGHT), "--json"], home)
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["fault"] == "quest"


def test_a_good_quest_is_proven(home: Path, folder: Path) -> None:
    done = processes.run(["manage.py", "prove", folder, "--json"], home)
    assert done.returncode == 0, done.stdout + done.stderr
    [proof] = json.loads(done.stdout)
    assert [entry["notebook"] for entry in proof["entries"]] == [
        "solution.ipynb", "starter.ipynb", "wrong/subtracts.ipynb",
    ]  # fmt: skip
    assert proof["held"]


def test_a_quest_whose_wrong_answer_passes_is_not_proven(home: Path, tmp_path: Path) -> None:
    folder = write_quest(tmp_path / "quest", **{"wrong/subtracts_ipynb": sums("def add(a, b):\n    return b + a")})
    done = processes.run(["manage.py", "prove", folder], home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "too lenient" in done.stdout


def test_a_quest_whose_solution_is_wrong_is_not_proven(home: Path, tmp_path: Path) -> None:
    folder = write_quest(tmp_path / "quest", solution_ipynb=sums("def add(a, b):\n    return 0"))
    done = processes.run(["manage.py", "prove", folder], home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Not passed: add." in done.stdout
