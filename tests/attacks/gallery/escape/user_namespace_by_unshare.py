# tries: to become root in a user namespace, by unshare and by the program of that name
# must: be refused every kind of namespace
# score: 10
import ctypes, os, subprocess

libc = ctypes.CDLL(None, use_errno=True)
gained = []
kinds = {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000}
kinds |= {"uts": 0x4000000, "cgroup": 0x2000000, "time": 0x80}
for name, flag in kinds.items():
    if os.fork() == 0:
        os._exit(1 if libc.unshare(flag) == 0 else 0)
    if os.waitstatus_to_exitcode(os.wait()[1]) == 1:
        gained.append(name)
if subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "id"], capture_output=True).returncode == 0:
    gained.append("root by the program")


def add(a, b):
    assert not gained, gained
    return a + b
