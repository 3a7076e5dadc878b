"""A worker looks at its wall before it trusts it, and says which layer it lacks."""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator

import pytest

from worker.faults import PlatformFault
from worker.sandbox import check, described, seccomp


@pytest.fixture(autouse=True)
def _looked_at_anew() -> Iterator[None]:
    check.cache_clear()
    yield
    check.cache_clear()


def test_a_whole_wall_is_named_by_its_kind_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert described().startswith(("root, memory held by", "rootless, memory held by"))
    assert not caplog.records


def test_a_processor_whose_system_calls_are_unknown_gets_a_wall_and_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert described().endswith("without the filter of system calls on riscv64")
    check()
    [warning] = caplog.records
    assert warning.levelno == logging.WARNING
    assert "x86_64 and aarch64" in warning.getMessage()


def test_a_filter_that_is_asked_for_and_not_in_force_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([None])
    whole = seccomp.program()
    assert whole is not None
    # The first wall is built without it; every later question is answered as on this machine.
    monkeypatch.setattr(seccomp, "program", lambda: next(answers, whole))
    with pytest.raises(PlatformFault, match="refused system calls"):
        check()
