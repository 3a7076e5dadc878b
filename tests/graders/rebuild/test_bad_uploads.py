"""Uploads that cannot be graded: each is refused with a reason, none brings the rebuilding down."""

from __future__ import annotations

import json

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graders.loading import load
from graders.quest import Quest
from graders.rebuild import BadUpload, rebuild
from tests.graders.folders import code, notebook, sums, write_quest


@pytest.fixture(scope="module")
def quest(tmp_path_factory) -> Quest:
    return load(write_quest(tmp_path_factory.mktemp("quest")))


def with_kernel(**kernelspec: str) -> bytes:
    return notebook(code("1"), metadata={"kernelspec": kernelspec})


BAD = {
    "empty file": (b"", "empty-file"),
    "white space": (b" \n\n", "empty-file"),
    "an image": (b"\x89PNG\r\n\x1a\n\xff\xfe", "not-utf8"),
    "a script": (b"import numpy as np\n", "not-json"),
    "a web page": (b"<!DOCTYPE html><html></html>", "not-json"),
    "cut off": (sums("x = 1")[:200], "not-json"),
    "a list": (b"[]", "not-a-notebook"),
    "a number": (b"4", "not-a-notebook"),
    "other JSON": (b'{"a": 1}', "not-a-notebook"),
    "no cells": (b'{"nbformat": 4}', "not-a-notebook"),
    "cells that are no list": (b'{"nbformat": 4, "cells": {}}', "not-a-notebook"),
    "a true format": (b'{"nbformat": true, "cells": []}', "not-a-notebook"),
    "format 2": (b'{"nbformat": 2, "cells": []}', "unsupported-format"),
    "format 5": (b'{"nbformat": 5, "cells": []}', "unsupported-format"),
    "a format of many digits": (b'{"nbformat": ' + b"9" * 10_000 + b', "cells": []}', "unsupported-format"),
    "broken format 3": (b'{"nbformat": 3, "worksheets": 7}', "not-a-notebook"),
    "nested deeply": (b'{"nbformat": 4, "cells": ' + b"[" * 100_000, "too-deep"),
    "R": (with_kernel(name="ir", display_name="R"), "not-python"),
    "R by language": (with_kernel(name="x", language="R"), "not-python"),
    "Julia": (with_kernel(name="julia-1.10", display_name="Julia"), "not-python"),
    "a cell that is no cell": (b'{"nbformat": 4, "cells": [7]}', "bad-cell"),
    "a cell of an odd type": (b'{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}', "bad-cell"),
    "source that is a number": (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 1}]}', "bad-source"),
    "source of mixed lines": (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["", 1]}]}', "bad-source"),
    "no source": (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "bad-source"),
    "an enormous cell": (notebook(code("#" * 1_000_001)), "cell-too-large"),
    "thousands of cells": (notebook(*(code("1") for _ in range(1001))), "too-many-cells"),
    "an enormous file": (b" " * 20_000_001, "too-large"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_with_a_reason_in_both_languages(quest, name):
    raw, expected = BAD[name]
    with pytest.raises(BadUpload) as caught:
        rebuild(quest, raw)
    assert caught.value.code == expected
    assert caught.value.reason.en != caught.value.reason.ko
    assert "{" not in caught.value.reason.en


def test_the_reason_names_the_place(quest):
    with pytest.raises(BadUpload, match="line 3, column 1"):
        rebuild(quest, b'{\n"nbformat": 4,\n')


@pytest.mark.parametrize(
    "raw", [with_kernel(name="python3"), with_kernel(name="my-env"), with_kernel(language="Python 3")]
)
def test_python_kernels_of_any_name_are_taken(quest, raw):
    assert rebuild(quest, raw).form == "free-form"


def test_half_a_surrogate_pair_does_no_harm(quest):
    raw = sums("x = 'HERE'").replace(b"HERE", b"\\ud83d")
    nbformat.writes(rebuild(quest, raw).notebook).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ODD_CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": st.text(max_size=40) | st.lists(st.text(max_size=10), max_size=3) | JSON,
        "id": st.sampled_from(["id-add", "id-setup", "n0", ""]) | JSON,
        "metadata": JSON
        | st.fixed_dictionaries(
            {"nbgrader": st.fixed_dictionaries({"grade_id": st.sampled_from(["add", "setup"]) | JSON})}
        ),
        "input": JSON,
        "outputs": JSON,
    },
)
ODD_NOTEBOOK = st.fixed_dictionaries(
    {"nbformat": st.sampled_from([3, 4]), "cells": st.lists(ODD_CELL, max_size=5) | JSON},
    optional={
        "metadata": JSON,
        "worksheets": JSON | st.lists(st.fixed_dictionaries({"cells": st.lists(ODD_CELL, max_size=3)}), max_size=2),
        "nbformat_minor": JSON,
    },
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=ODD_NOTEBOOK)
def test_whatever_the_json_it_is_rebuilt_or_refused(quest, document):
    try:
        rebuilt = rebuild(quest, json.dumps(document).encode())
    except BadUpload:
        return
    nbformat.validate(rebuilt.notebook)
    nbformat.writes(rebuilt.notebook).encode()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200))
def test_whatever_the_bytes_they_are_refused(quest, raw):
    with pytest.raises(BadUpload):
        rebuild(quest, raw)
