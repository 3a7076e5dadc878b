"""Precision and recall of the diagnosis over examined samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.mistakes.examining import Examined


@dataclass(frozen=True)
class Figures:
    """Counts over wrong and right notebooks."""

    wrong: int
    """Wrong notebooks."""
    named: int
    """Of these, how many had the right cause, cell and line named."""
    misnamed: int
    """Of these, how many had another cause or place named."""
    right: int
    """Right notebooks."""
    blamed: int
    """Of these, how many were blamed for something."""

    @classmethod
    def of(cls, examined: Sequence[Examined]) -> Figures:
        """Count."""
        wrong = [each for each in examined if each.sample.mistake]
        right = [each for each in examined if not each.sample.mistake]
        return cls(
            wrong=len(wrong),
            named=sum(each.is_right for each in wrong),
            misnamed=sum(each.is_named and not each.is_right for each in wrong),
            right=len(right),
            blamed=sum(each.is_named for each in right),
        )

    @property
    def recall(self) -> float:
        """Of the wrong notebooks, the share whose mistake was named."""
        return self.named / self.wrong if self.wrong else 1.0

    @property
    def precision(self) -> float:
        """Of all that was said, the share that was right."""
        said = self.named + self.misnamed + self.blamed
        return self.named / said if said else 1.0

    def table(self) -> str:
        """The figures in words."""
        return (
            f"wrong notebooks  {self.wrong:4}   cause, cell and line right {self.named}, another named "
            f"{self.misnamed}, silent {self.wrong - self.named - self.misnamed}\n"
            f"right notebooks  {self.right:4}   blamed {self.blamed}\n"
            f"precision {self.precision:.3f}   recall {self.recall:.3f}"
        )
