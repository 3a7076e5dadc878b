# tries: to leave a daemon: forked twice, in a session of its own, deaf to every signal, all descriptors closed
# must: be graded by its answer; the daemon ends with the run
# score: 10
import os, signal, time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        os.closerange(0, 4096)
        os.chdir("/")
        while True:
            time.sleep(1)
    os._exit(0)
os.wait()


def add(a, b):
    return a + b
