"""Code of an older edition of Keras, NumPy or TensorFlow, by the name that has changed since."""

from __future__ import annotations

import ast
import re

from graders.diagnosis.case import Case
from graders.diagnosis.meaning import called, meaning, own
from graders.diagnosis.older_names import (
    ABBREVIATED,
    ATTRIBUTES,
    HISTORY_KEYS,
    KEYWORDS,
    OF_METHODS,
    module_today,
    name_today,
)
from graders.report import Diagnosis
from graders.text import Text, text

OLD_MODULE = re.compile(r"No module named '((?:tensorflow|keras)[\w.]*)'")
OLD_IMPORT = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
OF_MODULE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")
OF_OBJECT = re.compile(r"object has no attribute '(\w+)'")
OLD_KEYWORD = re.compile(
    r"(?:unexpected keyword argument|Unrecognized keyword arguments passed to \w+: \{|not recognized: \{)\s*'(\w+)'"
)
OLD_KEY = re.compile(r"^'(\w+)'$")
ENDING = re.compile(
    r"(?:filename must end in|filepath provided must end in|Invalid filepath extension for saving)[^`]*`(\.[\w.]+)`"
)


def find(case: Case) -> Diagnosis | None:
    """Explain an error by a name that an older edition had."""
    for look in (_old_module, _old_attribute, _old_keyword, _old_key, _old_ending):
        if found := look(case):
            name, now, line = found
            return case.diagnosis("old-edition", OLD.format(name=name), INSTEAD.format(now=now), line=line or case.line)
    return None


Old = tuple[str, str, int | None] | None
"""The old name, what is written today, and the line where that is not the one at fault."""


def _old_module(case: Case) -> Old:
    if case.raised("ModuleNotFoundError") and (found := OLD_MODULE.search(case.message)):
        now = module_today(found[1])
        return (found[1], now, None) if now else None
    found = OLD_IMPORT.search(case.message) if case.raised("ImportError") else None
    if found is None:
        return None
    name, module = found[1], found[2]
    now = name_today(module, name)
    line = next((a.lineno for node in case.here(ast.ImportFrom) for a in node.names if a.name == name), None)
    return (name, now, line) if now else None


def _old_attribute(case: Case) -> Old:
    if not case.raised("AttributeError"):
        return None
    if found := OF_MODULE.search(case.message):
        now = name_today(found[1], found[2])
        return (found[2], now, None) if now else None
    found = OF_OBJECT.search(case.message)
    if found and found[1] in OF_METHODS and not _is_of_own_class(case, found[1]):
        return found[1], ATTRIBUTES[found[1]], None
    return None


def _is_of_own_class(case: Case, name: str) -> bool:
    """Whether the attribute is asked of an object whose class the notebook defines from nothing."""
    for node in case.here(ast.Attribute):
        found = meaning(case, node.value) if node.attr == name else None
        mine = own(case, found.name.rpartition(".")[2]) if found and found.name.startswith("__main__.") else None
        if mine and isinstance(mine.node, ast.ClassDef) and not mine.node.bases:
            return True
    return False


def _old_keyword(case: Case) -> Old:
    found = OLD_KEYWORD.search(case.message) if case.raised("TypeError", "ValueError") else None
    keyword = found[1] if found else _unknown_where_one_is_missing(case)
    if keyword is None or keyword not in KEYWORDS:
        return None
    for call in case.here(ast.Call):
        line = next((k.lineno for k in call.keywords if k.arg == keyword), None)
        if line is None:
            continue
        if isinstance(call.func, ast.Name) and own(case, call.func.id):
            return None
        return f"{keyword}=", KEYWORDS[keyword], line
    return None


def _unknown_where_one_is_missing(case: Case) -> str | None:
    """``Dense(output_dim=3)`` is told as a call without ``units``."""
    found = re.search(r"missing \d+ required positional arguments?: (.+)", case.message)
    lacking = set(re.findall(r"'(\w+)'", found[1])) if found and case.raised("TypeError") else set()
    for call in case.here(ast.Call):
        meant = called(case, call)
        if meant and meant.name.startswith("keras."):
            for keyword in call.keywords:
                if KEYWORDS.get(keyword.arg or "", "").rstrip("=") in lacking:
                    return keyword.arg
    return None


def _old_key(case: Case) -> Old:
    """A key of the history by the name that metrics once had, where today's is among the keys."""
    found = OLD_KEY.match(case.message) if case.raised("KeyError") else None
    if found is None or not case.blamed:
        return None
    key = found[1]
    now = HISTORY_KEYS.get(key)
    for long, short in ABBREVIATED.items():
        if now is None and key.removeprefix("val_") == long:
            now = key.replace(long, short)
    there = case.history_keys
    if now is None or (there and now not in there):
        return None
    written = [n.slice.value for n in case.blamed.find(ast.Subscript) if isinstance(n.slice, ast.Constant)]
    return (f"['{key}']", f"['{now}']", None) if key in written else None


def _old_ending(case: Case) -> Old:
    """Files that Keras 3 only writes under another ending."""
    found = ENDING.search(case.message) if case.raised("ValueError") else None
    if found is None:
        return None
    named = re.search(r"filepath=([^\s,)]{1,80}?)\.?(?:$|[\s,)])", case.message)
    return named[1] if named else "filepath", f'"....{found[1].lstrip(".")}"', None


OLD: Text = text(
    "`{name}` belongs to an older edition of the library; it no longer exists under that name.",
    "`{name}`은(는) 라이브러리의 이전 버전에 있던 것으로, 지금은 그 이름으로 쓸 수 없습니다.",
)
INSTEAD: Text = text("Today one writes: {now}", "지금은 다음과 같이 씁니다: {now}")
