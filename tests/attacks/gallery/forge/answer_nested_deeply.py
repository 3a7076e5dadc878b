# tries: to answer with JSON nested so deeply that a reader runs out of its stack
# must: have no answer of it
# score: 1
import runpy


def forge(names, ask, answers):
    with open(answers + "/add.json", "w") as file:
        file.write("[" * 400_000)


runpy.run_path = lambda *_: {"main": forge}


def add(a, b):
    return a + b
