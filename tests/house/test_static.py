"""Pages name only files that are there once ``collectstatic`` has run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests import processes
from tests.house.modules import ROOT

NAMED = re.compile(r"""\{%\s*static\s+["']([^"'{]+)["']""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    done = processes.run(["manage.py", "collectstatic", "--no-input", "--verbosity", "0"], home)
    assert done.returncode == 0, done.stderr
    manifest: dict[str, str] = json.loads((home / "static" / "staticfiles.json").read_text())["paths"]
    return manifest


def test_every_static_file_that_a_template_names_is_collected(collected: dict[str, str]) -> None:
    named = [
        (str(path.relative_to(ROOT)), name)
        for path in Path(ROOT, "platform").rglob("*.html")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    ]
    assert named
    assert not [pair for pair in named if pair[1] not in collected]
