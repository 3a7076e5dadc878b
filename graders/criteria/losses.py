"""One name for each loss, optimizer and activation, however it was given to Keras."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from graders.wording import plain

_ALIASES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "r_m_sprop": "rmsprop",
    "rms_prop": "rmsprop",
    "rm_sprop": "rmsprop",
    "re_lu": "relu",
    "leaky_re_lu": "leaky_relu",
}


def identifier(name: str) -> str:
    """A variable's name as part of a question's id, where only small letters are allowed."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}", name):
        return name
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def plain_name(name: str) -> str:
    """One name for what Keras calls by several: ``RMSprop``, ``rmsprop``; ``MeanSquaredError``, ``mse``."""
    joined = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    joined = _ALIASES.get(joined, joined)
    return joined if "crossentropy" not in joined else joined.replace("cross_entropy", "crossentropy")


def compiled_name(part: Any) -> str | None:
    """The name of a loss or an optimizer in a compile configuration: a string, a class or a function."""
    if isinstance(part, list) and len(part) == 1:
        return compiled_name(part[0])
    if isinstance(part, dict):
        part = part.get("config") if part.get("class_name") == "function" else part.get("class_name")
    return plain(plain_name(part), 80) if isinstance(part, str) else None
