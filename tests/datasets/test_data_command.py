"""``manage.py data``: what an operator sees of the data store and does with it."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from graders.text import text
from quests.datasets.recipe import Recipe
from quests.datasets.small_base import TrainingFailed
from quests.datasets.store import Store
from quests.management.commands import data

pytestmark = pytest.mark.usefixtures("installed")


@pytest.fixture
def installed(
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    news: Recipe,
) -> None:
    """An installation whose only data set is the news."""
    settings.HOME = tmp_path / "home"
    monkeypatch.setattr(data, "Store", partial(Store, recipes=[news]))


@pytest.fixture
def manage(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs ``manage.py data WORDS``; its exit status, output and complaints."""

    def run(*words: object) -> tuple[int, str, str]:
        status: Any = 0
        try:
            call_command("data", *map(str, words))
        except SystemExit as ended:
            status = ended.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_a_list_tells_what_was_made_and_what_was_not(manage: Any, store: Store) -> None:
    assert manage("list")[1].splitlines()[1].split() == ["news", "not", "made"]
    card = store.ensure("news")
    row = manage("list")[1].splitlines()[1]
    assert row.split() == ["news", "twin", "1", "0.0", "MB", "CC0-1.0", "20", card.sha256]
    assert "쌍둥이" in manage("list", "--language", "ko")[1]
    [told] = json.loads(manage("list", "--json")[1])
    assert (told["state"], told["sha256"], told["card"]["heldout_rows"]) == ("twin", card.sha256, 20)


def test_twins_are_made_once_and_again_when_asked(manage: Any) -> None:
    assert "news: twin, 0.0 MB" in manage("make", "--all", "--jobs", 1)[1]
    assert manage("make", "news", "--jobs", 1)[1] == "news: twin, already there\n"
    assert "0.0 MB" in manage("make", "news", "--again", "--jobs", 1)[1]


def test_published_files_are_brought_one_after_the_other(manage: Any, published: Path) -> None:
    status, said, _ = manage("provision", published / "words.json")
    assert status == 0
    assert "news.npz  https://example.org/a/news.npz" in said
    assert "1 of 2 published files brought" in manage("list")[1]
    status, said, _ = manage("provision", published / "news.npz")
    assert "news now is the real data set, with 40 rows held out" in said
    assert " real " in manage("list")[1]


def test_published_files_are_brought_all_at_once_and_the_twin_comes_back(
    manage: Any,
    published: Path,
) -> None:
    assert manage("provision", *sorted(published.iterdir()))[0] == 0
    assert " real " in manage("list")[1]
    assert "news: real, already there" in manage("make", "news")[1]
    status, _, complaint = manage("make", "--again", "news")
    assert status == 2
    assert "provision --twin news" in complaint
    assert manage("provision", "--twin", "news")[0] == 0
    assert " twin " in manage("list")[1]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["make"], "Name data sets, or --all. There are: news."),
        (["make", "mnst"], "There is no data set mnst. There are: news."),
        (["verify", "mnst"], "There is no data set mnst"),
        (["provision"], "Name published files, or --twin NAME."),
        (["provision", "--twin", "mnst"], "There is no data set mnst"),
        (["provision", "nowhere.npz"], "nowhere.npz is no file."),
        (["provision", "a", "b", "--as", "news.npz"], "--as goes with one file."),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(manage: Any, words: list[str], complaint: str) -> None:
    status, said, complained = manage(*words)
    assert (status, said) == (2, "")
    assert complaint in complained


def test_a_wrong_file_is_refused(manage: Any, published: Path, tmp_path: Path) -> None:
    other = tmp_path / "words.json"
    other.write_bytes((published / "words.json").read_bytes() + b" ")
    status, _, complaint = manage("provision", other, "--language", "ko")
    assert status == 2
    assert "기대한 md5" in complaint
    assert "https://example.org/a/words.json" in complaint


def test_verifying_names_the_damaged_file_and_the_mend(manage: Any, store: Store, published: Path) -> None:
    assert manage("verify")[0] == 0
    assert manage("verify", "news")[0] == 1
    store.ensure("news")
    assert manage("verify") == (0, "news: whole\n", "")
    words = store.data / "news/words.json"
    words.write_bytes(b"[]")
    status, said, _ = manage("verify", "news")
    assert status == 1
    assert f"DAMAGED: {words}" in said
    assert "manage.py data make --again news" in said
    for path in published.iterdir():
        manage("provision", path)
    words.unlink()
    assert "data provision FILE" in manage("verify")[1]


def test_a_folder_that_cannot_be_written_is_this_machines_fault(manage: Any, settings: Any) -> None:
    settings.HOME.mkdir()
    (settings.HOME / "data").write_text("in the way")
    status, _, complaint = manage("provision", "--twin", "news")
    assert status == 3
    assert "It could not be written" in complaint


def test_a_damaged_secret_is_told_to_the_operator_in_full_and_no_disk_is_suspected(manage: Any, settings: Any) -> None:
    (settings.HOME / "heldout").mkdir(parents=True)
    (settings.HOME / "heldout/secret").write_bytes(b"short")
    status, _, complaint = manage("make", "--all", "--jobs", 1)
    assert status == 3
    assert f"{settings.HOME / 'heldout/secret'} holds 5 bytes, not 32" in complaint
    assert "disk" not in complaint
    assert "백업한 파일" in manage("make", "--all", "--jobs", 1, "--language", "ko")[2]


def fail() -> None:
    raise TrainingFailed(text("Out of memory.", "메모리가 부족합니다."))


def test_what_keeps_a_data_set_from_being_made_comes_whole_out_of_a_process_of_its_own() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(TrainingFailed) as raised:
        pool.submit(fail).result()
    assert raised.value.reason.ko == "메모리가 부족합니다."
