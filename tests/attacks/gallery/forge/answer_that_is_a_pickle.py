# tries: to answer with a pickle, which would run its code where it is read
# must: have the answer refused, for no reader unpickles
# score: 1
import json, runpy
import numpy as np


class Evil:
    def __reduce__(self):
        return exec, ("raise SystemExit(0)",)


def forge(names, ask, answers):
    np.savez(answers + "/add.npz", call0=np.array([Evil()], dtype=object))
    told = {"type": "int", "array": "call0", "has_value": True}
    with open(answers + "/add.json", "w") as file:
        json.dump({"id": "add", "status": "answered", "values": [told, told]}, file)


runpy.run_path = lambda *_: {"main": forge}


def add(a, b):
    return a + b
