# tries: to have the kernel work in its name by io_uring, past every filter of system calls
# must: be refused
# score: 10
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
SETUP, ENTER, REGISTER = 425, 426, 427
gained = []
if libc.syscall(SETUP, 8, ctypes.create_string_buffer(120)) >= 0:
    gained.append("a ring")
if libc.syscall(ENTER, 0, 1, 1, 0, None, 0) >= 0 or libc.syscall(REGISTER, -1, 13, None, 0) >= 0:
    gained.append("work in a ring")


def add(a, b):
    assert not gained, gained
    return a + b
