"""What a ``fit`` was given: its data's size, range and form, and its settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graders.criteria.amounts import Amount, Range, is_met, told
from graders.criteria.fits import at, name_of
from graders.criteria.kind import Verdict, failed
from graders.criteria.losses import plain_name
from graders.criteria.rows import split_at
from graders.criteria.training.validation import judge_rows, unread
from graders.text import Text, text
from graders.wording import plain, shown, shown_number, shown_shape, verbatim

if TYPE_CHECKING:
    from graders.criteria.training import TrainingOptions
    from graders.observed import ArrayRecord, Call, LayerRecord

LabelForm = Literal["integers", "one-hot", "binary", "numbers"]
KERAS_BATCH = 32
"""Rows of a batch where ``fit`` is given arrays and no ``batch_size``."""
Check = Callable[[], Verdict | None]

ROWS = text(
    "`{name}` was trained on {found} rows, but should be on {right}.",
    "`{name}` 모델이 {found}행으로 학습되었습니다. 훈련 데이터는 {right}행이어야 합니다.",
)
X_SHAPE = text(
    "The rows given to fit of `{name}` have shape {found}, but should have {right}.",
    "`{name}` 모델의 fit에 준 행의 shape이 {found}입니다. {right}이어야 합니다.",
)
X_RANGE = text(
    "The data given to fit of `{name}` goes from {least} to {most}, but should be {right}.",
    "`{name}` 모델의 fit에 준 데이터의 값이 {least}에서 {most}까지입니다. 범위는 {right}이어야 합니다.",
)
SCALE = text(
    "Scale the data before fit, as by dividing by its greatest value, and scale all other rows the same way.",
    "fit 전에 최댓값으로 나누는 등의 방법으로 데이터의 크기를 조정하고, 다른 행도 같은 방법으로 조정하십시오.",
)
Y_FORM = text(
    "The labels given to fit of `{name}` are {found}, but should be {right}.",
    "`{name}` 모델의 fit에 준 레이블은 {found}입니다. {right}이어야 합니다.",
)
FORMS: dict[str, Text] = {
    "integers": text("whole numbers, one for each row", "행마다 정수 하나"),
    "one-hot": text("one-hot rows", "원-핫 행"),
    "binary": text("0 or 1, one for each row", "행마다 0 또는 1 하나"),
    "numbers": text("numbers with fractions", "소수를 포함한 수"),
    "other": text("of another form", "다른 형태"),
}
TRAINABLE = text(
    "In this fit {found} parameters of `{name}` are trainable, but there should be {right}.",
    "이 fit에서 `{name}` 모델의 학습 가능한 파라미터가 {found}개입니다. {right}개여야 합니다.",
)
OTHER_NUMBER = text(
    "fit of `{name}` has {key}={found}, but should have {right}.",
    "`{name}` 모델의 fit이 {key}={found}입니다. {right}이어야 합니다.",
)
EPOCHS_RUN = text(
    "`{name}` was trained for {found} epochs, but should be for {right}.",
    "`{name}` 모델이 {found}에포크 학습되었습니다. 에포크 수는 {right}이어야 합니다.",
)
OPTIMIZER = text(
    "`{name}` was trained with optimizer {found}, but should be with {right}.",
    "`{name}` 모델이 옵티마이저 {found}(으)로 학습되었습니다. {right}을(를) 사용해야 합니다.",
)
NOT_FROZEN = text(
    "Layer `{layer}` of `{name}` was trainable in this fit, but should be frozen.",
    "이 fit에서 `{name}` 모델의 `{layer}` 층이 학습 가능한 상태였습니다. 동결되어 있어야 합니다.",
)
FREEZE = text(
    "Set trainable = False on `{layer}` before compile: what compile saw is what fit trains.",
    "컴파일하기 전에 `{layer}`의 trainable을 False로 설정하십시오. fit은 컴파일할 때의 상태를 따릅니다.",
)
NO_LAYER = text(
    "`{name}` had no layer `{layer}` in this fit. It had {found}.",
    "이 fit에서 `{name}` 모델에 `{layer}` 층이 없었습니다. 있던 층: {found}.",
)
NO_CALLBACK = text(
    "fit of `{name}` got no {right}. Its callbacks are {found}.",
    "`{name}` 모델의 fit에 {right} 콜백이 없습니다. 주어진 콜백: {found}.",
)
NO_CALLBACKS = text("none", "없음")
CALLBACK_SETTING = text(
    "{callback} was made with {key}={found}, but should have {right}.",
    "{callback} 콜백이 {key}={found}(으)로 만들어졌습니다. {right}이어야 합니다.",
)


class CallbackOptions(BaseModel):
    """A callback that must be given: its ``class`` and any of its settings (a number, a word, or a range)."""

    model_config = ConfigDict(extra="allow", populate_by_name=True, use_attribute_docstrings=True)
    class_: str = Field(alias="class", min_length=1, max_length=80)
    """Its class in Keras (``EarlyStopping``)."""

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that must agree, by Keras' own names."""
        extra = self.model_extra or {}
        return {key: Range.model_validate(right) if isinstance(right, dict) else right for key, right in extra.items()}

    @model_validator(mode="after")
    def _ranges_are_ranges(self) -> CallbackOptions:
        self.settings  # noqa: B018 - raises where a table is no range
        return self


