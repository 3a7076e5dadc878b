# tries: to leave out every cell that might find something, and to keep the answer alone
# must: run with the cells that are missing, as the quest has them
# kind: upload
# score: 1
# notice: "locked-cells-restored"
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(code("def add(a, b):\n    return a * b", "add", answer=True))
