"""The record of the figures that a notebook showed, by what matplotlib knows of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_FIGURES = 60
MAX_POINTS = 2000

Words = Annotated[str, Field(max_length=300)]
Number = float | Literal["nan", "inf", "-inf"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Series(_Record):
    """One set of data drawn on axes."""

    kind: Literal["line", "scatter", "bar", "image", "other"]
    label: Words = ""
    """As the legend would name it; empty where none was given."""
    x: list[Number] = Field(default_factory=list, max_length=MAX_POINTS)
    y: list[Number] = Field(default_factory=list, max_length=MAX_POINTS)
    """The points, or the bars' heights; the first :data:`MAX_POINTS`."""
    count: int = 0
    """How many points (or pixels) there are."""


class AxesRecord(_Record):
    """One pair of axes."""

    title: Words = ""
    x_label: Words = ""
    y_label: Words = ""
    legend: list[Words] | None = Field(default=None, max_length=100)
    """The legend's entries; None without a legend."""
    series: list[Series] = Field(default_factory=list, max_length=100)
    is_colorbar: bool = False


class FigureRecord(_Record):
    """One figure, as it stood when it was shown."""

    cell: str | None = Field(default=None, max_length=120)
    title: Words = ""
    axes: list[AxesRecord] = Field(default_factory=list, max_length=64)


class FiguresRecord(_Record):
    """All figures shown, in order."""

    figures: list[FigureRecord] = Field(default_factory=list, max_length=MAX_FIGURES)
    dropped: int = 0
