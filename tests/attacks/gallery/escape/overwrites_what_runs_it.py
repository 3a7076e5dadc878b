# tries: to overwrite the program that runs it or that built its sandbox (as CVE-2019-5736 did to runc), and our own code
# must: be refused by read-only mounts, by whichever name
# score: 10
# told: true
import glob, os, sys

gained = []
programs = ["/proc/self/exe", "/proc/1/exe", "/usr/bin/bwrap", os.path.realpath(sys.executable), "/bin/sh", "/usr/bin/env"]
programs += glob.glob("/questbook/inside/*.py") + [os.__file__, HOST["places"][6]]
for place in programs:
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_TRUNC, os.O_WRONLY | os.O_APPEND):
        try:
            os.close(os.open(place, flags))
            gained.append(place)
        except OSError:
            pass
    try:
        # A handle that was not asked to write is asked again later, by its other name.
        handle = os.open(place, os.O_PATH)
        os.close(os.open(f"/proc/self/fd/{handle}", os.O_WRONLY))
        gained.append(f"{place} again")
    except OSError:
        pass
    for change in (lambda: os.chmod(place, 0o777), lambda: os.unlink(place), lambda: os.rename(place, place + "x")):
        try:
            change()
            gained.append(f"a change of {place}")
        except OSError:
            pass


def add(a, b):
    assert not gained, gained
    return a + b
