"""``function``: a function gives what the reference gives, on inputs it has never seen."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field, model_validator

from graders.code.definitions import Definition, definition
from graders.criteria.answers import absent, line_of, raised
from graders.criteria.differences import describe
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, partial, passed
from graders.evidence import EvidenceInvalid
from graders.inputs import MAX_ELEMENTS, Input, encode, generate
from graders.questions import Answer, Answered, AnswerError, AskFunction
from graders.strategies import Draws
from graders.text import Text, text
from graders.values import Tolerance, compare, decode
from graders.wording import plain, shown, shown_call, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

RIGHT = text(
    "`{name}` gave the right result for all {total} inputs.",
    "`{name}` 함수가 입력 {total}개 모두에 맞는 결과를 냈습니다.",
)
COUNT = text("{right} of {total} inputs right", "입력 {total}개 중 {right}개 통과")
SOME_WRONG = text(
    "`{name}` was right for {right} of {total} inputs. {first}",
    "`{name}` 함수가 입력 {total}개 중 {right}개에서 맞았습니다. {first}",
)
RESULT = text("For {call}: {clause}.", "{call}의 결과: {clause}.")
HIDDEN_RESULT = text("For one of the hidden inputs: {clause}.", "숨겨진 입력 중 하나의 결과: {clause}.")
RAISED = text("{call} raised {error}", "{call} 호출에서 오류가 났습니다: {error}")
HIDDEN_RAISED = text(
    "For one of the hidden inputs it raised {error}.", "숨겨진 입력 중 하나에서 {error} 오류가 났습니다."
)
CHANGED = text(
    "{call} changed its own argument. Work on a copy of it instead, made with .copy().",
    "{call} 호출이 인자로 받은 값을 바꾸었습니다. .copy()로 복사본을 만들어 사용해 주십시오.",
)
CHANGED_NAMED = text(
    "{call} changed its own argument `{name}`. Work on a copy instead, for example with `{name} = {name}.copy()`.",
    "{call} 호출이 인자 `{name}`의 값을 바꾸었습니다. `{name} = {name}.copy()`처럼 복사본을 만들어 사용해 주십시오.",
)
RETURNED_NOTHING = text(
    "{call} returned None, because the function returns nothing. End it with a return of its result.",
    "{call} 호출이 None을 반환했습니다. 함수에 값을 반환하는 return이 없습니다. 함수 끝에서 결과를 return으로 반환해 "
    "주십시오.",
)
RETURNED_NONE = text(
    "{call} returned None, though the function has a return. Look for a path that this input takes and that ends "
    "without return, or that returns something which is None.",
    "함수에 return이 있지만 {call} 호출은 None을 반환했습니다. 이 입력에서 return 없이 끝나는 경로가 있는지, None인 "
    "값을 반환하지 않는지 확인해 주십시오.",
)
NONE_RETURNED = text("{call} returned None.", "{call} 호출이 None을 반환했습니다.")
NO_VALUE = text(
    "{call} returned a {type}, which cannot be compared. Return an array or a number.",
    "{call} 호출이 비교할 수 없는 값({type})을 반환했습니다. 배열이나 수를 반환해 주십시오.",
)
TOO_SLOW = text(
    "{call} was not done in time. Look for a loop that does not end.",
    "{call} 호출이 시간 안에 끝나지 않았습니다. 끝나지 않는 반복문이 없는지 확인해 주십시오.",
)
A_HIDDEN_CALL = text("A call on a hidden input", "숨겨진 입력에 대한")


class FunctionOptions(Options):
    """Which function, against which reference, on which inputs."""

    function: str = Field(min_length=1, max_length=100)
    """The learner's function."""
    reference: str = Field(min_length=1, max_length=100)
    """The function of ``reference.py`` that gives the right results."""
    cases: list[list[Input]] = Field(default_factory=list, max_length=200)
    """One list of arguments a call; each counts the same."""
    random: Draws | None = None
    """Further calls with arguments drawn at random, edge cases among them; each counts the same, too."""
    tolerance: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """How far a number may be off, relative and absolute; 1e-5 and 1e-6 where absent."""
    unchanged_inputs: bool = False
    """Whether a call that changes its arguments in place is wrong."""
    hidden: bool = False
    """Whether learners are not told the inputs and the right results of calls that failed."""
    seconds_each: float = Field(default=10.0, gt=0, le=300)
    """Wall time of one call."""

    @model_validator(mode="after")
    def _inputs_can_be_made(self) -> FunctionOptions:
        if not self.cases and self.random is None:
            raise ValueError("give cases, random or both")
        # Counted before any is made: quests are read where there is no sandbox.
        total = sum(argument.elements for arguments in self.cases for argument in arguments)
        if total > MAX_ELEMENTS:
            raise ValueError(f"the inputs of all cases together have {total} elements, more than {MAX_ELEMENTS}")
        self.arguments()
        return self

    def arguments(self) -> list[list[Any]]:
        """The arguments of every call, the same each time."""
        written = [
            [generate(argument, (case, position)) for position, argument in enumerate(arguments)]
            for case, arguments in enumerate(self.cases)
        ]
        return written + (self.random.calls() if self.random else [])


@dataclass(frozen=True)
class _Wrong:
    """Why one call is wrong."""

    message: Text
    expected: Text | None = None
    found: Text | None = None
    cell: str | None = None
    line: int | None = None


