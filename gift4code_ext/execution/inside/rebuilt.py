"""Values rebuilt from neutral terms (:mod:`gift4code_ext.execution.workers.neutral`) by any pandas from 1.5 on.

What this pandas does not have comes out as its nearest relative: text as ``object`` where there is no ``str`` type,
times in nanoseconds where there is no other unit, and as ``object`` where they do not fit.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

_MAJOR = int(pd.__version__.partition(".")[0])
_OLDER = {"h": "H", "min": "T", "s": "S", "ms": "L", "us": "U", "ns": "N", "ME": "M", "QE": "Q", "YE": "A", "Y": "A"}
_MASKED = {"b": pd.arrays.BooleanArray, "f": pd.arrays.FloatingArray}


def frame(columns: Sequence[Any], index: pd.Index, labels: pd.Index) -> pd.DataFrame:
    made = pd.DataFrame({place: series(values, index, None) for place, values in enumerate(columns)}, index=index)
    made.columns = labels
    return made


def series(values: Any, index: pd.Index, name: Any) -> pd.Series[Any]:
    values = _fitting(values)
    return pd.Series(values, index=index, name=name, dtype=object if values.dtype == object else None)


def index(values: Any, name: Any, rhythm: str | None) -> pd.Index:
    values = _fitting(values)
    made = pd.Index(values, name=name, dtype=object if values.dtype == object else None, tupleize_cols=False)
    for alias in () if rhythm is None else (rhythm, _older(rhythm)):
        if getattr(made, "freq", "") is None:
            try:
                made.freq = alias  # type: ignore[attr-defined]
            except ValueError:
                continue
    return made


def steps(start: int, stop: int, step: int, name: Any) -> pd.RangeIndex:
    return pd.RangeIndex(start, stop, step, name=name)


def levels(parts: list[Any], codes: list[Any], names: list[Any]) -> pd.MultiIndex:
    return pd.MultiIndex(levels=parts, codes=codes, names=names)


def array(dtype: str, shape: tuple[int, ...], buffer: Any) -> np.ndarray[Any, Any]:
    made: np.ndarray[Any, Any] = np.ndarray(shape, dtype, buffer)
    return made if made.flags.writeable else made.copy()


def objects(shape: tuple[int, ...], items: Sequence[Any]) -> np.ndarray[Any, Any]:
    made = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        made[place] = item
    return made.reshape(shape)


def categories(codes: Any, labels: pd.Index, ordered: bool) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=labels, ordered=ordered)


def zoned(values: Any, zone: str) -> Any:
    values = _fitting(values)
    if values.dtype != object:
        return pd.DatetimeIndex(values).tz_localize("UTC").tz_convert(zone).array
    utc = datetime.timezone.utc
    return objects(values.shape, [None if item is None else item.replace(tzinfo=utc) for item in values])


def periods(ordinals: Any, rhythm: str) -> Any:
    try:
        return pd.arrays.PeriodArray(np.asarray(ordinals, "int64"), dtype=pd.PeriodDtype(rhythm))
    except ValueError:
        return pd.arrays.PeriodArray(np.asarray(ordinals, "int64"), dtype=pd.PeriodDtype(_older(rhythm)))


def intervals(left: Any, right: Any, closed: Any) -> Any:
    return pd.arrays.IntervalArray.from_arrays(left, right, closed=closed)


def texts(items: Sequence[str | None], nan: bool) -> Any:
    """Text in the type that has nan for what is missing, or in the one that has ``pd.NA``."""
    if not nan:
        return pd.array([pd.NA if item is None else item for item in items], dtype="string")
    values = objects((len(items),), [np.nan if item is None else item for item in items])
    return pd.array(values, dtype="str") if _MAJOR >= 3 else values


def masked(values: Any, gone: Any) -> Any:
    return _MASKED.get(values.dtype.kind, pd.arrays.IntegerArray)(values, gone)


def scalar(dtype: str | None, value: Any) -> Any:
    return value if dtype is None else np.frombuffer(value, dtype=dtype)[0]


def timestamp(text: str, zone: str | None) -> Any:
    try:
        made = pd.Timestamp(text)
    except ValueError:  # beyond what nanoseconds reach
        return datetime.datetime.fromisoformat(text[:26])
    return made if zone is None else made.tz_localize("UTC").tz_convert(zone)


def timedelta(nanoseconds: int) -> pd.Timedelta:
    return pd.Timedelta(nanoseconds, unit="ns")


def period(ordinal: int, rhythm: str) -> pd.Period:
    try:
        return pd.Period(ordinal=ordinal, freq=rhythm)
    except ValueError:
        return pd.Period(ordinal=ordinal, freq=_older(rhythm))


def missing(name: str) -> Any:
    return getattr(pd, name)


def _fitting(values: Any) -> Any:
    """Times in a unit this pandas has; objects where they are out of its reach."""
    if _MAJOR >= 2 or not isinstance(values, np.ndarray) or values.dtype.kind not in "mM":
        return values
    unit = np.datetime_data(values.dtype)[0]
    fine = values.astype(f"{values.dtype.kind}8[ns]")
    if unit == "ns" or (fine.astype(values.dtype)[~np.isnat(values)] == values[~np.isnat(values)]).all():
        return fine
    return objects(values.shape, values.astype(f"{values.dtype.kind}8[us]").tolist())


def _older(rhythm: str) -> str:
    """A frequency by the name that older versions have for it."""
    count = len(rhythm) - len(rhythm.lstrip("0123456789"))
    name, dash, anchor = rhythm[count:].partition("-")
    return rhythm[:count] + _OLDER.get(name, name) + dash + anchor
