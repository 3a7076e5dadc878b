"""The kinds of criteria, one module each: options, questions, judging and words together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graders.criteria import (
    answer,
    code,
    combined,
    custom,
    figure,
    function,
    leakage,
    metric,
    model,
    runs,
    training,
    value,
    written,
)
from graders.criteria.kind import Kind, Options

if TYPE_CHECKING:
    from graders.quest import CriterionSpec

KINDS: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        runs.KIND,
        answer.KIND,
        value.KIND,
        function.KIND,
        code.KIND,
        model.KIND,
        metric.KIND,
        figure.KIND,
        custom.KIND,
        training.KIND,
        leakage.KIND,
        written.KIND,
        combined.ALL,
        combined.ANY,
        combined.SOME,
    )
}
"""Every kind by the name that ``quest.toml`` uses."""


def parse_options(spec: CriterionSpec) -> Options:
    """The options of a criterion, checked against its kind.

    Raises:
        KeyError: there is no such kind.
        pydantic.ValidationError: the kind does not take these options.
    """
    options: Options = KINDS[spec.kind].options.model_validate(spec.options)
    return options
