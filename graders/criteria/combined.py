"""``all``, ``any`` and ``some``: criteria made of other criteria.

The three differ in how many parts they want and in whether a part of them counts for something:
``all`` wants each, ``any`` the best one, ``some`` as many as ``at_least`` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graders import criteria  # a circle: these kinds hold kinds. They are looked up when a quest is read, not before.
from graders.criteria.kind import Asked, Kind, Options, Verdict, could_not_grade, partial, unattempted
from graders.quest.parts import parts
from graders.report import FindingState
from graders.text import Text, text

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

MAX_DEPTH = 3
"""Combinators within combinators."""
MAX_PARTS = 60
"""Of one criterion, on all levels together."""
NOT_PARTS = ("written",)
"""Kinds that cannot be parts: an instructor's points for a text come days after the rest is judged."""


class Part(BaseModel):
    """One part: a kind with its own keys beside these."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)
    kind: str
    """Any kind but ``written``; also ``all``, ``any`` and ``some``."""
    title: Text | None = None
    """What this part asks; said before its words."""
    hint: Text | None = None
    """What to try when this part fails, instead of the criterion's hint."""
    cell: str | None = None
    """The answer cell that it is about, where it is not the criterion's."""

    @field_validator("kind")
    @classmethod
    def _there_is_such_a_kind(cls, kind: str) -> str:
        if kind not in criteria.KINDS or kind in NOT_PARTS:
            raise ValueError(NO_PART.format(kind=kind[:80]))
        return kind

    @model_validator(mode="after")
    def _its_kind_takes_its_keys(self) -> Part:
        criteria.KINDS[self.kind].options.model_validate(self.model_extra)
        return self


class CombinedOptions(Options):
    """What the combinators share."""

    of: list[Part] = Field(min_length=2, max_length=20)
    """The parts: tables with a ``kind`` and its keys, and where wanted a ``title``, ``hint`` and ``cell``."""

    @model_validator(mode="before")
    @classmethod
    def _is_not_too_deep(cls, given: Any) -> Any:
        if _depth(given) > MAX_DEPTH:  # before the parts are read, which nest as deeply
            raise ValueError(TOO_DEEP.format(limit=MAX_DEPTH))
        if _size(given) > MAX_PARTS:
            raise ValueError(TOO_MANY.format(limit=MAX_PARTS))
        return given

    @property
    def wanted(self) -> int:
        """How many parts must be met."""
        return len(self.of)

    @property
    def shares(self) -> bool:
        """Whether less than what is wanted gives a share of the points."""
        return False


class AllOptions(CombinedOptions):
    """Every part must be met."""

    partial: bool = False
    """Whether the parts that are met give their share of the points; else it is all or nothing."""

    @property
    def shares(self) -> bool:
        """As ``partial`` says."""
        return self.partial


class AnyOptions(CombinedOptions):
    """One part must be met; the best one counts."""

    @property
    def wanted(self) -> int:
        """One."""
        return 1

    @property
    def shares(self) -> bool:
        """The best part may be met in part."""
        return True


class SomeOptions(CombinedOptions):
    """A number of the parts must be met; the best ones count."""

    at_least: int = Field(ge=1, le=20)
    """How many of the parts."""
    partial: bool = True
    """Whether fewer parts give their share of the points; else it is all or nothing."""

    @model_validator(mode="after")
    def _there_are_so_many(self) -> SomeOptions:
        if self.at_least > len(self.of):
            raise ValueError(TOO_FEW.format(wanted=self.at_least, total=len(self.of)))
        return self

    @property
    def wanted(self) -> int:
        """As ``at_least`` says."""
        return self.at_least

    @property
    def shares(self) -> bool:
        """As ``partial`` says."""
        return self.partial


def _depth(given: Any) -> int:
    """How many levels of ``of`` there are, one more than the limit for too many."""
    level, depth = [given], 0
    while depth <= MAX_DEPTH and (level := [part for table in level for part in _tables(table)]):
        depth += 1
    return depth


