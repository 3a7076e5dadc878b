"""``python -m benchmarks.twins [NAME…] [--home FOLDER] [--seeds N] [--sheet FILE.png]``.

Makes each twin where it is not made yet, trains the book's models on it and prints Markdown
tables; ``docs/measurements/twins.md`` holds them. A twin's module is named as the twin.
"""

from __future__ import annotations

import argparse
import pkgutil
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import benchmarks.twins
from benchmarks.twins.lesson import about_this_machine
from quests.datasets.store import Store

NOT_TWINS = {"__main__", "lesson"}


def main() -> None:
    """Make, train, print."""
    modules = _modules()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twins", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all by default: {', '.join(modules)}")
    parser.add_argument("--home", type=Path, help="an installation's folder; a temporary one by default")
    parser.add_argument("--seeds", type=int, default=3, help="how often to train each model")
    parser.add_argument("--sheet", type=Path, help="only draw pictures of one twin into this PNG file")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in modules]:
        parser.error(f"no measurement of {', '.join(unknown)}; there are: {', '.join(modules)}")
    if options.sheet and (len(options.names) != 1 or not hasattr(modules[options.names[0]], "draw_sheet")):
        parser.error("--sheet draws one twin that has pictures")
    with tempfile.TemporaryDirectory() as temporary:
        store = Store(options.home or Path(temporary))
        for name in options.names or modules:
            _show(store, name, modules[name], options)


def _modules() -> dict[str, Any]:
    names = sorted({module.name for module in pkgutil.iter_modules(benchmarks.twins.__path__)} - NOT_TWINS)
    return {name: import_module(f"benchmarks.twins.{name}") for name in names}


def _show(store: Store, name: str, module: Any, options: argparse.Namespace) -> None:
    started = time.perf_counter()
    card = store.ensure(name)
    made = time.perf_counter() - started
    print(f"## {name}\n\nversion {card.version}, {card.size / 1e6:.1f} MB, ready after {made:.1f} s\n")
    if options.sheet:
        module.draw_sheet(store, options.sheet)
        return
    print(f"{about_this_machine(options.seeds)}\n")
    module.measure(store, options.seeds)
    print()


if __name__ == "__main__":
    main()
