#!/usr/bin/env python3.11
"""Bring a fresh machine to where Questbook can run: ``prepare.py run | test | lint | bench``.

Makes ``.venv`` (for ``bench``, also one environment for each grader that is measured against), installs the pinned
requirements when they changed, and the Debian packages that are missing where it may. Uses nothing but Python's
standard library, because at this point there is nothing else. Every step says what it does; one that fails says what
to type.
"""

from __future__ import annotations

import fcntl
import glob
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STARTED = time.monotonic()


class Package(NamedTuple):
    """A Debian package, and the file whose presence shows that it, or its like, is installed."""

    name: str
    evidence: str


SANDBOX = Package("bubblewrap", "/usr/bin/bwrap")
GRAPHS = Package("graphviz", "/usr/bin/dot")
FIGURES = Package("fonts-nanum", "/usr/share/fonts/truetype/nanum/NanumGothic.ttf")
BROWSER = Package("chromium", "/usr/bin/chromium")
POSTGRESQL = Package("postgresql", "/usr/lib/postgresql/*/bin/initdb")
KOREAN_FONTS = Package("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

PACKAGES: dict[str, list[Package]] = {
    "run": [SANDBOX],
    "test": [SANDBOX, GRAPHS, FIGURES, BROWSER, POSTGRESQL, KOREAN_FONTS],
    "lint": [],
    "bench": [SANDBOX],
}
WANTED: dict[str, list[Package]] = {"run": [GRAPHS, FIGURES]}
"""Without these all runs, but notebooks draw no ``plot_model`` and no Korean text."""
REQUIREMENTS = {
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements/dev.txt"],
    "lint": ["requirements.txt", "requirements/dev.txt"],
    "bench": ["requirements.txt"],
}
RIVALS = {
    ROOT / ".bench" / "nbgrader": "requirements/bench-nbgrader.txt",
    ROOT / ".bench" / "otter": "requirements/bench-otter.txt",
}
"""For ``bench``: environments of their own, since they want other packages than Questbook; each file pins all."""


def main() -> None:
    """Prepare for what the command line names."""
    if len(sys.argv) != 2 or sys.argv[1] not in PACKAGES:
        give_up(f"Usage: prepare.py {' | '.join(PACKAGES)}")
    goal = sys.argv[1]
    if sys.version_info[:2] != (3, 11):
        give_up(
            f"Questbook needs Python 3.11, and {sys.executable} is {sys.version.split()[0]}.",
            f"Install it (Debian 12: apt-get install python3.11), then: make {goal} PYTHON=/path/to/python3.11",
        )
    if not os.access(ROOT, os.W_OK):
        give_up(f"{ROOT} is not yours to write to. Clone Questbook into a folder of your own.")
    with one_at_a_time():
        install_packages(PACKAGES[goal], WANTED.get(goal, []))
        if SANDBOX in PACKAGES[goal]:
            try_sandbox()
        make_environment(VENV)
        install_requirements(VENV, [ROOT / name for name in REQUIREMENTS[goal]], [ROOT / "constraints.txt"])
        for environment, name in RIVALS.items() if goal == "bench" else ():
            make_environment(environment)
            install_requirements(environment, [ROOT / name], [])


def say(text: str) -> None:
    """Print one line with the time since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f} s] {text}", flush=True)


def give_up(*lines: str) -> NoReturn:
    """Say what is wrong and what to do, and end with status 1."""
    print("", *lines, "", sep="\n", file=sys.stderr, flush=True)
    raise SystemExit(1)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second ``make`` in this folder wait instead of writing into the same environment."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is preparing this folder; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def install_packages(packages: list[Package], wanted: list[Package]) -> None:
    """Install the Debian packages that are missing, or say which command does; without ``wanted`` ones go on."""
    missing, lacking = ([p.name for p in some if not glob.glob(p.evidence)] for some in (packages, wanted))
    if not can_make_environments():
        missing.append("python3.11-venv")
    if not missing and not lacking:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing, *lacking]
    become_root = root_prefix()
    if become_root is None or not shutil.which("apt-get"):
        if not missing:
            go_on_without(lacking, command)
            return
        give_up(
            f"These system packages are missing: {' '.join([*missing, *lacking])}",
            "Type this once, then run make again:",
            f"    sudo {shlex.join(command)}",
        )
    say(f"Installing Debian packages: {' '.join([*missing, *lacking])}")
    prefix = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    waiting = ["-o", "DPkg::Lock::Timeout=300"]
    for step in (["apt-get", *waiting, "update"], ["apt-get", *waiting, *command[1:]]):
        done = subprocess.run(
            [*prefix, *step], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
        )
        if done.returncode and not missing:
            go_on_without(lacking, command)
            return
        if done.returncode:
            give_up(*done.stdout.splitlines()[-15:], f"This failed: {shlex.join([*prefix, *step])}")


def go_on_without(lacking: list[str], command: list[str]) -> None:
    """Say what is not there, and how to get it."""
    say(f"Going on without {' and '.join(lacking)}. To have what is missing, type: sudo {shlex.join(command)}")


def can_make_environments() -> bool:
    """Whether this Python can make a virtual environment with pip; Debian ships that part as a package of its own."""
    probe = [sys.executable, "-c", "import venv, ensurepip"]
    return VENV.is_dir() or subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode == 0


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root without a password; None when that is not possible."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def try_sandbox() -> None:
    """Start an empty sandbox once: some machines forbid them, and nothing is run without one."""
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--proc", "/proc", "true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    give_up(
        "bubblewrap is installed, but cannot make a sandbox here, and Questbook runs no notebook without one:",
        f"    {done.stderr.strip()}",
        "On Debian, this allows it:  sudo sysctl -w kernel.unprivileged_userns_clone=1",
        "In a container, start the container with --privileged, or with the seccomp and AppArmor profiles unconfined.",
    )


def make_environment(folder: Path) -> None:
    """Make a virtual environment, anew when it is broken or of another Python."""
    python = folder / "bin" / "python"
    probe = [str(python), "-c", "import sys, pip; assert sys.version_info[:2] == (3, 11)"]
    if python.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return
    say(f"Making the virtual environment {folder.relative_to(ROOT)}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False)
    if done.returncode:
        give_up("The virtual environment could not be made; the lines above say why.")


def install_requirements(environment: Path, files: list[Path], constraints: list[Path]) -> None:
    """Install the pinned packages, unless exactly these were installed before."""
    pins = [*files, *constraints]
    stamp = environment / f"installed-{'-'.join(file.stem for file in files)}"
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in pins)).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    names = " and ".join(str(file.relative_to(ROOT)) for file in files)
    say(f"Installing {names} into {environment.relative_to(ROOT)}: about 1 GB to download the first time")
    command = [
        str(environment / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
    ]
    for file in files:
        command += ["-r", str(file)]
    pip(command, environment / "pip.log")
    stamp.write_text(digest)
    say("Requirements are installed")


def pip(command: list[str], log: Path) -> None:
    """Run pip, showing each download and its size as it starts; the whole output goes to ``log``."""
    with (
        log.open("w") as record,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            record.write(line)
            if line.lstrip().startswith("Downloading") and " MB)" in line:
                say(f"  {line.strip()}")
            elif line.startswith("Installing collected packages"):
                say(f"  Installing {line.count(',') + 1} packages")
    if process.returncode:
        give_up(
            *log.read_text(errors="replace").splitlines()[-20:],
            f"pip could not install the requirements (all of its words: {log.relative_to(ROOT)}).",
            "Check that this machine can reach the package index and has 4 GB of free disk, then run make again.",
        )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
