"""What an instructor's function is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graders.criteria.answers import UNSUPPORTED, absent, raised
from graders.criteria.kind import Verdict, failed
from graders.evidence import EvidenceInvalid
from graders.heldout import HeldOutMissing
from graders.models import CannotRebuild, EvaluationFailed, evaluate
from graders.observed import CallsRecord, FiguresRecord
from graders.questions import Answer, Answered, AnswerError
from graders.text import Text, text
from graders.values import decode, numbers
from graders.wording import gist, plain, shown, verbatim

if TYPE_CHECKING:
    from graders.context import Context

Array = np.ndarray[Any, Any]

NO_ARRAY = text(
    "`{name}` should be an array of numbers{rank}, but is {found}.",
    "`{name}` 값은 수의 배열{rank}이어야 하지만 {found}입니다.",
)
OF_RANK = text(" with {rank} axes", "(축 {rank}개)")
NO_NUMBER = text("`{name}` should be a number, but is {found}.", "`{name}` 값은 수여야 하지만 {found}입니다.")
NO_WORDS = text("`{name}` should be a text, but is {found}.", "`{name}` 값은 문자열이어야 하지만 {found}입니다.")
NOT_REBUILT = text("`{name}` cannot be judged: {reason}.", "`{name}` 모델을 채점할 수 없습니다. 이유: {reason}.")
NOT_PREDICTED = text(
    "`{name}` gave no predictions for the held-out rows: {reason}.",
    "`{name}` 모델이 채점용 데이터에 대한 예측값을 내지 않았습니다. 이유: {reason}.",
)


class Ended(Exception):
    """Judging ends here with a verdict that the platform words itself (a missing variable, say)."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.message.en)


@dataclass(frozen=True)
class Result:
    """What one call of a learner's function gave."""

    arguments: list[Any]
    value: Any = None
    """An array or plain data; None where it raised, too."""
    error: str | None = None
    """The exception's name and message, or that the result has no form as data; None for a result."""


