"""The first process of a fork's namespace: takes in orphans, and ends as its one true child ends.

Run as ``python -I -S init.py PID``. A kernel that were the first process itself would not be what it is elsewhere:
Linux keeps a namespace's first process from every signal that it sends itself.
"""

import os
import signal
import sys


def main() -> None:
    """Wait for the child, and for whatever else ends here meanwhile."""
    for number in signal.valid_signals() - {signal.SIGCHLD, signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    child = int(sys.argv[1])
    while True:
        pid, status = os.wait()
        if pid == child:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
