# tries: to read the memory, files and command lines of every other process
# must: find nobody there but the first process of its own wall, which holds nothing and is confined as it is itself
# score: 10
# told: true
import os

gained = []
secrets = [bytes.fromhex(mark) for mark in HOST["backwards"].values()]
others = [pid for pid in os.listdir("/proc") if pid.isdigit() and int(pid) != os.getpid()]
if len(others) > 3:
    gained.append(f"{len(others)} other processes")


def memory_of(pid):
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in open(f"/proc/{pid}/maps"):
            start, end = (int(number, 16) for number in line.split()[0].split("-"))
            memory.seek(start)
            yield memory.read(min(end - start, 50_000_000))


for pid in others:
    if not os.path.exists(f"/proc/{pid}/status"):
        continue
    status = dict(line.rstrip("\n").split(":\t", 1) for line in open(f"/proc/{pid}/status") if ":\t" in line)
    if (status["NoNewPrivs"], status["Seccomp"], int(status["CapEff"], 16)) != ("1", "2", 0):
        gained.append(f"process {pid} is freer: {status['NoNewPrivs']} {status['Seccomp']} {status['CapEff']}")
    told = []
    for name in ("cmdline", "environ"):
        try:
            told.append(open(f"/proc/{pid}/{name}", "rb").read())
        except OSError:
            pass
    try:
        told += memory_of(pid)
    except (OSError, OverflowError, ValueError):
        pass
    if any(mark in words[::-1] for mark in secrets for words in told):
        gained.append(f"a secret in process {pid}")
    if any(place.encode() in words for place in HOST["places"] for words in told):
        gained.append(f"a place of the host in process {pid}")
    try:
        targets = [os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")]
    except OSError:
        targets = []
    gained += [t for t in targets if not t.startswith(("/dev/null", "pipe:", "anon_inode:", "/dev/pts"))]
for part in ("mem", "environ", "cmdline"):
    if os.path.exists(f"/proc/{HOST['player']}/{part}") and str(HOST["player"]) not in (*others, str(os.getpid())):
        gained.append(f"{part} of the worker")


def add(a, b):
    assert not gained, gained
    return a + b
