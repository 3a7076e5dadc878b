"""Calls with arguments that the function does not take."""

from __future__ import annotations

import ast
import re
from itertools import islice

from graders import installed
from graders.diagnosis.case import Case, CellCase
from graders.diagnosis.meaning import bases, called, own
from graders.diagnosis.near import near, near_argument
from graders.diagnosis.older_names import KEYWORDS
from graders.report import Diagnosis
from graders.text import text

UNKNOWN_KEYWORD = (
    re.compile(r"(?:(?P<function>[\w.<>]+)\(\) )?[Gg]ot an unexpected keyword argument '(?P<keyword>\w+)'"),
    re.compile(r"Unrecognized keyword arguments passed to (?P<function>\w+): \{'(?P<keyword>\w+)'"),
    re.compile(r"Argument(?:s|\(s\)) not recognized: (?P<function>)\{'(?P<keyword>\w+)'"),
    re.compile(r"argument\(s\) are not supported: (?P<function>)\['(?P<keyword>\w+)'"),
    re.compile(r"'(?P<keyword>\w+)' is an invalid keyword argument for (?P<function>\w+)\(\)"),
    re.compile(r"'(?P<function>\w+)' object has no property '(?P<keyword>\w+)'"),
)
ARTIST = re.compile(r"(\w+)(?:\.set\(\) got an unexpected|' object has no property)")
LIBRARIES = ("keras.", "tensorflow.")
MAX_CALLS = 500
MISSING = re.compile(r"([\w.<>]+)\(\) missing (\d+) required (?:positional|keyword-only) arguments?: (.+)")
TOO_MANY = re.compile(r"([\w.<>]+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) given")
ARTISTS = {
    "Line2D": "matplotlib.lines.Line2D",
    "Text": "matplotlib.text.Text",
    "Rectangle": "matplotlib.patches.Rectangle",
    "AxesImage": "matplotlib.image.AxesImage",
    "PathCollection": "matplotlib.collections.PathCollection",
    "Figure": "matplotlib.figure.Figure",
}
BEHIND = {
    "keras.Model": ("keras.src.models.functional.Functional",),
    "matplotlib.pyplot.subplots": ("matplotlib.pyplot.figure",),
    "matplotlib.pyplot.hist": ("matplotlib.axes.Axes.hist",),
}
"""Functions that hand their keywords on to others."""


def find(case: Case) -> Diagnosis | None:
    """Explain a call's unknown, missing or surplus argument."""
    if not case.raised("TypeError", "ValueError", "AttributeError"):
        return None
    for pattern in UNKNOWN_KEYWORD:
        if found := pattern.search(case.message):
            return _unknown(case, found["function"] or "", found["keyword"])
    if not case.raised("TypeError"):
        return None
    if found := MISSING.search(case.message):
        return _missing(case, found[1], found[3][:100])
    if found := TOO_MANY.search(case.message):
        return _surplus(case, *found.groups())
    return None


def find_swallowed(case: Case) -> Diagnosis | None:
    """A misspelt keyword in a run without an error: some functions take any, and do nothing with what they do not know.

    Only what is close to a keyword that the call does not give is blamed; what a library takes unseen is not.
    """
    calls = ((cell, call) for cell in case.cells for call in _not_tried(cell) if call.keywords)
    for cell, call in islice(calls, MAX_CALLS):
        meant = called(case, call)
        if meant is None or not meant.name.startswith(LIBRARIES) or meant.name.endswith(".__call__"):
            continue
        known = _known_at(case, call)
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        for keyword in call.keywords:
            if keyword.arg and keyword.arg not in known and (right := near(keyword.arg, known - given)):
                message = SWALLOWED.format(function=_shown(case, call, ""), name=keyword.arg)
                mend = INSTEAD.format(meant=right, name=keyword.arg)
                return case.diagnosis("unknown-keyword", message, mend, cell=cell, line=keyword.lineno)
    return None


def _not_tried(cell: CellCase) -> list[ast.Call]:
    """A cell's calls but those within ``try``, which may have raised without ending the run."""
    tried = {id(node) for block in cell.find(ast.Try) for node in ast.walk(block)}
    return [call for call in cell.find(ast.Call) if id(call) not in tried]


