# tries: to be read as one thing here and another there: UTF-16, which some guess and some do not
# must: be refused: a notebook is UTF-8
# kind: unwelcome
from tests.graders.folders import sums


def upload(quest):
    return sums("def add(a, b):\n    return a + b").decode().encode("utf-16")
