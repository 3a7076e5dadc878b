"""The record of the calls of ``fit`` and its like in this kernel: :mod:`graders.observed.calls`.

``watching.py`` tells it of each call. No array, model or figure is kept alive, and the record stays small.
"""

import functools
import json
import math
import sys
import threading
import time
import types
import weakref
from collections.abc import Callable
from typing import Any

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

MAX_CALLS = 300
MAX_AT_A_LINE = 20
"""Calls of one line that are recorded, other than of ``fit``: a loop of predictions leaves room for what follows."""
MAX_EPOCHS, MAX_SERIES, MAX_WORD = 2000, 64, 200
MAX_NAMES = 20
SETTINGS: dict[str, Any] = {"validation_split": float | int, "batch_size": int, "epochs": int, "shuffle": bool}
MAX_CHARACTERS = 850_000
"""Of the whole record as JSON."""

End = Callable[[Any, "type[BaseException] | None"], None]
"""Called at a call's end, with its result, and the class of the exception that ended it."""


class Recorder:
    """All calls of one kernel."""

    def __init__(self) -> None:
        self.calls: list[dict] = []
        self.dropped = self.dropped_fits = 0
        self.open = True
        self.arrays: Any = None
        self.within = threading.local()
        self._subjects: dict[int, _Subject] = {}
        self._all: list[_Subject] = []
        self._at_a_line: dict[tuple, int] = {}

    def begin(self, method: str, arguments: dict[str, Any], frame: "types.FrameType | None") -> End:
        """Record a call that begins in ``frame``; what is returned records its end."""
        subject = self._subject(arguments["self"])
        call = self._new(method, subject, arguments["self"], *_place(frame))
        history = vars(arguments["self"]).get("history")
        if call is not None:
            self._describe(call, arguments)
        return functools.partial(self._end, method, call, subject, history, time.perf_counter())

    def _new(
        self, method: str, subject: "_Subject", model: Any, count: "int | None", line: "int | None"
    ) -> "dict | None":
        """A record in its place among all; None for a call too many."""
        here = (method, count) if method == "train_on_batch" else (method, count, line)
        many = self._at_a_line[here] = self._at_a_line.get(here, 0) + 1
        if method == "train_on_batch" and many > 1:
            return None
        if len(self.calls) >= MAX_CALLS or (method != "fit" and many > MAX_AT_A_LINE):
            self.dropped += 1
            self.dropped_fits += method == "fit"
            return None
        call = {
            "method": method,
            "model": subject.number,
            "kind": type(model).__name__[:MAX_WORD],
            "count": count,
            "line": line,
            "trained_before": subject.epochs,
        }
        self.calls.append(call)
        return call

    def _describe(self, call: dict, arguments: dict[str, Any]) -> None:
        """Add what the call was given."""
        arrays, compiled = importing.sibling("arrays"), importing.sibling("compiled")
        self.arrays = self.arrays or arrays.Arrays()
        named = arrays.variables(_shell().user_ns)
        given = {
            "x": arguments.get("x", arguments.get("data")),
            "y": arguments.get("y"),
            **_validation(arguments.get("validation_data")),
        }
        for name, value in given.items():
            call[name] = compiled.quietly(functools.partial(self.arrays.inputs, value, named)) or []
        for name, kind in SETTINGS.items():
            value = _plain(arguments.get(name))
            if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
                # Infinities and NaN, which Keras refuses, are words in JSON.
                call[name] = str(value) if isinstance(value, float) and not math.isfinite(value) else value
        call["callbacks"] = compiled.callbacks(arguments.get("callbacks"), arrays.number)
        if call["method"] != "adapt":
            call.update(compiled.describe(arguments["self"], arrays.number))

    def _end(
        self,
        method: str,
        call: "dict | None",
        subject: "_Subject",
        before: Any,
        begun: float,
        result: Any,
        error: "type[BaseException] | None",
    ) -> None:
        """Add what came of the call. ``before`` is the history that the model had then."""
        seconds, model = time.perf_counter() - begun, subject.model()
        history: dict = {}
        if method == "fit":
            # One that raised or was interrupted has left that of the epochs so far.
            left = vars(model).get("history") if result is None else result
            history = left.history if left is not None and left is not before else {}
            subject.epochs += max((len(values) for values in history.values()), default=0)
        if call is None:
            return
        call["seconds"] = round(seconds, 3)
        if error is not None:
            call["error"] = error.__name__[:MAX_WORD]
        if method in ("evaluate", "train_on_batch") and result is not None:
            history = _measured(model, result)
        call["history"] = _series(history)
        if "output_shape" not in call and method != "adapt":
            # A model without an Input has been built by this call.
            described = importing.sibling("compiled").describe(model, importing.sibling("arrays").number)
            call.update({name: value for name, value in described.items() if name not in call})

    def told(self, namespace: dict, cells: dict[str, str]) -> dict:
        """The record as data, and what it has of arrays.

        Args:
            namespace: the notebook's variables, by which models are named.
            cells: the cells' names by their execution count.
        """
        numbers = {id(model): subject.number for subject in self._all if (model := subject.model()) is not None}
        names: dict[int, list[str]] = {}
        for name, value in list(namespace.items()):
            if type(name) is str and name[:1] != "_" and id(value) in numbers:
                names.setdefault(numbers[id(value)], []).append(name[:MAX_WORD])
        calls = []
        for call in self.calls:
            told = {key: value for key, value in call.items() if key != "count"}
            told["cell"] = cells.get(str(call["count"]))
            told["line"] = call["line"] if told["cell"] else None
            told["names"] = names.get(call["model"], [])[:MAX_NAMES]
            calls.append(told)
        return _bounded(calls, self.dropped, self.dropped_fits)

    def _subject(self, model: Any) -> "_Subject":
        known = self._subjects.get(id(model))
        if known is None or known.model() is not model:
            known = self._subjects[id(model)] = _Subject(weakref.ref(model), len(self._all))
            self._all.append(known)
        return known


