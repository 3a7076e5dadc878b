"""A model's layers against those that were asked for."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.amounts import Amount, is_met, told
from graders.criteria.kind import Verdict, failed
from graders.criteria.losses import compiled_name, plain_name
from graders.faults import QuestFault
from graders.layers import Layer
from graders.text import Text, text
from graders.wording import plain, shown, verbatim

COUNT = text(
    "`{name}` has {found} layers that count ({list}), but {right} are asked for.",
    "`{name}` 모델의 층은 {found}개입니다({list}). {right}개여야 합니다.",
)
OTHER_LAYER = text(
    "Layer {position} of `{name}` is {found}, but should be {right}.",
    "`{name}` 모델의 {position}번째 층이 {found}입니다. {right}이어야 합니다.",
)
OTHER_SETTING = text(
    "Layer {position} of `{name}` ({layer}) has {key}={found}, but should have {key}={right}.",
    "`{name}` 모델의 {position}번째 층({layer})이 {key}={found}입니다. {key}={right}이어야 합니다.",
)
NOT_AMONG = text(
    "`{name}` has no layer {right}. Its layers are {list}.",
    "`{name}` 모델에 {right} 층이 없습니다. 모델의 층: {list}.",
)
ONE_MORE = text(
    "`{name}` needs one more layer {right} than it has. Its layers are {list}.",
    "`{name}` 모델에 {right} 층이 하나 더 있어야 합니다. 모델의 층: {list}.",
)
UNWANTED = text(
    "`{name}` has a layer {found}, which is not to be used here.",
    "`{name}` 모델에 {found} 층이 있습니다. 여기서는 사용하지 않아야 합니다.",
)
UNKNOWN_SETTING = text(
    "A criterion of this quest asks for a setting that the layer does not have, so nothing could be judged. "
    "It is not your fault. Please tell your instructor.",
    "이 퀘스트의 채점 기준이 층에 없는 설정을 요구하여 채점할 수 없었습니다. 제출하신 분의 잘못이 아닙니다. "
    "강사에게 알려 주십시오.",
)


class LayerOptions(BaseModel):
    """One layer: its ``class`` and any of its settings (``units``, ``filters``, ``activation`` ...)."""

    model_config = ConfigDict(extra="allow", populate_by_name=True, use_attribute_docstrings=True)
    class_: str = Field(alias="class", min_length=1, max_length=80)
    """Its class in Keras (``Dense``)."""

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that must agree, by Keras' own names."""
        return self.model_extra or {}

    def __str__(self) -> str:
        return f"{self.class_}({', '.join(f'{k}={shown(v)}' for k, v in self.settings.items())})"


def judge_order(name: str, wanted: list[LayerOptions], tolerate: list[str], found: list[Layer]) -> Verdict | None:
    """None where the layers that count are exactly these."""
    counted = _counted(wanted, tolerate, found)
    both = {"expected": listed(wanted), "found": listed(found)}
    for position, (right, layer) in enumerate(zip(wanted, counted, strict=False), start=1):
        about: dict[str, Any] = {"name": name, "position": position}
        if layer.kind != right.class_:
            return failed(OTHER_LAYER.format(**about, found=layer.kind, right=right.class_), **both)
        if (key := _other_setting(right, layer)) is not None:
            values = {"found": shown(layer.settings[key], 80), "right": shown(right.settings[key], 80)}
            return failed(OTHER_SETTING.format(**about, layer=layer.kind, key=key, **values), **both)
    if len(counted) != len(wanted):
        message = COUNT.format(name=name, found=len(counted), list=_kinds(counted), right=len(wanted))
        return failed(message, **both)
    return None


def judge_count(name: str, right: Amount, tolerate: list[str], found: list[Layer]) -> Verdict | None:
    """None where as many layers count as asked."""
    counted = _counted([], tolerate, found)
    if is_met(right, len(counted)):
        return None
    message = COUNT.format(name=name, found=len(counted), list=_kinds(counted), right=told(right))
    return failed(message, expected=told(right), found=verbatim(str(len(counted))))


