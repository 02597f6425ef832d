"""Hypothesis strategies for tables of every dtype: the ones a comparison looks at as whole arrays, and the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from spec.arbitrary import cells, values
from spec.strange import READABLE

Cells = st.SearchStrategy[Any]
moments = st.datetimes(min_value=dt.datetime(1700, 1, 1), max_value=dt.datetime(2200, 1, 1))
texts = st.text(alphabet="abcä \n", max_size=3)
whole = st.integers(-(2**62), 2**62) | st.integers(-3, 3)


def _missing(of: Cells) -> Cells:
    return st.none() | of


DTYPES: dict[str, tuple[Cells, Callable[[list[Any]], Any]]] = {
    "int64": (whole, lambda held: pd.Series(held, dtype="int64")),
    "uint8": (st.integers(0, 255), lambda held: pd.Series(held, dtype="uint8")),
    "uint64": (st.integers(0, 2**64 - 1), lambda held: pd.Series(held, dtype="uint64")),
    "float64": (st.floats(), lambda held: pd.Series(held, dtype="float64")),
    "float32": (st.floats(width=32), lambda held: pd.Series(held, dtype="float32")),
    "bool": (st.booleans(), lambda held: pd.Series(held, dtype="bool")),
    "Int64": (_missing(whole), lambda held: pd.Series(held, dtype="Int64")),
    "Float64": (_missing(st.floats(allow_nan=False)), lambda held: pd.Series(held, dtype="Float64")),
    "boolean": (_missing(st.booleans()), lambda held: pd.Series(held, dtype="boolean")),
    "text": (texts, lambda held: pd.Series(held, dtype=object)),
    "text or None": (_missing(texts), lambda held: pd.Series(held, dtype=object)),
    "string": (_missing(texts), lambda held: pd.Series(held, dtype="string")),
    "category": (_missing(st.sampled_from("abc")), lambda held: pd.Series(pd.Categorical(held, list("cab")))),
    "ordered": (st.sampled_from("abc"), lambda held: pd.Series(pd.Categorical(held, list("cab"), ordered=True))),
    "dates": (_missing(moments), lambda held: pd.Series(pd.to_datetime(pd.Series(held, dtype=object)))),
    "instants": (_missing(moments), lambda held: pd.Series(pd.DatetimeIndex(held, tz="UTC"))),
    "durations": (
        _missing(st.integers(-(10**9), 10**9)),
        lambda held: pd.Series(pd.to_timedelta(pd.Series(held, dtype="Int64"), unit="s")),
    ),
    "periods": (st.integers(0, 500), lambda held: pd.Series(pd.PeriodIndex.from_ordinals(held, freq="M"))),
    "intervals": (
        st.integers(-5, 5),
        lambda held: pd.Series(pd.arrays.IntervalArray.from_arrays(held, [left + 1 for left in held])),
    ),
    "sparse": (st.integers(0, 2), lambda held: pd.Series(pd.arrays.SparseArray(np.array(held, dtype="int64")))),
    "mixed": (cells, lambda held: pd.Series(held, dtype=object)),
}


@st.composite
def columns(draw: st.DrawFn, rows: int) -> pd.Series:
    """One column of so many rows."""
    held, make = DTYPES[draw(st.sampled_from(sorted(DTYPES)))]
    return make(draw(st.lists(held, min_size=rows, max_size=rows)))


@st.composite
def tables(draw: st.DrawFn, *, least: int = 0, most: int = 6) -> pd.DataFrame:
    """A frame with columns ``c0``, ``c1``, … and a default, textual or two-level index."""
    rows = draw(st.integers(least, most))
    found = [draw(columns(rows)) for _ in range(draw(st.integers(1, 3)))]
    frame = pd.concat(found, axis=1, keys=[f"c{place}" for place in range(len(found))])
    kind = draw(st.sampled_from(["default", "default", "text", "levels"]))
    if kind == "text" and rows:
        frame.index = pd.Index(draw(st.lists(texts, min_size=rows, max_size=rows)), dtype=object)
    if kind == "levels" and rows:
        levels = [draw(st.lists(of, min_size=rows, max_size=rows)) for of in (texts, st.integers(0, 3))]
        frame.index = pd.MultiIndex.from_arrays(levels, names=["p", None])
    return frame


@st.composite
def relabelled(draw: st.DrawFn) -> pd.DataFrame:
    """A frame whose labels are anything, duplicates and levels included."""
    frame = draw(tables())
    count = frame.shape[1]
    if draw(st.booleans()):
        pairs = draw(st.lists(st.tuples(texts, st.integers(0, 1)), min_size=count, max_size=count))
        return frame.set_axis(pd.MultiIndex.from_tuples(pairs), axis=1)
    plain = st.none() | st.integers(0, 2) | st.sampled_from([1.0, True, "a", float("nan"), dt.date(2020, 1, 1)])
    labels = draw(st.lists(plain, min_size=count, max_size=count))
    return frame.set_axis(pd.Index(labels, dtype=object), axis=1)


_made: Cells = st.one_of(
    values,
    tables(),
    relabelled(),
    st.integers(0, 4).flatmap(columns),
    st.integers(0, 4).flatmap(columns).map(lambda column: column.to_numpy()),
    st.integers(0, 4).flatmap(columns).map(lambda column: column.array),
)


@dataclass(frozen=True, eq=False)
class Held:
    """A value that may raise when it is printed, which Hypothesis does with whatever it draws."""

    value: Any

    def __repr__(self) -> str:
        return type(self.value).__name__


_ONLY_THEMSELVES = ("hostile", "groupby", "rolling", "resampler", "void")
_named = st.sampled_from(sorted(READABLE))
anything: Cells = _made.map(Held) | _named.map(lambda name: Held(READABLE[name]))
data: Cells = _made.map(Held) | _named.filter(lambda name: not any(word in name for word in _ONLY_THEMSELVES)).map(
    lambda name: Held(READABLE[name])
)
