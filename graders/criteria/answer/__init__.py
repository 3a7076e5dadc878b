"""``answer``: the learner's answer to a question, held in a variable.

The question puts no choice and no right answer to the sandbox: it asks what the variable is. Finding out by handing in
again and again is bounded by the quest's ``max_attempts``, so ask for a reason where a guess would be cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator

from graders.criteria.answer.choice import Choice
from graders.criteria.answer.collection import Collection
from graders.criteria.answer.form import AND_MORE, Form
from graders.criteria.answer.number import Number
from graders.criteria.answer.ordering import Ordering
from graders.criteria.answer.reading import is_placeholder
from graders.criteria.answer.words import Words
from graders.criteria.answers import TOO_LARGE, UNSUPPORTED, absent
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, partial, unattempted
from graders.evidence import EvidenceInvalid, EvidenceMissing
from graders.questions import Answered, AskVariable
from graders.text import text
from graders.values import decode
from graders.wording import plain, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

OPEN = text("`{name}` is still open: put your answer there.", "`{name}`이(가) 아직 비어 있습니다. 답을 써 주십시오.")
NO_REASON = text(
    "Say in `{name}` why, in at least {least} characters.", "그 이유를 `{name}`에 {least}자 이상으로 써 주십시오."
)
SHORT_REASON = text(
    "Your reason in `{name}` has {found} characters; say it in at least {least}.",
    "`{name}`에 쓴 이유가 {found}자입니다. {least}자 이상으로 써 주십시오.",
)
ONE_FORM = text(
    "give exactly one of choice, ordering, number, set, text",
    "choice, ordering, number, set, text 가운데 하나만 써 주십시오",
)
MAX_ELEMENTS = 1_000
MAX_BYTES = 1_000_000
FEWEST_LETTERS = 5
"""Different characters of a reason; fewer is a key held down."""


class Reason(Form):
    """A reason in the learner's own words. Only its length is judged here; ``written`` has an instructor read it."""

    variable: str = Field(min_length=1, max_length=100)
    """The variable that holds it."""
    characters: int = Field(default=40, ge=1, le=2_000)
    """How long it must be at least; Korean says the same in about half as many as English."""
    share: float = Field(default=0.5, gt=0, le=1)
    """The share of the answer's points that is lost without it."""


class AnswerOptions(Options):
    """Where the answer is, and which one is right: exactly one of the five forms."""

    variable: str = Field(min_length=1, max_length=100)
    """The variable that holds the answer."""
    choice: Choice | None = None
    """One or several of labelled choices."""
    ordering: Ordering | None = None
    """Items in their order."""
    number: Number | None = None
    """A number, with or without a unit."""
    set_: Collection | None = Field(default=None, alias="set")
    """Several things in whatever order."""
    text: Words | None = None
    """A word or short phrase."""
    reason: Reason | None = None
    """Ask for a reason besides."""

    @model_validator(mode="after")
    def _one_form(self) -> AnswerOptions:
        if len(self.forms) != 1:
            raise ValueError(ONE_FORM)
        return self

    @property
    def forms(self) -> list[Choice | Ordering | Number | Collection | Words]:
        """The forms that are given; one, once validated."""
        given = (self.choice, self.ordering, self.number, self.set_, self.text)
        return [form for form in given if form is not None]


def questions(spec: CriterionSpec, options: AnswerOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the variable, and for that of the reason."""
    asked = [AskVariable(id=spec.id, name=options.variable, max_elements=MAX_ELEMENTS)]
    if options.reason:
        asked.append(AskVariable(id=f"{spec.id}-reason", name=options.reason.variable, max_elements=0))
    return Asked(list(asked))


def judge(spec: CriterionSpec, options: AnswerOptions, context: Context) -> Verdict:
    """What the form says of the answer, less the reason's share where one is wanted and missing."""
    name = options.variable
    answer = context.answer(spec.id)
    if verdict := absent(name, answer, context):
        return verdict
    observed = answer.values[0] if len(answer.values) == 1 else None
    if not isinstance(observed, Answered):
        raise EvidenceInvalid(f"answers/{spec.id}.json does not hold one value")
    if observed.type == "builtins.ellipsis":
        return unattempted(OPEN.format(name=name))
    if not observed.has_value:
        sentence = TOO_LARGE if observed.dtype is not None else UNSUPPORTED
        found = plain(observed.type, 80)
        return failed(sentence.format(name=name, type=found), found=verbatim(found))
    value = decode(observed, context.evidence, spec.id, MAX_BYTES)
    if is_placeholder(value):
        return unattempted(OPEN.format(name=name))
    (form,) = options.forms
    verdict = form.judge(name, value)
    return _with_reason(spec, options.reason, verdict, context) if options.reason and verdict.share else verdict


def _with_reason(spec: CriterionSpec, reason: Reason, verdict: Verdict, context: Context) -> Verdict:
    words = " ".join(_reason(spec, context).split())
    if len(words) >= reason.characters and len(set(words)) >= min(FEWEST_LETTERS, reason.characters):
        return verdict
    sentence = SHORT_REASON if words else NO_REASON
    more = sentence.format(name=reason.variable, found=len(words), least=reason.characters)
    message = AND_MORE.format(sentence=verdict.message, more=more)
    return partial(verdict.share * (1 - reason.share), message, found=verdict.found, expected=verdict.expected)


def _reason(spec: CriterionSpec, context: Context) -> str:
    answer = context.evidence.answer(f"{spec.id}-reason")
    if answer is None:
        raise EvidenceMissing(f"answers/{spec.id}-reason.json is missing")
    observed: Any = answer.values[0] if answer.status == "answered" and len(answer.values) == 1 else None
    value = observed.value if isinstance(observed, Answered) and observed.has_value else None
    return value if isinstance(value, str) and not is_placeholder(value) else ""


PROVES = (
    "The sandbox is asked for the variable and never holds the right answer, the choices or the explanations, so "
    "there is nothing in it to copy. An answer can still be guessed, or told by somebody else."
)
EXAMPLE = """\
[[criterion]]
id = "remedy"
kind = "answer"
points = 5
cell = "questions"
title = { en = "What helps against overfitting", ko = "과대적합에 도움이 되는 것" }
variable = "remedy"

[criterion.choice]
right = ["b", "c"]

[criterion.choice.among]
a = { en = "More layers", ko = "층을 늘린다" }
b = { en = "Dropout", ko = "드롭아웃" }
c = { en = "More data", ko = "데이터를 늘린다" }
"""
KIND = Kind("answer", AnswerOptions, judge, questions, proves=PROVES, example=EXAMPLE)
