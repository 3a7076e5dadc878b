"""Reading ``quest.toml``: TOML, then the schema, each problem with its line and in plain words."""

from __future__ import annotations

import difflib
import re
import tomllib
import types
import typing
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from graders.quest import lines
from graders.quest.file import CriterionSpec, QuestFile
from graders.quest.problem import Problem
from graders.text import Text, text

MAX_TOML_BYTES = 1_000_000
COMMON_KEYS = set(CriterionSpec.model_fields) - {"options"}


def read_toml(path: Path) -> tuple[QuestFile | None, lines.Lines | None, list[Problem]]:
    """The file's content (None when it is invalid), the lines of its keys, and its problems."""
    name = path.name
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None, None, [Problem(name, None, MISSING_FILE.format(name=name))]
    if len(raw) > MAX_TOML_BYTES:
        return None, None, [Problem(name, None, TOML_TOO_LARGE.format(limit=MAX_TOML_BYTES // 1000))]
    try:
        source = raw.decode("utf-8-sig")
        document = tomllib.loads(source)
        where = lines.Lines(source)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, None, [Problem(name, line, NOT_UTF8)]
    except tomllib.TOMLDecodeError as error:
        return None, None, [_syntax_problem(name, str(error), source)]
    except (RecursionError, ValueError):
        return None, None, [Problem(name, None, TOO_DEEP)]
    gather_options(document)
    try:
        return QuestFile.model_validate(document), where, []
    except ValidationError as error:
        problems = [
            Problem(name, where.nearest(tuple(each["loc"])), in_words(dict(each), QuestFile)) for each in error.errors()
        ]
        return None, where, sorted(problems, key=lambda p: p.line or 0)


def gather_options(document: dict[str, Any]) -> None:
    """Move each criterion's own keys under its ``options``."""
    criteria = document.get("criterion")
    for criterion in criteria if isinstance(criteria, list) else []:
        if isinstance(criterion, dict):
            options = {key: criterion.pop(key) for key in list(criterion) if key not in COMMON_KEYS}
            criterion["options"] = options


def _syntax_problem(name: str, message: str, source: str) -> Problem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else source.count("\n") + 1
    what = message.split(" (at ")[0]
    return Problem(name, line, SYNTAX.format(what=what))


def in_words(error: dict[str, Any], model: type[BaseModel]) -> Text:
    """A pydantic error in plain words; ``model`` is what ``loc`` starts from."""
    loc = [part for part in error["loc"]]
    key = ".".join(str(part) for part in loc if not isinstance(part, int)) or "?"
    last = str(loc[-1]) if loc else "?"
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing":
        if last in ("en", "ko"):
            return (MISSING_KO if last == "ko" else MISSING_EN).format(key=".".join(map(str, loc[:-1])))
        return MISSING_KEY.format(key=key)
    if kind == "extra_forbidden":
        near = near_key(last, _known_keys(model, loc[:-1]))
        return (UNKNOWN_KEY_NEAR if near else UNKNOWN_KEY).format(key=last, near=near)
    if kind == "string_pattern_mismatch":
        return PATTERN.format(key=key, value=_shown(error["input"]))
    if kind == "literal_error":
        return CHOICE.format(key=key, value=_shown(error["input"]), choices=context.get("expected", ""))
    if kind in LIMITS:
        limit = next(iter(v for k, v in context.items() if k in LIMIT_CONTEXT), "?")
        return LIMITS[kind].format(key=key, limit=limit, value=_shown(error["input"]))
    wanted = next((words for start, words in TYPES.items() if kind.startswith(start)), None)
    if wanted is not None:
        return WRONG_TYPE.format(key=key, wanted=wanted, value=_shown(error["input"]))
    return OTHER.format(key=key, what=error["msg"])


def near_key(wrong: str, known: typing.Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely means."""
    return next(iter(difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)), None)


def _known_keys(model: type[BaseModel], loc: list[Any]) -> list[str]:
    """The keys of the table at ``loc``."""
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            current = next(iter(typing.get_args(current)), None)
        elif isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            current = _without_none(current.model_fields[part].annotation)
        else:
            return []
    current = _without_none(current)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next((arg for arg in typing.get_args(annotation) if arg is not type(None)), None)
    return annotation


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


TYPES = {
    "string": text("text in quotes", "따옴표로 묶은 텍스트"),
    "int": text("a whole number", "정수"),
    "float": text("a number", "숫자"),
    "bool": text("true or false", "true 또는 false"),
    "list": text("a list [ ... ]", "목록 [ ... ]"),
    "dict": text("a table of keys", "키가 있는 표(table)"),
    "model_type": text("a table of keys", "키가 있는 표(table)"),
    "model_attributes_type": text("a table of keys", "키가 있는 표(table)"),
    "finite_number": text("a finite number", "유한한 숫자"),
}
LIMIT_CONTEXT = {"ge", "gt", "le", "lt", "min_length", "max_length"}
LIMITS = {
    "greater_than_equal": text(
        "`{key}` must be at least {limit}, not {value}.", "`{key}` 값은 {limit} 이상이어야 합니다(현재 {value})."
    ),
    "greater_than": text(
        "`{key}` must be more than {limit}, not {value}.", "`{key}` 값은 {limit}보다 커야 합니다(현재 {value})."
    ),
    "less_than_equal": text(
        "`{key}` must be at most {limit}, not {value}.", "`{key}` 값은 {limit} 이하여야 합니다(현재 {value})."
    ),
    "less_than": text(
        "`{key}` must be less than {limit}, not {value}.", "`{key}` 값은 {limit}보다 작아야 합니다(현재 {value})."
    ),
    "too_short": text("`{key}` needs at least {limit} entries.", "`{key}`에는 항목이 {limit}개 이상 있어야 합니다."),
    "too_long": text("`{key}` takes at most {limit} entries.", "`{key}`에는 항목을 {limit}개까지만 둘 수 있습니다."),
    "string_too_short": text(
        "`{key}` needs at least {limit} characters.", "`{key}`은(는) {limit}자 이상이어야 합니다."
    ),
    "string_too_long": text("`{key}` takes at most {limit} characters.", "`{key}`은(는) {limit}자까지 쓸 수 있습니다."),
}
MISSING_FILE = text("The file {name} is missing.", "{name} 파일이 없습니다.")
TOML_TOO_LARGE = text("The file is larger than {limit} kB.", "파일이 {limit} kB보다 큽니다.")
NOT_UTF8 = text("The file is not text in UTF-8.", "파일이 UTF-8 텍스트가 아닙니다.")
TOO_DEEP = text("The file cannot be read: it nests too deeply.", "파일이 너무 깊게 중첩되어 읽을 수 없습니다.")
SYNTAX = text("This is not valid TOML: {what}.", "올바른 TOML이 아닙니다: {what}.")
MISSING_KEY = text("The key `{key}` is missing.", "`{key}` 키가 없습니다.")
MISSING_EN = text("`{key}` has no English text (`en`).", "`{key}`에 영어 텍스트(`en`)가 없습니다.")
MISSING_KO = text("`{key}` has no Korean text (`ko`).", "`{key}`에 한국어 텍스트(`ko`)가 없습니다.")
UNKNOWN_KEY = text("There is no key `{key}` here.", "여기에는 `{key}`라는 키가 없습니다.")
UNKNOWN_KEY_NEAR = text(
    "There is no key `{key}` here. Did you mean `{near}`?",
    "여기에는 `{key}`라는 키가 없습니다. `{near}`이(가) 아닙니까?",
)
PATTERN = text(
    "`{key}` may hold lower-case letters, digits and hyphens only, not {value}.",
    "`{key}`에는 영어 소문자, 숫자, 붙임표(-)만 쓸 수 있습니다(현재 {value}).",
)
CHOICE = text(
    "`{key}` must be one of {choices}, not {value}.", "`{key}` 값은 {choices} 중 하나여야 합니다(현재 {value})."
)
WRONG_TYPE = text("`{key}` must be {wanted}, not {value}.", "`{key}` 값은 {wanted}이어야 합니다(현재 {value}).")
OTHER = text("`{key}`: {what}.", "`{key}`: {what}.")
