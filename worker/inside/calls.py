"""Records what is given to ``fit`` and its like and what comes of it: :mod:`graders.observed.calls`.

:func:`install` has Keras' own methods tell us of their calls as soon as Keras is imported. Nothing else of a call
changes: signature, result, exceptions, random numbers and, but for ``adapt`` and ``train_on_batch``, tracebacks are
what they would be. Nothing that happens in here ends the learner's call, and no array or model is kept alive.
"""

import functools
import inspect
import json
import sys
import threading
import time
import types
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

TRAINER = "keras.src.models.model"
LAYERS = "keras.src.layers"
TRACEBACKS = "keras.src.utils.traceback_utils"
METHODS = ("fit", "evaluate", "predict", "train_on_batch")
MAX_CALLS = 300
MAX_AT_A_LINE = 20
"""Calls of one line that are recorded, other than of ``fit``: a loop of predictions leaves room for what follows."""
MAX_EPOCHS, MAX_SERIES, MAX_WORD = 2000, 64, 200
MAX_NAMES = 20
MAX_CHARACTERS = 850_000
"""Of the whole record as JSON."""

Function = Callable[..., Any]


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

    def recorded(self, method: str, original: Function) -> Function:
        """The function, which from now on has its calls recorded."""
        signature = inspect.signature(original)

        @functools.wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            with _Watch(self, method, signature, args, kwargs) as watch:
                watch.result = original(*args, **kwargs)
                return watch.result

        return call

    def begin(self, method: str, arguments: dict[str, Any]) -> "tuple[dict | None, _Subject]":
        """The record of a call that begins, or None where there is one too many; and whose call it is."""
        subject = self._subject(arguments["self"])
        count, line = _place(sys._getframe(1))  # noqa: SLF001
        here = (method, count) if method == "train_on_batch" else (method, count, line)
        many = self._at_a_line[here] = self._at_a_line.get(here, 0) + 1
        if method == "train_on_batch" and many > 1:
            return None, subject
        if len(self.calls) >= MAX_CALLS or (method != "fit" and many > MAX_AT_A_LINE):
            self.dropped += 1
            self.dropped_fits += method == "fit"
            return None, subject
        call = {
            "method": method,
            "model": subject.number,
            "kind": type(arguments["self"]).__name__[:MAX_WORD],
            "count": count,
            "line": line,
            "trained_before": subject.epochs,
        }
        self.calls.append(call)
        return call, subject

    def describe(self, call: dict, arguments: dict[str, Any]) -> None:
        """Add what the call was given."""
        arrays, compiled = importing.sibling("arrays"), importing.sibling("compiled")
        self.arrays = self.arrays or arrays.Arrays()
        named = arrays.variables(_shell().user_ns)
        given = {
            "x": arguments.get("x", arguments.get("data", arguments.get("dataset"))),
            "y": arguments.get("y"),
            **_validation(arguments.get("validation_data")),
        }
        for name, value in given.items():
            compiled.quietly(lambda name=name, value=value: call.update({name: self.arrays.inputs(value, named)}))
        for name, kinds in {
            "validation_split": float | int,
            "batch_size": int,
            "epochs": int,
            "shuffle": bool,
        }.items():
            value = _plain(arguments.get(name))
            if isinstance(value, kinds) and (name == "shuffle" or not isinstance(value, bool)):
                call[name] = value
        call["callbacks"] = compiled.callbacks(arguments.get("callbacks"), arrays.number)
        if call["method"] != "adapt":
            call.update(compiled.describe(arguments["self"], arrays.number))

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


