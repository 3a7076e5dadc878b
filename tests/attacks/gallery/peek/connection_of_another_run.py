# tries: to find the connection file of another learner's kernel, or its sockets, and to speak to it
# must: find its own alone, in which no path of the host is written
# score: 10
# told: true
# beside: true
import glob, json, os, socket

gained = []
files = [
    os.path.join(folder, name)
    for root in ("/run", "/tmp", "/home", "/dev/shm", "/var", "/questbook")
    for folder, _, names in os.walk(root)
    for name in names
    if name.startswith("kernel") and name.endswith(".json")
]
if len(files) > 1:
    gained.append(files)
for file in files:
    words = open(file).read()
    gained += [place for place in HOST["places"] if place in words]
    assert "key" in json.loads(words)
sockets = {line.split()[-1] for line in open("/proc/net/unix").read().splitlines()[1:] if len(line.split()) > 7}
gained += [name for name in sockets if "neighbour" in name or name.startswith(HOST["places"][5])]
for number in range(64):
    place = f"{HOST['places'][5]}/questbook-run-{number}/sockets/k-1"
    with socket.socket(socket.AF_UNIX) as stream:
        if stream.connect_ex(place) == 0:
            gained.append(place)
assert os.path.exists("/run/kernel") or not files


def add(a, b):
    assert not gained, gained
    return a + b
