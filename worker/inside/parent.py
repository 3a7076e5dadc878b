"""A warm parent: imports what its kind needs, runs no op of it, and forks a kernel or a judge for each order.

Run as ``python parent.py CONTROL`` behind a bubblewrap wall; CONTROL is the number of a SOCK_SEQPACKET socket.
The first message there is the parent's setup; each later one is an order, with two descriptors: the attempt's own
socket, and the pipe for its standard error. On the attempt's socket the parent sends the fork's pidfd, hears ``go``,
and tells the exit status; when the socket is closed at the other end, the fork is killed.
"""

import base64
import contextlib
import ctypes
import functools
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

import datasets  # type: ignore[import-not-found]  # these lie in this folder
import fork  # type: ignore[import-not-found]
import importing  # type: ignore[import-not-found]
import kernel  # type: ignore[import-not-found]
import prelude  # type: ignore[import-not-found]
import probe  # type: ignore[import-not-found]
import seeding  # type: ignore[import-not-found]

watching, epochs, figures = map(importing.sibling, ("watching", "epochs", "figures"))

# A learner's imports are searched from the working folder, never in this one; none of these is theirs.
sys.path[0] = ""
for _name in ("datasets", "enter", "fork", "importing", "kernel", "prelude", "probe", "seeding"):
    sys.modules.pop(_name)

PR_SET_CHILD_SUBREAPER = 36
PLAIN_PROC = "/questbook/proc"
MAX_MESSAGE = 128 * 1024


def main() -> None:
    """Get ready, say so, and take orders until the control socket is closed."""
    control = socket.socket(fileno=int(sys.argv[1]))
    setup = json.loads(control.recv(MAX_MESSAGE))
    if setup["uids"] is not None:
        _leave_root(**setup["uids"])
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sys.path += setup["path"]
    datasets.answer_from_disk()
    if setup["kind"] == "kernel":
        for each in (watching, epochs, figures):
            each.install()
    for name in setup["imports"]:
        importlib.import_module(name)
    parent = Parent(control, base64.b64decode(setup["seccomp"]))
    ready: dict = {"threads": threads()}
    record = b"[]"
    if setup["kind"] == "kernel":
        ready["prelude"], record = parent.prepare_kernel(setup["prelude"], setup["memory"], setup["seed"])
    else:
        importlib.import_module("graders.judge").get_ready()
    gc.collect()
    # What is frozen is not written to by the forks' garbage collectors, and so stays shared.
    gc.freeze()
    descriptor = os.memfd_create("prelude")
    os.write(descriptor, record)
    socket.send_fds(control, [json.dumps({"ready": ready, **parent.state()}).encode()], [descriptor])
    os.close(descriptor)
    parent.serve()


def threads() -> int:
    """How many threads this process has: an op of TensorFlow would have started some."""
    return len(os.listdir("/proc/self/task"))


class Attempt:
    """A living fork, and the socket of whoever ordered it."""

    def __init__(self, pid: int, ordered: socket.socket, go: int) -> None:
        self.pid = pid
        self.socket = ordered
        self.go = go
        """A byte written here lets the fork run, or go on where it waits once more."""
        self.given_up = False
        """Whether nobody waits for it any more."""

    def introduce(self) -> None:
        """Hand over a hold on the fork that no other process can ever be mistaken for."""
        handle = os.pidfd_open(self.pid)
        try:
            socket.send_fds(self.socket, [b"{}"], [handle])
        except OSError:
            self.give_up()
        finally:
            os.close(handle)

    def hear(self) -> None:
        """``go``, or the end of whoever ordered the fork."""
        try:
            said = self.socket.recv(16)
        except OSError:
            said = b""
        if said == b"go":
            with contextlib.suppress(OSError):  # It may have ended by itself.
                os.write(self.go, b"\0")
        else:
            self.give_up()

    def give_up(self) -> None:
        """Kill the fork."""
        self.given_up = True
        os.kill(self.pid, signal.SIGKILL)

    def end(self, status: int) -> None:
        """Tell how it ended: its exit status, or a signal's number below zero."""
        with contextlib.suppress(OSError):  # Whoever ordered it may be gone.
            self.socket.send(json.dumps({"ended": status}).encode())
        self.socket.close()
        os.close(self.go)


