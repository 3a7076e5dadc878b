# tries: to have a folder in the place of an answer
# must: have it left behind, and be graded by its answer
# score: 10
# notice: "answers-dropped"
import os, threading, time


def keep_trying():
    while True:
        time.sleep(0.001)
        try:
            os.mkdir("/questbook/answers/add.keras")
        except OSError:
            pass


threading.Thread(target=keep_trying, daemon=True).start()


def add(a, b):
    time.sleep(1)
    return a + b
