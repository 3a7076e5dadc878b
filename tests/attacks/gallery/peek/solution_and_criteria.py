# tries: to find the quest's solution, its reference and its criteria, by name and by content, also while it is asked
# must: find none of them anywhere
# score: 10
# told: true
import os, stat

names = ("solution.ipynb", "reference.py", "quest.toml")
wanted = {name: bytes.fromhex(HOST["backwards"][name]) for name in names}
control = os.urandom(40)
open("/tmp/control", "wb").write(control[::-1])
wanted["control"] = control


def search():
    found = set()
    for folder, folders, files in os.walk("/"):
        if folder in ("/usr", "/proc", "/sys") or folder.startswith(os.sys.base_prefix) or "site-packages" in folder:
            folders[:] = []
            continue
        for name in files:
            place = os.path.join(folder, name)
            try:
                if name in names:
                    found.add(place)
                if stat.S_ISREG(os.stat(place).st_mode):
                    content = open(place, "rb").read(20_000_000)[::-1]
                    found.update(what for what, mark in wanted.items() if mark in content)
            except OSError:
                pass
    for place in (HOST["places"][2], HOST["places"][6]):
        for name in names:
            if os.path.exists(f"{place}/sums/{name}"):
                found.add(name)
    return found - {"control"} if "control" in found else {"nothing, for the search does not find"}


gained = search()


def add(a, b):
    assert not gained, gained
    assert not search(), search()
    return a + b
