"""Short keys for values: how outputs of different candidates are told to agree, and where they first differ.

A value's key and the keys of its rows follow one rule, that of :mod:`gift4code_ext.execution.inside.cells`; an unnamed
integer index is ignored. At most about 20,000 cells are looked at: of more, the first and the last rows, beside the
whole length. Rows have keys up to the thousandth, or up to half of those looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set, Sized
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.execution.inside.cells import (
    NESTED,
    Hashes,
    NoData,
    column_hashes,
    combine,
    is_number,
    number_hashes,
    scalar,
)

__all__ = ["NoData", "row_keys", "value_key"]

_CELLS = 20_000
_COLUMNS = 1000
_DEPTH = 8
_ROWS = 1000
_FEWEST = 20
_OTHER_LIBRARIES = ("pyarrow", "polars")
_TOO_DEEP = "a value nested too deeply, or in itself, cannot be compared"


def value_key(value: object) -> str:
    """Forty hexadecimal digits.

    Raises:
        NoData: the value is a function, a module, a group-by object, a plot, a cyclic list ...
    """
    return keys(value)[0]


def row_keys(value: object) -> tuple[str, ...]:
    """Twelve hexadecimal digits for each of the first rows of a table or of a one-dimensional value; else nothing.

    Index labels belong to a row; column labels do not.

    Raises:
        NoData: a cell holds what is no data.
    """
    return keys(value)[1]


def keys(value: object) -> tuple[str, tuple[str, ...]]:
    """Both keys at once.

    Raises:
        NoData: as for each of them.
    """
    walk = _Walk(_CELLS)
    walk.add(value, _DEPTH)
    if not walk.columns or not isinstance(_as_pandas(value), _Rowed):
        return walk.key(), ()
    most = min(_ROWS, len(walk.columns[0]) if walk.whole else len(walk.columns[0]) // 2)
    rows = np.zeros(most, dtype="uint64")
    for column in walk.columns:
        rows = combine(rows, column[:most])
    return walk.key(), tuple(f"{row >> 16:012x}" for row in rows.tolist())


class _Walk:
    """One value's way into one digest; ``left`` is what may still be looked at inside of cells.

    ``columns`` are the hashes that came by, ``whole`` whether they are all there are.
    """

    def __init__(self, left: int) -> None:
        self.digest = hashlib.sha1(usedforsecurity=False)
        self.left = left
        self.columns: list[Hashes] = []
        self.whole = True

    def key(self) -> str:
        return self.digest.hexdigest()

    def say(self, *words: object) -> None:
        self.digest.update(("\x1e".join(str(word) for word in words) + "\x1f").encode("utf-8", "backslashreplace"))

    def add(self, value: object, depth: int) -> None:
        if depth == 0:
            raise NoData(_TOO_DEEP)
        value = _as_pandas(value)
        if isinstance(value, pd.MultiIndex):
            value = value.to_frame(index=False)
        if isinstance(value, pd.DataFrame):
            self.frame(value, depth)
        elif isinstance(value, pd.Series):
            self.say("series", len(value))
            self.table(value.to_frame(), depth)
        elif isinstance(value, (pd.Index, pd.api.extensions.ExtensionArray)):
            self.say("sequence", len(value))
            self.table(pd.Series(value).to_frame(), depth)
        elif isinstance(value, np.ndarray) and value.ndim:
            self.say("sequence", *value.shape)
            self.table(_from_array(value), depth)
        elif isinstance(value, Mapping):
            self.say("mapping", len(value))
            pair = {0: _boxed(list(value)), 1: _boxed(list(value.values()))}
            self.table(pd.DataFrame(pair, dtype=object), depth)
        elif isinstance(value, Set):
            self.say("set", len(value))
            members = column_hashes(_boxed(list(value), len(value)), lambda item: self.member(item, depth - 1))
            self.digest.update(np.sort(members).tobytes())
        elif isinstance(value, (list, tuple)):
            self.say("sequence", len(value))
            self.table(_boxed(value).to_frame(), depth, len(value))
        else:
            self.say(scalar(value))

    def frame(self, frame: pd.DataFrame, depth: int) -> None:
        self.say("frame", *frame.shape)
        frame = frame.iloc[:, :_COLUMNS]
        labels = frame.columns
        self.say(*(repr(label) for label in labels) if labels.nlevels > 1 else map(scalar, labels))
        self.table(frame, depth)

    def table(self, frame: pd.DataFrame, depth: int, rows: int | None = None) -> None:
        """The cells of its index, unless that is a default one, and of its columns: of the first and the last rows.

        ``rows`` is how many there were of them, where some are left out already.
        """
        index = frame.index
        named = index.nlevels > 1 or index.name is not None or not pd.api.types.is_integer_dtype(index.dtype)
        wide = frame.shape[1] + (index.nlevels if named else 0)
        frame = _ends(frame, max(_FEWEST, _CELLS // max(1, wide)))
        self.whole = len(frame) == (len(index) if rows is None else rows)
        for level, column in enumerate(_levels(frame.index)) if named else ():
            self.say("index", index.names[level])
            self.cells(column, depth)
        if frame.shape[1] > _FEWEST and len(set(frame.dtypes)) == 1 and is_number(frame.dtypes.iloc[0]):
            columns = np.ascontiguousarray(number_hashes(frame.to_numpy(dtype="float64", na_value=np.nan)).T)
            self.columns += list(columns)
            self.digest.update(columns.tobytes())
            return
        for place in range(frame.shape[1]):
            self.cells(frame.iloc[:, place], depth)

    def cells(self, column: pd.Series[Any], depth: int) -> None:
        hashes = column_hashes(column, lambda item: self.member(item, depth - 1))
        self.columns.append(hashes)
        self.digest.update(hashes.tobytes())

    def member(self, value: Any, depth: int) -> str:
        """A nested value as text; once the cells are used up, its length alone."""
        if depth == 0:
            raise NoData(_TOO_DEEP)
        size = len(value) if isinstance(value, Sized) else 1
        if self.left <= 0:
            return f"nested {size}"
        self.left -= 1 + size
        if isinstance(value, np.ndarray) and value.ndim == 1:
            value = value.tolist()
        if isinstance(value, (list, tuple)):
            return self.joined("sequence", (self.item(item, depth) for item in ends(value, _CELLS)), size)
        if isinstance(value, Mapping):
            pairs = (f"{self.item(key, depth)}\x1d{self.item(value[key], depth)}" for key in islice(value, _CELLS))
            return self.joined("mapping", pairs, size)
        if isinstance(value, Set):
            return self.joined("set", sorted(self.item(item, depth) for item in value), size)
        inner = _Walk(self.left)
        inner.add(value, depth)
        self.left = inner.left
        return inner.key()

    def item(self, value: Any, depth: int) -> str:
        return self.member(value, depth - 1) if isinstance(value, NESTED) else scalar(value)

    def joined(self, kind: str, words: Iterable[str], size: int) -> str:
        return "\x1f".join((kind, str(size), *words))


_Rowed = (pd.DataFrame, pd.Series, pd.Index, pd.api.extensions.ExtensionArray, np.ndarray, list, tuple)


def ends(items: Any, most: int) -> Any:
    """Of many items the first and the last ``most / 2``."""
    return items if len(items) <= most else [*items[: most // 2], *items[len(items) - most // 2 :]]


def _ends(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    """The first and the last ``most / 2`` rows of a table that is longer than ``most``."""
    if len(frame) <= most:
        return frame
    half = most // 2
    return frame.take([*range(half), *range(len(frame) - half, len(frame))])


def _levels(index: pd.Index) -> Iterator[pd.Series[Any]]:
    for level in range(index.nlevels):
        yield pd.Series(index.get_level_values(level))


def _as_pandas(value: Any) -> Any:
    """Tables and columns of Arrow and polars as pandas' own; anything else as it is."""
    if type(value).__module__.partition(".")[0] in _OTHER_LIBRARIES and hasattr(value, "to_pandas"):
        return value.to_pandas()
    return value


def _from_array(value: np.ndarray[Any, Any]) -> pd.DataFrame:
    """The rows of an array of any number of dimensions."""
    if value.dtype.names:
        return pd.DataFrame.from_records(value.reshape(-1))
    flat = value.reshape(len(value), -1) if value.size else value.reshape(0, 1)
    return pd.DataFrame(flat[:, :_COLUMNS])


def _boxed(items: Sequence[Any], most: int = _CELLS) -> pd.Series[Any]:
    """Items as one column that leaves them as they are; of many, the first and the last."""
    items = ends(items, most)
    values = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        values[place] = item
    return pd.Series(values, dtype=object)
