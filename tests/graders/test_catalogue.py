"""The catalogue of kinds says what the code does, and its examples can be copied."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from graders import catalogue, schemas
from graders.criteria import KINDS
from graders.loading import load
from graders.loading.toml import COMMON_KEYS
from graders.quest import leaves
from graders.quest.parts import PART_KEYS
from tests.graders.folders import QUEST_TOML, STARTER, code, notebook, words, write_quest

VALIDATOR = jsonschema.Draft202012Validator(schemas.quest_schema())


def test_the_page_is_current() -> None:
    assert catalogue.PAGE.read_text() == catalogue.page(), "run python -m graders.catalogue"


def test_the_page_holds_no_markup_of_docstrings() -> None:
    assert not re.search(r"(?m)(?<!`)``(?!`)|:(mod|meth|class|func):", catalogue.page())


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_what_it_judges_and_how_hard_it_is_to_forge(name: str) -> None:
    kind = KINDS[name]
    assert kind.proves.endswith("."), f"give Kind({name!r}) a sentence under proves"
    assert kind.options.__doc__, f"{kind.options.__name__} needs a docstring"
    assert f'kind = "{name}"' in kind.example, f"give Kind({name!r}) an example"


def test_every_key_of_a_quest_and_of_its_criteria_says_what_it_means() -> None:
    silent = [key for key, about in keys(schemas.quest_schema()) if not about.get("description")]
    assert silent == [], "write a docstring under these fields"


def keys(schema: Any, within: str = "quest") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of a schema and of what lies within it, by the table that has it; conditions describe none."""
    if isinstance(schema, list):
        schema = dict(enumerate(schema))
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties")
    if isinstance(properties, dict):
        yield from ((f"{within}.{key}", about) for key, about in properties.items())
    for name, inner in schema.items():
        if name != "if":
            yield from keys(inner, f"{within}.{name}")


@pytest.mark.parametrize("name", KINDS)
def test_no_kind_has_a_key_that_every_criterion_or_part_has(name: str) -> None:
    keys = {field.alias or key for key, field in KINDS[name].options.model_fields.items()}
    assert keys.isdisjoint({*COMMON_KEYS, *PART_KEYS})


@pytest.mark.parametrize("name", KINDS)
def test_an_example_is_a_criterion_that_loads(name: str, tmp_path: Path) -> None:
    others = QUEST_TOML.replace('id = "runs"', 'id = "it-runs"')  # one of the examples has that name
    quest_toml = others.replace("[[wrong]]", f"{KINDS[name].example}\n[[wrong]]")
    [table] = tomllib.loads(KINDS[name].example)["criterion"]
    quest = load(write_quest(tmp_path, quest_toml=quest_toml, **surroundings(table)))
    [spec] = [spec for spec in quest.file.criterion if spec.id == table["id"]]
    assert all(KINDS[leaf.kind].options.model_validate(leaf.options) for leaf in leaves(spec))
    assert list(VALIDATOR.iter_errors(tomllib.loads(quest_toml))) == []


def surroundings(table: dict[str, Any]) -> dict[str, Any]:
    """The files of a quest that has the cell and the functions which a criterion names."""
    named = {part[key] for part in (table, *table.get("of", [])) for key in REFERENCES if key in part}
    reference = "".join(f"def {name}(*given):\n    return given\n" for name in sorted({"add", *named}))
    files = {
        "reference_py": reference,
        "starter_ipynb": with_cell(STARTER, "# YOUR CODE HERE", table),
        "solution_ipynb": with_cell("def add(a, b):\n    return a + b", "x = 1", table),
    }
    if table["kind"] == "custom":
        files["grader_py"] = f"def {table.get('function', 'judge')}(evidence):\n    return None\n"
    return files


REFERENCES = ("reference", "equals_reference")


def with_cell(adds: str, answer: str, table: dict[str, Any]) -> bytes:
    cells = [code("import numpy as np", "setup"), code(adds, "add", answer=True), code("print(add(1, 2))", "check")]
    if "cell" in table:
        make = words if table["kind"] == "written" else code
        about = code("", table["cell"], answer=True)["metadata"]
        cells.append(make(answer, metadata=about))
    return notebook(*cells)
