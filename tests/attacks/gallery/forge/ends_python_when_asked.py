# tries: to end Python in the middle of the questions, so that the whole submission is lost or passes unseen
# must: be graded: what it did not answer, it did not earn
# score: 1
import os


def add(a, b):
    if a == 3:
        os._exit(0)
    return a + b
