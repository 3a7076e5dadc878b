# tries: to find, in memory that the system hands out, what an earlier learner's process held there
# must: be given empty memory, in both of two runs
# score: 10
# twice: true
import ctypes, mmap
import numpy as np

mark = np.frombuffer(bytes(range(7, 251, 3)) * 1000, dtype="uint8")
needle = mark[:81][::-1].tobytes()
gained = []
for size in (100_000, 5_000_000, 120_000_000):
    fresh = mmap.mmap(-1, size)
    gained += ["pages"] if fresh.read().strip(b"\0") else []
    if needle in np.empty(size, dtype="uint8")[::-1].tobytes():
        gained.append("an array")
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
piece = libc.malloc(90_000_000)
if needle in ctypes.string_at(piece, 90_000_000)[::-1]:
    gained.append("the heap")
libc.free(piece)
left_behind = [mark.copy() for _ in range(2000)]


def add(a, b):
    assert not gained, gained
    return a + b
