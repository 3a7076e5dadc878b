"""Matplotlib's list of fonts, made once a machine instead of once a run.

Every ``import keras`` imports Matplotlib where that is installed, and making the list takes seconds.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

from worker.sandbox import Bind
from worker.sandbox.wall import WORK

log = logging.getLogger(__name__)

MAKE = "import matplotlib.font_manager"
MAKE_SECONDS = 120


def binds() -> tuple[Bind, ...]:
    """The list as a file where Matplotlib looks for it; nothing where it could not be made, which only costs time."""
    if not all(bind.source.exists() for bind in _made()):
        # Temporary folders are swept by others too, and a worker lives for months.
        _made.cache_clear()
    return _made()


@cache
def _made() -> tuple[Bind, ...]:
    if importlib.util.find_spec("matplotlib") is None:
        return ()
    folder = Path(tempfile.gettempdir(), f"questbook-fonts-{os.geteuid()}-{metadata.version('matplotlib')}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return ()
        if not list(folder.glob("fontlist-*.json")):
            subprocess.run(
                [sys.executable, "-c", MAKE],
                env={"MPLCONFIGDIR": str(folder), "PATH": os.environ.get("PATH", os.defpath)},
                timeout=MAKE_SECONDS,
                capture_output=True,
                check=True,
            )
        lists = list(folder.glob("fontlist-*.json"))
        for path in lists:
            path.chmod(0o644)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("Matplotlib's list of fonts could not be made: %s", error)
        return ()
    return tuple(Bind(path, f"{WORK}/.cache/matplotlib/{path.name}") for path in lists)
