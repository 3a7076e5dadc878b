"""``model``: a Keras model has the layers, the output, the loss that were asked for.

Judged on the model rebuilt from its file, and on what the file says of ``compile``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria import losses
from graders.criteria.answers import absent
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, passed
from graders.faults import QuestFault
from graders.layers import Layer, layers_of
from graders.models import CannotRebuild, RebuiltModel
from graders.questions import AskModel, AskVariable, Question
from graders.text import Text, text
from graders.wording import plain, shown, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

RIGHT = text("`{name}` is built as asked.", "`{name}` 모델의 구조가 요구한 대로입니다.")
CANNOT_REBUILD = text(
    "The structure of `{name}` cannot be checked: {reason}. Build it from keras.layers and give it an Input.",
    "`{name}` 모델의 구조를 확인할 수 없습니다. {reason}. keras.layers의 층으로 모델을 만들고 Input을 지정해 주십시오.",
)
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
NO_OUTPUT_LAYER = text(
    "`{name}` has no layer with an output of its own yet. Add layers to it.",
    "`{name}` 모델에 아직 출력층이 없습니다. 층을 추가해 주십시오.",
)
OUTPUT_UNITS = text(
    "The last layer of `{name}` gives {found} numbers for a row, but should give {right}.",
    "`{name}` 모델의 마지막 층이 한 행에 수를 {found}개 내보냅니다. {right}개여야 합니다.",
)
OUTPUT_ACTIVATION = text(
    "The last layer of `{name}` has activation {found}, but should have {right}.",
    "`{name}` 모델의 마지막 층의 활성화 함수가 {found}입니다. {right}이어야 합니다.",
)
NOT_COMPILED = text(
    "`{name}` was not compiled. Call {name}.compile(...) with an optimizer and a loss.",
    "`{name}` 모델이 컴파일되지 않았습니다. {name}.compile(...)에 옵티마이저와 손실 함수를 지정하여 호출해 주십시오.",
)
OPTIMIZER = text(
    "`{name}` was compiled with optimizer {found}, but should have {right}.",
    "`{name}` 모델이 옵티마이저 {found}(으)로 컴파일되었습니다. {right}이어야 합니다.",
)
LOSS = text(
    "`{name}` was compiled with loss {found}, but should have {right}.",
    "`{name}` 모델이 손실 함수 {found}(으)로 컴파일되었습니다. {right}이어야 합니다.",
)
TOO_MANY_PARAMETERS = text(
    "`{name}` has {found:,} parameters; at most {right:,} are allowed.",
    "`{name}` 모델의 파라미터가 {found:,}개입니다. 최대 {right:,}개까지 허용됩니다.",
)
UNKNOWN_SETTING = text(
    "A criterion of this quest asks for a setting that the layer does not have, so nothing could be judged. "
    "It is not your fault. Please tell your instructor.",
    "이 퀘스트의 채점 기준이 층에 없는 설정을 요구하여 채점할 수 없었습니다. 제출하신 분의 잘못이 아닙니다. "
    "강사에게 알려 주십시오.",
)


class LayerOptions(BaseModel):
    """One layer: its ``class`` and any of its settings (``units``, ``filters``, ``activation`` ...)."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)
    class_: str = Field(alias="class", min_length=1, max_length=80)

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that must agree, by Keras' own names."""
        return self.model_extra or {}

    def __str__(self) -> str:
        return f"{self.class_}({', '.join(f'{k}={shown(v)}' for k, v in self.settings.items())})"


class LossFits(Options):
    """The loss must be the one that fits the labels as the learner made them, and the output."""

    labels: str = Field(min_length=1, max_length=100)
    """The variable that holds the labels given to ``fit``."""
    classes: int = Field(ge=2, le=1_000_000)


class ModelOptions(Options):
    """What a model must be; each key that is given is checked, in this order."""

    model: str = Field(min_length=1, max_length=100)
    """The variable that holds the model."""
    layers: list[LayerOptions] | None = Field(default=None, max_length=200)
    """Its layers in order; ``InputLayer`` never counts, an activation of its own counts with the layer before."""
    tolerate: list[str] = Field(default_factory=lambda: ["Flatten", "Rescaling"], max_length=50)
    """Classes of layers that may be there besides."""
    output_units: int | None = Field(default=None, ge=1)
    """Numbers that it gives for one row."""
    output_activation: str | None = Field(default=None, max_length=40)
    compiled: bool = False
    """Whether it must be compiled."""
    optimizer: str | list[str] | None = None
    """The optimizer's name, or names that are all right (``rmsprop``)."""
    loss: str | list[str] | None = None
    """The loss' name, or names that are all right (``sparse_categorical_crossentropy``)."""
    loss_fits: LossFits | None = None
    max_parameters: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _something_is_asked(self) -> ModelOptions:
        asked = (self.layers, self.output_units, self.output_activation, self.optimizer, self.loss, self.loss_fits)
        if all(option is None for option in (*asked, self.max_parameters)) and not self.compiled:
            raise ValueError("give at least one of layers, output_units, output_activation, compiled, optimizer, loss")
        return self


def model_question(name: str) -> AskModel:
    """The question for a model; criteria about one model share it."""
    return AskModel(id=f"model-{losses.identifier(name)}", name=name)


