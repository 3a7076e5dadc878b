"""Korean particles that agree with the word before them: ``모델이``, ``정확도가``, ``train_x를``.

A message is written once with both forms, ``{name}은(는)``, and which one is right shows when its names are filled in.
Hangul says it by spelling. Figures and Latin names, which a library of Hangul alone leaves undecided, are taken as
Korean speakers read them: ``7`` as 칠, ``loss`` as 로스, ``model`` as 모델.
"""

from __future__ import annotations

import re

_PAIR = re.compile(r"은\(는\)|이\(가\)|을\(를\)|과\(와\)|와\(과\)|\(으\)로|\(이\)(?=[가-힣])|이어(?=[야서])")
_FORMS = {
    # after a consonant, after a vowel
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
    "이어": ("이어", "여"),
}
_CLOSING = "`'\"”’)]*_,. "
"""Marks that are not read."""
_HANGUL = ("가", "힣")
_ENDINGS = 28
"""Ways a syllable can end, in Unicode's order; the first is a vowel's."""
_L = 8
"""The ending ㄹ, after which it is 로 though it is a consonant."""
_DIGITS_ON_L, _DIGITS_ON_A_CONSONANT = "178", "0136"
"""일 칠 팔, 영 삼 육; ten, a hundred and so on end in a consonant too. 이 사 오 구 end in a vowel."""
_LETTERS_ON_L, _LETTERS_ON_A_CONSONANT = "lr", "mn"
"""A letter that stands alone is read by its name."""
_ON_L = re.compile(r"le?$")
_ON_A_CONSONANT = re.compile(
    r"(?:[mn]|ng|[aeiou][mn]e|type|(?:^|[^aeiou])[aeiou](?:[bpkt]|ck)|(?:^|[^aeiou])[ai]c|out|oo[kt])$"
)


def agreed(korean: str) -> str:
    """The words with each particle that was written in both forms in the one that is right.

    Where nothing tells how the word before it is read, both forms stay.
    """
    return _PAIR.sub(_chosen, korean)


def _chosen(pair: re.Match[str]) -> str:
    ending = _ending(pair.string[: pair.start()])
    if ending is None:
        return pair[0]
    consonant = (ending == "l" and pair[0] != "(으)로") or ending == "consonant"
    after_consonant, after_vowel = _FORMS[pair[0]]
    return after_consonant if consonant else after_vowel


def _ending(before: str) -> str | None:
    """How the last word is heard to end: ``"vowel"``, ``"l"`` or ``"consonant"``; None where that is not known."""
    words = before[-80:].rstrip(_CLOSING)
    last = words[-1:]
    if _HANGUL[0] <= last <= _HANGUL[1]:
        return _kind((ord(last) - ord(_HANGUL[0])) % _ENDINGS == _L, (ord(last) - ord(_HANGUL[0])) % _ENDINGS > 0)
    if last.isascii() and last.isdigit():
        return _kind(last in _DIGITS_ON_L, last in _DIGITS_ON_A_CONSONANT)
    if last == "%":
        return "vowel"
    if latin := re.search(r"[A-Za-z]+$", words):
        word = re.split(r"(?<=[a-z])(?=[A-Z])", latin[0])[-1].lower()
        if len(word) == 1:
            return _kind(word in _LETTERS_ON_L, word in _LETTERS_ON_A_CONSONANT)
        return _kind(bool(_ON_L.search(word)), bool(_ON_A_CONSONANT.search(word)))
    return None


def _kind(on_l: bool, on_a_consonant: bool) -> str:
    return "l" if on_l else "consonant" if on_a_consonant else "vowel"
