# tries: to end the kernel in the middle of the questions, leaving a child to write the answers
# must: have only what the child could truly answer; the child ends with the run
# score: 1
import os, time


def add(a, b):
    if os.path.exists("/questbook/ask/questions.json"):
        if os.fork():
            os._exit(0)
        os.setsid()
        time.sleep(3600)
    return a + b
