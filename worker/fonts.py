"""What Matplotlib knows of the machine's fonts, made once a machine instead of once a run; so Korean text is drawn.

Every ``import keras`` imports Matplotlib where that is installed, and making its list of fonts takes seconds. Of itself
it draws with DejaVu Sans alone, which has no Hangul: a box for each syllable, and a warning in red.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from worker.sandbox import Bind
from worker.sandbox.wall import WORK

log = logging.getLogger(__name__)

MAKE = "import matplotlib.font_manager"
MAKE_SECONDS = 120
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
"""Where fonts are installed that the sandbox sees too."""
KOREAN = ("NanumGothic", "Noto Sans CJK KR")
"""Families with Hangul, the one that ``make run`` installs first."""
SETTINGS = "matplotlibrc"
PLACE = f"{WORK}/.cache/matplotlib"
"""Of both files in the sandbox. Matplotlib looks there for the list, and for the settings by ``MATPLOTLIBRC``."""
BOLD, SEMIBOLD = 700, 600


def binds() -> tuple[Bind, ...]:
    """The list and the settings as files where Matplotlib looks for them; nothing where they could not be made.

    Without them a run takes longer, and its figures have no Korean text.
    """
    if not all(bind.source.exists() for bind in _made()):
        # Temporary folders are swept by others too, and a worker lives for months.
        _made.cache_clear()
    return _made()


@cache
def _made() -> tuple[Bind, ...]:
    if importlib.util.find_spec("matplotlib") is None:
        return ()
    try:
        folder = Path(tempfile.gettempdir(), f"questbook-fonts-{os.geteuid()}-{_digest()}")
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return ()
        settings = folder / SETTINGS
        if not (settings.exists() and list(folder.glob("fontlist-*.json"))):
            _make(folder)
        lists = list(folder.glob("fontlist-*.json"))
    except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
        log.warning("Matplotlib's list of fonts could not be made: %s", error)
        return ()
    return (
        *(Bind(path, f"{PLACE}/{path.name}") for path in lists),
        Bind(settings, f"{PLACE}/{SETTINGS}"),
    )


def _digest() -> str:
    """Of all that the files depend on: Matplotlib, this module, and the installed fonts.

    A font that comes or goes changes the time of its folder.
    """
    known = hashlib.sha256(metadata.version("matplotlib").encode())
    known.update(Path(__file__).read_bytes())
    for top in FOLDERS:
        for path, folders, _ in os.walk(top):
            folders.sort()
            known.update(f"\n{path} {Path(path).stat().st_mtime_ns}".encode())
    return known.hexdigest()[:16]


def _make(folder: Path) -> None:
    """Make the files, and move each into the folder whole: another worker may be making or binding the same."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        subprocess.run(
            [sys.executable, "-c", MAKE],
            # Fonts in this user's home are not to be listed: the sandbox does not see them.
            env={"MPLCONFIGDIR": name, "HOME": name, "PATH": os.environ.get("PATH", os.defpath)},
            timeout=MAKE_SECONDS,
            capture_output=True,
            check=True,
        )
        [path] = place.glob("fontlist-*.json")
        made = json.loads(path.read_text())
        fonts = made["ttflist"]
        _call_bold(fonts)
        path.write_text(json.dumps(made))
        (place / SETTINGS).write_text(_settings({font["name"] for font in fonts}))
        for file in (path, place / SETTINGS):
            file.chmod(0o644)
            file.replace(folder / file.name)


def _call_bold(fonts: list[dict[str, Any]]) -> None:
    """Let families with a semibold font and no bold one, as Nanum's are, have it for bold.

    Matplotlib would take it all the same, and say so in red wherever text is bold.
    """
    bold = {font["name"] for font in fonts if font["weight"] == BOLD}
    for font in fonts:
        if font["weight"] == SEMIBOLD and font["name"] not in bold:
            font["weight"] = BOLD


def _settings(families: set[str]) -> str:
    """Matplotlib's settings: a glyph that the usual family lacks is taken from the first Korean one that is there.

    The usual one stays first: Nanum has no minus sign. Families that are not there would be warned of.
    """
    korean = next((name for name in KOREAN if name in families), None)
    # Only the families of font.family stand in for each other; of font.sans-serif one alone is taken.
    return f"font.family: sans-serif, {korean}\n" if korean else ""
