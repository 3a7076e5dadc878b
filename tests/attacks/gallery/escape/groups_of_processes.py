# tries: to use cgroups: read the others, leave its own, have a program run when one is empty (as CVE-2022-0492 did)
# must: see no cgroup to write to
# score: 10
import glob, os

gained = []
for folder in glob.glob("/sys/fs/cgroup/**/", recursive=True) + ["/sys/fs/cgroup/"]:
    for name in ("release_agent", "notify_on_release", "cgroup.procs", "memory.max", "memory.limit_in_bytes"):
        if os.access(folder + name, os.W_OK):
            gained.append(folder + name)
for line in open("/proc/self/cgroup"):
    if "questbook" in line and "worker" in line:
        gained.append(line)
for line in open("/proc/self/mountinfo"):
    if " cgroup" in line.partition(" - ")[2] and " rw" in line.partition(" - ")[0]:
        gained.append(line)


def add(a, b):
    assert not gained, gained
    return a + b
