# tries: to reach the host's files through the links of /proc: root, cwd, exe, map_files, open descriptors
# must: meet its own root behind every one of them
# score: 10
# told: true
import glob, os

gained = []
doors = glob.glob("/proc/*/root") + glob.glob("/proc/*/cwd") + glob.glob("/proc/*/task/*/root")
doors += glob.glob("/proc/*/fd/*") + glob.glob("/proc/self/map_files/*") + ["/proc/self/exe"]
for door in doors:
    for up in ("", "/..", "/../../../../../../../.."):
        for place in HOST["places"]:
            if os.path.lexists(f"{door}{up}{place}"):
                gained.append(f"{place} through {door}{up}")
assert doors

# A folder that somebody left open would be a door as well.
for number in os.listdir("/proc/self/fd"):
    try:
        inner = os.open("../../../../../..", os.O_RDONLY | os.O_DIRECTORY, dir_fd=int(number))
    except OSError:
        continue
    if os.fstat(inner).st_ino != os.stat("/").st_ino:
        gained.append(f"a folder of the host by descriptor {number}")


def add(a, b):
    assert not gained, gained
    return a + b
