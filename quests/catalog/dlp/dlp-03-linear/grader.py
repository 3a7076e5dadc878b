"""What dlp-03-linear judges by the learner's own W and b: model, steps, held-out seeds, line."""

import numpy as np

from graders.authoring import Evidence, Outcome, failed, partial, passed, text

RATE = 0.1
STEPS = 40
ENOUGH = 0.97
"""Forty steps from whatever small random start reach this."""
SPREAD = [[0.5, 0.3], [0.3, 0.5]]


def seeds(seed, count):
    """Seeds of both kinds, as the first cell of starter.ipynb makes them."""
    random = np.random.default_rng(seed)
    one_kind = random.multivariate_normal([2.0, 0.5], SPREAD, count)
    other_kind = random.multivariate_normal([0.5, 2.6], SPREAD, count)
    return np.concatenate([one_kind, other_kind]), np.repeat([0.0, 1.0], count).reshape(-1, 1)


def parameters(evidence: Evidence):
    """The learner's W, (2, 1), and b, (1,): whatever asks for them needs the criterion that holds their shapes."""
    return evidence.array("W", rank=2).astype(float), evidence.array("b", rank=1).astype(float)


def square_loss(inputs, targets, weights, bias):
    return float(np.mean((inputs @ weights + bias - targets) ** 2))


def moved(inputs, targets, weights, bias, rates=(RATE, RATE)):
    """Weights and bias after one step of gradient descent with a rate for each."""
    error = 2 * (inputs @ weights + bias - targets) / len(inputs)
    return weights - rates[0] * inputs.T @ error, bias - rates[1] * error.sum(axis=0)


def model(evidence: Evidence) -> Outcome:
    weights, bias = parameters(evidence)
    for result in evidence.results("model"):
        (rows,) = result.arguments
        if result.error:
            message = text("`model` raised an error for new rows.", "새로운 행에서 `model`이 오류를 냈습니다.")
            return failed(message, found=result.error)
        value = np.asarray(result.value)
        if value.shape != (len(rows), 1):
            message = text("`model` gives predictions of another shape.", "`model`의 예측 모양이 다릅니다.")
            return failed(message, expected=str((len(rows), 1)), found=str(value.shape))
        if value.dtype.kind != "f" or not np.allclose(value, rows @ weights + bias, rtol=1e-3, atol=1e-4):
            message = text(
                "`model` gives something else than rows times `W`, plus `b`.",
                "`model`이 행에 `W`를 곱하고 `b`를 더한 값을 내지 않습니다.",
            )
            return failed(message)
    return passed(text("`model` is rows times `W`, plus `b`.", "`model`은 행에 `W`를 곱하고 `b`를 더합니다."))


def losses(evidence: Evidence) -> Outcome:
    recorded, found = evidence.array("losses", rank=1), parameters(evidence)
    if len(recorded) < STEPS:
        message = text("`losses` holds too few steps.", "`losses`에 담긴 스텝이 너무 적습니다.")
        return failed(message, expected=f"≥ {STEPS}", found=len(recorded))
    if recorded.dtype.kind not in "iuf" or not np.isfinite(recorded).all():
        message = text("The loss grew until it was no number any more.", "손실이 커지다가 수가 아니게 되었습니다.")
        return failed(message, hint=text("Is the gradient taken away?", "기울기를 빼고 있습니까?"))
    first, last = float(recorded[0]), float(recorded[-5:].mean())
    if not last < 0.5 * first:
        message = text("The loss does not fall to half of what it was.", "손실이 처음의 절반으로도 줄지 않습니다.")
        return failed(message, found=f"{first:.4g} → {last:.4g}")
    now = square_loss(*training_seeds(), *found)
    if measured_in_squares(evidence) and not 0.5 * last <= now <= 1.5 * last:
        message = text(
            "`losses` does not end where `W` and `b` are now: on all seeds their loss is another.",
            "`losses`의 끝이 지금의 `W`와 `b`와 맞지 않습니다. 모든 씨앗에서 구한 손실이 다릅니다.",
        )
        return failed(message, expected=f"{now:.4g}", found=f"{last:.4g}")
    return passed(
        text("The loss falls over the steps.", "손실이 스텝을 따라 줄어듭니다."), found=f"{first:.4g} → {last:.4g}"
    )


