"""Whether the errors that are reported are those that the folds' validation gave."""

import numpy as np

from graders.authoring import Evidence, Outcome, failed, partial, passed, text


def fold_errors(evidence: Evidence) -> Outcome:
    """``fold_maes`` against the recorded validation of each fold, ``average_mae`` against their mean."""
    told = np.asarray(evidence.variable("fold_maes"), dtype=object).ravel()
    if len(told) != 4 or not all(isinstance(value, (int, float, np.number)) for value in told):
        return failed(
            text(
                "`fold_maes` should hold four numbers, one for each fold.",
                "`fold_maes`에는 폴드마다 하나씩 수 네 개가 있어야 합니다.",
            ),
            expected="4",
            found=str(len(told)),
        )
    errors = told.astype(float)
    validated = [call.history for call in evidence.calls.of("fit") if "val_loss" in call.history][-4:]
    curves = [
        (_last(history, "mae", "mean_absolute_error", start="val_"), _last(history, "loss", start="val_"))
        for history in validated
    ]
    if len(curves) < 4 or any(absolute is None for absolute, _ in curves):
        return failed(
            text(
                "There are no four fits with a validated absolute error to compare `fold_maes` with.",
                "`fold_maes`와 견줄, 절대 오차를 검증한 fit이 네 번 있지 않습니다.",
            )
        )
    right = np.array([absolute for absolute, _ in curves], float)
    # The folds may be told in any order; evaluate after fit differs from the last epoch in rounding only.
    if not np.allclose(np.sort(errors), np.sort(right), rtol=0.02):
        squared = np.array([loss for _, loss in curves], float)
        if np.allclose(np.sort(errors), np.sort(squared), rtol=0.02):
            words = text("`fold_maes` holds squared errors.", "`fold_maes`에 제곱 오차가 있습니다.")
        else:
            words = text(
                "`fold_maes` holds other numbers than the folds' validation gave after the last epoch.",
                "`fold_maes`의 수가 마지막 에포크 뒤 폴드의 검증에서 나온 것과 다릅니다.",
            )
        return failed(words, found=", ".join(f"{value:.2f}" for value in errors))
    if not np.isclose(evidence.number("average_mae"), errors.mean(), rtol=0.01):
        return partial(
            2 / 3,
            text("`average_mae` is not the mean of `fold_maes`.", "`average_mae`가 `fold_maes`의 평균이 아닙니다."),
        )
    return passed(
        text("Four errors, as validation gave them, and their mean.", "검증에서 나온 오차 네 개와 그 평균입니다.")
    )


def _last(history: dict[str, list[float]], *names: str, start: str) -> float | None:
    """The last value of the first metric of one of these names; Keras numbers a name that is used again."""
    for metric, values in history.items():
        if metric.startswith(tuple(start + name for name in names)) and values:
            return float(values[-1])
    return None