def data_checks(options: TrainingOptions, call: Call) -> list[Check]:
    """The checks on what ``fit`` was given to learn from."""
    asked, checks = options.model, list[Check]()
    if (rows := options.rows) is not None:
        checks.append(partial(_judge_rows, call, rows, asked))
    if (shape := options.x_shape) is not None:
        checks.append(partial(_judge_shape, call, shape, asked))
    if (limits := options.x_range) is not None:
        checks.append(partial(_judge_range, call, limits, asked))
    if (form := options.y) is not None:
        checks.append(partial(_judge_form, call, form, asked))
    if (kept := options.validation_rows) is not None:
        checks.append(partial(judge_rows, kept, call, asked))
    return checks


def setting_checks(options: TrainingOptions, call: Call) -> list[Check]:
    """The checks on how ``fit`` was to go about it."""
    asked, checks = options.model, list[Check]()
    for key in ("epochs", "batch_size", "learning_rate", "trainable_parameters"):
        if (right := getattr(options, key)) is not None:
            checks.append(partial(_judge_number, call, key, right, asked))
    if (run := options.epochs_run) is not None:
        checks.append(partial(_judge_epochs_run, call, run, asked))
    if (optimizer := options.optimizer) is not None:
        checks.append(partial(_judge_optimizer, call, [optimizer] if isinstance(optimizer, str) else optimizer, asked))
    for layer in options.frozen:
        checks.append(partial(_judge_frozen, call, layer, asked))
    for callback in options.callbacks:
        checks.append(partial(_judge_callback, call, callback, asked))
    return checks


def _judge_rows(call: Call, right: Amount, asked: str | None) -> Verdict | None:
    if verdict := unread(call, call.x):
        return verdict
    found = split_at(call)
    if is_met(right, found):
        return None
    numbers = {"found": "?" if found is None else f"{found:,}", "right": told(right)}
    message = ROWS.format(name=name_of(call, asked), **numbers)
    return failed(message, expected=told(right), found=verbatim(str(numbers["found"])), **at(call))


def _judge_shape(call: Call, right: list[int], asked: str | None) -> Verdict | None:
    if verdict := unread(call, call.x):
        return verdict
    found = call.x[0].shape[1:] if call.x and call.x[0].shape else None
    if found is not None and len(found) == len(right) and all(r in (-1, f) for r, f in zip(right, found, strict=True)):
        return None
    shapes = {"found": "?" if found is None else shown_shape(found), "right": shown_shape(right)}
    message = X_SHAPE.format(name=name_of(call, asked), **shapes)
    return failed(message, expected=verbatim(shapes["right"]), found=verbatim(shapes["found"]), **at(call))


def _judge_range(call: Call, right: Range, asked: str | None) -> Verdict | None:
    if verdict := unread(call, call.x):
        return verdict
    for array in call.x:
        if not (is_met(right, array.minimum) and is_met(right, array.maximum)):
            ends = {"least": shown_number(array.minimum), "most": shown_number(array.maximum)}
            message = X_RANGE.format(name=name_of(call, asked), right=told(right), **ends)
            found = verbatim(f"{ends['least']} … {ends['most']}")
            return failed(message, expected=told(right), found=found, hint=SCALE, **at(call))
    return None


def _judge_form(call: Call, right: LabelForm, asked: str | None) -> Verdict | None:
    if verdict := unread(call, call.x):
        return verdict
    forms = forms_of(call.y[0]) if call.y else ["other"]
    if right in forms:
        return None
    message = Y_FORM.format(name=name_of(call, asked), found=FORMS[forms[0]], right=FORMS[right])
    return failed(message, expected=FORMS[right], found=FORMS[forms[0]], **at(call))


