"""Everything that pages and messages say is said in Korean too, with the same values in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.template import templatize

from accounts.wording import REWORDED
from tests.house.modules import ROOT, modules

KOREAN = ROOT / "platform" / "locale" / "ko" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
VALUE = re.compile(r"%\(\w+\)[a-z]|%%|%[a-z]|\{\w*\}|</?[a-z]+|\b(?:href|src)=")
"""What a translation must carry over: places for values, and the tags of links."""
HANGUL = re.compile("[가-힣]")
FORMATS = {"M j"}
"""Of these a translation is read by Django, not by people."""

Key = tuple[str | None, str]


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ko")


def sources() -> Iterator[tuple[str, str]]:
    """Every file with words for people: its place, and its text as Python that names them."""
    for module in modules():
        yield module.place, module.path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "platform").rglob("*.html")):
        python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield str(path.relative_to(ROOT)), "\n".join(line.strip() for line in python.splitlines())  # it means no blocks


def said() -> dict[Key, set[str]]:
    """Every message, with the files that say it."""
    found: dict[Key, set[str]] = {}
    for place, text in sources():
        for _line, words, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            message = next(word for word in words if word) if isinstance(words, tuple) else words
            found.setdefault((context, message), set()).add(place)
    return found


def strings(message: Message) -> list[str]:
    """Its translations, one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def ids(message: Message) -> list[str]:
    """The English, singular and plural."""
    return list(message.id) if isinstance(message.id, tuple | list) else [message.id]


def messages() -> list[Message]:
    return [message for message in catalogue(KOREAN) if message.id]


def shown(keys: dict[Key, set[str]]) -> str:
    return "\n" + "\n".join(f"{', '.join(sorted(places))}: {key[1]!r}" for key, places in sorted(keys.items(), key=str))


def test_every_message_has_a_korean_translation() -> None:
    translated = {
        (message.context, ids(message)[0]) for message in messages() if not message.fuzzy and all(strings(message))
    }
    everything = said()
    missing = {key: places for key, places in everything.items() if key not in translated}
    assert len(everything) > 300, "the extraction finds what pages say"
    assert not missing, f"Translate these in {KOREAN.relative_to(ROOT)}:{shown(missing)}"


def test_no_translation_is_left_of_what_nobody_says_any_more() -> None:
    everything = said()
    stale = {(m.context, ids(m)[0]): {"nowhere"} for m in messages() if (m.context, ids(m)[0]) not in everything}
    assert not stale, f"Take these out of {KOREAN.relative_to(ROOT)}:{shown(stale)}"


def test_translations_have_the_same_values_in_them() -> None:
    def values(text: str) -> list[str]:
        return sorted(set(VALUE.findall(text)))

    broken = [
        (english, korean)
        for message in messages()
        for english in ids(message)[-1:]
        for korean in strings(message)
        if values(english) != values(korean)
    ]
    assert not broken


def test_translations_are_korean() -> None:
    english = [ids(m)[0] for m in messages() if not all(HANGUL.search(words) for words in strings(m))]
    figures_only = {
        "%(number)s %%",
        "%(low)s–%(high)s %%",
        "%(date)s, %(time)s",
        "%(weekday)s, %(date)s",
        "%(count)s %(state)s",
    }
    assert set(english) <= figures_only | FORMATS


def test_korean_has_one_form_for_every_number() -> None:
    assert catalogue(KOREAN).num_plurals == 1
    with override("ko"):
        forms = {ngettext("%(n)s learner", "%(n)s learners", n) for n in (0, 1, 2)}
    assert len(forms) == 1


def test_our_words_go_before_allauth_s() -> None:
    theirs = catalogue(Path(allauth.__file__).parent / "locale" / "ko" / "LC_MESSAGES" / "django.po")
    assert not [words for words in REWORDED if words not in theirs], "allauth says these no more"
    with override("ko"):
        assert gettext("Remember Me") == "로그인 상태 유지"


@pytest.mark.parametrize("path", sorted(Path(ROOT, "platform", "templates").rglob("*.html")), ids=lambda p: p.name)
def test_a_page_says_no_untranslated_words(path: Path) -> None:
    """Text between tags, or spoken of a tag, that is neither translated, nor a value, nor a name."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"\{% comment %\}.*?\{% endcomment %\}|\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.S
    )
    text = re.sub(r"<(script|style|svg|code|kbd)\b.*?</\1>", "", text, flags=re.S)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    spoken = re.findall(r"""\b(?:aria-label|title|placeholder|alt)=["']([^"']*)""", text)
    text = re.sub(r"<[^>]*>", " ", text, flags=re.S) + " ".join(spoken)
    assert not [w for w in re.findall(r"[A-Za-z]{2,}", text) if w not in {"Questbook", "English", "CSV", "doctype"}]
