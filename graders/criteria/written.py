"""``written``: a text in the learner's own words, which an instructor reads by a rubric.

Judging settles what a machine can: whether there is a text at all, and whether it has the length that was asked for.
Anything else waits for an instructor (:meth:`graders.report.Report.reviewed`), and does not count until then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.attempted import said
from graders.criteria.answers import absent
from graders.criteria.kind import Asked, Kind, Options, Verdict, could_not_grade, failed, unattempted
from graders.notebook import grade_id
from graders.questions import Answered, AskVariable
from graders.text import Text, text
from graders.wording import plain, plain_lines, verbatim
from graders.written import MAX_CHARACTERS, Level, Mark, Written

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


class RubricItem(BaseModel):
    """One thing that an instructor looks for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    """Its name within the rubric: lower-case letters, digits, ``-`` and ``_``."""
    points: float = Field(gt=0, le=1000, allow_inf_nan=False)
    """The most that it gives; those of all items add up to the criterion's ``points``."""
    title: Text
    """What is looked for, as learners and instructors read it."""
    text: Text | None = None
    """What a good text says about it, Markdown; learners read it with their marks."""
    levels: list[Level] = Field(default_factory=list, max_length=10)
    """How well it may be met, from least to most points; without, any number of points up to ``points``."""

    @model_validator(mode="after")
    def _levels_rise_to_all_points(self) -> RubricItem:
        points = [level.points for level in self.levels]
        if points and (points != sorted(set(points)) or points[-1] != self.points or len(points) < 2):
            raise ValueError(LEVELS.format(item=self.id, points=f"{self.points:g}"))
        return self

    def mark(self) -> Mark:
        """The item as a report carries it, unread."""
        return Mark(id=self.id, title=self.title, text=self.text, levels=self.levels, max_points=self.points)


class WrittenOptions(Options):
    """The text is that of the criterion's ``cell``, a Markdown answer cell, or a string in ``variable``."""

    variable: str | None = None
    """A string variable that holds the text, instead of a Markdown cell."""
    rubric: list[RubricItem] = Field(min_length=1, max_length=30)
    """What the instructor looks for, and the points for each."""
    min_words: int = Field(default=1, ge=1, le=2000)
    """A text of fewer words fails, and nobody has to read it. What the starter's cell says is not counted."""
    max_words: int = Field(default=1500, ge=1, le=2000)
    """A longer one fails too, so that nobody has to read a whole book."""

    @model_validator(mode="after")
    def _sound(self) -> WrittenOptions:
        names = [item.id for item in self.rubric]
        doubled = next((name for name in names if names.count(name) > 1), None)
        if doubled:
            raise ValueError(DOUBLED.format(item=doubled))
        if self.min_words > self.max_words:
            raise ValueError(NO_LENGTH)
        return self

    @property
    def points(self) -> float:
        """What all items give together."""
        return sum(item.points for item in self.rubric)


