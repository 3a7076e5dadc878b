"""Zips of quest folders, sound and hostile."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from graders.loading import load
from graders.quest import QuestInvalid
from graders.quest_zip import MAX_RATIO, safe_extract
from tests.graders.folders import write_quest


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(raw: bytes, target: Path) -> str:
    with pytest.raises(QuestInvalid) as caught:
        safe_extract(raw, target)
    assert all(p.message.ko != p.message.en for p in caught.value.problems)
    return str(caught.value)


def files_of(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("top", ["", "my-quest/"])
def test_a_zipped_quest_is_unpacked_and_loads(tmp_path, top):
    folder = write_quest(tmp_path / "quest")
    content = [(top + name, (folder / name).read_bytes()) for name in files_of(folder)]
    safe_extract(zipped((f"{top}wrong/", b""), *content), tmp_path / "out")
    assert load(tmp_path / "out").digest == load(folder).digest


def test_what_other_systems_leave_behind_is_skipped(tmp_path):
    junk = ["__MACOSX/q/._quest.toml", "q/.DS_Store", "q/.ipynb_checkpoints/a.ipynb", "q/__pycache__/a.pyc"]
    safe_extract(zipped(("q/quest.toml", b"x"), *((name, b"junk") for name in junk)), tmp_path / "out")
    assert files_of(tmp_path / "out") == ["quest.toml"]


@pytest.mark.parametrize(
    "name",
    [
        "../out.toml",
        "a/../../b.toml",
        "/etc/passwd",
        "a\\..\\b.toml",
        "C:evil.toml",
        "a/\x07b.toml",
        "a/b/c/d/e/f/g.toml",
    ],
)
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path, name):
    refusal(zipped(("quest.toml", b"x"), (name, b"x")), tmp_path / "in" / "target")
    assert files_of(tmp_path) == []


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path, kind):
    entry = zipfile.ZipInfo("starter.ipynb")
    entry.external_attr = (kind | 0o777) << 16
    assert "Links and special files" in refusal(zipped((entry, b"/etc/passwd")), tmp_path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path):
    assert "unpacks to far more" in refusal(zipped(("quest.toml", b"\0" * 10_000_000)), tmp_path)
    assert files_of(tmp_path) == []


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path):
    content = b"\0" * 100_000
    raw = zipped(("quest.toml", content))
    lying = raw.replace(struct.pack("<I", len(content)), struct.pack("<I", len(content) // MAX_RATIO))
    assert lying != raw
    refusal(lying, tmp_path)
    assert all((tmp_path / name).stat().st_size < len(content) for name in files_of(tmp_path))


def test_too_many_and_too_large_files_are_refused(tmp_path):
    assert "more than" in refusal(zipped(*((f"{n}.txt", b"") for n in range(500))), tmp_path)


def test_one_name_twice_is_refused_however_it_is_spelt(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = zipped(("quest.toml", b"a"), ("quest.toml", b"b"))
    assert "several files" in refusal(raw, tmp_path / "a")
    assert "several files" in refusal(zipped(("quest.toml", b"a"), ("Quest.TOML", b"b")), tmp_path / "b")
    assert "several files" in refusal(zipped(("wrong", b"a"), ("wrong/a.ipynb", b"b")), tmp_path / "c")


def test_an_encrypted_file_is_refused(tmp_path):
    raw = bytearray(zipped(("quest.toml", b"x")))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "without a password" in refusal(bytes(raw), tmp_path)


# Named, for a zip's bytes tell the time at which it was made, which is not the same in every test process.
@pytest.mark.parametrize(
    "raw",
    [b"", b"PK", b"no zip at all", zipped(("a.toml", b"x" * 100))[:-30], zipped()],
    ids=["nothing", "two letters", "words", "a zip cut short", "an empty zip"],
)
def test_what_is_no_zip_is_refused(tmp_path, raw):
    refusal(raw, tmp_path)


def test_damaged_content_is_refused(tmp_path):
    raw = bytearray(zipped(("quest.toml", bytes(range(256)) * 40)))
    raw[60:70] = b"\xff" * 10
    refusal(bytes(raw), tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_whatever_is_flipped_in_a_zip_it_is_unpacked_or_refused(tmp_path, method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("quest.toml", bytes(range(256)) * 4)
    raw = buffer.getvalue()
    for position in range(0, len(raw), 3):
        flipped = bytearray(raw)
        flipped[position] ^= 0x55
        try:
            safe_extract(bytes(flipped), tmp_path / str(position))
        except QuestInvalid as refused:
            assert refused.problems  # noqa: PT017 - either outcome is right
