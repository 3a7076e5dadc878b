"""What every worker does again and again, so that nothing stays stuck."""

from __future__ import annotations

from quests.services import attempts, drafts


def sweep() -> int:
    """Queue again what dead workers held, and repeat lost messages. Returns how many runs were lost."""
    return attempts.requeue_expired() + drafts.requeue_expired()
