"""Watches over the calls of Keras' training methods, and tells ``calls.py`` of each.

:func:`install` has Keras' own methods watched as soon as Keras is imported. Nothing else of a call changes: signature,
result, exceptions, random numbers and, but for one hidden frame of ``adapt`` and ``train_on_batch``, tracebacks are
what they would be. Nothing that goes wrong in here ends the learner's call.
"""

import functools
import inspect
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

TRAINER = "keras.src.models.model"
LAYERS = "keras.src.layers"
TRACEBACKS = "keras.src.utils.traceback_utils"
METHODS = ("fit", "evaluate", "predict", "train_on_batch")

Function = Callable[..., Any]
RECORDER = importing.sibling("calls").RECORDER


class Watch:
    """Watches over one call; over none within another, as ``fit`` evaluates and callbacks predict."""

    def __init__(self, method: str, signature: inspect.Signature, args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        self.result: Any = None
        self._method = method
        self._given = signature, args, kwargs
        self._outermost = False
        self._end: Callable[[Any, type[BaseException] | None], None] | None = None

    def __enter__(self) -> "Watch":
        self._outermost = RECORDER.open and not getattr(RECORDER.within, "call", False)
        if self._outermost:
            RECORDER.within.call = True
            try:
                _safely(self._begin)
            except BaseException:
                RECORDER.within.call = False
                raise
        return self

    def __exit__(self, kind: "type[BaseException] | None", *_: object) -> None:
        if not self._outermost:
            return
        try:
            if end := self._end:
                _safely(lambda: end(self.result, kind))
        finally:
            RECORDER.within.call = False
            # A traceback that is kept would keep this too.
            self.result = self._end = self._given = None  # type: ignore[assignment]

    def _begin(self) -> None:
        self._end = RECORDER.begin(self._method, _arguments(*self._given), sys._getframe(3))  # noqa: SLF001


def watched(method: str, original: Function) -> Function:
    """The function, which from now on has its calls watched."""
    signature = inspect.signature(original)

    @functools.wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        with Watch(method, signature, args, kwargs) as watch:
            if method == "fit":
                _safely(lambda: importing.sibling("building").ahead(_arguments(signature, args, kwargs)))
            watch.result = original(*args, **kwargs)
            return watch.result

    return call


def _safely(do: Callable[[], None]) -> None:
    """Whatever goes wrong with a record is no matter of the learner's call."""
    try:
        do()
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001, S110 - what a learner's class raises here it would not have raised there
        pass


def _arguments(signature: inspect.Signature, args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments by name; of a call that the function refuses, those that have one."""
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return {**kwargs, **dict(zip(signature.parameters, args, strict=False))}
    bound.apply_defaults()
    return bound.arguments


def install() -> None:
    """Have the methods of Keras' models and layers watched, whenever Keras is imported."""
    importing.after_import(TRAINER, _watch_models)
    importing.after_import(LAYERS, _watch_layers)


def _watch_models(module: types.ModuleType) -> None:
    for name in METHODS:
        owner = next(kind for kind in module.Model.__mro__ if name in vars(kind))
        _watch(owner, name)
    _hide_from(sys.modules[TRACEBACKS])


def _watch_layers(module: types.ModuleType) -> None:
    for kind in {kind for kind in vars(module).values() if isinstance(kind, type) and "adapt" in vars(kind)}:
        _watch(kind, "adapt")


def _watch(owner: type, name: str) -> None:
    """Within Keras' own wrapper that shortens tracebacks, where there is one: that stays what learners see."""
    method = vars(owner)[name]
    original = getattr(method, "__wrapped__", None)
    for cell in method.__closure__ or ():
        if original is not None and cell.cell_contents is original:
            cell.cell_contents = watched(name, original)
            return
    setattr(owner, name, watched(name, method))


def _hide_from(module: Any) -> None:
    """Leave our own frames out of what Keras makes of a traceback."""
    shorten = module._process_traceback_frames  # noqa: SLF001

    @functools.wraps(shorten)
    def without_ours(traceback: "types.TracebackType | None") -> Any:
        return shorten(_without_ours(traceback))

    module._process_traceback_frames = without_ours  # noqa: SLF001


def _without_ours(traceback: "types.TracebackType | None") -> "types.TracebackType | None":
    kept = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename != __file__:
            kept.append(traceback)
        traceback = traceback.tb_next
    rest = None
    for entry in reversed(kept):
        rest = types.TracebackType(rest, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return rest
