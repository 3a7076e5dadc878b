# tries: to keep the worker busy with as many cells as a notebook may have
# must: be run to its end and be graded by its answer
# score: 10
# kind: upload
# limits: {"seconds": 120}
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(*(code(f"x{n} = {n}") for n in range(999)), code("def add(a, b):\n    return a + b"))
