# tries: to break the grading by every cell twice, with the same names and ids and other answers
# must: run each cell once: the answer that was changed last, and the quest's own locked cells
# kind: upload
# score: 10
# notice: "answer-doubled"
from tests.graders.folders import code, notebook


def upload(quest):
    cells = [
        code("import numpy as np", "setup"),
        code("def add(a, b):\n    return a - b", "add", answer=True),
        code("def add(a, b):\n    return a + b", "add", answer=True),
        code("print(add(1, 2))", "check"),
        code("raise SystemExit", "check"),
        code("raise SystemExit", "setup"),
    ]
    return notebook(*cells)
