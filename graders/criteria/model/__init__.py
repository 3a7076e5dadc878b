"""``model``: a Keras model has the layers, the output, the loss that were asked for.

Judged on the model rebuilt from its file, and on what the file says of ``compile``. Only where a quest asks for a
subclass is a model of the learner's own classes judged, by what the sandbox told of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria.amounts import Amount, is_met, told
from graders.criteria.answers import absent
from graders.criteria.kind import Asked, Kind, Options, Verdict, failed, passed
from graders.criteria.losses import compiled_name, identifier, plain_name
from graders.criteria.model.fitting import LossFits, fit_questions, judge_fit
from graders.criteria.model.layers import LayerOptions, judge_contained, judge_count, judge_every, judge_order, listed
from graders.criteria.model.parts import Thawed, judge_frozen, judge_thawed
from graders.criteria.model.view import Api, Output, View, described_view, output_activation, rebuilt_view
from graders.models import MODULES, REFUSED, CannotRebuild
from graders.questions import AskModel, AskPredict, MadeOf, Question
from graders.text import Text, text
from graders.wording import plain, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.context import Context
    from graders.heldout import HeldOut
    from graders.quest import CriterionSpec

RIGHT = text("`{name}` is built as asked.", "`{name}` 모델의 구조가 요구한 대로입니다.")
CANNOT_REBUILD = text(
    "The structure of `{name}` cannot be checked: {reason}. Build it from keras.layers and give it an Input.",
    "`{name}` 모델의 구조를 확인할 수 없습니다. {reason}. keras.layers의 층으로 모델을 만들고 Input을 지정해 주십시오.",
)
OTHER_API = text(
    "`{name}` is built as {found}, but should be built as {right}.",
    "`{name}` 모델은 {found} 방식으로 만들어졌습니다. {right} 방식으로 만들어야 합니다.",
)
APIS: dict[str, Text] = {
    "sequential": text("a Sequential model", "Sequential"),
    "functional": text("a functional model", "함수형"),
    "subclass": text("a subclass of keras.Model", "keras.Model 서브클래스"),
}
OR = text("{one} or {other}", "{one} 또는 {other}")
HOW_TO: dict[str, Text] = {
    "sequential": text("Write keras.Sequential([...]).", "keras.Sequential([...])을 사용하십시오."),
    "functional": text(
        "Begin with keras.Input, call each layer on what came before, and end with keras.Model(inputs, outputs).",
        "keras.Input에서 시작하여 층을 앞의 결과에 차례로 적용하고 keras.Model(inputs, outputs)로 끝내십시오.",
    ),
    "subclass": text(
        "Write class ...(keras.Model) with __init__ and call, and make an object of it.",
        "__init__과 call을 가진 class ...(keras.Model)을 작성하고 그 객체를 만드십시오.",
    ),
}
INPUT = text(
    "`{name}` takes rows of shape {found}, but should take {right}.",
    "`{name}` 모델은 shape이 {found}인 행을 받습니다. {right}이어야 합니다.",
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
OUTPUTS = text(
    "`{name}` has {found} outputs, but should have {right}.",
    "`{name}` 모델의 출력이 {found}개입니다. {right}개여야 합니다.",
)
NO_OUTPUT = text(
    "`{name}` has no output named `{output}`. Its outputs are {list}.",
    "`{name}` 모델에 `{output}` 출력이 없습니다. 모델의 출력: {list}.",
)
NAME_IT = text(
    "An output has the name of the layer that gives it: Dense(..., name=...).",
    "출력의 이름은 그 출력을 내는 층의 이름입니다: Dense(..., name=...).",
)
OTHER_OUTPUT = text(
    "Output {output} of `{name}` has {key}={found}, but should have {key}={right}.",
    "`{name}` 모델의 출력 {output}이(가) {key}={found}입니다. {key}={right}이어야 합니다.",
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
PARAMETERS = text(
    "`{name}` has {found} parameters, but should have {right}.",
    "`{name}` 모델의 파라미터가 {found}개입니다. {right}개여야 합니다.",
)
TRAINABLE = text(
    "`{name}` has {found} trainable parameters, but should have {right}.",
    "`{name}` 모델의 학습 가능한 파라미터가 {found}개입니다. {right}개여야 합니다.",
)


class OutputOptions(BaseModel):
    """One of several outputs."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    name: str | None = Field(default=None, min_length=1, max_length=100)
    """The layer that gives it; without names, outputs are compared in order."""
    units: int | None = Field(default=None, ge=1)
    """Numbers that it gives for one row."""
    activation: str | None = Field(default=None, max_length=40)
    """The activation of its layer by its name in Keras; ``linear`` for none."""
    loss: str | None = Field(default=None, max_length=80)
    """The loss that it was compiled with, by its name in Keras (``mse``)."""


