"""Runs that a limit ended, or that ended Python itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from graders.diagnosis.case import Case, CellCase
from graders.report import Diagnosis
from graders.text import Text, text

MANY_EPOCHS = 30
WIDE = 1000
"""Numbers of a row from which on many such rows are much."""
HARMLESS = {"print", "len", "str", "int", "float", "range", "sum", "min", "max", "abs", "type", "repr"}
"""Calls that change nothing of what they are given."""
DOUBLE = {"float", "'float64'", "np.float64", "'double'", "np.double"}
"""What names float64 when a type is given."""
LEAVES = {"os._exit", "os.abort", "os.kill", "exit", "quit", "sys.exit"}


def find(case: Case) -> Diagnosis | None:
    """Explain why the run was stopped, if it was."""
    explain = {
        "time": _time,
        "memory": _memory,
        "output": lambda case: _plain(case, "output-limit"),
        "processes": lambda case: _plain(case, "process-limit"),
        "disk": lambda case: _plain(case, "disk-limit"),
        "kernel_died": _died,
    }.get(case.run.ended_by)
    return explain(case) if explain else None


def _time(case: Case) -> Diagnosis:
    cell = case.stopped
    if cell is None:
        return case.diagnosis("time-limit", TIME.format(limit=_seconds(case.run.limit)), TIME_MEND)
    seconds = _seconds(cell.record.seconds if cell.record.seconds is not None else case.run.seconds)
    running = RUNNING.format(cell=cell.name, seconds=seconds, limit=_seconds(case.run.limit))
    if loop := next(_endless_loops(cell), None):
        reason = NO_WAY_OUT.format(line=loop.lineno)
        return case.diagnosis("endless-loop", both(running, reason), LOOP_MEND, cell=cell, line=loop.lineno)
    if training := _many_epochs(case, cell):
        where, line, epochs = training
        reason = EPOCHS.format(line=line, epochs=epochs)
        return case.diagnosis("too-many-epochs", both(running, reason), EPOCHS_MEND, cell=where, line=line)
    return case.diagnosis("time-limit", running, TIME_MEND, cell=cell, line=case.line)


def _memory(case: Case) -> Diagnosis:
    cell = case.stopped
    if cell is None:
        return case.diagnosis("memory-limit", MEMORY.format(limit=_megabytes(case.run.limit)), MEMORY_MEND)
    message = MEMORY_IN.format(cell=cell.name, limit=_megabytes(case.run.limit))
    # Whatever its arrays are made of: a loop that never ends fills any memory.
    if loop := next(_growing(_endless_loops(cell)), None):
        return _grown(case, cell, message, loop)
    if array := next(_large_float64(case), None):
        where, line = array
        return case.diagnosis(
            "memory-float64", both(message, FLOAT64.format(line=line)), FLOAT64_MEND, cell=where, line=line
        )
    if loop := next(_growing(cell.find(ast.While) + cell.find(ast.For)), None):
        return _grown(case, cell, message, loop)
    return case.diagnosis("memory-limit", message, MEMORY_MEND, cell=cell, line=case.line)


def _grown(case: Case, cell: CellCase, message: Text, line: int) -> Diagnosis:
    words = both(message, GROWING.format(line=line))
    return case.diagnosis("memory-growing", words, GROWING_MEND, cell=cell, line=line)


def _died(case: Case) -> Diagnosis:
    cell = case.stopped
    for call in cell.find(ast.Call) if cell else []:
        if ast.unparse(call.func) in LEAVES:
            message = LEFT.format(call=ast.unparse(call.func))
            return case.diagnosis("kernel-left", message, LEFT_MEND, cell=cell, line=call.lineno)
    where = IN_CELL.format(cell=cell.name) if cell else text("", "")
    return case.diagnosis("kernel-died", DIED.format(where=where), DIED_MEND, cell=cell)


def _plain(case: Case, cause: str) -> Diagnosis:
    where = IN_CELL.format(cell=case.stopped.name) if case.stopped else text("", "")
    message, mend = PLAIN[cause]
    return case.diagnosis(cause, message.format(where=where), mend, cell=case.stopped)


def _endless_loops(cell: CellCase) -> Iterator[ast.While]:
    """Loops that nothing in them can end: an always true condition without a way out, or one that never changes."""
    for loop in cell.find(ast.While):
        if _leaves(loop.body):
            continue
        if isinstance(loop.test, ast.Constant):
            if loop.test.value:
                yield loop
            continue
        watched = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
        calls = any(isinstance(node, ast.Call) for node in ast.walk(loop.test))
        if watched and not calls and not watched & _touched(loop.body):
            yield loop


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether a loop's body can leave the loop: by break of its own, return or raise."""
    for node in body:
        if isinstance(node, ast.Break | ast.Return | ast.Raise):
            return True
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        inner = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
        inner += [s for child in ast.iter_child_nodes(node) if isinstance(child, ast.ExceptHandler) for s in child.body]
        if isinstance(node, ast.For | ast.While):
            inner = [s for s in inner if not isinstance(s, ast.Break)]
        if _leaves(inner):
            return True
    return False


