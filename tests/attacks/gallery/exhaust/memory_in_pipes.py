# tries: to have the kernel hold memory for it, in pipes as large as they may be and never read
# must: be refused more descriptors than are allowed; all of it goes with the run
# score: 10
import fcntl, os

pipes = 0
try:
    while True:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        try:
            fcntl.fcntl(writer, 1031, 2**20)  # F_SETPIPE_SZ
        except OSError:
            pass
        try:
            while True:
                os.write(writer, bytes(65536))
        except BlockingIOError:
            pipes += 1
except OSError:
    pass
os.closerange(200, 4096)


def add(a, b):
    assert 10 < pipes < 2100, pipes
    return a + b