def measured_in_squares(evidence: Evidence) -> bool:
    """Whether the learner's `square_loss` is one; where it is another, its criterion says so, and losses just fall."""
    (result,) = evidence.results("square_loss")
    value = np.asarray(result.value)
    if result.error or value.size != 1 or value.dtype.kind != "f":
        return False
    targets, predictions = result.arguments
    return bool(np.allclose(value, np.mean((targets - predictions) ** 2), rtol=1e-3))


def training_seeds():
    """The seeds of the first cell; their order does not matter for a mean."""
    return seeds(3, 500)


def separates(evidence: Evidence) -> Outcome:
    """How many of 4,000 new seeds lie on the right side of the learner's line."""
    found = parameters(evidence)
    rows, targets = seeds(20_303, 2_000)
    right = float(np.mean((rows @ found[0] + found[1] > 0.5) == (targets > 0.5)))
    told = f"{right:.1%}"
    if right >= ENOUGH:
        message = text("Your line parts seeds that it has never seen.", "경계선이 처음 보는 씨앗도 가려냅니다.")
        return passed(message, found=told)
    message = text("Too many new seeds lie on the wrong side.", "처음 보는 씨앗이 반대쪽에 너무 많이 있습니다.")
    hint = text("Train on both kinds, for more steps.", "두 종류 모두로, 더 많은 스텝을 훈련하십시오.")
    return partial(np.clip((right - 0.8) / 0.4, 0, 0.5), message, expected=f"≥ {ENOUGH:.0%}", found=told, hint=hint)


def classify(evidence: Evidence) -> Outcome:
    found = parameters(evidence)
    (result,) = evidence.results("classify")
    (rows,) = result.arguments
    if result.error:
        message = text("`classify` raised an error for new rows.", "새로운 행에서 `classify`가 오류를 냈습니다.")
        return failed(message, found=result.error)
    kinds = np.asarray(result.value)
    if kinds.size != len(rows) or kinds.dtype.kind not in "biuf":
        message = text("`classify` should give one number for each row.", "`classify`는 행마다 수 하나를 내야 합니다.")
        return failed(message, expected=len(rows), found=str(kinds.shape))
    kinds = kinds.reshape(-1).astype(float)
    if not np.isin(kinds, (0, 1)).all():
        message = text("`classify` gives something else than 0 and 1.", "`classify`가 0과 1이 아닌 값을 냅니다.")
        return failed(message, found=f"{kinds[~np.isin(kinds, (0, 1))][0]:.4g}")
    predictions = (rows @ found[0] + found[1]).reshape(-1)
    clear = np.abs(predictions - 0.5) > 1e-3
    right = kinds == (predictions > 0.5)
    if right[clear].all():
        return passed(text("Every row gets the nearer target.", "모든 행이 더 가까운 목푯값을 받습니다."))
    at = int(np.argmin(right | ~clear))
    message = text(
        "A row gets the target that its prediction is farther from.", "예측에서 더 먼 목푯값을 받는 행이 있습니다."
    )
    sides = {"expected": int(predictions[at] > 0.5), "found": int(kinds[at])}
    near = text(f"Its prediction is {predictions[at]:.3g}.", f"그 행의 예측은 {predictions[at]:.3g}입니다.")
    return failed(message, **sides, hint=near)


