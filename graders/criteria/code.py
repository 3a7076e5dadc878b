"""``code``: how something was done: functions called or left alone, loops written or avoided.

Read from the source, so it is judged also when the notebook never ran to its end.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.code.cells import defined
from graders.code.reading import Code, matching
from graders.code.trees import Place, Unreadable
from graders.code.uses import Loop, Use
from graders.criteria.kind import Kind, Options, Verdict, failed, passed, unattempted
from graders.text import Text, text
from graders.wording import plain, shown, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.quest import CriterionSpec

RIGHT = text("{scope} is written as asked.", "{scope} 요구한 방법대로 작성되었습니다.")
NOTHING = text("There is no code to look at.", "살펴볼 코드가 없습니다.")
NOT_BEGUN = text(
    "Nothing of this task is in your notebook: none of {names} is defined.",
    "노트북에 이 과제의 내용이 없습니다. {names} 가운데 정의된 것이 없습니다.",
)
UNREADABLE = text(
    "Cell `{cell}` is not valid Python{line}, so it could not be read: {reason}.",
    "`{cell}` 셀이 올바른 파이썬 코드가 아니어서{line} 읽을 수 없습니다: {reason}.",
)
AT_LINE = text(" (line {line})", "({line}번째 줄)")
NO_FUNCTION = text(
    "There is no function `{name}` in your notebook. Define it with def {name}(...).",
    "노트북에 `{name}` 함수가 없습니다. def {name}(...)으로 정의해 주십시오.",
)
NEAR_FUNCTION = text(
    "There is no function `{name}` in your notebook, but there is `{near}`. Rename it to `{name}`.",
    "노트북에 `{name}` 함수가 없습니다. 대신 `{near}` 이름이 있습니다. `{name}` 이름으로 바꾸어 주십시오.",
)
NOT_CALLED = text(
    "{scope} does not call {name}, which is asked for here.", "{scope} {name} 호출이 없습니다. 여기에서는 필요합니다."
)
WITHOUT_KEYWORD = text(
    "{name} is called without {keyword}, which is asked for here.",
    "{name} 호출에 {keyword} 인자가 없습니다. 여기에서는 필요합니다.",
)
OTHER_KEYWORD = text(
    "{name} is called with {keyword}={found}; {keyword}={right} is asked for here.",
    "{name} 호출의 인자가 {keyword}={found}입니다. 여기에서는 {keyword}={right}이어야 합니다.",
)
FORBIDDEN = text(
    "Line {line} of cell `{cell}` uses {name}. This quest asks you to do it without.",
    "`{cell}` 셀의 {line}번째 줄에서 {name}을(를) 사용했습니다. 이 퀘스트에서는 이것 없이 작성해야 합니다.",
)
NO_LOOP = text(
    "{scope} has no loop. Write it with for or while, one element at a time.",
    "{scope} 반복문이 없습니다. for나 while로 원소를 하나씩 다루도록 작성해 주십시오.",
)
LOOP = text(
    "Line {line} of cell `{cell}` has a loop ({kind}). Do it with operations on whole arrays instead.",
    "`{cell}` 셀의 {line}번째 줄에 반복문({kind})이 있습니다. 반복문 대신 배열 전체에 대한 연산을 사용해 주십시오.",
)
NOT_DEFINED = text("There is no {kind} `{name}` in your notebook.", "노트북에 `{name}` {kind} 정의가 없습니다.")
A_FUNCTION = text("function", "함수")
A_CLASS = text("class", "클래스")
OTHER_PARAMETERS = text(
    "`{name}` takes ({found}), but should take ({right}).",
    "`{name}` 함수의 매개변수가 ({found})입니다. ({right})이어야 합니다.",
)
OTHER_BASE = text("The class `{name}` should be made from {right}.", "`{name}` 클래스는 {right}을(를) 상속해야 합니다.")
OUT_OF_ORDER = text(
    "{later} (line {line} of cell `{cell}`) comes before {earlier}. Do {earlier} first.",
    "{later}(`{cell}` 셀의 {line}번째 줄)이(가) {earlier}보다 먼저 나옵니다. {earlier}을(를) 먼저 하십시오.",
)
THE_FUNCTION = text("The function `{name}`", "`{name}` 함수에는")
THE_CELL = text("Cell `{name}`", "`{name}` 셀에는")
THE_NOTEBOOK = text("Your notebook", "노트북에는")
RIGHT_FUNCTION = text("The function `{name}`", "`{name}` 함수가")
RIGHT_CELL = text("Cell `{name}`", "`{name}` 셀이")
RIGHT_NOTEBOOK = text("Your notebook", "노트북이")
MATMUL = "the @ operator", "@ 연산자"

ANY = "*"


class CallOptions(BaseModel):
    """A call that must be there."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)
    name: str = Field(min_length=1, max_length=120)
    """Its full name (``numpy.dot``, ``keras.Model.fit``); ``*.dot`` takes any method of that name."""
    where: str | None = Field(default=None, max_length=120)
    """The function or the cell in which it must stand."""
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")
    """Arguments that it must have, by the names of their parameters, with their values; ``"*"`` takes any value.

    Arguments given by position count as well for what NumPy, Keras or the notebook itself defines.
    """