class ModelOptions(Options):
    """What a model must be; each key that is given is checked, in this order."""

    model: str = Field(min_length=1, max_length=100)
    """The variable that holds the model."""
    api: Api | list[Api] | None = None
    """How it must be built, or ways that are all right."""
    layers: list[LayerOptions] | None = Field(default=None, max_length=200)
    """Its layers in order; ``InputLayer`` never counts, an activation of its own counts with the layer before."""
    tolerate: list[str] = Field(default_factory=lambda: ["Flatten", "Rescaling"], max_length=50)
    """Classes of layers that may be there besides; ``Flatten`` and ``Rescaling`` where absent."""
    layer_count: Amount | None = None
    """How many layers there must be, without ``InputLayer`` and those that are tolerated."""
    contains: list[LayerOptions] = Field(default_factory=list, max_length=50)
    """Layers that must be there, at any place; one that is asked for twice must be there twice."""
    every: list[LayerOptions] = Field(default_factory=list, max_length=50)
    """Settings that all layers of a class must have, however many of it there are."""
    without: list[str] = Field(default_factory=list, max_length=50)
    """Classes of layers that must not be there."""
    input_shape: list[int] | None = Field(default=None, max_length=8)
    """The shape of one row; ``-1`` stands for any length."""
    output_units: int | None = Field(default=None, ge=1)
    """Numbers that it gives for one row."""
    output_activation: str | None = Field(default=None, max_length=40)
    """The activation of the last layer by its name in Keras (``softmax``); ``linear`` for none."""
    outputs: list[OutputOptions] | None = Field(default=None, min_length=1, max_length=32)
    """Each of several outputs."""
    compiled: bool = False
    """Whether it must be compiled."""
    optimizer: str | list[str] | None = None
    """The optimizer's name, or names that are all right (``rmsprop``)."""
    loss: str | list[str] | None = None
    """The loss' name, or names that are all right (``sparse_categorical_crossentropy``)."""
    parameters: Amount | None = None
    """How many parameters (weights and biases) it must have in all."""
    max_parameters: int | None = Field(default=None, ge=1)
    """How many parameters it may have at most."""
    trainable_parameters: Amount | None = None
    """How many parameters training would change: fewer than all where a part is frozen."""
    frozen: list[str] = Field(default_factory=list, max_length=50)
    """Layers and models within it, by name or class, of which nothing may be trainable."""
    thawed: Thawed | None = None
    """A part within it of which the last layers alone must be trainable, as for fine-tuning."""
    loss_fits: LossFits | None = None
    """Whether its loss must be one that fits the labels and the output, whichever that is."""

    @model_validator(mode="after")
    def _something_is_asked(self) -> ModelOptions:
        if not self.model_fields_set - {"model", "tolerate"}:
            raise ValueError("give at least one of layers, output_units, output_activation, compiled, optimizer, loss")
        return self


def model_question(name: str) -> AskModel:
    """The question for a model; criteria about one model share it."""
    return AskModel(id=f"model-{identifier(name)}", name=name)


def predict_question(question_id: str, name: str, rows: str, **statistics: str) -> AskPredict:
    """The question for what a model predicts, which is needed where its file alone does not make it again.

    Args:
        question_id: of this question; that for the model itself is put before it.
        rows: their key among the arrays.
        statistics: variables to normalise them with: ``mean``, ``std`` or none.
    """
    unless = MadeOf(saved=model_question(name).id, modules=sorted(MODULES), without=sorted(REFUSED))
    return AskPredict(id=question_id, name=name, rows=rows, unless=unless, **statistics)


