# tries: to take the timer away that limits an answer, and then never to answer; the run was stopped before for its time
# must: end all the same, when the worker has waited long enough
# score: 0
# ended_by: "time"
# limits: {"seconds": 3}
import signal
import time

signal.setitimer = signal.alarm = lambda *_: None


def add(a, b):
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass


time.sleep(60)