def questions(spec: CriterionSpec, options: WrittenOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the variable, where the text is in one."""
    if options.variable is None:
        return Asked()
    return Asked([AskVariable(id=spec.id, name=options.variable, max_elements=MAX_CHARACTERS)])


def judge(spec: CriterionSpec, options: WrittenOptions, context: Context) -> Verdict:
    """Unattempted without a text, failed by its length, else for an instructor to read."""
    found = _in_variable(spec, options.variable, context) if options.variable else _in_cell(spec, context)
    if isinstance(found, Verdict):
        return found
    words = _count(found, _given(spec, context))
    if not words:
        return unattempted(NOT_WRITTEN, cell=spec.cell)
    wanted = RANGE.format(least=options.min_words, most=options.max_words)
    counted = WORDS.format(words=words)
    if words < options.min_words:
        return failed(TOO_SHORT, expected=wanted, found=counted, hint=LONGER, cell=spec.cell)
    if words > options.max_words:
        return failed(TOO_LONG, expected=wanted, found=counted, hint=SHORTER, cell=spec.cell)
    if len(found) > MAX_CHARACTERS:
        most, here = (CHARACTERS.format(count=count) for count in (MAX_CHARACTERS, len(found)))
        return failed(TOO_LARGE, expected=most, found=here, hint=SHORTER, cell=spec.cell)
    written = Written(text=plain_lines(found, MAX_CHARACTERS), rubric=[item.mark() for item in options.rubric])
    return could_not_grade(AWAITS, cell=spec.cell, awaits_review=True, written=written)


def _in_cell(spec: CriterionSpec, context: Context) -> str | Verdict:
    """The text of the criterion's cell. A notebook of the learner's own has no such cell."""
    cell = next((cell for cell in context.evidence.source.cells if grade_id(cell) == spec.cell), None)
    return cell.source if cell is not None else unattempted(NO_CELL.format(cell=spec.cell or "?"))


def _in_variable(spec: CriterionSpec, name: str, context: Context) -> str | Verdict:
    answer = context.answer(spec.id)
    missing = absent(name, answer, context)
    if missing is not None:
        return missing
    value = answer.values[0] if answer.values else None
    if not isinstance(value, Answered) or not isinstance(value.value, str):
        kind = value.type if isinstance(value, Answered) else "?"
        return failed(NO_STRING.format(name=name), expected=verbatim("str"), found=verbatim(plain(kind, 80)))
    return value.value


def _given(spec: CriterionSpec, context: Context) -> str:
    """What the starter's cell says already."""
    return next((cell.source for cell in context.quest.starter if cell.grade_id and cell.grade_id == spec.cell), "")


def _count(written: str, given: str) -> int:
    """Words of the lines that the learner wrote; what stands between spaces is a word, in Korean as in English."""
    theirs = set(said(given).splitlines())
    return sum(len(_WORD.findall(line)) for line in said(written).splitlines() if line not in theirs)


AWAITS = text(
    "An instructor will read your text. Until then it does not count, neither for nor against you.",
    "강사가 글을 직접 읽고 채점합니다. 그때까지 이 항목은 점수에 포함되지 않습니다.",
)
NOT_WRITTEN = text(
    "There is no text of yours here yet. Write it and hand in again.",
    "아직 작성하신 글이 없습니다. 글을 작성한 뒤 다시 제출해 주십시오.",
)
NO_CELL = text(
    "The text belongs into the cell `{cell}` of the starter notebook, which your notebook does not have. Copy your "
    "text there and hand that in.",
    "글은 시작 노트북의 `{cell}` 셀에 써야 하는데 제출하신 노트북에는 그 셀이 없습니다. 시작 노트북에 글을 옮긴 뒤 "
    "제출해 주십시오.",
)
NO_STRING = text(
    "`{name}` holds no text. Put your words between quotes.",
    "`{name}`에 글이 들어 있지 않습니다. 글을 따옴표로 묶어 주십시오.",
)
TOO_SHORT = text("Your text is too short to be read by an instructor.", "글이 너무 짧아 강사가 채점할 수 없습니다.")
TOO_LONG = text("Your text is longer than was asked for.", "글이 정해진 길이보다 깁니다.")
TOO_LARGE = text(
    "Your text is too long for an instructor to read; a pasted picture may be the cause.",
    "글이 너무 길어 강사가 읽을 수 없습니다. 붙여 넣은 그림 때문일 수 있습니다.",
)
CHARACTERS = text("{count} characters", "{count}자")
LONGER = text("Say more: why it is so, and what you saw.", "왜 그런지, 무엇을 확인했는지 더 써 보십시오.")
SHORTER = text("Keep what answers the question, and leave out the rest.", "질문에 답하는 내용만 남기고 줄여 보십시오.")
RANGE = text("{least} to {most} words", "{least}~{most}단어")
WORDS = text("{words} words of your own", "직접 쓴 단어 {words}개")
LEVELS = text(
    "the levels of `{item}` must be at least two, with points that rise to {points}",
    "`{item}`의 levels는 두 개 이상이어야 하고, 점수가 차례로 커져 {points}에서 끝나야 합니다",
)
DOUBLED = text("two items of the rubric have the id `{item}`", "rubric에 id가 `{item}`인 항목이 둘 이상 있습니다")
NO_LENGTH = text("`min_words` is more than `max_words`", "`min_words`가 `max_words`보다 큽니다")
PROVES = (
    "An instructor reads the text, and nobody else gives points for it. It reaches them from the notebook as the "
    "worker rebuilt it; a `variable` is what the sandbox says it is. Whose words they are, the instructor has to "
    "judge."
)
EXAMPLE = """\
[[criterion]]
id = "why-it-overfits"
kind = "written"
points = 6
cell = "why-it-overfits"
title = { en = "You explain why the network overfits", ko = "신경망이 왜 과대적합되는지 설명합니다" }
min_words = 40

[[criterion.rubric]]
id = "curves"
points = 4
title = { en = "Reads both loss curves", ko = "두 손실 곡선을 읽습니다" }

[[criterion.rubric]]
id = "cause"
points = 2
title = { en = "Names the cause", ko = "원인을 밝힙니다" }
"""
KIND = Kind(
    "written",
    WrittenOptions,
    judge,
    questions,
    judges_source=True,
    needs_answers=lambda options: options.variable is not None,
    proves=PROVES,
    example=EXAMPLE,
)
