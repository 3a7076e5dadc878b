# tries: to raise an error that raises again when it is put into words
# must: leave the answer out; it costs its maker the points, and nobody else anything
# score: 1
import os


class Unspeakable(BaseException):
    def __str__(self):
        raise self

    __repr__ = __str__
    args = property(__str__)


def add(a, b):
    if os.path.exists("/questbook/ask/questions.json"):
        raise Unspeakable
    return 0
