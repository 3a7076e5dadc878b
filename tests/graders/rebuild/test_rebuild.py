"""What becomes of an upload."""

from __future__ import annotations

import json

import nbformat
import pytest

from graders.loading import load
from graders.quest import Quest
from graders.rebuild import BadUpload, Rebuilt, rebuild
from tests.graders import essays
from tests.graders.folders import QUEST_TOML, STARTER, code, notebook, sums, words, write_quest

ANSWER = "def add(a, b):\n    return a + b"


@pytest.fixture
def quest(tmp_path) -> Quest:
    return load(write_quest(tmp_path))


def upload(*cells, **fields) -> bytes:
    return notebook(*cells, **fields)


def sources(rebuilt: Rebuilt) -> list[str]:
    return [rebuilt.notebook.cells[cell.index].source for cell in rebuilt.cells]


def codes(rebuilt: Rebuilt) -> list[str]:
    for notice in rebuilt.notices:
        assert notice.message.en != notice.message.ko
    return [notice.code for notice in rebuilt.notices]


def setup_cell():
    return code("import numpy as np", "setup")


def check_cell():
    return code("print(add(1, 2))", "check")


def answer_cell(source=ANSWER, **fields):
    return code(source, "add", answer=True, **fields)


def test_the_answer_comes_from_the_upload_and_all_else_from_the_quest(quest):
    rebuilt = rebuild(quest, sums(ANSWER))
    assert rebuilt.form == "starter"
    assert sources(rebuilt) == ["import numpy as np", ANSWER, "print(add(1, 2))"]
    assert [(cell.name, cell.answer) for cell in rebuilt.cells] == [("setup", False), ("add", True), ("check", False)]
    assert rebuilt.notices == []
    assert rebuilt.untouched == set()


def test_the_starter_itself_is_known_to_be_untouched(quest):
    assert rebuild(quest, sums(STARTER + "  \n\n")).untouched == {"add"}


def test_tags_outputs_attachments_and_metadata_do_not_come_along(quest):
    cell = answer_cell(outputs=[{"output_type": "stream", "name": "stdout", "text": "forged"}], execution_count=7)
    cell["metadata"] |= {"tags": ["skip-execution"], "trusted": True}
    rebuilt = rebuild(quest, upload(setup_cell(), cell, check_cell(), metadata={"evil": 1}))
    whole = nbformat.writes(rebuilt.notebook)
    assert not any(word in whole for word in ("forged", "skip-execution", "trusted", "evil"))


def test_a_cell_is_found_by_its_id_where_the_editor_dropped_the_metadata(quest):
    assert ANSWER in sources(rebuild(quest, upload(code(ANSWER, id="id-add"))))


def test_colab_keeps_the_id_in_the_metadata(quest):
    cell = code(ANSWER, metadata={"id": "id-add"})
    assert ANSWER in sources(rebuild(quest, upload(cell)))


def test_a_changed_locked_cell_is_replaced_and_said(quest):
    rebuilt = rebuild(quest, sums(ANSWER, check="pass"))
    assert sources(rebuilt)[2] == "print(add(1, 2))"
    assert codes(rebuilt) == ["locked-cells-restored"]
    assert "check" in rebuilt.notices[0].message.en


def test_a_missing_answer_is_the_starter_and_said(tmp_path):
    two = notebook(code("a = None", "one", answer=True), code("b = None", "two", answer=True))
    solved = notebook(code("a = 1", "one", answer=True), code("b = 2", "two", answer=True))
    toml = QUEST_TOML.replace('cell = "add"\n', "")
    wrong = {"wrong/subtracts_ipynb": solved}
    quest = load(write_quest(tmp_path, quest_toml=toml, starter_ipynb=two, solution_ipynb=solved, **wrong))
    rebuilt = rebuild(quest, notebook(code("a = 1", "one", answer=True)))
    assert sources(rebuilt) == ["a = 1", "b = None"]
    assert codes(rebuilt) == ["answer-missing"]
    assert rebuilt.untouched == {"two"}


@pytest.mark.parametrize(
    ("copies", "taken", "notices"),
    [
        ([ANSWER, ANSWER], ANSWER, []),
        ([ANSWER, STARTER], ANSWER, ["answer-doubled"]),
        (["x = 1", ANSWER], ANSWER, ["answer-doubled"]),
        ([STARTER, STARTER], STARTER, []),
    ],
)
def test_of_a_doubled_answer_the_last_changed_one_is_taken(quest, copies, taken, notices):
    cells = [answer_cell(copy, id=f"copy{n}") for n, copy in enumerate(copies)]
    rebuilt = rebuild(quest, upload(setup_cell(), *cells, check_cell()))
    assert sources(rebuilt)[1] == taken
    assert codes(rebuilt) == notices


