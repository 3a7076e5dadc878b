"""What the pages of reviews show: the queue, and one text with its rubric as a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graders.written import MAX_COMMENT_CHARACTERS, Mark, Written
from learn.templatetags.questbook import points, words
from quests.models import Review, WrittenAnswer

MOST_ROWS = 100
"""Of the queue and of what was read lately."""


@dataclass(frozen=True)
class Row:
    """One text of the list."""

    answer: WrittenAnswer
    title: str
    """What its criterion asks."""


@dataclass(frozen=True)
class ReadRow:
    """One text that was read."""

    review: Review
    title: str
    given: float


def rows(answers: list[WrittenAnswer]) -> list[Row]:
    """The queue's texts with their titles, as the stored reports have them."""
    return [Row(answer, title_of(answer)) for answer in answers]


def read_rows(reviews: list[Review]) -> list[ReadRow]:
    """What was read, with the points that were given."""
    return [ReadRow(review, title_of(review.answer), sum(review.marks.values())) for review in reviews]


def title_of(answer: WrittenAnswer) -> str:
    """What the criterion asks; its id where the report does not say."""
    findings: list[dict[str, Any]] = (answer.submission.report or {}).get("findings", [])
    told: dict[str, Any] = next((finding for finding in findings if finding.get("criterion") == answer.criterion), {})
    return words(told.get("title")) or answer.criterion


class ReviewForm(forms.Form):
    """A rubric to fill in: a field an item, a comment, and which review stood when it was drawn."""

    comment = forms.CharField(
        label=gettext_lazy("Comment for the learner"),
        help_text=gettext_lazy("Markdown. Say what is good, and what would make it better."),
        required=False,
        max_length=MAX_COMMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": gettext_lazy("Shorten the comment to %(limit_value)s characters.")},
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, written: Written, seen: UUID | None) -> None:
        self.written = written
        review = written.review
        initial: dict[str, Any] = {"seen": seen, "comment": review.comment if review else ""}
        initial |= {_field(mark): f"{mark.points:g}" for mark in written.rubric if mark.points is not None}
        super().__init__(data, initial=initial, label_suffix="")
        for mark in written.rubric:
            self.fields[_field(mark)] = _levels(mark) if mark.levels else _number(mark)

    @property
    def items(self) -> Iterator[tuple[Mark, BoundField]]:
        """The rubric with its fields."""
        for mark in self.written.rubric:
            yield mark, self[_field(mark)]

    @property
    def marks(self) -> dict[str, float]:
        """Points by the rubric's ids, of a valid form."""
        return {mark.id: float(self.cleaned_data[_field(mark)]) for mark in self.written.rubric}


def _field(mark: Mark) -> str:
    return f"mark-{mark.id}"


def _levels(mark: Mark) -> forms.Field:
    """One of the rubric's levels, told with its points."""
    choices = [
        (
            f"{level.points:g}",
            _("%(level)s (%(points)s points)") % {"level": words(level.title), "points": points(level.points)},
        )
        for level in mark.levels
    ]
    missing = _("Choose one of the levels.")
    return forms.ChoiceField(
        label=words(mark.title),
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def _number(mark: Mark) -> forms.Field:
    """Any number of points up to the item's."""
    most = _("Give from 0 to %(points)s points.") % {"points": points(mark.max_points)}
    return forms.FloatField(
        label=words(mark.title),
        min_value=0,
        max_value=mark.max_points,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), most),
    )
