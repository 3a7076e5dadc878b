"""``custom``: what the instructor's own function in ``grader.py`` says of the evidence.

That function runs here, in the judge's sandbox, and nowhere else. See :mod:`graders.authoring` for what it is given.
"""

from __future__ import annotations

import math
import sys
import traceback
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders import instructor
from graders.criteria.custom.evidence import Ended, Evidence
from graders.criteria.custom.outcome import Outcome
from graders.criteria.kind import Asked, Kind, Options, Verdict, could_not_grade
from graders.criteria.model import model_question, predict_question
from graders.evidence import EvidenceInvalid
from graders.heldout import HeldOutMissing
from graders.inputs import MAX_ELEMENTS, Input, encode, generate
from graders.questions import AskCalls, AskFigures, AskFunction, AskVariable
from graders.text import Text, text
from graders.wording import plain

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

BROKE = text(
    "This quest's own check failed{where}: {error}. Its points do not count against you. Please tell your instructor.",
    "퀘스트의 채점 코드가 실패했습니다{where}: {error}. 이 항목의 점수는 총점에서 제외됩니다. 강사에게 알려 주십시오.",
)
AT_LINE = text(" in grader.py, line {line}", "(grader.py {line}번째 줄)")
IN_FILE = text(" in grader.py", "(grader.py)")
TOO_SLOW = text("it took more than {seconds} s", "{seconds}초 넘게 걸렸습니다")
NO_OUTCOME = text(
    "`{function}` returned a {found} instead of an Outcome",
    "`{function}` 함수가 Outcome이 아니라 {found}을(를) 반환했습니다",
)
NOTHING_TO_PREDICT = text(
    "predictions need `asks.model` and `data`", "predictions에는 `asks.model`과 `data`가 있어야 합니다"
)
TELLS_NO_VALUES = (NameError, AttributeError, ImportError, SyntaxError, TypeError)
"""Errors whose message names code rather than values: a right answer might be among those."""
MAX_LINE = 1_000_000

Name = Annotated[str, Field(min_length=1, max_length=100)]
Array = np.ndarray[Any, Any]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class AskedFunction(_Table):
    """A function of the learner's, and what to call it with."""

    name: Name
    """Its name in the notebook."""
    cases: list[list[Input]] = Field(min_length=1, max_length=200)
    """One list of arguments a call, as of the kind ``function``."""
    seconds_each: float = Field(default=10.0, gt=0, le=300)
    """Wall time of one call."""

    def arguments(self) -> list[list[Any]]:
        """The arguments of every call, the same each time."""
        return [
            [generate(argument, (case, position)) for position, argument in enumerate(arguments)]
            for case, arguments in enumerate(self.cases)
        ]


class AskedPredictions(_Table):
    """How a held-out row is prepared for the model."""

    scale: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Rows are divided by this."""
    shape: list[Annotated[int, Field(ge=1, le=1_000_000)]] | None = Field(default=None, min_length=1, max_length=8)
    """The shape of one row; as it is kept where absent."""

    def prepare(self, rows: Array) -> Array:
        """The rows as the model gets them."""
        scaled = rows if self.scale is None else rows.astype(np.float32) / np.float32(self.scale)
        if self.shape is None:
            return scaled
        if math.prod(self.shape) != math.prod(rows.shape[1:]):
            raise ValueError(f"rows of shape {rows.shape[1:]} cannot take the shape {tuple(self.shape)}")
        return scaled.reshape(len(rows), *self.shape)


class Asks(_Table):
    """What to ask the finished notebook for."""

    variables: list[Name] = Field(default_factory=list, max_length=50)
    """Names of variables whose values are wanted."""
    functions: list[AskedFunction] = Field(default_factory=list, max_length=20)
    """Functions to call."""
    model: Name | None = None
    """The variable that holds a Keras model."""
    predictions: AskedPredictions | None = None
    """Whether the model predicts the held-out rows of ``data``, and how they are prepared; ``{}`` as they are."""
    calls: bool = False
    """The record of ``fit`` and its like."""
    figures: bool = False
    """The record of the figures that were shown."""


class CustomOptions(Options):
    """Which function of ``grader.py``, and what it is given."""

    function: str = Field(default="judge", min_length=1, max_length=100)
    """The function of ``grader.py``; it takes the evidence and returns an outcome."""
    asks: Asks = Field(default_factory=Asks)
    """What to ask the finished notebook for; sources are there without asking."""
    data: str | None = Field(default=None, max_length=60)
    """The data set whose held-out rows and labels it may look at."""
    parameters: dict[str, Any] = Field(default_factory=dict)
    """Whatever it should know besides, so that one function can serve several criteria."""
    seconds: float = Field(default=10.0, gt=0, le=60)
    """Wall time of ``grader.py`` for this criterion."""

    @model_validator(mode="after")
    def _can_be_asked(self) -> CustomOptions:
        if self.asks.predictions is not None and (self.asks.model is None or self.data is None):
            raise ValueError(NOTHING_TO_PREDICT)
        total = sum(a.elements for f in self.asks.functions for arguments in f.cases for a in arguments)
        if total > MAX_ELEMENTS:
            raise ValueError(f"the inputs of all cases together have {total} elements, more than {MAX_ELEMENTS}")
        return self

    def questions(self, spec: CriterionSpec) -> dict[str, str]:
        """Ids of this criterion's questions, by what they ask for."""
        asked = {f"variable {name}": f"{spec.id}-v{at}" for at, name in enumerate(self.asks.variables)}
        asked |= {f"function {each.name}": f"{spec.id}-f{at}" for at, each in enumerate(self.asks.functions)}
        if self.asks.model:
            asked["model"] = model_question(self.asks.model).id
        if self.asks.predictions is not None:
            asked["predictions"] = f"{spec.id}-predictions"
        return asked


