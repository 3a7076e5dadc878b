# tries: to do the work of cheating in the quest's locked cells, before and after its answer
# must: lose every edit: locked cells are the quest's
# kind: upload
# score: 1
# notice: "locked-cells-restored"
from tests.graders.folders import code, notebook


def upload(quest):
    cheat = "add = type('Right', (), {'__call__': lambda self, a, b: a + b})()"
    return notebook(
        code(cheat, "setup"),
        code("def add(a, b):\n    return None", "add", answer=True),
        code(cheat, "check"),
    )
