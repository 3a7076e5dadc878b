"""Models that were judged without training, or trained once more without being built anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graders.diagnosis import attempts
from graders.diagnosis.case import Case
from graders.diagnosis.observed import Rows, shared
from graders.diagnosis.written import Written, call_place, said
from graders.observed import Call
from graders.report import Diagnosis
from graders.text import Text, text

_TRAINED_OTHERWISE = frozenset(
    {"GradientTape", "load_weights", "load_model", "set_weights", "apply_gradients", "apply", "train_step", "assign"}
    | {"assign_sub", "assign_add", "train_on_batch", "from_pretrained", "from_preset", "get_layer", "applications"}
    | {"stateless_call", "stateless_apply", "value_and_grad", "clone_model", "backward", "layers", "output", "outputs"}
)
"""Names by which weights are changed, loaded or shared without ``fit``."""
_TRAINS = frozenset({"fit", "train_on_batch", "apply_gradients", "apply", "assign_sub"})
"""What a function that trains calls."""
_PUT_BACK = frozenset({"set_weights", "load_weights", "load_model", "assign", "clone_model"})
"""What gives a model its first weights again."""
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(
    r"continu|resum|more epoch|few more|keep (?:on )?train|further|fine.?tun|pre.?train|warm|longer|another \d+|"
    r"추가|이어서|계속|더 (?:훈련|학습)|미세|사전",
    re.IGNORECASE,
)
"""Words with which somebody says that training goes on on purpose."""
NEARLY_ALL = 0.95


def find_never(case: Case) -> Diagnosis | None:
    """Explain a model that was to be trained, is evaluated or predicts, and never was."""
    trained = {call.model for call in case.observed.fits}
    for call in case.observed.calls:
        if call.method not in ("evaluate", "predict") or call.model in trained or call.trained_before:
            continue
        idle = [] if trained else _idle_trainings(case)
        if (call.loss or idle) and not _trained_otherwise(case, idle):
            place = call_place(case, call)
            if empty := attempts.empty_above(case, place.cell if place else None):
                return empty
            name = f"`{call.names[0]}`" if call.names else text("the model", "모델")
            words = NEVER_RUN if idle else NEVER_MENTIONED if _mentions_fit(case) else NEVER
            message = words.format(name=name, method=call.method, function=idle[0].name if idle else "")
            return said(case, "fit-never-called", message, NEVER_RUN_MEND if idle else NEVER_MEND, place)
    return None


def _idle_trainings(case: Case) -> list[ast.FunctionDef]:
    """Functions of the notebook's own that would train, and that nothing in it calls or hands on."""
    used = {node.id for cell in case.cells for node in cell.find(ast.Name) if isinstance(node.ctx, ast.Load)}
    magics = " ".join(line for cell in case.cells for line in cell.source.splitlines() if line.lstrip()[:1] in "%!")
    defined = [node for cell in case.cells for node in cell.tree.body if isinstance(node, ast.FunctionDef)]
    return [
        function
        for function in defined
        if function.name not in used | set(_WORD.findall(magics))
        and all("tf.function" in ast.unparse(decorator) for decorator in function.decorator_list)
        and any(isinstance(node, ast.Attribute) and node.attr in _TRAINS for node in ast.walk(function))
    ]


def _trained_otherwise(case: Case, idle: Sequence[ast.FunctionDef]) -> bool:
    """Whether code that is run changes, loads or shares weights in a way that the record does not tell of."""
    never_run = {id(node) for function in idle for node in ast.walk(function)}
    for cell in case.cells:
        for node in cell.nodes:
            if id(node) in never_run:
                continue
            if isinstance(node, ast.Name) and node.id in _TRAINED_OTHERWISE - {"layers"}:
                return True
            if isinstance(node, ast.Attribute) and node.attr in _TRAINED_OTHERWISE:
                of_library = ast.unparse(node.value).rpartition(".")[2] in ("keras", "tf", "tensorflow")
                if node.attr != "layers" or not of_library:
                    return True
    return False


def _mentions_fit(case: Case) -> bool:
    """Whether ``model.fit`` stands there without the brackets that would call it."""
    called = {id(call.func) for cell in case.cells for call in cell.find(ast.Call)}
    return any(n.attr == "fit" and id(n) not in called for cell in case.cells for n in cell.find(ast.Attribute))


@dataclass(frozen=True)
class _Again:
    """A model's training, and an earlier one of the same model."""

    case: Case
    first: Call
    second: Call
    places: tuple[Written, Written]

    @property
    def same_line(self) -> bool:
        """Whether a loop, or a function of the notebook's own, makes both."""
        return (self.first.cell, self.first.line) == (self.second.cell, self.second.line)

    @property
    def same_rows(self) -> bool:
        """Whether both are given the same rows."""
        one, other = (self.case.observed.rows(call.x) for call in (self.first, self.second))
        return one is not None and other is not None and np.array_equal(one, other)


