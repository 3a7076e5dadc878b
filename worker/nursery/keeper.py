"""The nursery's own process: keeps warm parents, and hands each order to the one that fits.

Run as ``python -m worker.nursery.keeper SETUP``, where SETUP is the JSON of :class:`Setup`. It listens on
``nursery.sock`` in its folder. A request is one message with two descriptors, which go on to the parent; after that
the attempt and the parent speak with each other alone.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import select
import signal
import socket
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graders.quest import Runtime
from worker.environment import environment, judge_environment
from worker.faults import PlatformFault
from worker.nursery.order import Order, Parentage
from worker.nursery.parent import MAX_MESSAGE, MAX_RECORD_BYTES, Parent
from worker.nursery.setup import Setup
from worker.sandbox import Privilege
from worker.sandbox.slots import take

log = logging.getLogger("worker.nursery")

GROWTH = 256 * 2**20
"""Bytes that a parent may grow by before it is replaced."""
START_SECONDS = 60.0
DEAF_SECONDS = 15.0
"""How long a parent may take no order: those who wait for a fork give up a little sooner."""
REST_SECONDS = 20.0
"""How long nothing is tried again after a parent could not be started."""
TICK_SECONDS = 1.0
PR_SET_PDEATHSIG = 1


@dataclass
class Request:
    """An order that waits for its parent."""

    client: socket.socket
    order: Order
    parentage: Parentage
    descriptors: list[int]

    def answer(self, told: dict[str, Any]) -> None:
        """Tell what became of it, and let go."""
        with suppress(OSError):
            self.client.send(json.dumps(told).encode())
        self.client.close()
        for descriptor in self.descriptors:
            os.close(descriptor)


@dataclass
class Family:
    """The parents of one parentage: at most one that is to come or takes orders, and those that have retired."""

    parentage: Parentage
    current: Parent | None = None
    coming: Parent | None = None
    waiting: list[Request] = field(default_factory=list)
    cells: int | None = None
    """How many cells of the prelude may run in a parent; None until that is known."""
    failed: float = -REST_SECONDS
    """When its last parent ended before it was ready."""


class Keeper:
    """All parents of this worker."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.place = Path(setup.place)
        self.families: dict[str, Family] = {}
        self.retired: list[Parent] = []
        self.slots = ExitStack()
        self.free_slots: list[int] = []
        self.slot_of: dict[int, int] = {}

    def run(self) -> None:
        """Serve until told to end; then end all parents, and wait for that."""
        try:
            self._serve()
        finally:
            for parent in self._parents():
                parent.close()

    def _serve(self) -> None:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = self.place / "nursery.sock"
        path.unlink(missing_ok=True)
        listener.bind(str(path))
        listener.listen(64)
        for backend in self.setup.backends:
            runtime = Runtime(backend=backend)
            self._raise(Parentage.of("kernel", backend, environment(runtime)))
        self._raise(Parentage.of("judge", "tensorflow", judge_environment()))
        clients: dict[int, socket.socket] = {}
        while True:
            parents = {parent.control.fileno(): parent for parent in self._parents()}
            listening = select.poll()
            complaining = {parent.stderr: parent for parent in parents.values()}
            for descriptor in (listener.fileno(), *clients, *parents, *complaining):
                listening.register(descriptor, select.POLLIN)
            for descriptor, _ in listening.poll(TICK_SECONDS * 1000):
                if descriptor == listener.fileno():
                    client, _ = listener.accept()
                    clients[client.fileno()] = client
                elif descriptor in clients:
                    self._take(clients.pop(descriptor))
                elif (parent := parents.get(descriptor) or complaining[descriptor]) not in self._parents():
                    continue  # Closed a moment ago; the descriptor may be another's by now.
                elif descriptor in complaining:
                    parent.listen()
                else:
                    self._hear(parent)
            self._look_after()

    def _parents(self) -> list[Parent]:
        standing = (parent for family in self.families.values() for parent in (family.current, family.coming))
        return [*filter(None, standing), *self.retired]

    def _take(self, client: socket.socket) -> None:
        """One request of a worker: an order, or the wish that a parent be there."""
        descriptors: list[int] = []
        try:
            message, descriptors, _, _ = socket.recv_fds(client, MAX_MESSAGE, 2)
            told = json.loads(message)
            parentage = Parentage.from_json(told["parentage"])
            order = Order(**told["order"]) if told["order"] else None
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("a request that cannot be read: %s", error)
            client.close()
            for descriptor in descriptors:
                os.close(descriptor)
            return
        if order is None:
            self._warm(parentage, client)
            return
        request = Request(client, order, parentage, descriptors)
        family = self._family(parentage)
        if parentage.prelude and not (family.current and family.current.ready):
            # Nobody waits for a quest's own parent: the next submission finds it.
            self._raise(parentage)
            family = self._family(parentage.without_prelude())
        if family.current:
            self._hand_over(family.current, request)
        elif self._raise(family.parentage):
            family.waiting.append(request)
        else:
            request.answer({"start": "cold"})

    def _warm(self, parentage: Parentage, client: socket.socket) -> None:
        """Have a parent ready as soon as may be; the client is told whether it is, and asks again."""
        family = self._family(parentage)
        coming = family.current is None and self._raise(parentage)
        with suppress(OSError):
            client.send(
                json.dumps({"ready": family.current is not None, "coming": coming, "cells": family.cells}).encode()
            )
        client.close()

    def _hand_over(self, parent: Parent, request: Request) -> None:
        told = {"start": "warm"}
        try:
            if parent.parentage.prelude:
                told = {"start": "quest-warm", "prelude": self._record(parent)}
            parent.order(request.order, request.descriptors)
        except OSError as error:
            log.warning("%s takes no order: %s", parent.parentage.name, error)
            told = {"start": "cold"}
        request.answer(told)
        if parent.forks >= self.setup.forks:
            self._replace(parent)

    def _record(self, parent: Parent) -> str:
        """The file with the outputs of a parent's prelude."""
        path = self._record_of(parent)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(parent.record)
            unfinished.rename(path)
        return str(path)

    def _record_of(self, parent: Parent) -> Path:
        """Each has its own: what cells show need not be the same when they run again in a successor."""
        return self.place / "preludes" / f"{parent.parentage.name}-{parent.init}.json"

    def _family(self, parentage: Parentage) -> Family:
        return self.families.setdefault(parentage.name, Family(parentage))

    def _raise(self, parentage: Parentage) -> bool:
        """Start a parent unless one is on its way; False where none is to be had now."""
        family = self._family(parentage)
        if family.coming:
            return True
        prelude = parentage.prelude
        if prelude and (not self.setup.preludes or family.cells == 0):
            return False
        if time.monotonic() - family.failed < REST_SECONDS:
            return False
        if prelude and family.cells is not None:
            parentage = replace(parentage, prelude=prelude.first(family.cells))
        slot = self._slot()
        try:
            family.coming = Parent(
                parentage,
                privilege=Privilege(self.setup.privilege),
                slot=slot,
                cores=self.setup.cores,
                place=self.place,
                data=Path(self.setup.data),
            )
        except (PlatformFault, OSError) as error:
            log.error("a warm parent (%s) cannot be started: %s", parentage.name, error)
            family.failed = time.monotonic()
            self.free_slots.append(slot)
            return False
        self.slot_of[id(family.coming)] = slot
        return True

    def _hear(self, parent: Parent) -> None:
        """A parent got ready, a fork of it ended, or it did itself."""
        told = parent.hear()
        family = next((f for f in self.families.values() if parent in (f.current, f.coming)), None)
        if told is None:
            self._lost(parent, family)
        elif "ready" in told and family is not None:
            self._stand(parent, family)

    def _stand(self, parent: Parent, family: Family) -> None:
        """Let a new parent take the orders, if it can."""
        family.coming = None
        prelude = parent.parentage.prelude
        if prelude and (len(parent.record) > MAX_RECORD_BYTES or parent.why):
            family.cells = 0 if len(parent.record) > MAX_RECORD_BYTES else min(parent.ran, len(prelude.cells) - 1)
            log.info("%s: only %d first cell(s) are kept warm: %.300s", prelude.quest, family.cells, parent.why)
            self._close(parent)
            self._raise(family.parentage)
            return
        if prelude and parent.resident > self.setup.memory:
            log.info("%s: its first cells are not kept warm: they take more than all such parents may", prelude.quest)
            family.cells = 0
            self._close(parent)
            return
        if prelude:
            family.cells = len(prelude.cells)
        log.info(
            "%s is warm: %.0f MB, after %.1f s",
            parent.parentage.name,
            parent.resident / 2**20,
            time.monotonic() - parent.started,
        )
        if family.current:
            self._retire(family.current)
        family.current = parent
        for request in family.waiting:
            self._hand_over(parent, request)
        family.waiting.clear()
        self._make_room(parent)

    def _lost(self, parent: Parent, family: Family | None) -> None:
        """A parent ended by itself: its attempts hear of that by themselves. The next one is started."""
        log.warning("%s ended: %s", parent.parentage.name, parent.complaints)
        if parent in self.retired:
            self.retired.remove(parent)
        if family is None:
            self._close(parent)
            return
        if parent is family.current:
            family.current = None
            self._close(parent)
            if not parent.parentage.prelude:
                self._raise(family.parentage)
            # A quest's own is for its next submission to have tried: what ended this one may end each that follows.
            return
        family.coming = None
        family.failed = time.monotonic()
        self._close(parent)
        for request in family.waiting:
            request.answer({"start": "cold"})
        family.waiting.clear()

    def _replace(self, parent: Parent) -> None:
        """Have a successor made; the parent serves until that stands."""
        family = next((f for f in self.families.values() if f.current is parent), None)
        if family and not family.coming:
            self._raise(family.parentage)

    def _retire(self, parent: Parent) -> None:
        """No order goes to it any more; it ends with its last fork."""
        parent.retired = True
        self.retired.append(parent)

    def _look_after(self) -> None:
        """End what has retired and serves nobody, replace what has grown, give up on what does not get ready."""
        for parent in [parent for parent in self.retired if not parent.living]:
            self.retired.remove(parent)
            self._close(parent)
        for family in list(self.families.values()):
            if family.current and family.current.resident - family.current.resident_at_first > GROWTH:
                self._replace(family.current)
            current = family.current
            if current and current.on_their_way and time.monotonic() - current.heard > DEAF_SECONDS:
                log.error("%s takes no orders any more", family.parentage.name)
                self._lost(current, family)
            prelude = family.parentage.prelude
            allowed = START_SECONDS + (prelude.seconds if prelude else 0)
            if family.coming and time.monotonic() - family.coming.started > allowed:
                self._lost(family.coming, family)

    def _make_room(self, newest: Parent) -> None:
        """Retire parents of older releases of the newest one's quest, and the least used while there are too many."""
        prelude = newest.parentage.prelude
        if prelude is None:
            return
        standing = [f for f in self.families.values() if f.current and f.parentage.prelude and f.current is not newest]
        standing.sort(key=lambda f: f.current.used if f.current else 0)
        for family in standing:
            assert family.current is not None
            assert family.parentage.prelude is not None
            theirs = family.parentage.prelude
            old = theirs.quest == prelude.quest and (theirs.digest, theirs.as_of) != (prelude.digest, prelude.as_of)
            total = newest.resident + sum(f.current.resident for f in standing if f.current)
            if old or total > self.setup.memory:
                self._retire(family.current)
                family.current = None
                if family.coming:
                    self._close(family.coming)
                del self.families[family.parentage.name]

    def _close(self, parent: Parent) -> None:
        parent.close()
        self._record_of(parent).unlink(missing_ok=True)
        if (slot := self.slot_of.pop(id(parent), None)) is not None:
            self.free_slots.append(slot)

    def _slot(self) -> int:
        return self.free_slots.pop() if self.free_slots else self.slots.enter_context(take())


def main() -> None:
    """Keep a nursery until the worker that started this process ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    told = json.loads(sys.argv[1])
    if os.getppid() != told.pop("worker"):
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        Keeper(Setup.from_json(told)).run()
    except PlatformFault as fault:
        raise SystemExit(fault.reason.en) from fault


if __name__ == "__main__":
    main()