class DefinitionOptions(BaseModel):
    """A function or a class that must be defined."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    name: str = Field(min_length=1, max_length=120)
    """``Net.call`` for a method."""
    kind: Literal["function", "class"] = "function"
    """Which of the two it must be."""
    parameters: list[str] | None = Field(default=None, max_length=50)
    """Of a function: the names of all its parameters, in order."""
    base: str | None = Field(default=None, max_length=120)
    """Of a class: the full name of what it is made from (``keras.layers.Layer``)."""

    @model_validator(mode="after")
    def _fits_the_kind(self) -> DefinitionOptions:
        if self.parameters is not None and self.kind == "class":
            raise ValueError("a class has no parameters: name its method, as in Net.call")
        if self.base is not None and self.kind == "function":
            raise ValueError("only a class has a base")
        return self


class CodeOptions(Options):
    """What the code must and must not hold; each key that is given is checked, in this order."""

    calls: list[CallOptions] = Field(default_factory=list, max_length=50)
    """Calls that must be there."""
    forbids: list[str] = Field(default_factory=list, max_length=100)
    """Full names that may not be used; ``operator.matmul`` is also the ``@`` operator."""
    loops: Literal["required", "forbidden"] | None = None
    """Whether there must be a loop, or must be none; ``for``, ``while`` and comprehensions are loops."""
    defines: list[DefinitionOptions] = Field(default_factory=list, max_length=50)
    """Functions and classes that must be defined."""
    order: list[str] = Field(default_factory=list, max_length=20)
    """Full names, or names of the notebook's own, whose first uses must come in this order; one that is never used
    is no matter of order."""
    function: str | None = Field(default=None, max_length=100)
    """Look only into this function and the helpers it calls (``Net.call`` for a method)."""

    @model_validator(mode="after")
    def _something_is_asked(self) -> CodeOptions:
        if not (self.calls or self.forbids or self.defines or self.order or self.loops):
            raise ValueError("give at least one of defines, calls, order, forbids, loops")
        if len(self.order) == 1:
            raise ValueError("order: give at least two names")
        return self


class _Scope:
    """The part of the notebook that a criterion is about."""

    def __init__(self, code: Code, context: Context, cell: str | None, function: str | None) -> None:
        self.code = code
        self.function = function
        cells = {c.name for c in context.cells if c.answer}
        self.cell = cell if cell in cells and function is None else None
        self.cells = {self.cell} if self.cell else cells
        self.anywhere = cell is not None and function is None and self.cell is None
        """The cell asked about is not there, as in a notebook of one's own: its code may stand in any."""
        self.empty = not any(c.source.strip() for c in context.cells if c.name in self.cells)
        self.definitions = code.within(function) if function else None
        self.start = code.places.get(code.functions[function]) if function in code.functions else None

    def holds(self, one: Use | Loop) -> bool:
        """Whether a use or a loop lies in it."""
        if self.function is not None:
            return bool(self.definitions and not self.definitions.isdisjoint(one.inside))
        return one.place.cell in self.cells

    def may_hold(self, one: Use | Loop) -> bool:
        """Whether a use or a loop can be blamed on it: where its cell is not known, functions may belong to others."""
        return self.holds(one) and not (self.anywhere and one.inside)

    def unreadable(self) -> Unreadable | None:
        """A cell of it that is no Python."""
        return next((u for name, u in self.code.unreadable.items() if name in self.cells), None)

    def named(self, function: Text, cell: Text, notebook: Text) -> Text:
        """It in words."""
        if self.function is not None:
            return function.format(name=self.function)
        return cell.format(name=self.cell) if self.cell else notebook


