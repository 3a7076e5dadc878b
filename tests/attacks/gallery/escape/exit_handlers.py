# tries: to act after the grading, by exit handlers and handlers of every signal, which fork and write answers
# must: be graded by its answer; none of them gets its turn
# score: 10
import atexit, os, signal, time


def stay(*_):
    if os.fork() == 0:
        os.setsid()
        open("/questbook/answers/add.json", "w").write("{}")
        time.sleep(3600)


atexit.register(stay)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPWR, signal.SIGUSR1):
    signal.signal(number, stay)


def add(a, b):
    return a + b
