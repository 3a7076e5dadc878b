"""Run a command on a PostgreSQL of its own: ``python -m tests.postgres -m pytest -m database``.

Makes a fresh cluster from Debian's binaries in a temporary folder, listening on a socket there and nowhere else, names
it in DATABASE_URL, runs Python with the given arguments, and takes the cluster away again.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A cluster for one test run need not survive a power cut.
FAST = ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=100"]


def binaries() -> Path:
    """The folder of the newest PostgreSQL that Debian has installed."""
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: float(folder.parent.name),
    )
    if not found:
        raise SystemExit("PostgreSQL is not installed. Type: sudo apt-get install -y postgresql")
    return found[-1]


def as_other_than_root() -> list[str]:
    """What to put before a command: PostgreSQL refuses to run as root, and its package brings a user for it."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


@contextmanager
def cluster() -> Iterator[str]:
    """A running PostgreSQL; yields its DATABASE_URL. It goes with this process, however that ends."""
    programs, prefix = binaries(), as_other_than_root()
    folder = Path(tempfile.mkdtemp(prefix="questbook-postgres-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        if prefix:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
        data, log = str(folder / "data"), folder / "log"
        making = ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([*prefix, str(programs / "initdb"), *making], check=True, stdout=subprocess.DEVNULL, cwd=folder)
        # INT is PostgreSQL's own word for a quick stop, should this process be killed.
        tether = [*(prefix or ["setpriv"]), "--pdeathsig=INT", "--"]
        serving = [str(programs / "postgres"), "-D", data, "-k", str(folder), "-h", "", *FAST]
        with log.open("wb") as output:
            server = subprocess.Popen([*tether, *serving], stdout=output, stderr=output, cwd=folder)
        ready = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", "postgres", "-t", "1"]
        while subprocess.run(ready, check=False).returncode:
            if server.poll() is not None:
                raise SystemExit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        yield f"postgres://postgres@{urllib.parse.quote(str(folder), safe='')}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run Python with this command line's arguments on a cluster; its exit status."""
    if len(sys.argv) < 2:
        raise SystemExit("Usage: python -m tests.postgres -m pytest -m database")
    # So that being told to stop takes the cluster away as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as url:
        return subprocess.run(
            [sys.executable, *sys.argv[1:]], env={**os.environ, "DATABASE_URL": url}, check=False
        ).returncode


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