def forms_of(labels: ArrayRecord) -> list[str]:
    """The forms that labels have, the most telling first: 0 and 1 are whole numbers too."""
    if labels.one_hot and labels.shape and len(labels.shape) == 2 and labels.shape[1] > 1:
        return ["one-hot"]
    single = labels.shape is not None and (len(labels.shape) == 1 or labels.shape[1:] == [1])
    if not single or labels.whole is None:
        return ["other"]
    if not labels.whole:
        return ["numbers"]
    return ["binary", "integers"] if (labels.minimum, labels.maximum) == (0, 1) else ["integers"]


def _judge_number(call: Call, key: str, right: Amount, asked: str | None) -> Verdict | None:
    found = _batch_size(call) if key == "batch_size" else getattr(call, key)
    if is_met(right, found):
        return None
    words = TRAINABLE if key == "trainable_parameters" else OTHER_NUMBER
    message = words.format(name=name_of(call, asked), key=key, found=shown(found, 40), right=told(right))
    return failed(message, expected=told(right), found=verbatim(shown(found, 40)), **at(call))


def _batch_size(call: Call) -> int | None:
    """As Keras takes it: arrays that come without one go in batches of 32; a data set brings its own batches."""
    arrays = bool(call.x) and call.x[0].shape is not None
    return KERAS_BATCH if call.batch_size is None and arrays else call.batch_size


def epochs_run(call: Call) -> int:
    """Epochs that a ``fit`` ran to their end."""
    return max((len(values) for values in call.history.values()), default=0)


def _judge_epochs_run(call: Call, right: Amount, asked: str | None) -> Verdict | None:
    found = epochs_run(call)
    if is_met(right, found):
        return None
    message = EPOCHS_RUN.format(name=name_of(call, asked), found=found, right=told(right))
    return failed(message, expected=told(right), found=verbatim(str(found)), **at(call))


def _judge_optimizer(call: Call, right: list[str], asked: str | None) -> Verdict | None:
    found = plain_name(call.optimizer) if call.optimizer else None
    if found in [plain_name(one) for one in right]:
        return None
    words, shown_found = " / ".join(right), plain(found or "None", 80)
    message = OPTIMIZER.format(name=name_of(call, asked), found=shown_found, right=words)
    return failed(message, expected=verbatim(words), found=verbatim(shown_found), **at(call))


def _judge_frozen(call: Call, layer: str, asked: str | None) -> Verdict | None:
    meant = [one for one in call.layers if layer in (one.name, one.kind)]
    name = name_of(call, asked)
    if not meant:
        found = plain(", ".join(one.name for one in call.layers), 200) or "-"
        return failed(NO_LAYER.format(name=name, layer=layer, found=found), **at(call))
    loose: LayerRecord | None = next((one for one in meant if one.trainable), None)
    if loose is None:
        return None
    hint = FREEZE.format(layer=plain(loose.name, 80))
    return failed(NOT_FROZEN.format(name=name, layer=plain(loose.name, 80)), hint=hint, **at(call))


def _judge_callback(call: Call, right: CallbackOptions, asked: str | None) -> Verdict | None:
    given = [one for one in call.callbacks if one.get("kind") == right.class_]
    if not given:
        kinds = plain(", ".join(str(one.get("kind")) for one in call.callbacks), 200)
        message = NO_CALLBACK.format(name=name_of(call, asked), right=right.class_, found=kinds or NO_CALLBACKS)
        return failed(message, expected=verbatim(right.class_), found=verbatim(kinds) if kinds else None, **at(call))
    verdicts = [_judge_callback_settings(call, one, right) for one in given]
    return None if None in verdicts else verdicts[0]


def _judge_callback_settings(call: Call, found: dict[str, Any], right: CallbackOptions) -> Verdict | None:
    for key, wanted in right.settings.items():
        value = found.get(key)
        is_amount = isinstance(wanted, Range) or (isinstance(wanted, int | float) and not isinstance(wanted, bool))
        if is_met(wanted, value) if is_amount else value == wanted:
            continue
        words = told(wanted) if is_amount else verbatim(shown(wanted, 60))
        message = CALLBACK_SETTING.format(callback=right.class_, key=key, found=shown(value, 60), right=words)
        return failed(message, expected=words, found=verbatim(shown(value, 60)), **at(call))
    return None
