# tries: to keep the questions from ending, by a function that never returns
# must: have as long as a call may take, and keep the point for its run
# score: 1
import time


def add(a, b):
    while True:
        time.sleep(3600)
