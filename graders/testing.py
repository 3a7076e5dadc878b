"""Quests and evidence folders made in a few lines, for tests of criteria and of judging.

The folders are real ones, as ``worker`` leaves them; answers may be forged at will.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from graders.evidence import CellRecord, Evidence, RunRecord
from graders.quest import CriterionSpec, Quest, QuestFile
from graders.text import text


def criterion(name: str, kind: str, *, points: float = 10, cell: str | None = None, **options: Any) -> CriterionSpec:
    """A criterion as ``quest.toml`` would give it."""
    return CriterionSpec(id=name, kind=kind, points=points, cell=cell, title=text(name, name), options=options)


def make_quest(
    folder: Path,
    *criteria: CriterionSpec,
    reference: str = "",
    starter: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Quest:
    """A quest folder with these criteria, this ``reference.py`` and a starter with these answer cells.

    Args:
        starter: source of code cells by name.
        texts: source of Markdown cells by name; they stand after the others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reference.py").write_text(reference)
    nbformat.write(make_notebook(starter or {}, texts), folder / "starter.ipynb")
    words = text("A quest", "퀘스트")
    file = QuestFile(
        slug="test-quest", course="test", chapter=1, title=words, summary=words, text=words, criterion=list(criteria)
    )
    return Quest(folder, file, "0" * 64)


def make_notebook(cells: Mapping[str, str], texts: Mapping[str, str] | None = None) -> nbformat.NotebookNode:
    """A notebook of answer cells: source by ``grade_id``, of code and, after it, of Markdown."""
    notebook = nbformat.v4.new_notebook()
    made = [(nbformat.v4.new_code_cell, cells), (nbformat.v4.new_markdown_cell, texts or {})]
    for new_cell, sources in made:
        for name, source in sources.items():
            about = {"grade_id": name, "solution": True, "locked": False, "grade": False, "task": False}
            notebook.cells.append(new_cell(source, metadata={"nbgrader": {"schema_version": 3, **about}}))
    return notebook


class EvidenceFolder:
    """An evidence folder that is written piece by piece; :attr:`evidence` reads it."""

    def __init__(self, folder: Path, cells: Mapping[str, str] | None = None, **run: Any) -> None:
        self.folder = folder
        self.answers = folder / "answers"
        self.answers.mkdir(parents=True)
        cells = {"answer": "x = 1"} if cells is None else cells
        nbformat.write(make_notebook(cells, run.pop("texts", None)), folder / "source.ipynb")
        self.run = RunRecord(
            quest="test-quest",
            quest_digest="0" * 64,
            form=run.pop("form", "starter"),
            cells=run.pop("records", [CellRecord(name=name, answer=True, state="ok") for name in cells]),
            ended_by=run.pop("ended_by", "finished"),
            asked=run.pop("asked", True),
            seconds=1.0,
            **run,
        )
        (folder / "run.json").write_text(self.run.model_dump_json())

    @property
    def evidence(self) -> Evidence:
        """The folder as the judge reads it."""
        return Evidence(self.folder)

    def answer(self, question_id: str, *values: Any, status: str = "answered", **fields: Any) -> EvidenceFolder:
        """Writes an answer with these observed values; a dict with ``type`` or ``name`` stands as it is."""
        arrays: dict[str, np.ndarray[Any, Any]] = {}
        observed = [_observed(value, f"v{position}", arrays) for position, value in enumerate(values)]
        self.raw(question_id, {"id": question_id, "status": status, "values": observed, **fields})
        if arrays:
            np.savez(self.answers / f"{question_id}.npz", **arrays)  # type: ignore[arg-type]
        return self

    def model(self, question_id: str, file: Path | bytes | None, **fields: Any) -> EvidenceFolder:
        """Writes the answer to an AskModel question with this ``.keras`` file, or with none."""
        self.answer(question_id, {"type": "keras.src.models.sequential.Sequential"}, **fields)
        if file is not None:
            raw = file if isinstance(file, bytes) else file.read_bytes()
            (self.answers / f"{question_id}.keras").write_bytes(raw)
        return self

    def calls(self, *calls: Mapping[str, Any], dropped_fits: int = 0, **rows: np.ndarray[Any, Any]) -> EvidenceFolder:
        """Writes the record of these training calls; ``rows`` are fingerprints by the key that arrays name."""
        record = {"calls": [dict(call) for call in calls], "dropped": dropped_fits, "dropped_fits": dropped_fits}
        self.raw("calls", {"id": "calls", "status": "answered", "record": record})
        np.savez(self.answers / "calls.npz", **rows)  # type: ignore[arg-type]
        return self

    def figures(self, *figures: Mapping[str, Any], dropped: int = 0) -> EvidenceFolder:
        """Writes the record of these figures that were shown."""
        record = {"figures": [dict(figure) for figure in figures], "dropped": dropped}
        return self.raw("figures", {"id": "figures", "status": "answered", "record": record})

    def missing(self, question_id: str) -> EvidenceFolder:
        """Writes that there was no such name."""
        return self.answer(question_id, status="missing")

    def raw(self, question_id: str, content: Any) -> EvidenceFolder:
        """Writes any JSON, or any bytes, where an answer belongs."""
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        (self.answers / f"{question_id}.json").write_bytes(raw)
        return self


