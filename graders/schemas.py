"""The JSON Schemas under ``docs/schemas``, made from the models::

    python -m graders.schemas        # write them anew after a change

Editors use the one of ``quest.toml`` to complete and check keys while they are typed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from graders.criteria import KINDS
from graders.criteria.combined import NOT_PARTS, Part
from graders.inputs import Literally
from graders.quest import CriterionSpec, QuestFile
from graders.report import Report

FOLDER = Path(__file__).parent.parent / "docs" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def quest_schema() -> Schema:
    """The schema of ``quest.toml``: each kind of criterion with its own keys beside the common ones."""
    kinds = {name: kind.options for name, kind in KINDS.items()}
    models: list[type[BaseModel]] = [QuestFile, *kinds.values()]
    refs, whole = models_json_schema([(model, "validation") for model in models], by_alias=True)
    definitions: Schema = whole["$defs"]
    common = definitions.pop(CriterionSpec.__name__)
    common["properties"].pop("options")
    part = definitions.pop(Part.__name__)
    options = {name: definitions.pop(_name(refs[model, "validation"])) for name, model in kinds.items()}
    parts = {name: schema for name, schema in options.items() if name not in NOT_PARTS}
    definitions |= {f"criterion-{name}": _of_kind(name, common, schema) for name, schema in options.items()}
    definitions |= {f"part-{name}": _of_kind(name, part, schema) for name, schema in parts.items()}
    definitions[CriterionSpec.__name__] = _by_kind("criterion", common, options)
    definitions[Part.__name__] = _by_kind("part", part, parts)
    # An argument that is no table stands for itself; its reader wraps it before the model sees it.
    plain: Schema = {"type": ["array", "string", "number", "boolean"]}
    definitions[Literally.__name__] = {"anyOf": [definitions[Literally.__name__], plain]}
    quest = definitions.pop(_name(refs[QuestFile, "validation"]))
    whole = without_null({**quest, "title": "quest.toml", "$defs": definitions})
    return {"$schema": DIALECT, **whole}


def _of_kind(name: str, common: Schema, options: Schema) -> Schema:
    """A table of one kind: the keys that all have, and its own."""
    kind = {**common["properties"]["kind"], "const": name}
    return {
        "title": name,
        "description": options.get("description", ""),
        "type": "object",
        "properties": {**common["properties"], "kind": kind, **options.get("properties", {})},
        "required": [*common["required"], *options.get("required", [])],
        "additionalProperties": False,
    }


def _by_kind(what: str, common: Schema, kinds: Schema) -> Schema:
    """A table whose ``kind`` decides which keys it takes.

    It is said twice. ``allOf`` checks: it names the very key that is wrong, where a ``oneOf`` would only say that
    nothing fits. ``anyOf`` checks nothing, but editors complete by it, as they look into no "if" and "then".
    """
    of_kind = {name: {"$ref": f"#/$defs/{what}-{name}"} for name in kinds}
    return {
        "type": "object",
        "properties": {"kind": {**common["properties"]["kind"], "enum": list(kinds)}},
        "required": ["kind"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": name}}}, "then": schema} for name, schema in of_kind.items()
        ],
        "anyOf": [*of_kind.values(), True],
    }


def without_null(schema: Any) -> Any:
    """The schema without nulls, which TOML does not have: a key that may be null is one that may be left out."""
    if isinstance(schema, list):
        return [without_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: without_null(value) for key, value in schema.items() if (key, value) != ("default", None)}
    choices = kept.get("anyOf")
    if not isinstance(choices, list) or {"type": "null"} not in choices:
        return kept
    left = [choice for choice in choices if choice != {"type": "null"}]
    rest = {key: value for key, value in kept.items() if key != "anyOf"}
    return {**left[0], **rest} if len(left) == 1 else {**rest, "anyOf": left}


def report_schema() -> Schema:
    """The schema of the public JSON report, in which every text is a string in one language."""
    schema = Report.model_json_schema(mode="serialization")
    localised: Schema = _with_plain_texts(schema)
    localised["$defs"].pop("Text")
    return {"$schema": DIALECT, **localised, "title": "report"}


def _with_plain_texts(schema: Any) -> Any:
    """The schema with every bilingual text replaced by a string."""
    if isinstance(schema, dict):
        if schema.get("$ref") == "#/$defs/Text":
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            return {"type": "string", **rest}
        return {key: _with_plain_texts(value) for key, value in schema.items()}
    return [_with_plain_texts(item) for item in schema] if isinstance(schema, list) else schema


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def files() -> dict[Path, str]:
    """What each file must hold."""
    made = {"quest.schema.json": quest_schema(), "report.schema.json": report_schema()}
    return {
        FOLDER / name: json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        for name, schema in made.items()
    }


def main() -> None:
    """Write the schemas."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, content in files().items():
        path.write_text(content)


if __name__ == "__main__":
    main()
