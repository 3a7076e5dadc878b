"""What an instructor hears about a quest folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import QuestInvalid
from tests.graders.folders import QUEST_TOML, STARTER, code, notebook, sums, write_quest


def problems(folder: Path, **options: object) -> list[tuple[str, int | None, str]]:
    """Every problem of a folder: file, line, English words; the Korean ones must be there and differ."""
    with pytest.raises(QuestInvalid) as caught:
        load(folder, **options)  # type: ignore[arg-type]
    for problem in caught.value.problems:
        assert problem.message.ko
        assert problem.message.ko != problem.message.en
    return [(p.file, p.line, p.message.en) for p in caught.value.problems]


def line_of(needle: str, source: str = QUEST_TOML) -> int:
    return source[: source.index(needle)].count("\n") + 1


def with_toml(folder: Path, old: str, new: str) -> Path:
    assert old in QUEST_TOML
    return write_quest(folder, quest_toml=QUEST_TOML.replace(old, new))


def test_a_sound_folder_is_loaded(tmp_path):
    quest = load(write_quest(tmp_path))
    assert quest.slug == "dlp-02-sums"
    assert quest.max_points == 10
    assert quest.file.criterion[1].options["function"] == "add"
    assert [cell.grade_id for cell in quest.starter if cell.answer] == ["add"]


def test_the_digest_follows_every_file_but_what_python_and_jupyter_leave_behind(tmp_path):
    folder = write_quest(tmp_path)
    first = load(folder).digest
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "reference.cpython-311.pyc").write_bytes(b"x")
    assert load(folder).digest == first
    (folder / "reference.py").write_text("def add(a, b):\n    return b + a\n")
    assert load(folder).digest != first


def test_nothing_of_the_folder_is_executed(tmp_path):
    trap = tmp_path / "trap"
    shout = f"open({str(trap)!r}, 'w')\n"
    load(write_quest(tmp_path / "quest", reference_py=shout + "def add(a, b):\n    return a + b\n"))
    assert not trap.exists()


def test_toml_that_is_none_is_told_with_its_line(tmp_path):
    (found,) = problems(with_toml(tmp_path, 'id = "add"', "id = add"))
    assert found[:2] == ("quest.toml", line_of('id = "add"'))
    assert "TOML" in found[2]


def test_a_folder_without_quest_toml(tmp_path):
    assert ("quest.toml", None, "The file quest.toml is missing.") in problems(write_quest(tmp_path, quest_toml=None))


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("chapter = 2", "chaptr = 2", "chapter = 2", "Did you mean `chapter`?"),
        ("chapter = 2", 'chapter = "two"', "chapter = 2", "must be a whole number"),
        ("chapter = 2", "chapter = 0", "chapter = 2", "at least 1"),
        ('slug = "dlp-02-sums"', 'slug = "Sums!"', "slug", "lower-case"),
        ('title = { en = "Sums", ko = "합" }', 'title = { en = "Sums" }', "title", "no Korean text"),
        (
            'title = { en = "It adds", ko = "더합니다" }',
            'title = { ko = "더" }',
            'title = { en = "It adds"',
            "no English",
        ),
        ('kind = "function"', 'kind = "fucntion"', 'kind = "function"', "Did you mean function?"),
        ('function = "add"', 'fnction = "add"', 'function = "add"', "Did you mean `function`?"),
        ('cell = "add"', 'cell = "ad"', 'cell = "add"', "Did you mean add?"),
        ('id = "add"', 'id = "runs"', 'id = "add"', "Two criteria have the id"),
        ('reference = "add"', 'reference = "plus"', 'reference = "add"', "reference.py defines no `plus`"),
        ('fails = ["add"]', 'fails = ["addd"]', 'fails = ["add"]', "Did you mean add?"),
        (
            '"wrong/subtracts.ipynb"',
            '"../subtracts.ipynb"',
            "notebook =",
            "notebook or a patch of the folder wrong/",
        ),
        ('"wrong/subtracts.ipynb"', '"wrong/adds.ipynb"', "notebook =", "missing"),
    ],
)
def test_a_mistake_in_quest_toml_is_told_with_its_line_and_the_mend(tmp_path, old, new, at, says):
    found = problems(with_toml(tmp_path, old, new))
    assert any(f == "quest.toml" and line == line_of(at) and says in message for f, line, message in found), found


def test_every_problem_is_told_at_once(tmp_path):
    folder = write_quest(
        tmp_path,
        quest_toml=QUEST_TOML.replace("chapter = 2\n", "").replace('kind = "runs"', 'kind = "run"'),
        starter_ipynb=notebook(code("1", "setup")),
        reference_py="def add(:\n",
    )
    told = {file for file, _, _ in problems(folder)}
    assert told == {"quest.toml", "starter.ipynb", "solution.ipynb", "reference.py"}


def test_unknown_data_sets_are_told_when_the_store_is_known(tmp_path):
    folder = write_quest(tmp_path, quest_toml=QUEST_TOML + '\n[runtime]\ndata = ["mnits"]\n')
    load(folder)
    ((file, line, message),) = problems(folder, known_data=["mnist"])
    assert (file, line) == ("quest.toml", QUEST_TOML.count("\n") + 3)
    assert "mnist" in message


@pytest.mark.parametrize(
    ("starter", "says"),
    [
        (notebook(code("1", "setup")), "no answer cell"),
        (sums(STARTER).replace(b'"grade_id": "add"', b'"grade_id": "setup"'), "2 cells have the grade_id"),
        (sums("def add(a, b:\n    pass"), "is not Python"),
        (b"{", "not valid JSON"),
        (None, "missing"),
    ],
)
def test_a_broken_starter_is_told(tmp_path, starter, says):
    found = problems(write_quest(tmp_path, starter_ipynb=starter))
    assert any(file == "starter.ipynb" and says in message for file, _, message in found), found


@pytest.mark.parametrize(
    ("solution", "says"),
    [
        (sums(STARTER), "no solution yet"),
        (sums("def add(a, b):\n    return a + b", check="pass"), "locked cell `check` differs"),
        (
            notebook(code("import numpy as np", "setup"), code("1", "check")),
            "answer cell `add` of the starter is missing",
        ),
    ],
)
def test_a_solution_made_from_other_cells_is_told(tmp_path, solution, says):
    found = problems(write_quest(tmp_path, solution_ipynb=solution))
    assert any(file == "solution.ipynb" and says in message for file, _, message in found), found


def test_a_wrong_answer_that_nobody_lists_is_told(tmp_path):
    found = problems(write_quest(tmp_path, **{"wrong/other_ipynb": sums("x = 1")}))
    assert [(file, "[[wrong]]" in message) for file, _, message in found] == [("wrong/other.ipynb", True)]


def test_links_pipes_and_odd_files_are_refused_before_anything_is_read(tmp_path):
    folder = write_quest(tmp_path)
    (folder / "starter.ipynb").unlink()
    (folder / "starter.ipynb").symlink_to("/etc/hostname")
    (folder / "wrong" / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.py")
    (folder / "run.sh").write_text("true")
    told = {file for file, _, _ in problems(folder)}
    assert told == {"starter.ipynb", "wrong/up", "pipe.py", "run.sh"}


def test_a_document_nested_too_deeply_is_refused(tmp_path):
    found = problems(write_quest(tmp_path, quest_toml="x = " + "[" * 50_000))
    assert found[0][0] == "quest.toml"


def test_a_wrong_answer_that_is_no_notebook_is_told_of_its_own_file(tmp_path):
    found = problems(write_quest(tmp_path, **{"wrong/subtracts_ipynb": b"{"}))
    assert [(file, line) for file, line, _ in found] == [("wrong/subtracts.ipynb", None)]
