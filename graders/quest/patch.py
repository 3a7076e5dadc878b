"""Answers of a proof that are written as changes of the solution, instead of as whole notebooks.

A patch is a Python file of cells::

    # %% prepare
    train_x = train_images.reshape((60000, 784))

    # %% [markdown] plan
    # What I would do first.

Each cell replaces the source of the solution's answer cell of that name; what it does not name stays as solved.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from graders import notebook
from graders.text import Text, text

HEAD = re.compile(r"^# %%(?P<markdown> \[markdown\])?(?: (?P<name>\S+))?\s*$")
LIKE_HEAD = re.compile(r"^#\s*%%")
"""What is meant as a head by whoever writes it; taken for a comment, it would put one cell into another."""


class PatchInvalid(ValueError):
    """A patch that cannot be read, or does not fit its solution."""

    def __init__(self, line: int, reason: Text) -> None:
        self.line = line
        """From 1."""
        self.reason = reason
        super().__init__(f"line {line}: {reason.en}")


@dataclass(frozen=True)
class PatchedCell:
    """What a patch puts into one answer cell."""

    name: str
    kind: str
    """``code`` or ``markdown``."""
    source: str
    line: int
    """Of the cell's head, from 1."""


def read(patch: str) -> list[PatchedCell]:
    """The cells of a patch, in order.

    Raises:
        PatchInvalid: it has no cell, one without a name, one twice, a head that is mistyped, or text before the first.
    """
    cells: list[PatchedCell] = []
    lines = patch.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines, start=1):
        if LIKE_HEAD.match(line) and not HEAD.match(line):
            raise PatchInvalid(number, BAD_HEAD)
    heads = [(number, head) for number, line in enumerate(lines) if (head := HEAD.match(line))]
    before = lines[: heads[0][0]] if heads else lines
    stray = next((number for number, line in enumerate(before, start=1) if line.strip()), None)
    if stray or not heads:
        raise PatchInvalid(stray or 1, NO_HEAD)
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    for (start, head), end in zip(heads, ends, strict=True):
        name = head["name"]
        if name is None:
            raise PatchInvalid(start + 1, NAMELESS)
        if name in {cell.name for cell in cells}:
            raise PatchInvalid(start + 1, TWICE.format(name=name))
        body = lines[start + 1 : end]
        kind = "markdown" if head["markdown"] else "code"
        if kind == "markdown":
            body = [re.sub(r"^# ?", "", line) for line in body]
        cells.append(PatchedCell(name, kind, "\n".join(body).rstrip("\n"), start + 1))
    return cells


def applied(solution: bytes, patch: str) -> bytes:
    """The solution's notebook with the patch's cells in it.

    Raises:
        PatchInvalid: the patch names a cell that is no answer cell of the solution, or one of another type.
        NotebookInvalid: the solution is no notebook.
    """
    answers = {cell.grade_id: cell.kind for cell in notebook.read(solution) if cell.answer and cell.grade_id}
    changed: dict[str, str] = {}
    for cell in read(patch):
        if cell.name not in answers:
            raise PatchInvalid(cell.line, UNKNOWN.format(name=cell.name, known=", ".join(answers)))
        if cell.kind != answers[cell.name]:
            wanted = "# %% [markdown] " if answers[cell.name] == "markdown" else "# %% "
            raise PatchInvalid(cell.line, OTHER_TYPE.format(name=cell.name, head=f"{wanted}{cell.name}"))
        changed[cell.name] = cell.source
    document = json.loads(solution)
    for raw in document["cells"]:
        name = raw.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        if name in changed:
            raw["source"] = changed[name]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


NO_HEAD = text(
    "A patch begins with a cell's name: a line such as `# %% prepare`.",
    "패치는 `# %% prepare`처럼 셀의 이름을 적은 줄로 시작해야 합니다.",
)
BAD_HEAD = text(
    "A cell's head is `# %% NAME` or `# %% [markdown] NAME`: one space between its parts, and a name without any.",
    "셀의 머리줄은 `# %% 이름` 또는 `# %% [markdown] 이름`입니다. 각 부분 사이에 공백을 하나만 두고, 이름에는 공백을 "
    "넣지 마십시오.",
)
NAMELESS = text(
    "Name the answer cell that this replaces: `# %% NAME`, with its `grade_id`.",
    "어느 답안 셀을 바꿀지 `# %% 이름`처럼 그 셀의 `grade_id`를 적어 주십시오.",
)
TWICE = text("The cell `{name}` stands in this patch twice.", "`{name}` 셀이 이 패치에 두 번 나옵니다.")
UNKNOWN = text(
    "`{name}` is no answer cell of solution.ipynb; there are {known}.",
    "`{name}`은(는) solution.ipynb의 답안 셀이 아닙니다. 답안 셀: {known}.",
)
OTHER_TYPE = text(
    "The answer cell `{name}` is of another type: write `{head}`.",
    "답안 셀 `{name}`의 종류가 다릅니다. `{head}`처럼 적어 주십시오.",
)
