"""Answers the quest's questions inside the kernel that ran the notebook.

``main(namespace, ASK, ANSWERS)`` reads ``ASK/questions.json`` and ``ASK/arrays.npz`` and
writes ``ANSWERS/ID.json`` and its companions, one question after the other, each whole or
not at all. It runs among the learner's code and may be lied to: whoever reads the answers
takes them as the learner's word. It asks for nothing that would betray what is expected.
"""

import contextlib
import copy
import importlib.util
import io
import json
import os
import signal
import sys
import traceback
import types
from collections.abc import Iterator
from typing import Any

import numpy as np

SECONDS_EACH = 60.0
"""For looking at a variable, saving a model and predicting."""
MAX_PREDICTIONS = 20_000_000
BATCH = 256


def _sibling(name: str) -> types.ModuleType:
    """A module of this folder, under a name that no learner's module has."""
    place = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"questbook_inside_{name}", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


observing = _sibling("observing")
modelling = _sibling("modelling")


class TooSlow(BaseException):
    """An answer took longer than it may. Not an Exception, so that learner code does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after ``seconds``, and each second after that."""

    def strike(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, strike)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Asker:
    """One kernel's namespace under questioning."""

    def __init__(self, namespace: dict, ask: str, answers: str) -> None:
        self.namespace = namespace
        self.folder = answers
        with open(os.path.join(ask, "cells.json")) as file:
            self.names = json.load(file)
        self.cells = _cells(self.names)
        self.given = np.load(os.path.join(ask, "arrays.npz"), allow_pickle=False)

    def answer(self, question: dict) -> None:
        """Answer one question."""
        try:
            with time_limit(SECONDS_EACH * 10 if question["ask"] == "function" else SECONDS_EACH):
                answer, arrays = getattr(self, question["ask"])(question)
        except TooSlow:
            answer, arrays = {"status": "too_slow"}, {}
        except MemoryError:
            answer, arrays = {"status": "too_large"}, {}
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - sys.exit() in a learner's function ends nothing here
            answer, arrays = {"status": "error", "error": self.error(error)}, {}
        self.write(question["id"], answer, arrays)

    def write(self, question_id: str, answer: dict, arrays: dict) -> None:
        """Write an answer, its arrays first, so that what the answer names is there."""
        if arrays:
            place = os.path.join(self.folder, f"{question_id}.npz")
            with open(place, "wb") as file:
                np.savez(file, **arrays)
        try:
            content = json.dumps({"id": question_id, **answer}, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            # Something of the learner's own got into a record: what it was is not told, and other questions follow.
            content = json.dumps({"id": question_id, "status": "error", "error": self.error(error)})
        if len(content) > 900_000:
            content = json.dumps({"id": question_id, "status": "too_large"})
        unfinished = os.path.join(self.folder, f"{question_id}.part")
        with open(unfinished, "w") as file:
            file.write(content)
        os.rename(unfinished, os.path.join(self.folder, f"{question_id}.json"))

    def error(self, error: BaseException) -> dict:
        """An exception as data, with the innermost line that lies in a cell."""
        told: dict = {"name": type(error).__name__[:200], "message": str(error)[:2000], "cell": None, "line": None}
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in self.cells:
                told.update(cell=self.cells[frame.filename], line=frame.lineno)
        return told

    def variable(self, question: dict) -> tuple[dict, dict]:
        """What is in a name?"""
        if question["name"] not in self.namespace:
            return {"status": "missing"}, {}
        told, arrays = observing.observe(
            self.namespace[question["name"]], "value", question["max_elements"], question["want_value"]
        )
        return {"status": "answered", "values": [told]}, arrays

    def array(self, question: dict) -> tuple[dict, dict]:
        """What numbers are there about the array in a name, and which rows does it hold?"""
        if question["name"] not in self.namespace:
            return {"status": "missing"}, {}
        looked_at = _sibling("arrays").Arrays()
        record = looked_at.record(self.namespace[question["name"]], [])
        return {"status": "answered", "record": record}, looked_at.rows

    def function(self, question: dict) -> tuple[dict, dict]:
        """Call a function with each list of arguments."""
        if question["name"] not in self.namespace:
            return {"status": "missing"}, {}
        function = self.namespace[question["name"]]
        if not callable(function):
            return {"status": "unsupported", "values": [{"type": observing.type_name(function)}]}, {}
        values: list[dict] = []
        arrays: dict = {}
        for number, call in enumerate(question["calls"]):
            arguments = [self.decoded(argument) for argument in call]
            try:
                # Nested in the whole answer's limit, which this one takes the place of.
                with time_limit(question["seconds_each"]):
                    result = function(*arguments)
                    told, new = observing.observe(result, f"call{number}", 5_000_000)
            except TooSlow:
                return {"status": "too_slow", "values": values}, arrays
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001 - any exception is the function's answer
                values.append(self.error(error))
                continue
            changed = [at for at, given in enumerate(call) if not _same(arguments[at], self.decoded(given))]
            told.update(modified_input=bool(changed), modified_arguments=changed[:100])
            values.append(told)
            arrays.update(new)
        return {"status": "answered", "values": values}, arrays

    def model(self, question: dict) -> tuple[dict, dict]:
        """Save a model and tell what it looks like."""
        name, model = modelling.find(self.namespace, question["name"])
        if name is None:
            return {"status": "missing"}, {}
        if not modelling.is_model(model):
            return {"status": "unsupported", "values": [{"type": observing.type_name(model)}]}, {}
        answer: dict = {"status": "answered", "values": [{"type": observing.type_name(model)}]}
        if name != question["name"]:
            answer["found_name"] = name[:200]
        answer["model"] = observing.as_json(modelling.describe(model))
        place = os.path.join(self.folder, f"{question['id']}.keras")
        try:
            model.save(place)
        except Exception as error:  # noqa: BLE001 - a custom model may refuse in any way; its description still counts
            with contextlib.suppress(FileNotFoundError):
                os.remove(place)
            answer["error"] = self.error(error)
        return answer, {}

    def predict(self, question: dict) -> tuple[dict, dict]:
        """Predict the rows with a model, as its own ``predict`` does."""
        name, model = modelling.find(self.namespace, question["name"])
        if name is None:
            return {"status": "missing"}, {}
        if not hasattr(model, "predict"):
            return {"status": "unsupported", "values": [{"type": observing.type_name(model)}]}, {}
        unless = question["unless"]
        saved = os.path.join(self.folder, f"{unless['saved']}.keras") if unless else ""
        if os.path.exists(saved) and modelling.is_made_of(saved, unless["modules"], unless["without"]):
            return {"status": "unneeded"}, {}
        rows = self.given[question["rows"]]
        if question["mean"]:
            rows = rows - observing.as_array(self.namespace[question["mean"]])
        if question["std"]:
            rows = rows / observing.as_array(self.namespace[question["std"]])
        predictions = modelling.predict(model, rows, BATCH, observing.as_array)
        if predictions is None:
            return {"status": "unsupported", "values": [{"type": "no array"}]}, {}
        told, arrays = observing.observe(predictions, "predictions", MAX_PREDICTIONS)
        answer: dict = {"status": "answered", "values": [told]}
        if name != question["name"]:
            answer["found_name"] = name[:200]
        return answer, arrays

    def calls(self, question: dict) -> tuple[dict, dict]:
        """What was given to ``fit`` and its like?"""
        recorder = _recorder("calls")
        if recorder is None:
            return {"status": "missing"}, {}
        record = recorder.told(self.namespace, self.names)
        arrays = recorder.arrays.rows if recorder.arrays else {}
        return {"status": "answered", "record": record}, arrays

    def figures(self, question: dict) -> tuple[dict, dict]:
        """What figures were shown?"""
        recorder = _recorder("figures")
        if recorder is None:
            return {"status": "missing"}, {}
        return {"status": "answered", "record": recorder.told(self.names)}, {}

    def decoded(self, argument: dict) -> object:
        """A fresh copy of an argument of a question."""
        if "array" in argument:
            return self.given[argument["array"]].copy()
        return copy.deepcopy(argument["literal"])


def _same(one: object, other: object) -> bool:
    """Whether an argument still is what was given."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return type(one) is type(other) and repr(one) == repr(other)


def _cells(names: dict) -> dict:
    """Names of cells by the file name under which IPython compiled them; ``names`` are those by execution count."""
    shell = sys.modules["IPython"].get_ipython()
    numbers = getattr(shell.compile, "_filename_map", {})
    return {place: names[str(number)] for place, number in numbers.items() if str(number) in names}


def _recorder(name: str) -> Any:
    """What has recorded the notebook's calls or figures, as ``kernel.py`` installed it."""
    return getattr(sys.modules.get(f"questbook_inside_{name}"), "RECORDER", None)


def main(namespace: dict, ask: str, answers: str) -> None:
    """Answer every question, in order."""
    with open(os.path.join(ask, "questions.json")) as file:
        questions = json.load(file)
    for name in ("calls", "figures"):
        if recorder := _recorder(name):
            # What is called in answer to a question is no part of the notebook.
            recorder.open = False
    asker = Asker(namespace, ask, answers)
    with contextlib.redirect_stdout(_Nowhere()), contextlib.redirect_stderr(_Nowhere()):
        for question in questions:
            asker.answer(question)


class _Nowhere(io.TextIOBase):
    """Takes what functions print while they are questioned."""

    def write(self, words: str) -> int:
        return len(words)
