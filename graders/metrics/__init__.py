"""How well outputs fit labels: accuracy, errors, F1, AUC, IoU, BLEU, perplexity, each with an interval for its noise.

Pure NumPy. Every metric is one :class:`~graders.metrics.measuring.Metric` of :data:`METRICS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from graders.metrics import classes, masks, regression, sequences
from graders.metrics.measuring import Given, Measured, Metric, NotFinite, Unfit

__all__ = ["METRICS", "Given", "Measured", "Metric", "NotFinite", "Unfit"]

METRICS: Mapping[str, Metric] = {
    metric.name: metric for metric in (*classes.METRICS, *regression.METRICS, *masks.METRICS, *sequences.METRICS)
}
"""Every metric by the name that ``quest.toml`` uses."""