def questions(spec: CriterionSpec, options: FunctionOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the results of all calls; arrays travel under ``ID-CALL-ARGUMENT``."""
    calls: list[list[dict[str, Any]]] = []
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for case, arguments in enumerate(options.arguments()):
        encoded = [encode(value, f"{spec.id}-{case}-{position}") for position, value in enumerate(arguments)]
        calls.append([form for form, _ in encoded])
        for _, named in encoded:
            arrays.update(named)
    question = AskFunction(id=spec.id, name=options.function, calls=calls, seconds_each=options.seconds_each)
    return Asked([question], arrays)


def judge(spec: CriterionSpec, options: FunctionOptions, context: Context) -> Verdict:
    """The share of calls that give what the reference gives; tells of the first that does not."""
    answer = context.answer(spec.id)
    calls = options.arguments()
    total = len(calls)
    if len(answer.values) > total:
        raise EvidenceInvalid(f"answers/{spec.id}.json holds {len(answer.values)} results of {total} calls")
    # A function that hangs in its third call has still answered two.
    if answer.status != "too_slow" or not answer.values:
        if verdict := absent(options.function, answer, context):
            return verdict
        if len(answer.values) != total:
            raise EvidenceInvalid(f"answers/{spec.id}.json holds {len(answer.values)} results of {total} calls")
    wrongs: list[_Wrong] = []
    for case, arguments in enumerate(calls):
        right = context.reference.call(options.reference, arguments)
        observed = answer.values[case] if case < len(answer.values) else None
        if wrong := _judge_call(options, context, answer, arguments, right, observed):
            wrongs.append(wrong)
    if not wrongs:
        return passed(RIGHT.format(name=options.function, total=total))
    first = wrongs[0]
    good = total - len(wrongs)
    message = SOME_WRONG.format(name=options.function, right=good, total=total, first=first.message)
    fields = {
        "expected": first.expected,
        "found": first.found or COUNT.format(right=good, total=total),
        "cell": first.cell,
        "line": first.line,
    }
    return partial(good / total, message, **fields) if good else failed(message, **fields)


def _judge_call(
    options: FunctionOptions,
    context: Context,
    answer: Answer,
    arguments: list[Any],
    right: Any,
    observed: Answered | AnswerError | None,
) -> _Wrong | None:
    call = A_HIDDEN_CALL if options.hidden else verbatim(f"`{shown_call(options.function, arguments)}`")
    if observed is None:
        return _Wrong(TOO_SLOW.format(call=call))
    if isinstance(observed, AnswerError):
        if options.hidden:
            # The words of an exception are the learner's, and could tell the input.
            name = observed.name if isinstance(getattr(builtins, observed.name, None), type) else "Exception"
            return _Wrong(HIDDEN_RAISED.format(error=name), cell=observed.cell, line=line_of(observed))
        message = RAISED.format(call=call, error=raised(observed))
        return _Wrong(message, found=verbatim(plain(observed.name, 80)), cell=observed.cell, line=line_of(observed))
    if options.unchanged_inputs and observed.modified_input:
        return _Wrong(_changed(options, context, observed).format(call=call))
    if not observed.has_value:
        kind = plain(observed.type, 80)
        return _Wrong(NO_VALUE.format(call=call, type=kind), found=verbatim(kind))
    found = decode(observed, context.evidence, answer.id, _room_for(right))
    if found is None and right is not None:
        return _Wrong(_none(options, context).format(call=call), found=verbatim("None"))
    difference = compare(right, found, Tolerance.of(options.tolerance))
    if difference is None:
        return None
    described = describe(difference, right_value=not options.hidden, found_value=not options.hidden)
    sentence = HIDDEN_RESULT if options.hidden else RESULT
    return _Wrong(
        sentence.format(call=call, clause=described.clause),
        expected=None if options.hidden else verbatim(shown(right)),
        found=None if options.hidden else verbatim(shown(found)),
    )


def _changed(options: FunctionOptions, context: Context, observed: Answered) -> Text:
    """What is said of a changed argument: its name, where the record tells which it was or there is but one."""
    made = definition(options.function, context.cells)
    name = made.parameter(_first_changed(observed, made)) if made else None
    return CHANGED if name is None else CHANGED_NAMED.format(call="{call}", name=plain(name, 60))


def _first_changed(observed: Answered, made: Definition) -> int:
    """The position of the first argument that was changed; -1 where that is not known."""
    if observed.modified_arguments:
        return observed.modified_arguments[0]
    return 0 if made.parameter(1) is None else -1


def _none(options: FunctionOptions, context: Context) -> Text:
    """What is said of None where a value was expected: whether the function returns anything at all."""
    made = definition(options.function, context.cells)
    if made is None:
        return NONE_RETURNED
    return RETURNED_NONE if made.returns_a_value else RETURNED_NOTHING


def _room_for(right: Any) -> int:
    """Bytes that a result may unpack to: the right one's elements at the widest dtype, with room for mistakes."""
    elements = right.size if isinstance(right, np.ndarray) else 1
    return 64 * elements + 1_000_000


PROVES = (
    "The function gets inputs that the notebook has not seen, and the results are compared outside of the sandbox "
    "with those of a reference that is not in it. A table of remembered answers fits no inputs that are drawn at "
    "random."
)
EXAMPLE = """\
[[criterion]]
id = "naive-relu"
kind = "function"
points = 10
cell = "relu"
title = { en = "`naive_relu` keeps what is positive", ko = "`naive_relu`는 양수만 남깁니다" }
function = "naive_relu"
reference = "naive_relu"
cases = [[{ array = [[1, -2], [0, 3]], dtype = "float32" }]]
random = { count = 10, sizes = { n = [1, 4], m = [1, 4] }, arguments = [{ normal = ["n", "m"] }] }
unchanged_inputs = true
"""
KIND = Kind("function", FunctionOptions, judge, questions, proves=PROVES, example=EXAMPLE)
