"""Values that are hard to look at: odd labels, odd dtypes, odd classes."""

from __future__ import annotations

import datetime as dt
from collections import namedtuple
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd


class Hostile:
    """Raises at every touch that a careless reader would make."""

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __hash__ = __eq__ = __bool__ = __len__ = __iter__ = __repr__  # type: ignore[assignment]
    __lt__ = __le__ = __float__ = __int__ = __index__ = __format__ = __getitem__ = __repr__  # type: ignore[assignment]


def hostile(base: type, *content: Any) -> Any:
    """A value of a class derived from ``base`` that raises at every override."""
    own = {name: member for name, member in vars(Hostile).items() if callable(member)}
    return type(f"Hostile{base.__name__.title()}", (base,), own)(*content)


Point = namedtuple("Point", "x y")


class Size(IntEnum):
    SMALL = 1


class Colour(str, Enum):
    RED = "red"


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

READABLE: dict[str, Any] = STRANGE | {
    "labels of every kind": pd.DataFrame(
        [range(5)], columns=pd.Index([1, 1.5, "a", pd.Timestamp(0), ("x", 2)], dtype=object)
    ),
    "levels on both axes": pd.DataFrame(
        np.eye(2),
        index=pd.MultiIndex.from_tuples([("a", pd.Timestamp(0)), ("b", pd.NaT)], names=["p", "q"]),
        columns=pd.MultiIndex.from_tuples([("x", 1), ("x", 1)], names=["top", None]),
    ),
    "derived frame": type("Derived", (pd.DataFrame,), {})({"a": [1, 2]}),
    "derived series": type("DerivedSeries", (pd.Series,), {})([1, 2], name="v"),
    "series groupby": pd.DataFrame({"a": [1], "b": [2]}).groupby(["a", lambda place: place])["b"],
    "resampler": pd.Series([1, 2], index=pd.date_range("2020", periods=2)).resample("D"),
    "rolling": pd.DataFrame({"a": [1.0, 2.0]}).rolling(2),
    "date index": pd.date_range("2020", periods=3, tz="Europe/Berlin", name="when"),
    "period index": pd.period_range("2020", periods=3, freq="Q"),
    "interval index": pd.interval_range(0, 3, closed="both"),
    "categorical index": pd.CategoricalIndex(["b", "a", None], ordered=True, categories=["b", "a"]),
    "delta index": pd.to_timedelta([1, None], unit="h"),
    "sparse blocks": pd.Series(pd.arrays.SparseArray([0, 0, 1, 2, 0, 3], kind="block")),
    "masked": np.ma.array([1, 2, 3], mask=[False, True, False]),
    "masked dates": np.ma.array(np.array([0, 1], "M8[ns]"), mask=[False, True]),
    "record array": np.array([(1, "a"), (2, "b")], dtype=[("n", int), ("t", "U3")]),
    "void": np.void(b"abc"),
    "text array": np.array(["a", "bb"]),
    "nested": [[[["x"] * 9] * 9] * 9],
    "nested cells": pd.DataFrame({"l": [[1, [2]], [], None], "d": [{"a": {"b": 1}}, {}, None], "e": [np.eye(2)] * 3}),
    "rows as dicts": [{"a": 1}, {"a": 2}],
    "named tuple": Point(1, 2),
    "enumerations": pd.Series([Size.SMALL, Colour.RED], dtype=object),
    "fraction": Fraction(10**5000, 3),
    "long bytes": b"x" * 1000,
    "far moment": pd.Series(np.array([10**12], "M8[s]")).astype(object),
    "zoned first moment": [dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=5)))],
    "notes on a frame": pd.DataFrame({"a": [1]}),
    "module": np,
    "class": dict,
    "lambda": lambda: 1 / 0,
}
READABLE["notes on a frame"].attrs["owner"] = Hostile()

DERIVED: dict[str, Any] = {
    "list": hostile(list, [1, 2]),
    "dict": hostile(dict, {"a": 1}),
    "str": hostile(str, "abc"),
    "int": hostile(int, 7),
    "float": hostile(float, 1.5),
    "tuple": hostile(tuple, (1, 2)),
    "bytes": hostile(bytes, b"abc"),
    "date": hostile(dt.date, 2020, 1, 1),
    "object": Hostile(),
}