def judge(spec: CriterionSpec, options: CodeOptions, context: Context) -> Verdict:
    """Checks definitions, calls, their order, what is forbidden, then loops; points at the first line that is off."""
    code = context.code
    scope = _Scope(code, context, spec.cell, options.function)
    if options.function is not None and scope.definitions is None:
        return _no_function(options.function, scope, context)
    if scope.function is None and (broken := scope.unreadable()):
        return _not_python(broken)
    if scope.empty:
        return unattempted(NOTHING)
    if scope.anywhere and not options.calls and (names := _asked_beside(spec, context)) and not names & _own(context):
        return unattempted(NOT_BEGUN.format(names=", ".join(f"`{name}`" for name in sorted(names))))
    uses = [use for use in code.uses if scope.holds(use)]
    loops = [loop for loop in code.loops if scope.holds(loop)]
    if options.loops == "forbidden":
        loops = [loop for loop in loops if scope.may_hold(loop)]
    verdict = (
        _judge_definitions(options, code)
        or _judge_calls(options, uses, scope)
        or _judge_order(options, uses)
        or _judge_forbidden(options, [use for use in uses if scope.may_hold(use)])
        or _judge_loops(options, loops, scope)
    )
    return verdict or passed(RIGHT.format(scope=scope.named(RIGHT_FUNCTION, RIGHT_CELL, RIGHT_NOTEBOOK)))


def _asked_beside(spec: CriterionSpec, context: Context) -> set[str]:
    """What other criteria of the same cell ask for by name: in a notebook of one's own, the signs of that task."""
    beside = [other.options for other in context.quest.file.criterion if other.cell == spec.cell]
    return {options[key] for options in beside for key in ("variable", "function", "model") if key in options}


def _own(context: Context) -> set[str]:
    """The names that the learner's cells define."""
    return {one.name for cell in context.cells if cell.answer for one in defined(cell)}


def _no_function(name: str, scope: _Scope, context: Context) -> Verdict:
    if broken := scope.unreadable():
        return _not_python(broken)
    if (near := context.near_name(name)) and near.name != name:
        message = NEAR_FUNCTION.format(name=name, near=plain(near.name, 80))
        return failed(message, cell=near.cell, line=near.line)
    return unattempted(NO_FUNCTION.format(name=name))


def _not_python(broken: Unreadable) -> Verdict:
    line = AT_LINE.format(line=broken.line) if broken.line else ""
    message = UNREADABLE.format(cell=broken.cell, line=line, reason=plain(broken.message, 120))
    return failed(message, cell=broken.cell, line=broken.line)


def _judge_definitions(options: CodeOptions, code: Code) -> Verdict | None:
    for wanted in options.defines:
        found = next((d for d in reversed(code.definitions) if (d.name, d.kind) == (wanted.name, wanted.kind)), None)
        if found is None:
            kind = A_CLASS if wanted.kind == "class" else A_FUNCTION
            return failed(NOT_DEFINED.format(kind=kind, name=wanted.name), expected=verbatim(f"`{wanted.name}`"))
        if wanted.parameters is not None and list(found.parameters) != wanted.parameters:
            sides = {"found": plain(", ".join(found.parameters), 200), "right": ", ".join(wanted.parameters)}
            message = OTHER_PARAMETERS.format(name=wanted.name, **sides)
            both = {key: verbatim(f"({words})") for key, words in sides.items()}
            return failed(message, expected=both["right"], found=both["found"], **_at(found.place))
        if wanted.base is not None and wanted.base not in found.bases:
            seen = verbatim(plain(", ".join(sorted(found.bases)), 200) or "-")
            message = OTHER_BASE.format(name=wanted.name, right=_named(wanted.base))
            return failed(message, expected=_named(wanted.base), found=seen, **_at(found.place))
    return None