def test_cells_of_ones_own_are_dropped_and_said(quest):
    own = [code("y = 2"), code("   "), words("notes"), code("z = 3")]
    rebuilt = rebuild(quest, upload(setup_cell(), *own, answer_cell(), check_cell()))
    assert "y = 2" not in sources(rebuilt)
    assert codes(rebuilt) == ["cells-dropped"]
    assert "2 code cell(s)" in rebuilt.notices[0].message.en
    assert "#2, #5" in rebuilt.notices[0].message.ko


def test_the_quests_order_is_kept(quest):
    rebuilt = rebuild(quest, upload(check_cell(), answer_cell(), setup_cell()))
    assert [cell.name for cell in rebuilt.cells] == ["setup", "add", "check"]
    assert codes(rebuilt) == ["cells-reordered"]


@pytest.mark.parametrize(
    ("source", "taken", "notice"),
    [(ANSWER, ANSWER, "answer-type-changed"), ("I add both numbers.", STARTER, "answer-is-prose")],
)
def test_an_answer_turned_into_text_is_run_when_it_is_code(quest, source, taken, notice):
    cell = answer_cell(source) | {"cell_type": "markdown"}
    rebuilt = rebuild(quest, upload(setup_cell(), cell, check_cell()))
    assert sources(rebuilt)[1] == taken
    assert rebuilt.notebook.cells[2].cell_type == "code"
    assert codes(rebuilt) == [notice]


def test_magics_are_kept(quest):
    assert "!pip install x" in sources(rebuild(quest, sums("!pip install x\n%time 1")))[1]


def test_a_notebook_of_ones_own_is_taken_as_it_is(quest):
    rebuilt = rebuild(quest, upload(words("# Mine"), code("a = 1", id="same"), code(["b = ", "2"], id="same!")))
    assert rebuilt.form == "free-form"
    assert sources(rebuilt) == ["a = 1", "b = 2"]
    assert [(cell.name, cell.answer, cell.index) for cell in rebuilt.cells] == [
        ("cell-1", True, 1),
        ("cell-2", True, 2),
    ]
    assert codes(rebuilt) == ["free-form"]


def test_a_notebook_with_locked_cells_alone_is_free_form(quest):
    assert rebuild(quest, upload(setup_cell(), code(ANSWER))).form == "free-form"


def test_a_notebook_without_code_is_graded_and_said(quest):
    rebuilt = rebuild(quest, upload(words("# Hello")))
    assert rebuilt.cells == []
    assert codes(rebuilt) == ["free-form", "no-code"]


def test_a_quest_may_refuse_notebooks_of_ones_own(tmp_path):
    quest = load(write_quest(tmp_path, quest_toml=QUEST_TOML + "\n[submitting]\nfree_form = false\n"))
    with pytest.raises(BadUpload, match="no-answer-cells"):
        rebuild(quest, upload(code(ANSWER)))


def test_format_3_is_upgraded(quest):
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {"cell_type": "heading", "level": 1, "source": ["Mine"], "metadata": {}},
                    {"cell_type": "code", "input": ["a = 1\n", "b = 2"], "outputs": [], "language": "python"},
                ],
            }
        ],
    }
    assert sources(rebuild(quest, json.dumps(old).encode())) == ["a = 1\nb = 2"]


def test_the_result_is_valid_and_the_same_each_time(quest):
    raw = upload(*(code(f"x = {n}", id="same") for n in range(40)), setup_cell(), answer_cell())
    one, other = rebuild(quest, raw), rebuild(quest, raw)
    nbformat.validate(one.notebook)
    assert nbformat.writes(one.notebook) == nbformat.writes(other.notebook)


def test_a_text_of_the_learners_is_taken_as_it_is(tmp_path):
    rebuilt = rebuild(load(essays.write_quest(tmp_path)), essays.notebook(essay=essays.ESSAY + "\n\n# More"))
    (cell,) = [cell for cell in rebuilt.notebook.cells if cell.cell_type == "markdown"]
    assert cell.source == essays.ESSAY + "\n\n# More"
    assert rebuilt.notices == []


def test_a_text_in_a_cell_that_was_turned_into_code_is_still_a_text(tmp_path):
    turned = notebook(answer_cell(), code(essays.ESSAY, "why", answer=True))
    rebuilt = rebuild(load(essays.write_quest(tmp_path)), turned)
    assert [cell.cell_type for cell in rebuilt.notebook.cells] == ["code", "markdown"]
    assert rebuilt.notebook.cells[1].source == essays.ESSAY
