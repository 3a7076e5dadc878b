"""The instructor's own functions: ``reference.py`` of a quest folder, run only in the judge's sandbox."""

from __future__ import annotations

import copy
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from graders import instructor
from graders.faults import QuestFault
from graders.text import text
from graders.values import plain_value

REFERENCE_FAILED = text(
    "This quest's own reference solution failed, so nothing could be judged. It is not your fault and costs you "
    "no attempt. Please tell your instructor.",
    "이 퀘스트에 들어 있는 기준 풀이가 실패하여 채점할 수 없었습니다. 제출하신 분의 잘못이 아니며 제출 횟수도 줄지 "
    "않습니다. 강사에게 알려 주십시오.",
)


class Reference:
    """The functions of ``reference.py``, imported when the first one is called."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "reference.py"
        self._module: ModuleType | None = None

    def call(self, function: str, arguments: Sequence[Any] = ()) -> Any:
        """The right value: ``function`` called on copies of ``arguments``, as arrays and plain Python.

        Raises:
            QuestFault: there is no such function, or it raised, or its value cannot be compared.
        """
        try:
            return plain_value(self._function(function)(*copy.deepcopy(list(arguments))))
        except QuestFault:
            raise
        except (Exception, SystemExit) as error:  # whatever an author's code raises is the quest's fault
            raise self._fault(f"{function}() raised {type(error).__name__}: {error}") from error

    def _function(self, name: str) -> Callable[..., Any]:
        if self._module is None:
            self._module = self._load()
        function = getattr(self._module, name, None)
        if not callable(function):
            raise self._fault(f"has no function {name!r}")
        return function

    def _load(self) -> ModuleType:
        try:
            return instructor.load(self.path)
        except (Exception, SystemExit) as error:
            traceback.print_exc()
            raise self._fault(f"cannot be imported: {type(error).__name__}: {error}") from error

    def _fault(self, detail: str) -> QuestFault:
        return QuestFault(REFERENCE_FAILED, f"reference.py: {detail}")
