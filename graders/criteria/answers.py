"""What every kind says of an answer that is not there: a missing name, an error, a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graders.criteria.kind import Verdict, failed, unattempted
from graders.evidence import EvidenceInvalid
from graders.questions import Answer, AnswerError
from graders.text import Text, text
from graders.wording import gist, plain

if TYPE_CHECKING:
    from graders.context import Context

MISSING = text(
    "There is no `{name}` in your notebook. Write the code that makes it, and use this very name.",
    "노트북에 `{name}` 이름이 없습니다. 이 이름을 그대로 사용하여 코드를 작성해 주십시오.",
)
MISSING_NEAR = text(
    "There is no `{name}` in your notebook, but there is `{near}`. Rename it to `{name}`.",
    "노트북에 `{name}` 이름이 없습니다. 대신 `{near}` 이름이 있습니다. `{name}` 이름으로 바꾸어 주십시오.",
)
NOT_REACHED = text(
    "`{name}` is written in cell `{cell}`, but it was not there when the notebook had ended: "
    "either that line was not reached, or it was deleted later.",
    "`{name}` 이름이 `{cell}` 셀에 있지만 노트북이 끝났을 때는 없었습니다. "
    "그 줄이 실행되지 않았거나 나중에 삭제되었습니다.",
)
RAISED = text("{name}: {message}", "{name}: {message}")
ERROR = text(
    "`{name}` could not be looked at: {error}",
    "`{name}` 값을 확인하는 중에 오류가 났습니다: {error}",
)
TOO_SLOW = text(
    "`{name}` took too long to answer. Look for a loop that does not end, or for needless work.",
    "`{name}`의 응답이 너무 오래 걸렸습니다. 끝나지 않는 반복문이나 불필요한 계산이 없는지 확인해 주십시오.",
)
TOO_LARGE = text(
    "`{name}` is too large to be checked. It should be much smaller than this.",
    "`{name}` 값이 너무 커서 확인할 수 없습니다. 훨씬 작은 값이어야 합니다.",
)
UNSUPPORTED = text(
    "`{name}` is of a kind that cannot be checked here ({type}).",
    "`{name}` 값은 여기에서 확인할 수 없는 종류입니다({type}).",
)


def raised(error: AnswerError) -> Text:
    """An exception as Python words it."""
    return RAISED.format(name=plain(error.name, 80), message=gist(error.message))


def line_of(error: AnswerError) -> int | None:
    """The error's line, where it is a possible one."""
    return error.line if error.line is not None and 1 <= error.line <= 1_000_000 else None


def absent(name: str, answer: Answer, context: Context) -> Verdict | None:
    """The verdict on an answer without a value, or None when it was answered.

    A missing name is ``unattempted``, unless a name close to it shows that the learner tried.
    """
    if answer.status == "answered":
        return None
    if answer.status == "missing":
        near = context.near_name(name)
        if near is None:
            return unattempted(MISSING.format(name=name))
        if near.name == name:
            return failed(NOT_REACHED.format(name=name, cell=near.cell), cell=near.cell, line=near.line)
        return failed(MISSING_NEAR.format(name=name, near=plain(near.name, 80)), cell=near.cell, line=near.line)
    if answer.status == "error":
        if answer.error is None:
            raise EvidenceInvalid(f"answers/{answer.id}.json tells of an error without naming it")
        message = ERROR.format(name=name, error=raised(answer.error))
        return failed(message, cell=answer.error.cell, line=line_of(answer.error))
    if answer.status == "too_slow":
        return failed(TOO_SLOW.format(name=name))
    if answer.status == "too_large":
        return failed(TOO_LARGE.format(name=name))
    kind = getattr(answer.values[0], "type", None) if answer.values else None
    return failed(UNSUPPORTED.format(name=name, type=plain(kind or "?", 80)))