class Parent:
    """What the parent knows of its living forks."""

    def __init__(self, control: socket.socket, seccomp: bytes) -> None:
        self.control = control
        self.seccomp = seccomp
        self.attempts: dict[int, Attempt] = {}
        """By the fork's process id."""
        self.taken = 0
        """Orders so far."""
        self.kernel_class: Any = None
        self.shell: Any = None
        self.shell_env: dict[str, str] = {}
        """What IPython adds to the environment of what it starts."""
        self.go_on: Callable[[], None] | None = None
        """Has the generators of random numbers go on from where the prelude left them; None where there is none."""

    def prepare_kernel(self, cells: "list[str]", memory: int, seed: int) -> "tuple[dict, bytes]":
        """Make the shell that every fork goes on with, and run the quest's first cells in it.

        Returns what became of the cells, and their outputs as JSON.
        """
        self.kernel_class = kernel.load_ipython()
        from ipykernel.compiler import XCachingCompiler
        from ipykernel.kernelapp import IPKernelApp  # noqa: F401  # so that no fork has to import it
        from ipykernel.zmqshell import ZMQInteractiveShell
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        before_shell = dict(os.environ)
        self.shell = shell = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler)
        self.shell_env = {name: value for name, value in os.environ.items() if before_shell.get(name) != value}
        if inline := sys.modules.get("matplotlib_inline.backend_inline"):
            # It was imported before there was a shell to give its figures to.
            inline._enable_matplotlib_integration()  # noqa: SLF001
        generators = seeding.Seeding(seed)
        if cells:
            generators.begin()
        with prelude.at_most(memory):
            ran = prelude.run(shell, cells, threads)
        if cells:
            self.go_on = functools.partial(generators.restore, generators.state())
        return {"ran": ran.count, "why": ran.why}, json.dumps(ran.cells).encode()

    def state(self) -> dict:
        """What the keeper goes by: how many orders came, how many forks live, how many bytes are resident here."""
        with open("/proc/self/statm") as file:
            resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return {"taken": self.taken, "living": len(self.attempts), "resident": resident}

    def serve(self) -> None:
        """Take orders, let forks go, tell of their ends; until the control socket is closed."""
        wakes, wake = os.pipe()
        for end in (wakes, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while True:
            listening = select.poll()
            by_socket = {attempt.socket.fileno(): attempt for attempt in self.attempts.values() if not attempt.given_up}
            for descriptor in (self.control.fileno(), wakes, *by_socket):
                listening.register(descriptor, select.POLLIN)
            for descriptor, _ in listening.poll():
                if descriptor == wakes:
                    os.read(wakes, 4096)
                    self._reap()
                elif descriptor != self.control.fileno():
                    # One that has been reaped meanwhile is no more; its process id may be another's.
                    if by_socket[descriptor].pid in self.attempts:
                        by_socket[descriptor].hear()
                elif not self._take_order():
                    return

    def _take_order(self) -> bool:
        """Fork for one order. False when the control socket is closed."""
        message, descriptors, _, _ = socket.recv_fds(self.control, MAX_MESSAGE, 2)
        if not message:
            return False
        ordered, complaints = socket.socket(fileno=descriptors[0]), descriptors[1]
        self.taken += 1
        order = json.loads(message)
        try:
            pid, go = fork.fork(order, self.seccomp, complaints, lambda: self._be(order))
        except OSError as error:
            print(error, file=sys.stderr)
            ordered.close()
        else:
            self.attempts[pid] = attempt = Attempt(pid, ordered, go)
            attempt.introduce()
        os.close(complaints)
        self._tell()
        return True

    def _reap(self) -> None:
        """Take note of every fork that has ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            if pid in self.attempts:
                self.attempts.pop(pid).end(os.waitstatus_to_exitcode(status))
                self._tell()

    def _tell(self) -> None:
        """Have the keeper know how many forks live."""
        self.control.send(json.dumps(self.state()).encode())

    def _be(self, order: dict) -> int:
        """In the fork, behind its wall: become what was ordered."""
        # These are open no more; a descriptor of the learner's may get their number.
        for stale in (self.control, *(attempt.socket for attempt in self.attempts.values())):
            stale.detach()
        sys.argv[:] = order["arguments"]
        os.environ.clear()
        os.environ.update({**order["env"], "PWD": order["cwd"], **self.shell_env})
        if self.kernel_class is None:
            judge = importlib.import_module("graders.judge")
            # The notebook runs meanwhile: there is nothing to judge before the second word.
            judge.warm_up(order["arguments"][1:])
            if not os.read(fork.GO, 1):
                return fork.NOT_BUILT
            os.close(fork.GO)
            # A fork must not draw the numbers that its siblings draw; Python itself seeds its generator anew in each.
            importlib.import_module("numpy").random.seed()
            return int(judge.main(order["arguments"][1:]))
        os.close(fork.GO)
        if "-f" not in order["arguments"]:
            sys.argv[:] = order["arguments"][-2:]
            probe.main()
            return 0
        seed = kernel.take_seed(sys.argv)
        begin = self.go_on or seeding.Seeding(seed).begin
        kernel.serve(self.kernel_class, order["arguments"][order["arguments"].index("-f") + 1], begin)
        return 0


def _leave_root(first: int, count: int, uid: int, gid: int) -> None:
    """Become ``uid`` in a user namespace that knows the uids of all slots, and none of the host's others.

    There the parent has the rights to build its forks' walls and none outside. A ``/proc`` of which nothing is
    covered is mounted first: without one, the kernel would let nobody in that namespace mount another.
    """
    fork.mount("proc", PLAIN_PROC, "proc", fork.MS_NOSUID | fork.MS_NODEV | fork.MS_NOEXEC)
    libc = ctypes.CDLL(None, use_errno=True)
    parted, tell = os.pipe()
    process = os.getpid()
    mapper = os.fork()
    if not mapper:
        os.read(parted, 1)
        for name in ("uid_map", "gid_map"):
            with open(f"{PLAIN_PROC}/{process}/{name}", "w") as file:
                file.write(f"{first} {first} {count}")
        os._exit(0)
    if libc.unshare(fork.CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "no user namespace can be made")
    os.write(tell, b"\0")
    os.close(tell)
    os.close(parted)
    if os.waitpid(mapper, 0)[1]:
        raise SystemExit("the uids of the slots could not be mapped")
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)


if __name__ == "__main__":
    main()