class _Subject:
    """A model, or a layer that adapts."""

    def __init__(self, model: weakref.ref, number: int) -> None:
        self.model = model
        self.number = number
        self.epochs = 0
        """That it has been trained."""


def _validation(given: Any) -> dict[str, Any]:
    if isinstance(given, list | tuple) and len(given) in (2, 3):
        return {"validation_x": given[0], "validation_y": given[1]}
    return {"validation_x": given}


def _measured(model: Any, result: Any) -> dict[str, list]:
    """What ``evaluate`` returned, by name."""
    if isinstance(result, dict):
        return {name: [value] for name, value in result.items()}
    values = list(result) if isinstance(result, list | tuple) else [result]
    names = importing.sibling("compiled").metric_names(model)
    if len(names) != len(values):
        names = ["loss", *(f"value_{n}" for n in range(1, len(values)))]
    return {name: [value] for name, value in zip(names, values, strict=True)}


def _series(history: dict[Any, Any]) -> dict[str, list]:
    """Of each name its values, as far as they are numbers."""
    number = importing.sibling("arrays").number
    told = {}
    for name, values in list(history.items())[:MAX_SERIES]:
        try:
            told[str(name)[:MAX_WORD]] = [number(value) for value in list(values)[:MAX_EPOCHS]]
        except (TypeError, ValueError):
            continue
    return told


def _bounded(calls: list[dict], dropped: int, dropped_fits: int) -> dict:
    """The record, without its least parts where it would be too long."""
    arrays = [a for c in calls for part in ("x", "y", "validation_x", "validation_y") for a in c.get(part, [])]
    for shed in (
        lambda: [a.pop(name, None) for a in arrays for name in ("column_mean", "column_std")],
        lambda: [c.pop("layers", None) for c in calls[1:-1]],
        lambda: [values.__delitem__(slice(100, None)) for c in calls for values in c.get("history", {}).values()],
        lambda: calls.__delitem__(slice(MAX_CALLS // 10, None)),
    ):
        if len(json.dumps(calls)) <= MAX_CHARACTERS:
            break
        before = list(calls)
        shed()
        dropped += len(before) - len(calls)
        dropped_fits += sum(call["method"] == "fit" for call in before[len(calls) :])
    return {"calls": calls, "dropped": dropped, "dropped_fits": dropped_fits}


def _plain(value: Any) -> Any:
    """A number of NumPy's as Python's."""
    return value.item() if type(value).__module__ == "numpy" and hasattr(value, "item") else value


def _place(frame: "types.FrameType | None") -> "tuple[int | None, int | None]":
    """The execution count of the cell, and the line in it, of the innermost frame that a cell was compiled to."""
    counts = _shell().compile._filename_map  # noqa: SLF001 - IPython has no public way to it
    while frame is not None:
        if frame.f_code.co_filename in counts:
            return counts[frame.f_code.co_filename], frame.f_lineno
        frame = frame.f_back
    return None, None


def _shell() -> Any:
    return sys.modules["IPython"].get_ipython()


RECORDER = Recorder()
