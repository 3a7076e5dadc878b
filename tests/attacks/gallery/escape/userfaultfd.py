# tries: to stop the kernel in the middle of its work by userfaultfd, the first step of many an escape
# must: be refused, as a call and as a device
# score: 10
import ctypes, os, platform

libc = ctypes.CDLL(None, use_errno=True)
gained = []
userfaultfd = {"x86_64": 323, "aarch64": 282}[platform.machine()]
USER_MODE_ONLY = 1
for flags in (0, USER_MODE_ONLY, os.O_CLOEXEC | USER_MODE_ONLY):
    if libc.syscall(userfaultfd, flags) >= 0:
        gained.append(flags)
if os.path.exists("/dev/userfaultfd"):
    gained.append("/dev/userfaultfd")


def add(a, b):
    assert not gained, gained
    return a + b