def _unknown(case: Case, told: str, keyword: str) -> Diagnosis:
    """A call with a keyword that its function does not know.

    Args:
        told: the function's name as the error tells it, which may be one that lies deeper than the learner's call.
    """
    where, call = _call_with(case, keyword)
    known = _known_at(case, call) if call else frozenset()
    known = known or _known_by_name(case, told)
    if found := ARTIST.search(case.message):
        known |= installed.setters(ARTISTS.get(found[1], ""))
    meant = near_argument(keyword, known - {keyword})
    shown = _shown(case, call, told)
    line = next((k.lineno for k in call.keywords if k.arg == keyword), None) if call else None
    mend = INSTEAD.format(meant=meant, name=keyword) if meant else UNKNOWN_MEND.format(function=shown)
    message = UNKNOWN.format(function=shown, name=keyword)
    return case.diagnosis("unknown-keyword", message, mend, cell=where, line=line or case.line)


def _call_with(case: Case, keyword: str) -> tuple[CellCase | None, ast.Call | None]:
    """The call that was given a keyword: at the fault, else the only one so far (it may have been handed on)."""

    def gives(call: ast.Call) -> bool:
        return any(k.arg == keyword for k in call.keywords)

    here = [call for call in case.here(ast.Call) if gives(call)]
    if here:
        return case.blamed, here[-1]
    far = [(cell, call) for cell in case.before() for call in cell.find(ast.Call) if gives(call)]
    return far[0] if len(far) == 1 else (case.blamed, None)


def _known_at(case: Case, call: ast.Call) -> frozenset[str]:
    """The keywords of what a call calls: the notebook's own, or a library's."""
    meant = called(case, call)
    name = meant.name if meant else ast.unparse(call.func)
    owner, _, last = name.rpartition(".")
    if owner in ("", "__main__", "self"):
        if known := _of_own(case, last):
            return known
    elif owner.startswith("__main__."):
        return _of_own(case, owner.rpartition(".")[2], last)
    known = installed.keywords(name)
    if last == "__call__" and owner.startswith("keras."):
        known |= installed.keywords(f"{owner}.call")
    for other in BEHIND.get(name, ()):
        known |= installed.keywords(other)
    return known


def _of_own(case: Case, name: str, method: str = "__init__") -> frozenset[str]:
    """The keywords of a function of the notebook's own, or of a method of its class with those of the class's bases."""
    mine = own(case, name)
    if mine is None:
        return frozenset()
    if isinstance(mine.node, ast.FunctionDef):
        return _arguments(mine.node)
    known: frozenset[str] = frozenset()
    for node in mine.node.body:
        if isinstance(node, ast.FunctionDef) and node.name == method:
            known = _arguments(node) - {"self"}
            if node.args.kwarg is None:
                return known
    return known.union(*(installed.parameters(base, method) for base in bases(case, mine.node)))


def _arguments(node: ast.FunctionDef) -> frozenset[str]:
    return frozenset(a.arg for a in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs])


def _known_by_name(case: Case, told: str) -> frozenset[str]:
    """As the error names the function, where the call itself is not understood."""
    owner, _, method = told.rpartition(".")
    for mine in (_of_own(case, owner, method) if owner else frozenset(), _of_own(case, method)):
        if mine:
            return mine
    if "Trainer" in owner or owner in ("Model", "Sequential", "Functional"):
        return installed.parameters("Model", method)
    if owner:
        return installed.parameters(owner.rpartition(".")[2], method)
    known = installed.parameters(method) if method and installed.keras_class(method) else frozenset()
    return known or installed.keywords(f"numpy.{method.lstrip('_')}")


def _shown(case: Case, call: ast.Call | None, told: str) -> str:
    """The function's name as the learner knows it."""
    owner, _, method = told.rpartition(".")
    if call is not None:
        meant = called(case, call)
        if meant and meant.name.startswith(("keras.layers.", "keras.optimizers.", "keras.callbacks.")):
            return meant.name.removesuffix(".__call__").rpartition(".")[2]
        return (
            ast.unparse(call.func).rpartition(".")[2][:60] if isinstance(call.func, ast.Attribute | ast.Name) else "..."
        )
    return owner.rpartition(".")[2] if method == "__init__" else method.lstrip("_") or "..."


