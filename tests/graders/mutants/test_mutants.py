"""Which mistakes the engine makes of a solution, which it does not, and what its mutants are called."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

from graders.loading import load
from graders.mutants import OPERATORS, Mutant, chosen, mutants
from graders.quest import Quest
from tests.graders.folders import QUEST_TOML, STARTER, code, notebook, write_quest

SETUP = """\
import numpy as np
import keras
from keras import layers
train_x, test_x, train_y, test_y, x_val, y_val = (np.zeros(3),) * 6
"""
PLAIN_TOML = QUEST_TOML.split("[[wrong]]")[0]


def quest_of(folder: Path, *answers: str, toml: str = PLAIN_TOML) -> Quest:
    """A quest whose solution has these answer cells, ``add`` and then ``cell-2``, ``cell-3`` …"""
    names = ["add", *(f"cell-{place}" for place in range(2, len(answers) + 1))]

    def whole(sources: Sequence[str]) -> bytes:
        cells = [code(source, name, answer=True) for source, name in zip(sources, names, strict=True)]
        return notebook(code(SETUP, "setup"), *cells, code("print(1 + 2)", "check"))

    files: dict[str, str | bytes | None] = {
        "quest_toml": toml,
        "starter_ipynb": whole([STARTER, *(f"... # {name}" for name in names[1:])]),
        "solution_ipynb": whole(answers),
        "wrong/subtracts_ipynb": None,
    }
    return load(write_quest(folder / "quest", **files))


def changed_lines(folder: Path, source: str, toml: str = PLAIN_TOML) -> dict[str, list[str]]:
    """What the engine makes of a line, by operator."""
    found: dict[str, list[str]] = {}
    for mutant in mutants(quest_of(folder, source, toml=toml)):
        found.setdefault(mutant.operator, []).append(mutant.after)
    return found


@pytest.mark.parametrize(
    ("source", "operator", "mistake"),
    [
        ('layer = layers.Dense(64, activation="relu")', "activation", 'layer = layers.Dense(64, activation="sigmoid")'),
        ('layer = layers.Dense(64, activation="relu")', "keyword", "layer = layers.Dense(64)"),
        ("layer = layers.Dense(64)", "units", "layer = layers.Dense(16)"),
        ("layer = layers.Dense(1)", "units", "layer = layers.Dense(2)"),
        (
            "model = keras.Sequential([layers.Dense(8), layers.Dense(4)])",
            "layer",
            "model = keras.Sequential([layers.Dense(4)])",
        ),
        ("x = layers.Dropout(0.5)(x_val)", "layer", "x = x_val"),
        ("model = 1\nmodel.add(layers.Dense(4))", "statement", "pass"),
        ('model = 1\nmodel.compile(loss="mse")', "loss", 'model.compile(loss="mae")'),
        ('model = 1\nmodel.compile(optimizer="rmsprop")', "optimizer", 'model.compile(optimizer="sgd")'),
        ("o = keras.optimizers.Adam(learning_rate=0.001)", "rate", "o = keras.optimizers.Adam(learning_rate=0.1)"),
        ("o = keras.optimizers.Adam(1e-3)", "rate", "o = keras.optimizers.Adam(0.1)"),
        ("model = 1\nmodel.fit(train_x, train_y, epochs=5)", "epochs", "model.fit(train_x, train_y, epochs=1)"),
        ("model = 1\nmodel.fit(train_x, train_y)", "rows", "model.fit(test_x, train_y)"),
        ("model = 1\nmodel.fit(train_x, train_y)", "arguments", "model.fit(train_y, train_x)"),
        ("mean = train_x.mean(axis=0)", "rows", "mean = test_x.mean(axis=0)"),
        ("mean = train_x.mean(axis=0)", "axis", "mean = train_x.mean(axis=1)"),
        ("mean = train_x.mean(axis=0)", "function", "mean = train_x.sum(axis=0)"),
        ("mean = train_x.mean(axis=0)", "unwrapped", "mean = train_x"),
        ("part = train_x[:1000]", "bound", "part = train_x[:500]"),
        ("part = train_x[2:-2]", "bound", "part = train_x[3:-2]"),
        ("turned = np.transpose(train_x, (0, 2, 1))", "order", "turned = np.transpose(train_x, (0, 1, 2))"),
        ("last = train_x[-1]", "place", "last = train_x[-2]"),
        ("for i in range(9):\n    print(i)", "steps", "for i in range(9 - 1):"),
        ("a = train_x - test_x", "arithmetic", "a = train_x + test_x"),
        ("a = train_x - test_x", "operands", "a = (test_x) - (train_x)"),
        ("a = train_x <= 5", "comparison", "a = train_x < 5"),
        ("a = (train_x > 0) and test_x", "logic", "a = (train_x > 0) or test_x"),
        ("a = -train_x", "sign", "a = train_x"),
        ("layer = 1\nlayer.trainable = False", "flag", "layer.trainable = True"),
        ('curve = {}["val_loss"]', "curve", 'curve = {}["loss"]'),
        ('layer = layers.Conv2D(8, 3, padding="same")', "word", 'layer = layers.Conv2D(8, 3, padding="valid")'),
        ("loss, accuracy = train_x", "pair", "accuracy, loss = train_x"),
        ("sizes = [1, 2]", "element", "sizes = [1]"),
        ("a = train_x / 255", "amount", "a = train_x / 510"),
        ("model = 1\nmodel.fit(train_x, batch_size=128)", "batch", "model.fit(train_x, batch_size=1024)"),
    ],
)
def test_a_mistake_of_each_kind(tmp_path: Path, source: str, operator: str, mistake: str) -> None:
    assert mistake in changed_lines(tmp_path, source).get(operator, [])


def test_every_operator_has_such_a_test() -> None:
    """Quizzes have one of their own."""
    [parameters] = [mark for mark in test_a_mistake_of_each_kind.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    assert {operator for _, operator, _ in parameters.args[1]} | {"answer"} == set(OPERATORS)


QUIZ = (
    PLAIN_TOML
    + """
