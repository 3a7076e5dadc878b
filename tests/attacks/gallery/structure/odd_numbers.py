# tries: to break readers by numbers: NaN, infinities, an integer of five million digits, exponents without end
# must: be graded as if they were not there
# kind: upload
# score: 10
from tests.graders.folders import code, notebook


def upload(quest):
    numbers = b"[NaN, Infinity, -Infinity, 1e999999, -0.0, 1e-999999, " + b"9" * 5_000_000 + b"]"
    answer = code("def add(a, b):\n    return a + b", "add", answer=True, execution_count="HERE")
    answer["metadata"]["numbers"] = "HERE"
    return notebook(answer, nbformat_minor="HERE").replace(b'"HERE"', numbers)
