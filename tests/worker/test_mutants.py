"""What a proof says of mutants: which are noticed and by what, which survive, and what of that the quest explains."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from graders.loading import load
from graders.mutants import Mutant, mutants
from graders.quest import Quest
from quests.datasets.store import Store
from tests.graders.folders import QUEST_TOML, STARTER, code, notebook, sums, write_quest
from worker import nursery
from worker.proof import Proof, Trial, prove
from worker.proof.crew import threads
from worker.proof.report import page

ADDS = "def add(a, b):\n    return a + b"
LENIENT = "def add(a, b):\n    spare = 30\n    return a + b"
"""Nobody looks at the spare number."""


Proving = Callable[..., Proof]


@pytest.fixture(scope="module")
def proving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proving]:
    """Proves, from warm parents."""
    store = Store(tmp_path_factory.mktemp("home"))
    with nursery.running(store, quest_warm=False) as warm:
        yield partial(prove, store=store, nursery=warm)


def quest_of(folder: Path, solution: str, survivors: str = "") -> Quest:
    toml = QUEST_TOML.replace("[[wrong]]", '[runtime]\nbackend = "none"\n\n[[wrong]]') + survivors
    return load(write_quest(folder / "quest", quest_toml=toml, solution_ipynb=sums(solution)))


def survivor(mutant: str) -> str:
    return f'\n[[survivor]]\nmutant = "{mutant}"\nabout = {{ en = "Not used.", ko = "쓰지 않습니다." }}\n'


def spare(quest: Quest) -> Mutant:
    return next(mutant for mutant in mutants(quest) if mutant.after == "spare = 60")


def outcomes(proof: Proof) -> dict[str, Trial]:
    assert proof.mutants is not None
    return {trial.mutant.after: trial for trial in proof.mutants.trials}


def test_a_mistake_that_a_criterion_notices_is_killed_and_the_criterion_named(tmp_path: Path, proving: Proving) -> None:
    proof = proving(quest_of(tmp_path, ADDS), mutants=9)
    assert {trial.state for trial in outcomes(proof).values()} == {"killed"}
    assert outcomes(proof)["return a - b"].by == ("add",)
    assert proof.held


def test_one_that_none_notices_survives_and_the_proof_does_not_hold(tmp_path: Path, proving: Proving) -> None:
    proof = proving(quest_of(tmp_path, LENIENT), mutants=9)
    trial = outcomes(proof)["spare = 60"]
    assert trial.state == "survived"
    assert trial.reason is None
    assert not proof.held
    assert proof.mutants is not None
    assert any(trial.mutant.id in objection.en for objection in proof.mutants.objections)


def test_a_survivor_with_a_reason_still_counts_against_what_must_be_noticed(tmp_path: Path, proving: Proving) -> None:
    listed = [mutant for mutant in mutants(quest_of(tmp_path, LENIENT)) if "spare" in mutant.after]
    quest = quest_of(tmp_path, LENIENT, "".join(survivor(mutant.id) for mutant in listed))
    proof = proving(quest, mutants=9)
    assert proof.mutants is not None
    assert outcomes(proof)["spare = 60"].reason == quest.file.survivor[0].about
    assert proof.mutants.unexplained == []
    assert [objection.en[:20] for objection in proof.mutants.objections] == ["Of 3 mutants only 1 "]


def test_a_listed_survivor_is_tried_also_where_few_are(tmp_path: Path, proving: Proving) -> None:
    named = spare(quest_of(tmp_path, LENIENT)).id
    proof = proving(quest_of(tmp_path, LENIENT, survivor(named)), mutants=1)
    assert named in [trial.mutant.id for trial in outcomes(proof).values()]


def test_a_listed_survivor_that_is_no_mutant_of_the_solution_must_be_taken_out(
    tmp_path: Path, proving: Proving
) -> None:
    proof = proving(quest_of(tmp_path, ADDS, survivor("add:amount:ffffff")), mutants=9)
    assert proof.mutants is not None
    assert proof.mutants.stale == ["add:amount:ffffff"]
    assert not proof.held


@pytest.mark.parametrize("second", ["", "-2"])
def test_a_listed_survivor_that_another_line_could_come_to_be_must_be_told_apart(
    tmp_path: Path, proving: Proving, second: str
) -> None:
    twice = LENIENT.replace("    spare = 30\n", "    spare = 30\n    print(spare)\n    spare = 30\n")
    named = spare(quest_of(tmp_path, twice)).id
    proof = proving(quest_of(tmp_path, twice, survivor(named + second)), mutants=1)
    assert proof.mutants is not None
    assert (proof.mutants.ambiguous, proof.mutants.stale) == ([named + second], [])
    assert any("tell the lines apart" in objection.en for objection in proof.mutants.objections)

    apart = twice.replace("30\n    return", "30  # once more\n    return")
    told_apart = proving(quest_of(tmp_path, apart, survivor(named)), mutants=1)
    assert told_apart.mutants is not None
    assert told_apart.mutants.ambiguous == []


def test_a_listed_survivor_that_is_noticed_is_told_and_the_proof_holds(tmp_path: Path, proving: Proving) -> None:
    [name] = [mutant.id for mutant in mutants(quest_of(tmp_path, ADDS)) if mutant.after == "return a - b"]
    proof = proving(quest_of(tmp_path, ADDS, survivor(name)), mutants=9)
    assert proof.mutants is not None
    assert [name in notice.en for notice in proof.mutants.notices] == [True]
    assert proof.held


def test_none_are_tried_of_a_solution_that_does_not_pass(tmp_path: Path, proving: Proving) -> None:
    assert proving(quest_of(tmp_path, "def add(a, b):\n    return 3 * a"), mutants=9).mutants is None


TWO_CELLS_TOML = (
    QUEST_TOML.split("[[wrong]]")[0]
    + """
