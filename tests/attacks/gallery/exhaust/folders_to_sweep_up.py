# tries: to nest folders thousands deep, which the worker has to sweep up
# must: be ended while it is asked, and be swept up
# score: 1
import os, threading, time


def dig():
    while True:
        try:
            os.stat("/questbook/ask/questions.json")
            os.chdir("/questbook/answers")
            while True:
                os.mkdir("d")
                os.chdir("d")
        except OSError:
            time.sleep(0.001)


threading.Thread(target=dig, daemon=True).start()


def add(a, b):
    time.sleep(2 * os.path.exists("/questbook/ask/questions.json"))
    return a + b