def _missing(case: Case, function: str, names: str) -> Diagnosis:
    """An argument is missing; where the call gives one of nearly that name, that one is misspelt."""
    lacking = set(re.findall(r"'(\w+)'", names))
    for call in case.here(ast.Call):
        known = _known_at(case, call) or _known_by_name(case, function)
        if not lacking <= known:
            continue
        for keyword in call.keywords:
            if (
                keyword.arg
                and keyword.arg not in known
                and (near_argument(keyword.arg, lacking) or _is_old(keyword.arg))
            ):
                return _unknown(case, function, keyword.arg)
    owner, _, method = function.rpartition(".")
    shown = owner.rpartition(".")[2] if method == "__init__" else method
    mend = DEF_MEND.format(function=shown) if case.at_the_call else LACKS_MEND
    return case.diagnosis("missing-argument", LACKS.format(function=shown, names=names), mend)


def _is_old(keyword: str) -> bool:
    return keyword in KEYWORDS


def _surplus(case: Case, function: str, takes: str, given: str) -> Diagnosis:
    """More arguments than the function takes; where a method of the notebook's own lacks ``self``, that is why."""
    owner, _, method = function.rpartition(".")
    if (mine := own(case, owner.rpartition(".")[2])) and int(given) == int(takes) + 1:
        for node in ast.walk(mine.node):
            if isinstance(node, ast.FunctionDef) and node.name == method:
                first = node.args.args[0].arg if node.args.args else ""
                if first != "self" and not node.decorator_list:
                    message = NO_SELF.format(function=method)
                    mend = NO_SELF_MEND.format(function=method)
                    return case.diagnosis("missing-self", message, mend, cell=mine.cell, line=node.lineno)
    shown = owner.rpartition(".")[2] if method == "__init__" else method
    mend = DEF_MEND.format(function=shown) if case.at_the_call else SURPLUS_MEND
    message = SURPLUS.format(function=shown, takes=takes, given=given)
    return case.diagnosis("surplus-argument", message, mend)


INSTEAD = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
UNKNOWN = text("`{function}` takes no argument named `{name}`.", "`{function}`에는 `{name}`이라는 인수가 없습니다.")
SWALLOWED = text(
    "`{function}` takes no argument named `{name}`, and ignores it without an error.",
    "`{function}`에는 `{name}`이라는 인수가 없어서, 오류 없이 무시됩니다.",
)
UNKNOWN_MEND = text(
    "Look up the arguments of `{function}`: `help({function})`.",
    "`help({function})`로 `{function}`의 인수를 확인해 주십시오.",
)
LACKS = text("`{function}` was called without {names}.", "`{function}`을(를) 호출할 때 {names} 인수가 빠졌습니다.")
LACKS_MEND = text(
    "Compare the call with the line that begins with `def`, and pass every argument that has no default.",
    "`def`로 시작하는 줄과 비교하여, 기본값이 없는 인수를 모두 전달해 주십시오.",
)
SURPLUS = text(
    "`{function}` takes {takes} arguments, but {given} were given (a method counts its own object as one).",
    "`{function}`은(는) 인수를 {takes}개 받지만 {given}개를 전달했습니다(메서드는 객체 자신도 하나로 셉니다).",
)
DEF_MEND = text(
    "The quest makes this call. Write the line `def {function}(...)` so that it takes exactly the arguments that the "
    "quest describes.",
    "이 호출은 퀘스트가 한 것입니다. 퀘스트가 설명하는 인수를 그대로 받도록 `def {function}(...)` 줄을 고쳐 주십시오.",
)
SURPLUS_MEND = text(
    "Take the surplus out, or put values that belong together into one list: `np.zeros((2, 3))`.",
    "남는 인수를 빼거나, 함께 있어야 할 값을 하나로 묶어 주십시오: `np.zeros((2, 3))`.",
)
NO_SELF = text(
    "The method `{function}` has no `self`, which every method is given first.",
    "메서드 `{function}`에 `self`가 없습니다. 메서드는 첫 번째 인수로 항상 자기 자신을 받습니다.",
)
NO_SELF_MEND = text(
    "Write `def {function}(self, ...):`.",
    "`def {function}(self, ...):`처럼 `self`를 첫 번째로 써 주십시오.",
)
