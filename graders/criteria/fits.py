"""The calls of ``fit`` that a criterion is about, and what is said where there are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graders.criteria.kind import Verdict, failed, unattempted
from graders.evidence import EvidenceInvalid
from graders.text import Text, text
from graders.wording import plain, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.observed import Call

NOT_WRITTEN = text(
    "Nothing is trained in your notebook yet: there is no call of fit.",
    "노트북에 아직 학습 코드가 없습니다. fit을 호출하는 코드를 작성해 주십시오.",
)
NO_MODEL = text(
    "There is no `{name}` in your notebook yet, so nothing could be seen of its training.",
    "노트북에 `{name}` 이름이 아직 없어 학습 과정을 확인할 수 없습니다.",
)
NEVER = text(
    "`{name}` was never trained: {name}.fit(...) was not called in this run.",
    "`{name}` 모델이 학습되지 않았습니다. 이번 실행에서 {name}.fit(...)이 호출되지 않았습니다.",
)
NOT_RUN = text(
    "fit is written in your notebook, but it was not called in this run.",
    "노트북에 fit이 있지만 이번 실행에서는 호출되지 않았습니다.",
)
CALL_IT = text(
    "Call fit once the model is compiled, outside of a function that nobody calls and of an `if` that is never true.",
    "모델을 컴파일한 뒤 fit을 호출해 주십시오. 호출되지 않는 함수나 참이 되지 않는 `if` 안에 있으면 실행되지 않습니다.",
)
OTHERS = text(
    "fit was called on {others}. Keep the trained model in the name `{name}`, and use that name for nothing else.",
    "fit은 {others}에서 호출되었습니다. 학습한 모델을 `{name}` 이름에 담고, 그 이름을 다른 값에 쓰지 마십시오.",
)
RAISED = text(
    "fit of `{name}` ended with {error}, so it trained nothing to its end.",
    "`{name}` 모델의 fit이 {error} 오류로 끝나 학습이 완료되지 않았습니다.",
)
RAISED_UNNAMED = text(
    "A fit began in this run, but ended with {error}, so there is no trained `{name}`.",
    "fit이 시작되었지만 {error} 오류로 끝나 학습된 `{name}` 모델이 없습니다.",
)
NOT_TRAINED = text(
    "`{name}` has not been trained: its fit ended with {error}.",
    "`{name}` 모델은 학습되지 않았습니다. fit이 {error} 오류로 끝났습니다.",
)
MEND_FIT = text(
    "Mend that error of fit first, and hand in again: only then does this tell how good the model is.",
    "먼저 fit의 오류를 해결한 뒤 다시 제출해 주십시오. 그래야 모델이 얼마나 좋은지 알 수 있습니다.",
)
A_MODEL = text("the model", "모델")

_FIT = re.compile(r"\.\s*fit\s*\(")


def name_of(call: Call, asked: str | None = None) -> str:
    """What a message calls the model of a call: the variable asked for, else one that held it, else its class."""
    return asked or plain(call.names[0] if call.names else call.kind, 80)


def place_of(call: Call) -> str:
    """``cell:line`` of a call, for a sentence that names more than one."""
    if call.cell is None:
        return "?"
    return plain(f"{call.cell}:{call.line}" if call.line else call.cell, 120)


def at(call: Call) -> dict[str, str | int | None]:
    """Where a finding about the call points."""
    line = call.line if call.line is not None and 1 <= call.line <= 1_000_000 else None
    return {"cell": call.cell, "line": line}


def fits_of(context: Context, model: str | None) -> list[Call]:
    """The calls of ``fit``, of the model in that variable or of any; those that raised only where all did."""
    calls = context.calls.of("fit", model)
    return [call for call in calls if call.error is None] or calls


def never_fitted(context: Context, model: str | None, calls: list[Call]) -> Verdict | None:
    """The verdict where nothing was trained to its end; None where ``calls`` can be judged."""
    if calls and calls[-1].error is None:
        return None
    if calls:
        return failed(RAISED.format(name=name_of(calls[-1], model), error=_error(calls[-1])), **at(calls[-1]))
    unnamed = [call for call in context.calls.of("fit") if call.error is not None and not call.names]
    if model is not None and unnamed:  # as of `model = build().fit(...)`, whose name never came to be
        return failed(RAISED_UNNAMED.format(name=model, error=_error(unnamed[-1])), **at(unnamed[-1]))
    if model is not None and (near := context.near_name(model)):
        others = _others(context, model)
        return failed(NEVER.format(name=model), hint=others or CALL_IT, cell=near.cell, line=near.line)
    if not any(_FIT.search(cell.source) for cell in context.cells if cell.answer):
        return unattempted(NOT_WRITTEN)
    if model is None:
        return failed(NOT_RUN, hint=CALL_IT)
    return unattempted(NO_MODEL.format(name=model), hint=_others(context, model))


def untrained(context: Context, model: str) -> Verdict | None:
    """That every ``fit`` of a model ended with an error before its first epoch was over; None where that is not so.

    What was not recorded, as a training loop of the learner's own, leaves no error of ``fit`` behind either.
    """
    try:
        fits, steps = context.calls.of("fit", model), context.calls.of("train_on_batch", model)
    except EvidenceInvalid:
        return None  # a criterion about the training says so
    if not fits or steps or any(call.error is None or call.history for call in fits):
        return None
    message = NOT_TRAINED.format(name=model, error=_error(fits[-1]))
    return failed(message, hint=MEND_FIT, **at(fits[-1]))


def _error(call: Call) -> Text:
    return verbatim(plain(call.error or "?", 80))


def _others(context: Context, model: str) -> Text | None:
    names = sorted({f"`{plain(name, 80)}`" for call in context.calls.of("fit") for name in call.names[:3]})
    return OTHERS.format(others=", ".join(names[:5]), name=model) if names else None
