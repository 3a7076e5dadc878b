"""Whether variants are of one picture, what two fits have in common, and what a test accuracy is."""

from typing import Any

import numpy as np

from graders.authoring import Evidence, Outcome, failed, passed, text

Array = np.ndarray[Any, Any]

ROWS = 500
"""Held-out pictures that the model is tried on."""
SHAPE = (9, 64, 64, 3)
QUANTILES = np.linspace(0.1, 0.9, 9)
FAR = 24.0
"""Mean distance of colours, of 255, that flips, turns and zooms of one picture stay well below."""
ROUNDING = 1e-6
"""How far, relatively, float32 takes a learning rate from what was written."""
HUNDREDTH = 0.01
"""An accuracy may be told rounded to this."""
NEAR = 0.02
"""Two pictures are the same where they differ by less on average, of 255."""


def variants(evidence: Evidence) -> Outcome:
    """Nine pictures of the right shape, no two alike, with the colours of the picture `cat`."""
    found = evidence.array("variants", rank=4).astype(float)
    if found.shape != SHAPE:
        return failed(
            text(f"`variants` has shape {found.shape}.", f"`variants`의 shape이 {found.shape}입니다."),
            expected=str(SHAPE),
            found=str(found.shape),
        )
    if found.max() <= 1.5:
        found = found * 255  # scaled before, which is no fault here
    alike = sum(bool(np.abs(found[:at] - found[at]).mean(axis=(1, 2, 3)).min() < NEAR) for at in range(1, len(found)))
    if alike:
        return failed(
            text(
                f"{alike} of the nine variants are equal to one before them.",
                f"변형 아홉 장 가운데 {alike}장이 앞의 변형과 똑같습니다.",
            ),
            hint=text(
                "Give the layers nine copies of the picture in one batch: each row is changed in its own way. "
                "Where nothing changes at all, say training=True.",
                "그림을 아홉 장 복사하여 한 배치로 층에 주십시오. 행마다 다르게 바뀝니다. 아무것도 바뀌지 않으면 "
                "training=True를 주십시오.",
            ),
        )
    original = evidence.array("cat", rank=3).astype(float)
    if original.max() <= 1.5:
        original = original * 255
    if max(float(np.abs(_colours(variant) - _colours(original)).mean()) for variant in found) > FAR:
        return failed(
            text(
                "The colours of `variants` are not those of the picture `cat`.",
                "`variants`의 색이 `cat` 그림의 색과 다릅니다.",
            ),
            hint=text(
                "All nine come from cat; flips, turns and zooms move its pixels and keep its colours.",
                "아홉 장 모두 cat에서 나와야 합니다. 뒤집기, 돌리기, 확대는 픽셀을 옮길 뿐 색은 그대로입니다.",
            ),
        )
    return passed(text("Nine variants of one picture.", "그림 한 장의 변형 아홉 장입니다."))


def _colours(picture: Array) -> Array:
    """How bright each channel is, from its dark to its bright pixels: (9, 3)."""
    quantiles: Array = np.quantile(picture.reshape(-1, 3), QUANTILES, axis=0)
    return quantiles


def same_network(evidence: Evidence) -> Outcome:
    """`scratch` and `augmented` learn as many parameters by the same optimizer; augmentation and dropout have none."""
    fits = [_last_fit(evidence, name) for name in ("scratch", "augmented")]
    if None in fits:
        return failed(text("One of the two networks was not fitted.", "두 신경망 가운데 훈련하지 않은 것이 있습니다."))
    plain, other = (fit.trainable_parameters or 0 for fit in fits)
    optimizers = [fit.optimizer for fit in fits]
    if len(set(optimizers)) > 1:
        return failed(
            text(
                "`scratch` and `augmented` have different optimizers, so what differs may come from these.",
                "`scratch`와 `augmented`의 옵티마이저가 달라, 결과가 다른 까닭이 그것일 수도 있습니다.",
            ),
            found=" / ".join(map(str, optimizers)),
        )
    if abs(other - plain) > evidence.parameters["within"] * plain:
        return failed(
            text(
                f"`augmented` learns {other:,} parameters and `scratch` {plain:,}: "
                "they differ in more than augmentation and dropout.",
                f"`augmented`가 배우는 파라미터는 {other:,}개, `scratch`는 {plain:,}개입니다. "
                "증식과 드롭아웃 말고도 다른 것이 있습니다.",
            ),
            expected=f"{plain:,}",
            found=f"{other:,}",
        )
    return passed(text("Apart from that it is `scratch` once more.", "그 밖에는 `scratch`와 같습니다."))


