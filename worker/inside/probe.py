"""What code behind the wall could still do, written down for ``worker.sandbox.check``.

Run as ``python probe.py FILE``.
"""

import json
import os
import sys


def main() -> None:
    """Write what can be seen from here to the file named on the command line."""
    with open("/proc/self/status") as file:
        status = dict(line.split(":", 1) for line in file)
    # A machine without these packages, or whose files this uid may not read, fails here and not in a learner's run.
    import ipykernel  # noqa: F401
    import numpy as np  # noqa: F401

    seen = {
        "uids": [int(uid) for uid in status["Uid"].split()],
        "capabilities": max(
            (status[name].strip() for name in ("CapPrm", "CapEff", "CapInh")), key=lambda c: int(c, 16)
        ),
        "no_new_privs": int(status["NoNewPrivs"]),
        "seccomp": int(status.get("Seccomp", 0)),
        "interfaces": sorted(os.listdir("/sys/class/net")) if os.path.isdir("/sys/class/net") else _interfaces(),
        "processes": sum(name.isdigit() for name in os.listdir("/proc")),
    }
    with open(sys.argv[1], "w") as file:
        json.dump(seen, file)


def _interfaces() -> list[str]:
    with open("/proc/net/dev") as file:
        return sorted(line.split(":")[0].strip() for line in file if ":" in line)


if __name__ == "__main__":
    main()