def questions(spec: CriterionSpec, options: ModelOptions, heldout: HeldOut | None) -> Asked:
    """Asks for the model and, where the loss must fit them, for the labels."""
    asked: list[Question] = [model_question(options.model)]
    if options.loss_fits:
        asked += fit_questions(spec.id, options.loss_fits)
    return Asked(asked)


def judge(spec: CriterionSpec, options: ModelOptions, context: Context) -> Verdict:
    """Checks what is asked, the layers first, and tells of the first that is off."""
    name = options.model
    if verdict := absent(name, context.answer(model_question(name).id), context):
        return verdict
    view = _view(options, context)
    if isinstance(view, Verdict):
        return view
    verdict = (
        _judge_api(options, view)
        or _judge_layers(options, view)
        or _judge_input(options, view)
        or _judge_output(options, view)
        or _judge_outputs(options, view)
        or _judge_compiled(options, view)
        or _judge_size(options, view)
        or _judge_parts(options, view)
    )
    if verdict is None and options.loss_fits:
        verdict = judge_fit(spec.id, name, options.loss_fits, view, context)
    return verdict or passed(RIGHT.format(name=name), found=listed(view.layers))


def _view(options: ModelOptions, context: Context) -> View | Verdict:
    question = model_question(options.model)
    try:
        return rebuilt_view(context.model(question.id))
    except CannotRebuild as cannot:
        if "subclass" in _apis(options) and not (options.frozen or options.thawed):
            return described_view(context.answer(question.id))
        return failed(CANNOT_REBUILD.format(name=options.model, reason=cannot.reason))


def _apis(options: ModelOptions) -> list[Api]:
    return [] if options.api is None else options.api if isinstance(options.api, list) else [options.api]


def _judge_api(options: ModelOptions, view: View) -> Verdict | None:
    accepted = _apis(options)
    if not accepted or view.api in accepted:
        return None
    right = APIS[accepted[0]]
    for other in accepted[1:]:
        right = OR.format(one=right, other=APIS[other])
    message = OTHER_API.format(name=options.model, found=APIS[view.api], right=right)
    return failed(message, expected=right, found=APIS[view.api], hint=HOW_TO[accepted[0]])


def _judge_layers(options: ModelOptions, view: View) -> Verdict | None:
    name, tolerate = options.model, options.tolerate
    verdict: Verdict | None = None
    if options.layers is not None:
        verdict = judge_order(name, options.layers, tolerate, view.layers)
    if verdict is None and options.layer_count is not None:
        verdict = judge_count(name, options.layer_count, tolerate, view.layers)
    return (
        verdict
        or judge_contained(name, options.contains, options.without, view.layers)
        or judge_every(name, options.every, view.layers)
    )


def _judge_input(options: ModelOptions, view: View) -> Verdict | None:
    right = options.input_shape
    if right is None:
        return None
    for shape in view.inputs:
        if len(shape) == len(right) and all(r in (-1, length) for r, length in zip(right, shape, strict=True)):
            return None
    found = " / ".join(plain(str(tuple(shape)), 80) for shape in view.inputs[:4]) or "?"
    message = INPUT.format(name=options.model, found=found, right=shown_shape(right))
    return failed(message, expected=verbatim(shown_shape(right)), found=verbatim(found))


def _judge_output(options: ModelOptions, view: View) -> Verdict | None:
    name, output = options.model, view.output
    if (options.output_units or options.output_activation) and not view.layers:
        return failed(NO_OUTPUT_LAYER.format(name=name))
    if options.output_units is not None:
        units = output.units if output else None
        if units != options.output_units:
            message = OUTPUT_UNITS.format(name=name, found=units or "?", right=options.output_units)
            return failed(message, expected=verbatim(str(options.output_units)), found=verbatim(str(units)))
    if options.output_activation is not None:
        activation = output.activation if output else output_activation(view.layers)
        if activation != options.output_activation:
            message = OUTPUT_ACTIVATION.format(name=name, found=activation, right=options.output_activation)
            return failed(message, expected=verbatim(options.output_activation), found=verbatim(activation))
    return None


