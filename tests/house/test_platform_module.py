"""The folder platform/ does not hide Python's own ``platform``, whichever way Questbook is started."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from tests import processes
from tests.house.modules import ROOT

SAY_WHERE = "import platform; print('platform is', platform.__file__, platform.python_version())"


def assert_is_pythons_own(output: str) -> None:
    assert f"platform is {platform.__file__} {platform.python_version()}" in output
    assert not Path(platform.__file__).is_relative_to(ROOT / "platform")


def test_under_pytest() -> None:
    assert platform.python_version() == sys.version.split()[0]
    assert not Path(platform.__file__).is_relative_to(ROOT / "platform")


def test_under_manage_py(tmp_path: Path) -> None:
    done = processes.run(["manage.py", "shell", "-c", SAY_WHERE], tmp_path)
    assert done.returncode == 0, done.stderr
    assert_is_pythons_own(done.stdout)


def test_under_celery(tmp_path: Path) -> None:
    done = processes.run(["-m", "celery", "-A", "questbook", "report"], tmp_path)
    assert done.returncode == 0, done.stderr
    # Celery asks the platform module for these words.
    assert f"platform -> system:{platform.system()}" in done.stdout
    assert f"py:{platform.python_version()}" in done.stdout


@pytest.mark.parametrize("module", ["celery", "uvicorn", "pytest"])
def test_beside_each_program_started_from_the_root(tmp_path: Path, module: str) -> None:
    done = processes.run(["-c", f"import {module}; {SAY_WHERE}"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert_is_pythons_own(done.stdout)


def test_under_uvicorn(tmp_path: Path) -> None:
    # Uvicorn imports this factory as it imports ours, after it has put its folders on the path.
    (tmp_path / "says.py").write_text(
        f"def factory():\n    {SAY_WHERE}\n    import questbook.asgi\n    raise SystemExit(7)\n"
    )
    command = ["-m", "uvicorn", "--factory", "says:factory", "--app-dir", str(tmp_path), "--uds", str(tmp_path / "s")]
    done = processes.run(command, tmp_path / "home")
    assert done.returncode == 7, done.stderr
    assert_is_pythons_own(done.stdout)
