"""A fork of a warm process, behind a wall of its own within the wall that the process has around it.

The outer wall gave the system read-only, no network and its own process ids. The fork gets anew all that must not
be shared with its siblings: process ids, mounts, shared memory, network, host name; folders in memory; a ``/proc``
and terminals of its own; then it gives up every right. Everything that belongs to siblings is covered.
"""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import enter  # type: ignore[import-not-found]  # found in this folder when this runs

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWCGROUP = 0x00020000, 0x04000000, 0x08000000, 0x02000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
PR_SET_DUMPABLE = 4
PR_CAPBSET_READ, PR_CAPBSET_DROP = 23, 24
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
NOT_BUILT = 70
"""Exit status of a fork whose wall could not be built."""
GO = 3
"""The descriptor at which a fork waits for the word to go. Whatever runs code of others closes it first."""
BUILT = 4
"""The one that it holds until its wall stands."""

libc = ctypes.CDLL(None, use_errno=True)


def fork(order: "dict[str, Any]", seccomp: bytes, complaints: int, body: "Callable[[], int]") -> "tuple[int, int]":
    """Fork behind a wall, and wait until that stands: who watches over the fork must not find the parent's ``/proc``.

    The fork waits to be told to go, then runs ``body`` and ends with what that returns.

    Args:
        order: what the fork gets and sees, see :class:`worker.nursery.order.Order`.
        seccomp: the filter of system calls; empty where this machine has none.
        complaints: a descriptor that becomes its standard error.

    Returns:
        Its process id, and a descriptor: a byte written there lets it go, closing it ends it.

    Raises:
        OSError: no process could be made, or the namespaces were refused.
    """
    heard, told = os.pipe()
    waits, go = os.pipe()
    try:
        between = os.fork()
    except OSError:
        for end in (heard, told, waits, go):
            os.close(end)
        raise
    if not between:
        _between(order, seccomp, complaints, waits, told, body)
    os.close(told)
    os.close(waits)
    with os.fdopen(heard, "rb") as stream:
        # Ends when the fork lets go of its own end too: its wall stands, or it has ended.
        pid = stream.read()
    os.waitpid(between, 0)
    if not pid.isdigit():
        os.close(go)
        raise OSError("the fork's namespaces were refused")
    return int(pid), go


def _between(
    order: "dict[str, Any]", seccomp: bytes, complaints: int, waits: int, told: int, body: "Callable[[], int]"
) -> None:
    """In the process between: only its next fork is in the new namespace of process ids. Never returns."""
    status = NOT_BUILT
    try:
        os.dup2(complaints, 2)
        _leave_namespaces(nested=order["uid"] is None)
        pid = os.fork()
        if pid:
            os.write(told, str(pid).encode())
            os._exit(0)
        _forget_descriptors(waits, told)
        # A group of processes reaches across namespaces: a signal to one's own would find the parent and all siblings.
        os.setsid()
        _go_first()
        _build(order)
        _bound()
        enter.become_nobody(order["uid"])
        enter.take_limits(order["processes"], order["file_bytes"], order["cpu_seconds"])
        enter.be_batch_work()
        if seccomp:
            _filter(seccomp)
        # Giving up rights hid it from its worker, which has to watch over it.
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        _leave_first_process()
        os.close(BUILT)
        if os.read(GO, 1):
            status = body()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
        print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - whatever it was, a fork must not live on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _leave_first_process() -> None:
    """Go on as the child of the namespace's first process, which becomes one that only waits."""
    child = os.fork()
    if child:
        os.closerange(GO, GO + 2)
        here = os.path.dirname(os.path.abspath(__file__))
        os.execve(sys.executable, [sys.executable, "-I", "-S", f"{here}/init.py", str(child)], {})  # noqa: S606
    os.setpgid(0, 0)


def _leave_namespaces(*, nested: bool) -> None:
    """Part from everything that siblings share. ``nested``: by a user namespace, which gives the rights to do so."""
    uid, gid = os.geteuid(), os.getegid()
    apart = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP
    _check(libc.unshare(apart | (CLONE_NEWUSER if nested else 0)), "unshare")
    if nested:
        for name, content in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(content)


def _forget_descriptors(waits: int, told: int) -> None:
    """Keep standard error, the pipe to wait at, and the one to tell by; all others are the parent's."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    # Of a pipe the end to write to has the higher number, so this one is not GO.
    os.dup2(waits, GO)
    os.dup2(told, BUILT)
    nothing = os.open("/dev/null", os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.closerange(BUILT + 1, os.sysconf("SC_OPEN_MAX"))


def _go_first() -> None:
    """When the machine runs out of memory, a fork is ended before its parent."""
    # Changing namespaces took its own files in /proc away from it.
    libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def _bound() -> None:
    """Empty the bounding set: no program whatsoever can bring a capability back."""
    capability = 0
    while libc.prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0:
        _check(libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0), "bounding set")
        capability += 1


def _build(order: "dict[str, Any]") -> None:
    """Mount what this fork alone has, cover what it must not see."""
    mount("none", "/", "", MS_REC | MS_PRIVATE)
    for target, size in order["scratch"]:
        os.makedirs(target, exist_ok=True)
        mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV, f"size={size},mode=1777")
    scratch = tuple(target for target, _ in order["scratch"])
    for source, target, writable in order["binds"]:
        _mount_point(source, target, scratch)
        mount(source, target, "", MS_BIND)
        if not writable:
            # What the outer wall forbids of a mount cannot be allowed again here, and must be named.
            kept = os.statvfs(target).f_flag & (MS_NOSUID | MS_NODEV | MS_NOEXEC)
            mount("none", target, "", MS_REMOUNT | MS_BIND | MS_RDONLY | kept)
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    # The filter of system calls refuses new user namespaces too; this holds where there is no filter.
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
    mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620")
    # The first process is the fork's too, and yet nothing of a learner's.
    for target in (*order["covered"], "/proc/1"):
        mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV | MS_RDONLY, "size=4k,mode=555")
    libc.sethostname(b"sandbox", 7)
    os.chdir(order["cwd"])


def _mount_point(source: str, target: str, scratch: "tuple[str, ...]") -> None:
    """Make the place for a mount where it lies in one of the fork's own folders; folders there are open to all."""
    if os.path.lexists(target):
        return
    place = ""
    folders = target.split("/")[1:] if os.path.isdir(source) else target.split("/")[1:-1]
    for name in folders:
        place = f"{place}/{name}"
        if not os.path.isdir(place):
            os.mkdir(place)
            os.chmod(place, 0o1777 if place.startswith(scratch) else 0o755)
    if not os.path.isdir(source):
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Do what the system call of this name does.

    Raises:
        OSError: the kernel refused.
    """
    _check(
        libc.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode()),
        f"mount {kind or 'bind'} on {target}",
    )


def _filter(program: bytes) -> None:
    """From here on the kernel refuses what the filter refuses; like no_new_privs, it stays for good."""

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]

    step = 8
    taken = Program(len(program) // step, program)
    _check(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(taken), 0, 0), "seccomp")


def _check(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
