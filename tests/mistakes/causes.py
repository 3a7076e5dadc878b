"""Which causes of :mod:`graders.diagnosis` name which mistake."""

CAUSES: dict[str, frozenset[str]] = {
    "misspelt-keyword": frozenset({"unknown-keyword"}),
    "misspelt-attribute": frozenset({"misspelt-attribute"}),
    "misspelt-name": frozenset({"misspelt-name"}),
    "misspelt-layer": frozenset({"misspelt-attribute", "misspelt-import", "misspelt-name"}),
    "missing-comma-or-bracket": frozenset({"missing-comma", "missing-bracket", "stray-bracket"}),
    "wrong-slice": frozenset({"semicolon-for-colon"}),
    "older-edition": frozenset({"old-edition"}),
    "tf-keras-against-keras": frozenset(),
    "shape-mismatch": frozenset(
        {
            "input-shape-mismatch",
            "input-rank-mismatch",
            "dot-mismatch",
            "broadcast-mismatch",
            "reshape-mismatch",
            "sample-count-mismatch",
        }
    ),
    "loss-mismatch": frozenset({"loss-labels-mismatch", "label-out-of-range"}),
    "softmax-over-one-unit": frozenset(),
    "no-final-layer": frozenset(),
    "activation-on-regression": frozenset(),
    "data-not-scaled": frozenset(),
    "scaled-with-test-statistics": frozenset(),
    "training-on-test-rows": frozenset(),
    "validation-among-training": frozenset(),
    "labels-shuffled-apart": frozenset(),
    "fit-never-called": frozenset(),
    "fit-called-twice": frozenset(),
    "cells-out-of-order": frozenset({"defined-later"}),
    "name-from-deleted-cell": frozenset({"undefined-name"}),
    "too-many-epochs": frozenset({"too-many-epochs"}),
    "float64-memory": frozenset({"memory-float64"}),
    "answer-left-empty": frozenset({"answer-left-open", "nothing-attempted"}),
    "figure-without-labels": frozenset(),
}
"""For each mistake of the corpus, the causes that are the right one."""
