"""Evidence of notebooks that came to their end, with the record of their calls as the sandbox leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graders.diagnosis import diagnose
from graders.report import Diagnosis, Finding
from graders.testing import EvidenceFolder

DIGITS = {"type": "numpy.ndarray", "shape": [1000, 784], "minimum": 0.0, "maximum": 1.0, "mean": 0.13, "whole": False}
TEN = {"type": "numpy.ndarray", "shape": [1000], "minimum": 0, "maximum": 9, "mean": 4.5, "whole": True, "distinct": 10}
TWO = TEN | {"maximum": 1, "mean": 0.5, "distinct": 2}
ONE_HOT = TWO | {"shape": [1000, 10], "mean": 0.1, "one_hot": True}
PRICES = TEN | {"minimum": 5.0, "maximum": 47.7, "mean": 22.0, "whole": False, "distinct": 211}

HIDDEN = {"name": "hidden", "kind": "Dense", "units": 64, "activation": "relu"}


def last(units: int, activation: str = "linear") -> dict[str, Any]:
    """A model's last layer."""
    return {"name": "last", "kind": "Dense", "units": units, "activation": activation}


def fitted(
    y: Mapping[str, Any], layer: Mapping[str, Any], loss: str, *, x: Mapping[str, Any] = DIGITS, **fields: Any
) -> dict[str, Any]:
    """A call of ``fit`` in the last cell, of a hidden layer and this one."""
    return {
        "method": "fit",
        "model": 0,
        "names": ["model"],
        "kind": "Sequential",
        "x": [dict(x)],
        "y": [dict(y)],
        "epochs": 2,
        "loss": [loss],
        "layers": [HIDDEN, dict(layer)],
        "output_shape": [None, layer.get("units", 64)],
    } | fields


def diagnose_ran(
    folder: Path,
    *sources: str,
    calls: Sequence[Mapping[str, Any]] = (),
    rows: Mapping[str, np.ndarray[Any, Any]] | None = None,
    figures: Sequence[Mapping[str, Any]] = (),
    findings: Sequence[Finding] = (),
    **run: Any,
) -> Diagnosis | None:
    """Ask about cells that all came to their end; a call without a place stands in the last line of the last cell."""
    names = [f"cell-{position}" for position in range(1, len(sources) + 1)]
    made = EvidenceFolder(folder / "evidence", dict(zip(names, sources, strict=True)), **run)
    place = {"cell": names[-1], "line": len(sources[-1].splitlines())}
    record = {"calls": [place | dict(call) for call in calls], "dropped": 0}
    made.raw("calls", {"id": "calls", "status": "answered", "record": record})
    made.raw("figures", {"id": "figures", "status": "answered", "record": {"figures": list(figures), "dropped": 0}})
    if rows:
        np.savez(made.answers / "calls.npz", **rows)  # type: ignore[arg-type]
    found = diagnose(made.evidence, findings)
    for words in (found.message, found.mend) if found else ():
        assert words is None or (words.en != words.ko and "{" not in words.en + words.ko), words
    return found
