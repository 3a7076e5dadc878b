"""The schedule of a cohort as its instructor works with it: a month, a preview, applying, undoing."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.formats import date_format

from accounts.models import Cohort
from quests.models import Course, Release, ScheduleChange
from quests.schedule.timetable import Entry, FurtherCourse
from quests.services import releases, timetables
from teach.schedule.forms import ImportForm
from tests.insight.school import School, login
from tests.people import published

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = date(2090, 1, 2)
DAY = timedelta(days=1)


@pytest.fixture
def page(school: School) -> str:
    """The address of the spring cohort's schedule. Its course, of one chapter on its second day, is yet to begin."""
    Release.objects.filter(cohort=school.spring).delete()
    Cohort.objects.filter(pk=school.spring.pk).update(starts_on=MONDAY)
    school.spring.refresh_from_db()
    releases.schedule(school.spring)
    return f"/teach/cohorts/{school.spring.pk}/schedule/"


@pytest.fixture
def instructor(school: School) -> Client:
    return login(school.instructor)


def opens_on(school: School) -> date:
    return Release.objects.get(cohort=school.spring).opens_at.astimezone(SEOUL).date()


def hidden(html: str, form: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address with this end."""
    match = re.search(rf'<form[^>]*action="[^"]*{form}"[^>]*>.*?</form>', html, re.S)
    assert match, f"no form for {form}"
    return dict(re.findall(r'<input type="hidden" name="(change|seen)" value="([^"]*)"', match[0]))


def previewed(client: Client, page: str, what: str, **fields: object) -> str:
    answer = client.post(page, {"what": what, **{f"{what}-{k}": v for k, v in fields.items()}})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def applied(client: Client, page: str, what: str, **fields: object) -> str:
    sent = hidden(previewed(client, page, what, **fields), "/apply/")
    return client.post(f"{page}apply/", sent, follow=True).content.decode()


def test_a_month_shows_what_is_read_opens_and_is_due(school: School, instructor: Client, page: str) -> None:
    words = instructor.get(f"{page}?month=2090-01").content.decode()
    assert "January 2090" in words
    assert f"{school.chapter.number}. {school.chapter.title_en}" in words
    assert words.count("Tensors by hand") >= 2, "it opens, and is due"


def test_another_month_says_where_to_look(instructor: Client, page: str) -> None:
    words = instructor.get(f"{page}?month=2091-05").content.decode()
    assert "Nothing happens in this month" in words


@pytest.mark.parametrize("query", ["?month=13", "?month=0000-01", "?day=never", "?day=9999-12-31", "?month=2090-13"])
def test_an_address_that_names_no_day_shows_the_first_month(instructor: Client, page: str, query: str) -> None:
    answer = instructor.get(page + query)
    assert answer.status_code == 200
    assert "January 2090" in answer.content.decode()


def test_a_holiday_is_previewed_and_then_applied(school: School, instructor: Client, page: str) -> None:
    before = opens_on(school)
    words = previewed(instructor, page, "holiday", first=MONDAY, title="Founders' day")
    assert "Nothing is changed yet" in words
    assert "Tensors by hand" in words
    assert opens_on(school) == before

    words = instructor.post(f"{page}apply/", hidden(words, "/apply/"), follow=True).content.decode()

    assert "The schedule is changed. 1 quest moved." in words
    assert "Founders&#x27; day" in words
    assert opens_on(school) == before + DAY


def test_a_day_is_made_a_day_to_catch_up_from_the_calendar(school: School, instructor: Client, page: str) -> None:
    day = MONDAY + 2 * DAY  # the quest opens on it
    words = instructor.get(f"{page}?day={day}").content.decode()
    assert 'name="what" value="catch-up"' in words
    fields = {"holiday-first": day, "catch-up-first": day}
    words = instructor.post(f"{page}?day={day}", {"what": "catch-up", **fields}).content.decode()
    instructor.post(f"{page}apply/", hidden(words, "/apply/"))
    assert opens_on(school) == day + DAY


def test_a_class_that_is_behind_is_moved_with_one_button(school: School, instructor: Client, page: str) -> None:
    before = opens_on(school)
    applied(instructor, page, "behind", days=2, since=MONDAY)
    assert opens_on(school) == before + 2 * DAY


def test_weekdays_and_deadlines_are_changed_together(school: School, instructor: Client, page: str) -> None:
    applied(instructor, page, "rhythm", starts_on=MONDAY, weekdays=[0, 1, 3], due_days=3)
    assert opens_on(school) == MONDAY + 3 * DAY
    due = Release.objects.get(cohort=school.spring).due_at.astimezone(SEOUL)
    assert due == datetime(2090, 1, 9, 23, 59, 59, tzinfo=SEOUL), "three days later is a Sunday"


def test_other_weekdays_in_mid_course_count_from_tomorrow_on(school: School, instructor: Client, page: str) -> None:
    today = datetime.now(SEOUL).date()
    begun = today - 28 * DAY
    Cohort.objects.filter(pk=school.spring.pk).update(starts_on=begun)
    releases.schedule(school.spring)
    before = opens_on(school)
    assert "other weekdays count from tomorrow on" in instructor.get(page).content.decode()

    weekend = {5, 6} - {(today + DAY).weekday()}
    words = previewed(instructor, page, "rhythm", starts_on=begun, weekdays=sorted(weekend), due_days=7)
    assert f", from {date_format(today + DAY)} on" in words
    instructor.post(f"{page}apply/", hidden(words, "/apply/"))

    calendar = timetables.timetable_of(Cohort.objects.get(pk=school.spring.pk))
    assert {calendar.kind_of(today - k * DAY) for k in range(28)} == {"study"}, "every day, as it was"
    assert calendar.kind_of(today + DAY) == "off"
    assert opens_on(school) == before


def test_a_past_public_holiday_is_not_taken_over_in_mid_course(school: School) -> None:
    Cohort.objects.filter(pk=school.spring.pk).update(starts_on=date(2026, 9, 24))
    laid = timetables.laid(timetables.timetable_of(Cohort.objects.get(pk=school.spring.pk)))
    for today, taken in ((date(2026, 9, 24), True), (date(2026, 9, 26), False)):
        form = ImportForm({"import-country": "KR"}, laid, today, today)
        assert form.is_valid()
        days = [entry.first for entry in form.change().timetable.entries]
        assert (date(2026, 9, 25) in days) is taken
        assert date(2026, 10, 5) in days


def test_the_last_change_is_undone(school: School, instructor: Client, page: str) -> None:
    before = opens_on(school)
    words = applied(instructor, page, "behind", days=1, since=MONDAY)
    words = instructor.post(f"{page}undo/", hidden(words, "/undo/"), follow=True).content.decode()
    assert "Undone: A study day behind" in words
    assert opens_on(school) == before
    assert "Last change" not in words


def test_one_day_of_a_break_is_made_an_ordinary_day_from_the_calendar(
    school: School, instructor: Client, page: str
) -> None:
    applied(instructor, page, "holiday", first=MONDAY, last=MONDAY + 4 * DAY, title="Break")
    day = MONDAY + 2 * DAY
    words = instructor.get(f"{page}?day={day}").content.decode()
    assert f'name="ordinary-day" value="{day}"' in words
    assert "Only this day" in words
    applied(instructor, page, "ordinary", day=day)
    calendar = timetables.timetable_of(school.spring)
    kinds = [calendar.kind_of(MONDAY + k * DAY) for k in range(6)]
    assert kinds == ["holiday", "holiday", "study", "holiday", "holiday", "study"]
    answer = instructor.post(page, {"what": "ordinary", "ordinary-day": day})
    assert answer.status_code == 422
    assert "in the calendar no more" in answer.content.decode()


def test_a_plan_that_lies_in_the_past_is_told_before_it_is_applied(instructor: Client, page: str) -> None:
    long_ago = datetime.now(SEOUL).date() - 90 * DAY
    words = previewed(instructor, page, "rhythm", starts_on=long_ago, weekdays=[0, 1, 2, 3, 4], due_days=7)
    assert "would be over at once</span>" in words


def test_an_entry_is_taken_out_again(school: School, instructor: Client, page: str) -> None:
    before = opens_on(school)
    applied(instructor, page, "holiday", first=MONDAY, title="Oops")
    (entry,) = timetables.timetable_of(school.spring).entries
    applied(instructor, page, "remove", entry=entry.model_dump_json())
    assert opens_on(school) == before
    answer = instructor.post(page, {"what": "remove", "remove-entry": entry.model_dump_json()})
    assert answer.status_code == 422
    assert "in the calendar no more" in answer.content.decode()


def test_public_holidays_of_the_time_of_the_course_are_taken_over(
    school: School, instructor: Client, page: str
) -> None:
    Cohort.objects.filter(pk=school.spring.pk).update(starts_on=date(2090, 2, 27))
    school.spring.refresh_from_db()
    words = previewed(instructor, page, "import", country="KR")
    assert "Independence Movement Day" in words
    instructor.post(f"{page}apply/", hidden(words, "/apply/"))
    entries = timetables.timetable_of(school.spring).entries
    assert date(2090, 3, 1) in [entry.first for entry in entries]


def test_another_course_is_taken_and_left(school: School, instructor: Client, page: str) -> None:
    second = Course.objects.create(slug="dlc", title_en="Recipes", title_ko="레시피")
    second.chapters.create(number=1, day=1, title_en="Tools", title_ko="도구")
    words = applied(instructor, page, "course", slug="dlc")
    assert "Recipes" in words
    assert [course.slug for course in timetables.timetable_of(school.spring).further] == ["dlc"]
    applied(instructor, page, "drop-course", slug="dlc")
    assert not timetables.timetable_of(school.spring).further


def test_an_open_quest_of_a_course_that_is_taken_out_stays_and_the_page_says_so(
    school: School, instructor: Client, page: str
) -> None:
    second = Course.objects.create(slug="dlc", title_en="Recipes", title_ko="레시피")
    chapter = second.chapters.create(number=1, day=1, title_en="Tools", title_ko="도구")
    soup = published("soup", chapter, "5" * 64)
    applied(instructor, page, "course", slug="dlc")
    now = datetime.now(SEOUL)
    Release.objects.filter(quest=soup).update(opens_at=now - DAY, due_at=now + DAY)

    words = previewed(instructor, page, "drop-course", slug="dlc")
    assert "These stay where they are" in words
    assert "Its course is not taken any more." in words
    words = instructor.post(f"{page}apply/", hidden(words, "/apply/"), follow=True).content.decode()

    assert "it belongs to no course that the cohort takes. It stays open." in words
    assert "Lay the courses anew" not in words, "that would not move it"
    assert Release.objects.filter(quest=soup).exists()


@pytest.mark.parametrize(
    ("what", "fields", "words"),
    [
        ("holiday", {"first": "", "title": "x"}, "Choose a day."),
        ("holiday", {"first": "someday", "title": "x"}, "Write a day such as"),
        ("holiday", {"first": "2090-01-05", "last": "2090-01-02"}, "The last day lies before the first."),
        ("holiday", {"first": "2090-01-05", "last": "2099-01-02"}, "too many days at once"),
        ("catch-up", {"first": "1066-10-14"}, "greater than or equal to"),
        ("rhythm", {"starts_on": "2090-01-02", "due_days": 7}, "Choose at least one weekday."),
        ("rhythm", {"starts_on": "2090-01-02", "due_days": -1, "weekdays": [0]}, "greater than or equal to 0"),
        ("behind", {"days": 0, "since": "2090-01-02"}, "greater than or equal to 1"),
        ("behind", {"days": 500, "since": "2090-01-02"}, "less than or equal to 20"),
        ("import", {"country": "XX"}, "Choose a country from the list."),
        ("course", {"slug": "nothing"}, "Choose a course from the list."),
        ("drop-course", {"slug": "deep"}, "takes that course no more"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    school: School, instructor: Client, page: str, what: str, fields: dict[str, object], words: str
) -> None:
    answer = instructor.post(page, {"what": what, **{f"{what}-{k}": v for k, v in fields.items()}})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ScheduleChange.objects.exists()


def test_a_course_too_many_is_refused(school: School, instructor: Client, page: str) -> None:
    own = timetables.timetable_of(school.spring)
    taken = tuple(FurtherCourse(slug=f"course-{k}") for k in range(20))
    timetables.store(school.spring, own.changed(further=taken))
    Course.objects.create(slug="dlc", title_en="Recipes", title_ko="레시피")
    answer = instructor.post(page, {"what": "course", "course-slug": "dlc"})
    assert answer.status_code == 422
    assert "at most 21 courses" in answer.content.decode()


def test_a_class_with_no_day_to_catch_up_on_is_told_so(school: School, instructor: Client, page: str) -> None:
    own = timetables.timetable_of(school.spring)
    after = MONDAY + 100 * DAY
    years = [Entry(kind="holiday", first=after + k * 400 * DAY, last=after + (k * 400 + 399) * DAY) for k in range(10)]
    timetables.store(school.spring, own.changed(entries=tuple(years)))
    answer = instructor.post(page, {"what": "behind", "behind-days": 1, "behind-since": after})
    assert answer.status_code == 422
    assert "no study day is left" in answer.content.decode()


def test_a_preview_that_is_old_or_made_up_is_not_applied(school: School, instructor: Client, page: str) -> None:
    before = opens_on(school)
    sent = hidden(previewed(instructor, page, "behind", days=1, since=MONDAY), "/apply/")
    for wrong in ({**sent, "seen": "0" * 64}, {**sent, "change": sent["change"] + "x"}, {}):
        instructor.post(f"{page}apply/", wrong)
        assert opens_on(school) == before
    applied(instructor, page, "behind", days=1, since=MONDAY)
    words = instructor.post(f"{page}apply/", sent, follow=True).content.decode()
    assert "has changed since this preview" in words
    assert opens_on(school) == before + DAY


def test_a_preview_of_one_cohort_is_not_applied_to_another(school: School, page: str) -> None:
    admin = login(school.admin)
    sent = hidden(previewed(admin, page, "behind", days=1, since=MONDAY), "/apply/")
    words = admin.post(f"/teach/cohorts/{school.autumn.pk}/schedule/apply/", sent, follow=True).content.decode()
    assert "preview is too old" in words
    assert not ScheduleChange.objects.exists()


def test_open_quests_move_only_after_it_was_said_so(school: School, instructor: Client, page: str) -> None:
    now = datetime.now(SEOUL)
    Release.objects.filter(cohort=school.spring).update(opens_at=now - DAY, due_at=now - timedelta(hours=1))
    words = previewed(instructor, page, "align")
    assert "These stay where they are" in words
    sent = hidden(words, "/preview/")
    words = instructor.post(f"{page}preview/", {**sent, "also_open": "1"}).content.decode()
    assert "some may close again" in words
    assert "closes again</span>" in words
    instructor.post(f"{page}apply/", hidden(words, "/apply/"))
    assert opens_on(school) == MONDAY + 2 * DAY


def test_a_quest_set_by_hand_is_a_conflict_that_is_named(school: School, instructor: Client, page: str) -> None:
    release = Release.objects.get(cohort=school.spring)
    releases.move_release(school.instructor, release, release.opens_at - 5 * DAY, release.due_at)
    words = instructor.get(page).content.decode()
    assert "set by hand to open on" in words
    assert "before its chapter is read" in words


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("learner", 404), ("classmate", 404), ("stranger", 404)),
        *(("instructor", 200), ("other_instructor", 404), ("admin", 200)),
    ],
)
def test_a_schedule_is_for_those_who_teach_the_cohort(school: School, page: str, who: str, status: int) -> None:
    client, before = login(getattr(school, who)), opens_on(school)
    assert client.get(page).status_code == status
    sent = {"what": "behind", "behind-days": 1, "behind-since": MONDAY}
    assert client.post(page, sent).status_code == status
    forged = hidden(previewed(login(school.instructor), page, "behind", days=1, since=MONDAY), "/apply/")
    client.post(f"{page}apply/", forged)
    assert (opens_on(school) != before) is (status == 200)
    last = ScheduleChange.objects.first()
    client.post(f"{page}undo/", {"change": last.pk if last else 1})
    assert opens_on(school) == before


def test_nobody_in_particular_is_asked_to_log_in(page: str) -> None:
    answer = login(None).get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_what_changes_something_is_never_a_link(instructor: Client, page: str) -> None:
    for deed in ("apply", "undo", "preview"):
        assert instructor.get(f"{page}{deed}/").status_code == 405


def test_the_page_is_korean_for_those_who_read_korean(instructor: Client, page: str) -> None:
    instructor.cookies["django_language"] = "ko"
    words = instructor.get(page).content.decode()
    assert "진도가 늦어졌습니까?" in words
    assert "대한민국" in words


def test_days_are_written_in_the_readers_order(instructor: Client, page: str) -> None:
    applied(instructor, page, "holiday", first=MONDAY, title="Rain")
    words = instructor.get(f"{page}?day={MONDAY}").content.decode()
    assert "Mon Jan 2</time>" in words
    assert ">Monday, January 2</h2>" in words
    instructor.cookies["django_language"] = "ko"
    words = instructor.get(f"{page}?day={MONDAY}").content.decode()
    assert "1월 2일 월요일</time>" in words
    assert ">1월 2일 월요일</h2>" in words
    assert "2090년 1월 2일 월요일</span>" in words


def test_a_quest_that_opens_on_the_day_of_its_reading_is_said_to(school: School, instructor: Client, page: str) -> None:
    release = Release.objects.get(cohort=school.spring)
    releases.move_release(school.instructor, release, release.opens_at - DAY, release.due_at)
    words = instructor.get(page).content.decode()
    assert "the day on which its chapter is read" in words
    assert "before its chapter is read" not in words


def test_an_undo_names_by_its_title_what_stays(school: School, instructor: Client, page: str) -> None:
    words = applied(instructor, page, "behind", days=1, since=MONDAY)
    release = Release.objects.get(cohort=school.spring)
    releases.move_release(school.instructor, release, release.opens_at, release.due_at + DAY)
    words = instructor.post(f"{page}undo/", hidden(words, "/undo/"), follow=True).content.decode()
    assert "would be over at once: Tensors by hand." in words


def test_an_undo_that_comes_after_another_change_says_so(school: School, instructor: Client, page: str) -> None:
    sent = hidden(applied(instructor, page, "behind", days=1, since=MONDAY), "/undo/")
    applied(instructor, page, "behind", days=1, since=MONDAY)
    words = instructor.post(f"{page}undo/", sent, follow=True).content.decode()
    assert "Another change was made since. Look at it first." in words
    assert "preview was made" not in words


def test_a_day_long_past_the_course_moves_nothing_and_says_so(school: School, instructor: Client, page: str) -> None:
    words = applied(instructor, page, "holiday", first=MONDAY + 300 * DAY, title="Autumn")
    assert "No quest moved." in words
