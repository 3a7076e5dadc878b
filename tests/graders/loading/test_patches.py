"""Answers of a proof may be written as changes of the solution."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders import notebook
from graders.loading import load
from graders.quest import QuestInvalid
from graders.quest.patch import PatchInvalid, applied, read
from tests.graders.folders import QUEST_TOML, sums, write_quest

SOLUTION = sums("def add(a, b):\n    return a + b")
ENTRY = '\n[[right]]\nnotebook = "right/lambda.py"\nabout = { en = "a lambda", ko = "람다" }\n'
LAMBDA = "# %% add\nadd = lambda a, b: b + a\n"


def folder(tmp_path: Path, patch: str | None = LAMBDA, entry: str = ENTRY) -> Path:
    files = {} if patch is None else {"right/lambda_py": patch}
    return write_quest(tmp_path / "quest", quest_toml=QUEST_TOML + entry, **files)


def refusal(tmp_path: Path, patch: str | None = LAMBDA, entry: str = ENTRY) -> tuple[str, int | None, str]:
    with pytest.raises(QuestInvalid) as raised:
        load(folder(tmp_path, patch, entry))
    [problem] = raised.value.problems
    return problem.file, problem.line, problem.message.en


def test_a_patch_is_the_solution_with_its_own_cells_in_it(tmp_path: Path) -> None:
    quest = load(folder(tmp_path))
    [right] = quest.file.right
    cells = {cell.grade_id: cell for cell in notebook.read(quest.upload(right.notebook))}
    solved = {cell.grade_id: cell for cell in notebook.read(quest.upload("solution.ipynb"))}
    assert cells["add"].source == "add = lambda a, b: b + a"
    assert {name: cell for name, cell in cells.items() if name != "add"} == {
        name: cell for name, cell in solved.items() if name != "add"
    }


def test_text_cells_are_written_as_comments() -> None:
    [cell] = read("# %% [markdown] plan\n# First, **look**.\n#\n#     code\n")
    assert (cell.name, cell.kind, cell.source) == ("plan", "markdown", "First, **look**.\n\n    code")


@pytest.mark.parametrize(
    ("patch", "line", "words"),
    [
        ("add = 1\n", 1, "begins with a cell's name"),
        ("", 1, "begins with a cell's name"),
        ("# %%\nadd = 1\n", 1, "Name the answer cell"),
        ("# %% add\nx = 1\n# %% add\ny = 1\n", 3, "twice"),
        ("# %% sum\nx = 1\n", 1, "no answer cell of solution.ipynb; there are add"),
        ("# %% [markdown] add\n# words\n", 1, "of another type: write `# %% add`"),
        ("# %% add\n\nx = = 1\n", 3, "is not Python"),
    ],
)
def test_a_patch_that_does_not_fit_is_told_by_its_line(tmp_path: Path, patch: str, line: int, words: str) -> None:
    file, at, message = refusal(tmp_path, patch)
    assert (file, at) == ("right/lambda.py", line)
    assert words in message


@pytest.mark.parametrize(
    "head", ["#%% plan", "# %% my plan", "# %%plan", "#  %% plan", "# %% [markdown]  plan", "# %%  plan", "#\t%% plan"]
)
def test_a_mistyped_head_is_told_by_its_line_and_not_taken_for_a_comment_of_the_cell_before(head: str) -> None:
    with pytest.raises(PatchInvalid, match=r"line 3: A cell's head is") as refused:
        read(f"# %% add\nx = 1\n{head}\ny = 2\n")
    assert "머리줄" in refused.value.reason.ko
    with pytest.raises(PatchInvalid, match=r"line 1: A cell's head is"):
        read(f"{head}\ny = 2\n")


def test_comments_of_a_cell_may_speak_of_heads() -> None:
    [cell] = read("# %% add\n# A `# %% plan` would begin the next; 5 %% here.\n    # %% not at the margin\n")
    assert "`# %% plan`" in cell.source


def test_a_patch_that_is_listed_must_be_there_and_one_that_is_there_must_be_listed(tmp_path: Path) -> None:
    file, line, message = refusal(tmp_path / "a", patch=None)
    assert (file, "missing" in message) == ("quest.toml", True)
    assert line
    file, _, message = refusal(tmp_path / "b", entry="")
    assert (file, "[[right]]" in message) == ("right/lambda.py", True)


def test_right_answers_lie_in_their_own_folder(tmp_path: Path) -> None:
    file, _, message = refusal(tmp_path, patch=None, entry=ENTRY.replace("right/lambda.py", "wrong/lambda.py"))
    assert (file, "folder right/" in message) == ("quest.toml", True)


def test_a_patch_cannot_touch_a_locked_cell() -> None:
    locked = next(cell.grade_id for cell in notebook.read(SOLUTION) if not cell.answer and cell.kind == "code")
    with pytest.raises(PatchInvalid, match="no answer cell"):
        applied(SOLUTION, f"# %% {locked}\nx = 1\n")
