# tries: to kill everything: all it may signal, its parent, the first process, the worker, the run next door
# must: hit nobody but itself; the neighbour is graded as if nothing had been
# score: 10
# told: true
# beside: true
import os, signal

own = {os.getpid(), os.getpgrp(), os.getsid(0), *map(int, os.listdir("/proc/self/task"))}
targets = [1, os.getppid(), HOST["player"], *range(2, 400), -HOST["player"]]
for pid in targets:
    if pid in own or pid == 0:
        continue
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGINT):
        try:
            os.kill(pid, number)
        except OSError:
            pass
try:
    # Everybody that it may signal, but itself.
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass


def add(a, b):
    return a + b
