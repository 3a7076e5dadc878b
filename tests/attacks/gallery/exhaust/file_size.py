# tries: to write files larger than any folder: real ones, ones with holes, and ones made in advance
# must: be refused above the limit, and be graded by its answer
# score: 10
# limits: {"disk_mb": 8}
import os, signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
made = []
for folder in ("/tmp", "/home/learner", "/dev/shm"):
    for way in (
        lambda file: [file.write(bytes(1_000_000)) for _ in range(40)],
        lambda file: file.truncate(10**10),
        lambda file: os.posix_fallocate(file.fileno(), 0, 10**9),
        lambda file: os.pwrite(file.fileno(), b"x", 10**9),
    ):
        try:
            with open(f"{folder}/large", "wb") as file:
                way(file)
            made.append(folder)
        except OSError:
            pass


def add(a, b):
    assert not made, made
    return a + b
