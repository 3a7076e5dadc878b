"""Making data from a judge fit for a database column."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:
    """``value`` (JSON data) with the characters replaced that a database refuses.

    PostgreSQL takes neither NUL nor half a surrogate pair in text, and a learner's output may hold both; a report
    must not be lost for that.
    """
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [storable(entry) for entry in value]
    return value
