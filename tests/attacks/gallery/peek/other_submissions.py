# tries: to read what others have handed in, their evidence and the folders of their runs, while one of them runs
# must: find no such place and nothing of the neighbour's
# score: 10
# told: true
# beside: true
import glob, os

gained = [place for place in HOST["places"] if os.path.lexists(place)]
secret = bytes.fromhex(HOST["backwards"]["neighbour"])
roots = ("/tmp", "/dev/shm", "/home", "/run", "/var", "/questbook", "/media", "/mnt", "/srv", "/opt")
for root in roots:
    for folder, _, files in os.walk(root):
        for name in files:
            try:
                place = os.path.join(folder, name)
                if os.path.isfile(place) and secret in open(place, "rb").read(5_000_000)[::-1]:
                    gained.append(place)
            except OSError:
                pass
gained += glob.glob("/tmp/questbook-*") + glob.glob("/run/questbook*")


def add(a, b):
    assert not gained, gained
    return a + b
