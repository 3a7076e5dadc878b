"""What an instructor's ``grader.py`` may import: this module, NumPy, and Keras where a model is judged.

    from graders.authoring import Evidence, Outcome, failed, partial, passed, text

    def judge(evidence: Evidence) -> Outcome:
        losses = evidence.array("losses", rank=1)
        falls = float((losses[1:] < losses[:-1]).mean()) if len(losses) > 1 else 0.0
        if falls == 1:
            return passed(text("The loss falls in every step.", "손실이 단계마다 줄어듭니다."))
        return partial(falls, text("The loss rises in between.", "손실이 중간에 커집니다."), found=f"{falls:.0%}")

It runs where the evidence is judged, without learner code. What it sees was made by learner code all the same: check
what a value is before relying on it, or let :meth:`Evidence.array`, :meth:`Evidence.number` and
:meth:`Evidence.words` check it and tell the learner. An exception that ``judge`` lets out is the quest's fault.

The names of ``__all__`` and what they take will not change their meaning; new ones may come.
"""

from __future__ import annotations

from graders.criteria.custom.evidence import Evidence, Result
from graders.criteria.custom.outcome import Outcome, failed, partial, passed, text, unattempted
from graders.text import Text
from graders.wording import shown

__all__ = ["Evidence", "Outcome", "Result", "Text", "failed", "partial", "passed", "shown", "text", "unattempted"]