def boundary(evidence: Evidence) -> Outcome:
    found = parameters(evidence)
    x, y = evidence.array("line_x").reshape(-1), evidence.array("line_y").reshape(-1)
    if len(x) != len(y) or len(x) < 2:
        message = text(
            "`line_x` and `line_y` need as many numbers, two at least.",
            "`line_x`와 `line_y`는 개수가 같아야 하고 두 개 이상이어야 합니다.",
        )
        return failed(message, found=f"{len(x)}, {len(y)}")
    if x.min() > -0.9 or x.max() < 3.9:
        message = text("`line_x` does not run from -1 to 4.", "`line_x`가 -1에서 4까지가 아닙니다.")
        return failed(message, found=f"{x.min():.3g} … {x.max():.3g}")
    predictions = np.column_stack([x, y]) @ found[0] + found[1]
    if np.allclose(predictions, 0.5, atol=5e-3):
        return passed(text("On the line the prediction is 0.5.", "직선 위에서 예측은 0.5입니다."))
    message = text("On your line the prediction is not 0.5.", "그린 직선 위에서 예측이 0.5가 아닙니다.")
    lowest, highest = (round(float(end), 4) + 0.0 for end in (predictions.min(), predictions.max()))  # no -0
    return failed(message, expected="0.5", found=f"{lowest:.3g} … {highest:.3g}")


def training_step(evidence: Evidence) -> Outcome:
    """Holds three calls against gradient descent from the W and b of before, and names the slip that explains them."""
    found = parameters(evidence)
    results = evidence.results("training_step")
    if error := next((result.error for result in results if result.error), None):
        message = text(
            "`training_step` raised an error on a new batch.", "새로운 배치에서 `training_step`이 오류를 냈습니다."
        )
        return failed(message, found=error)
    returned = [np.asarray(result.value).reshape(-1) for result in results]
    if any(value.size != 1 or value.dtype.kind not in "iuf" for value in returned):
        message = text(
            "`training_step` should return the loss, one number.",
            "`training_step`은 손실, 곧 수 하나를 돌려주어야 합니다.",
        )
        return failed(message)
    told = np.array([float(value[0]) for value in returned])
    batches = [result.arguments for result in results]
    if np.allclose(told, followed(batches, *found), rtol=2e-3):
        return passed(
            text(
                "Each step moves `W` and `b` by the rate times their gradients.",
                "스텝마다 `W`와 `b`가 학습률 곱하기 기울기만큼 움직입니다.",
            )
        )
    for rates, after, message in SLIPS:
        if np.allclose(told, followed(batches, *found, rates, after), rtol=2e-3):
            return failed(message)
    if not np.isclose(told[0], followed(batches, *found)[0], rtol=2e-3):
        return failed(
            text(
                "The loss of the first step is not the mean square loss at `W` and `b`.",
                "첫 스텝의 손실이 `W`와 `b`에서 구한 평균 제곱 손실이 아닙니다.",
            )
        )
    return failed(
        text(
            "The loss is right, but `W` and `b` do not move by `learning_rate` times their gradients.",
            "손실은 맞지만 `W`와 `b`가 `learning_rate` 곱하기 기울기만큼 움직이지 않습니다.",
        )
    )


def followed(batches, weights, bias, rates=(RATE, RATE), after=False):
    """The losses of gradient descent over the batches, each before its move or, if ``after``, behind it."""
    told = []
    for inputs, targets in batches:
        before = square_loss(inputs, targets, weights, bias)
        weights, bias = moved(inputs, targets, weights, bias, rates)
        told.append(square_loss(inputs, targets, weights, bias) if after else before)
    return np.array(told)


SLIPS = [
    (
        (0, 0),
        False,
        text(
            "`W` and `b` stay where they were: put the new values into them with assign or assign_sub.",
            "`W`와 `b`가 제자리에 있습니다. assign이나 assign_sub로 새 값을 담으십시오.",
        ),
    ),
    (
        (-RATE, -RATE),
        False,
        text(
            "`W` and `b` move uphill: take the gradient away instead of adding it.",
            "`W`와 `b`가 오르막으로 움직입니다. 기울기를 더하지 말고 빼십시오.",
        ),
    ),
    ((RATE, 0), False, text("`W` moves, `b` does not.", "`W`만 움직이고 `b`는 움직이지 않습니다.")),
    ((0, RATE), False, text("`b` moves, `W` does not.", "`b`만 움직이고 `W`는 움직이지 않습니다.")),
    (
        (RATE, RATE),
        True,
        text(
            "The steps are right, but the loss that is returned is the one after the move.",
            "스텝은 맞지만 옮긴 뒤의 손실을 돌려주고 있습니다.",
        ),
    ),
]
