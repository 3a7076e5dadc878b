# tries: to type into the terminal that the worker was started from
# must: have no terminal
# score: 10
import fcntl, glob, os, termios

gained = []
if os.getsid(0) == 0 or os.path.exists("/dev/tty") and os.access("/dev/tty", os.W_OK):
    try:
        os.open("/dev/tty", os.O_RDWR)
        gained.append("/dev/tty")
    except OSError:
        pass
for number in [*range(3), *(int(name) for name in os.listdir("/proc/self/fd"))]:
    for letter in b"id\n":
        try:
            fcntl.ioctl(number, termios.TIOCSTI, bytes([letter]))
            gained.append(number)
        except OSError:
            pass
for place in glob.glob("/dev/pts/[0-9]*") + ["/dev/console", "/dev/tty0", "/dev/vcs", "/dev/vcsa"]:
    try:
        handle = os.open(place, os.O_RDWR | os.O_NOCTTY)
        fcntl.ioctl(handle, termios.TIOCSCTTY, 1)
        gained.append(place)
    except OSError:
        pass


def add(a, b):
    assert not gained, gained
    return a + b
