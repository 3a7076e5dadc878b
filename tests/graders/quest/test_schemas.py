"""The published schemas say what the code does."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

import quests
from graders import schemas
from graders.loading import load
from graders.quest import QuestInvalid
from graders.report import Fault, Finding, FindingState, Notice, Report
from graders.text import text
from tests.graders.folders import QUEST_TOML, write_quest
from tests.graders.loading.test_parts_and_order import WHOLE


@pytest.mark.parametrize("path", schemas.files(), ids=lambda path: path.name)
def test_the_published_schema_is_current(path):
    assert path.read_text() == schemas.files()[path], "run python -m graders.schemas"


VALIDATOR = jsonschema.Draft202012Validator(schemas.quest_schema())
SHIPPED = sorted((Path(quests.__file__).parent / "catalog").glob("*/*/quest.toml"))


def faults(source: str) -> list[str]:
    """Every innermost message."""
    found = list(VALIDATOR.iter_errors(tomllib.loads(source)))
    for error in found:
        found.extend(error.context)
    return [error.message for error in found]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schemas.quest_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_a_shipped_quest_fits_the_schema_and_tells_editors_where_it_is(path):
    source = path.read_text()
    assert faults(source) == []
    directive, where = source.splitlines()[0].split()
    assert directive == "#:schema"
    assert (path.parent / where).resolve() == schemas.FOLDER / "quest.schema.json"


@pytest.mark.parametrize("source", [QUEST_TOML, WHOLE], ids=["plain", "combined"])
def test_what_the_loader_takes_fits_the_schema(tmp_path, source):
    load(write_quest(tmp_path, quest_toml=source))
    assert faults(source) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("chapter = 2", "chaptr = 2", "'chaptr' was unexpected"),
        ("chapter = 2", "chapter = 0", "less than the minimum"),
        ("chapter = 2", 'chapter = "two"', "not of type 'integer'"),
        ('slug = "dlp-02-sums"', 'slug = "Sums!"', "does not match"),
        ('kind = "runs"', 'kind = "run"', "'run' is not one of"),
        ('function = "add"', 'fnction = "add"', "'fnction' was unexpected"),
        ('function = "add"', "function = 3", "not of type 'string'"),
        ('title = { en = "Sums", ko = "합" }', 'title = { en = "Sums" }', "'ko' is a required property"),
        ("at_least = 1", "atleast = 1", "'atleast' was unexpected"),
        ("rank = 2", "rnk = 2", "'rnk' was unexpected"),
        ("rank = 2", "rank = 99", "greater than the maximum"),
        ('kind = "value", variable = "y"', 'kind = "vlaue", variable = "y"', "'vlaue' is not one of"),
        ('kind = "value", variable = "y", ', 'variable = "y", ', "'kind' is a required property"),
        ('kind = "value", variable = "y"', 'kind = "written", variable = "y"', "'written' is not one of"),
        ('needs = ["runs"]', 'needs = "runs"', "not of type 'array'"),
        ('explains = "add"', 'explain = "add"', "'explain' was unexpected"),
    ],
)
def test_a_mistake_is_found_by_the_loader_and_by_an_editor_which_names_it(tmp_path, old, new, says):
    source = WHOLE.replace(old, new, 1)
    with pytest.raises(QuestInvalid):
        load(write_quest(tmp_path, quest_toml=source))
    assert any(says in message for message in faults(source)), faults(source)


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
