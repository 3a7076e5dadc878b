"""Every message that a finding can hold, in both languages."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graders
from graders import catalogue, notebook, verdicts
from graders.criteria import KINDS
from graders.text import Text

HANGUL = re.compile("[가-힣]")
NOT_PROSE = re.compile(r"\{[^}]*\}|`[^`]*`")
WORD = re.compile("[A-Za-z]{3,}")
NAMES = {"a Sequential model"}
"""Of which a part is said by the sentence around it in Korean."""
SOURCES = sorted(path for path in Path(graders.__file__).parent.rglob("*.py") if not path.name.startswith("test_"))
LINE_AS_ROW = re.compile(r"\{[\w.]*(?:line|lineno)\}\s?행")
OTHER_GRADIENT = re.compile("그레이디언트|그래디언트|그라디언트")


def messages() -> Iterator[Any]:
    """The words of every kind's modules, of judging itself, and of notebooks that cannot be read."""
    modules = {module for kind in KINDS.values() for module in catalogue.modules_of(kind)}
    for module in sorted({*modules, verdicts.__name__, notebook.__name__}):
        for name, one in catalogue.constants(sys.modules[module]):
            yield pytest.param(one, id=f"{module.removeprefix('graders.')}.{name}")


@pytest.mark.parametrize("one", messages())
def test_a_message_says_in_both_languages_what_it_says(one: Text) -> None:
    english, korean = NOT_PROSE.sub("", one.en), NOT_PROSE.sub("", one.ko)
    assert not HANGUL.search(english), f"not in English: {one.en}"
    # What reads the same in both is a name or a number.
    if one.en not in NAMES and any(word not in korean for word in WORD.findall(english)):
        assert HANGUL.search(korean), f"not in Korean: {one.ko}"


@pytest.mark.parametrize("one", messages())
def test_a_message_fills_in_the_same_in_both_languages(one: Text) -> None:
    english, korean = ({name for _, name, _, _ in string.Formatter().parse(said) if name} for said in (one.en, one.ko))
    assert english == korean


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_line_of_code_is_never_called_by_the_word_for_a_row_of_data(path: Path) -> None:
    assert LINE_AS_ROW.findall(path.read_text()) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_gradient_has_one_name_in_korean(path: Path) -> None:
    assert OTHER_GRADIENT.findall(path.read_text()) == []


def test_there_are_messages() -> None:
    assert len(list(messages())) > 200