class Evidence:
    """What a run left behind, as far as the criterion's ``asks`` asked for it."""

    def __init__(self, context: Context, asked: Mapping[str, str], calls: Mapping[str, list[list[Any]]], **about: Any):
        """Evidence of one run.

        Args:
            asked: ids of questions by what they ask: ``variable NAME``, ``function NAME``, ``model``, ``predictions``.
            calls: the arguments of each call, by function.
            about: ``model`` and ``data`` (names), ``prepare`` (held-out rows to what the model takes), ``parameters``.
        """
        self._context = context
        self._asked = asked
        self._calls = calls
        self._about = about

    @property
    def parameters(self) -> dict[str, Any]:
        """The criterion's ``parameters`` in ``quest.toml``."""
        return dict(self._about["parameters"])

    @property
    def sources(self) -> dict[str, str]:
        """The source of each code cell by its name, in order."""
        return {cell.name: cell.source for cell in self._context.cells}

    @property
    def calls(self) -> CallsRecord:
        """The training calls that were observed."""
        return self._context.calls

    @property
    def figures(self) -> FiguresRecord:
        """The figures that were shown."""
        return self._context.figures

    def has(self, name: str) -> bool:
        """Whether a variable that was asked for is there, whatever it is."""
        return self._answer(f"variable {name}").status != "missing"

    def variable(self, name: str) -> Any:
        """A variable's value: an array, or None, bools, numbers, texts, and lists and dicts of them.

        Where there is none, the learner is told, and judging ends.
        """
        answer = self._answer(f"variable {name}")
        self._end_if_absent(name, answer)
        return self._value(name, answer)

    def array(self, name: str, *, rank: int | None = None) -> Array:
        """A variable as an array of finite or other numbers (or bools), of so many axes; else the learner is told."""
        value = self.variable(name)
        found = numbers(value)
        if found is None or found.dtype.kind not in "biufc" or (rank is not None and found.ndim != rank):
            axes = OF_RANK.format(rank=rank) if rank is not None else verbatim("")
            raise _ended(NO_ARRAY.format(name=name, rank=axes, found=shown(value, 80)), value)
        return found

    def number(self, name: str) -> float:
        """A variable as a number; else the learner is told."""
        value = self.variable(name)
        found = numbers(value)
        if found is None or found.size != 1 or found.dtype.kind not in "iuf":
            raise _ended(NO_NUMBER.format(name=name, found=shown(value, 80)), value)
        return float(found.reshape(-1)[0])

    def words(self, name: str) -> str:
        """A variable as text; else the learner is told."""
        value = self.variable(name)
        if not isinstance(value, str):
            raise _ended(NO_WORDS.format(name=name, found=shown(value, 80)), value)
        return value

    def results(self, function: str) -> list[Result]:
        """What the learner's function gave for each call; where there is no such function, the learner is told."""
        answer, calls = self._answer(f"function {function}"), self._calls[function]
        if answer.status != "too_slow" or not answer.values:
            self._end_if_absent(function, answer)
        if len(answer.values) > len(calls) or (answer.status == "answered" and len(answer.values) != len(calls)):
            raise EvidenceInvalid(f"answers/{answer.id}.json holds {len(answer.values)} results of {len(calls)} calls")
        results = [self._result(answer, *pair) for pair in zip(calls, answer.values, strict=False)]
        return results + [Result(call, error="not done in time") for call in calls[len(results) :]]

    @cached_property
    def model(self) -> Any:
        """The ``keras.Model``, made again from its file; where that cannot be done, the learner is told."""
        name, question = self._about["model"], self._asked["model"]
        self._end_if_absent(name, self._context.answer(question))
        try:
            return self._context.model(question).model
        except CannotRebuild as cannot:
            raise _ended(NOT_REBUILT.format(name=name, reason=cannot.reason), None) from None

    @cached_property
    def rows(self) -> Array:
        """The held-out rows of ``data``."""
        return self._heldout("rows")

    @cached_property
    def labels(self) -> Array:
        """The labels of those rows."""
        return self._heldout("labels")

    @cached_property
    def predictions(self) -> Array:
        """The model's outputs for the held-out rows, worked out here.

        Those of a model that its file alone does not make again are the ones that it gave in the sandbox.
        """
        name, question = self._about["model"], self._asked["model"]
        self._end_if_absent(name, self._context.answer(question))
        try:
            return evaluate(self._context.model(question).model, self._about["prepare"](self.rows))
        except CannotRebuild as cannot:
            return self._given_predictions(cannot.reason)
        except EvaluationFailed as error:
            raise _ended(NOT_PREDICTED.format(name=name, reason=gist(str(error))), None) from None

    def _given_predictions(self, reason: Text) -> Array:
        answer = self._answer("predictions")
        if answer.status != "answered":
            raise _ended(NOT_PREDICTED.format(name=self._about["model"], reason=reason), None)
        found = numbers(self._value(self._about["model"], answer))
        if found is None or len(found) != len(self.rows) or found.dtype.kind not in "biuf":
            raise EvidenceInvalid(f"answers/{answer.id}.npz holds no predictions")
        return found

    def _heldout(self, part: str) -> Array:
        if self._context.heldout is None or self._about["data"] is None:
            raise HeldOutMissing("no held-out set was given")
        return np.asarray(getattr(self._context.heldout, part)(self._about["data"]))

    def _answer(self, asked: str) -> Answer:
        if asked not in self._asked:
            raise KeyError(
                f"the criterion's `asks` do not ask for {asked}; they ask for {', '.join(self._asked) or '-'}"
            )
        return self._context.answer(self._asked[asked])

    def _end_if_absent(self, name: str, answer: Answer) -> None:
        if verdict := absent(name, answer, self._context):
            raise Ended(verdict)

    def _value(self, name: str, answer: Answer) -> Any:
        observed = answer.values[0] if len(answer.values) == 1 else None
        if not isinstance(observed, Answered):
            raise EvidenceInvalid(f"answers/{answer.id}.json does not hold one value")
        if not observed.has_value:
            raise _ended(UNSUPPORTED.format(name=name, type=plain(observed.type, 80)), None)
        return decode(observed, self._context.evidence, answer.id)

    def _result(self, answer: Answer, arguments: list[Any], observed: Answered | AnswerError) -> Result:
        if isinstance(observed, AnswerError):
            return Result(arguments, error=raised(observed).en)
        if not observed.has_value:
            return Result(arguments, error=f"a {plain(observed.type, 80)}, which has no form as data")
        return Result(arguments, decode(observed, self._context.evidence, answer.id))


def _ended(message: Text, value: Any) -> Ended:
    return Ended(failed(message, found=verbatim(shown(value, 80)) if value is not None else None))
