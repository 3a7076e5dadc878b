"""What a diagnosis starts from: the cells as syntax trees, how each went, and the error."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from graders.code.flow import Flow, follow
from graders.diagnosis.called import Called, first_raised
from graders.diagnosis.observed import Observed
from graders.diagnosis.told import unwrapped, words_of
from graders.evidence import CellError, CellRecord, Evidence, RunRecord
from graders.report import Diagnosis, Finding
from graders.source import parse
from graders.text import Text

if TYPE_CHECKING:
    from graders.diagnosis.meaning import Meaning

N = TypeVar("N", bound=ast.AST)


@dataclass(frozen=True)
class CellCase:
    """One code cell: what it says, and how it went."""

    record: CellRecord
    source: str
    index: int
    """Among the code cells, from 0."""
    above: str = ""
    """The text cells right above it."""

    @property
    def name(self) -> str:
        """The cell's name."""
        return self.record.name

    @property
    def syntax_error(self) -> SyntaxError | None:
        """Why it is not Python, if it is not."""
        return self._parsed if isinstance(self._parsed, SyntaxError) else None

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree; an empty one when it is not Python."""
        return self._parsed if isinstance(self._parsed, ast.Module) else ast.Module(body=[], type_ignores=[])

    @cached_property
    def _parsed(self) -> ast.Module | SyntaxError:
        try:
            return parse(self.source)
        except SyntaxError as error:
            return error

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of its tree."""
        return list(ast.walk(self.tree))

    def find(self, kind: type[N], line: int | None = None) -> list[N]:
        """The nodes of a kind; with ``line``, those that span it."""
        return [node for node in self.nodes if isinstance(node, kind) and (line is None or _spans(node, line))]


def _code_cells(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each code cell's source, and the text right above it."""
    above: list[str] = []
    for cell in evidence.source.cells:
        if cell.cell_type == "code":
            yield cell.source, "\n".join(above)
            above = []
        else:
            above.append(cell.source)


def _spans(node: ast.AST, line: int) -> bool:
    first = getattr(node, "lineno", None)
    return first is not None and first <= line <= (getattr(node, "end_lineno", None) or first)


@dataclass(frozen=True)
class Case:
    """One run to be explained."""

    run: RunRecord
    cells: list[CellCase]
    """The code cells, in order."""
    findings: Sequence[Finding]
    called: Called | None = None
    """The quest's call that raised, of a run in which every cell came to its end."""
    observed: Observed = field(default_factory=Observed)
    """The training calls and figures of the run."""

    @classmethod
    def of(cls, evidence: Evidence, findings: Sequence[Finding], functions: Mapping[str, str]) -> Case:
        """The case of an evidence folder; ``functions`` as of :func:`graders.diagnosis.diagnose`."""
        pairs = zip(evidence.run.cells, _code_cells(evidence), strict=False)
        cells = [CellCase(record, source, index, above) for index, (record, (source, above)) in enumerate(pairs)]
        case = cls(evidence.run, cells, findings, observed=Observed(evidence))
        if case.stopped or evidence.run.ended_by != "finished":
            return case
        written = {cell.name: cell.source for cell in cells}
        return replace(case, called=first_raised(evidence, findings, written, functions))

    @cached_property
    def meanings(self) -> dict[str, Meaning | None]:
        """What names were found to stand for so far (:mod:`graders.diagnosis.meaning`)."""
        return {}

    @cached_property
    def stopped(self) -> CellCase | None:
        """The cell in which the run stopped: by an exception, or by a limit (which may come after an exception)."""
        failed = [c for c in self.cells if c.record.state == "error"]
        interrupted = [c for c in self.cells if c.record.state == "interrupted"]
        by_limit = self.run.ended_by not in ("finished", "error")
        candidates = interrupted + failed[::-1] if by_limit else failed + interrupted
        return candidates[0] if candidates else None

    @cached_property
    def flow(self) -> Flow:
        """What models were given, as far as the cells tell."""
        return follow([(cell.name, cell.tree) for cell in self.cells])

    @cached_property
    def error(self) -> CellError | None:
        """The exception that stopped the run, else the one that the quest's call raised."""
        if self.stopped is None:
            return self.called.error if self.called else None
        raised = self.stopped.record.error
        return unwrapped(raised, {cell.name: cell.source for cell in self.cells}) if raised else None

    @cached_property
    def blamed(self) -> CellCase | None:
        """The cell that holds the line at fault: where the exception came from, else where the run stopped."""
        named = self.error.cell if self.error else None
        if named is None and self.called:
            named = self.called.cell
        return next((c for c in self.cells if c.name == named), self.stopped)

    @property
    def history_keys(self) -> list[str]:
        """The keys of the newest training's history, where one was observed up to the cell that stopped."""
        places = {cell.name for cell in self.before()}
        fits = [fit for fit in self.observed.fits if fit.cell in places]
        return list(fits[-1].history) if fits else []

    @property
    def at_the_call(self) -> bool:
        """Whether the quest's own call raised before a line of the notebook was reached: its arguments do not fit."""
        return self.called is not None and self.called.error.line is None

    @property
    def line(self) -> int | None:
        """The line at fault within :attr:`blamed`."""
        line = self.error.line if self.error else None
        return line if line is not None and 1 <= line <= 1_000_000 else None

    @property
    def message(self) -> str:
        """What the exception says, safe to show."""
        return words_of(self.error) if self.error else ""

    def raised(self, *names: str) -> bool:
        """Whether the run stopped by an exception of one of these names."""
        return self.error is not None and self.error.name.rpartition(".")[2] in names

    def here(self, kind: type[N]) -> list[N]:
        """The nodes of a kind on the line at fault."""
        return self.blamed.find(kind, self.line) if self.blamed and self.line else []

    def before(self) -> Iterator[CellCase]:
        """The cells up to the one that stopped, itself included."""
        last = self.stopped.index if self.stopped else len(self.cells)
        return (cell for cell in self.cells if cell.index <= last)

    def after(self) -> Iterator[CellCase]:
        """The cells below the one that stopped."""
        last = self.stopped.index if self.stopped else len(self.cells)
        return (cell for cell in self.cells if cell.index > last)

    def diagnosis(
        self,
        cause: str,
        message: Text,
        mend: Text | None = None,
        *,
        cell: CellCase | None = None,
        line: int | None = None,
    ) -> Diagnosis:
        """A diagnosis at a cell and line, by default those at fault."""
        place = cell or self.blamed
        if cell is None and line is None:
            line = self.line
        return Diagnosis(cause=cause, message=message, mend=mend, cell=place.name if place else None, line=line)
