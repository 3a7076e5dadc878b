# tries: to have its answer run after, and so in the place of, what the quest does last
# must: be run in the quest's order
# kind: upload
# score: 10
# notice: "cells-reordered"
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(
        code("print(add(1, 2))", "check"),
        code("def add(a, b):\n    return a + b", "add", answer=True),
        code("import numpy as np", "setup"),
    )