def questions(spec: CriterionSpec, options: ModelOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the model and, where the loss must fit them, for the labels' shape and dtype."""
    asked: list[Question] = [model_question(options.model)]
    if options.loss_fits:
        asked.append(AskVariable(id=f"{spec.id}-labels", name=options.loss_fits.labels, want_value=False))
    return Asked(asked)


def judge(spec: CriterionSpec, options: ModelOptions, context: Context) -> Verdict:
    """Checks what is asked, the layers first, and tells of the first that is off."""
    question = model_question(options.model)
    if verdict := absent(options.model, context.answer(question.id), context):
        return verdict
    try:
        rebuilt = context.model(question.id)
    except CannotRebuild as cannot:
        return failed(CANNOT_REBUILD.format(name=options.model, reason=cannot.reason))
    found = layers_of(rebuilt.model)
    verdict = (
        _judge_layers(options, found)
        or _judge_output(options, rebuilt, found)
        or _judge_compiled(options, rebuilt)
        or _judge_size(options, rebuilt)
    )
    if verdict is None and options.loss_fits:
        verdict = losses.judge_fit(
            options.model,
            options.loss_fits.labels,
            options.loss_fits.classes,
            context.answer(f"{spec.id}-labels"),
            rebuilt,
            found,
            context,
        )
    return verdict or passed(RIGHT.format(name=options.model), found=_listed(found))


def _judge_layers(options: ModelOptions, found: list[Layer]) -> Verdict | None:
    if options.layers is None:
        return None
    counted = list(_counted(options, found))
    listed = {"expected": _listed(options.layers), "found": _listed(found)}
    for position, (wanted, layer) in enumerate(zip(options.layers, counted, strict=False), start=1):
        about: dict[str, Any] = {"name": options.model, "position": position}
        if layer.kind != wanted.class_:
            return failed(OTHER_LAYER.format(**about, found=layer.kind, right=wanted.class_), **listed)
        for key, right in wanted.settings.items():
            if key not in layer.settings:
                raise QuestFault(UNKNOWN_SETTING, f"layer {wanted.class_} has no setting {key!r}")
            if not _same(right, layer.settings[key]):
                values = {"found": shown(layer.settings[key], 80), "right": shown(right, 80)}
                return failed(OTHER_SETTING.format(**about, layer=layer.kind, key=key, **values), **listed)
    if len(counted) != len(options.layers):
        names = plain(", ".join(layer.kind for layer in counted), 200) or "-"
        message = COUNT.format(name=options.model, found=len(counted), list=names, right=len(options.layers))
        return failed(message, **listed)
    return None


def _counted(options: ModelOptions, found: list[Layer]) -> list[Layer]:
    """The layers that are compared: all but the tolerated ones that nobody asked for."""
    wanted = [layer.class_ for layer in options.layers or []]
    counted: list[Layer] = []
    for layer in found:
        due = wanted[len(counted)] if len(counted) < len(wanted) else None
        if layer.kind == due or layer.kind not in options.tolerate:
            counted.append(layer)
    return counted


def _judge_output(options: ModelOptions, rebuilt: RebuiltModel, found: list[Layer]) -> Verdict | None:
    name = options.model
    if (options.output_units or options.output_activation) and not found:
        return failed(NO_OUTPUT_LAYER.format(name=name))
    if options.output_units is not None:
        units = losses.output_width(rebuilt)
        if units != options.output_units:
            message = OUTPUT_UNITS.format(name=name, found=units or "?", right=options.output_units)
            return failed(message, expected=verbatim(str(options.output_units)), found=verbatim(str(units)))
    if options.output_activation is not None:
        activation = losses.output_activation(found)
        if activation != options.output_activation:
            message = OUTPUT_ACTIVATION.format(name=name, found=activation, right=options.output_activation)
            return failed(message, expected=verbatim(options.output_activation), found=verbatim(activation))
    return None


def _judge_compiled(options: ModelOptions, rebuilt: RebuiltModel) -> Verdict | None:
    needed = options.compiled or options.optimizer or options.loss or options.loss_fits
    if needed and rebuilt.compile_config is None:
        return failed(NOT_COMPILED.format(name=options.model))
    for key, right, message in (("optimizer", options.optimizer, OPTIMIZER), ("loss", options.loss, LOSS)):
        if right is None:
            continue
        accepted = [right] if isinstance(right, str) else right
        name = losses.compiled_name((rebuilt.compile_config or {}).get(key))
        if name not in {losses.plain_name(one) for one in accepted}:
            words = " / ".join(accepted)
            return failed(
                message.format(name=options.model, found=name or "None", right=words),
                expected=verbatim(words),
                found=verbatim(name or "None"),
            )
    return None


def _judge_size(options: ModelOptions, rebuilt: RebuiltModel) -> Verdict | None:
    if options.max_parameters is None or (count := rebuilt.model.count_params()) <= options.max_parameters:
        return None
    return failed(TOO_MANY_PARAMETERS.format(name=options.model, found=count, right=options.max_parameters))


def _same(right: Any, found: Any) -> bool:
    """Whether a setting is as asked: ``3`` stands for ``(3, 3)``, a layer inside a layer for its class."""
    if isinstance(found, list | tuple) and not isinstance(right, list | tuple):
        return bool(found) and all(_same(right, item) for item in found)
    if isinstance(found, list | tuple) and isinstance(right, list | tuple):
        return len(right) == len(found) and all(map(_same, right, found))
    if isinstance(found, dict):
        return losses.compiled_name(found) == losses.plain_name(str(right))
    if isinstance(right, float) and isinstance(found, int | float):
        return abs(right - found) <= 1e-6 * max(1.0, abs(right))
    return bool(right == found)


def _listed(layers: list[Layer] | list[LayerOptions]) -> Text:
    return verbatim(plain(" → ".join(str(layer) for layer in layers), 600) or "-")


KIND = Kind("model", ModelOptions, judge, questions)
