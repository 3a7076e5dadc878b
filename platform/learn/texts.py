"""What a quest's version says: its ``quest.toml``, read once for each digest."""

from __future__ import annotations

import logging
from functools import lru_cache

from graders.loading import load
from graders.quest import Quest, QuestInvalid
from quests.files import quest_folder
from quests.models import QuestVersion

log = logging.getLogger(__name__)


class QuestUnreadable(Exception):
    """A published version's folder is gone or broken: the platform's fault, not the reader's."""


def quest_of(version: QuestVersion) -> Quest:
    """The quest folder of a published version.

    Raises:
        QuestUnreadable: with a line in the log that says why.
    """
    try:
        return _load(version.digest)
    except (QuestInvalid, OSError, ValueError) as error:
        log.exception("version %s of quest %s cannot be read", version.number, version.quest_id)
        raise QuestUnreadable(str(error)) from error


@lru_cache(maxsize=64)
def _load(digest: str) -> Quest:
    return load(quest_folder(digest))  # immutable, so what was read once stays true
