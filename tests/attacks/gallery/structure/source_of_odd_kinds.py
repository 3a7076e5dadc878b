# tries: to have something else than text joined into the source of its answer
# must: be refused with the place of the cell
# kind: unwelcome
from tests.graders.folders import code, notebook


def upload(quest):
    lines = ["def add(a, b):\n", ["    return 0\n"], {"x": 1}, 7, None, "    return a + b"]
    return notebook(code("import numpy as np", "setup"), code(lines, "add", answer=True))