def find_twice(case: Case) -> Diagnosis | None:
    """Explain a training that goes on, by accident, from where an earlier one left the model."""
    fits = [call for call in case.observed.fits if call.method == "fit"]
    for position, second in enumerate(fits):
        for first in fits[:position]:
            places = call_place(case, first), call_place(case, second)
            if first.model != second.model or not second.trained_before or places[0] is None or places[1] is None:
                continue
            again = _Again(case, first, second, (places[0], places[1]))
            if message := _by_accident(again):
                about = {"epochs": second.trained_before, "cell": first.cell, "line": first.line}
                return said(case, "fit-called-twice", message.format(**about), TWICE_MEND, again.places[1])
    return None


def _by_accident(again: _Again) -> Text | None:
    """Why the second training should have begun with a new model; None where it may go on on purpose."""
    # The book shows two ways to hold rows back one after the other, on one model; folds are all held back in one way.
    in_one_way = bool(again.first.validation_split) == bool(again.second.validation_split)
    if in_one_way and _judges_by_rows_it_knows(again):
        return KNOWS
    if again.same_line:
        return TRIES if _tries_settings(again) else None
    if _compiled_between(again) or _says_so(again) or "initial_epoch" in _arguments(again.places[1]):
        return None
    if again.first.learning_rate != again.second.learning_rate:
        return None
    if _takes_all_rows(again):
        return ON_ALL
    # Where nobody keeps the history, training may well go on for some more epochs.
    repeated = again.same_rows and (_same_call(again) or bool(_targets(again.places[1])))
    return REPEATED if repeated else None


def _judges_by_rows_it_knows(again: _Again) -> bool:
    """Whether the second is judged by rows that are new to it, but that the first trained on: folds of one model."""
    observed = again.case.observed
    before, now = observed.trained_on(again.first), observed.trained_on(again.second)
    return any(
        shared(before, rows) is not None and shared(now, rows) is None for rows in _judged_by(again.case, again.second)
    )


def _judged_by(case: Case, fit: Call) -> list[Rows]:
    """The rows that a training is validated and evaluated on, up to the next training of its model."""
    calls = case.observed.calls
    found = [case.observed.held_out(fit)]
    for call in calls[calls.index(fit) + 1 :]:
        if call.model == fit.model:
            if call.method == "fit":
                break
            if call.method == "evaluate":
                found.append(case.observed.rows(call.x))
    return [rows for rows in found if rows is not None]


def _tries_settings(again: _Again) -> bool:
    """A loop over settings with one and the same model and data."""
    first, second = again.first, again.second
    if first.optimizer != second.optimizer:
        return again.same_rows and _is_judged_between(again) and not _puts_weights_back(again)
    settings = [(call.batch_size, call.epochs, call.learning_rate) for call in (first, second)]
    return again.same_rows and settings[0] != settings[1] and (first.epochs or 1) > 1


def _is_judged_between(again: _Again) -> bool:
    """Whether the model's score was taken after the first training: each round is to have its own."""
    calls = again.case.observed.calls
    between = calls[calls.index(again.first) + 1 : calls.index(again.second)]
    evaluated = any(call.model == again.first.model and call.method == "evaluate" for call in between)
    return evaluated or bool(again.first.validation_x or again.first.validation_split)


def _puts_weights_back(again: _Again) -> bool:
    """Whether the notebook has a way to give the model its first weights again."""
    return any(n.attr in _PUT_BACK for cell in again.case.cells for n in cell.find(ast.Attribute))


def _takes_all_rows(again: _Again) -> bool:
    """The last training on everything, after one that was validated: with the model that has seen it all before."""
    observed = again.case.observed
    before, kept, now = observed.trained_on(again.first), observed.held_out(again.first), observed.rows(again.second.x)
    if before is None or kept is None or now is None or observed.held_out(again.second) is not None:
        return False
    return _share(before, now) > NEARLY_ALL and _share(kept, now) > NEARLY_ALL


def _share(rows: Rows, of: Rows) -> float:
    return float(np.isin(rows, of).mean())


def _compiled_between(again: _Again) -> bool:
    """Whether something is compiled between the two, as before fine-tuning."""
    first, second = (_position(place) for place in again.places)
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "compile"
        and first < (cell.index, call.lineno) < second
        for cell in again.case.cells
        for call in cell.find(ast.Call)
    )


def _says_so(again: _Again) -> bool:
    """Whether the notebook says, in a comment or the text above, that training goes on."""
    place = again.places[1]
    lines = place.cell.source.splitlines()[: place.line]
    comments = [line.partition("#")[2] for line in lines if "#" in line]
    return bool(_GOES_ON.search(" ".join([*comments, place.cell.above, *_targets(place)])))


