# tries: to swap names: the answer under the name of a locked cell, a locked cell's under that of the answer
# must: run what stands under the answer's name as the answer, and nothing in the place of a locked cell
# kind: upload
# score: 0
# notice: "locked-cells-restored"
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(
        code("import numpy as np", "setup"),
        code("print(add(1, 2))", "add", answer=True),
        code("def add(a, b):\n    return a + b", "check"),
    )
