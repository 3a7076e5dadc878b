"""The line finder against Python's own TOML reader."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from graders.loading.lines import Lines

DOCUMENTS = [
    "",
    "# only a comment",
    "a = 1\r\nb = 2\r\n",
    'a.b."c d" = 1\na.b.e = 2\n[t . "u v"] # note\nx = 1979-05-27 07:32:00\n',
    '[[c]]\nid = "x"\n[c.sub]\nk = true\n[[c.list]]\nn = 1\n[[c.list]]\nn = 2\n[[c]]\nid = """y\n] = \\""" """\n',
    "a = [1, # one\n  [2, {b = 'x # no', c = [3,]}],\n]\nd = '''\n[not.a.table]\n'''\ne = inf\n",
    "x = { a = 1, b.c = 2, d = {} }\ny = \"a \\\" = b\"\nz = ''''two quotes'''''\n",
]


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = {path} if path else set()
    for key, inner in items:
        found |= paths_of(inner, (*path, key))
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_finds_exactly_the_keys_that_tomllib_finds(document):
    assert set(Lines(document).of) == paths_of(tomllib.loads(document))


def test_it_knows_their_lines():
    lines = Lines(DOCUMENTS[4])
    assert lines.of["c", 0, "list", 1, "n"] == 8
    assert lines.of["c", 1] == 9
    assert lines.of["c", 1, "id"] == 10


def test_a_missing_key_is_placed_at_its_table():
    assert Lines(DOCUMENTS[4]).nearest(("c", 1, "title", "ko")) == 9
    assert Lines("a = 1").nearest(("b",)) is None
