"""How a Keras model is built and compiled, as the record of its calls tells it: :class:`graders.observed.Call`.

Attributes are read, nothing is called that would run an op, but for reading the variable of a learning rate, which is
there only when its library has computed already.
"""

import functools
import inspect
import math
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

MAX_LAYERS = 500
MAX_LOSSES, MAX_METRICS, MAX_CALLBACKS, MAX_SETTINGS = 32, 64, 50, 20
MAX_WORD = 200


def describe(model: Any, number: "Callable[[Any], float | str]") -> dict:
    """Layers, loss, optimizer, metrics and output of a model; what it cannot tell is left out."""
    told: dict = {}
    for name, tell in {
        "layers": lambda: [_layer(layer) for layer in list(model.layers)[:MAX_LAYERS]],
        "operations": lambda: [word(type(one).__name__) for one in list(model.operations)[:MAX_LAYERS]],
        "parameters": lambda: _count(model.weights) if model.built else None,
        "trainable_parameters": lambda: _count(model.trainable_variables) if model.built else None,
        "output_shape": lambda: output_shape(model),
        "loss": lambda: [loss_name(loss) for loss in _flat(model.loss)[:MAX_LOSSES]],
        "from_logits": lambda: _from_logits(model.loss),
        "optimizer": lambda: _optimizer(model),
        "learning_rate": lambda: number(_learning_rate(model.optimizer)),
        "metrics": lambda: [metric_name(m) for m in _flat(_metrics(model))[:MAX_METRICS]],
    }.items():
        value = quietly(tell)
        if value is not None:
            told[name] = value
    return told


def callbacks(given: object, number: "Callable[[Any], float | str]") -> list[dict]:
    """Each with its class, and what it was made with where that is a number, a word or a truth value."""
    several = list(given) if isinstance(given, list | tuple) else [] if given is None else [given]
    told = (quietly(functools.partial(_callback, callback, number)) for callback in several[:MAX_CALLBACKS])
    return [record for record in told if record]


def metric_names(model: Any) -> list[str]:
    """What ``evaluate`` returns, in its order: see Keras' ``Trainer._flatten_metrics_in_order``."""
    found: list[str] = []
    for metric in model.metrics:
        inner = metric.metrics if type(metric).__name__ == "CompileMetrics" else [metric]
        found += [word(part.name) for part in inner]
    return found


def quietly(tell: Callable[[], Any]) -> Any:
    """What ``tell`` says; None when it cannot say it. A model may be any code of the learner's."""
    try:
        return tell()
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a property that calls sys.exit() must not end the learner's call
        return None


def word(value: object) -> str:
    """A name, cut to what a record takes."""
    return str(value)[:MAX_WORD]


def _layer(layer: Any) -> dict:
    own = vars(layer)
    units = own.get("units", own.get("filters"))
    told = {
        "name": word(quietly(lambda: layer.name) or ""),
        "kind": word(type(layer).__name__),
        "trainable": bool(quietly(lambda: _learns(layer))),
    }
    if own.get("activation") is not None:
        told["activation"] = _function_name(own["activation"])
    if type(units) is int:
        told["units"] = units
    return told


def _learns(layer: Any) -> bool:
    """Whether training may change it: not where it is frozen, nor where each layer within it is."""
    return bool(layer.trainable) and (not layer.weights or bool(layer.trainable_weights))


def _count(variables: list) -> int:
    """How many numbers variables hold, by their shapes."""
    return sum(math.prod(int(size) for size in variable.shape) for variable in variables)


def _function_name(part: Any) -> str:
    return word(getattr(part, "__name__", None) or type(part).__name__)


def output_shape(model: Any) -> "list[int | None] | None":
    """Of a model with one output that has been built."""
    shape = model.output_shape
    if not isinstance(shape, tuple) or len(shape) > MAX_LOSSES or any(isinstance(s, tuple | list) for s in shape):
        return None
    # A model without an Input is built for the size of its first batch.
    return [None if size is None or axis == 0 else int(size) for axis, size in enumerate(shape)]


def _flat(given: Any) -> list:
    """What was given for one output or for several, in a list."""
    if given is None:
        return []
    if isinstance(given, Mapping):
        given = list(given.values())
    if isinstance(given, list | tuple):
        return [part for several in given for part in _flat(several)]
    return [given]


def loss_name(loss: Any) -> str:
    """A loss by its function's name in Keras, however it was given (``"mse"``, a function, an object)."""
    if isinstance(loss, str):
        losses = sys.modules.get("keras.src.losses")
        loss = getattr(losses, "ALL_OBJECTS_DICT", {}).get(loss, loss)
    if isinstance(loss, str):
        return word(loss)
    if inspect.isclass(loss):
        return _snake(loss.__name__)
    function = loss if inspect.isroutine(loss) else vars(loss).get("fn")
    if type(loss).__module__.startswith("keras.") and function is not None:
        return word(function.__name__)
    return word(function.__name__) if inspect.isroutine(loss) else _snake(type(loss).__name__)


def metric_name(metric: Any) -> str:
    """A metric by the name under which histories tell it."""
    if isinstance(metric, str):
        return word(metric)
    return word(quietly(lambda: metric.name) or _function_name(metric))


def _snake(name: str) -> str:
    return word(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower())


def _from_logits(loss: Any) -> "bool | None":
    """Of the first output's loss; None where the loss knows no logits."""
    first = _flat(loss)[0]
    told = None if isinstance(first, str) or inspect.isroutine(first) else vars(first).get("from_logits")
    if isinstance(told, bool):
        return told
    settings = {} if isinstance(first, str) or inspect.isroutine(first) else vars(first).get("_fn_kwargs", {})
    if "from_logits" in settings:
        return bool(settings["from_logits"])
    return False if "crossentropy" in loss_name(first) else None


def _optimizer(model: Any) -> "str | None":
    optimizer = model.optimizer
    return None if optimizer is None else word(type(_inner(optimizer)).__name__)


def _inner(optimizer: Any) -> Any:
    """The optimizer that a loss scale is wrapped around."""
    return vars(optimizer).get("inner_optimizer", optimizer)


def _learning_rate(optimizer: Any) -> float:
    rate = vars(_inner(optimizer))["_learning_rate"]
    for name in ("_value", "initial_learning_rate"):
        if vars(rate).get(name) is not None:
            # It is kept as float32, which is good for seven digits.
            return float(f"{float(rate.numpy() if name == '_value' else vars(rate)[name]):.7g}")
    raise LookupError("neither a variable with a value nor a schedule")


def _metrics(model: Any) -> list:
    given = vars(model).get("_compile_metrics")
    return [] if given is None else [given._user_metrics, given._user_weighted_metrics]  # noqa: SLF001


def _callback(callback: Any, number: "Callable[[Any], float | str]") -> dict:
    told: dict = {"kind": word(type(callback).__name__)}
    made_with = quietly(lambda: list(inspect.signature(type(callback).__init__).parameters)[1:]) or []
    own = vars(callback)
    for name in made_with[:MAX_SETTINGS]:
        value = own.get(name)
        if isinstance(value, bool):
            told[word(name)] = value
        elif isinstance(value, str):
            told[word(name)] = word(value)
        elif isinstance(value, int) and abs(value) < 2**53:
            told[word(name)] = int(value)
        elif isinstance(value, float):
            told[word(name)] = number(value)
    return told
