"""One attack of the gallery: a file that says in its first lines what it tries and what must happen.

``gallery/GROUP/NAME.py`` begins with lines of ``# key: value``. ``tries``, ``must`` and ``kind`` are words, all other
values are JSON; a line that begins with ``#`` and three spaces goes on with the value above it. See :class:`Attack`
for the keys. What follows is, by ``kind``:

* ``cell`` (when not said): the answer of a learner, put into every answer cell of the quest's starter;
* ``upload``: a program of this side of the wall with a function ``upload(quest) -> bytes``, the file handed in;
* ``unwelcome``: the same, for an upload that must be refused for the learner's own fault before anything is run.
"""

from __future__ import annotations

import json
import re
import runpy
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from graders.quest import Limits, Quest

GALLERY = Path(__file__).resolve().parent / "gallery"
WORDS = ("tries", "must", "kind")
KINDS = ("cell", "upload", "unwelcome")
LINE = re.compile(r"# (\w+): (.*\S)")
NEXT_LINE = re.compile(r"#   +(.*\S)")


class AttackInvalid(ValueError):
    """The file is not written as this module's docstring says."""


@dataclass(frozen=True)
class Attack:
    """What a file of the gallery says, and its code."""

    name: str
    """``GROUP/NAME``."""
    tries: str
    must: str
    code: str
    """With the head, so that lines are numbered as in the file."""
    kind: str = "cell"
    quest: str = "sums"
    """``sums``, or a folder of ``tests/attacks/quests``."""
    score: float | None = None
    """Of all points of the quest; None only where nothing is graded."""
    state: str = "graded"
    fault: str | None = None
    """Whose, where the state is ``ended``."""
    ended_by: str | None = None
    """Of the record of the run; None where it does not matter."""
    notice: str | None = None
    """The code of one notice that the learner gets."""
    limits: dict[str, Any] = field(default_factory=dict)
    """In the place of the quest's own."""
    told: bool = False
    """Whether the cell finds a dict ``HOST``: all that an attacker could wish to know of the machine."""
    twice: bool = False
    """Played two times in a row, as by two learners; both must end as said."""
    beside: bool = False
    """Played while another learner's honest run goes on, which must be graded as if it had been alone."""

    @property
    def file(self) -> Path:
        """Where it is written."""
        return GALLERY / f"{self.name}.py"

    def upload(self, quest: Quest, host: dict[str, Any]) -> bytes:
        """The file that is handed in."""
        if self.kind == "cell":
            # In front of the comment that is its first line, so that tracebacks name the lines of the file.
            return answered(quest, f"HOST = {host!r}  {self.code}" if self.told else self.code)
        made = runpy.run_path(str(self.file))["upload"](quest)
        if not isinstance(made, bytes):
            raise AttackInvalid(f"{self.file}: upload(quest) returned {type(made).__name__}, not bytes")
        return made


def answered(quest: Quest, answer: str) -> bytes:
    """The quest's starter with ``answer`` in every answer cell."""
    notebook = json.loads((quest.folder / "starter.ipynb").read_bytes())
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
    if not cells:
        raise AttackInvalid(f"the starter of {quest.slug} has no answer cell")
    for cell in cells:
        cell["source"] = answer
    return json.dumps(notebook).encode()


def gallery() -> list[Attack]:
    """Every attack, by name."""
    return [read(path) for path in sorted(GALLERY.glob("*/*.py"))]


def read(path: Path) -> Attack:
    """The attack that a file holds.

    Raises:
        AttackInvalid: its head is not as it should be.
    """
    code = path.read_text()
    head = _head(path, code)
    known = {f.name for f in fields(Attack)} - {"name", "code"}
    if strange := sorted(set(head) - known):
        raise AttackInvalid(f"{path}: unknown {strange}; a head has only {sorted(known)}")
    if missing := sorted({"tries", "must"} - set(head)):
        raise AttackInvalid(f"{path}: the head lacks {missing}")
    values: dict[str, Any] = {key: value if key in WORDS else _json(path, key, value) for key, value in head.items()}
    if values.get("kind", "cell") not in KINDS:
        raise AttackInvalid(f"{path}: kind is one of {KINDS}")
    if values.get("kind") == "unwelcome":
        values = {"state": "ended", "fault": "learner", **values}
    if values.get("state", "graded") == "graded" and "score" not in values:
        raise AttackInvalid(f"{path}: say the score that must come of it, as in '# score: 1'")
    if unknown := set(values.get("limits", {})) - set(Limits.model_fields):
        raise AttackInvalid(f"{path}: no such limits: {sorted(unknown)}; there are {sorted(Limits.model_fields)}")
    return Attack(name=path.relative_to(path.parents[1]).with_suffix("").as_posix(), code=code, **values)


def _head(path: Path, code: str) -> dict[str, str]:
    """The keys and values of the first lines, up to the first line that is no comment."""
    head: dict[str, str] = {}
    for line in code.splitlines():
        if first := LINE.fullmatch(line):
            if first[1] in head:
                raise AttackInvalid(f"{path}: {first[1]} is said twice")
            head[first[1]] = first[2]
        elif (more := NEXT_LINE.fullmatch(line)) and head:
            head[next(reversed(head))] += f" {more[1]}"
        else:
            break
    return head


def _json(path: Path, key: str, value: str) -> Any:
    # Notes may follow a value, as in a comment.
    try:
        return json.JSONDecoder().raw_decode(value)[0]
    except ValueError as error:
        raise AttackInvalid(f"{path}: the value of {key} is no JSON (words want quotation marks): {value}") from error
