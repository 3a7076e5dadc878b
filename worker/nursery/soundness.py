"""Whether the wall of a fork is what a wall has to be here: looked at once, from inside, before it is relied on."""

from __future__ import annotations

import logging
import threading

from worker.folder import run_folder
from worker.nursery import Nursery, Parentage, ParentDied
from worker.sandbox import Privilege
from worker.sandbox.launch import uid_of
from worker.sandbox.privilege import PROBE, PROBE_MEMORY, probe_wall, weaknesses
from worker.sandbox.slots import take

log = logging.getLogger(__name__)


_known: dict[Nursery, bool] = {}


def sound(nursery: Nursery, parentage: Parentage, privilege: Privilege, stop: threading.Event) -> bool:
    """Whether a fork that looks out from behind its wall finds nothing; one does, the first time.

    Raises:
        Cold, ParentDied: there was none to look.
        Stopped: ``stop`` was set before there was one.
    """
    if nursery not in _known:
        _known[nursery] = _looked(nursery, parentage, privilege, stop)
    return _known[nursery]


def _looked(nursery: Nursery, parentage: Parentage, privilege: Privilege, stop: threading.Event) -> bool:
    with run_folder(nursery.runs) as folder, take() as slot:
        wall = probe_wall(folder, uid_of(privilege, slot))
        forked, _ = nursery.fork(
            parentage, wall, PROBE, privilege=privilege, slot=slot, folder=folder, memory=PROBE_MEMORY, stop=stop
        )
        with forked:
            forked.go()
            found = weaknesses(forked, folder)
            if found and not (folder / "answers" / "seen.json").exists():
                raise ParentDied(f"the fork ended before it had looked: {found}")
    if found:
        log.error("The nursery is not used, for the walls of its forks would be weak: %s", found)
    return not found
