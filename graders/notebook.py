"""Notebooks as data: reading one from bytes that nobody vouches for, and telling its cells apart.

Nothing is kept of a foreign notebook but each cell's type, source and identity, so
outputs, tags, attachments and metadata can do no harm later.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import nbformat

from graders.text import Text, text

MAX_BYTES = 20_000_000
MAX_CODE_CELLS = 1000
MAX_CELLS = 5000
MAX_SOURCE_CHARACTERS = 1_000_000

OTHER_KERNELS = {
    "ir": "R",
    "xr": "R",
    "julia": "Julia",
    "javascript": "JavaScript",
    "deno": "TypeScript",
    "bash": "Bash",
}
"""Kernel names that tell the language where the notebook does not state it."""


class NotebookInvalid(ValueError):
    """Bytes that are no notebook we can take; ``reason`` says why and what to do."""

    def __init__(self, code: str, reason: Text) -> None:
        self.code = code
        self.reason = reason
        super().__init__(f"{code}: {reason.en}")


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook, reduced to what counts."""

    kind: str
    """``code``, ``markdown`` or ``raw``."""
    source: str
    grade_id: str | None = None
    """nbgrader's name of the cell."""
    cell_id: str | None = None
    """The notebook format's own id (since 4.5; Colab keeps it in the metadata)."""
    answer: bool = False
    """Whether it is for the learner to fill (nbgrader's ``solution``)."""


