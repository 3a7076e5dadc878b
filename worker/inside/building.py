"""Makes what ``fit`` would make in its first step, before the step is traced.

Keras makes the variables of optimizer and metrics while TensorFlow traces the first step. TensorFlow then lifts their
making out of the graph and traces the step once more: nearly half of the time that training a small model takes. Where
they are there beforehand, one trace does. They are made by Keras' own methods, and get the same names and values. No
code of a learner's runs here: where a model has any, that part is left to ``fit``. ``tests/worker/test_building.py``
holds every optimizer to it, for what is called of Keras is private in part.
"""

import sys
from collections.abc import Mapping
from typing import Any

OWN = "keras.src."
STEP = {"train_step", "make_train_function", "compute_loss", "compute_metrics"}
"""What a learner may put in the place of a model's own."""
OPTIMIZERS = {
    "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lamb", "Lion", "Muon", "Nadam", "RMSprop",
    "SGD",
}  # fmt: skip
"""Those that begin with the same numbers whenever they are made; others begin with the weights, or hold optimizers."""


def ahead(arguments: Mapping[str, Any]) -> None:
    """Make it.

    Args:
        arguments: of a call of ``fit``, by name; ``self`` is the model.
    """
    keras, model = sys.modules["keras"], arguments["self"]
    if keras.backend.backend() != "tensorflow" or not _plain(model):
        return
    if not model.optimizer.built:
        with keras.name_scope(model.optimizer.name, caller=model.optimizer):
            model.optimizer.build(model.trainable_weights)
    measured = (model.loss, vars(model)["_compile_metrics"])
    if all(map(_own, [*model._flatten_layers(), *_measures(*measured)])):  # noqa: SLF001
        batch = tuple(_symbolic(keras, arguments[name]) for name in ("x", "y", "sample_weight"))
        model._symbolic_build(data_batch=batch)  # noqa: SLF001


def _plain(model: Any) -> bool:
    """Whether it is built and compiled, and trains by Keras' own step, which is traced, with an optimizer of Keras'."""
    return (
        type(model).__module__.startswith(OWN)
        and not vars(model).keys() & STEP
        and type(model.optimizer).__module__.startswith(OWN)
        and type(model.optimizer).__name__ in OPTIMIZERS
        and model._distribute_strategy is None  # noqa: SLF001
        and not model.run_eagerly
        and all(layer.built for layer in model._flatten_layers())  # noqa: SLF001
    )


def _measures(loss: Any, metrics: Any) -> list[Any]:
    """Losses and metrics as they were given to ``compile``."""
    given = [loss] if metrics is None else [loss, metrics._user_metrics, metrics._user_weighted_metrics]  # noqa: SLF001
    return sys.modules["keras"].tree.flatten(given)


def _own(part: Any) -> bool:
    """Whether a layer, a loss or a metric is Keras' own, and nothing that it calls is a learner's."""
    if part is None or isinstance(part, str):
        return True
    return _keras(part) and all(_keras(value) for value in getattr(part, "__dict__", {}).values() if callable(value))


def _keras(part: Any) -> bool:
    module = part.__module__ if hasattr(part, "__qualname__") else type(part).__module__
    return str(module).startswith(OWN)


def _symbolic(keras: Any, given: Any) -> Any:
    """Tensors without rows, one for each array, as ``fit`` makes them of arrays.

    Raises:
        AttributeError: it is no array; of a data set nothing is known before it is asked.
    """
    if given is None:
        return None

    def tensor(array: Any) -> Any:
        dtype = keras.config.floatx() if array.dtype.kind == "f" else array.dtype.name
        return keras.KerasTensor((None, *array.shape[1:]), dtype)

    return keras.tree.map_structure(tensor, given)
