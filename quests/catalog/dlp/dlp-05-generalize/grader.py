"""Which remedies against overfitting a network holds, whether its layers are more than one, and its accuracy."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from graders.authoring import Evidence, Outcome, failed, partial, passed, text

ACTIVATIONS = ("Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax")
OPERATIONS = ("Relu", "LeakyRelu", "Elu", "Gelu", "Selu", "Silu", "Sigmoid", "Tanh", "Softmax")
"""The same as functions of `keras.ops`, called between the layers of a functional model."""
DROPOUTS = ("Dropout", "GaussianDropout", "AlphaDropout")
ROWS = 4_000
PIXELS = 784


def remedies(evidence: Evidence) -> Outcome:
    """Few parameters, a penalty on some layer's weights, and dropout; each gives a third of the points."""
    model, most = evidence.model, evidence.parameters["max_parameters"]
    layers = list(_layers(model))
    count = model.count_params()
    penalised = any(getattr(layer, "kernel_regularizer", None) is not None for layer in layers)
    dropped = any(type(layer).__name__ in DROPOUTS and getattr(layer, "rate", 0) > 0 for layer in layers)
    missing = []
    if count > most:
        missing.append(
            (f"at most {most:,} parameters (it has {count:,})", f"파라미터 {most:,}개 이하(현재 {count:,}개)")
        )
    if not penalised:
        missing.append(("a penalty on a layer's weights", "층의 가중치에 대한 규제"))
    if not dropped:
        missing.append(("dropout", "드롭아웃"))
    if not missing:
        words = text(
            "It is small, its weights are penalised, and it drops out.", "작고, 가중치를 규제하며, 드롭아웃을 씁니다."
        )
    else:
        en, ko = ("; ".join(parts) for parts in zip(*missing, strict=True))
        words = text(f"`tamed` still lacks this: {en}.", f"`tamed`에 아직 다음이 없습니다: {ko}.")
    return partial(1 - len(missing) / 3, words)


def bends(evidence: Evidence) -> Outcome:
    """Between any two dense layers there is an activation: without one they are no more than a single layer."""
    straight = None
    for layer in _layers(evidence.model):
        kind = type(layer).__name__
        if kind == "Dense":
            if straight:
                return failed(
                    text(
                        f"Layer `{straight}` has no activation, so that it and the next are no more than one layer.",
                        f"`{straight}` 층에 활성화 함수가 없어 다음 층과 합쳐도 층 하나와 같습니다.",
                    )
                )
            straight = layer.name if getattr(layer.activation, "__name__", "") == "linear" else None
        elif kind in ACTIVATIONS or kind in OPERATIONS:
            straight = None
    return passed(text("There are activations between the layers.", "층 사이에 활성화 함수가 있습니다."))


def reported(evidence: Evidence) -> Outcome:
    """The accuracy that the learner reports is the one that the network has on other digits, chance aside."""
    found = evidence.number("test_accuracy")
    if getattr(evidence.model, "input_shape", None) != (None, PIXELS):
        return failed(
            text("`more` should take rows of 784 numbers.", "`more`는 숫자 784개로 된 행을 받아야 합니다."),
            expected=f"(None, {PIXELS})",
            found=str(getattr(evidence.model, "input_shape", None)),
        )
    rows = evidence.rows[:ROWS].reshape((-1, PIXELS)).astype("float32") / 255
    outputs = np.asarray(evidence.model(rows, training=False))
    accuracy = float(np.mean(outputs.argmax(axis=-1) == evidence.labels[:ROWS]))
    if not abs(found - accuracy) <= evidence.parameters["tolerance"]:
        return failed(
            text(
                f"`test_accuracy` is {found:.3g}, far from what `more` reaches on other digits with right labels.",
                f"`test_accuracy` 값 {found:.3g}은(는) `more`가 다른 숫자에서 얻는 정확도와 크게 다릅니다.",
            ),
            found=f"{found:.3g}",
        )
    return passed(text("It is what `more` reaches on other digits, too.", "다른 숫자에서 얻는 정확도와 맞습니다."))


def _layers(model: Any) -> Iterator[Any]:
    """All layers and operations in order, those of models within the model, too."""
    for layer in getattr(model, "operations", model.layers):
        yield layer
        if hasattr(layer, "layers"):
            yield from _layers(layer)
