# tries: to step into the namespaces of the host, of the first process, or back into its own with all rights
# must: be refused
# score: 10
# told: true
import ctypes, glob, os

libc = ctypes.CDLL(None, use_errno=True)
gained = []
for place in [*glob.glob("/proc/*/ns/*"), f"/proc/{HOST['player']}/ns/mnt"]:
    try:
        handle = os.open(place, os.O_RDONLY)
    except OSError:
        continue
    if libc.setns(handle, 0) == 0:
        gained.append(place)
    os.close(handle)
PIDFD_OPEN = 434
for pid in (1, os.getppid()):
    handle = libc.syscall(PIDFD_OPEN, pid, 0)
    if handle >= 0 and libc.setns(handle, 0x20000 | 0x10000000) == 0:
        gained.append(f"namespaces of {pid}")
    for number in range(64):
        if handle >= 0 and libc.syscall(438, handle, number, 0) >= 0:  # pidfd_getfd
            gained.append(f"descriptor {number} of {pid}")


def add(a, b):
    assert not gained, gained
    return a + b
