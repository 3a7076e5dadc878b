# tries: to exhaust the stack of whoever parses it: a right answer beside metadata nested 200,000 deep
# must: be refused with a reason, by a reader that survives
# kind: unwelcome
from tests.graders.folders import code, notebook


def upload(quest):
    depth = 200_000
    right = notebook(code("def add(a, b):\n    return a + b", "add", answer=True), metadata={"deep": "HERE"})
    return right.replace(b'"HERE"', b"[" * depth + b"]" * depth)