def _size(given: Any) -> int:
    return sum(1 + _size(part) for part in _tables(given))


def _tables(given: Any) -> list[Any]:
    of = given.get("of") if isinstance(given, dict) else None
    return of if isinstance(of, list) else []


@dataclass(frozen=True)
class Judged:
    """One part with what came of it."""

    spec: CriterionSpec
    verdict: Verdict

    @property
    def met(self) -> bool:
        """Whether it passed."""
        return self.verdict.state is FindingState.PASSED

    @property
    def known(self) -> bool:
        """Whether it could be judged at all."""
        return self.verdict.state is not FindingState.COULD_NOT_GRADE

    @property
    def tried(self) -> bool:
        """Whether the learner did something about it."""
        return self.verdict.state is not FindingState.UNATTEMPTED


def questions(spec: CriterionSpec, options: CombinedOptions, heldout: HeldOut | None) -> Asked:
    """All that the parts ask."""
    asked = Asked()
    for part in parts(spec):
        kind = criteria.KINDS[part.kind]
        if kind.questions is not None:
            more = kind.questions(part, criteria.parse_options(part), heldout)
            asked.questions.extend(more.questions)
            asked.arrays.update(more.arrays)
    return asked


def judge(spec: CriterionSpec, options: CombinedOptions, context: Context) -> Verdict:
    """The best parts, as many as are wanted; in the words of the part that is told of."""
    judged = [Judged(part, context.verdict_on(part)) for part in parts(spec)]
    share = _share(judged, options, unknown=0.0)
    if share < _share(judged, options, unknown=1.0):
        # What could not be judged would decide, and must not cost points.
        return _told(could_not_grade(_words(spec, next(one for one in judged if not one.known))), judged)
    if share >= 1:
        return _told(_met(spec, options, judged), judged)
    about = _to_tell(options, judged)
    verdict, words = about.verdict, _words(spec, about)
    message = _sentence(options).format(
        met=sum(one.met for one in judged), total=len(judged), wanted=options.wanted, part=words
    )
    place = {"cell": verdict.cell or about.spec.cell, "line": verdict.line if verdict.cell else None}
    fields: dict[str, Any] = {"hint": verdict.hint or about.spec.hint, **place}
    if not any(one.tried for one in judged):
        return _told(unattempted(words, **fields), judged)
    return _told(partial(share, message, expected=verdict.expected, found=verdict.found, **fields), judged)


def _share(judged: list[Judged], options: CombinedOptions, *, unknown: float) -> float:
    """The mean share of the best parts, where a part that could not be judged counts as ``unknown``."""
    shares = sorted((one.verdict.share if one.known else unknown for one in judged), reverse=True)
    mean = sum(shares[: options.wanted]) / options.wanted
    return mean if options.shares or mean >= 1 else 0.0


def _met(spec: CriterionSpec, options: CombinedOptions, judged: list[Judged]) -> Verdict:
    if isinstance(options, AnyOptions):
        best = next(one for one in judged if one.met)
        return partial(1.0, _words(spec, best), expected=best.verdict.expected, found=best.verdict.found)
    met = sum(one.met for one in judged)
    sentence = ALL_MET if met == len(judged) else SOME_MET
    return partial(1.0, sentence.format(met=met, total=len(judged), wanted=options.wanted))


def _to_tell(options: CombinedOptions, judged: list[Judged]) -> Judged:
    """The part whose words say best what is wrong: of ``any`` the one that came closest, else the first."""
    unmet = [one for one in judged if one.known and not one.met]
    if isinstance(options, AnyOptions):
        return max(unmet, key=lambda one: (one.verdict.share, one.tried))
    return unmet[0]


def _words(spec: CriterionSpec, one: Judged) -> Text:
    own_title = one.spec.title != spec.title
    return PART.format(title=one.spec.title, words=one.verdict.message) if own_title else one.verdict.message


def _sentence(options: CombinedOptions) -> Text:
    if isinstance(options, AnyOptions):
        return NOT_ANY
    return NOT_SOME if isinstance(options, SomeOptions) else NOT_ALL


