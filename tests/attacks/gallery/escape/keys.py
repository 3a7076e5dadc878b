# tries: to leave or to find secrets in the kernel's keyrings, which know no sandbox
# must: be refused every call, in both of two runs
# score: 10
# twice: true
import ctypes, os, platform

libc = ctypes.CDLL(None, use_errno=True)
gained = []
ADD_KEY, REQUEST_KEY, KEYCTL = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}[platform.machine()]
for ring in (-1, -2, -3, -4, -5):
    if libc.syscall(ADD_KEY, b"user", b"questbook-attack", b"kept", 4, ring) >= 0:
        gained.append(f"a key in ring {ring}")
    if libc.syscall(KEYCTL, 0, ring, 1) >= 0:
        gained.append(f"the name of ring {ring}")
if libc.syscall(REQUEST_KEY, b"user", b"questbook-attack", None, -4) >= 0:
    gained.append("the key of the one before")
if os.path.exists("/proc/keys") and open("/proc/keys").read().strip():
    gained.append(open("/proc/keys").read())


def add(a, b):
    assert not gained, gained
    return a + b
