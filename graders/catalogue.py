"""The catalogue of all kinds of criteria, ``docs/criteria.md``, made from the kinds themselves::

    python -m graders.catalogue        # write it anew after a change

A kind brings what the page says of it: the docstring of its module and of its options, and ``proves`` and ``example``
of its :class:`~graders.criteria.kind.Kind`. Its messages are the ``Text`` constants of its module and of those that
it imports.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from graders import criteria, verdicts
from graders.criteria import KINDS
from graders.criteria.kind import Kind
from graders.schemas import without_null
from graders.text import Text

PAGE = Path(__file__).parent.parent / "docs" / "criteria.md"
NOT_MESSAGES = (
    "graders.report",
    "graders.text",
    "graders.quest",
    "graders.loading",
    "graders.notebook",
    "graders.criteria.kind",
)
"""Modules whose words are not said of a criterion."""
HEAD = """\
# Kinds of criteria

Made by `python -m graders.catalogue` from the modules of `graders/criteria`; a test holds that it is up to date. How to
write a quest is in [quests.md](quests.md), what a report looks like in [report.md](report.md).

Every criterion has `id`, `kind`, `points` and `title`, and may have `hint`, `cell`, `needs` and `explains`; what a kind
takes besides stands below. In messages, `{name}` stands for what is filled in.

"""
Schema = dict[str, Any]
ROLE = re.compile(r":(?:mod|meth|class|func):`~?([^`]+)`")


def page() -> str:
    """The whole page."""
    used = {name: modules_of(kind) for name, kind in KINDS.items()}
    times = Counter(module for modules in used.values() for module in modules)
    told: set[str] = set()
    own: dict[str, list[str]] = {}
    for name, kind in KINDS.items():
        home = kind.judge.__module__
        own[name] = [
            m for m in used[name] if m not in told and (times[m] == 1 or m == home or m.startswith(f"{home}."))
        ]
        told.update(own[name])
    contents = " · ".join(f"[`{name}`](#{name})" for name in KINDS)
    sections = [_kind(kind, own[name]) for name, kind in KINDS.items()]
    return "\n".join([HEAD + contents + "\n", *sections, _shared(sorted(set(times) - told))])


def _kind(kind: Kind[Any], modules: list[str]) -> str:
    schema = without_null(kind.options.model_json_schema(by_alias=True))
    models = [_model(name, described) for name, described in schema.pop("$defs", {}).items() if name != "Text"]
    return "\n".join(
        [
            f"## {kind.name}\n",
            _about(kind),
            f"\n{_flowing(schema.get('description', ''))}\n"
            if schema.get("properties")
            else "\nIt has no keys of its own.\n",
            *_table(schema),
            *models,
            f"**Against forging.** {kind.proves.strip()}\n",
            f"```toml\n{kind.example.strip()}\n```\n",
            _messages("Its messages", modules),
        ]
    )


def _about(kind: Kind[Any]) -> str:
    """The docstring of the kind's module."""
    return _flowing(inspect.getdoc(importlib.import_module(kind.judge.__module__)) or "")


def _model(name: str, described: Schema) -> str:
    if "properties" not in described:
        return ""
    return "\n".join([f"`{name}`: {_flowing(described.get('description', ''))}\n", *_table(described)])


def _table(schema: Schema) -> Iterator[str]:
    properties: dict[str, Schema] = schema.get("properties", {})
    if not properties:
        return
    yield "| key | is | by default | meaning |"
    yield "|---|---|---|---|"
    for name, about in properties.items():
        default = "*needed*" if name in schema.get("required", []) else _default(about)
        yield f"| `{name}` | {_cell(_type(about))} | {default} | {_cell(_flowing(about.get('description', '')))} |"
    yield ""


def _default(about: Schema) -> str:
    return f"`{json.dumps(about['default'], ensure_ascii=False)}`" if "default" in about else ""


def _type(about: Schema) -> str:
    """What a key may hold, in a few words."""
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return "text in `en` and `ko`" if name == "Text" else f"`{name}`"
    if "const" in about or "enum" in about:
        return ", ".join(f"`{json.dumps(value)}`" for value in about.get("enum", [about.get("const")]))
    for choices in ("anyOf", "oneOf"):
        if choices in about:
            return " or ".join(dict.fromkeys(_type(choice) for choice in about[choices]))
    kind = about.get("type")
    if kind == "array":
        items = about.get("items", {})
        return f"list of {_type(items)}" if items else "list"
    if kind == "object":
        values = about.get("additionalProperties")
        return f"table of {_type(values)}" if isinstance(values, dict) and values else "table"
    return {"integer": "whole number", "boolean": "true or false", None: "anything"}.get(kind, str(kind))


def _shared(modules: list[str]) -> str:
    """The messages that more than one kind has, and those of judging itself."""
    return _messages("Messages that several kinds share", [verdicts.__name__, *modules], level="##")


def _messages(title: str, modules: list[str], level: str = "###") -> str:
    rows = [row for name in modules for row in constants(sys.modules[name])]
    if not rows:
        return ""
    lines = [f"| `{name}` | {_cell(words.en)} | {_cell(words.ko)} |" for name, words in rows]
    return "\n".join([f"{level} {title}\n", "| name | English | Korean |", "|---|---|---|", *lines, ""])


def constants(module: ModuleType) -> Iterator[tuple[str, Text]]:
    """The words that a module defines, those in a table of messages included, in their order."""
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name):
                yield from _texts(target.id, getattr(module, target.id, None))


def _texts(name: str, value: Any) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(f"{name}[{key}]", item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(f"{name}[{index}]", item)


def modules_of(kind: Kind[Any]) -> list[str]:
    """The modules that hold a kind's words: its own, and those that it imports."""
    found: list[str] = []
    waiting = [kind.judge.__module__]
    while waiting:
        name = waiting.pop(0)
        if name in found or name == criteria.__name__ or name.startswith(NOT_MESSAGES):
            continue
        found.append(name)
        waiting.extend(_imported(importlib.import_module(name)))
    return [name for name in found if any(constants(sys.modules[name]))]


def _imported(module: ModuleType) -> Iterator[str]:
    """What of the graders a module imports when it is imported itself, and what lies in it if it is a package."""
    if hasattr(module, "__path__"):
        inside = [one.name for one in pkgutil.iter_modules(module.__path__) if not one.name.startswith("test_")]
        yield from (f"{module.__name__}.{name}" for name in inside)
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graders"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            within = [name for name in names if name in sys.modules]
            yield from within or [node.module or ""]


def _flowing(words: str) -> str:
    """A docstring as Markdown: one line a paragraph, code and names of the code in single backticks."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in words.split("\n\n")]
    return ROLE.sub(r"`\1`", "\n\n".join(paragraphs)).replace("``", "`")


def _cell(words: str) -> str:
    return words.replace("\n", "<br>").replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
