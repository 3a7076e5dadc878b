# tries: to put things into memory that belongs to no process: System V memory, queues, memfd, POSIX queues
# must: be refused all of it, in both of two runs
# score: 10
# twice: true
import ctypes, os

c = ctypes.CDLL(None)
gained = []
try:
    os.memfd_create("mine")
    gained.append("memfd")
except OSError:
    pass
KEY = 0x51425A
for name, call in (
    ("shmget", lambda: c.shmget(KEY, 10**9, 0o1666)),
    ("msgget", lambda: c.msgget(KEY, 0o1666)),
    ("semget", lambda: c.semget(KEY, 9, 0o1666)),
    ("mq_open", lambda: c.mq_open(b"/questbook-attack", os.O_CREAT | os.O_RDWR, 0o666, None)),
    ("memfd_secret", lambda: c.syscall(447, 0)),
):
    if call() != -1:
        gained.append(name)


def add(a, b):
    assert not gained, gained
    return a + b
