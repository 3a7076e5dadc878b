"""Korean texts are compiled where they are needed, and again when they change."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from questbook.translations import compile_translations

KOREAN = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello"\nmsgstr "{}"\n'


def say_hello(locale: Path) -> str:
    with (locale / "ko/LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Hello")


def test_texts_are_compiled_once_and_again_after_a_change(tmp_path: Path) -> None:
    source = tmp_path / "ko/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(KOREAN.format("안녕"), encoding="utf-8")
    assert (compile_translations(tmp_path), say_hello(tmp_path)) == (1, "안녕")
    assert compile_translations(tmp_path) == 0
    source.write_text(KOREAN.format("안녕하십니까"), encoding="utf-8")
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    assert (compile_translations(tmp_path), say_hello(tmp_path)) == (1, "안녕하십니까")
    assert [path.name for path in source.parent.iterdir() if path.suffix not in {".po", ".mo"}] == []


def test_no_texts_at_all_is_no_error(tmp_path: Path) -> None:
    assert compile_translations(tmp_path) == 0
