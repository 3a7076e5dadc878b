"""The content of ``quest.toml``."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graders.text import Text

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CRITERION_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,59}$")
SEED = 7919
"""Nobody's favourite: a notebook that seeds its generators itself, with 0 or 42, shall draw other numbers."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Limits(_Strict):
    """What one run may use."""

    seconds: float = Field(default=180, gt=0, le=3600)
    """Wall time of all cells together."""
    memory_mb: int = Field(default=4096, ge=128, le=262_144)
    """Memory of the notebook and all that it starts."""
    processes: int = Field(default=256, ge=8, le=4096)
    """Processes and threads together."""
    disk_mb: int = Field(default=512, ge=1, le=65_536)
    """Working folder and temporary files, and each single file."""
    output_mb: float = Field(default=8, gt=0, le=64)
    """Outputs of all cells together."""


class Runtime(_Strict):
    """What the run needs."""

    backend: Literal["none", "tensorflow", "jax", "torch"] = "tensorflow"
    """Keras' backend; ``none`` for a quest without deep learning."""
    lane: Literal["cpu", "gpu"] = "cpu"
    """What the run needs to run on."""
    gpu_memory_mb: int = Field(default=0, ge=0, le=1_048_576)
    """Of a GPU, in the lane ``gpu``: a slot that has less is not taken. 0 takes any."""
    data: list[str] = Field(default_factory=list)
    """Names of data sets of the store, mounted read-only."""
    seed: int = Field(default=SEED, ge=0, lt=2**32)
    """Of all random numbers of a run: Python's, NumPy's and the backend's, before the first cell."""


class Submitting(_Strict):
    """How learners hand in."""

    free_form: bool = True
    """Whether a notebook without the quest's cells is taken as it is."""
    max_attempts: int = Field(default=30, ge=1, le=1000)
    """Graded or learner-ended submissions a learner may make."""


class Hint(_Strict):
    """A hint of the quest page; hints open one by one."""

    text: Text
    """The hint, Markdown."""


class CriterionSpec(BaseModel):
    """The part of ``[[criterion]]`` that every kind shares; the rest are the kind's ``options``."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    id: str = Field(pattern=CRITERION_ID.pattern)
    """Its name: lower-case letters, digits, ``-`` and ``_``."""
    kind: str
    """What is judged, and how: see the catalogue of kinds."""
    points: float = Field(ge=0, le=1000)
    """What it is worth."""
    title: Text
    """What it asks, as the quest page and the report word it."""
    hint: Text | None = None
    """What to try when it fails."""
    cell: str | None = None
    """The answer cell (``grade_id``) it is about."""
    needs: list[str] = Field(default_factory=list, max_length=20)
    """Ids of criteria that must be met first, at least in part; until then this one counts as unattempted."""
    explains: str | None = None
    """The id of a criterion that this one explains: judged only when that one is not met, for no points."""
    options: dict[str, Any] = Field(default_factory=dict)
    """The kind's own keys, validated by the kind's options model."""


class WrongAnswer(_Strict):
    """A known wrong answer, and what must come of it."""

    notebook: str
    """Path in the quest folder: a notebook, ``wrong/NAME.ipynb``, or a patch of the solution, ``wrong/NAME.py``."""
    fails: list[str] = Field(min_length=1)
    """Criteria that must not pass, parts of one (``ID-1``), or explanations that must be given."""
    about: Text | None = None
    """What is wrong with it."""


class RightAnswer(_Strict):
    """The solution in another style, which must pass as well."""

    notebook: str
    """Path in the quest folder: a notebook, ``right/NAME.ipynb``, or a patch of the solution, ``right/NAME.py``."""
    about: Text | None = None
    """What is done in another way."""


class Survivor(_Strict):
    """A mutant of the solution that passes every criterion, and may."""

    mutant: str = Field(pattern=r"^[^:\s]+:[a-z-]+:[0-9a-f]{6}(-\d+)?$", max_length=200)
    """Its id, as a proof tells it: ``CELL:OPERATOR:HASH``."""
    about: Text
    """Why it is no worse than the solution, or why that is not for this quest to judge."""


class QuestFile(_Strict):
    """The content of ``quest.toml``."""

    slug: str = Field(pattern=SLUG, max_length=60)
    """The quest's name in addresses; also its folder's."""
    course: str = Field(pattern=SLUG, max_length=30)
    """The course that it belongs to."""
    chapter: int = Field(ge=1, le=200)
    """The chapter of the course that it is about."""
    title: Text
    """Its title."""
    summary: Text
    """One sentence for lists."""
    text: Text
    """The quest page, Markdown."""
    why: Text | None = None
    """Why this matters, Markdown."""
    minutes: int = Field(default=40, ge=1, le=600)
    """How long a learner takes, about."""
    hint: list[Hint] = Field(default_factory=list)
    """Hints of the quest page."""
    runtime: Runtime = Field(default_factory=Runtime)
    """What a run needs."""
    limits: Limits = Field(default_factory=Limits)
    """What a run may use."""
    submitting: Submitting = Field(default_factory=Submitting)
    """What learners may hand in, and how often."""
    criterion: list[CriterionSpec] = Field(min_length=1, max_length=200)
    """What is judged."""
    wrong: list[WrongAnswer] = Field(default_factory=list)
    """Known wrong answers, which prove that the criteria catch them."""
    right: list[RightAnswer] = Field(default_factory=list)
    """Right answers in other styles, which prove that the criteria ask for nothing else than the quest says."""
    survivor: list[Survivor] = Field(default_factory=list, max_length=100)
    """Mutants of the solution that may pass, each with the reason."""
    notes: Text | None = None
    """For instructors alone, Markdown: what learners get wrong, and how to talk about it."""
