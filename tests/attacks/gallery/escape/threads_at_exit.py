# tries: to hold up the end with threads that Python waits for, and with a shutdown of its own
# must: be graded by its answer; nothing waits for the threads
# score: 10
import sys, threading, time

for _ in range(8):
    threading.Thread(target=time.sleep, args=(3600,), daemon=False).start()
threading._shutdown = lambda: time.sleep(3600)
sys.exit = lambda *_: time.sleep(3600)


def add(a, b):
    return a + b
