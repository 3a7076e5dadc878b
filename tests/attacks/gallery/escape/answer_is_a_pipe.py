# tries: to stop the worker for ever, by a pipe that nobody writes to in the place of an answer
# must: have the pipe left behind, and be graded by its answer
# score: 10
# notice: "answers-dropped"
import os, threading, time


def keep_trying():
    while True:
        time.sleep(0.001)
        for name in ("add.npz", "add.keras", "other.json"):
            try:
                os.mkfifo("/questbook/answers/" + name)
            except OSError:
                pass


threading.Thread(target=keep_trying, daemon=True).start()


def add(a, b):
    time.sleep(0.5)
    return a + b
