"""Samples whose diagnosis is known not to be right, by name. They must stay few, and one that is right must leave.

All are of the unseen half. They are named so that a regression is told from a known miss; nothing may be tuned on them.
"""

MISSED: frozenset[str] = frozenset(
    {
        "right/unseen/transformer_encoder_small",
        "wrong/unseen/comma_in_metrics",
        "wrong/unseen/loss_integer_labels_categorical",
        "wrong/unseen/loss_onehot_sparse",
        "wrong/unseen/memory_two_sets",
        "wrong/unseen/nofit_functional_leftover",
        "wrong/unseen/testrows_overlapping_split",
        "wrong/unseen/valtrain_kfold_train_all",
        "wrong/unseen/valtrain_slices_overlap",
    }
)
