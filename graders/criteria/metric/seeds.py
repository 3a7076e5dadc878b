"""Judging the best or the median of several runs, each with a random seed of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from graders.metrics import Measured, Metric
from graders.text import Text, text
from graders.wording import shown_percent

BEST = text(
    "{sentence} This is the best of {count} runs with other random seeds ({figures}).",
    "{sentence} 난수 시드를 바꾸어 실행한 {count}번 중 가장 좋은 값입니다({figures}).",
)
MEDIAN = text(
    "{sentence} This is the median of {count} runs with other random seeds ({figures}).",
    "{sentence} 난수 시드를 바꾸어 실행한 {count}번의 중앙값입니다({figures}).",
)
ALONE = text(
    "{sentence} This is the figure of the one run that there is.",
    "{sentence} 값이 있는 실행은 한 번뿐입니다.",
)
MISSING = text(
    "{sentence} {missing} of {asked} runs gave no figure and could not be looked at.",
    "{sentence} {asked}번의 실행 중 {missing}번은 값이 없어 살펴보지 못했습니다.",
)


class Seeds(BaseModel):
    """The notebook is run several times, each with another random seed, and one run's figure counts."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    count: int = Field(ge=2, le=9)
    """How many runs there are in all."""
    of: Literal["best", "median"] = "median"
    """Which run's figure counts; of an even number of runs, the better one in the middle."""

    def chosen(self, runs: Sequence[Measured], metric: Metric) -> Measured:
        """The run that counts."""
        ordered = sorted(runs, key=lambda run: run.figure, reverse=metric.higher)
        return ordered[0] if self.of == "best" else ordered[(len(ordered) - 1) // 2]

    def told(self, sentence: Text, runs: Sequence[Measured], metric: Metric) -> Text:
        """The sentence, and which of the runs it is about."""
        figures = [shown_percent(r.figure) if metric.percent else text(*[f"{r.figure:.4g}"] * 2) for r in runs]
        listed = Text(en=", ".join(f.en for f in figures), ko=", ".join(f.ko for f in figures))
        words = ALONE if len(runs) == 1 else BEST if self.of == "best" else MEDIAN
        sentence = words.format(sentence=sentence, count=len(runs), figures=listed)
        if len(runs) == self.count:
            return sentence
        return MISSING.format(sentence=sentence, missing=self.count - len(runs), asked=self.count)