def recorded_array(shape: Sequence[int], rows: str | None = None, **fields: Any) -> dict[str, Any]:
    """What was noted of an array that was given to a call."""
    return {"type": "numpy.ndarray", "shape": list(shape), "dtype": "float32", "rows": rows, **fields}


def recorded_call(method: str = "fit", model: str = "model", **fields: Any) -> dict[str, Any]:
    """What was noted of a training call on the model in that variable, in line 3 of the cell ``answer``."""
    place = {"cell": "answer", "line": 3}
    return {"method": method, "model": 1, "names": [model], "kind": "Sequential", **place, **fields}


def recorded_figure(*axes: Mapping[str, Any], cell: str = "answer", title: str = "") -> dict[str, Any]:
    """What was noted of a figure with these axes (:func:`recorded_axes`)."""
    return {"cell": cell, "title": title, "axes": [dict(each) for each in axes]}


def recorded_axes(*series: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """What was noted of axes with these series (:func:`recorded_series`), labels and legend."""
    return {"series": [dict(each) for each in series], **fields}


def recorded_series(y: Sequence[float], x: Sequence[float] | None = None, **fields: Any) -> dict[str, Any]:
    """What was noted of a line; over 0, 1, 2, … without ``x``."""
    points = {"x": _json(list(range(len(y)) if x is None else x)), "y": _json(list(y)), "count": len(y)}
    return {"kind": "line", **points, **fields}


def _observed(value: Any, key: str, arrays: dict[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    if isinstance(value, dict) and ("type" in value or "name" in value):
        return value
    if isinstance(value, np.ndarray):
        arrays[key] = value
        about: dict[str, Any] = {"type": "numpy.ndarray", "shape": list(value.shape), "dtype": str(value.dtype)}
        if value.size and value.dtype.kind in "iuf":
            finite = value[np.isfinite(value)]
            about["not_finite"] = int(value.size - finite.size)
            if finite.size:
                about["minimum"], about["maximum"] = float(finite.min()), float(finite.max())
        return {**about, "array": key, "has_value": True}
    kind = f"builtins.{type(value).__name__}" if value is not None else "builtins.NoneType"
    return {"type": kind, "value": _json(value), "has_value": True, **_extremes(value)}


def _extremes(value: Any) -> dict[str, Any]:
    """What the sandbox tells of a list of numbers beside its value."""
    if not isinstance(value, list | tuple) or not all(isinstance(v, int | float) and math.isfinite(v) for v in value):
        return {}
    return {"minimum": float(min(value)), "maximum": float(max(value)), "not_finite": 0} if value else {}


def _json(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_json(v) for v in value]
    return value
