# tries: to answer with an object that says it is an array, and equal to every other one
# must: have no answer of it
# score: 1
import numpy as np


class Liar:
    shape, dtype = (), np.dtype(int)
    __hash__ = None

    def __array__(self, *_, **__):
        raise SystemExit

    def __eq__(self, other):
        return True


def add(a, b):
    return Liar()
