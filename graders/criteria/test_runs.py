"""``runs``, at the border users meet: a record of a run in, a finding out."""

from pathlib import Path

import pytest

from graders.evidence import CellError, CellRecord
from graders.judge import judge
from graders.report import Finding, FindingState
from graders.testing import EvidenceFolder, criterion, make_quest
from graders.text import Text, text


def judged(tmp_path: Path, evidence: EvidenceFolder) -> Finding:
    return judge(make_quest(tmp_path / "quest", criterion("runs", "runs")), evidence.evidence).findings[0]


def test_a_notebook_whose_cells_all_ran_passes(tmp_path: Path) -> None:
    finding = judged(tmp_path, EvidenceFolder(tmp_path / "e", {"one": "x = 1", "two": "y = 2"}))
    assert finding.state is FindingState.PASSED
    assert finding.points == finding.max_points


def test_an_exception_is_told_with_its_cell_and_line(tmp_path: Path) -> None:
    error = CellError(name="NameError", message="name 'y' is not defined", line=3, cell="one")
    records = [
        CellRecord(name="one", answer=True, state="ok"),
        CellRecord(name="two", answer=True, state="error", error=error),
    ]
    folder = EvidenceFolder(tmp_path / "e", {"one": "", "two": ""}, records=records, ended_by="error")
    finding = judged(tmp_path, folder)
    assert finding.state is FindingState.FAILED
    assert "NameError" in finding.message.en
    assert (finding.cell, finding.line) == ("one", 3), "the line of the function that raised, not of its call"


OWN_HINT = text("Put words in quotes.", "글은 따옴표로 묶으십시오.")


def hint_of(tmp_path: Path, name: str, own: Text | None = OWN_HINT) -> Text:
    """The hint of a run that one cell's error stopped, in a quest that has a hint of its own."""
    error = CellError(name=name, message="what went wrong", line=1, cell="one")
    records = [CellRecord(name="one", answer=True, state="error", error=error)]
    folder = EvidenceFolder(tmp_path / "e", {"one": "x"}, records=records, ended_by="error")
    spec = criterion("runs", "runs").model_copy(update={"hint": own})
    hint = judge(make_quest(tmp_path / "quest", spec), folder.evidence).findings[0].hint
    assert hint is not None
    return hint


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TypeError", "`TypeError` means: a value is of another kind"),
        ("keras.src.errors.ValueError", "`ValueError` means:"),
        ("SyntaxError", "`SyntaxError` means: this is not Python"),
        ("QuokkaError", "it says what Python could not do"),
        ("__class__", "it says what Python could not do"),
    ],
)
def test_after_an_error_the_first_advice_is_to_read_its_last_line(tmp_path: Path, name: str, words: str) -> None:
    hint = hint_of(tmp_path, name)
    assert hint.en.startswith("Read the last line of the error first")
    assert hint.ko.startswith("먼저 오류의 마지막 줄을 읽어 보십시오")
    assert words in hint.en
    assert "quotes." not in hint.en
    assert "Restart" not in hint.en


def test_of_the_order_of_cells_only_a_name_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert hint_of(tmp_path / "own", "NameError").en.endswith("gives it a value. Put words in quotes.")
    restart = hint_of(tmp_path / "none", "NameError", own=None)
    assert restart.en.endswith(
        "Restart the kernel and run all cells: what worked only out of order shows itself there."
    )
    assert "커널을 다시 시작하고" in restart.ko


def test_all_cells_that_stopped_are_named_so_that_they_can_be_mended_at_once(tmp_path: Path) -> None:
    error = CellError(name="NameError", message="name 'y' is not defined", line=1)
    names = [f"c{number}" for number in range(9)]
    stopped = [CellRecord(name=name, answer=True, state="error", error=error) for name in names[1:]]
    records = [CellRecord(name="c0", answer=True, state="ok"), *stopped]
    folder = EvidenceFolder(tmp_path / "e", dict.fromkeys(names, ""), records=records, ended_by="error")
    found = judged(tmp_path, folder).found
    assert found is not None
    assert found.en == "1 of 9 cells ran without an error. Stopped: `c1`, `c2`, `c3`, `c4`, `c5`, `c6` …."


def test_the_cause_is_dug_out_of_a_tensorflow_traceback(tmp_path: Path) -> None:
    message = (
        "Graph execution error:\n\nDetected at node loss/Sparse defined at (most recent call last):\n"
        '  File "/somewhere/kernel.py", line 43, in <module>\n\nReceived a label value of 9 which is outside of [0, 3).'
        "\n\t [[{{node loss/Sparse}}]] [Op:__inference_1]"
    )
    error = CellError(name="InvalidArgumentError", message=message, line=1, cell="one")
    records = [CellRecord(name="one", answer=True, state="error", error=error)]
    folder = EvidenceFolder(tmp_path / "e", {"one": ""}, records=records, ended_by="error")
    assert judged(tmp_path, folder).message.en.endswith("Received a label value of 9 which is outside of [0, 3).")


@pytest.mark.parametrize(
    ("ended_by", "limit", "words"),
    [
        ("time", 60.0, "(60 s)"),
        ("memory", 2.0**30, "(1024 MB)"),
        ("processes", 256.0, "(256)"),
        ("output", None, "printed more"),
        ("disk", None, "disk"),
        ("kernel_died", None, "Python itself ended"),
    ],
)
def test_every_limit_is_told_with_the_cell_it_was_hit_in(
    tmp_path: Path, ended_by: str, limit: float | None, words: str
) -> None:
    records = [
        CellRecord(name="one", answer=True, state="interrupted"),
        CellRecord(name="two", answer=True, state="not_run"),
    ]
    folder = EvidenceFolder(tmp_path / "e", {"one": "", "two": ""}, records=records, ended_by=ended_by, limit=limit)
    finding = judged(tmp_path, folder)
    assert finding.state is FindingState.FAILED
    assert words in finding.message.en
    assert finding.cell == "one"
    assert finding.hint is not None, "what to try is told"


def test_a_notebook_without_code_does_not_pass(tmp_path: Path) -> None:
    assert judged(tmp_path, EvidenceFolder(tmp_path / "e", {})).state is FindingState.FAILED


def test_a_run_that_was_cut_short_between_two_cells_does_not_pass(tmp_path: Path) -> None:
    finding = judged(tmp_path, EvidenceFolder(tmp_path / "e", {"one": "x"}, ended_by="kernel_died"))
    assert finding.state is FindingState.FAILED
