# tries: to answer with an array that unpacks to more than anybody may read
# must: have the answer refused before it is unpacked
# score: 1
import json, runpy
import numpy as np


def forge(names, ask, answers):
    np.savez_compressed(answers + "/add.npz", call0=np.zeros(30_000_000))
    told = {"type": "numpy.ndarray", "array": "call0", "has_value": True}
    with open(answers + "/add.json", "w") as file:
        json.dump({"id": "add", "status": "answered", "values": [told, told]}, file)


runpy.run_path = lambda *_: {"main": forge}


def add(a, b):
    return a + b
