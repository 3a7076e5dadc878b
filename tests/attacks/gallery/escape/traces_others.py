# tries: to take over its parent, the first process and the worker by ptrace and by writing into their memory
# must: be refused every one
# score: 10
# told: true
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
gained = []
ATTACH, SEIZE, TRACEME = 16, 0x4206, 0
for pid in (1, os.getppid(), HOST["player"], 2, 3):
    if str(pid) in ("0", *os.listdir("/proc/self/task")):
        continue
    for how in (ATTACH, SEIZE):
        if libc.ptrace(how, pid, None, None) == 0:
            gained.append(f"ptrace of {pid}")
    piece = ctypes.create_string_buffer(8)
    here = (ctypes.c_size_t * 2)(ctypes.addressof(piece), 8)
    there = (ctypes.c_size_t * 2)(0x400000, 8)
    for call in (libc.process_vm_readv, libc.process_vm_writev):
        if call(pid, here, 1, there, 1, 0) > 0:
            gained.append(f"memory of {pid}")
    try:
        os.open(f"/proc/{pid}/mem", os.O_RDWR)
        gained.append(f"mem of {pid}")
    except OSError:
        pass
if libc.ptrace(TRACEME, 0, None, None) == 0:
    gained.append("to be traced")


def add(a, b):
    assert not gained, gained
    return a + b
