"""Values that are hard to look at: odd labels, odd dtypes, odd classes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd


class Hostile:
    """Raises at every touch that a careless reader would make."""

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __hash__ = __eq__ = __bool__ = __len__ = __iter__ = __repr__  # type: ignore[assignment]


def _cyclic() -> list[Any]:
    inner: list[Any] = [1]
    inner.append(inner)
    return inner


EXTENSIONS = pd.DataFrame(
    {
        "nullable": pd.array([1, None, 3], dtype="Int64"),
        "boolean": pd.array([True, None, False], dtype="boolean"),
        "string": pd.array(["a", None, "b"], dtype="string"),
        "category": pd.Categorical(["a", "b", None]),
        "zoned": pd.date_range("2020", periods=3, tz="Asia/Tokyo"),
        "period": pd.period_range("2020", periods=3, freq="M"),
        "interval": pd.interval_range(0, 3),
        "sparse": pd.arrays.SparseArray([0, 0, 1]),
        "arrow": pd.array([1, 2, None], dtype="int64[pyarrow]"),
        "delta": pd.to_timedelta([1, 2, None], unit="D"),
        "mixed": [1, "a", None],
        "decimal": [Decimal("1.5"), Decimal("NaN"), None],
        "day": [dt.date(2020, 1, 1), None, dt.date(2021, 1, 1)],
        "complex": [1j, 2j, 3j],
        "dict": [{"a": 1}, None, {}],
        "far": np.array(["9999-01-01", "0001-01-01", "NaT"], dtype="M8[s]"),
        "bytes": [b"a", b"b", None],
        "set": [{1}, {2}, {3}],
    }
)

STRANGE: dict[str, Any] = {
    "duplicate labels": pd.DataFrame([[1, "a", 2.0]], columns=["x", "x", 3]),
    "two label levels": pd.DataFrame(np.eye(3), columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)])),
    "nothing": pd.DataFrame(),
    "no rows": pd.DataFrame({"a": [1], "b": ["x"]}).iloc[:0],
    "no columns": pd.DataFrame(index=range(3)),
    "hostile cells": pd.DataFrame({"e": [Hostile(), Hostile()], "l": [[1], [2]]}),
    "hostile": Hostile(),
    "list of hostile": [Hostile()],
    "dict of hostile": {1: Hostile()},
    "extension dtypes": EXTENSIONS,
    "series": pd.Series([1, 2, 3]),
    "named index": pd.Series([1.5, 2.5], index=pd.Index(["x", "y"], name="key"), name="v"),
    "index": pd.Index([1, 2]),
    "multiindex": pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["p", None]),
    "two dimensions": np.zeros((3, 2)),
    "no dimension": np.array(3),
    "structured": np.zeros(3, dtype=[("a", int)]),
    "integer": 3,
    "numpy float": np.float32(2.5),
    "NaT": pd.NaT,
    "NA": pd.NA,
    "None": None,
    "huge integer": 10**500,
    "long text": "x" * 1000,
    "groupby": pd.DataFrame({"a": [1]}).groupby("a"),
    "set": {1, 2},
    "range": range(10),
    "dict": {"a": 1},
    "dict of lists": {"a": [1, 2]},
    "function": len,
    "categorical": pd.Categorical(["a"]),
    "infinities": pd.DataFrame({"a": [np.inf, -np.inf, np.nan]}),
    "zoned time": pd.Timestamp("2020", tz="UTC"),
    "index levels": pd.DataFrame(
        {"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["p", None])
    ),
    "tuple": (1, 2),
    "cyclic": _cyclic(),
    "text index": pd.DataFrame({"a": [1, 2]}, index=["x", "y"]),
    "generator": (i for i in range(3)),
    "bytes": b"abc",
    "missing labels": pd.DataFrame([[1, 2]], columns=[np.nan, None]),
}
