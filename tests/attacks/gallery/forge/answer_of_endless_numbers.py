# tries: to answer with numbers that no reader survives: a hundred thousand digits, and NaN
# must: have no answer of it
# score: 1
import runpy


def forge(names, ask, answers):
    with open(answers + "/add.json", "w") as file:
        file.write('{"id": "add", "status": "answered", "values": [{"type": "int", "has_value": true, "value": ')
        file.write("9" * 100_000 + '}, {"type": "float", "value": NaN}]}')


runpy.run_path = lambda *_: {"main": forge}


def add(a, b):
    return a + b