def read(raw: bytes) -> list[Cell]:
    """The cells of a notebook file of format 3 or 4.

    Raises:
        NotebookInvalid: it is too large, no notebook, not in Python, or malformed.
    """
    if len(raw) > MAX_BYTES:
        raise NotebookInvalid("too-large", TOO_LARGE.format(limit=MAX_BYTES // 1_000_000))
    document = _format_4(_document(raw))
    _refuse_other_languages(document.get("metadata"))
    return _cells(document["cells"])


def grade_id(cell: nbformat.NotebookNode) -> str | None:
    """The name that nbgrader gave a cell, where it did."""
    name = _mapping(_mapping(cell.get("metadata")).get("nbgrader")).get("grade_id")
    return name if isinstance(name, str) and name else None


def same_source(one: str, other: str) -> bool:
    """Whether two sources differ at most in white space at line ends and around the whole."""
    return _trimmed(one) == _trimmed(other)


def _trimmed(source: str) -> list[str]:
    return [line.rstrip() for line in source.strip().splitlines()]


def _document(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        raise NotebookInvalid("empty-file", EMPTY)
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotebookInvalid("not-utf8", NOT_UTF8.format(position=error.start + 1)) from None
    try:
        document = json.loads(content, parse_int=_integer)
    except json.JSONDecodeError as error:
        if content.lstrip()[:1] not in ("{", "["):
            looks = HTML if content.lstrip().startswith("<") else SCRIPT
            raise NotebookInvalid("not-json", looks) from None
        raise NotebookInvalid("not-json", NOT_JSON.format(line=error.lineno, column=error.colno)) from None
    except RecursionError:
        raise NotebookInvalid("too-deep", TOO_DEEP) from None
    if not isinstance(document, dict):
        raise NotebookInvalid("not-a-notebook", NOT_NOTEBOOK)
    return document


def _integer(digits: str) -> int:
    """Numbers in a notebook are small; one of thousands of digits is an attack on the parser."""
    return int(digits) if len(digits) <= 18 else 0


def _format_4(document: dict[str, Any]) -> dict[str, Any]:
    """The document in format 4, with a list of ``cells``."""
    version = document.get("nbformat")
    if not isinstance(version, int) or isinstance(version, bool):
        raise NotebookInvalid("not-a-notebook", NOT_NOTEBOOK)
    if version == 3:
        document = _from_format_3(document)
    elif version != 4:
        raise NotebookInvalid("unsupported-format", UNSUPPORTED_FORMAT.format(version=version))
    if not isinstance(document.get("cells"), list):
        raise NotebookInvalid("not-a-notebook", NOT_NOTEBOOK)
    return document


def _from_format_3(document: dict[str, Any]) -> dict[str, Any]:
    """Format 3 (until 2015) had worksheets, headings of their own and ``input`` for the source of code.

    nbformat's converter stops at the smallest flaw and carries over all that we drop anyway.
    """
    worksheets = document.get("worksheets")
    if not isinstance(worksheets, list):
        raise NotebookInvalid("not-a-notebook", NOT_NOTEBOOK)
    cells = []
    for worksheet in worksheets:
        in_sheet = _mapping(worksheet).get("cells")
        for old in in_sheet if isinstance(in_sheet, list) else []:
            cell = dict(_mapping(old))
            if cell.get("cell_type") == "code":
                cell["source"] = cell.get("input")
            elif cell.get("cell_type") in ("heading", "html"):
                cell["cell_type"] = "markdown"
            cells.append(cell)
    return {"metadata": document.get("metadata"), "cells": cells}


def _refuse_other_languages(metadata: Any) -> None:
    metadata = _mapping(metadata)
    kernel = _mapping(metadata.get("kernelspec"))
    stated = kernel.get("language") or _mapping(metadata.get("language_info")).get("name")
    if isinstance(stated, str):
        language = None if "python" in stated.lower() else _writable(stated[:40])
    else:
        name = kernel.get("name")
        language = OTHER_KERNELS.get(name.lower().split("-")[0]) if isinstance(name, str) else None
    if language:
        raise NotebookInvalid("not-python", NOT_PYTHON.format(language=language))


def _cells(raw_cells: list[Any]) -> list[Cell]:
    if len(raw_cells) > MAX_CELLS:
        raise NotebookInvalid("too-many-cells", TOO_MANY_CELLS.format(count=len(raw_cells), limit=MAX_CELLS))
    cells = [_cell(raw, position) for position, raw in enumerate(raw_cells, start=1)]
    code = sum(cell.kind == "code" for cell in cells)
    if code > MAX_CODE_CELLS:
        raise NotebookInvalid("too-many-cells", TOO_MANY_CELLS.format(count=code, limit=MAX_CODE_CELLS))
    return cells


def _cell(raw: Any, position: int) -> Cell:
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
        raise NotebookInvalid("bad-cell", BAD_CELL.format(position=position))
    metadata = _mapping(raw.get("metadata"))
    nbgrader = _mapping(metadata.get("nbgrader"))
    return Cell(
        kind=raw["cell_type"],
        source=_source(raw.get("source"), position),
        grade_id=_name(nbgrader.get("grade_id")),
        cell_id=_name(raw.get("id")) or _name(metadata.get("id")),
        answer=nbgrader.get("solution") is True,
    )


def _source(raw: Any, position: int) -> str:
    if isinstance(raw, list) and all(isinstance(line, str) for line in raw):
        raw = "".join(raw)
    if not isinstance(raw, str):
        raise NotebookInvalid("bad-source", BAD_SOURCE.format(position=position))
    if len(raw) > MAX_SOURCE_CHARACTERS:
        raise NotebookInvalid("cell-too-large", CELL_TOO_LARGE.format(position=position))
    return _writable(raw)


def _writable(words: str) -> str:
    """Without half surrogate pairs, which JSON can spell and no file can hold."""
    return words.encode("utf-8", "replace").decode()


def _name(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and 0 < len(raw) <= 200 else None


def _mapping(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


EMPTY = text(
    "The file is empty. Save the notebook again (File > Save) and upload that file.",
    "파일이 비어 있습니다. 노트북을 다시 저장(File > Save)한 뒤 그 파일을 올려 주십시오.",
)
TOO_LARGE = text(
    "The file is larger than {limit} MB. Clear all outputs, save, and upload again.",
    "파일이 {limit} MB보다 큽니다. 모든 출력을 지우고 저장한 뒤 다시 올려 주십시오.",
)
NOT_UTF8 = text(
    "The file is not text in UTF-8 (byte {position} cannot be read). "
    "Upload the .ipynb file itself, not a zip or a PDF of it.",
    "파일이 UTF-8 텍스트가 아닙니다({position}번째 바이트를 읽을 수 없습니다). "
    "압축 파일이나 PDF가 아니라 .ipynb 파일 자체를 올려 주십시오.",
)
NOT_JSON = text(
    "The notebook is damaged: line {line}, column {column} is not valid JSON. "
    "Open it in Jupyter, save it again, and upload that file.",
    "노트북 파일이 손상되었습니다. {line}번째 줄 {column}번째 글자부터 올바른 JSON이 아닙니다. "
    "Jupyter에서 열어 다시 저장한 뒤 그 파일을 올려 주십시오.",
)
HTML = text(
    "This is a web page, not a notebook. Download the notebook as .ipynb (File > Download) and upload that.",
    "노트북이 아니라 웹 페이지입니다. 노트북을 .ipynb 형식으로 내려받아(File > Download) 올려 주십시오.",
)
SCRIPT = text(
    "What is in this file is not a notebook (a Python script, perhaps?). Save or download it as a notebook, .ipynb, "
    "and upload that; a new name alone does not make it one.",
    "파일의 내용이 노트북이 아닙니다(파이썬 스크립트일 수 있습니다). 이름만 바꾸어서는 노트북이 되지 않습니다. "
    "노트북(.ipynb) 형식으로 저장하거나 내려받아 올려 주십시오.",
)
TOO_DEEP = text(
    "The file nests its data far deeper than any notebook does. Save the notebook again and upload that file.",
    "파일의 데이터가 노트북에서는 나올 수 없을 만큼 깊게 중첩되어 있습니다. 노트북을 다시 저장해 올려 주십시오.",
)
NOT_NOTEBOOK = text(
    "The file is JSON, but not a Jupyter notebook. Upload the .ipynb file.",
    "JSON 파일이지만 Jupyter 노트북이 아닙니다. .ipynb 파일을 올려 주십시오.",
)
UNSUPPORTED_FORMAT = text(
    "Notebooks of format {version} cannot be read, only 3 and 4. Open it in Jupyter, save it, and upload again.",
    "형식 {version}의 노트북은 지원하지 않습니다(3과 4만 지원). Jupyter에서 열어 저장한 뒤 다시 올려 주십시오.",
)
NOT_PYTHON = text(
    "The notebook is written in {language}, but quests run on Python. Choose a Python kernel and save it.",
    "이 노트북의 언어는 {language}입니다. 퀘스트는 파이썬으로 실행됩니다. 파이썬 커널을 선택하고 저장해 주십시오.",
)
TOO_MANY_CELLS = text(
    "The notebook has {count} cells; at most {limit} are taken. Delete the ones that are not needed.",
    "노트북에 셀이 {count}개 있습니다. 최대 {limit}개까지 받습니다. 필요 없는 셀을 지워 주십시오.",
)
BAD_CELL = text(
    "Cell {position} is damaged: its type is unknown. Open the notebook in Jupyter, save it, and upload again.",
    "{position}번째 셀이 손상되어 종류를 알 수 없습니다. Jupyter에서 노트북을 열어 저장한 뒤 다시 올려 주십시오.",
)
BAD_SOURCE = text(
    "Cell {position} is damaged: its content is not text. Open the notebook in Jupyter, save it, and upload again.",
    "{position}번째 셀이 손상되어 내용이 텍스트가 아닙니다. Jupyter에서 노트북을 열어 저장한 뒤 다시 올려 주십시오.",
)
CELL_TOO_LARGE = text(
    "Cell {position} holds more than a million characters. Load data from the quest's files instead of pasting it.",
    "{position}번째 셀에 백만 자가 넘는 내용이 있습니다. 데이터를 붙여 넣지 말고 퀘스트의 파일에서 읽어 주십시오.",
)
