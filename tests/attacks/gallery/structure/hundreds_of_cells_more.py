# tries: to run 900 cells of its own between the quest's
# must: have none of them run, and hear how many those were
# kind: upload
# score: 10
# notice: "cells-dropped"
from tests.graders.folders import code, notebook


def upload(quest):
    more = [code("import time; time.sleep(60)") for _ in range(900)]
    return notebook(*more[:450], code("def add(a, b):\n    return a + b", "add", answer=True), *more[450:])
