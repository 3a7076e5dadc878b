# tries: to speak to the Redis of the queue, by its socket and by its port
# must: reach none
# score: 10
# told: true
import os, socket

gained = []
if os.path.lexists(HOST["redis"]):
    gained.append("the socket of Redis")
for family, address in (
    (socket.AF_UNIX, HOST["redis"]),
    (socket.AF_UNIX, "\0" + HOST["redis"]),
    (socket.AF_UNIX, "/var/run/redis/redis-server.sock"),
    (socket.AF_INET, ("127.0.0.1", 6379)),
    (socket.AF_INET, ("localhost", HOST["port"])),
):
    with socket.socket(family) as stream:
        stream.settimeout(2)
        try:
            stream.connect(address)
            stream.sendall(b"PING\r\n")
            gained.append((address, stream.recv(100)))
        except OSError:
            pass


def add(a, b):
    assert not gained, gained
    return a + b