def _judge_outputs(options: ModelOptions, view: View) -> Verdict | None:
    wanted = options.outputs
    if wanted is None:
        return None
    if len(view.outputs) != len(wanted):
        return failed(OUTPUTS.format(name=options.model, found=len(view.outputs), right=len(wanted)))
    for position, right in enumerate(wanted):
        found = view.outputs[position]
        if right.name is not None:
            named = [output for output in view.outputs if output.name == right.name]
            if not named:
                names = plain(", ".join(str(output.name or "?") for output in view.outputs), 200)
                message = NO_OUTPUT.format(name=options.model, output=right.name, list=names)
                return failed(message, found=verbatim(names), hint=NAME_IT)
            found = named[0]
        if verdict := _other_output(options.model, right, found, str(right.name or position + 1)):
            return verdict
    return None


def _other_output(name: str, right: OutputOptions, found: Output, output: str) -> Verdict | None:
    pairs: list[tuple[str, Any, Any]] = [
        ("units", right.units, found.units),
        ("activation", right.activation, found.activation),
        ("loss", right.loss and plain_name(right.loss), found.loss),
    ]
    for key, wanted, there in pairs:
        if wanted is not None and wanted != there:
            message = OTHER_OUTPUT.format(name=name, output=output, key=key, found=there, right=wanted)
            return failed(message, expected=verbatim(str(wanted)), found=verbatim(str(there)))
    return None


def _judge_compiled(options: ModelOptions, view: View) -> Verdict | None:
    needed = options.compiled or options.optimizer or options.loss or options.loss_fits
    if needed and view.compiled is None:
        return failed(NOT_COMPILED.format(name=options.model))
    for key, right, message in (("optimizer", options.optimizer, OPTIMIZER), ("loss", options.loss, LOSS)):
        if right is None:
            continue
        accepted = [right] if isinstance(right, str) else right
        name = compiled_name((view.compiled or {}).get(key))
        if name not in {plain_name(one) for one in accepted}:
            words = " / ".join(accepted)
            return failed(
                message.format(name=options.model, found=name or "None", right=words),
                expected=verbatim(words),
                found=verbatim(name or "None"),
            )
    return None


def _judge_size(options: ModelOptions, view: View) -> Verdict | None:
    if options.max_parameters is not None and (view.parameters or 0) > options.max_parameters:
        message = TOO_MANY_PARAMETERS.format(name=options.model, found=view.parameters, right=options.max_parameters)
        return failed(message)
    for right, found, words in (
        (options.parameters, view.parameters, PARAMETERS),
        (options.trainable_parameters, view.trainable, TRAINABLE),
    ):
        if right is not None and not is_met(right, found):
            number = "?" if found is None else f"{found:,}"
            message = words.format(name=options.model, found=number, right=told(right))
            return failed(message, expected=told(right), found=verbatim(number))
    return None


def _judge_parts(options: ModelOptions, view: View) -> Verdict | None:
    for part in options.frozen:
        if verdict := judge_frozen(options.model, part, view.model):
            return verdict
    return judge_thawed(options.model, options.thawed, view.model) if options.thawed else None


PROVES = (
    "The judge rebuilds the model from the file that was saved, in Keras' safe mode, and reads what it is from that, "
    "not from what the sandbox says of it. Only a model of the learner's own classes cannot be rebuilt; it is "
    "refused, or judged by the sandbox's word where `api` asks for a subclass."
)
EXAMPLE = """\
[[criterion]]
id = "layers"
kind = "model"
points = 15
cell = "build"
title = { en = "Two dense layers, and a loss that fits", ko = "완전 연결 층 두 개와 알맞은 손실" }
model = "model"
layers = [
  { class = "Dense", units = 512, activation = "relu" },
  { class = "Dense", units = 10, activation = "softmax" },
]
optimizer = "rmsprop"
loss_fits = { labels = "train_labels", classes = 10 }
"""
KIND = Kind("model", ModelOptions, judge, questions, proves=PROVES, example=EXAMPLE)
