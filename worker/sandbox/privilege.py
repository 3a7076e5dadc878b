"""Which kind of wall this machine allows. When it allows none, nothing is run."""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from functools import cache

from graders.text import text
from worker.faults import PlatformFault
from worker.folder import run_folder
from worker.sandbox import seccomp
from worker.sandbox.launch import launch, uid_of
from worker.sandbox.slots import take
from worker.sandbox.wall import Bind, Privilege, Scratch, Wall

log = logging.getLogger(__name__)

PROBE_SECONDS = 60
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
        answers = folder / "answers"
        answers.mkdir()
        os.chown(answers, uid_of(privilege, slot), -1)
        wall = Wall(
            binds=(Bind(answers, "/answers", writable=True),),
            scratch=(Scratch("/home/learner", 2**20),),
            processes=64,
        )
        program = [sys.executable, "-I", "/questbook/inside/probe.py", "/answers/seen.json"]
        try:
            with launch(wall, program, privilege=privilege, slot=slot, folder=folder, memory=2**30) as walled:
                status = walled.wait(PROBE_SECONDS)
                complaint = walled.complaints.strip()
        except PlatformFault as fault:
            raise _refused(privilege, fault.reason.en) from fault
        try:
            seen = json.loads((answers / "seen.json").read_bytes()[:10_000])
        except (OSError, ValueError) as error:
            raise _refused(privilege, complaint or f"the probe ended with status {status}") from error
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
    if wrong:
        raise _refused(privilege, f"code inside would still have {', '.join(wrong)}")
    if seccomp.program() is None:
        log.warning(
            "The sandbox has no filter of system calls on %s, only on %s. All its other layers stand; see "
            "docs/sandbox.md.",
            platform.machine(),
            " and ".join(seccomp.ARCHITECTURES),
        )
    return privilege


def described() -> str:
    """The wall of this machine in a few words: its kind, and the layer that is left out, if one is.

    Raises:
        PlatformFault: as :func:`check`.
    """
    left_out = f", without the filter of system calls on {platform.machine()}" if seccomp.program() is None else ""
    return f"{check()}{left_out}"


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
