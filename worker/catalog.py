"""Finding a quest by what an operator writes on a command line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import quests
from graders.loading import load
from graders.quest import Quest, QuestInvalid
from graders.text import Text, text
from quests.datasets.store import Store

CATALOG = Path(quests.__file__).resolve().parent / "catalog"


class QuestNotFound(LookupError):
    """There is no such quest, or its folder cannot be used."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def folders() -> dict[str, Path]:
    """The folders of all shipped quests by slug."""
    return {path.name: path for path in _quest_folders(CATALOG)}


def find(name: str, store: Store) -> Quest:
    """The quest of this slug in the catalog, or in this folder.

    Raises:
        QuestNotFound: there is none, or it has problems.
    """
    shipped = folders()
    folder = shipped.get(name) or Path(name)
    if not (folder / "quest.toml").is_file():
        near = difflib.get_close_matches(name, shipped, n=1)
        hint_en = f" Did you mean {near[0]}?" if near else ""
        hint_ko = f" 혹시 {near[0]}입니까?" if near else ""
        raise QuestNotFound(
            text(
                f"There is no quest {name!r}: it is neither the slug of a shipped quest nor a folder with a "
                f"quest.toml.{hint_en} Shipped quests: {', '.join(sorted(shipped)) or 'none'}.",
                f"{name!r} 퀘스트가 없습니다. 제공되는 퀘스트의 이름도, quest.toml이 있는 폴더도 아닙니다.{hint_ko} "
                f"제공되는 퀘스트: {', '.join(sorted(shipped)) or '없음'}.",
            )
        )
    try:
        return load(folder, known_data=store.names())
    except QuestInvalid as invalid:
        raise QuestNotFound(
            Text(
                en=f"The quest {name} cannot be used:\n{_listed(invalid, 'en')}"[:40_000],
                ko=f"{name} 퀘스트를 사용할 수 없습니다:\n{_listed(invalid, 'ko')}"[:40_000],
            )
        ) from invalid


def _listed(invalid: QuestInvalid, language: str) -> str:
    return "\n".join(
        f"{problem.file}{f':{problem.line}' if problem.line else ''}: {problem.message[language]}"
        for problem in invalid.problems
    )


def _quest_folders(place: Path) -> Iterator[Path]:
    return (path.parent for path in sorted(place.rglob("quest.toml")))
