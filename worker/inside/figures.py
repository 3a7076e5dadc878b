"""Records the figures that a notebook shows, as they stand then: :mod:`graders.observed.figures`.

Whatever a kernel shows goes through IPython's ``DisplayFormatter.format``: ``plt.show()``, the figures that the inline
backend sends at a cell's end, ``display(figure)``, a figure as a cell's value. :func:`install` looks on there. Neither
IPython nor matplotlib is imported for it, and no figure is kept alive.
"""

import functools
import sys
import types
import weakref
from collections.abc import Callable
from typing import Any

import importing  # type: ignore[import-not-found]  # found in this folder when this runs

FORMATTERS = "IPython.core.formatters"
MAX_FIGURES, MAX_AXES, MAX_SERIES, MAX_POINTS, MAX_LEGEND, MAX_WORDS = 60, 64, 100, 2000, 100, 300
MOST_POINTS = 30_000
"""Of all figures together; of later ones, only how many points there are."""


class Recorder:
    """All figures of one kernel."""

    def __init__(self) -> None:
        self.figures: list[tuple[weakref.ref, dict]] = []
        self.dropped = 0
        self.open = True
        self._left = MOST_POINTS

    def take(self, figure: Any) -> None:
        """Record a figure that is being shown; one that its cell shows again is recorded as it stands last."""
        count = max(sys.modules["IPython"].get_ipython().compile._filename_map.values(), default=None)  # noqa: SLF001
        for at, (known, record) in enumerate(self.figures):
            if known() is figure and record["count"] == count:
                self._left += _points(record)
                self.figures[at] = known, self._record(figure, count)
                return
        if len(self.figures) >= MAX_FIGURES:
            self.dropped += 1
        else:
            self.figures.append((weakref.ref(figure), self._record(figure, count)))

    def told(self, cells: dict[str, str]) -> dict:
        """The record as data; ``cells`` are the cells' names by their execution count."""
        figures = [
            {"cell": cells.get(str(record["count"])), **{k: v for k, v in record.items() if k != "count"}}
            for _, record in self.figures
        ]
        return {"figures": figures, "dropped": self.dropped}

    def _record(self, figure: Any, count: "int | None") -> dict:
        title = getattr(figure, "_suptitle", None)
        axes = []
        for each in list(figure.axes)[:MAX_AXES]:
            record = _axes(each, self._left)
            self._left -= sum(len(series["y"]) for series in record["series"])
            axes.append(record)
        return {"count": count, "title": _words(title.get_text()) if title else "", "axes": axes}


def _points(record: dict) -> int:
    return sum(len(series["y"]) for axes in record["axes"] for series in axes["series"])


def _axes(axes: Any, left: int) -> dict:
    legend = axes.get_legend()
    entries = None if legend is None else [_words(text.get_text()) for text in legend.get_texts()[:MAX_LEGEND]]
    series = []
    for drawn in _drawn(axes)[:MAX_SERIES]:
        series.append({**drawn, "x": drawn["x"][: max(left, 0)], "y": drawn["y"][: max(left, 0)]})
        left -= len(series[-1]["y"])
    if entries and not any(each["label"] for each in series):
        # legend(["a", "b"]) names what is drawn in its order, and leaves no label on it.
        for each, entry in zip(series, entries, strict=False):
            each["label"] = entry
    titles = [axes.get_title(loc=place) for place in ("center", "left", "right")]
    return {
        "title": _words(next(filter(None, titles), "")),
        "x_label": _words(axes.get_xlabel()),
        "y_label": _words(axes.get_ylabel()),
        "legend": entries,
        "series": series,
        "is_colorbar": hasattr(axes, "_colorbar"),
    }


def _drawn(axes: Any) -> list[dict]:
    """What is drawn on axes, in matplotlib's own order of kinds: lines, bars, points, images, the rest."""
    found = [_series("line", line, line.get_xdata(), line.get_ydata()) for line in axes.lines[:MAX_SERIES]]
    bars = [container for container in axes.containers if type(container).__name__ == "BarContainer"][:MAX_SERIES]
    of_bars = {id(patch) for container in bars for patch in container.patches}
    for container in bars:
        lying = getattr(container, "orientation", "vertical") == "horizontal"
        patches = container.patches[:MAX_POINTS]
        middles = [p.get_y() + p.get_height() / 2 if lying else p.get_x() + p.get_width() / 2 for p in patches]
        lengths = [p.get_width() if lying else p.get_height() for p in patches]
        found.append({**_series("bar", container, middles, lengths), "count": len(container.patches)})
    for collection in axes.collections[:MAX_SERIES]:
        if type(collection).__name__ == "PathCollection":
            points = collection.get_offsets()
            found.append(_series("scatter", collection, points[:, 0], points[:, 1]))
        else:
            found.append(_series("other", collection, (), ()))
    for image in axes.images[:MAX_SERIES]:
        height, width = image.get_array().shape[:2]
        found.append({**_series("image", image, (), ()), "count": int(height * width)})
    found += [_series("other", patch, (), ()) for patch in axes.patches[:MAX_SERIES] if id(patch) not in of_bars]
    return found


def _series(kind: str, artist: Any, x: Any, y: Any) -> dict:
    label = str(artist.get_label() or "")
    return {
        "kind": kind,
        "label": "" if label.startswith("_") else _words(label),
        "x": _numbers(x),
        "y": _numbers(y),
        "count": len(y),
    }


def _numbers(values: Any) -> list:
    """The first points; none where they are no numbers (dates, categories)."""
    number = importing.sibling("arrays").number
    try:
        return [number(value) for value in values[:MAX_POINTS]]
    except (TypeError, ValueError):
        return []


def _words(words: object) -> str:
    return str(words)[:MAX_WORDS]


RECORDER = Recorder()


def install() -> None:
    """Record figures from when IPython is imported."""
    importing.after_import(FORMATTERS, lambda module: _look_on(module.DisplayFormatter))


def _look_on(formatter: Any) -> None:
    formats: Callable[..., Any] = formatter.format

    @functools.wraps(formats)
    def format(self: Any, shown: object, *args: Any, **kwargs: Any) -> Any:  # noqa: A001 - its name
        __tracebackhide__ = True
        formatted = formats(self, shown, *args, **kwargs)
        if RECORDER.open and _is_figure(shown):
            _take(shown)
        return formatted

    formatter.format = format


def _is_figure(shown: object) -> bool:
    matplotlib: types.ModuleType | None = sys.modules.get("matplotlib.figure")
    return matplotlib is not None and isinstance(shown, matplotlib.Figure)


def _take(figure: object) -> None:
    try:
        RECORDER.take(figure)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001, S110 - whatever goes wrong with a record is no matter of the learner's cell
        pass
