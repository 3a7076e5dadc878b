# tries: to start a child in new namespaces by clone and by clone3, whose flags lie where a filter cannot look
# must: be refused both
# score: 10
import ctypes, os, platform, signal

libc = ctypes.CDLL(None, use_errno=True)
gained = []
clone = {"x86_64": 56, "aarch64": 220}[platform.machine()]
CLONE3 = 435
flags = {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "cgroup": 0x2000000}


def child_came(pid):
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
    return pid > 0


for name, flag in flags.items():
    if child_came(libc.syscall(clone, flag | signal.SIGCHLD, None, None, None, None)):
        gained.append(f"{name} by clone")
    arguments = (ctypes.c_uint64 * 11)(flag, 0, 0, 0, signal.SIGCHLD)
    if child_came(libc.syscall(CLONE3, arguments, ctypes.sizeof(arguments))):
        gained.append(f"{name} by clone3")


def add(a, b):
    assert not gained, gained
    return a + b
