# tries: to exhaust the stack of whoever copies, checks or writes what a parser could just read
# must: be graded as if nothing were there, since nothing of it is kept
# kind: upload
# score: 10
from tests.graders.folders import code, notebook


def upload(quest):
    depth = 500
    deep = b"[" * depth + b"]" * depth
    answer = code("def add(a, b):\n    return a + b", "add", answer=True)
    answer["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"application/json": "HERE"}}]
    answer["metadata"]["deep"] = "HERE"
    return notebook(answer, metadata={"deep": "HERE"}).replace(b'"HERE"', deep)
