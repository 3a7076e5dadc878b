# tries: to have the worker read a device or a socket, or a hard link to a file of the system, as an answer
# must: be refused the device and the link, have the socket left behind, and be graded by its answer
# score: 10
# notice: "answers-dropped"
import os, socket, stat, threading, time

gained = []
kept = []


def keep_trying():
    while True:
        time.sleep(0.001)
        try:
            stream = socket.socket(socket.AF_UNIX)
            stream.bind("/questbook/answers/add.npz")
            kept.append(stream)
        except OSError:
            pass
        for kind, number in ((stat.S_IFCHR, os.makedev(1, 8)), (stat.S_IFBLK, os.makedev(8, 0))):
            try:
                os.mknod("/questbook/answers/add.keras", 0o666 | kind, number)
                gained.append("a device")
            except OSError:
                pass
        try:
            os.link("/etc/passwd", "/questbook/answers/add.keras")
            gained.append("a hard link")
        except OSError:
            pass


threading.Thread(target=keep_trying, daemon=True).start()


def add(a, b):
    time.sleep(0.5)
    assert not gained, gained
    return a + b