def _last_fit(evidence: Evidence, model: str) -> Any:
    """The record of a model's last ``fit``; None where it was never fitted."""
    fits = [call for call in evidence.calls.of("fit", model) if call.error is None]
    return fits[-1] if fits else None


def compiled_again(evidence: Evidence) -> Outcome:
    """The last ``fit`` of ``model`` had a low rate, which a ``compile`` after the thaw gave it."""
    fits = [call for call in evidence.calls.of("fit", "model") if call.error is None]
    most = evidence.parameters["rate"]
    if len(fits) < 2:
        return failed(text("`model` was not fitted a second time.", "`model`을 두 번째로 훈련하지 않았습니다."))
    rate = fits[-1].learning_rate
    low = isinstance(rate, float) and rate <= most * (1 + ROUNDING)
    if rate == fits[-2].learning_rate and not _may_compile(evidence.sources, in_functions=low):
        return failed(
            text("`model` was not compiled again after the thaw.", "동결을 푼 뒤 `model`을 다시 컴파일하지 않았습니다.")
        )
    if not low:
        return failed(
            text(
                f"The second fit of `model` has the learning rate {rate}, but should have at most {most:g}.",
                f"`model`의 두 번째 fit은 학습률이 {rate}입니다. {most:g} 이하여야 합니다.",
            ),
            expected=f"≤ {most:g}",
            found=str(rate),
        )
    return passed(text("Compiled again, with small steps.", "작은 걸음으로 다시 컴파일했습니다."))


def _may_compile(sources: dict[str, str], *, in_functions: bool) -> bool:
    """Whether the cell of the thaw says compile or, with ``in_functions``, may call a function that does.

    A notebook without that cell may compile anywhere.
    """
    return "compile" in sources.get("tune", "compile") or (
        in_functions and any("def " in source and "compile(" in source for source in sources.values())
    )


def test_accuracy(evidence: Evidence) -> Outcome:
    """The learner's figure is what the model reaches on other held-out pictures, chance aside."""
    found = evidence.number("test_accuracy")
    if getattr(evidence.model, "input_shape", None) != (None, *SHAPE[1:]):
        return failed(
            text(
                "`model` does not take pictures of shape (64, 64, 3).",
                "`model`이 모양이 (64, 64, 3)인 그림을 받지 않습니다.",
            ),
            expected=str(SHAPE[1:]),
        )
    told = passed(text(f"`test_accuracy` is {found:.3f}.", f"`test_accuracy`는 {found:.3f}입니다."))
    if _was_evaluated(evidence, found):
        return told
    pictures, labels = evidence.rows[:ROWS], evidence.labels[:ROWS]
    outputs = np.asarray(evidence.model(pictures.astype("float32"), training=False)).reshape(len(pictures), -1)
    dogs = outputs[:, 0] > 0.5 if outputs.shape[1] == 1 else outputs.argmax(axis=1) == 1
    measured = float((dogs == (labels == 1)).mean())
    if abs(found - measured) <= evidence.parameters["tolerance"]:
        return told
    return failed(
        text(
            f"`test_accuracy` is {found:.3f}, far from what `model` reaches on other pictures of the same kind.",
            f"`test_accuracy`가 {found:.3f}입니다. `model`이 같은 종류의 다른 그림에서 얻는 정확도와 크게 다릅니다.",
        ),
        found=f"{found:.3f}",
    )


def _was_evaluated(evidence: Evidence, accuracy: float) -> bool:
    """Whether ``evaluate`` was seen to give this accuracy on ``test_x``: 200 pictures may be harder than others."""
    told = (
        value
        for call in evidence.calls.of("evaluate", "model")
        if any("test_x" in array.names for array in call.x)
        for metric, values in call.history.items()
        if "acc" in metric
        for value in values
    )
    return any(isinstance(value, float) and abs(value - accuracy) < HUNDREDTH / 2 for value in told)
