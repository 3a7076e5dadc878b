"""The dashboard as a page: filters, empty states, warnings, files."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from accounts.models import User
from insight import health
from insight.charts.queue import Lane
from quests import progress
from quests.progress import WorkerSign
from tests.insight.school import School, login

WORKER = WorkerSign(name="w1", lanes=["cpu"], slots=2, running=1)


def test_an_empty_school_says_what_will_come(school: School) -> None:
    words = login(school.admin).get("/insight/").content.decode()
    assert "No submission is graded yet" in words
    assert "No criterion has been judged yet" in words


@pytest.mark.parametrize(
    "query", ["cohort=x", "cohort=1%27--", "quest=no-such", "quest=%00", "cohort=99999999999999999999"]
)
def test_a_filter_nobody_knows_is_told_and_not_a_crash(school: School, query: str) -> None:
    client = login(school.admin)
    page, download = client.get(f"/insight/?{query}"), client.get(f"/insight/grades.csv?{query}")
    assert page.status_code == download.status_code == 400
    for response in (page, download):
        assert re.search("There is no such|Null characters are not allowed", response.content.decode())


def test_filters_narrow_page_and_csv_alike(school: School) -> None:
    school.submission(school.learner, 0.5)
    school.submission(school.stranger, 0.5)
    client = login(school.admin)
    query = f"?cohort={school.autumn.pk}&quest={school.quest.slug}"
    page = client.get(f"/insight/{query}").content.decode()
    assert "Sora" in page
    assert "Minji" not in page
    link = re.search(r'href="(/insight/grades\.csv[^"]*)"', page)
    assert link
    words = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert "Sora" in words
    assert "Minji" not in words


def test_an_unknown_chart_is_not_found(school: School) -> None:
    assert login(school.admin).get("/insight/secrets.csv").status_code == 404


def test_the_page_carries_its_data_as_json_and_no_inline_code(school: School) -> None:
    school.submission(school.learner, 0.5)
    words = login(school.admin).get("/insight/").content.decode()
    data = re.search(r'<script id="figure-grades-data" type="application/json">(.*?)</script>', words, re.DOTALL)
    assert data
    assert json.loads(data[1])["kind"] == "heatmap"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script>", words)


def test_names_that_spreadsheets_would_run_are_defused(school: School) -> None:
    for name in ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"):
        User.objects.filter(pk=school.learner.pk).update(name=name)
        content = login(school.admin).get("/insight/grades.csv").content
        assert content.startswith(b"\xef\xbb\xbf")
        names = [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
        assert f"'{name}" in names


def test_korean_headings_for_korean_readers_survive_excel(school: School) -> None:
    client = login(school.admin)
    content = client.get("/insight/grades.csv", headers={"accept-language": "ko"}).content
    assert "Tensors by hand (한국어)" in content.decode("utf-8-sig")


def test_a_name_cannot_break_out_of_the_page(school: School) -> None:
    User.objects.filter(pk=school.learner.pk).update(name="</script><script>alert(1)</script>")
    school.submission(school.learner, 0.5)
    assert "<script>alert(1)" not in login(school.admin).get("/insight/").content.decode()


@pytest.mark.parametrize(
    ("lanes", "signs", "trouble"),
    [
        ([Lane("cpu")], [WORKER], None),
        ([Lane("cpu")], [], "no-workers"),
        ([Lane("cpu")], None, "redis"),
        ([Lane("cpu"), Lane("gpu", waiting=1)], [WORKER], "no-lane"),
        ([Lane("cpu"), Lane("gpu")], [WORKER], None),
    ],
)
def test_what_keeps_submissions_from_running_is_named(
    lanes: list[Lane], signs: list[WorkerSign] | None, trouble: str | None
) -> None:
    assert health.pulse(lanes, signs).trouble == trouble


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["2 cores, 4096 MB", "2 × NVIDIA T4, 15360 MB", "(1 slot withheld)"]),
        ("ko", ["코어 2개, 메모리 4096MB", "2 × NVIDIA T4, 15360 MB", "(슬롯 1개 보류)"]),
    ],
)
def test_a_worker_is_shown_with_what_it_offers(school: School, language: str, words: list[str]) -> None:
    gpu = progress.GpuSign(name="NVIDIA T4", memory_mb=15360)
    sign = WorkerSign(name="w1", lanes=["gpu"], slots=2, cores=2, memory_mb=4096, gpus=[gpu, gpu], withheld=1)
    progress.announce_worker(sign)
    page = login(school.admin).get("/insight/live/", headers={"accept-language": language}).content.decode()
    assert [part for part in words if part not in page] == []


def test_without_redis_the_page_stands_and_says_what_to_do(school: School) -> None:
    words = login(school.admin).get("/insight/live/").content.decode()
    assert "Redis does not answer" in words or "No worker is alive" in words
    assert "Nothing is lost" in words