class _Watch:
    """Watches over one call; over none within another."""

    def __init__(
        self, recorder: Recorder, method: str, signature: inspect.Signature, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> None:
        self.result: Any = None
        self._recorder = recorder
        self._method = method
        self._given = signature, args, kwargs
        self._outermost = False
        self._call: dict | None = None
        self._subject: _Subject | None = None
        self._begun = 0.0
        self._history: Any = None

    def __enter__(self) -> "_Watch":
        recorder = self._recorder
        self._outermost = recorder.open and not getattr(recorder.within, "call", False)
        if self._outermost:
            recorder.within.call = True
            try:
                self._safely(self._begin)
            except BaseException:
                recorder.within.call = False
                raise
        self._begun = time.perf_counter()
        return self

    def __exit__(self, kind: "type[BaseException] | None", *_: object) -> None:
        if not self._outermost:
            return
        try:
            self._safely(lambda: self._end(kind))
        finally:
            self._recorder.within.call = False
            del self.result

    def _begin(self) -> None:
        arguments = _arguments(*self._given)
        self._history = vars(arguments["self"]).get("history")
        self._call, self._subject = self._recorder.begin(self._method, arguments)
        if self._call is not None:
            self._recorder.describe(self._call, arguments)

    def _end(self, kind: "type[BaseException] | None") -> None:
        model = self._given[1][0]
        history: dict = {}
        if self._method == "fit":
            left = vars(model).get("history") if self.result is None else self.result
            history = left.history if left is not None and left is not self._history else {}
            if self._subject is not None:
                self._subject.epochs += max((len(values) for values in history.values()), default=0)
        if self._call is None:
            return
        self._call["seconds"] = round(time.perf_counter() - self._begun, 3)
        if kind is not None:
            self._call["error"] = kind.__name__[:MAX_WORD]
        if self._method in ("evaluate", "train_on_batch") and self.result is not None:
            history = _measured(model, self.result)
        self._call["history"] = _series(history)
        if "output_shape" not in self._call and self._method != "adapt":
            # A model without an Input is built by its first call.
            compiled = importing.sibling("compiled")
            self._call["output_shape"] = compiled.quietly(lambda: compiled.output_shape(model))

    @staticmethod
    def _safely(do: Callable[[], None]) -> None:
        """Whatever goes wrong with a record is no matter of the learner's call."""
        try:
            do()
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001, S110 - what a learner's class raises here it would not have raised there
            pass


def _arguments(signature: inspect.Signature, args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments by name; of a call that the function refuses, those that have one."""
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return {**kwargs, **dict(zip(signature.parameters, args, strict=False))}
    bound.apply_defaults()
    return bound.arguments


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


def install() -> None:
    """Record the calls of Keras' models and layers, whenever Keras is imported."""
    importing.after_import(TRAINER, _record_models)
    importing.after_import(LAYERS, _record_layers)


def _record_models(module: types.ModuleType) -> None:
    for name in METHODS:
        owner = next(kind for kind in module.Model.__mro__ if name in vars(kind))
        _record(owner, name)
    _hide_from(sys.modules[TRACEBACKS])


def _record_layers(module: types.ModuleType) -> None:
    for kind in {kind for kind in vars(module).values() if isinstance(kind, type) and "adapt" in vars(kind)}:
        _record(kind, "adapt")


def _record(owner: type, name: str) -> None:
    """Within Keras' own wrapper that shortens tracebacks, where there is one: that stays what learners see."""
    method = vars(owner)[name]
    original = getattr(method, "__wrapped__", None)
    for cell in method.__closure__ or ():
        if original is not None and cell.cell_contents is original:
            cell.cell_contents = RECORDER.recorded(name, original)
            return
    setattr(owner, name, RECORDER.recorded(name, method))


def _hide_from(module: Any) -> None:
    """Leave our own frames out of what Keras makes of a traceback."""
    shorten = module._process_traceback_frames  # noqa: SLF001

    @functools.wraps(shorten)
    def without_ours(traceback: "types.TracebackType | None") -> Any:
        return shorten(_without_ours(traceback))

    module._process_traceback_frames = without_ours  # noqa: SLF001


def _without_ours(traceback: "types.TracebackType | None") -> "types.TracebackType | None":
    kept = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename != __file__:
            kept.append(traceback)
        traceback = traceback.tb_next
    rest = None
    for entry in reversed(kept):
        rest = types.TracebackType(rest, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return rest
