"""A short key for a value, equal for equal values: how outputs of different candidates are told to agree.

Numbers count to nine significant digits, ``1`` and ``1.0`` are the same, all missing values are the same, an unnamed
integer index is ignored. At most about 20,000 cells are looked at: of more, the first and the last rows, beside the
whole length.
"""

from __future__ import annotations

import datetime
import decimal
import hashlib
import math
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from hashlib import _Hash

_CELLS = 20_000
_COLUMNS = 1000
_TEXT = 10_000
_DEPTH = 8


class NoData(TypeError):
    """The value is no table, array, container or scalar (or too deep a one): there is nothing to compare it by."""


def value_key(value: object) -> str:
    """Forty hexadecimal digits.

    Raises:
        NoData: the value is a function, a module, a group-by object, a plot, a cyclic list ...
    """
    digest = hashlib.sha1(usedforsecurity=False)
    _Walk(digest).add(value, _DEPTH)
    return digest.hexdigest()


class _Walk:
    """One value's way into one digest, with what is left of the cells it may look at."""

    def __init__(self, digest: _Hash) -> None:
        self.digest = digest
        self.left = _CELLS

    def say(self, *words: object) -> None:
        self.digest.update(("\x1e".join(str(word) for word in words) + "\x1f").encode("utf-8", "backslashreplace"))

    def add(self, value: object, depth: int) -> None:
        if depth == 0 or self.left < 0:
            raise NoData("a value nested too deeply, or in itself, cannot be compared")
        if isinstance(value, pd.DataFrame):
            self.frame(value)
        elif isinstance(value, pd.Series):
            self.say("series", len(value))
            self.index(value.index)
            self.cells(value, depth)
        elif isinstance(value, pd.MultiIndex):
            self.frame(value.to_frame(index=False))
        elif isinstance(value, (pd.Index, pd.api.extensions.ExtensionArray)):
            self.say("sequence", len(value))
            self.cells(pd.Series(value), depth)
        elif isinstance(value, np.ndarray) and value.ndim:
            self.say("sequence", *value.shape)
            self.cells(pd.Series(value.reshape(-1)), depth)
        elif isinstance(value, Mapping):
            self.say("mapping", len(value))
            for key, item in value.items():
                self.add(key, depth - 1)
                self.add(item, depth - 1)
        elif isinstance(value, Set):
            self.say("set", len(value))
            for key in sorted(self.member(item, depth - 1) for item in value):
                self.say(key)
        elif isinstance(value, (list, tuple)):
            self.say("sequence", len(value))
            for item in ends(value, _CELLS):
                self.left -= 1
                self.add(item, depth - 1)
        else:
            self.say(scalar(value))

    def member(self, value: object, depth: int) -> str:
        self.left -= 1
        digest = hashlib.sha1(usedforsecurity=False)
        inner = _Walk(digest)
        inner.left = self.left
        inner.add(value, depth)
        self.left = inner.left
        return digest.hexdigest()

    def frame(self, frame: pd.DataFrame) -> None:
        self.say("frame", *frame.shape)
        self.index(frame.index)
        columns = min(frame.shape[1], _COLUMNS)
        for place in range(columns):
            self.say(scalar(frame.columns[place]) if frame.columns.nlevels == 1 else repr(frame.columns[place]))
        for place in range(columns):
            self.cells(frame.iloc[:, place], _DEPTH, share=columns)

    def index(self, index: pd.Index) -> None:
        if index.nlevels == 1 and index.name is None and pd.api.types.is_integer_dtype(index.dtype):
            return
        for level in range(index.nlevels):
            self.say("index", index.names[level])
            self.cells(pd.Series(index.get_level_values(level)), _DEPTH, share=index.nlevels)

    def cells(self, column: pd.Series[Any], depth: int, *, share: int = 1) -> None:
        column = ends(column, max(20, _CELLS // share))
        dtype = column.dtype
        if isinstance(dtype, pd.CategoricalDtype):
            inner = dtype.categories.dtype
            # missing values have no place in whole-number and boolean types
            whole, truth = pd.api.types.is_integer_dtype(inner), pd.api.types.is_bool_dtype(inner)
            column = column.astype("float64" if whole else "object" if truth else inner)
            dtype = column.dtype
        if pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype):
            self.digest.update(numbers(np.asarray(column.to_numpy(dtype="float64", na_value=np.nan))))
            return
        if pd.api.types.is_datetime64_any_dtype(dtype) or pd.api.types.is_timedelta64_dtype(dtype):
            zone = getattr(dtype, "tz", None)
            self.say("time", zone)
            bare = column if zone is None else pd.Series(pd.DatetimeIndex(column).tz_convert(None))
            unit = "datetime64[us]" if dtype.kind == "M" else "timedelta64[us]"
            self.digest.update(bare.to_numpy().astype(unit).astype("int64").tobytes())
            return
        words: list[str] = []
        for item in column.tolist():
            if isinstance(item, str):
                words.append("text " + item[:_TEXT])
            elif depth <= 1 or not isinstance(item, (list, tuple, Mapping, Set, np.ndarray, pd.Series, pd.DataFrame)):
                words.append(scalar(item))
            else:
                words.append(self.member(item, depth - 1))
        self.say("\x1f".join(words))


def ends(values: Any, most: int) -> Any:
    """The first and the last ``most / 2`` items of a sequence or Series that is longer than ``most``."""
    if len(values) <= most:
        return values
    half = most // 2
    if isinstance(values, Sequence):
        return [*values[:half], *values[-half:]]
    return pd.concat([values.iloc[:half], values.iloc[-half:]])


def numbers(values: np.ndarray[Any, np.dtype[np.float64]]) -> bytes:
    """Floats as bytes: nine significant digits and a power of ten each; every nan alike, minus zero as zero."""
    finite = np.isfinite(values) & (values != 0)
    power = np.zeros(values.shape, dtype="int64")
    digits = np.zeros(values.shape, dtype="int64")
    used = values[finite]
    ten = np.floor(np.log10(np.abs(used))).astype("int64")
    # two steps, because 10.0 ** (8 - ten) alone overflows for subnormal numbers
    scaled = np.rint(used * 10.0 ** ((8 - ten) // 2) * 10.0 ** ((8 - ten) - (8 - ten) // 2)).astype("int64")
    over = np.abs(scaled) >= 10**9
    digits[finite] = np.where(over, scaled // 10, scaled)
    power[finite] = ten + over
    for special, mark in ((np.isnan(values), 1000), (np.isposinf(values), 1001), (np.isneginf(values), 1002)):
        power[special] = mark
    return digits.tobytes() + power.tobytes()


def scalar(value: object) -> str:
    """One value as text, the same text for values that count as equal.

    Raises:
        NoData: it is not a single value.
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT:
        return "missing"
    if isinstance(value, str):
        return "text " + value[:_TEXT]
    if isinstance(value, (bool, np.bool_, int, float, np.integer, np.floating, decimal.Decimal)):
        number = float(value) if not isinstance(value, int) or abs(value) < 2**1000 else math.inf
        if math.isnan(number):
            return "missing"
        return f"number {number if number else 0.0:.8e}"
    if isinstance(value, np.generic):
        value = pd.Timestamp(str(value)) if value.dtype.kind == "M" else value.item()
    if isinstance(value, (datetime.date, datetime.timedelta)):
        return f"time {pd.Timestamp(value) if isinstance(value, datetime.date) else pd.Timedelta(value)}"
    if isinstance(value, (bytes, complex, datetime.time, pd.Period, pd.Interval, type, np.dtype)) or value is ...:
        return f"{type(value).__name__} {str(value)[:_TEXT]}"
    if isinstance(value, pd.DateOffset):
        return f"offset {value}"
    if isinstance(value, pd.api.extensions.ExtensionDtype):
        return f"dtype {value}"
    raise NoData(f"a value of type {type(value).__name__} is no table, list or number that could be compared")
