"""A report's findings in the order they are read: what is still to do, what an instructor reads, what passed."""

from __future__ import annotations

from dataclasses import dataclass

from graders.report import Finding, FindingState
from graders.text import Text

AWAITS = "awaits_review"
"""Stands beside a finding's states where pages count or show them: an instructor has still to read it."""
WAITS = "waits"
"""Another one: it is not judged before another criterion is met."""


def state_of(finding: Finding) -> str:
    """How pages name what became of a criterion: a finding's state, :data:`AWAITS` or :data:`WAITS`."""
    return AWAITS if finding.awaits_review else WAITS if finding.waits_for else finding.state.value


@dataclass
class Card:
    """What is read together: one finding, or all of a cell that was not begun."""

    findings: list[Finding]

    @property
    def first(self) -> Finding:
        """Its cell and its state are those of all of them."""
        return self.findings[0]

    @property
    def message(self) -> Text | None:
        """The words, where all of them say the same."""
        return self.first.message if all(f.message == self.first.message for f in self.findings) else None

    @property
    def max_points(self) -> float:
        """What there is to win."""
        return sum(finding.max_points for finding in self.findings)


@dataclass
class Reading:
    """A report's findings; each part keeps the quest's order."""

    to_do: list[Card]
    texts: list[Finding]
    """What an instructor reads or has read, whatever came of it."""
    passed: list[Finding]

    @property
    def count_to_do(self) -> int:
        """How many findings the cards hold."""
        return sum(len(card.findings) for card in self.to_do)


def reading(findings: list[Finding]) -> Reading:
    """Lay the findings out.

    A cell that was not begun leaves all its criteria unattempted, often in the same words, so they share a card, which
    stands where the first of them would.
    """
    begun = {finding.cell for finding in findings if finding.state is not FindingState.UNATTEMPTED or finding.waits_for}
    to_do: list[Card] = []
    texts = [finding for finding in findings if finding.written]
    passed: list[Finding] = []
    untouched: dict[str, Card] = {}
    for finding in findings:
        if finding.written:
            continue
        if finding.state is FindingState.PASSED:
            passed.append(finding)
        elif finding.cell in begun or finding.cell is None:
            to_do.append(Card([finding]))
        elif finding.cell in untouched:
            untouched[finding.cell].findings.append(finding)
        else:
            untouched[finding.cell] = Card([finding])
            to_do.append(untouched[finding.cell])
    return Reading(to_do, texts, passed)