def questions(spec: CriterionSpec, options: CustomOptions, heldout: HeldOut | None) -> Asked:
    """All that ``asks`` names; arrays travel under ``ID-FUNCTION-CALL-ARGUMENT``."""
    asks, asked, ids = options.asks, Asked(), options.questions(spec)
    asked.questions.extend(AskVariable(id=ids[f"variable {name}"], name=name) for name in asks.variables)
    for function in asks.functions:
        question = ids[f"function {function.name}"]
        calls: list[list[dict[str, Any]]] = []
        for case, arguments in enumerate(function.arguments()):
            encoded = [encode(value, f"{question}-{case}-{at}") for at, value in enumerate(arguments)]
            calls.append([form for form, _ in encoded])
            for _, named in encoded:
                asked.arrays.update(named)
        asked.questions.append(
            AskFunction(id=question, name=function.name, calls=calls, seconds_each=function.seconds_each)
        )
    if asks.model:
        asked.questions.append(model_question(asks.model))
        if asks.predictions is not None and options.data and heldout and heldout.has(options.data):
            rows = f"{spec.id}-rows"
            asked.arrays[rows] = asks.predictions.prepare(heldout.rows(options.data))
            asked.questions.append(predict_question(ids["predictions"], asks.model, rows))
    asked.questions.extend([AskCalls()] if asks.calls else [])
    asked.questions.extend([AskFigures()] if asks.figures else [])
    return asked


def judge(spec: CriterionSpec, options: CustomOptions, context: Context) -> Verdict:
    """What the instructor's function says; where it fails, the quest is to blame and the points leave the maximum."""
    path = context.quest.folder / "grader.py"
    try:
        with instructor.time_limit(options.seconds):
            function = getattr(instructor.load(path), options.function)
            outcome = function(_evidence(spec, options, context))
    except Ended as ended:
        return ended.verdict
    except (EvidenceInvalid, HeldOutMissing):
        raise
    except instructor.TimeUp:
        return could_not_grade(BROKE.format(where=IN_FILE, error=TOO_SLOW.format(seconds=f"{options.seconds:g}")))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever an author's code raises is the quest's fault
        print(f"criterion {spec.id}:", file=sys.stderr)
        traceback.print_exc()
        return could_not_grade(_broke(error, instructor.line_in(path, error)))
    if not isinstance(outcome, Outcome):
        found = NO_OUTCOME.format(function=options.function, found=type(outcome).__name__)
        return could_not_grade(BROKE.format(where=IN_FILE, error=found))
    return _verdict(outcome)


def _evidence(spec: CriterionSpec, options: CustomOptions, context: Context) -> Evidence:
    asks = options.asks
    return Evidence(
        context,
        options.questions(spec),
        {function.name: function.arguments() for function in asks.functions},
        model=asks.model,
        data=options.data,
        prepare=(asks.predictions or AskedPredictions()).prepare,
        parameters=options.parameters,
    )


def _broke(error: BaseException, line: int | None) -> Text:
    where = AT_LINE.format(line=line) if line else IN_FILE
    name = type(error).__name__
    told = f"{name}: {error}" if isinstance(error, TELLS_NO_VALUES) else name
    return BROKE.format(where=where, error=plain(told, 300).rstrip("."))


def _verdict(outcome: Outcome) -> Verdict:
    line = outcome.line if isinstance(outcome.line, int) and 1 <= outcome.line <= MAX_LINE else None
    return Verdict(
        outcome.state,
        outcome.message,
        share=outcome.share,
        expected=outcome.expected,
        found=outcome.found,
        hint=outcome.hint,
        cell=outcome.cell if isinstance(outcome.cell, str) else None,
        line=line,
    )


PROVES = (
    "`grader.py` runs where the evidence is judged, in a process and behind a wall of its own, and never where "
    "learner code runs. How hard its verdict is to forge depends on what it asks for: a model and held-out rows are "
    "facts, a variable is what the sandbox says."
)
EXAMPLE = """\
[[criterion]]
id = "falls"
kind = "custom"
points = 6
cell = "steps"
title = { en = "The loss falls in every step", ko = "손실이 단계마다 줄어듭니다" }
function = "falls"
asks = { variables = ["losses"] }
"""
KIND = Kind("custom", CustomOptions, judge, questions, proves=PROVES, example=EXAMPLE)
