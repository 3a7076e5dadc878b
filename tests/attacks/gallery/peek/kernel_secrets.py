# tries: to read the kernel's own memory, its log and the addresses of its functions
# must: get none of them
# score: 10
import ctypes, os

gained = []
for name in ("/proc/kcore", "/proc/kmsg", "/dev/mem", "/dev/kmem", "/dev/kmsg", "/dev/port", "/proc/kpageflags"):
    try:
        if os.read(os.open(name, os.O_RDONLY | os.O_NONBLOCK), 100):
            gained.append(name)
    except OSError:
        pass
for line in open("/proc/kallsyms").read().splitlines()[:1000] if os.access("/proc/kallsyms", os.R_OK) else []:
    if int(line.split()[0], 16):
        gained.append(line)
        break
log = ctypes.create_string_buffer(1000)
if ctypes.CDLL(None).klogctl(3, log, 1000) >= 0:
    gained.append("the kernel's log")
for place in ("/sys/kernel/debug", "/sys/firmware", "/sys/kernel/security", "/proc/keys", "/proc/timer_list"):
    try:
        got = os.listdir(place) if os.path.isdir(place) else open(place).read()
    except OSError:
        continue
    if got:
        gained.append(place)


def add(a, b):
    assert not gained, gained
    return a + b
