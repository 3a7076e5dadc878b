"""Every message that a finding can hold, in both languages."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from graders import catalogue, notebook, verdicts
from graders.criteria import KINDS
from graders.text import Text

HANGUL = re.compile("[가-힣]")
NOT_PROSE = re.compile(r"\{[^}]*\}|`[^`]*`")
WORD = re.compile("[A-Za-z]{3,}")
NAMES = {"a Sequential model"}
"""Of which a part is said by the sentence around it in Korean."""


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


def test_there_are_messages() -> None:
    assert len(list(messages())) > 200
