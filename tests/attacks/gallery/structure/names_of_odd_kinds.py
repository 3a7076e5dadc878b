# tries: to break the matching of cells by names and ids that are lists, numbers, paths, or a million letters
# must: be matched by what is a name; the rest is no cell of the quest's, and is said to have been left out
# kind: upload
# score: 10
# notice: "cells-dropped"
from tests.graders.folders import code, notebook

ODD = (["add"], {"add": 1}, 7, None, True, "", "../../etc/passwd", "a" * 1_000_000, "add\0", "__proto__", "합")


def upload(quest):
    cells = [code("def add(a, b):\n    return a + b", "add", answer=True)]
    for name in ODD:
        cells.append(code("raise SystemExit", "other"))
        cells[-1]["metadata"]["nbgrader"]["grade_id"] = cells[-1]["id"] = cells[-1]["metadata"]["id"] = name
    cells.append(code("raise SystemExit", id="x", metadata=[1]))
    cells.append(code("raise SystemExit", id="x", metadata={"nbgrader": "add"}))
    return notebook(*cells)
