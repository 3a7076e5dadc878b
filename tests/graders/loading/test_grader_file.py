"""What an instructor hears about ``grader.py``, which is read but never run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import QuestInvalid
from graders.quest_zip import safe_extract
from tests.graders.folders import QUEST_TOML, write_quest
from tests.graders.loading.test_load import line_of, problems

CUSTOM = """
[[criterion]]
id = "sum"
kind = "custom"
points = 3
title = { en = "The sum", ko = "합" }
function = "judge_sum"
asks = { variables = ["total"] }
"""
TOML = QUEST_TOML.replace("\n[[wrong]]", f"{CUSTOM}\n[[wrong]]")
GRADER = "from graders.authoring import *\n\n\ndef judge_sum(evidence):\n    return passed(text('a', 'b'))\n"


def quest(folder: Path, grader: str | bytes | None = GRADER, toml: str = TOML) -> Path:
    return write_quest(folder, quest_toml=toml, grader_py=grader)


def test_a_quest_with_a_grader_is_loaded_and_nothing_of_it_is_run(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    loaded = load(quest(tmp_path / "quest", f"open({str(trap)!r}, 'w')\n{GRADER}"))
    assert loaded.file.criterion[-1].kind == "custom"
    assert not trap.exists()


def test_a_zip_may_hold_a_grader(tmp_path: Path) -> None:
    folder = quest(tmp_path / "quest")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder))
    safe_extract(packed.getvalue(), tmp_path / "unpacked")
    assert load(tmp_path / "unpacked").digest == load(folder).digest


@pytest.mark.parametrize(
    ("grader", "file", "line", "words"),
    [
        (None, "quest.toml", line_of('function = "judge_sum"', TOML), "There is no grader.py"),
        ("def judge_sum(evidence):\n    return (\n", "grader.py", 2, "This is not Python"),
        (b"\xff\xfe", "grader.py", None, "not text in UTF-8"),
        ("def judge_sums(e): ...\n", "quest.toml", line_of('function = "judge_sum"', TOML), "mean judge_sums"),
        ("\ndef judge_sum(): ...\n", "grader.py", 2, "def judge_sum(evidence)"),
        ("def judge_sum(evidence, *, strict): ...\n", "grader.py", 1, "def judge_sum(evidence)"),
        ("judge_sum = 3\n", "quest.toml", line_of('function = "judge_sum"', TOML), "defines no function `judge_sum`"),
    ],
)
def test_what_is_wrong_with_it_is_told_with_its_line(
    tmp_path: Path, grader: str | bytes | None, file: str, line: int | None, words: str
) -> None:
    ((found_file, found_line, message),) = problems(quest(tmp_path, grader))
    assert (found_file, found_line) == (file, line)
    assert words in message


def test_without_a_name_the_function_is_judge(tmp_path: Path) -> None:
    toml = TOML.replace('function = "judge_sum"\n', "")
    load(quest(tmp_path / "named", "def judge(evidence): ...\n", toml))
    with pytest.raises(QuestInvalid, match="defines no function `judge`"):
        load(quest(tmp_path / "other", "def other(evidence): ...\n", toml))


def test_options_of_a_custom_criterion_are_told_with_their_line(tmp_path: Path) -> None:
    toml = TOML.replace('asks = { variables = ["total"] }', 'asks = { variabels = ["total"] }')
    ((file, line, message),) = problems(quest(tmp_path, toml=toml))
    assert (file, line) == ("quest.toml", line_of("asks = {", toml))
    assert "Did you mean `variables`?" in message


def test_a_series_of_a_figure_names_a_function_of_the_reference(tmp_path: Path) -> None:
    figure = '[[criterion]]\nid = "f"\nkind = "figure"\npoints = 1\ntitle = { en = "F", ko = "그림" }\n'
    toml = QUEST_TOML.replace("\n[[wrong]]", f'\n{figure}series = [\n  {{ reference = "swihs" }},\n]\n\n[[wrong]]')
    ((file, line, message),) = problems(write_quest(tmp_path, quest_toml=toml))
    assert (file, line) == ("quest.toml", line_of("swihs", toml))
    assert "reference.py defines no `swihs`" in message