def _touched(body: list[ast.stmt]) -> set[str]:
    """Names that a body may change: assigned, indexed into, or whose methods are called."""
    touched: set[str] = set()
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                touched.add(node.id)
            elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
                touched.add(node.value.id)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) not in HARMLESS:
                touched |= {arg.id for arg in node.args if isinstance(arg, ast.Name)}
    return touched


def _many_epochs(case: Case, cell: CellCase) -> tuple[CellCase, int, int] | None:
    """Training for very many epochs: where, and how many. Looked for in the cell and in the functions that it calls."""
    for where, node in _run_by(case, cell):
        for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
            given = next((k.value for k in call.keywords if k.arg == "epochs"), None) or _spread(case, call, "epochs")
            if (
                given is None
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "fit"
                and len(call.args) > 3
            ):
                given = call.args[3]
            epochs = _number(case, given)
            if epochs is not None and epochs >= MANY_EPOCHS:
                return where, call.lineno, epochs
        for loop in (n for n in ast.walk(node) if isinstance(n, ast.For)):
            rounds = _rounds(case, loop)
            if rounds is not None and rounds >= MANY_EPOCHS and _trains(loop):
                return where, loop.lineno, rounds
    return None


def _run_by(case: Case, cell: CellCase) -> Iterator[tuple[CellCase, ast.AST]]:
    """The cell's code, and the functions of the notebook's own that it calls."""
    yield cell, cell.tree
    called = {call.func.id for call in cell.find(ast.Call) if isinstance(call.func, ast.Name)}
    for other in case.before():
        if other is not cell:
            yield from ((other, function) for function in other.find(ast.FunctionDef) if function.name in called)


def _spread(case: Case, call: ast.Call, argument: str) -> ast.expr | None:
    """An argument that a call takes out of a dict that is spread (``**settings``), as that is written."""
    spread = {k.value.id for k in call.keywords if k.arg is None and isinstance(k.value, ast.Name)}
    found: ast.expr | None = None
    for assign in (a for cell in case.before() for a in cell.find(ast.Assign)):
        if spread & {target.id for target in assign.targets if isinstance(target, ast.Name)}:
            found = _entry(assign.value, argument)
    return found


def _entry(node: ast.expr, key: str) -> ast.expr | None:
    """What a dict that is written out holds under a key."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "dict":
        return next((k.value for k in node.keywords if k.arg == key), None)
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return next((value for name, value in pairs if isinstance(name, ast.Constant) and name.value == key), None)
    return None


def _number(case: Case, node: ast.expr | None) -> int | None:
    """A whole number as it is written, or that of the variable that holds it."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, int) else None
    if not isinstance(node, ast.Name):
        return None
    found: int | None = None
    for cell in case.before():
        for assign in cell.find(ast.Assign):
            names = [target.id for target in assign.targets if isinstance(target, ast.Name)]
            if node.id in names and isinstance(assign.value, ast.Constant) and isinstance(assign.value.value, int):
                found = assign.value.value
    return found


