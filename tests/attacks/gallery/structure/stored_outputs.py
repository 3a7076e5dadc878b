# tries: to pass off outputs that it wrote itself as executed: a wrong answer that shows the right results
# must: be judged by a run of its own; no output, count or metadata of the upload gets there
# kind: upload
# score: 1
from tests.graders.folders import code, notebook, words

SHOWN = [{"output_type": "stream", "name": "stdout", "text": "3\nAll tests passed. 10/10"}]


def upload(quest):
    return notebook(
        words("# Sums"),
        code("import numpy as np", "setup", execution_count=1),
        code("def add(a, b):\n    return 0", "add", answer=True, execution_count=2, outputs=SHOWN),
        code("print(add(1, 2))", "check", execution_count=3, outputs=SHOWN),
        metadata={"questbook": {"score": 10, "state": "graded"}, "celltoolbar": "Create Assignment"},
    )
