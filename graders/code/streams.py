"""Data sets of ``tf.data``: which rows of which source each holds, whatever their number is.

A source is one call that makes a data set; ``take``, ``skip`` and the like cut a part out of what they are called on.
A part of a part is surely within it; whether two parts of one data set overlap is not known, and never guessed.
"""

from __future__ import annotations

Piece = tuple[int, ...]
"""A source's number, then those of the cuts that led here."""
Streams = frozenset[Piece]
MAKERS = frozenset(
    {"from_tensor_slices", "from_tensors", "from_generator", "image_dataset_from_directory"}
    | {"text_dataset_from_directory", "timeseries_dataset_from_array"}
)
_SAME_ROWS = frozenset(
    {"map", "batch", "padded_batch", "unbatch", "shuffle", "prefetch", "cache", "repeat", "with_options"}
)
_CUTS = frozenset({"take", "skip", "filter", "shard", "take_while"})
MOST_PIECES, MOST_CUTS = 50, 20


def after(method: str, streams: Streams, other: Streams | None, number: int) -> Streams | None:
    """What a data set's method gives; None when that is not known.

    Args:
        other: the data set that ``concatenate`` was given.
        number: one that stands for this call alone.
    """
    if method in _SAME_ROWS:
        return streams
    if method in _CUTS and all(len(piece) < MOST_CUTS for piece in streams):
        return frozenset((*piece, number) for piece in streams)
    if method == "concatenate" and other is not None and len(streams | other) <= MOST_PIECES:
        return streams | other
    return None


def within(inner: Streams | None, outer: Streams | None) -> bool:
    """Whether all rows of one data set are surely among those of the other."""
    if not inner or not outer:
        return False
    return all(any(piece[: len(whole)] == whole for whole in outer) for piece in inner)
