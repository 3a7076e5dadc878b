"""``figure``: what a figure that was shown says: its labels, its legend, and whether it draws what it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from graders.code.reading import matching
from graders.criteria.figure.series import Found, WantedSeries, find, question
from graders.criteria.figure.wording import Drawn, Label, Words, drawn, example, holds, is_met, listed
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, unattempted
from graders.criteria.weighing import weighed
from graders.observed import FigureRecord
from graders.questions import AskCalls, AskFigures, Question
from graders.text import Text, text
from graders.wording import plain, shown, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

RIGHT = text(
    "The figure shows what is asked, and says what it shows.", "그림이 요구한 내용을 나타내고 설명도 갖추었습니다."
)
NOT_DRAWN = text(
    "No figure is drawn yet. Draw it with plt.plot(...) and show it with plt.show().",
    "아직 그림이 없습니다. plt.plot(...) 등으로 그리고 plt.show()로 보여 주십시오.",
)
NOT_SHOWN = text(
    "A figure is drawn in your code, but none was shown{where}.",
    "코드에서 그림을 그리지만 보여 준 그림이 없습니다{where}.",
)
IN_CELL = text(" in cell `{cell}`", "(`{cell}` 셀)")
SHOW_IT = text(
    "End the cell with plt.show(); a figure that was closed with plt.close(), or drawn in a function that nobody "
    "calls, is not shown.",
    "셀 끝에 plt.show()를 쓰십시오. plt.close()로 닫은 그림이나 호출되지 않은 함수의 그림은 나타나지 않습니다.",
)
STOPPED = text(
    "Cell `{cell}` did not run to its end, so its figure was not shown. Mend that first.",
    "`{cell}` 셀이 끝까지 실행되지 않아 그림이 나타나지 않았습니다. 먼저 그 문제를 해결해 주십시오.",
)
NOT_KEPT = text(
    "More figures were shown than are looked at (the first 60). Show fewer.",
    "확인할 수 있는 것(처음 60개)보다 그림이 많습니다. 그림을 줄여 주십시오.",
)
OTHER_CELL = text(
    "Cell `{cell}` shows no figure; there is one in cell `{other}`. Draw it in `{cell}`.",
    "`{cell}` 셀에 그림이 없고 `{other}` 셀에 있습니다. `{cell}` 셀에서 그려 주십시오.",
)
NOT_RECORDED = text(
    "What figures this run showed was not recorded. Hand in again.",
    "이번 실행에서 나타난 그림이 기록되지 않았습니다. 다시 제출해 주십시오.",
)
EMPTY = text(
    "A figure was shown, but nothing is drawn in it. Draw first, plt.plot(x, y), and then plt.show().",
    "그림이 나타났지만 안에 그려진 것이 없습니다. plt.plot(x, y) 등으로 먼저 그린 뒤 plt.show()를 쓰십시오.",
)
TOO_FEW_FIGURES = text(
    "{found} figures were shown; {right} are asked for.", "그림이 {found}개 나타났습니다. {right}개가 필요합니다."
)
NO_LABEL = {
    "x": text("{place} has no label on its x axis.", "{place}의 x축에 이름이 없습니다."),
    "y": text("{place} has no label on its y axis.", "{place}의 y축에 이름이 없습니다."),
    "title": text("{place} has no title.", "{place}에 제목이 없습니다."),
}
OTHER_LABEL = {
    "x": text(
        "The x axis of {place} says {found}; it should say {words}.",
        "{place}의 x축 이름이 {found}입니다. 들어가야 할 말은 {words}입니다.",
    ),
    "y": text(
        "The y axis of {place} says {found}; it should say {words}.",
        "{place}의 y축 이름이 {found}입니다. 들어가야 할 말은 {words}입니다.",
    ),
    "title": text(
        "The title of {place} says {found}; it should say {words}.",
        "{place}의 제목이 {found}입니다. 들어가야 할 말은 {words}입니다.",
    ),
}
NO_LEGEND = text(
    "{place} has no legend, so one cannot tell its lines apart.", "{place}에 범례가 없어 선을 구별할 수 없습니다."
)
NOT_IN_LEGEND = text(
    "The legend of {place} has {found}; there should be {words}.",
    "{place}의 범례에 있는 이름은 {found}입니다. 더 있어야 할 이름은 {words}입니다.",
)
TOO_FEW_SERIES = text(
    "{place} draws {found} series; {right} are asked for.",
    "{place}에 그려진 것이 {found}개입니다. {right}개가 필요합니다.",
)
NO_KIND = text("{place} has no {kind}.", "{place}에 {kind}이(가) 없습니다.")
TOO_FEW_IMAGES = text(
    "{found} images are shown; {right} are asked for.", "이미지가 {found}개 나타났습니다. {right}개가 필요합니다."
)
CALL = text("Add {call} before plt.show().", "plt.show() 앞에 {call}을(를) 추가하십시오.")
LEGEND_CALLS = text(
    "Name each line as you draw it, plt.plot(x, y, label={label}), and add plt.legend().",
    "선을 그릴 때 plt.plot(x, y, label={label})처럼 이름을 주고 plt.legend()를 추가하십시오.",
)
KINDS = {
    "line": text("line", "선"),
    "scatter": text("scattered points", "산점도"),
    "bar": text("bars", "막대"),
    "image": text("image", "이미지"),
}
DRAW = {
    "line": "plt.plot(x, y)",
    "scatter": "plt.scatter(x, y)",
    "bar": "plt.bar(x, heights)",
    "image": "plt.imshow(image)",
}
LABEL_CALLS = {"x": ("plt.xlabel", "epoch"), "y": ("plt.ylabel", "loss"), "title": ("plt.title", "…")}
NOTHING = text(
    "give at least one of x_label, y_label, heading, legend, figures, kinds, count, images, series",
    "x_label, y_label, heading, legend, figures, kinds, count, images, series 가운데 하나 이상을 써 주십시오",
)

Part = Literal["x", "y", "title"]
Kinds = Literal["line", "scatter", "bar", "image"]


def _in_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class FigureOptions(Options):
    """What a figure must show; each key that is given is one check or more, and all weigh the same.

    With the criterion's ``cell``, only figures of that cell are looked at. Labels, title and legend are looked for on
    the axes that draw ``series``; without ``series``, on those that fit best.
    """

    which: int | None = Field(default=None, ge=1, le=60)
    """Look only at the figure of this number, from 1."""
    every: bool = False
    """Whether all axes must have the labels, the title and the legend."""
    x_label: Label | None = None
    """``true`` for any label, or words of which it must hold one: ``["epoch", "에포크"]``, ``"/epochs?/"``."""
    y_label: Label | None = None
    """What the y axis must say, likewise."""
    heading: Label | None = None
    """The figure's title, likewise; ``title`` is the criterion's own."""
    legend: Literal[True] | Annotated[list[Words], Field(min_length=1, max_length=30)] | None = None
    """``true`` for any legend, or what its entries must say: a list of words, or of lists one of which is enough."""
    figures: int | None = Field(default=None, ge=1, le=60)
    """How many figures must be shown at least."""
    kinds: Annotated[list[Kinds], BeforeValidator(_in_list, json_schema_input_type=Kinds | list[Kinds])] = Field(
        default_factory=list, max_length=4
    )
    """What there must be on its axes: ``line``, ``scatter``, ``bar``, ``image``."""
    count: int | None = Field(default=None, ge=1, le=100)
    """How many series there must be at least on one pair of axes."""
    images: int | None = Field(default=None, ge=1, le=1000)
    """How many images there must be at least, in all figures together."""
    series: list[WantedSeries] = Field(default_factory=list, max_length=20)
    """What must be drawn."""

    @model_validator(mode="after")
    def _something_is_asked(self) -> FigureOptions:
        asked = (self.x_label, self.y_label, self.heading, self.legend, self.figures, self.count, self.images)
        if all(option is None for option in asked) and not self.kinds and not self.series:
            raise ValueError(NOTHING)
        return self


def questions(spec: CriterionSpec, options: FigureOptions, heldout: HeldOut | None) -> Asked:
    """Asks what was shown and, for series, what was recorded of the training and what the variables are."""
    asked: list[Question] = [AskFigures()]
    if any(wanted.history is not None for wanted in options.series):
        asked.append(AskCalls())
    for position, wanted in enumerate(options.series):
        if (variable := question(spec.id, position, wanted)) is not None:
            asked.append(variable)
    return Asked(asked)


def judge(spec: CriterionSpec, options: FigureOptions, context: Context) -> Verdict:
    """The share of the checks that are met; tells of the first that is not."""
    if context.answer("figures").status != "answered":
        return failed(NOT_RECORDED)
    shown_figures = context.figures.figures
    cell = spec.cell if spec.cell in {c.name for c in context.cells} else None
    of_cell = [figure for figure in shown_figures if cell is None or figure.cell == cell]
    if not of_cell:
        return _none(cell, shown_figures, context)
    if options.which is not None and options.which > len(of_cell):
        return failed(TOO_FEW_FIGURES.format(found=len(of_cell), right=options.which), cell=cell)
    places = list(drawn(of_cell))
    if options.which is not None:
        places = [place for place in places if place.number == options.which]
    if not places:
        return failed(EMPTY, cell=of_cell[-1].cell)
    found = [find(spec.id, at, wanted, places, context) for at, wanted in enumerate(options.series)]
    subjects = _subjects(options, places, found)
    outcomes = [
        *_on_figures(options, of_cell, places),
        *(each.verdict for each in found),
        *(check(place) for check in _checks(options) for place in subjects),
    ]
    return weighed(outcomes, RIGHT)


def _none(cell: str | None, others: Sequence[FigureRecord], context: Context) -> Verdict:
    """Why there is no figure to look at."""
    stopped = next((c.name for c in context.evidence.run.cells if c.state != "ok" and cell in (None, c.name)), None)
    if stopped is not None:
        return failed(STOPPED.format(cell=stopped), cell=stopped)
    if context.figures.dropped:
        return failed(NOT_KEPT, cell=cell)
    if others and cell is not None:
        other = next((plain(figure.cell, 120) for figure in others if figure.cell), "?")
        return failed(OTHER_CELL.format(cell=cell, other=other), cell=cell)
    use = next(iter(matching(context.code.uses, "matplotlib.*")), None)
    if use is None:
        return unattempted(NOT_DRAWN, cell=cell)
    where = IN_CELL.format(cell=cell) if cell else verbatim("")
    return failed(NOT_SHOWN.format(where=where), hint=SHOW_IT, cell=cell or use.place.cell)


def _subjects(options: FigureOptions, places: Sequence[Drawn], found: Sequence[Found]) -> list[Drawn]:
    """The axes whose labels are judged."""
    if options.every:
        return list(places)
    holding = [place for place in places if any(each.place is place for each in found)]
    if holding:
        return holding
    checks = list(_checks(options))
    return [max(places, key=lambda place: sum(check(place) is None for check in checks))]


def _on_figures(
    options: FigureOptions, figures: Sequence[FigureRecord], places: Sequence[Drawn]
) -> Iterator[Verdict | None]:
    """What is counted over all figures."""
    if options.figures is not None:
        enough = len(figures) >= options.figures
        sides = {"found": len(figures), "right": options.figures}
        yield None if enough else failed(TOO_FEW_FIGURES.format(**sides), cell=figures[-1].cell)
    if options.images is not None:
        images = sum(series.kind == "image" for place in places for series in place.axes.series)
        sides = {"found": images, "right": options.images}
        yield (
            None
            if images >= options.images
            else failed(TOO_FEW_IMAGES.format(**sides), hint=CALL.format(call=DRAW["image"]), cell=figures[-1].cell)
        )


def _checks(options: FigureOptions) -> Iterator[Callable[[Drawn], Verdict | None]]:
    """What is asked of one pair of axes, in the order in which it is told."""
    for kind in options.kinds:
        yield partial(_judge_kind, kind)
    if options.count is not None:
        yield partial(_judge_count, options.count)
    labels: dict[Part, Label | None] = {"x": options.x_label, "y": options.y_label, "title": options.heading}
    for part, wanted in labels.items():
        if wanted is not None:
            yield partial(_judge_label, part, wanted)
    if options.legend is not None:
        yield partial(_judge_legend, options.legend)


def _judge_kind(kind: Kinds, place: Drawn) -> Verdict | None:
    if any(series.kind == kind for series in place.axes.series):
        return None
    message = NO_KIND.format(place=place.name, kind=KINDS[kind])
    return failed(message, expected=KINDS[kind], hint=CALL.format(call=DRAW[kind]), cell=place.figure.cell)


def _judge_count(count: int, place: Drawn) -> Verdict | None:
    found = len(place.axes.series)
    if found >= count:
        return None
    message = TOO_FEW_SERIES.format(place=place.name, found=found, right=count)
    return failed(message, expected=verbatim(str(count)), found=verbatim(str(found)), cell=place.figure.cell)


def _judge_label(part: Part, wanted: Label, place: Drawn) -> Verdict | None:
    label = {"x": place.axes.x_label, "y": place.axes.y_label, "title": place.title}[part]
    if is_met(label, wanted):
        return None
    call, otherwise = LABEL_CALLS[part]
    hint = CALL.format(call=f'{call}("{example(wanted, otherwise)}")')
    words = listed(wanted) if wanted is not True else None
    if not label.strip():
        return failed(NO_LABEL[part].format(place=place.name), expected=words, hint=hint, cell=place.figure.cell)
    found = shown(label, 80)
    message = OTHER_LABEL[part].format(place=_within(place), found=found, words=words)
    return failed(message, expected=words, found=verbatim(found), hint=hint, cell=place.figure.cell)


def _judge_legend(wanted: Literal[True] | list[list[str]], place: Drawn) -> Verdict | None:
    entries = place.axes.legend or []
    asked = [] if wanted is True else wanted
    missing = [words for words in asked if not any(holds(entry, words) for entry in entries)]
    if entries and not missing:
        return None
    words = listed(missing[0]) if missing else None
    named = example(missing[0], "…") if missing else "…"
    hint = LEGEND_CALLS.format(label=f'"{named}"')
    if not entries:
        return failed(NO_LEGEND.format(place=place.name), expected=words, hint=hint, cell=place.figure.cell)
    found = plain(", ".join(shown(entry, 60) for entry in entries), 200)
    message = NOT_IN_LEGEND.format(place=_within(place), found=found, words=words)
    return failed(message, expected=words, found=verbatim(found), hint=hint, cell=place.figure.cell)


def _within(place: Drawn) -> Text:
    """It in the middle of a sentence."""
    name = place.name
    return Text(en=name.en[0].lower() + name.en[1:], ko=name.ko)


PROVES = (
    "What a figure shows is recorded in the sandbox, so it can be forged with some effort, as by drawing other "
    "numbers. Series of a `history` are compared with the recorded `fit`, those of a `reference` with values that the "
    "sandbox does not hold."
)
EXAMPLE = """\
[[criterion]]
id = "curves"
kind = "figure"
points = 4
cell = "plot"
title = { en = "The loss, drawn", ko = "손실 그래프" }
x_label = ["epoch", "에포크"]
y_label = true
legend = true
series = [{ history = "loss" }, { history = "val_loss" }]
"""
KIND = Kind("figure", FigureOptions, judge, questions, proves=PROVES, example=EXAMPLE)
