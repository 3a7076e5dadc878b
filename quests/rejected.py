"""The one exception by which a service says no to a person."""

from __future__ import annotations

from graders.text import Text


class Rejected(Exception):
    """What a person asked for cannot be done; nothing was changed.

    Attributes:
        code: a stable name such as ``too-large``, for the API and for tests.
        message: why, and what to do about it, in both languages.
    """

    def __init__(self, code: str, message: Text) -> None:
        self.code = code
        self.message = message
        super().__init__(f"{code}: {message.en}")
