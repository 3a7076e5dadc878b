# tries: to show one notebook to one reader and another to the next: every key of the document twice
# must: be one notebook, the last, for all readers: what is checked is what is run and shown
# kind: upload
# score: 1
from tests.graders.folders import sums


def upload(quest):
    right, wrong = (sums(f"def add(a, b):\n    return a {sign} b") for sign in "+-")
    return right.rstrip()[:-1] + b", " + wrong.lstrip()[1:]
