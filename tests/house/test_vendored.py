"""Vendored files are what they were when somebody read them."""

from __future__ import annotations

import hashlib
import re

from tests.house.modules import ROOT

VENDOR = ROOT / "platform" / "static" / "vendor"
ROW = re.compile(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_vendored_script_is_listed_with_its_sum() -> None:
    listed = dict(ROW.findall((VENDOR / "VENDORED.md").read_text()))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}
    assert found == listed


def test_every_licence_that_the_list_names_is_there() -> None:
    named = set(re.findall(r"\S+\.txt", (VENDOR / "VENDORED.md").read_text().replace(",", " ")))
    assert named == {path.name for path in VENDOR.glob("*.txt")}
