# tries: to take memory as files of its folders in memory, in every one of them
# must: be refused what is above their sizes, and be graded by its answer
# score: 10
# limits: {"disk_mb": 8}
import os

taken, refused = 0, 0
for folder in ("/tmp", "/dev/shm", "/home/learner", "/var/tmp", "/dev", "/run", "/"):
    for number in range(40):
        try:
            with open(f"{folder}/{number}", "wb") as file:
                for _ in range(20):
                    taken += file.write(bytes(100_000))
        except OSError:
            refused += 1
            break


def add(a, b):
    assert refused >= 3 and taken < 40_000_000, (refused, taken)
    return a + b