def _rounds(case: Case, loop: ast.For) -> int | None:
    """How often a loop over ``range`` turns."""
    call = loop.iter
    if (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("range", "trange")
        and call.args
    ):
        return _number(case, call.args[1] if len(call.args) > 1 else call.args[0])
    return None


def _trains(loop: ast.For) -> bool:
    """Whether a loop is one over epochs: by the name it counts with, or by what it does."""
    if "epoch" in ast.unparse(loop.target).lower() or "epoch" in ast.unparse(loop.iter).lower():
        return True
    done = {n.attr for n in ast.walk(loop) if isinstance(n, ast.Attribute)}
    return bool(done & {"fit", "train_on_batch", "GradientTape", "apply_gradients"})


def _large_float64(case: Case) -> Iterator[tuple[CellCase, int]]:
    """Wide arrays made without a dtype, or made double on purpose, which are float64."""
    for cell in list(case.before())[::-1]:
        repeated = _over_and_over(cell)
        for call in cell.find(ast.Call):
            if _makes_doubles(call) or (id(call) in repeated and _makes_row_of_doubles(case, call)):
                yield cell, call.lineno


def _over_and_over(cell: CellCase) -> set[int]:
    """The nodes that may run many times: in functions, loops and comprehensions."""
    kinds = (ast.FunctionDef, ast.Lambda, ast.For, ast.While, ast.ListComp, ast.GeneratorExp)
    return {id(inner) for node in cell.nodes if isinstance(node, kinds) for inner in ast.walk(node)}


