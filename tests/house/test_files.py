"""Files that a newcomer can hold in the head, in places that hide nothing."""

from __future__ import annotations

from tests.house.modules import ROOT, modules

MOST_LINES = 450


def test_platform_is_no_package_because_it_would_hide_the_module_of_that_name() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_no_module_is_longer_than_fits_in_the_head() -> None:
    # "tests" holds tests beside modules and those of tests/ alike.
    files = {module.path for module in modules(tests=True)} | set((ROOT / "tests").rglob("*.py"))
    long = {
        str(path.relative_to(ROOT)): count
        for path in sorted(files)
        if (count := path.read_text(encoding="utf-8").count("\n")) > MOST_LINES
    }
    assert not long, f"More than {MOST_LINES} lines; find the two things in it: {long}"
