"""Cells as 64-bit numbers, equal for cells that count as equal: what value keys and row keys are made of.

Numbers count to nine significant digits, ``1``, ``1.0`` and ``True`` are the same, all missing values are the same, and
so is a text or a number whatever dtype holds it.
"""

from __future__ import annotations

import datetime
import decimal
import math
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import numpy as np
import pandas as pd
from pandas.util import hash_array

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

NESTED = (list, tuple, Mapping, Set, np.ndarray, pd.Series, pd.DataFrame, pd.Index, pd.api.extensions.ExtensionArray)
_TEXT = 10_000
_MISSING = 0x9E3779B97F4A7C15
_ODD = 0xD6E8FEB86659FD93
_NUMBERS = ("integer", "floating", "mixed-integer-float", "boolean", "decimal")


class NoData(TypeError):
    """The value is no table, array, container or scalar (or too deep a one): there is nothing to compare it by."""


def column_hashes(column: pd.Series[Any], nested: Callable[[object], str]) -> Hashes:
    """One number a cell; ``nested`` describes cells that are themselves lists, tables or the like.

    Raises:
        NoData: a cell holds what is no data.
    """
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        known = column_hashes(pd.Series(dtype.categories), nested)
        return np.append(known, np.uint64(_MISSING))[column.cat.codes.to_numpy()]
    if is_number(dtype):
        return number_hashes(column.to_numpy(dtype="float64", na_value=np.nan))
    if isinstance(dtype, pd.DatetimeTZDtype) or (isinstance(dtype, np.dtype) and dtype.kind in "mM"):
        return _times(column)
    items = column.tolist()
    if isinstance(dtype, np.dtype) and pd.api.types.infer_dtype(items, skipna=True) in _NUMBERS:
        return number_hashes(np.array([_float(item) for item in items]))
    return _items(items, nested)


def is_number(dtype: Any) -> bool:
    """Whether all cells of that dtype are real numbers, booleans or missing."""
    return pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_complex_dtype(dtype)


def combine(rows: Hashes, column: Hashes) -> Hashes:
    """Row numbers with one more column taken in; the order of columns counts."""
    return _mix(rows * np.uint64(_ODD) + column)


def _mix(values: Hashes) -> Hashes:
    values = values ^ (values >> np.uint64(32))
    values = values * np.uint64(_ODD)
    return values ^ (values >> np.uint64(29))


def number_hashes(values: np.ndarray[Any, np.dtype[np.float64]]) -> Hashes:
    """Of an array of any shape: nine significant digits and a power of ten; nan is missing, minus zero is zero."""
    finite = np.isfinite(values) & (values != 0)
    used = values if finite.all() else np.where(finite, values, 1.0)
    ten = np.floor(np.log10(np.abs(used))).astype("int64")
    # two steps, because 10.0 ** (8 - ten) alone overflows for subnormal numbers
    half = (8 - ten) // 2
    digits = np.rint(used * 10.0**half * 10.0 ** (8 - ten - half)).astype("int64")
    over = np.abs(digits) >= 10**9
    digits = np.where(over, digits // 10, digits)
    hashes = _mix(digits.astype("uint64") * np.uint64(1_000) + (ten + over + 400).astype("uint64"))
    if used is not values:
        hashes[values == 0] = 1
        hashes[np.isposinf(values)] = 2
        hashes[np.isneginf(values)] = 3
        hashes[np.isnan(values)] = _MISSING
    return hashes


def _times(column: pd.Series[Any]) -> Hashes:
    zone = getattr(column.dtype, "tz", None)
    bare = column if zone is None else pd.Series(pd.DatetimeIndex(column).tz_convert(None))
    values = bare.to_numpy()
    whole = values.astype(f"{values.dtype.kind}8[us]").view("int64").astype("uint64")
    (salt,) = _texts([f"{values.dtype.kind} {zone}"])
    return np.where(np.isnat(values), np.uint64(_MISSING), _mix(whole ^ salt))


def _items(items: Sequence[Any], nested: Callable[[object], str]) -> Hashes:
    """Any mixture of things: texts as they are, everything else by a text that says its kind."""
    words = [item[:_TEXT] if isinstance(item, str) else "" for item in items]
    hashes = _texts(words)
    others = [place for place, item in enumerate(items) if not isinstance(item, str)]
    if others:
        said = [nested(item) if isinstance(item := items[place], NESTED) else scalar(item) for place in others]
        found = _mix(_texts(said))
        found[[word == "missing" for word in said]] = _MISSING
        hashes[others] = found
    return hashes


def _texts(words: Sequence[str]) -> Hashes:
    values = np.empty(len(words), dtype=object)
    values[:] = words
    try:
        return np.asarray(hash_array(values, categorize=False), dtype="uint64")
    except UnicodeEncodeError:  # halves of surrogate pairs
        values[:] = [word.encode("utf-8", "backslashreplace").decode() for word in words]
        return np.asarray(hash_array(values, categorize=False), dtype="uint64")


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
        number = _float(value)
        return "missing" if math.isnan(number) else f"number {number if number else 0.0:.8e}"
    if isinstance(value, np.generic):
        value = pd.Timestamp(str(value)) if value.dtype.kind == "M" else value.item()
    if isinstance(value, (datetime.date, datetime.timedelta)):
        return f"time {_time(value)}"
    if isinstance(value, (bytes, complex, datetime.time, pd.Period, pd.Interval, type, np.dtype)) or value is ...:
        return f"{type(value).__name__} {str(value)[:_TEXT]}"
    if isinstance(value, pd.DateOffset):
        return f"offset {value}"
    if isinstance(value, pd.api.extensions.ExtensionDtype):
        return f"dtype {value}"
    raise NoData(f"a value of type {type(value).__name__} is no table, list or number that could be compared")


def _time(value: datetime.date | datetime.timedelta) -> object:
    try:
        return pd.Timestamp(value) if isinstance(value, datetime.date) else pd.Timedelta(value)
    except ValueError:  # beyond what nanoseconds reach, where pandas knows no other unit
        return value


def _float(value: Any) -> float:
    if value is None or value is pd.NA or value is pd.NaT:
        return math.nan
    if isinstance(value, int) and abs(value) >= 2**1000:
        return math.inf
    return float(value)
