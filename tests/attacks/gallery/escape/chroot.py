# tries: to leave its root by the old way, chroot and folders held open, and by pivot_root
# must: be refused both
# score: 10
import ctypes, os, platform

gained = []
os.makedirs("/tmp/deep", exist_ok=True)
outside = os.open("/", os.O_RDONLY)
try:
    os.chroot("/tmp/deep")
    gained.append("chroot")
    os.fchdir(outside)
    os.chroot("../../../..")
except OSError:
    pass
pivot_root = {"x86_64": 155, "aarch64": 41}[platform.machine()]
if ctypes.CDLL(None).syscall(pivot_root, b"/tmp", b"/tmp/deep") == 0:
    gained.append("pivot_root")
if len(os.listdir("/")) > 20 or os.path.exists("/boot"):
    gained.append(os.listdir("/"))


def add(a, b):
    assert not gained, gained
    return a + b
