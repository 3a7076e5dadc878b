"""The diagnosis names the mistakes of wrong notebooks, and leaves right ones in peace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mistakes.causes import CAUSES
from tests.mistakes.examining import Examiner, examiner
from tests.mistakes.missed import MISSED
from tests.mistakes.sample import Sample, SampleInvalid, corpus, read

SHARE = 0.95
EACH = 4
WRONG, RIGHT = 120, 60


@pytest.fixture(scope="session")
def examining() -> Iterator[Examiner]:
    """One examiner for all samples of this process: a warm parent takes seconds to stand."""
    with examiner() as made:
        yield made


def as_parameters(samples: list[Sample]) -> list[object]:
    missed = pytest.mark.xfail(reason="known to be missed")
    return [pytest.param(s, id=s.name, marks=missed if s.name in MISSED else ()) for s in samples]


@pytest.mark.parametrize("sample", as_parameters(corpus("wrong")))
def test_the_cause_of_a_wrong_notebook_is_named_with_its_cell_and_line(sample: Sample, examining: Examiner) -> None:
    examined = examining.examine(sample)
    assert examined.is_right, str(examined)
    assert examined.report.diagnosis is not None
    assert examined.report.diagnosis.message.ko != examined.report.diagnosis.message.en


@pytest.mark.parametrize("sample", as_parameters(corpus("right")))
def test_a_right_notebook_is_left_in_peace(sample: Sample, examining: Examiner) -> None:
    examined = examining.examine(sample)
    assert examined.report.state == "graded"
    assert all(finding.state == "passed" for finding in examined.report.findings), examined.report
    assert examined.is_right, str(examined)


@pytest.mark.parametrize("kind", ["wrong", "right"])
def test_of_the_corpus_few_are_missed(kind: str) -> None:
    samples = corpus(kind)
    missed = [sample.name for sample in samples if sample.name in MISSED]
    assert len(missed) <= (1 - SHARE) * len(samples), missed


def test_of_the_half_that_was_at_hand_none_is_missed_that_is_right() -> None:
    assert not [name for name in MISSED if name.startswith("right/seen")]


def test_half_of_the_corpus_was_not_at_hand() -> None:
    for kind, count in (("wrong", WRONG), ("right", RIGHT)):
        assert len(corpus(kind, "unseen")) >= count // 2


def test_every_sample_that_is_said_to_be_missed_is_there() -> None:
    assert {sample.name for sample in corpus()} >= MISSED


def test_every_kind_of_mistake_has_its_samples() -> None:
    wrong = Counter(sample.mistake for sample in corpus("wrong"))
    assert set(wrong) == set(CAUSES)
    assert {mistake: count for mistake, count in wrong.items() if count < EACH} == {}
    assert wrong.total() >= WRONG
    assert len(corpus("right")) >= RIGHT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("# mistake: misspelt-name\n# %%\nx = 1\n", "says its mistake and its cell"),
        ("# mistake: misspelt-name\n# cell: 1\n# line: 1\n", "no cell begins"),
        ("# mistake: misspelt-name\n# cel: 1\n# %%\nx = 1\n", r"unknown \['cel'\]"),
    ],
)
def test_a_head_that_cannot_be_read_says_why(content: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong" / "seen" / "sample.py"
    file.parent.mkdir(parents=True)
    file.write_text(content)
    with pytest.raises(SampleInvalid, match=words):
        read(file)
