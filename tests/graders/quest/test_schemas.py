"""The published schemas say what the code does."""

from __future__ import annotations

import tomllib

import jsonschema  # type: ignore[import-untyped]
import pytest

from graders import schemas
from graders.report import Fault, Finding, FindingState, Notice, Report
from graders.text import text
from tests.graders.folders import QUEST_TOML


@pytest.mark.parametrize("path", schemas.files(), ids=lambda path: path.name)
def test_the_published_schema_is_current(path):
    assert path.read_text() == schemas.files()[path], "run python -m graders.schemas"


def faults(source: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schemas.quest_schema())
    return [error.message for error in validator.iter_errors(tomllib.loads(source))]


def test_a_sound_quest_fits_the_schema():
    assert faults(QUEST_TOML) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chapter = 2", "chaptr = 2"),
        ('kind = "runs"', 'kind = "run"'),
        ('function = "add"', 'fnction = "add"'),
        ('title = { en = "Sums", ko = "합" }', 'title = { en = "Sums" }'),
    ],
)
def test_an_editor_finds_the_mistake(old, new):
    assert faults(QUEST_TOML.replace(old, new, 1)) != []


def reports() -> list[Report]:
    words = text("a", "가")
    finding = Finding(
        criterion="c", kind="value", state=FindingState.PARTIAL, points=1, max_points=2, title=words, message=words
    )
    notices = [Notice(code="free-form", message=words)]
    return [
        Report.graded(quest="q", findings=[finding, finding.model_copy(update={"hint": words})], notices=notices),
        Report.ended("q", Fault.LEARNER, words),
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("report", reports(), ids=lambda report: report.state)
def test_a_localised_report_fits_the_schema(report, language):
    validator = jsonschema.Draft202012Validator(schemas.report_schema())
    assert list(validator.iter_errors(report.localised(language))) == []
    assert list(validator.iter_errors(report.model_dump(mode="json"))) != []
