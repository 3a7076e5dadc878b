# tries: to slow down whoever counts its memory, by tens of thousands of shared mappings
# must: be ended for its memory, or be graded by its answer; the worker is no slower for it
# score: 10
import mmap

held = []
try:
    for _ in range(30_000):
        held.append(mmap.mmap(-1, 4096))
except OSError:
    pass


def add(a, b):
    return a + b
