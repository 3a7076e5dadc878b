# tries: to watch the whole machine by perf events
# must: be refused
# score: 10
import ctypes, os, platform, struct

libc = ctypes.CDLL(None, use_errno=True)
gained = []
perf_event_open = {"x86_64": 298, "aarch64": 241}[platform.machine()]
SOFTWARE, CPU_CLOCK = 1, 0
for pid, cpu in ((-1, 0), (0, -1), (1, -1)):
    attributes = ctypes.create_string_buffer(struct.pack("IIQ", SOFTWARE, 112, CPU_CLOCK), 112)
    if libc.syscall(perf_event_open, attributes, pid, cpu, -1, 0) >= 0:
        gained.append((pid, cpu))
if os.path.exists("/sys/kernel/tracing"):
    gained.append("tracing")


def add(a, b):
    assert not gained, gained
    return a + b
