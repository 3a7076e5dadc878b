"""Every metric against figures worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from graders.metrics import METRICS, Given, NotFinite, Unfit
from graders.metrics.measuring import of_means, wilson


def figure(name: str, outputs: Any, labels: Any, **about: Any) -> float:
    return METRICS[name].measure(Given(np.array(outputs), np.array(labels), **about)).figure


def interval(name: str, outputs: Any, labels: Any, **about: Any) -> tuple[float, float]:
    return METRICS[name].measure(Given(np.array(outputs), np.array(labels), **about)).interval(0.95)


THREE = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5]]


@pytest.mark.parametrize(
    ("name", "outputs", "labels", "about", "right"),
    [
        ("accuracy", THREE, [0, 1, 2, 2], {}, 3 / 4),
        ("accuracy", THREE, [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]], {}, 3 / 4),
        ("accuracy", [[0.9], [0.2], [0.6], [0.4]], [1, 0, 0, 1], {}, 2 / 4),
        ("accuracy", [0.9, 0.2, 0.6, 0.4], [1, 0, 0, 1], {}, 2 / 4),
        ("accuracy", [[0.9, 0.1], [0.2, 0.8]], [0, 1], {}, 1.0),
        ("accuracy", [[2.0], [-1.0], [0.3], [-0.1]], [1, 0, 1, 0], {"logits": True}, 1.0),
        ("accuracy", [[2.0], [-1.0], [0.3], [-0.1]], [1, 0, 1, 0], {"logits": False}, 3 / 4),
        ("accuracy", [[2.0], [-1.0], [0.3], [-0.1]], [1, 0, 1, 0], {}, 1.0),
        ("accuracy", [[math.nan, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 1, 2], {}, 2 / 3),
        ("top_k", THREE, [0, 1, 2, 1], {"k": 2}, 3 / 4),
        ("top_k", THREE, [0, 1, 2, 1], {"k": 3}, 1.0),
        ("top_k", [[0.25] * 4] * 4, [0, 1, 2, 3], {"k": 3}, 0.0),
        # TP 2, FP 1, FN 1
        ("f1", [[0.9], [0.8], [0.7], [0.1], [0.2]], [1, 1, 0, 1, 0], {}, 4 / 6),
        # The second class as above; the first has TP 1, FP 1, FN 1.
        ("f1", [[0.9], [0.8], [0.7], [0.1], [0.2]], [1, 1, 0, 1, 0], {"average": "macro"}, (4 / 6 + 2 / 4) / 2),
        # 0: TP 1 FP 1; 1: TP 1; 2: TP 1 FN 1
        ("f1", THREE, [0, 1, 2, 2], {}, (2 / 3 + 1 + 2 / 3) / 3),
        # Pairs (0.4, 0.1) (0.4, 0.35) (0.8, ...) right, one tie and one wrong of 6
        ("auc", [[0.1], [0.35], [0.8], [0.4], [0.8]], [0, 0, 1, 1, 0], {}, (2 + 0.5 + 2 + 0) / 6),
        ("auc", [[1.0, -1.0], [0.0, 3.0]], [0, 1], {}, 1.0),
        ("mae", [[1.0], [2.0], [4.0]], [1.0, 4.0, 1.0], {}, 5 / 3),
        ("mae", [1.0, 2.0, 4.0], [[1.0], [4.0], [1.0]], {}, 5 / 3),
        ("mse", [[1.0], [2.0], [4.0]], [1.0, 4.0, 1.0], {}, 13 / 3),
        ("rmse", [[1.0], [2.0], [4.0]], [1.0, 4.0, 1.0], {}, math.sqrt(13 / 3)),
        # Class 1: 2 of 3 pixels; class 0: 5 of 6
        ("iou", [[[0.9, 0.9], [0.9, 0.1]], [[0.1, 0.1], [0.1, 0.1]]], [[[1, 1], [0, 0]], [[0, 0], [0, 0]]], {},
         (2 / 3 + 5 / 6) / 2),
        ("iou", [[[0.9, 0.9], [0.9, 0.1]], [[0.1, 0.1], [0.1, 0.1]]], [[[1, 1], [9, 0]], [[0, 0], [0, 0]]],
         {"ignore": 9}, 1.0),
        ("token_accuracy", [[5, 6, 7], [5, 1, 1]], [[5, 6, 8], [5, 0, 0]], {"ignore": 0}, 3 / 4),
        ("perplexity", [[[0.5, 0.5], [0.25, 0.75]]], [[0, 0]], {}, math.sqrt(8)),
        ("perplexity", [[0.0, 0.0, 0.0, 0.0]], [2], {"logits": True}, 4.0),
        ("perplexity", [[[0.5, 0.5], [0.25, 0.75]]], [[0, 9]], {"ignore": 9}, 2.0),
        ("bleu", [[1, 2, 3, 4, 5, 0]], [[1, 2, 3, 4, 5, 0]], {"ignore": 0}, 1.0),
        # 1-grams 4 of 5; 2-grams (3+1) of (4+1); 3-grams (2+1) of (3+1); 4-grams (1+1) of (2+1); length right
        ("bleu", [[1, 2, 3, 4, 9]], [[1, 2, 3, 4, 5]], {"ignore": 0}, (4 / 5 * 4 / 5 * 3 / 4 * 2 / 3) ** 0.25),
        # 3 of 5 tokens, all right: brevity exp(1 - 5/3)
        ("bleu", [[1, 2, 3, 0, 0]], [[1, 2, 3, 4, 5]], {"ignore": 0}, math.exp(1 - 5 / 3)),
        ("bleu", [[7, 7, 7]], [[1, 2, 3]], {}, 0.0),
    ],
)  # fmt: skip
def test_a_figure_is_what_it_is_by_hand(name: str, outputs: Any, labels: Any, about: Any, right: float) -> None:
    assert figure(name, outputs, labels, **about) == pytest.approx(right)


def test_scores_and_tokens_have_the_same_bleu_where_the_reference_has_tokens() -> None:
    tokens, reference = [[1, 2, 3, 4, 9, 9]], [[1, 2, 3, 4, 5, 0]]
    scores = np.eye(10)[tokens]
    assert figure("bleu", scores, reference, ignore=0) == figure("bleu", [[1, 2, 3, 4, 9, 0]], reference, ignore=0)
    assert figure("token_accuracy", scores, reference, ignore=0) == pytest.approx(4 / 5)


def test_numbers_that_are_no_distribution_cannot_forge_a_low_perplexity() -> None:
    honest = figure("perplexity", [[0.5, 0.5]], [0], logits=False)
    forged = figure("perplexity", [[1.0, 1.0]], [0], logits=False)
    assert forged == pytest.approx(honest)


@pytest.mark.parametrize(
    ("name", "outputs", "labels"),
    [
        ("accuracy", [[0.5, 0.5]], [2]),
        ("accuracy", [[[0.5, 0.5]]], [1]),
        ("accuracy", [[0.5, 0.5]], [1, 0]),
        ("top_k", [[0.5]], [1]),
        ("auc", [[0.1, 0.2, 0.7]] * 2, [0, 1]),
        ("mae", [[1.0, 2.0]], [1.0]),
        ("mae", [1.0], [1.0, 2.0]),
        ("mse", 1.0, [1.0]),
        ("iou", [[0.5, 0.5]], [[[1, 0]]]),
        ("iou", [[[[0.5, 0.5]]]], [[[2]]]),
        ("perplexity", [[3, 4]], [[3, 4]]),
        ("token_accuracy", [[3.0, 4.0]], [[3, 4]]),
        ("bleu", [[[1.0, 0.0]]], [[2]]),
    ],
)
def test_outputs_that_do_not_fit_the_labels_are_told_what_would(name: str, outputs: Any, labels: Any) -> None:
    with pytest.raises(Unfit) as unfit:
        figure(name, outputs, labels)
    assert unfit.value.needed.ko != unfit.value.needed.en


@pytest.mark.parametrize("bad", [math.nan, math.inf])
@pytest.mark.parametrize("name", ["auc", "mae", "mse", "rmse"])
def test_a_row_that_is_no_number_leaves_no_figure(name: str, bad: float) -> None:
    with pytest.raises(NotFinite) as astray:
        figure(name, [[0.5], [0.6], [bad]], [0, 1, 1])
    assert astray.value.rows == 1


def test_an_enormous_error_is_no_good_figure() -> None:
    assert figure("mae", [[0.5], [1e300]], [0, 1]) > 1e299
    with pytest.raises(NotFinite):
        figure("mse", [[0.5], [1e300]], [0, 1])


def test_the_interval_of_a_share_is_wilsons() -> None:
    # 8 of 10 with z = 1.959964: (0.8 + 0.19207) / 1.38415 ± 1.959964 √(0.016 + 0.0096037) / 1.38415
    assert wilson(8, 10, 0.95) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(10, 10, 0.95)[1] == pytest.approx(1.0)
    assert wilson(0, 10, 0.95)[0] == pytest.approx(0.0)


def test_the_interval_of_a_mean_is_the_normal_one() -> None:
    # Mean 2, standard deviation 1, three rows.
    spread = 1.959964 / math.sqrt(3)
    assert interval("mae", [1.0, 2.0, 3.0], [0.0, 0.0, 0.0]) == pytest.approx((2 - spread, 2 + spread))


@pytest.mark.parametrize("name", ["rmse", "f1", "iou", "bleu", "perplexity", "token_accuracy"])
def test_the_interval_of_a_figure_made_of_means_is_about_that_of_the_bootstrap(name: str) -> None:
    draw = np.random.default_rng(0)
    labels, outputs = _drawn(name, draw)
    low, high = interval(name, outputs, labels)
    again = [draw.integers(0, len(labels), len(labels)) for _ in range(300)]
    figures = [figure(name, outputs[rows], labels[rows]) for rows in again]
    assert low < figure(name, outputs, labels) < high
    assert high - low == pytest.approx(np.quantile(figures, 0.975) - np.quantile(figures, 0.025), rel=0.35)


def _drawn(name: str, draw: np.random.Generator) -> tuple[Any, Any]:
    if name == "rmse":
        return draw.normal(size=200), draw.normal(size=200)
    if name == "f1":
        return draw.integers(0, 2, 300), draw.random((300, 1))
    if name == "iou":
        masks = draw.integers(0, 2, (60, 4, 4))
        return masks, np.clip(masks * 0.3 + draw.random((60, 4, 4)) * 0.7, 0, 1)
    tokens = draw.integers(1, 5, (150, 6))
    return tokens, np.eye(6)[tokens] + 2 * draw.random((150, 6, 6))


def test_the_interval_of_an_auc_is_delongs() -> None:
    # Placements of the second class: 1, 1/2; of the first: 1, 1/2. Variances 1/8 each, of two rows each.
    error = math.sqrt(0.125 / 2 + 0.125 / 2)
    assert figure("auc", [[0.1], [0.5], [0.3], [0.9]], [0, 0, 1, 1]) == pytest.approx(0.75)
    low, high = interval("auc", [[0.1], [0.5], [0.3], [0.9]], [0, 0, 1, 1])
    assert low == pytest.approx(0.75 - 1.959964 * error)
    assert high == 1.0


def test_one_row_has_a_figure_and_no_noise() -> None:
    only = of_means(np.array([[2.0]]), lambda means: means[..., 0])
    assert (only.figure, only.interval(0.95)) == (2.0, (2.0, 2.0))


@pytest.mark.parametrize(
    ("name", "labels", "right"),
    [
        ("accuracy", [0, 0, 0, 1], 0.75),
        ("auc", [0, 0, 0, 1], 0.5),
        ("top_k", [0, 0, 1, 2], 0.75),
        ("f1", [0, 0, 0, 1], 0.0),
        ("mae", [0.0, 0.0, 0.0, 4.0], 1.0),
        ("mse", [0.0, 0.0, 0.0, 4.0], 3.0),
        ("rmse", [0.0, 0.0, 0.0, 4.0], math.sqrt(3)),
        ("iou", [[[0, 0], [0, 1]]], 0.375),
        ("token_accuracy", [[1, 1, 1, 2]], 0.75),
        ("perplexity", [[0, 0, 1, 1]], 2.0),
    ],
)
def test_who_looks_at_no_row_gets_the_baseline(name: str, labels: Any, right: float) -> None:
    metric = METRICS[name]
    assert metric.constant is not None
    outputs = metric.constant(Given(np.empty(0), np.array(labels)))
    assert figure(name, outputs, labels, k=2, logits=False) == pytest.approx(right)