def judge_contained(name: str, wanted: list[LayerOptions], unwanted: list[str], found: list[Layer]) -> Verdict | None:
    """None where each layer asked for is there, at any place, and none that is not to be used.

    A layer stands for one that is asked for: two that are asked for in the same words must be two.
    """
    fits = [[place for place, layer in enumerate(found) if _is(right, layer)] for right in wanted]
    if (lacking := _unmatched(fits)) is not None:
        words = {"right": plain(str(wanted[lacking]), 120), "list": plain(", ".join(map(str, found)), 300) or "-"}
        message = (ONE_MORE if fits[lacking] else NOT_AMONG).format(name=name, **words)
        return failed(message, expected=verbatim(words["right"]), found=listed(found))
    for layer in found:
        if layer.kind in unwanted:
            return failed(UNWANTED.format(name=name, found=layer.kind), found=listed(found))
    return None


def judge_every(name: str, wanted: list[LayerOptions], found: list[Layer]) -> Verdict | None:
    """None where all layers of these classes, however many, have the settings."""
    for right in wanted:
        for position, layer in enumerate(found, start=1):
            if layer.kind == right.class_ and (key := _other_setting(right, layer)) is not None:
                about = {"name": name, "position": position, "layer": layer.kind, "key": key}
                values = {"found": shown(layer.settings[key], 80), "right": shown(right.settings[key], 80)}
                return failed(OTHER_SETTING.format(**about, **values), expected=listed([right]), found=listed(found))
    return None


def listed(layers: list[Layer] | list[LayerOptions]) -> Text:
    """The layers in one line."""
    return verbatim(plain(" → ".join(str(layer) for layer in layers), 600) or "-")


def _kinds(layers: list[Layer]) -> str:
    return plain(", ".join(layer.kind for layer in layers), 200) or "-"


def _counted(wanted: list[LayerOptions], tolerate: list[str], found: list[Layer]) -> list[Layer]:
    """The layers that are compared: all but the tolerated ones that nobody asked for."""
    classes = [layer.class_ for layer in wanted]
    counted: list[Layer] = []
    for layer in found:
        due = classes[len(counted)] if len(counted) < len(classes) else None
        if layer.kind == due or layer.kind not in tolerate:
            counted.append(layer)
    return counted


def _is(right: LayerOptions, layer: Layer) -> bool:
    return layer.kind == right.class_ and _other_setting(right, layer) is None


def _unmatched(fits: list[list[int]]) -> int | None:
    """The first wish that gets no place of its own; wishes make room for each other (Kuhn's algorithm)."""
    holder: dict[int, int] = {}

    def seat(wish: int, asked: set[int]) -> bool:
        for place in fits[wish]:
            if place in asked:
                continue
            asked.add(place)
            if place not in holder or seat(holder[place], asked):
                holder[place] = wish
                return True
        return False

    return next((wish for wish in range(len(fits)) if not seat(wish, set())), None)


def _other_setting(right: LayerOptions, layer: Layer) -> str | None:
    """The first setting that is not as asked."""
    for key, value in right.settings.items():
        if key not in layer.settings:
            raise QuestFault(UNKNOWN_SETTING, f"layer {right.class_} has no setting {key!r}")
        if not _same(value, layer.settings[key]):
            return key
    return None


def _same(right: Any, found: Any) -> bool:
    """Whether a setting is as asked: ``3`` stands for ``(3, 3)``, a layer inside a layer for its class."""
    if isinstance(found, list | tuple) and not isinstance(right, list | tuple):
        return bool(found) and all(_same(right, item) for item in found)
    if isinstance(found, list | tuple) and isinstance(right, list | tuple):
        return len(right) == len(found) and all(map(_same, right, found))
    if isinstance(found, dict):
        return compiled_name(found) == plain_name(str(right))
    if isinstance(right, float) and isinstance(found, int | float):
        return abs(right - found) <= 1e-6 * max(1.0, abs(right))
    return bool(right == found)