[[criterion]]
id = "quiz"
kind = "answer"
points = 1
variable = "picked"
choice = { among = ["a", "b", "c"], right = "b" }
title = { en = "Picked", ko = "고른 답" }
"""
)


def test_an_answer_becomes_another_of_the_quests_choices(tmp_path: Path) -> None:
    assert changed_lines(tmp_path, 'picked = "b"\nother = "b"', QUIZ) == {"answer": ['picked = "a"', 'picked = "c"']}


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np",
        '"""What this cell does: 3 - 2 things."""',
        "print(train_x, 3 + 4)",
        "np.random.seed(1)",
        "keras.utils.set_random_seed(812)",
        "rng = np.random.default_rng(3)",
        'print(f"{1 + 2}")',
        "assert train_x == 3",
        "import matplotlib.pyplot as plt\nplt.plot(range(3), [1, 2, 3])",
    ],
)
def test_what_shows_nowhere_is_left_alone(tmp_path: Path, source: str) -> None:
    assert changed_lines(tmp_path, source) == {}


def test_verbosity_names_and_colours_are_no_mistakes(tmp_path: Path) -> None:
    found = changed_lines(tmp_path, 'train_x.fit(test_x, verbose=2, name="a", seed=4)')
    assert set(found) <= {"rows", "statement"}


def test_figures_are_changed_where_a_quest_judges_them(tmp_path: Path) -> None:
    toml = PLAIN_TOML + '\n[[criterion]]\nid = "plot"\nkind = "figure"\npoints = 1\nx_label = true\n'
    toml += 'title = { en = "Plot", ko = "그림" }\n'
    source = 'import matplotlib.pyplot as plt\nplt.figure(figsize=(3, 4))\nplt.xlabel("epoch")'
    assert changed_lines(tmp_path, source, toml) == {"statement": ["pass"]}


def test_every_mutant_is_python_and_differs_from_the_solution_and_from_all_others(tmp_path: Path) -> None:
    found = mutants(_long(tmp_path))
    meanings = [(mutant.cell, ast.dump(ast.parse(mutant.source))) for mutant in found]
    assert len(meanings) == len(set(meanings)) > 30
    assert all(mutant.before != mutant.after for mutant in found)


def test_a_change_keeps_all_other_lines_as_they_are_written(tmp_path: Path) -> None:
    source = "a = train_x   -  test_x  # the difference\nb = 'é' + str( 5 )  # 한글\nc = 7"
    quest = quest_of(tmp_path, source)
    lines = source.split("\n")
    for mutant in mutants(quest):
        after = mutant.source.split("\n")
        assert [place for place, line in enumerate(after, start=1) if line != lines[place - 1]] == [mutant.line]
    assert "b = 'é' + str( 6 )  # 한글" in {mutant.source.split("\n")[1] for mutant in mutants(quest)}


def test_an_id_stays_while_other_statements_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = {mutant.id for mutant in mutants(quest_of(tmp_path / "a", "a = 3\nb = train_x - 1"))}
    after = {mutant.id for mutant in mutants(quest_of(tmp_path / "b", "a = 3\nc = [1, 2]\nb = train_x - 1"))}
    assert before < after


def test_the_same_change_at_two_places_has_two_ids(tmp_path: Path) -> None:
    quest = quest_of(tmp_path, "a = 3\na = 3")
    found = [mutant.id for mutant in mutants(quest) if mutant.after == "a = 4"]
    assert len(found) == 2
    assert found[1] == f"{found[0]}-2"


def test_only_answers_are_changed(tmp_path: Path) -> None:
    assert {mutant.cell for mutant in mutants(_long(tmp_path))} == {"add", "cell-2", "cell-3"}


def test_rows_are_swapped_only_for_rows_that_are_there_already(tmp_path: Path) -> None:
    found = mutants(quest_of(tmp_path, "a = train_late.mean()", "test_late = 1\nb = train_late.mean()"))
    assert [(mutant.cell, mutant.after) for mutant in found if mutant.operator == "rows"] == [
        ("cell-2", "b = test_late.mean()")
    ]


def test_a_few_are_spread_over_cells_and_operators_and_are_the_first_of_more(tmp_path: Path) -> None:
    found = mutants(_long(tmp_path))
    few, more = chosen(found, 9), chosen(found, 20)
    assert len(few) == 9
    assert {mutant.cell for mutant in few} == {mutant.cell for mutant in found}
    assert len({mutant.operator for mutant in few}) >= 7
    assert {mutant.id for mutant in few} < {mutant.id for mutant in more}
    assert few == chosen(list(reversed(found)), 9)[::-1]


def test_those_that_are_asked_for_are_tried_besides(tmp_path: Path) -> None:
    found = mutants(_long(tmp_path))
    left = next(mutant for mutant in found if mutant not in chosen(found, 5))
    assert set(_ids(chosen(found, 5, always=[left.id, "gone:amount:000000"]))) == {*_ids(chosen(found, 5)), left.id}


def _ids(among: Sequence[Mutant]) -> list[str]:
    return [mutant.id for mutant in among]


def _long(folder: Path) -> Quest:
    return quest_of(
        folder,
        "def add(a, b):\n    if a > b:\n        return a - b\n    return a + 2 * b",
        'model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(3, activation="softmax")])\n'
        'model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])',
        "history = model.fit(train_x, train_y, epochs=5, batch_size=64)\n"
        "loss, accuracy = model.evaluate(test_x, test_y)",
    )
