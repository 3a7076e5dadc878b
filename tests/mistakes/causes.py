"""Which causes of :mod:`graders.diagnosis` name which mistake."""

CAUSES: dict[str, frozenset[str]] = {
    "misspelt-keyword": frozenset({"unknown-keyword"}),
    "misspelt-attribute": frozenset({"misspelt-attribute"}),
    "misspelt-name": frozenset({"misspelt-name"}),
    "misspelt-layer": frozenset({"misspelt-attribute", "misspelt-import", "misspelt-name"}),
    "missing-comma-or-bracket": frozenset(
        {"missing-comma", "missing-bracket", "missing-opening-bracket", "stray-bracket", "wrong-bracket"}
    ),
    "wrong-slice": frozenset(
        {
            "semicolon-for-colon",
            "semicolon-for-comma",
            "period-for-colon",
            "comma-for-colon",
            "stray-colon",
            "brackets-of-slice",
            "round-brackets-for-index",
            "text-for-slice",
            "fraction-in-slice",
            "several-indices-of-list",
        }
    ),
    "older-edition": frozenset({"old-edition"}),
    "tf-keras-against-keras": frozenset({"mixed-keras", "tf-on-keras-tensor", "nickname-imported", "class-as-module"}),
    "shape-mismatch": frozenset(
        {
            "input-shape-mismatch",
            "input-rank-mismatch",
            "dot-mismatch",
            "broadcast-mismatch",
            "reshape-mismatch",
            "concatenate-mismatch",
            "input-count-mismatch",
            "window-too-large",
            "uneven-rows",
            "axis-out-of-range",
            "sample-count-mismatch",
        }
    ),
    "loss-mismatch": frozenset({"loss-labels-mismatch", "label-out-of-range", "loss-mismatch"}),
    "softmax-over-one-unit": frozenset({"softmax-over-one-unit"}),
    "no-final-layer": frozenset({"no-final-layer", "too-few-units"}),
    "activation-on-regression": frozenset({"activation-on-regression"}),
    "data-not-scaled": frozenset({"data-not-scaled"}),
    "scaled-with-test-statistics": frozenset({"scaled-with-test-statistics"}),
    "training-on-test-rows": frozenset({"training-on-test-rows"}),
    "validation-among-training": frozenset({"validation-among-training"}),
    "labels-shuffled-apart": frozenset({"labels-shuffled-apart"}),
    "fit-never-called": frozenset({"fit-never-called"}),
    "fit-called-twice": frozenset({"fit-called-twice"}),
    "cells-out-of-order": frozenset({"defined-later", "compiled-later", "changed-later"}),
    "name-from-deleted-cell": frozenset({"undefined-name"}),
    "too-many-epochs": frozenset({"too-many-epochs"}),
    "float64-memory": frozenset({"memory-float64"}),
    "answer-left-empty": frozenset({"answer-left-empty", "answer-left-open", "nothing-attempted"}),
    "figure-without-labels": frozenset({"figure-without-labels"}),
}
"""For each mistake of the corpus, the causes that are the right one."""
