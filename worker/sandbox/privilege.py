"""Which kind of wall this machine allows. When it allows none, nothing is run."""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from functools import cache
from pathlib import Path

from graders.text import text
from worker.faults import PlatformFault
from worker.folder import run_folder
from worker.sandbox import cgroup, seccomp
from worker.sandbox.launch import Walled, launch, uid_of
from worker.sandbox.slots import take
from worker.sandbox.wall import INSIDE, WORK, Bind, Privilege, Scratch, Wall

log = logging.getLogger(__name__)

ANSWERS = "/questbook/answers"
PROBE = (sys.executable, "-I", f"{INSIDE}/probe.py", f"{ANSWERS}/seen.json")
PROBE_SECONDS = 60
PROBE_MEMORY = 2**30
FILTERING = 2
"""What the kernel calls a process under a filter of system calls."""


@cache
def check() -> Privilege:
    """Build a wall, look out from inside, and say which kind it is; warn of a layer that this machine cannot have.

    Raises:
        PlatformFault: no wall can be built here, or what is inside could still do harm.
    """
    privilege = Privilege.ROOT if os.geteuid() == 0 else Privilege.ROOTLESS
    with run_folder() as folder, take() as slot:
        wall = probe_wall(folder, uid_of(privilege, slot))
        try:
            with launch(wall, PROBE, privilege=privilege, slot=slot, folder=folder, memory=PROBE_MEMORY) as walled:
                found = weaknesses(walled, folder)
        except PlatformFault as fault:
            raise _refused(privilege, fault.reason.en) from fault
    if found:
        raise _refused(privilege, found)
    if seccomp.program() is None:
        log.warning(
            "The sandbox has no filter of system calls on %s, only on %s. All its other layers stand; see "
            "docs/sandbox.md.",
            platform.machine(),
            " and ".join(seccomp.ARCHITECTURES),
        )
    return privilege


def probe_wall(folder: Path, uid: int) -> Wall:
    """The wall for PROBE, which writes to a new folder within ``folder``."""
    answers = folder / "answers"
    answers.mkdir()
    os.chown(answers, uid, -1)
    return Wall(
        binds=(Bind(answers, ANSWERS, writable=True),),
        scratch=(Scratch(WORK, 2**20),),
        processes=64,
    )


def weaknesses(probing: Walled, folder: Path) -> str:
    """What code behind the wall of a running probe could still do, in words; empty when it could do no harm."""
    status = probing.wait(PROBE_SECONDS)
    try:
        seen = json.loads((folder / "answers" / "seen.json").read_bytes()[:10_000])
    except (OSError, ValueError):
        return probing.complaints.strip() or f"the probe ended with status {status}"
    wrong = [
        name
        for name, harmless in (
            ("uid 0", 0 not in seen["uids"]),
            ("capabilities", int(seen["capabilities"], 16) == 0),
            ("new privileges by setuid programs", seen["no_new_privs"] == 1),
            ("a network", seen["interfaces"] in ([], ["lo"])),
            ("processes of the host", seen["processes"] <= 4),
            ("refused system calls", seen["seccomp"] == FILTERING or seccomp.program() is None),
        )
        if not harmless
    ]
    return f"code inside would still have {', '.join(wrong)}" if wrong else ""


def described() -> str:
    """The wall of this machine in a few words: its kind, what holds its memory, and the layer left out, if one is.

    Raises:
        PlatformFault: as :func:`check`.
    """
    left_out = f", without the filter of system calls on {platform.machine()}" if seccomp.program() is None else ""
    return f"{check()}, {cgroup.described()}{left_out}"


def _refused(privilege: Privilege, words: str) -> PlatformFault:
    """Why no notebook is run here, and what would change that."""
    words = words[-600:]
    if privilege is Privilege.ROOT:
        return PlatformFault(
            text(
                f"No sandbox can be built, so no notebook is run ({words}). The worker is root but may not make "
                "namespaces: start the container with CAP_SYS_ADMIN, or run the worker as an ordinary user.",
                f"샌드박스를 만들 수 없어 노트북을 실행하지 않습니다({words}). 작업자가 root이지만 네임스페이스를 "
                "만들 권한이 없습니다. 컨테이너에 CAP_SYS_ADMIN을 주거나 작업자를 일반 사용자로 실행하십시오.",
            )
        )
    return PlatformFault(
        text(
            f"No sandbox can be built, so no notebook is run ({words}). Allow user namespaces for this user "
            "(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0), "
            "or run the worker as root.",
            f"샌드박스를 만들 수 없어 노트북을 실행하지 않습니다({words}). 이 사용자에게 사용자 네임스페이스를 "
            "허용하거나(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0) "
            "작업자를 root로 실행하십시오.",
        )
    )