def _judge_order(options: CodeOptions, uses: list[Use]) -> Verdict | None:
    # What a function does is done where it is called; within one function, its own lines count.
    lines = uses if options.function else [use for use in uses if not use.inside]
    found = (
        (name, next((at for at, use in enumerate(lines) if any(matching([use], name))), None)) for name in options.order
    )
    first = [(name, at) for name, at in found if at is not None]
    for (earlier, before), (later, after) in itertools.pairwise(first):
        if after < before:
            place = lines[after].place
            words = {"earlier": _named(earlier), "later": _named(later)}
            return failed(OUT_OF_ORDER.format(**words, line=place.line, cell=place.cell), **_at(place))
    return None


def _judge_calls(options: CodeOptions, uses: list[Use], scope: _Scope) -> Verdict | None:
    for wanted in options.calls:
        calls = [use for use in matching(uses, wanted.name) if use.called and _stands(use, wanted.where, scope.code)]
        if not calls:
            words = scope.named(THE_FUNCTION, THE_CELL, THE_NOTEBOOK)
            message = NOT_CALLED.format(scope=words, name=_named(wanted.name))
            return failed(message, expected=_named(wanted.name), **_at(scope.start))
        refusals = [_arguments_off(wanted, call, scope.code.arguments(call)) for call in calls]
        if all(refusals):
            return refusals[0]
    return None


def _stands(use: Use, where: str | None, code: Code) -> bool:
    if where is None or use.place.cell == where:
        return True
    definitions = code.within(where)
    return bool(definitions and not definitions.isdisjoint(use.inside))


def _arguments_off(wanted: CallOptions, call: Use, given: dict[str, Any]) -> Verdict | None:
    for keyword, right in wanted.with_.items():
        about: dict[str, Any] = {"name": _named(wanted.name), "keyword": keyword}
        if keyword not in given:
            if call.has_stars:
                continue  # It may be among them; nobody can tell from here.
            return failed(WITHOUT_KEYWORD.format(**about), **_at(call.place))
        found = given[keyword]
        if right != ANY and found is not ... and found != right:
            sides = {"found": shown(found, 80), "right": shown(right, 80)}
            both = {"expected": f"{keyword}={sides['right']}", "found": f"{keyword}={sides['found']}"}
            words = {key: verbatim(said) for key, said in both.items()}
            return failed(OTHER_KEYWORD.format(**about, **sides), **words, **_at(call.place))
    return None


def _judge_forbidden(options: CodeOptions, uses: list[Use]) -> Verdict | None:
    for name in options.forbids:
        if use := next(matching(uses, name), None):
            words = _named(name if ANY not in name else sorted(use.names)[0].removeprefix("?"))
            message = FORBIDDEN.format(name=words, cell=use.place.cell, line=use.place.line)
            return failed(message, found=words, **_at(use.place))
    return None


def _judge_loops(options: CodeOptions, loops: list[Loop], scope: _Scope) -> Verdict | None:
    if options.loops == "required" and not loops:
        return failed(NO_LOOP.format(scope=scope.named(THE_FUNCTION, THE_CELL, THE_NOTEBOOK)), **_at(scope.start))
    if options.loops == "forbidden" and loops:
        first = loops[0]
        message = LOOP.format(line=first.place.line, cell=first.place.cell, kind=first.kind)
        return failed(message, **_at(first.place))
    return None


def _at(place: Place | None) -> dict[str, Any]:
    return {"cell": place.cell, "line": place.line} if place else {}


def _named(name: str) -> Text:
    if name == "operator.matmul":
        return text(*MATMUL)
    return verbatim(f"`{plain(name, 120)}`")


PROVES = (
    "Read from the notebook as the worker rebuilt it, and never run. It tells how something was written, and no more: "
    "a call may stand where it is never reached. Ask for the result by another kind, too."
)
EXAMPLE = """\
[[criterion]]
id = "dot-loops"
kind = "code"
points = 4
cell = "dot"
title = { en = "`naive_dot` is written with loops", ko = "`naive_dot`은 반복문으로 작성되어 있습니다" }
function = "naive_dot"
loops = "required"
forbids = ["numpy.dot", "numpy.matmul", "operator.matmul", "*.dot"]
"""
KIND = Kind("code", CodeOptions, judge, judges_source=True, proves=PROVES, example=EXAMPLE)
