"""First inside the wall: become nobody in particular, take the limits on, be batch work, then become the program.

Run as ``python enter.py --uid UID --processes N --file-bytes N --cpu-seconds N -- PROGRAM ARGUMENT...``;
without ``--uid`` the user namespace has already taken all rights away.
"""

import argparse
import contextlib
import ctypes
import os
import resource

PR_SET_NO_NEW_PRIVS = 38
LINUX_CAPABILITY_VERSION_3 = 0x20080522


def main() -> None:
    """Drop every right, set the limits and exec."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--uid", type=int)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--file-bytes", type=int, required=True)
    parser.add_argument("--cpu-seconds", type=int, required=True)
    parser.add_argument("program", nargs="+")
    arguments = parser.parse_args()

    become_nobody(arguments.uid)
    take_limits(arguments.processes, arguments.file_bytes, arguments.cpu_seconds)
    be_batch_work()
    os.execv(arguments.program[0], arguments.program)  # noqa: S606 - the worker wrote this command line


def become_nobody(uid: "int | None") -> None:
    """Become ``uid`` (where None, stay who we are), without a capability and without a way to get one."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    give_up_capabilities()
    if 0 in os.getresuid() or 0 in os.getresgid():
        raise SystemExit("refusing to run a notebook as root")
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise SystemExit("the kernel refused no_new_privs")


def give_up_capabilities() -> None:
    """Empty every set of capabilities: becoming another user leaves the inheritable one as it was."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
    if libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise SystemExit("the kernel refused to take the capabilities away")


def take_limits(processes: int, file_bytes: int, cpu_seconds: int) -> None:
    """Take the limits on that the operating system itself holds, each for every process; none can be raised again."""
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, 4096),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (allowed, allowed))
    os.umask(0o022)


def be_batch_work() -> None:
    """Ask the kernel to let a thread finish what it does before another that was woken meanwhile gets its core.

    On a slot of one core, TensorFlow's thread that tunes a data set's pipeline is woken at the pipeline's end a moment
    before it can see the end. Run at once, it goes back to sleep, and ``fit`` waits for it at the end of every epoch,
    for up to as long as the epoch took. Where the machine refuses, the program runs as it did.
    """
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


if __name__ == "__main__":
    main()