def _told(verdict: Verdict, judged: list[Judged]) -> Verdict:
    return verdict.with_parts([(one.spec, one.verdict) for one in judged])


PART = text("{title}: {words}", "{title}: {words}")
ALL_MET = text("All {total} parts are met.", "{total}개 항목을 모두 충족했습니다.")
SOME_MET = text(
    "{met} of {total} parts met; {wanted} were needed.",
    "{total}개 항목 중 {met}개를 충족했습니다. 필요한 개수는 {wanted}개였습니다.",
)
NOT_ALL = text("{met} of {total} parts met. {part}", "{total}개 항목 중 {met}개를 충족했습니다. {part}")
NOT_SOME = text(
    "{met} of {total} parts met; {wanted} are needed. {part}",
    "{total}개 항목 중 {met}개를 충족했고, {wanted}개가 필요합니다. {part}",
)
NOT_ANY = text(
    "None of the {total} ways is met in full. The closest: {part}",
    "{total}가지 방법 중 완전히 충족한 것이 없습니다. 가장 가까운 것은 다음과 같습니다. {part}",
)
NO_PART = text("there is no kind `{kind}` that can be a part", "`{kind}` 종류는 항목으로 쓸 수 없습니다")
TOO_DEEP = text(
    "combinators may hold combinators {limit} levels deep at most", "조합은 {limit}단계까지만 중첩할 수 있습니다"
)
TOO_MANY = text(
    "a criterion may have {limit} parts at most, those of its parts included",
    "기준 하나에는 중첩된 것까지 합쳐 항목을 {limit}개까지만 둘 수 있습니다",
)
TOO_FEW = text(
    "`at_least` is {wanted}, but there are only {total} parts in `of`",
    "`at_least` 값이 {wanted}인데 `of`에 있는 항목은 {total}개뿐입니다",
)

ALL_PROVES = "As hard to forge as the part of it that is hardest."
ALL_EXAMPLE = """\
[[criterion]]
id = "prepared"
kind = "all"
points = 8
cell = "prepare"
title = { en = "Both sets are prepared", ko = "두 데이터가 모두 준비되어 있습니다" }
partial = true
of = [
  { kind = "value", variable = "train_x", shape = [60000, 784], range = [0, 1] },
  { kind = "value", variable = "test_x", shape = [10000, 784], range = [0, 1] },
]
"""
ALL = Kind(
    "all", AllOptions, judge, questions, needs_answers=lambda options: False, proves=ALL_PROVES, example=ALL_EXAMPLE
)
ANY_PROVES = "As easy to forge as the part of it that is easiest."
ANY_EXAMPLE = """\
[[criterion]]
id = "mean"
kind = "any"
points = 5
cell = "statistics"
title = { en = "The mean, by whichever way", ko = "어떤 방법으로든 구한 평균" }
of = [
  { kind = "function", function = "mean", reference = "mean", cases = [[{ normal = [5] }]] },
  { kind = "value", variable = "mean", equals_reference = "mean_of_all" },
]
"""
ANY = Kind(
    "any", AnyOptions, judge, questions, needs_answers=lambda options: False, proves=ANY_PROVES, example=ANY_EXAMPLE
)
SOME_PROVES = "As hard to forge as the easiest parts of it, as many as are wanted."
SOME_EXAMPLE = """\
[[criterion]]
id = "remedies"
kind = "some"
points = 6
cell = "build"
title = { en = "Two remedies against overfitting", ko = "과대적합을 막는 방법 두 가지" }
at_least = 2
of = [
  { kind = "code", calls = [{ name = "keras.layers.Dropout" }] },
  { kind = "code", calls = [{ name = "keras.regularizers.*" }] },
  { kind = "training", callbacks = [{ class = "EarlyStopping" }] },
]
"""
SOME = Kind(
    "some", SomeOptions, judge, questions, needs_answers=lambda options: False, proves=SOME_PROVES, example=SOME_EXAMPLE
)