def _same_call(again: _Again) -> bool:
    one, other = (_call_at(place) for place in again.places)
    return one is not None and other is not None and ast.dump(one) == ast.dump(other)


def _targets(place: Written) -> Sequence[str]:
    """The variables that what a call gives is stored in."""
    assigned = [node for node in place.cell.find(ast.Assign, place.line) if node.lineno <= place.line]
    return [t.id for node in assigned for t in node.targets if isinstance(t, ast.Name)]


def _arguments(place: Written) -> set[str | None]:
    call = _call_at(place)
    return {keyword.arg for keyword in call.keywords} if call else set()


def _call_at(place: Written) -> ast.Call | None:
    calls = [c for c in place.cell.find(ast.Call, place.line) if isinstance(c.func, ast.Attribute)]
    return next((c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "fit"), None)


def _position(place: Written) -> tuple[int, int]:
    return place.cell.index, place.line


NEVER = text(
    "{name} was never trained: `{method}` is called without a `fit` before it, so its weights are still random.",
    "{name}이(가) 훈련되지 않았습니다. `fit` 없이 `{method}`을(를) 호출했으므로 가중치가 아직 무작위 상태입니다.",
)
NEVER_MENTIONED = text(
    "{name} was never trained: `fit` is mentioned, but without brackets after it nothing is called. Before "
    "`{method}`, its weights are still random.",
    "{name}이(가) 훈련되지 않았습니다. `fit` 뒤에 괄호가 없어 호출되지 않았습니다. 그래서 `{method}`을(를) 호출할 때 "
    "가중치가 아직 무작위 상태입니다.",
)
NEVER_RUN = text(
    "{name} was never trained: `{function}` would train it, but nothing calls that function. Before `{method}`, its "
    "weights are still random.",
    "{name}이(가) 훈련되지 않았습니다. 훈련하는 함수 `{function}`을(를) 정의했지만 호출한 곳이 없습니다. 그래서 "
    "`{method}`을(를) 호출할 때 가중치가 아직 무작위 상태입니다.",
)
NEVER_RUN_MEND = text(
    "Call the function that trains before you evaluate the model or predict with it.",
    "평가나 예측에 앞서 훈련 함수를 호출해 주십시오.",
)
NEVER_MEND = text(
    "Call `model.fit(x_train, y_train, epochs=...)` on this very model before you evaluate it or predict with it; a "
    "model that is built anew must be trained anew.",
    "평가나 예측에 앞서 바로 그 모델로 `model.fit(x_train, y_train, epochs=...)`을 호출해 주십시오. 모델을 새로 "
    "만들면 훈련도 다시 해야 합니다.",
)
KNOWS = text(
    "This `fit` goes on with a model that was already trained for {epochs} epochs (`{cell}`, line {line}), then on "
    "the very rows that judge it now. Its score is too good.",
    "이 `fit`은 이미 {epochs}에포크 동안 훈련된 모델(`{cell}` {line}번째 줄)을 이어서 훈련합니다. 그때의 훈련 데이터에 "
    "지금 평가에 쓰는 행이 들어 있어 점수가 실제보다 좋게 나옵니다.",
)
TRIES = text(
    "Each round of this loop goes on with the same model (trained for {epochs} epochs before this one), so the "
    "settings are not compared from the same start.",
    "반복할 때마다 같은 모델을 이어서 훈련하므로(이 차례 전에 이미 {epochs}에포크) 설정들을 같은 출발점에서 비교하지 "
    "못합니다.",
)
ON_ALL = text(
    "This `fit` on all rows goes on with the model that was already trained for {epochs} epochs (`{cell}`, line "
    "{line}), so it trains that much too long.",
    "전체 데이터로 하는 이 `fit`은 이미 {epochs}에포크 동안 훈련된 모델(`{cell}` {line}번째 줄)을 이어서 훈련합니다. "
    "그만큼 더 오래 훈련하게 됩니다.",
)
REPEATED = text(
    "The same model is trained once more on the same rows: it was already trained for {epochs} epochs (`{cell}`, line "
    "{line}), and the new history begins there.",
    "같은 모델을 같은 데이터로 다시 훈련합니다. 이미 {epochs}에포크 동안 훈련되었으므로(`{cell}` {line}번째 줄) 새 "
    "기록은 그 지점에서 시작합니다.",
)
TWICE_MEND = text(
    "Build and compile a new model right before this `fit`, best by a function such as `build_model()`; delete a "
    "`fit` that stands there twice.",
    "이 `fit` 바로 앞에서 모델을 새로 만들고 컴파일해 주십시오. `build_model()` 같은 함수로 만들어 두면 편합니다. "
    "실수로 두 번 쓴 `fit`이라면 하나를 지웁니다.",
)
