"""Imports that find nothing."""

from __future__ import annotations

import ast
import re
import sys

from graders import installed
from graders.diagnosis.case import Case
from graders.diagnosis.near import near, near_argument
from graders.report import Diagnosis
from graders.text import text

NO_MODULE = re.compile(r"No module named '([\w.]+)'")
NO_NAME = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
LIBRARIES = {"numpy", "tensorflow", "keras", "matplotlib", "h5py", "PIL", "pandas", "sklearn", "scipy", "torch", "jax"}


def find(case: Case) -> Diagnosis | None:
    """Explain a ModuleNotFoundError or an ImportError."""
    if case.raised("ModuleNotFoundError") and (found := NO_MODULE.search(case.message)):
        return _module(case, found[1])
    if case.raised("ImportError") and (found := NO_NAME.search(case.message)):
        name, module = found[1], found[2]
        meant = near_argument(name, installed.names_in(module))
        module = module.replace("keras._tf_keras.keras", "tensorflow.keras")
        mend = INSTEAD.format(meant=meant, name=name) if meant else NO_NAME_MEND.format(module=module)
        message = NO_SUCH_NAME.format(name=name, module=module)
        line = next((a.lineno for node in case.here(ast.ImportFrom) for a in node.names if a.name == name), case.line)
        return case.diagnosis("misspelt-import", message, mend, line=line)
    return None


def _module(case: Case, module: str) -> Diagnosis:
    parent, _, last = module.rpartition(".")
    if parent and installed.exists(parent):
        known = installed.submodules(parent)
        message = NO_SUCH_NAME.format(name=last, module=parent)
    else:
        known = frozenset(sys.stdlib_module_names | LIBRARIES)
        message = NO_SUCH_MODULE.format(name=module)
        last = module.partition(".")[0]
    if last in LIBRARIES:
        return case.diagnosis("library-not-here", NOT_HERE.format(name=last), NOT_HERE_MEND)
    if meant := near(last, known):
        return case.diagnosis("misspelt-import", message, INSTEAD.format(meant=meant, name=last))
    return case.diagnosis("library-not-here", NOT_HERE.format(name=module), NOT_HERE_MEND)


NO_SUCH_NAME = text("`{module}` offers nothing named `{name}`.", "`{module}`에는 `{name}`이(가) 없습니다.")
NO_NAME_MEND = text(
    "Look up in the documentation where it lies in this edition of `{module}`.",
    "현재 버전의 `{module}` 문서에서 어디에 있는지 찾아 주십시오.",
)
NO_SUCH_MODULE = text("There is no module `{name}`.", "`{name}`이라는 모듈이 없습니다.")
INSTEAD = text("Write `{meant}` instead of `{name}`.", "`{name}` 대신 `{meant}`(으)로 써 주십시오.")
NOT_HERE = text(
    "The library `{name}` is not installed where quests run.",
    "퀘스트를 실행하는 곳에는 `{name}` 라이브러리가 없습니다.",
)
NOT_HERE_MEND = text(
    "Solve it with Python, NumPy and what the quest names; nothing can be installed during a run.",
    "파이썬과 NumPy, 그리고 퀘스트가 안내하는 라이브러리로 풀어 주십시오. 실행 중에는 아무것도 설치할 수 없습니다.",
)
