# tries: to use what the worker may have left open: its files, pipes, sockets, the sandbox's own instructions
# must: hold no descriptor but its own
# score: 10
# told: true
import os, socket, stat

gained = []
for number in map(int, os.listdir("/proc/self/fd")):
    try:
        target, status = os.readlink(f"/proc/self/fd/{number}"), os.fstat(number)
    except OSError:
        continue
    if target.startswith("/memfd:") or any(target.startswith(place) for place in HOST["places"]):
        gained.append(f"{number}: {target}")
    elif stat.S_ISDIR(status.st_mode) and not target.startswith("/proc/"):
        gained.append(f"{number}: the folder {target}")
    elif stat.S_ISSOCK(status.st_mode):
        stream = socket.socket(fileno=os.dup(number))
        if stream.family not in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6):
            gained.append(f"{number}: a socket of family {stream.family}")
        if stream.family != socket.AF_UNIX and stream.getsockname()[0] not in ("127.0.0.1", "0.0.0.0", "::1", "::"):
            gained.append(f"{number}: a connection to {stream.getpeername()}")


def add(a, b):
    assert not gained, gained
    return a + b
