"""Running cells with TensorFlow in a cold kernel, and what was observed of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import nbformat
import numpy as np

from graders.evidence import CellRecord
from graders.observed import ArrayRecord, Call, CallsRecord, FiguresRecord
from graders.quest import Limits, Runtime
from graders.questions import AskCalls, AskFigures, AskFunction, Question
from graders.rebuild import Rebuilt, RebuiltCell
from worker.folder import run_folder
from worker.kernel import Place
from worker.run import run
from worker.sandbox import check
from worker.sandbox.slots import take


@dataclass(frozen=True)
class Observed:
    """What a run left."""

    cells: list[CellRecord]
    outputs: list[str]
    """The text that each cell printed."""
    answers: dict[str, dict[str, Any]]
    calls: CallsRecord
    figures: FiguresRecord
    rows: dict[str, np.ndarray[Any, Any]]

    def at(self, cell: int) -> list[Call]:
        """The calls of one cell, counted from 1."""
        return [call for call in self.calls.calls if call.cell == f"cell-{cell}"]

    def rows_of(self, array: ArrayRecord) -> np.ndarray[Any, Any]:
        """An array's fingerprints."""
        assert array.rows is not None
        return self.rows[array.rows]


def observed(cells: Sequence[str], *, functions: Sequence[str] = (), seconds: float = 200) -> Observed:
    """Run the cells, call those of their functions, and give what was observed."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    names = [RebuiltCell(f"cell-{n}", answer=True, index=n - 1) for n in range(1, len(cells) + 1)]
    questions: list[Question] = [AskFigures(), AskCalls()]
    # Called first, where they could still do harm to what is asked afterwards.
    questions[:0] = [AskFunction(id=name, name=name, calls=[[]], seconds_each=30) for name in functions]
    with run_folder() as folder, take() as slot:
        ran = run(
            Rebuilt(notebook, "free-form", [], names),
            Limits(seconds=seconds, memory_mb=6000),
            Runtime(backend="tensorflow"),
            data={},
            questions=lambda: (questions, {}),
            place=Place(folder, check(), slot),
            on_event=lambda event: None,
        )
        assert ran.asked, ran.ended_by
        answers = {path.stem: json.loads(path.read_text()) for path in ran.answers.glob("*.json")}
        rows = {}
        if (ran.answers / "calls.npz").exists():
            with np.load(ran.answers / "calls.npz", allow_pickle=False) as file:
                rows = dict(file)
    return Observed(
        ran.cells,
        ["".join(o.get("text", "") for o in cell.get("outputs", [])) for cell in ran.notebook.cells],
        answers,
        CallsRecord.model_validate(answers.get("calls", {}).get("record") or {}),
        FiguresRecord.model_validate(answers.get("figures", {}).get("record") or {}),
        rows,
    )
