"""Values in terms that any pandas from 1.5 on can read: for a worker whose pandas is another version.

A pickle of a DataFrame names private parts of the pandas that made it. Here what pandas and numpy hold is taken apart
into plain values, bytes and names, wherever it stands in a value; such a pickle names nothing but the functions of
:mod:`gift4code_ext.execution.inside.rebuilt`. Sparse columns come out dense, Arrow-backed ones as nullable ones or
objects; flags and ``attrs`` are left behind.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.execution.inside import rebuilt

Part = tuple[Callable[..., Any], tuple[Any, ...]]
_PLAIN = "biufcmMSU"


class NeutralPickler(pickle.Pickler):
    """A pickler that takes apart what pandas and numpy hold; other classes are pickled as they are."""

    def reducer_override(self, value: Any) -> Any:
        for kinds, take_apart in _TAKE_APART:
            if isinstance(value, kinds):
                return take_apart(value)
        return NotImplemented


def _frame(frame: pd.DataFrame) -> Part:
    columns = [_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return rebuilt.frame, (columns, frame.index, frame.columns)


def _series(series: pd.Series[Any]) -> Part:
    return rebuilt.series, (_column(series), series.index, series.name)


def _index(index: pd.Index) -> Part:
    if isinstance(index, pd.MultiIndex):
        return rebuilt.levels, (list(index.levels), [np.asarray(codes) for codes in index.codes], list(index.names))
    if isinstance(index, pd.RangeIndex):
        return rebuilt.steps, (index.start, index.stop, index.step, index.name)
    rhythm = index.freqstr if isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)) else None
    return rebuilt.index, (_column(index), index.name, rhythm)


def _column(values: pd.Series[Any] | pd.Index) -> Any:
    """An extension array or a numpy array; both are taken apart in their turn."""
    return values.to_numpy() if isinstance(values.dtype, np.dtype) else values.array


def _extension(array: Any) -> Part:
    dtype = array.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return rebuilt.categories, (np.asarray(array.codes), array.categories, bool(array.ordered))
    if isinstance(dtype, pd.DatetimeTZDtype):
        return rebuilt.zoned, (array.tz_convert(None).to_numpy(), str(dtype.tz))
    if isinstance(dtype, pd.PeriodDtype):
        return rebuilt.periods, (array.asi8, dtype.freq.freqstr)
    if isinstance(dtype, pd.IntervalDtype):
        return rebuilt.intervals, (array.left, array.right, array.closed)
    if isinstance(dtype, pd.SparseDtype):
        return rebuilt.array, _array(array.to_dense())[1]
    if isinstance(dtype, pd.StringDtype):
        nan = isinstance(getattr(dtype, "na_value", pd.NA), float)
        return rebuilt.texts, (array.to_numpy(dtype=object, na_value=None).tolist(), nan)
    return _nullable(array)


def _nullable(array: Any) -> Part:
    """Masked and Arrow-backed columns, and whatever else can say its values one by one."""
    dtype, missing = array.dtype, np.asarray(array.isna())
    kind = getattr(dtype, "kind", "O")
    if kind in "biuf" and hasattr(dtype, "numpy_dtype"):
        return rebuilt.masked, (array.to_numpy(dtype=dtype.numpy_dtype, na_value=0), missing)
    if kind in "mM" and getattr(dtype, "numpy_dtype", None) is not None and "tz=" not in str(dtype):
        return _array(array.to_numpy(dtype=dtype.numpy_dtype, na_value=dtype.numpy_dtype.type("NaT")))
    items = [None if gone else item for item, gone in zip(array, missing.tolist(), strict=True)]
    return (rebuilt.texts, (items, False)) if dtype.type is str else (rebuilt.objects, ((len(items),), items))


def _array(array: np.ndarray[Any, Any]) -> Part:
    if array.dtype.kind not in _PLAIN:
        return rebuilt.objects, (array.shape, array.reshape(-1).tolist())
    data: Any = np.ascontiguousarray(array).reshape(-1).view("uint8")
    return rebuilt.array, (array.dtype.str, array.shape, pickle.PickleBuffer(data))


def _scalar(value: np.generic) -> Part:
    if value.dtype.kind not in _PLAIN:
        return rebuilt.scalar, (None, value.item())
    return rebuilt.scalar, (value.dtype.str, value.tobytes())


def _timestamp(value: pd.Timestamp) -> Part:
    zone = None if value.tz is None else str(value.tz)
    return rebuilt.timestamp, (value.tz_convert(None).isoformat() if zone else value.isoformat(), zone)


_TAKE_APART: tuple[tuple[Any, Callable[[Any], Part]], ...] = (
    (pd.DataFrame, _frame),
    (pd.Series, _series),
    (pd.Index, _index),
    (pd.api.extensions.ExtensionArray, _extension),
    (np.ndarray, _array),
    (np.generic, _scalar),
    (pd.Timestamp, _timestamp),
    (pd.Timedelta, lambda value: (rebuilt.timedelta, (value.value,))),
    (pd.Period, lambda value: (rebuilt.period, (value.ordinal, value.freqstr))),
    (pd.Interval, lambda value: (pd.Interval, (value.left, value.right, value.closed))),
    (type(pd.NaT), lambda _: (rebuilt.missing, ("NaT",))),
    (type(pd.NA), lambda _: (rebuilt.missing, ("NA",))),
)
