"""A report's findings in the order they are read: first what is still to do, then what passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graders.report import Finding, FindingState


@dataclass
class Card:
    """What is read together: one finding, or all that say the same of one cell that was not begun."""

    findings: list[Finding] = field(default_factory=list)

    @property
    def first(self) -> Finding:
        """Its cell and its words are those of all of them."""
        return self.findings[0]

    @property
    def max_points(self) -> float:
        """What there is to win."""
        return sum(finding.max_points for finding in self.findings)


@dataclass
class Reading:
    """A report's findings; each part keeps the quest's order."""

    to_do: list[Card]
    passed: list[Finding]

    @property
    def count_to_do(self) -> int:
        """How many findings the cards hold."""
        return sum(len(card.findings) for card in self.to_do)


def reading(findings: Iterable[Finding]) -> Reading:
    """Lay the findings out.

    A cell that was left as it was given leaves many criteria unattempted for one reason, so they share a card, which
    stands where the first of them would.
    """
    to_do: list[Card] = []
    passed: list[Finding] = []
    untouched: dict[tuple[str, str], Card] = {}
    for finding in findings:
        if finding.state is FindingState.PASSED:
            passed.append(finding)
        elif finding.state is FindingState.UNATTEMPTED and finding.cell:
            reason = (finding.cell, finding.message.en)
            if reason not in untouched:
                untouched[reason] = Card()
                to_do.append(untouched[reason])
            untouched[reason].findings.append(finding)
        else:
            to_do.append(Card([finding]))
    return Reading(to_do, passed)
