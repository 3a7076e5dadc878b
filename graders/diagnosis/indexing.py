"""Indices and slices that raise: a period, a comma, round brackets or a fraction where a slice was meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from graders.diagnosis.case import Case
from graders.diagnosis.meaning import meaning
from graders.report import Diagnosis
from graders.text import text
from graders.wording import plain

BAD_INDEX = re.compile(r"indices must be integers|only integers, slices|are valid indices|slice indices must be")
TOO_MANY = re.compile(
    r"too many indices for array: array is (?P<axes>\d+)-dimensional, but (?P<given>\d+) were indexed"
)
CALLED = re.compile(r"'(?:numpy\.)?(ndarray|list|tuple|str|dict|range|EagerTensor)' object is not callable")
SEQUENCES = ast.List | ast.Tuple


def find(case: Case) -> Diagnosis | None:
    """Explain an index that its object does not take."""
    if not case.raised("TypeError", "IndexError"):
        return None
    if found := CALLED.search(case.message):
        return _called(case, found[1])
    if BAD_INDEX.search(case.message) or TOO_MANY.search(case.message):
        for node in case.here(ast.Subscript):
            if diagnosis := _explained(case, node):
                return diagnosis
    return None


def _explained(case: Case, node: ast.Subscript) -> Diagnosis | None:
    written = plain(ast.unparse(node), 80)
    if isinstance(node.value, SEQUENCES) and isinstance(node.slice, ast.Tuple):
        return missing_comma(case, node.value)
    match node.slice:
        case ast.Constant(value=float() as number):
            return _slip(case, node, "period-for-colon", written, str(number).replace(".", ":"))
        case ast.Constant(value=str() as words) if re.fullmatch(r"[-\d\s:,]+", words):
            return _slip(case, node, "text-for-slice", written, words)
        case ast.Tuple(elts=[ast.Constant(value=int() as first), ast.Constant(value=int() as last)]):
            if _has_one_axis(case) and first < last:
                return _slip(case, node, "comma-for-colon", written, f"{first}:{last}")
        case ast.Tuple(elts=elements) if meant := _one_axis_less(case, elements):
            return _slip(case, node, "comma-for-colon", written, meant)
    if "slice indices" in case.message and (part := next(_fractions(case, node), None)):
        message = FRACTION.format(code=written, part=part)
        return case.diagnosis("fraction-in-slice", message, FRACTION_MEND.format(part=part), line=node.lineno)
    if isinstance(node.slice, ast.Tuple) and "not tuple" in case.message:
        what = plain(ast.unparse(node.value), 40)
        message = LIST_INDEX.format(code=written, what=what)
        return case.diagnosis("several-indices-of-list", message, LIST_MEND.format(what=what), line=node.lineno)
    return None


def _slip(case: Case, node: ast.Subscript, cause: str, written: str, meant: str) -> Diagnosis:
    mend = SLICE_MEND.format(code=f"{plain(ast.unparse(node.value), 60)}[{meant}]")
    return case.diagnosis(cause, SLIPS[cause].format(code=written), mend, line=node.lineno)


def _has_one_axis(case: Case) -> bool:
    found = TOO_MANY.search(case.message)
    return (found is not None and found["axes"] == "1") or "not tuple" in case.message


def _one_axis_less(case: Case, elements: list[ast.expr]) -> str | None:
    """The index with its only two whole numbers as a slice, where beside other slices one index is too many."""
    found = TOO_MANY.search(case.message)
    if found is None or int(found["given"]) != int(found["axes"]) + 1:
        return None
    numbers = [e.value if isinstance(e, ast.Constant) and isinstance(e.value, int) else None for e in elements]
    others = [element for element, number in zip(elements, numbers, strict=True) if number is None]
    if len(others) != len(elements) - 2 or not all(isinstance(element, ast.Slice) for element in others):
        return None
    at = next(i for i, number in enumerate(numbers) if number is not None)
    first, last = numbers[at], numbers[at + 1]
    if first is None or last is None or first >= last:
        return None
    parts = [ast.unparse(element) for element in elements]
    return ", ".join([*parts[:at], f"{first}:{last}", *parts[at + 2 :]])


def _fractions(case: Case, node: ast.Subscript) -> Iterator[str]:
    """The parts of a slice that are fractions: a quotient, or a variable that was given one."""
    slices = [part for part in ast.walk(node.slice) if isinstance(part, ast.Slice)]
    for bound in (b for part in slices for b in (part.lower, part.upper, part.step) if b is not None):
        if any(
            isinstance(n, ast.Div) or (isinstance(n, ast.Constant) and isinstance(n.value, float))
            for n in ast.walk(bound)
        ):
            yield plain(ast.unparse(bound), 40)
        elif isinstance(bound, ast.Name) and _is_quotient(case, bound.id):
            yield bound.id


def _is_quotient(case: Case, name: str) -> bool:
    given = (
        node.value
        for cell in case.before()
        for node in cell.find(ast.Assign)
        if any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    )
    return any(isinstance(part, ast.Div) for value in given for part in ast.walk(value))


def _called(case: Case, kind: str) -> Diagnosis | None:
    """Round brackets after a value: for an index, or a comma is missing before them."""
    for call in case.here(ast.Call):
        if isinstance(call.func, SEQUENCES):
            return missing_comma(case, call.func)
        found = meaning(case, call.func)
        is_function = found is not None and not found.instance
        if is_function or not call.args or call.keywords or not all(_is_index(arg) for arg in call.args):
            continue
        if isinstance(call.func, ast.Name | ast.Attribute | ast.Subscript):
            what = plain(ast.unparse(call.func), 60)
            inside = (":" if len(call.args) == 2 else ", ").join(ast.unparse(arg) for arg in call.args)
            mend = SLICE_MEND.format(code=f"{what}[{plain(inside, 40)}]")
            message = ROUND.format(what=what, kind=kind)
            return case.diagnosis("round-brackets-for-index", message, mend, line=call.lineno)
    return None


def _is_index(node: ast.expr) -> bool:
    """Whether an argument could be an index: a number, or a name of a number."""
    return (
        isinstance(node, ast.Name | ast.BinOp | ast.UnaryOp)
        or (isinstance(node, ast.Constant) and isinstance(node.value, int))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "slice")
    )


def missing_comma(case: Case, before: ast.expr) -> Diagnosis:
    """A comma is missing after one element, so that the next was taken for its index or its arguments."""
    line = before.end_lineno or before.lineno
    code = plain(ast.unparse(before), 60)
    return case.diagnosis(
        "missing-comma", NO_COMMA.format(line=line, code=code), COMMA_MEND.format(code=code), line=line
    )


SLIPS = {
    "period-for-colon": text(
        "`{code}` has a period where a slice needs a colon.",
        "`{code}`에서 슬라이스에 콜론(:)을 써야 할 자리에 마침표를 썼습니다.",
    ),
    "comma-for-colon": text(
        "`{code}` has a comma, which asks for a second axis, where a slice needs a colon.",
        "`{code}`에서 슬라이스에 콜론(:)을 써야 할 자리에 쉼표를 썼습니다. 쉼표는 두 번째 축을 뜻합니다.",
    ),
    "text-for-slice": text(
        "The slice in `{code}` stands in quotes, which makes it a text.",
        "`{code}`의 슬라이스를 따옴표로 감싸서 문자열이 되었습니다.",
    ),
}
SLICE_MEND = text("Write: `{code}`", "이렇게 써 주십시오: `{code}`")
FRACTION = text(
    "In `{code}`, `{part}` is not a whole number: in Python, `/` always gives a fraction.",
    "`{code}`에서 `{part}`의 값이 정수가 아닙니다. 파이썬에서 `/`의 결과는 항상 실수입니다.",
)
FRACTION_MEND = text(
    "Divide with `//`, or round it: `int({part})`.", "`//`로 나누거나 `int({part})`처럼 정수로 바꾸어 주십시오."
)
LIST_INDEX = text(
    "`{code}` gives several indices, but `{what}` is a plain list, which takes one.",
    "`{code}`에서 인덱스를 여러 개 썼지만 `{what}`은(는) 일반 리스트여서 하나만 쓸 수 있습니다.",
)
LIST_MEND = text(
    "Make it an array first, `np.array({what})`, or take one index after the other: `{what}[i][j]`.",
    "먼저 `np.array({what})`로 배열을 만들거나, `{what}[i][j]`처럼 하나씩 써 주십시오.",
)
ROUND = text(
    "`{what}` is a value of type `{kind}`; round brackets call functions, square ones pick entries.",
    "`{what}`은(는) `{kind}` 값입니다. 소괄호는 함수를 호출할 때, 대괄호는 항목을 고를 때 씁니다.",
)
NO_COMMA = text(
    "A comma is missing in line {line}, after `{code}`.", "{line}번째 줄의 `{code}` 뒤에 쉼표(,)가 빠졌습니다."
)
COMMA_MEND = text("Put a comma after it: `{code},`", "뒤에 쉼표를 넣어 주십시오: `{code},`")
