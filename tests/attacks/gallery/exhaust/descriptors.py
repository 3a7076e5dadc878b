# tries: to open files without end
# must: be refused more than are allowed, and be graded by its answer once it lets go of them
# score: 10
import os

opened = []
try:
    while len(opened) < 100_000:
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
for number in opened:
    os.close(number)


def add(a, b):
    assert len(opened) < 4096, len(opened)
    return a + b
