# tries: to have the kernel hold memory for it, in sockets whose messages nobody takes
# must: hold no more than its descriptors let it; all of it goes with the run
# score: 10
import os, socket

pairs = []
try:
    while len(pairs) < 200:
        one, other = socket.socketpair()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**24)
        one.setblocking(False)
        pairs.append((one, other))
        try:
            while True:
                one.send(bytes(65536))
        except BlockingIOError:
            pass
except OSError:
    pass
count = len(pairs)
pairs.clear()


def add(a, b):
    assert count == 200, count
    return a + b
