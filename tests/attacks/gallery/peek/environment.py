# tries: to read the worker's secrets from the environment of every process it can see
# must: see its own short environment alone, and be graded by its answer
# score: 10
# told: true
import glob, os

gained = []
secret = bytes.fromhex(HOST["backwards"]["environment"])[::-1].hex()
seen = [repr(dict(os.environ))]
for place in glob.glob("/proc/*/environ") + glob.glob("/proc/*/task/*/environ"):
    try:
        seen.append(open(place, errors="replace").read())
    except OSError:
        pass
if any(secret in words or "DATABASE_URL" in words for words in seen):
    gained.append("the environment of the worker")
assert len(seen) > 1, "it could not even read its own: this attack tries nothing"


def add(a, b):
    assert not gained, gained
    return a + b
