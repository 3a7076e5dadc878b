"""A filter of system calls that no notebook needs and that escapes have used.

A short list of refusals, not a list of permissions: TensorFlow and its like use most of
the kernel's interface, and the namespaces are the wall; this only narrows what they leave.
"""

from __future__ import annotations

import errno
import platform
import struct

REFUSED = {
    # Memory that belongs to no process, so that nobody could count it.
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    # A run has the cores of its slot, and may not take its neighbours'.
    "sched_setaffinity": (203, 122),
    "ptrace": (101, 117),
    "syslog": (103, 116),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "acct": (163, 89),
    "mount": (165, 40),
    "umount2": (166, 39),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "init_module": (175, 105),
    "delete_module": (176, 106),
    "quotactl": (179, 60),
    "kexec_load": (246, 104),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "finit_module": (313, 273),
    "kexec_file_load": (320, 294),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442),
}
"""Numbers of system calls on x86_64 and on aarch64."""
ARCHITECTURES = {"x86_64": (0, 0xC000003E, 56, 41), "aarch64": (1, 0xC00000B7, 220, 198)}
"""Machine: column of REFUSED, the kernel's AUDIT_ARCH, the numbers of clone and of socket."""
FAMILIES = (1, 2, 10, 16)
"""Of sockets: unix, IPv4, IPv6 and netlink, which a network namespace holds. Others reach what it does not: vsock the
hypervisor, ALG and Bluetooth the kernel's lesser known parts."""
CLONE3 = 435
CLONE_NEWUSER = 0x10000000
X32 = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000


def program() -> bytes | None:
    """The filter as bubblewrap's ``--seccomp`` reads it; None on a machine whose numbers we do not know."""
    if platform.machine() not in ARCHITECTURES:
        return None
    column, architecture, clone, socket = ARCHITECTURES[platform.machine()]
    refuse = _ERROR | errno.EPERM
    # glibc falls back to clone, whose flags can be read here, when clone3 is unknown.
    steps = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, X32),
        (_RETURN, 0, 0, refuse),
        (_EQUAL, 0, 1, CLONE3),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
    ]
    for numbers in REFUSED.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, refuse)]
    steps += [
        (_EQUAL, 0, len(FAMILIES) + 3, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        *((_EQUAL, len(FAMILIES) - place, 0, family) for place, family in enumerate(FAMILIES)),
        (_RETURN, 0, 0, _ERROR | errno.EAFNOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, CLONE_NEWUSER),
        (_RETURN, 0, 0, refuse),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
