"""What is pinned installs on a fresh Debian 12, and is what the tests run with."""

from __future__ import annotations

import re
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.house.modules import ROOT

DEBIAN_12 = "3.11.2"
FILES = ("requirements.txt", "requirements/dev.txt", "constraints.txt")


def pinned(name: str) -> dict[str, str]:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    found = [Requirement(line) for line in lines if line and not line.startswith("-")]
    assert all(re.fullmatch(r"==[^,*]+", str(requirement.specifier)) for requirement in found), "not pinned exactly"
    return {canonicalize_name(requirement.name): str(requirement.specifier)[2:] for requirement in found}


def test_every_installed_package_supports_the_python_of_debian_12() -> None:
    too_new = {
        f"{package.name} {package.version}": needs
        for package in metadata.distributions()
        if (needs := package.metadata["Requires-Python"]) and DEBIAN_12 not in SpecifierSet(needs)
    }
    assert not too_new, f"These need another Python than {DEBIAN_12}: {too_new}"


def test_requirements_and_constraints_name_the_same_versions() -> None:
    constraints = pinned("constraints.txt")
    for name in FILES[:2]:
        direct = pinned(name)
        assert direct == {package: constraints.get(package) for package in direct}


def test_what_is_pinned_is_what_the_tests_run_with() -> None:
    constraints = pinned("constraints.txt")
    assert {package: metadata.version(package) for package in constraints} == constraints
