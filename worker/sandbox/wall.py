"""What a walled process can see and use, and the bubblewrap options that make it so."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath

ENTER = Path(__file__).resolve().parents[1] / "inside"
"""The only folder of this repository that learner code may read."""
INSIDE = "/questbook/inside"
WORK = "/home/learner"
"""Working folder and HOME inside."""
FIRST_UID = 64_000
"""Slot N runs as this uid plus N when the worker is root. Debian keeps 60000 to 64999 for such uses."""
NAMES = {
    "passwd": "root:x:0:0::/:/usr/sbin/nologin\nlearner:x:{uid}:{uid}::" + WORK + ":/bin/sh\n",
    "group": "root:x:0:\nlearner:x:{uid}:\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "hosts": "127.0.0.1 localhost\n::1 localhost\n",
}
"""The whole of /etc that is written for the sandbox; HOST_ETC is what it shares with the host."""
HOST_ETC = ("ld.so.cache", "alternatives", "fonts", "localtime")


class Privilege(StrEnum):
    """How the wall is built."""

    ROOT = "root"
    """The worker is root: bubblewrap needs no user namespace, the code inside is a real uid of its own."""
    ROOTLESS = "rootless"
    """The worker is an ordinary user: a nested user namespace without any capability."""


@dataclass(frozen=True)
class Bind:
    """A file or folder of the host seen inside as ``target``; read-only unless said otherwise."""

    source: Path
    target: str
    writable: bool = False


@dataclass(frozen=True)
class Scratch:
    """An empty folder in memory of at most ``size`` bytes, gone with the sandbox."""

    target: str
    size: int


@dataclass(frozen=True)
class Wall:
    """All that a walled process sees: everything that is not named here does not exist for it.

    ``processes`` counts threads too; ``file_bytes`` bounds each single file.
    """

    binds: tuple[Bind, ...] = ()
    scratch: tuple[Scratch, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: str = WORK
    processes: int = 256
    file_bytes: int = 512 * 2**20
    cpu_seconds: int = 3600
    """Of each process; what all of them together may take is the worker's clock's."""
    folders: tuple[str, ...] = ()
    """Empty folders, for a parent's forks to mount on."""
    forks: bool = False
    """Whether the program is a warm parent: it keeps the rights it needs to build walls for its forks within this
    one, and must therefore not run a learner's code itself."""
    devices: tuple[Path, ...] = ()
    """Device files of the host, at their own places: those of a GPU's slot, and for its run alone."""

    def options(self, privilege: Privilege, etc: Path) -> list[str]:
        """Bubblewrap's options, in the order in which it builds the mounts.

        Args:
            privilege: what this worker may do.
            etc: a folder that holds the files of NAMES.
        """
        options = [*self._namespaces(privilege, forks=self.forks), *self._system(etc)]
        for device in self.devices:
            options += ["--dev-bind-try", str(device), str(device)]
        made = {PurePosixPath(p) for p in ("/", "/usr", "/etc", "/dev", "/proc")}
        options += ["--perms", "0755", "--dir", "/etc"]
        for name in NAMES:
            options += ["--ro-bind", str(etc / name), f"/etc/{name}"]
        for name in HOST_ETC:
            options += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
        # A scratch folder comes before the binds, so that a bind may lie in it.
        open_to_all = tuple(scratch.target for scratch in self.scratch)
        for scratch in self.scratch:
            options += _parents(scratch.target, made, open_to_all)
            options += ["--size", str(scratch.size), "--perms", "1777", "--tmpfs", scratch.target]
            made.add(PurePosixPath(scratch.target))
        for folder in self.folders:
            options += [*_parents(folder, made, open_to_all), "--perms", "0755", "--dir", folder]
            made.add(PurePosixPath(folder))
        for bind in (*_python(), Bind(ENTER, INSIDE), *self.binds):
            options += _parents(bind.target, made, open_to_all)
            options += ["--bind" if bind.writable else "--ro-bind", str(bind.source), bind.target]
        # The root and /dev are memory without a size: nothing may be written there.
        options += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", self.cwd, "--clearenv"]
        for name, value in self.env.items():
            options += ["--setenv", name, value]
        return options

    @staticmethod
    def _namespaces(privilege: Privilege, *, forks: bool) -> list[str]:
        """No network, no sight of other processes, and no life after the worker's."""
        options = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
        options += ["--hostname", "sandbox", "--die-with-parent", "--new-session"]
        if privilege is Privilege.ROOTLESS:
            # A parent's forks part from it by a user namespace each.
            return [*options, "--unshare-user", *([] if forks else ["--disable-userns"])]
        options += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        # enter.py needs those two to become the slot's uid; becoming it gives them up. A parent leaves for a user
        # namespace at once and keeps its rights there alone.
        return [*options, "--cap-add", "CAP_SYS_ADMIN"] if forks else options

    @staticmethod
    def _system(etc: Path) -> Iterator[str]:
        """The operating system's programs and libraries, read-only, with fresh /proc and /dev."""
        yield from ("--ro-bind", "/usr", "/usr")
        for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
            path = Path("/", name)
            if path.is_symlink():
                yield from ("--symlink", str(path.readlink()), str(path))
            elif path.is_dir():
                yield from ("--ro-bind", str(path), str(path))
        yield from ("--proc", "/proc", "--dev", "/dev")


def _python() -> Iterator[Bind]:
    """This Python and its packages, at their own places; nothing else of the folders they lie in."""
    seen: list[Path] = [Path("/usr")]
    for prefix in (Path(sys.base_prefix), Path(sys.prefix)):
        # A virtual environment may point at its Python through a link: both names have to lead there.
        for path in (prefix, prefix.resolve()):
            if not any(path.is_relative_to(place) for place in seen):
                seen.append(path)
                yield Bind(path.resolve(), str(path))


def _parents(target: str, made: set[PurePosixPath], open_to_all: tuple[str, ...]) -> Iterator[str]:
    """Options that make the folders above ``target``: left to itself bubblewrap makes them 0700.

    Those within a scratch folder are as open as that is.
    """
    for parent in reversed(PurePosixPath(target).parents):
        inside_system = parent.is_relative_to("/usr") or parent.is_relative_to("/dev")
        if parent not in made and not inside_system:
            made.add(parent)
            in_scratch = any(parent.is_relative_to(place) for place in open_to_all)
            yield from ("--perms", "1777" if in_scratch else "0755", "--dir", str(parent))
