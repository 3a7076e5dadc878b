"""Words on figures, and words for them: which words a label must hold, and how a message names a figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from graders.observed import AxesRecord, FigureRecord
from graders.text import Text, text
from graders.wording import verbatim

Word = Annotated[str, Field(min_length=1, max_length=200)]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _readable(words: list[str]) -> list[str]:
    for word in words:
        if pattern := _pattern(word):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(NO_PATTERN.format(word=word, why=str(error))) from None
    return words


Words = Annotated[
    list[Word],
    BeforeValidator(_listed, json_schema_input_type=Word | list[Word]),
    AfterValidator(_readable),
    Field(min_length=1, max_length=30),
]
"""A word, or several one of which is enough (``["epoch", "에포크"]``); ``/…/`` is a regular expression."""
Label = Literal[True] | Words
"""``true`` for whatever words, or those that it must hold."""

NO_PATTERN = text("{word} is no regular expression: {why}", "{word}은(는) 정규식이 아닙니다: {why}")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_KOREAN_ORDINALS = ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
ONE_OF = text("one of {words}", "{words} 중 하나")
THE_FIGURE = text("The figure", "그림")
NTH_FIGURE = text("The {nth} figure", "{nth} 그림")
NTH_PLOT = text("The {nth} plot of {figure}", "{figure}의 {nth} 그래프")
IN_FIGURE = text("the figure", "그림")
IN_NTH_FIGURE = text("the {nth} figure", "{nth} 그림")


def _pattern(word: str) -> str | None:
    return word[1:-1] if len(word) > 2 and word.startswith("/") and word.endswith("/") else None


def holds(label: str, words: Sequence[str]) -> bool:
    """Whether a label holds one of the words; case, width and spaces do not matter."""
    plain = _folded(label)
    return any(
        re.search(pattern, label, re.IGNORECASE) is not None if (pattern := _pattern(word)) else _folded(word) in plain
        for word in words
    )


def is_met(label: str, wanted: Label) -> bool:
    """Whether a label is there, and holds what it must."""
    return bool(label.strip()) if wanted is True else holds(label, wanted)


def listed(words: Sequence[str]) -> Text:
    """The words that a label must hold, or one of which it must."""
    named = ", ".join(f"`{word}`" for word in words)
    return ONE_OF.format(words=named) if len(words) > 1 else verbatim(named)


def example(wanted: Label, otherwise: str) -> str:
    """A word to put into the line of code that a message proposes."""
    if wanted is True or _pattern(wanted[0]):
        return otherwise
    return wanted[0]


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def ordinal(number: int) -> Text:
    """``second``, ``두 번째``; ``12th`` and ``12번째`` beyond ten."""
    if number > len(_ORDINALS):
        return Text(en=f"{number}th", ko=f"{number}번째")
    return Text(en=_ORDINALS[number - 1], ko=f"{_KOREAN_ORDINALS[number - 1]} 번째")


@dataclass(frozen=True)
class Drawn:
    """One pair of axes of a figure that is judged, and where it is."""

    axes: AxesRecord
    figure: FigureRecord
    number: int
    """Of the figure among those that are judged, from 1."""
    figures: int
    plot: int
    """Of the axes among those of the figure, from 1."""
    plots: int

    @property
    def title(self) -> str:
        """The axes' title; a figure of one plot may have it above the whole."""
        return self.axes.title or (self.figure.title if self.plots == 1 else "")

    @property
    def name(self) -> Text:
        """It at the beginning of a sentence."""
        if self.plots > 1:
            figure = IN_NTH_FIGURE.format(nth=ordinal(self.number)) if self.figures > 1 else IN_FIGURE
            return NTH_PLOT.format(nth=ordinal(self.plot), figure=figure)
        return NTH_FIGURE.format(nth=ordinal(self.number)) if self.figures > 1 else THE_FIGURE


def drawn(figures: Sequence[FigureRecord]) -> Iterator[Drawn]:
    """Every pair of axes on which something is drawn, but colour bars."""
    for number, figure in enumerate(figures, start=1):
        filled = [axes for axes in figure.axes if axes.series and not axes.is_colorbar]
        for plot, axes in enumerate(filled, start=1):
            yield Drawn(axes, figure, number, len(figures), plot, len(filled))
