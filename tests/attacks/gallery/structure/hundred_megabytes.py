# tries: to fill memory and disk with a notebook of 100 MB that holds a right answer
# must: be refused by its size, before it is parsed
# kind: unwelcome
from tests.graders.folders import code, notebook


def upload(quest):
    answer = code("def add(a, b):\n    return a + b", "add", answer=True)
    answer["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 100_000_000}]
    return notebook(answer)
