"""All that a criterion may look at while it judges."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from graders.attempted import untouched
from graders.code.cells import Defined, SourceCell, near_name, source_cells
from graders.code.reading import Code, read
from graders.evidence import Evidence, EvidenceInvalid, EvidenceMissing
from graders.heldout import HeldOut
from graders.models import NOT_SAVED, CannotRebuild, RebuiltModel, rebuild_model
from graders.observed import CallsRecord, FiguresRecord
from graders.questions import Answer
from graders.reference import Reference
from graders.wording import gist

if TYPE_CHECKING:
    from graders.criteria.kind import Verdict
    from graders.quest import CriterionSpec, Quest

MAX_RUNS = 9
"""Of one notebook, each with a random seed of its own."""
RecordT = TypeVar("RecordT", bound=BaseModel)


class Context:
    """One judging: the quest, the evidence, the held-out sets, and what was worked out from them once."""

    verdict_on: Callable[[CriterionSpec], Verdict]
    """Judges a part of a combinator; :class:`graders.verdicts.Verdicts` sets it."""

    def __init__(self, quest: Quest, evidence: Evidence, heldout: HeldOut | None = None) -> None:
        self.quest = quest
        self.evidence = evidence
        self.heldout = heldout
        self.rows_read = 0
        """Fingerprints of rows that were unpacked so far, see :mod:`graders.criteria.rows`."""
        self._models: dict[str, RebuiltModel | CannotRebuild] = {}

    @cached_property
    def reference(self) -> Reference:
        """The instructor's functions."""
        return Reference(self.quest.folder)

    def answer(self, question_id: str) -> Answer:
        """The sandbox's answer to a question.

        Raises:
            EvidenceInvalid: it is missing, broken or forged.
        """
        answer = self.evidence.answer(question_id)
        if answer is None:
            raise EvidenceMissing(f"answers/{question_id}.json is missing")
        return answer

    def model(self, question_id: str) -> RebuiltModel:
        """The model saved in answer to a question, rebuilt once.

        Raises:
            CannotRebuild: it has parts of the learner's own, or could not be saved.
            EvidenceInvalid: its file is missing or was made to break us.
        """
        if question_id not in self._models:
            self._models[question_id] = self._rebuilt(question_id)
        model = self._models[question_id]
        if isinstance(model, CannotRebuild):
            raise model
        return model

    def _rebuilt(self, question_id: str) -> RebuiltModel | CannotRebuild:
        path = self.evidence.model_file(question_id)
        if path is None:
            if error := self.answer(question_id).error:
                return CannotRebuild(NOT_SAVED.format(error=gist(f"{error.name}: {error.message}", 200)))
            raise EvidenceMissing(f"answers/{question_id}.keras is missing")
        try:
            return rebuild_model(path)
        except CannotRebuild as custom:
            return custom

    @cached_property
    def reruns(self) -> dict[int, Context]:
        """By its number, each run with another random seed that was asked something."""
        found = {number: self.evidence.rerun(number) for number in range(1, MAX_RUNS)}
        return {
            number: Context(self.quest, evidence, self.heldout)
            for number, evidence in found.items()
            if evidence is not None and evidence.run.asked
        }

    @cached_property
    def calls(self) -> CallsRecord:
        """The training calls that were observed.

        Raises:
            EvidenceInvalid: their record is missing, broken or forged.
        """
        return self._record("calls", CallsRecord)

    @cached_property
    def figures(self) -> FiguresRecord:
        """The figures that were shown.

        Raises:
            EvidenceInvalid: their record is missing, broken or forged.
        """
        return self._record("figures", FiguresRecord)

    def _record(self, question_id: str, kind: type[RecordT]) -> RecordT:
        try:
            return kind.model_validate(self.answer(question_id).record or {})
        except ValidationError as error:
            raise EvidenceInvalid(f"answers/{question_id}.json: {str(error)[:500]}") from error

    def untouched(self, cell: str | None) -> bool:
        """Whether the learner left answer cell ``cell`` as it was."""
        return untouched(cell, self.evidence, self.quest)

    @cached_property
    def cells(self) -> list[SourceCell]:
        """The code cells that were run, with their sources."""
        return source_cells(self.evidence)

    @cached_property
    def code(self) -> Code:
        """What those cells call, and where they loop."""
        return read(self.cells)

    def near_name(self, name: str) -> Defined | None:
        """A name of the learner's own that may be a slip for ``name``."""
        return near_name(name, self.cells)
