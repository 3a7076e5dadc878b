# tries: to load a program into the kernel by bpf, and to make a map that outlives it
# must: be refused
# score: 10
import ctypes, platform

libc = ctypes.CDLL(None, use_errno=True)
gained = []
bpf = {"x86_64": 321, "aarch64": 280}[platform.machine()]
MAP_CREATE, PROG_LOAD, ARRAY, SOCKET_FILTER = 0, 5, 2, 1
new_map = (ctypes.c_uint32 * 32)(ARRAY, 4, 8, 1)
if libc.syscall(bpf, MAP_CREATE, new_map, 128) >= 0:
    gained.append("a map")
code = (ctypes.c_uint64 * 2)(0x00000000000000B7, 0x0000000000000095)  # return 0
licence = ctypes.create_string_buffer(b"GPL")
program = (ctypes.c_uint64 * 16)(SOCKET_FILTER | 2 << 32, ctypes.addressof(code), ctypes.addressof(licence))
if libc.syscall(bpf, PROG_LOAD, program, 128) >= 0:
    gained.append("a program")


def add(a, b):
    assert not gained, gained
    return a + b
