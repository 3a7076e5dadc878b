# tries: to pass the filter of system calls with the numbers of other architectures: int 0x80 and x32
# must: be ended for the one and refused the other
# score: 10
import ctypes, errno, mmap, os, platform, signal

gained = []
if platform.machine() == "x86_64":
    # mov eax, 20 (getpid on 32 bits); int 0x80; ret
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes.fromhex("b814000000cd80c3"))
    getpid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    child = os.fork()
    if child == 0:
        getpid()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        gained.append("32-bit system calls")
    libc = ctypes.CDLL(None, use_errno=True)
    X32, GETPID, PTRACE, KEYCTL = 0x40000000, 39, 521, 250
    for number in (GETPID, PTRACE, KEYCTL):
        if libc.syscall(X32 | number, 0, 0, 0, 0) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            gained.append(f"x32 system call {number}")


def add(a, b):
    assert not gained, gained
    return a + b
