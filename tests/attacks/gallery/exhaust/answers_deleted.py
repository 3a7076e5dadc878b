# tries: to delete the folder of the answers, and each answer as it is written
# must: fail what can no longer be read, for its own fault, and leave nothing
# quest: "fitted"
# score: 1
import glob
import os
import shutil
import threading
import time

shutil.rmtree("/questbook/answers", ignore_errors=True)
model, quarter, losses = keras.Sequential([keras.Input((16,))]), 4, [2.0, 1.0]


def delete():
    while True:
        for path in glob.glob("/questbook/answers/*"):
            try:
                os.remove(path)
            except OSError:
                pass
        time.sleep(0.0005)


threading.Thread(target=delete, daemon=True).start()
