"""Makes an epoch over arrays wait for nothing but its training.

Keras makes an iterator over the rows when an epoch begins, and another one when it ends, which the next epoch throws
away; and TensorFlow tunes each pipeline by a thread that the end of an epoch waits for. Neither is needed. Which rows
come in which order, and so all that is learned from them, stays as it is: ``tests/worker/test_building.py`` holds it to
that. A data set of a learner's own is left alone, for making an iterator over one may draw random numbers.
"""

import sys
import types
from typing import Any

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

TRAINER = "keras.src.backend.tensorflow.trainer"
ARRAYS = "keras.src.trainers.data_adapters.array_data_adapter"


def install() -> None:
    """Spare both, whenever Keras is imported."""
    importing.after_import(TRAINER, _make_one_iterator)
    importing.after_import(ARRAYS, _leave_untuned)


def _make_one_iterator(module: types.ModuleType) -> None:
    kind = module.TFEpochIterator
    begin, rows = kind.__iter__, kind._get_iterator  # noqa: SLF001

    def __iter__(self: Any) -> Any:  # noqa: N807
        if _made_each_epoch(self):
            self._steps_seen = 0  # as Keras has it a moment later, and an epoch that was broken off may not
        return begin(self)

    def _get_iterator(self: Any) -> Any:
        if _made_each_epoch(self) and self._steps_seen:
            # The epoch is over. The old one keeps the state of the shuffling alive, as the spare one did.
            return self._current_iterator
        return rows(self)

    kind.__iter__, kind._get_iterator = __iter__, _get_iterator  # noqa: SLF001


def _made_each_epoch(iterator: Any) -> bool:
    """Whether an epoch is all rows of arrays, so that Keras makes an iterator anew for each."""
    return iterator.steps_per_epoch is None and isinstance(iterator.data_adapter, sys.modules[ARRAYS].ArrayDataAdapter)


def _leave_untuned(module: types.ModuleType) -> None:
    kind = module.ArrayDataAdapter
    rows = kind.get_tf_dataset

    def get_tf_dataset(self: Any) -> Any:
        import tensorflow as tf

        untuned = tf.data.Options()
        untuned.autotune.enabled = False
        return rows(self).with_options(untuned)

    kind.get_tf_dataset = get_tf_dataset
