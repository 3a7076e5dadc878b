# tries: to have its cells skipped, or their errors allowed, by the tags and metadata that notebook runners heed
# must: run all the same, and lose the point for running: no tag of an upload gets there
# kind: upload
# score: 0
from tests.graders.folders import code, notebook

TAGS = ["skip-execution", "raises-exception", "nbgrader-skip", "remove-cell", "parameters", "skip"]


def upload(quest):
    cells = [
        code("import numpy as np", "setup"),
        code("raise ValueError('not done')", "add", answer=True),
        code("print(add(1, 2))", "check"),
    ]
    for cell in cells:
        cell["metadata"] |= {"tags": TAGS, "execution": {"timeout": -1}, "deletable": False}
    settings = {"allow_errors": True, "skip_cells_with_tag": "skip", "papermill": {"status": "completed"}}
    return notebook(*cells, metadata={"execution": settings, **settings})