def _makes_row_of_doubles(case: Case, call: ast.Call) -> bool:
    """Whether a call makes one wide row of float64."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name not in ("zeros", "ones", "empty") or len(call.args) != 1 or call.keywords:
        return False
    first = call.args[0]
    if isinstance(first, ast.Tuple | ast.List) and len(first.elts) == 1:
        first = first.elts[0]
    return (_number(case, first) or 0) >= WIDE


def _makes_doubles(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    first = call.args[0] if call.args else given.get("shape")
    if name == "astype":
        return first is not None and ast.unparse(first) in DOUBLE
    if "dtype" in given or len(call.args) > 1:
        return False
    is_wide = isinstance(first, ast.Tuple | ast.List) and len(first.elts) > 1
    return name in ("eye", "identity") or (name in ("zeros", "ones", "empty") and is_wide)


def _growing(loops: Iterable[ast.While | ast.For]) -> Iterator[int]:
    """Lines in loops that let a list or text grow."""
    for loop in loops:
        for node in ast.walk(loop):
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
            grows = isinstance(node, ast.AugAssign) and isinstance(loop, ast.While)
            if called in ("append", "extend") or grows:
                yield node.lineno  # type: ignore[attr-defined]


def both(one: Text, other: Text) -> Text:
    """Two sentences, one after the other."""
    return text(f"{one.en} {other.en}", f"{one.ko} {other.ko}")


def _seconds(seconds: float | None) -> str:
    return "?" if seconds is None else f"{seconds:.0f}"


def _megabytes(limit: float | None) -> str:
    return "?" if limit is None else f"{limit / 1024**2:.0f}"


TIME = text("The time limit of {limit} seconds was reached.", "제한 시간 {limit}초를 넘었습니다.")
RUNNING = text(
    "The time limit of {limit} seconds was reached while cell `{cell}` was running (for {seconds} seconds).",
    "`{cell}` 셀을 실행하던 중({seconds}초째) 제한 시간 {limit}초를 넘었습니다.",
)
TIME_MEND = text(
    "Make this cell do less: fewer repetitions, or NumPy operations on whole arrays instead of Python loops.",
    "이 셀이 하는 일을 줄여 주십시오. 반복 횟수를 줄이거나, 파이썬 반복문 대신 "
    "배열 전체에 대한 NumPy 연산을 쓸 수 있습니다.",
)
NO_WAY_OUT = text(
    "The loop in line {line} never ends: nothing in it changes its condition or leaves it.",
    "{line}번째 줄의 반복문은 끝나지 않습니다. 조건을 바꾸거나 빠져나오는 코드가 없습니다.",
)
LOOP_MEND = text(
    "Change what the condition looks at in the loop, or leave it with `break`.",
    "반복문 안에서 조건에 쓰인 값을 바꾸거나 `break`로 빠져나오게 해 주십시오.",
)
EPOCHS = text(
    "Line {line} trains for {epochs} epochs, which takes too long here.",
    "{line}번째 줄에서 {epochs}에포크 동안 훈련하는데, 여기서는 시간이 너무 오래 걸립니다.",
)
EPOCHS_MEND = text(
    "Train for fewer epochs; the curve of the validation loss shows how many are enough.",
    "에포크 수를 줄여 주십시오. 검증 손실 곡선을 보면 몇 에포크면 충분한지 알 수 있습니다.",
)
MEMORY = text("The run used more than its {limit} MB of memory.", "메모리를 {limit} MB 넘게 사용했습니다.")
MEMORY_IN = text(
    "Cell `{cell}` used more memory than the {limit} MB there are.",
    "`{cell}` 셀이 허용된 메모리 {limit} MB보다 많이 사용했습니다.",
)
MEMORY_MEND = text(
    "Work on a part of the data, use `float32`, and delete large arrays that are no longer needed (`del x`).",
    "데이터의 일부만 쓰거나 `float32`를 사용하고, 더 필요하지 않은 큰 배열은 지워 주십시오(`del x`).",
)
FLOAT64 = text(
    "The array made in line {line} holds float64 numbers, 8 bytes each.",
    "{line}번째 줄에서 만든 배열은 원소 하나가 8바이트인 float64입니다.",
)
FLOAT64_MEND = text(
    'Give it a smaller type, such as `dtype="float32"`, or fewer columns.',
    '`dtype="float32"`처럼 더 작은 자료형을 지정하거나 열의 수를 줄여 주십시오.',
)
GROWING = text("Line {line} lets a value grow in a loop.", "{line}번째 줄에서 반복할 때마다 값이 계속 커집니다.")
GROWING_MEND = text(
    "Make sure that the loop ends, and keep only what is needed.",
    "반복문이 반드시 끝나는지 확인하고, 필요한 것만 남겨 주십시오.",
)
LEFT = text(
    "`{call}` ended Python in the middle of the notebook.", "`{call}` 때문에 노트북 도중에 파이썬이 종료되었습니다."
)
LEFT_MEND = text(
    "Take that line out; a notebook ends by itself after its last cell.",
    "그 줄을 지워 주십시오. 노트북은 마지막 셀을 실행하면 저절로 끝납니다.",
)
IN_CELL = text(" in cell `{cell}`", " `{cell}` 셀에서")
DIED = text("Python itself broke down{where}.", "파이썬이{where} 비정상적으로 종료되었습니다.")
DIED_MEND = text(
    "Run the cells one by one to find the line; very deep recursion or very large arrays are common causes.",
    "셀을 하나씩 실행하며 원인이 되는 줄을 찾아 주십시오. 지나치게 깊은 재귀나 매우 큰 배열이 흔한 원인입니다.",
)
PLAIN: dict[str, tuple[Text, Text]] = {
    "output-limit": (
        text("The notebook printed more than is kept{where}.", "노트북이{where} 허용량보다 많은 내용을 출력했습니다."),
        text(
            "Print less: not in every round of a loop, and only the first rows of an array.",
            "출력을 줄여 주십시오. 반복할 때마다 출력하지 말고, 배열은 앞부분만 출력합니다.",
        ),
    ),
    "process-limit": (
        text(
            "The notebook started too many processes or threads{where}.",
            "노트북이{where} 프로세스나 스레드를 너무 많이 만들었습니다.",
        ),
        text(
            "Do without processes of your own (`multiprocessing`, `n_jobs`, `workers=`).",
            "별도의 프로세스(`multiprocessing`, `n_jobs`, `workers=`)를 쓰지 않도록 고쳐 주십시오.",
        ),
    ),
    "disk-limit": (
        text(
            "The notebook wrote larger files than there is room for{where}.",
            "노트북이{where} 허용량보다 큰 파일을 썼습니다.",
        ),
        text("Write fewer or smaller files.", "파일의 수나 크기를 줄여 주십시오."),
    ),
}
