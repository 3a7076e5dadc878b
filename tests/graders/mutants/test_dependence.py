"""Which cells a cell of a solution can be run without."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.mutants import mutants, unneeded
from tests.graders.mutants.test_mutants import quest_of


def test_a_cell_needs_those_that_bind_what_it_reads_and_what_these_read(tmp_path: Path) -> None:
    quest = quest_of(tmp_path, "rows = train_x", "other = 1", "halves = rows[:2]", "both = halves, train_y")
    assert unneeded(quest) == {
        "add": set(),
        "cell-2": {"add"},
        "cell-3": {"cell-2"},
        "cell-4": {"cell-2"},
    }


@pytest.mark.parametrize(
    "first",
    [
        "model.compile('sgd')",
        "model.layers[0].trainable = False",
        "weights[0] = 1",
        "history = model.fit(train_x)",
        "model += 1",
        "for model in (1, 2):\n    pass",
        "import json as model",
        "def model():\n    pass",
        "if True:\n    with open('f') as model:\n        pass",
        "[model, other] = 1, 2",
    ],
)
def test_a_cell_needs_those_that_change_what_it_reads(tmp_path: Path, first: str) -> None:
    assert not unneeded(quest_of(tmp_path, first, "seen = model, weights"))["cell-2"]


@pytest.mark.parametrize(
    "last",
    [
        "print(model)",
        "model += 1",
        "model.name = 'a'",
        "def later():\n    return model",
        "total = [model for row in rows]",
        "for row in rows:\n    other = model",
        "try:\n    pass\nexcept ValueError:\n    print(model)",
        "match rows:\n    case 1:\n        print(model)",
        "first = lambda row: model",
        "class Net(model):\n    pass",
    ],
)
def test_a_name_is_read_wherever_it_stands_before_it_is_bound(tmp_path: Path, last: str) -> None:
    assert not unneeded(quest_of(tmp_path, "model = 1", last))["cell-2"]


@pytest.mark.parametrize(
    "last",
    [
        "model = 2\nprint(model)",
        "for model in (1, 2):\n    print(model)",
        "with open('f') as model:\n    print(model)",
        "import json as model\nprint(model)",
        "total = [model for model in rows]",
        "first = lambda model: model",
        "def build():\n    model = 1\n    return model",
        "def build(model):\n    return model",
        "for fold in rows:\n    model = fold\n    print(model)",
    ],
)
def test_a_name_that_a_cell_binds_itself_asks_for_no_other_cell(tmp_path: Path, last: str) -> None:
    assert unneeded(quest_of(tmp_path, "model = 1", last))["cell-2"] == {"add"}


def test_what_a_library_is_used_for_changes_nothing_in_it(tmp_path: Path) -> None:
    quest = quest_of(tmp_path, "keras.utils.set_random_seed(1)\nnp.random.seed(1)", "model = keras.Model(np.ones(3))")
    assert unneeded(quest)["cell-2"] == {"add"}


def test_a_cell_needs_what_its_mutants_read_too(tmp_path: Path) -> None:
    quest = quest_of(tmp_path, "test_rows = train_x", "train_rows = train_x\nseen = train_rows")
    assert "seen = test_rows" in {mutant.after for mutant in mutants(quest)}
    assert unneeded(quest)["cell-2"] == {"add"}
    assert unneeded(quest, mutants(quest))["cell-2"] == set()
