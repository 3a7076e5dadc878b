# tries: to mount: file systems old and new, the host's folders, a fresh /proc, by every call there is; to unmount its own
# must: be refused every one
# score: 10
import ctypes, os, platform

libc = ctypes.CDLL(None, use_errno=True)
gained = []
BIND, REMOUNT, DETACH = 4096, 32, 2
for source, target, kind, flags in (
    (b"none", b"/tmp", b"tmpfs", 0),
    (b"proc", b"/tmp", b"proc", 0),
    (b"sysfs", b"/tmp", b"sysfs", 0),
    (b"/", b"/tmp", None, BIND),
    (b"none", b"/", None, REMOUNT),
    (b"/dev/fuse", b"/tmp", b"fuse", 0),
    (b"overlay", b"/tmp", b"overlay", 0),
):
    if libc.mount(source, target, kind, flags, None) == 0:
        gained.append((source, target))
for target in (b"/tmp", b"/proc", b"/questbook/ask", b"/usr", b"/dev/shm"):
    if libc.umount2(target, DETACH) == 0:
        gained.append((b"unmount", target))
OPEN_TREE, MOVE_MOUNT, FSOPEN, FSPICK, MOUNT_SETATTR, AT_FDCWD, CLONE = 428, 429, 430, 433, 442, -100, 1
for name, *arguments in (
    (OPEN_TREE, AT_FDCWD, b"/", CLONE),
    (MOVE_MOUNT, AT_FDCWD, b"/usr", AT_FDCWD, b"/tmp", 0),
    (FSOPEN, b"tmpfs", 0),
    (FSPICK, AT_FDCWD, b"/", 0),
    (MOUNT_SETATTR, AT_FDCWD, b"/", 0, bytes(32), 32),
):
    if libc.syscall(name, *arguments) >= 0:
        gained.append(name)


def add(a, b):
    assert not gained, gained
    return a + b
