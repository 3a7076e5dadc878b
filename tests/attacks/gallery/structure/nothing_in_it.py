# tries: to have no cell at all, and so nothing that could fail
# must: earn nothing by it, and be told that there is no code
# kind: upload
# score: 0
# notice: "no-code"
from tests.graders.folders import notebook


def upload(quest):
    return notebook()
