# tries: to show less to readers in C than to readers in Python: a null character, and a right answer behind it
# must: be one text for all: Python refuses the cell, and the quest's check finds nothing
# kind: upload
# score: 0
from tests.graders.folders import sums


def upload(quest):
    return sums("def add(a, b):\n    return 0 #HERE\ndef add(a, b): return a + b").replace(b"HERE", rb"\u0000")