[[criterion]]
id = "late"
kind = "value"
points = 1
cell = "late"
variable = "both"
equals = 3
title = { en = "Both", ko = "둘 다" }

[runtime]
backend = "none"
"""
)


SLEEPS = "import time\n\ntime.sleep(6.0)\n"


def two_cells(folder: Path, first: str, last: str) -> Quest:
    """A quest with a criterion for each of two answer cells."""

    def whole(first: str, last: str) -> bytes:
        return notebook(code(first, "add", answer=True), code(last, "late", answer=True))

    files: dict[str, str | bytes | None] = {
        "quest_toml": TWO_CELLS_TOML,
        "starter_ipynb": whole(STARTER, "both = None"),
        "solution_ipynb": whole(first, last),
        "wrong/subtracts_ipynb": None,
    }
    return load(write_quest(folder / "quest", **files))


def runs_of(quest: Quest, proving: Proving) -> tuple[dict[str, Trial], list[int]]:
    """The trials of the first cell's mutants by what is changed, and the number of cells of each run."""
    plans: list[int] = []

    def listen(event: dict[str, Any]) -> None:
        if event["type"] == "plan":
            plans.append(len(event["cells"]))

    trials = proving(quest, mutants=30, on_event=listen).mutants
    assert trials is not None
    return {trial.mutant.after: trial for trial in trials.trials if trial.mutant.cell == "add"}, plans


def test_what_shows_early_is_looked_for_before_the_rest_is_run(tmp_path: Path, proving: Proving) -> None:
    quest = two_cells(tmp_path, "def add(a, b):\n    return (2 * a + 2 * b) / 2", f"{SLEEPS}both = add(1, 2)")
    trials, plans = runs_of(quest, proving)
    early = [trial for trial in trials.values() if trial.by == ("add",)]
    assert len(early) >= 6
    # Cut are those, and the solution, once.
    assert plans.count(1) == len(early) + 1


def test_what_a_later_cell_mends_is_run_to_the_end(tmp_path: Path, proving: Proving) -> None:
    quest = two_cells(
        tmp_path, "step = 1\n\n\ndef add(a, b):\n    return b * step + a", f"{SLEEPS}step = 1\nboth = add(1, 2)"
    )
    trials, plans = runs_of(quest, proving)
    assert trials["step = 2"].state == "survived"
    assert 1 not in plans


def test_what_the_changed_cell_does_not_need_is_left_out_where_its_own_criterion_notices(
    tmp_path: Path, proving: Proving
) -> None:
    quest = two_cells(tmp_path, f"{SLEEPS}\n\ndef add(a, b):\n    return a + b", "both = 1 + 2")
    slept: list[bool] = []
    late: dict[str, list[bool]] = {}

    def listen(event: dict[str, Any]) -> None:
        if event["type"] == "cell" and event["name"] == "add" and event["seconds"] is not None:
            slept.append(event["seconds"] > 5)

    def tried(trial: Trial) -> None:
        if trial.mutant.cell == "late":
            late[trial.mutant.after] = slept[:]
            assert trial.by == ("late",)
        slept.clear()

    proving(quest, mutants=30, on_event=listen, on_trial=tried)
    assert late
    assert not any(chain.from_iterable(late.values()))
    # Once each, and once more for the solution without that cell.
    assert sum(map(len, late.values())) == len(late) + 1


def test_a_page_tells_all_of_it(tmp_path: Path, proving: Proving) -> None:
    named = spare(quest_of(tmp_path, LENIENT)).id
    quest = quest_of(tmp_path, LENIENT, survivor(named))
    proof = proving(quest, mutants=9)
    written = page([("dlp-02-sums", proof)], 90.0, 2)
    assert "0 of 1 quests hold what they claim" in written
    assert "| dlp-02-sums | 3 | 3 | 10/10" in written
    assert f"| `{named}` | `spare = 30` → `spare = 60` | Not used. |" in written
    assert "**not said**" in written
    assert json.loads(json.dumps(proof.as_json()))["mutants"]["tried"] == 3


def test_several_at_a_time_find_the_same(tmp_path: Path, proving: Proving) -> None:
    quest = quest_of(tmp_path, LENIENT)
    alone = proving(quest, mutants=9)
    with threads(3) as crew:
        together = proving(quest, mutants=9, crew=crew)
    assert [e["notebook"] for e in together.entries] == [e["notebook"] for e in alone.entries]
    assert [(t.mutant.id, t.state) for t in outcomes(together).values()] == [
        (t.mutant.id, t.state) for t in outcomes(alone).values()
    ]
