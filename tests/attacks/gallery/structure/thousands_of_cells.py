# tries: to keep a worker busy for hours with thousands of cells
# must: be refused by their number
# kind: unwelcome
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(*(code("pass", f"n{number}") for number in range(6000)))
