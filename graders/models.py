"""Saved Keras models from a learner's sandbox: checked as files, then rebuilt without running learner code.

Every part of a file can be made to do harm (a Lambda, a huge layer, a link out of the HDF5 file, a zip bomb), so each
is read as data and judged before Keras sees it: the file in :mod:`graders.model_files`, the configuration here.
TensorFlow is imported on first use.
"""

from __future__ import annotations

import copy
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from graders.evidence import EvidenceInvalid
from graders.model_files import checked_config, copy_with_config
from graders.text import Text, text
from graders.wording import plain

Array = np.ndarray[Any, Any]

MAX_PARAMETERS = 100_000_000
MAX_ROW_ELEMENTS = 200_000_000
"""Numbers that all layers together may give for one row: what is held while one row passes through."""
MAX_BATCH_ELEMENTS = 100_000_000
MAX_OUTPUT_ELEMENTS = 100_000_000
MAX_CONFIG_DEPTH = 100

MODULES = frozenset(
    {
        "keras",
        "keras.activations",
        "keras.constraints",
        "keras.dtype_policies",
        "keras.initializers",
        "keras.layers",
        "keras.models",
        "keras.regularizers",
        "keras.src.models.functional",
        "keras.src.models.sequential",
    }
)
"""Where the classes that Keras itself names in a saved model come from."""
_OPERATIONS = "keras.src.ops."
# Where Keras looks for a function that a saved model gives by its name alone.
_FUNCTION_HOMES = ("activations", "constraints", "initializers", "regularizers")
REFUSED = frozenset({"Lambda", "TorchModuleWrapper", "TFSMLayer", "JaxLayer", "FlaxLayer"})
"""Built in, and yet running code or reading files that come with the model."""


OWN_PART = text(
    "it uses `{part}`, which is not one of Keras' own layers",
    "Keras의 기본 층이 아닌 `{part}`을(를) 사용하고 있습니다",
)
NOT_SAVED = text("it could not be saved ({error})", "모델을 저장할 수 없었습니다({error})")


class CannotRebuild(Exception):
    """A model that its file alone does not make again; ``reason`` is a clause that says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


class EvaluationFailed(Exception):
    """A model that does not take the rows it was given, or takes too long over them."""


@dataclass(frozen=True)
class RebuiltModel:
    """A model made again from its file: what it computes is a fact about its weights."""

    model: Any
    """The ``keras.Model``, not compiled."""
    compile_config: dict[str, Any] | None
    """Optimizer, loss and metrics as its learner compiled it; None where it was not compiled."""
    has_weights: bool = True
    """Whether the file held the weights of these layers; without, the model's outputs mean nothing."""


def rebuild_model(path: Path) -> RebuiltModel:
    """The model of a ``.keras`` file.

    Raises:
        CannotRebuild: it holds layers or functions of the learner's own.
        EvidenceInvalid: the file is not one that Keras writes, or too large to load.
    """
    config = checked_config(path)
    _refuse_files(config)
    architecture = _without_training(config)
    if part := next(_foreign_parts(architecture.get("config")), None) or _foreign(architecture):
        raise CannotRebuild(OWN_PART.format(part=plain(part, 80)))

    import keras

    with _keras_may_fail(path):
        _refuse_huge(copy.deepcopy(architecture), keras)  # Keras empties a functional model's
    try:
        model = _load(path, config, architecture, keras)
        has_weights = True
    except Exception as error:  # noqa: BLE001 - Keras raises of every kind on a file made to break it
        # A fit that failed while it built the model leaves layers without numbers; their structure still counts.
        with _keras_may_fail(path):
            model = keras.saving.deserialize_keras_object(architecture, _other_names(keras), safe_mode=True)
        print(f"{path.name}: no weights: {type(error).__name__}: {str(error)[:300]}", file=sys.stderr)
        has_weights = False
    compile_config = config.get("compile_config")
    # Keras writes an empty configuration for a model that was never compiled.
    compiled = isinstance(compile_config, dict) and bool(compile_config)
    return RebuiltModel(model, compile_config if compiled else None, has_weights)


