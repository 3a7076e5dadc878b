"""Schema errors of pydantic in plain words."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from graders.text import Text, text


def in_words(error: dict[str, Any], model: type[BaseModel] | None, *, also: Iterable[str] = ()) -> Text:
    """A pydantic error in plain words.

    Args:
        error: one of ``ValidationError.errors()``.
        model: what the error's ``loc`` starts from, where that is known.
        also: keys that are known at the top besides the model's, for "did you mean".
    """
    loc = list(error["loc"])
    key = ".".join(str(part) for part in loc if not isinstance(part, int)) or "?"
    last = str(loc[-1]) if loc else "?"
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing":
        if last in ("en", "ko"):
            return (MISSING_KO if last == "ko" else MISSING_EN).format(key=key.rpartition(".")[0])
        return MISSING_KEY.format(key=key)
    if kind == "extra_forbidden":
        near = near_key(last, [*_known_keys(model, loc[:-1]), *(also if len(loc) == 1 else ())])
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
    said = getattr(context.get("error"), "args", None)
    what: Any = said[0] if said else error["msg"]  # a validator of ours may say it in both languages, by a Text
    if not isinstance(what, Text):
        what = str(what)[:500].rstrip(".")
    return (OTHER if loc else OTHER_OF_WHOLE).format(key=key, what=what)


def near_key(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely means."""
    return next(iter(difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)), None)


def _known_keys(model: type[BaseModel] | None, loc: list[Any]) -> list[str]:
    """The keys of the table at ``loc``."""
    current: Any = model
    for part in loc:
        if isinstance(part, int):
            current = next(iter(get_args(current)), None)
        elif isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            current = _without_none(current.model_fields[part].annotation)
        else:
            return []
    current = _without_none(current)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next((arg for arg in get_args(annotation) if arg is not type(None)), None)
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
OTHER_OF_WHOLE = text("Here: {what}.", "이 항목: {what}.")
