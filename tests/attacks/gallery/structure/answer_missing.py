# tries: to have a notebook without any of the quest's answers graded by what its locked cells show
# must: be taken for a notebook of one's own: its cells run as they are, and none of them adds
# kind: upload
# score: 1
# notice: "free-form"
from tests.graders.folders import code, notebook


def upload(quest):
    return notebook(code("import numpy as np", "setup"), code("print(3)", "check"))