def _without_training(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration without how the model, and models within it (a base that was trained first), were compiled.

    Keras compiles models within a model as it makes them, whatever it is told about the outer one; what they were
    compiled with is not needed to rebuild them, and may be of any kind.
    """
    architecture = copy.deepcopy(config) | {"compile_config": None}
    for part in _parts(architecture):
        if "compile_config" in part:
            part["compile_config"] = None
    return architecture


def _load(path: Path, config: dict[str, Any], architecture: dict[str, Any], keras: Any) -> Any:
    """The model with its weights, made by ``architecture`` alone."""
    with tempfile.TemporaryDirectory() as place:
        as_saved = architecture == config | {"compile_config": None}
        checked = path if as_saved else copy_with_config(path, architecture, Path(place))
        return keras.saving.load_model(checked, _other_names(keras), compile=False, safe_mode=True)


@contextmanager
def _keras_may_fail(path: Path) -> Iterator[None]:
    """Keras raises of every kind on a configuration made to break it.

    Raises:
        EvidenceInvalid: it did.
    """
    try:
        yield
    except EvidenceInvalid:
        raise
    except Exception as error:
        raise EvidenceInvalid(
            f"{path.name}: Keras cannot make it: {type(error).__name__}: {str(error)[:300]}"
        ) from error


def warm_up() -> None:
    """Have TensorFlow get ready to compute, which takes longer than evaluating a small model."""
    import keras

    layers = [keras.layers.Input((4,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(4, "softmax")]
    evaluate(keras.Sequential(layers), np.zeros((8, 4), dtype=np.float32))
    # The names of a submission's layers shall not go on counting from these.
    keras.backend.clear_session()


def evaluate(model: Any, rows: Array, batch: int = 500, seconds: float = 60.0) -> Array:
    """The model's outputs for ``rows`` (first axis the rows), called eagerly as in inference.

    ``predict`` would trace a graph first, which costs more than a held-out set takes.

    Raises:
        EvaluationFailed: the model does not take these rows, gives more numbers for them than can be
            held, or is not done within ``seconds``.
    """
    import tensorflow as tf

    batch = max(1, min(batch, MAX_BATCH_ELEMENTS // max(1, _row_elements(model))))
    outputs: list[Array] = []
    size = 0
    started = time.monotonic()
    for at in range(0, len(rows), batch):
        if time.monotonic() - started > seconds:
            raise EvaluationFailed(f"it took more than {seconds:.0f} s for {at} of {len(rows)} rows")
        try:
            output = model(rows[at : at + batch], training=False)
        except (ValueError, TypeError, ArithmeticError, tf.errors.OpError) as error:
            raise EvaluationFailed(f"{type(error).__name__}: {str(error)[:300]}") from error
        if isinstance(output, list | tuple | dict):
            raise EvaluationFailed(f"it gives {len(output)} outputs, not one")
        outputs.append(np.asarray(output))
        size += outputs[-1].size
        if size > MAX_OUTPUT_ELEMENTS:
            raise EvaluationFailed(f"it gives more than {MAX_OUTPUT_ELEMENTS} numbers for {len(rows)} rows")
    return np.concatenate(outputs)


def _refuse_files(config: dict[str, Any]) -> None:
    """Refuses a vocabulary given by the name of a file, which a lookup layer would open as it is made.

    Keras itself never writes one: it saves the words.
    """
    if any(isinstance(part.get("vocabulary"), str) for part in _parts(config)):
        raise EvidenceInvalid("config.json names a file as a vocabulary")


def _foreign_parts(config: Any) -> Iterator[str]:
    """Names of the parts of a configuration that are not Keras' own or must not be loaded."""
    return (foreign for part in _parts(config) if (foreign := _foreign(part)))


def _parts(config: Any) -> Iterator[dict[str, Any]]:
    """Every object of a configuration, however deep."""
    open_parts = [(config, 0)]
    while open_parts:
        part, depth = open_parts.pop()
        if depth > MAX_CONFIG_DEPTH:
            raise EvidenceInvalid("config.json is nested too deeply")
        if isinstance(part, dict):
            yield part
            open_parts.extend((value, depth + 1) for value in part.values())
        elif isinstance(part, list):
            open_parts.extend((value, depth + 1) for value in part)


def _foreign(part: dict[str, Any]) -> str | None:
    if "class_name" not in part:
        return None
    name, module, registered = part["class_name"], part.get("module"), part.get("registered_name")
    if not isinstance(name, str) or not isinstance(module, str | None) or not isinstance(registered, str | None):
        raise EvidenceInvalid("config.json names a class that is no name")
    if name in REFUSED or name == "__lambda__":
        return name
    if name == "function":
        # By its name alone is how Keras writes a function of its own.
        return _foreign_function(part.get("config")) if module in (None, "builtins") else str(part.get("config"))
    if module is None or module == "builtins":
        # Keras' own notes on tensors and slices.
        return None if name.startswith("__") or name == "slice" else name
    built_in = module.startswith(_OPERATIONS) or (module in MODULES and _is_class(module, name))
    return None if built_in and name.isidentifier() and registered in (None, name) else name


def _is_class(module: str, name: str) -> bool:
    """Whether a module of Keras holds a class of this very name.

    Keras itself goes further: for it ``layers.Lambda`` is a name in ``keras``, and a function is as good as a class.
    """
    import_module("keras")
    return isinstance(getattr(sys.modules.get(module), name, None), type)


def _foreign_function(name: Any) -> str | None:
    """The name of a function that a configuration gives by name alone, where it is none that Keras knows."""
    import keras

    if not isinstance(name, str):
        raise EvidenceInvalid("config.json names a function that is no name")
    if name in _other_names(keras) or any(hasattr(getattr(keras, home), name) for home in _FUNCTION_HOMES):
        return None
    return name


def _other_names(keras: Any) -> dict[str, Any]:
    """Keras' own functions under the names that TensorFlow's twins of them bear in a file (``tf.nn.softmax``)."""
    activations = keras.activations
    return {
        "softmax_v2": activations.softmax,
        "log_softmax_v2": activations.log_softmax,
        "swish": activations.silu,
    }


def _refuse_huge(architecture: dict[str, Any], keras: Any) -> None:
    """Refuses a model whose weights, or what its layers give for one row, would not fit; none of them is made.

    In a stateless scope Keras works out every variable's shape without allocating it.
    """
    with keras.StatelessScope(initialize_variables=False):
        model = keras.saving.deserialize_keras_object(architecture, _other_names(keras), safe_mode=True)
        parameters = sum(int(np.prod(v.shape, dtype=object)) for v in model.variables)
        elements = _row_elements(model)
    # Its variables were never given values, and must not wait for them in the next scope.
    keras.backend.clear_session()
    if parameters > MAX_PARAMETERS:
        raise EvidenceInvalid(f"the model has {parameters} parameters, more than {MAX_PARAMETERS}")
    if elements > MAX_ROW_ELEMENTS:
        raise EvidenceInvalid(f"the layers give {elements} numbers for one row, more than {MAX_ROW_ELEMENTS}")


def _row_elements(model: Any) -> int:
    """How many numbers all layers of a model give for one row together; a length not known before counts once.

    Worked out from the shapes that Keras noted when it put the layers together: nothing is computed.
    """
    operations: dict[int, Any] = {}
    for layer in model._flatten_layers():  # noqa: SLF001 - Keras gives the layers within layers by no public name
        for operation in (layer, *getattr(layer, "_operations", ())):
            operations[id(operation)] = operation
    nodes = [node for each in operations.values() for node in each._inbound_nodes]  # noqa: SLF001 - nor these
    tensors = {id(tensor): tensor for node in nodes for tensor in node.output_tensors}
    return sum(math.prod(int(length or 1) for length in x.shape[1:]) for x in tensors.values())
