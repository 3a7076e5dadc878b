"""Each cause that a diagnosis may name, and each notice of the rebuilding, stands in docs/report.md."""

from __future__ import annotations

import ast
from pathlib import Path

import graders.diagnosis
from graders.rebuild import NOTICES

ROOT = Path(graders.diagnosis.__file__).parents[2]
NAMING_CALLS = {"diagnosis", "Diagnosis", "Pattern", "Change", "_plain"}


def causes() -> set[str]:
    """The constants that name a cause: first or ``cause`` arguments of the calls that make diagnoses."""
    found = set()
    for path in (ROOT / "graders" / "diagnosis").glob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            called = ast.unparse(call.func).rpartition(".")[2]
            if called in NAMING_CALLS:
                named = [*call.args[:2], *(k.value for k in call.keywords if k.arg == "cause")]
                found |= {n.value for n in named if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def test_every_cause_and_notice_is_documented():
    page = (ROOT / "docs" / "report.md").read_text()
    assert len(causes()) > 40
    assert {name for name in causes() | set(NOTICES) if f"`{name}`" not in page} == set()
