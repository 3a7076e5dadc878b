# tries: to leave files for the next learner in every folder that can be written to, and to find those of the one before
# must: find none, in both of two runs
# score: 10
# twice: true
import glob, os, site, sys

gained = []
places = {"/tmp", "/dev/shm", "/home/learner", "/var/tmp", "/run/kernel", "/questbook/answers", "/run/lock", "/dev/mqueue"}
places |= {os.path.dirname(os.__file__), site.getusersitepackages(), *site.getsitepackages(), "/", "/dev", "/usr/local"}
places |= {f"/proc/self/task/{os.getpid()}", os.path.expanduser("~/.keras/datasets"), "/etc", "/questbook/inside"}
for folder in places:
    gained += glob.glob(f"{folder}/questbook-attack*") + glob.glob(f"{folder}/.questbook-attack*")
for folder in places:
    for name in ("questbook-attack", ".questbook-attack"):
        try:
            os.makedirs(folder, exist_ok=True)
            open(os.path.join(folder, name), "w").write("from the one before")
        except OSError:
            pass
assert os.path.exists("/tmp/questbook-attack"), "it could not even leave one file: this attack tries nothing"


def add(a, b):
    assert not gained, gained
    return a + b
