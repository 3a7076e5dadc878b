"""Parts of a model that training must leave as they are: a frozen base, of which the last layers may be thawed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graders.criteria.kind import Verdict, failed
from graders.criteria.model.view import count
from graders.text import text
from graders.wording import plain, verbatim

NO_PART = text(
    "`{name}` has no part named `{part}`. Its parts are {list}.",
    "`{name}` 모델에 `{part}` 부분이 없습니다. 모델의 부분: {list}.",
)
NOT_FROZEN = text(
    "`{part}` in `{name}` has {found} trainable parameters, but should be frozen.",
    "`{name}` 모델의 `{part}`에 학습 가능한 파라미터가 {found}개 있습니다. 동결되어 있어야 합니다.",
)
FREEZE = text(
    "Set {part}.trainable = False, and compile the model after it.",
    "{part}.trainable = False로 설정한 뒤 모델을 컴파일하십시오.",
)
TOO_FAR = text(
    "Layer `{layer}` of `{part}` is trainable, but only the last {last} layers should be.",
    "`{part}`의 `{layer}` 층이 학습 가능한 상태입니다. 마지막 {last}개 층만 학습 가능해야 합니다.",
)
NOT_THAWED = text(
    "Layer `{layer}` of `{part}` is frozen, but the last {last} layers should be trainable.",
    "`{part}`의 `{layer}` 층이 동결되어 있습니다. 마지막 {last}개 층은 학습 가능해야 합니다.",
)
THAW = text(
    "Set {part}.trainable = True, then layer.trainable = False for each layer in {part}.layers[:-{last}]; "
    "compile the model after it.",
    "{part}.trainable = True로 설정한 다음 {part}.layers[:-{last}]의 각 층에 layer.trainable = False를 설정하고, "
    "그 뒤에 모델을 컴파일하십시오.",
)

_STAYS_FROZEN = "BatchNormalization"
"""Often kept frozen within thawed layers, as Keras' guide to transfer learning advises."""


class Thawed(BaseModel):
    """A part of which the last layers, and no others, are trainable."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    part: str = Field(min_length=1, max_length=100)
    """Its name in Keras (``base.name``), or its class."""
    last: int = Field(ge=1, le=1000)
    """How many of its layers, counted as ``part.layers`` counts them; BatchNormalization may stay frozen."""
    variable: str | None = Field(default=None, min_length=1, max_length=100)
    """The variable that holds the part, to be named in what to try; ``part`` where absent."""


def judge_frozen(name: str, part: str, model: Any) -> Verdict | None:
    """None where training would change nothing of a part."""
    found = [layer for layer in _parts(model) if part in (layer.name, type(layer).__name__)]
    if not found:
        return _no_part(name, part, model)
    trainable = sum(count(layer.trainable_weights) for layer in found)
    if not trainable:
        return None
    message = NOT_FROZEN.format(name=name, part=part, found=f"{trainable:,}")
    return failed(message, expected=verbatim("0"), found=verbatim(f"{trainable:,}"), hint=FREEZE.format(part=part))


def judge_thawed(name: str, thawed: Thawed, model: Any) -> Verdict | None:
    """None where the last layers of a part are trainable, and those before them are not."""
    about = {"part": thawed.part, "last": thawed.last}
    candidates = (layer for layer in _parts(model) if thawed.part in (layer.name, type(layer).__name__))
    part = next((layer for layer in candidates if hasattr(layer, "layers")), None)
    if part is None:
        return _no_part(name, thawed.part, model)
    thaw = THAW.format(part=thawed.variable or thawed.part, last=thawed.last)
    for layer in part.layers[: -thawed.last]:
        if layer.trainable_weights:
            return failed(TOO_FAR.format(layer=plain(layer.name, 80), **about), hint=thaw)
    for layer in part.layers[-thawed.last :]:
        if layer.weights and not layer.trainable_weights and type(layer).__name__ != _STAYS_FROZEN:
            return failed(NOT_THAWED.format(layer=plain(layer.name, 80), **about), hint=thaw)
    return None


def _parts(model: Any) -> Iterator[Any]:
    """Layers and models within a model, however deep."""
    for layer in model.layers:
        yield layer
        if hasattr(layer, "layers"):
            yield from _parts(layer)


def _no_part(name: str, part: str, model: Any) -> Verdict:
    names = plain(", ".join(layer.name for layer in model.layers), 300) or "-"
    return failed(NO_PART.format(name=name, part=part, list=names), found=verbatim(names))
