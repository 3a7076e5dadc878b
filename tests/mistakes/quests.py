"""The quests that the corpus answers: one that takes any notebook, and two whose cells are to be filled in."""

from __future__ import annotations

import json
from pathlib import Path

from tests.graders.folders import code, notebook, words, write_quest
from tests.mistakes.data import RECIPES

HEAD = """\
slug = "dlp-02-{name}"
course = "dlp"
chapter = 2
title = {{ en = "A notebook", ko = "노트북" }}
summary = {{ en = "Work it out.", ko = "문제를 풉니다." }}
text = {{ en = "Fill in the cells.", ko = "셀을 채웁니다." }}
runtime = {{ data = {data} }}
limits = {{ seconds = {seconds}, memory_mb = {memory_mb} }}

[[criterion]]
id = "runs"
kind = "runs"
points = 1
title = {{ en = "It runs", ko = "실행됩니다" }}
"""
FUNCTION = """
[[criterion]]
id = "{name}"
kind = "function"
points = 5
cell = "{name}"
function = "{name}"
reference = "{name}"
cases = {cases}
title = {{ en = "`{name}`", ko = "`{name}`" }}
"""
NETWORK = """
[[criterion]]
id = "network"
kind = "model"
points = 5
cell = "network"
model = "model"
output_units = 3
output_activation = "softmax"
title = {{ en = "`model`", ko = "`model`" }}
"""

SETUP = "import keras\nimport numpy as np\nfrom keras import layers"
ROWS = (
    "rng = np.random.default_rng(3)\ntargets = rng.integers(0, 3, 300)\n"
    "samples = (rng.normal(0, 0.4, (300, 6)) + np.eye(3)[targets].repeat(2, axis=1)).astype('float32')"
)
REFERENCE = (
    "def naive_relu(x):\n    return [[max(v, 0) for v in row] for row in x]\n\n\n"
    "def scaled(x):\n    return [[v / 255 for v in row] for row in x]\n"
)


def write(folder: Path, name: str, *, seconds: float = 60, memory_mb: int = 4096) -> Path:
    """The quest's folder.

    ``free`` takes any notebook; ``functions`` has the answer cells ``naive_relu`` and ``scaled``, ``network`` has
    ``network`` and ``training``.
    """
    data = [recipe.name for recipe in RECIPES] if name == "free" else []
    toml = HEAD.format(name=name, data=data, seconds=seconds, memory_mb=memory_mb)
    if name == "functions":
        cases = "[[[[1.0, -2.0], [-3.0, 4.0]]]]"
        toml += "".join(FUNCTION.format(name=each, cases=cases) for each in ("naive_relu", "scaled"))
        starter = notebook(
            words("# Functions"),
            code("import numpy as np", "setup"),
            code("def naive_relu(x):\n    # YOUR CODE HERE\n    raise NotImplementedError", "naive_relu", answer=True),
            code("def scaled(x):\n    # YOUR CODE HERE\n    raise NotImplementedError", "scaled", answer=True),
            code("print(scaled(np.array([[255.0]])))", "show"),
        )
    elif name == "network":
        toml += NETWORK.format()
        starter = notebook(
            words("# A network"),
            code(f"{SETUP}\n\n{ROWS}", "setup"),
            code("# Build and compile `model`: 300 rows of 6 numbers, 3 classes.", "network", answer=True),
            code("# Train it: `history = model.fit(...)`", "training", answer=True),
            code("print(model.evaluate(samples, targets, verbose=0))", "show"),
        )
    else:
        starter = notebook(words("# Yours"), code("# Your notebook", "work", answer=True))
    files = {"quest_toml": toml, "starter_ipynb": starter, "reference_py": REFERENCE, "wrong/subtracts_ipynb": None}
    return write_quest(folder, solution_ipynb=_solved(starter), **files)


def _solved(starter: bytes) -> bytes:
    """The starter with something in every answer cell: nobody runs it."""
    content = json.loads(starter)
    for cell in content["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = "pass"
    return json.dumps(content).encode()
