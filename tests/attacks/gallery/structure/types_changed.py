# tries: to have locked code left out by making text of it, and the answer hidden from readers by making it raw
# must: run locked code as the quest has it, and the answer as the code that it is
# kind: upload
# score: 10
# notice: "answer-type-changed"
from tests.graders.folders import code, notebook


def upload(quest):
    setup, answer, check = (
        code("import numpy as np", "setup"),
        code("def add(a, b):\n    return a + b", "add", answer=True),
        code("print(add(1, 2))", "check"),
    )
    setup["cell_type"] = check["cell_type"] = "markdown"
    answer["cell_type"] = "raw"
    return notebook(setup, answer, check)
