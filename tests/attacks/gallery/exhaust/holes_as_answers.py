# tries: to fill the evidence with gigabytes of holes, which take no room here
# must: have them left behind, and be graded by its answer
# score: 10
# notice: "answers-dropped"
import os, threading, time


def keep_trying():
    while True:
        time.sleep(0.001)
        for name in ("add.npz", "add.keras", "other.npz"):
            try:
                with open("/questbook/answers/" + name, "wb") as file:
                    file.truncate(500 * 2**20)
            except OSError:
                pass


threading.Thread(target=keep_trying, daemon=True).start()


def add(a, b):
    time.sleep(1)
    return a + b
