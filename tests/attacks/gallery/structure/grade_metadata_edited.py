# tries: to make answers of locked cells, and points of nothing, by editing what nbgrader notes of each cell
# must: be read for nothing but the cells' names: which cells are answers is the quest's to say
# kind: upload
# score: 1
# notice: "locked-cells-restored"
from tests.graders.folders import code, notebook


def upload(quest):
    cells = [
        code("def add(a, b):\n    return a + b", "setup"),
        code("pass", "add", answer=True),
        code("def add(a, b):\n    return a + b", "check"),
    ]
    cells[1]["source"] = "def add(a, b):\n    return a - b"
    for cell in cells:
        noted = cell["metadata"]["nbgrader"]
        noted |= {"solution": not noted["solution"], "locked": not noted["locked"], "grade": True, "points": 1000}
        noted |= {"schema_version": 99, "cell_type": "code", "checksum": "0" * 32, "task": [1]}
    return notebook(*cells)
