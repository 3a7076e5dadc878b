"""What the log leaves out."""

from __future__ import annotations

import logging


class NotReadyIsNoError(logging.Filter):
    """``/readyz`` answers 503 as long as something is missing; that answer is its work done, not an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to keep the record."""
        path = getattr(getattr(record, "request", None), "path", "")
        return not (path == "/readyz" and getattr(record, "status_code", None) == 503)
