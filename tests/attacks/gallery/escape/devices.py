# tries: to reach disks, network tunnels, virtual machines and the like by their device files
# must: find the harmless few alone, and be unable to make others
# score: 10
import os, stat

gained = []
harmless = {"null", "zero", "full", "random", "urandom", "tty", "ptmx", "pts", "shm", "fd", "stdin", "stdout", "stderr"}
harmless |= {"core", "console", "mqueue"}
gained += sorted(set(os.listdir("/dev")) - harmless)
for kind, number, name in (
    (stat.S_IFBLK, (8, 0), "sda"),
    (stat.S_IFBLK, (259, 0), "nvme0n1"),
    (stat.S_IFBLK, (7, 0), "loop0"),
    (stat.S_IFCHR, (1, 1), "mem"),
    (stat.S_IFCHR, (10, 200), "tun"),
    (stat.S_IFCHR, (10, 229), "fuse"),
    (stat.S_IFCHR, (10, 232), "kvm"),
    (stat.S_IFCHR, (195, 0), "nvidia0"),
):
    for folder in ("/tmp", "/dev", "/dev/shm"):
        try:
            os.mknod(f"{folder}/{name}", 0o666 | kind, os.makedev(*number))
            gained.append(name)
        except OSError:
            pass


def add(a, b):
    assert not gained, gained
    return a + b
