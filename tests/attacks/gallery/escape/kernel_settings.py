# tries: to change settings of the whole machine, core_pattern and modprobe first, which name programs that root runs
# must: be able to write none of them
# score: 10
import os

gained = []
settings = "kernel/core_pattern kernel/modprobe kernel/hotplug kernel/sysrq kernel/randomize_va_space vm/overcommit_memory"
settings += " kernel/yama/ptrace_scope kernel/unprivileged_userns_clone user/max_user_namespaces"
settings += " kernel/unprivileged_bpf_disabled vm/mmap_min_addr fs/protected_symlinks net/ipv4/ip_forward"
for name in settings.split():
    place = f"/proc/sys/{name}"
    try:
        before = open(place).read()
    except OSError:
        continue
    try:
        # The same as before: had it worked, nothing were broken.
        with open(place, "w") as file:
            file.write(before)
        gained.append(place)
    except OSError:
        pass
for place, words in (("/proc/sysrq-trigger", "h"), ("/proc/self/uid_map", "0 0 1"), ("/proc/irq/0/smp_affinity", "1")):
    try:
        with open(place, "w") as file:
            file.write(words)
        gained.append(place)
    except OSError:
        pass


def add(a, b):
    assert not gained, gained
    return a + b
