"""platform -> quests -> graders; worker -> quests, graders; graders and worker/inside import nothing of the rest."""

from __future__ import annotations

import pytest

from tests.house.modules import FLOORS, PLATFORM, Module, modules

MAY_IMPORT = {
    "platform": {"platform", "quests", "graders"},
    "quests": {"quests", "graders"},
    "worker": {"worker", "quests", "graders"},
    "worker/inside": {"worker/inside"},
    "graders": {"graders"},
}


def floor_of(name: str) -> str | None:
    """The part of the house that an imported name belongs to; None for libraries."""
    top = name.split(".", maxsplit=1)[0]
    if name == "worker.inside" or name.startswith("worker.inside."):
        return "worker/inside"
    if top in PLATFORM:
        return "platform"
    if top in {"tests", "benchmarks", "manage", "prepare"}:
        return top
    return top if top in FLOORS and top != "platform" else None


def broken_rules(module: Module) -> list[str]:
    allowed = MAY_IMPORT[module.floor] | ({"worker/inside"} if module.floor == "worker" else set())
    return [
        f"{module.place}:{found.line} imports {found.name}; {module.floor} may import only {', '.join(sorted(allowed))}"
        for found in module.imports()
        if (floor := floor_of(found.name)) is not None and floor not in allowed
    ]


def test_imports_go_downwards_only() -> None:
    broken = [line for module in modules() for line in broken_rules(module)]
    assert not broken, "\n".join(["Imports that go against the order of the house:", *broken])


@pytest.mark.parametrize(
    ("place", "source", "breaks"),
    [
        ("graders/new.py", "from quests.models import Quest", True),
        ("graders/new.py", "def f():\n    import accounts.models", True),
        ("graders/new.py", "import platform, numpy", False),
        ("graders/criteria/new.py", "from . import value\nfrom ..text import Text", False),
        ("quests/new.py", "import worker.tasks", True),
        (
            "quests/new.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from accounts.models import User",
            False,
        ),
        ("platform/learn/new.py", "from worker import pipeline", True),
        ("platform/learn/new.py", "from accounts import demo\nfrom . import views", False),
        ("worker/new.py", "from learn import views", True),
        ("worker/new.py", "from worker.inside import ask\nfrom quests.services import attempts", False),
        ("worker/inside/new.py", "from worker import faults", True),
        ("worker/inside/new.py", "from graders.text import Text", True),
    ],
)
def test_the_rule_is_seen_to_be_broken(monkeypatch, tmp_path, place: str, source: str, breaks: bool) -> None:
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_text(source)
    monkeypatch.setattr("tests.house.modules.ROOT", tmp_path)
    assert bool(broken_rules(Module(file))) is breaks
