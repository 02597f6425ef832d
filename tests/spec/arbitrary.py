"""Hypothesis strategies for arbitrary values and frames."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.datetimes(min_value=dt.datetime(1700, 1, 1), max_value=dt.datetime(2200, 1, 1)),
    st.dates(),
    st.timedeltas(min_value=dt.timedelta(days=-9999), max_value=dt.timedelta(days=9999)),
    st.just(pd.NA),
    st.just(pd.NaT),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
    st.binary(max_size=2),
    st.decimals(),
)
labels = st.one_of(
    st.text(max_size=3), st.integers(-3, 3), st.none(), st.tuples(st.text(max_size=1), st.integers(0, 1))
)
same_kind = st.sampled_from(
    [st.integers(-5, 5), st.floats(), st.text(max_size=2), st.booleans(), st.datetimes(), cells]
)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(0, 5))
    names = draw(st.lists(labels, max_size=3))
    columns = [draw(st.lists(draw(same_kind), min_size=rows, max_size=rows)) for _ in names]
    frame = pd.concat([pd.Series(column, dtype=object) for column in columns], axis=1) if columns else pd.DataFrame()
    frame.columns = pd.Index(names, tupleize_cols=False)
    if draw(st.booleans()):
        frame = frame.infer_objects()
    if draw(st.booleans()) and rows and columns:
        frame.index = pd.Index(draw(st.lists(st.text(max_size=2), min_size=rows, max_size=rows)), name="key")
    return frame


def values_of(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Anything a cell could leave behind, of these cells."""
    return st.one_of(
        frames(),
        frames().filter(lambda frame: frame.shape[1] > 0).map(lambda frame: frame.iloc[:, 0]),
        cells,
        st.lists(cells, max_size=4),
        st.lists(st.lists(cells, max_size=3), max_size=3),
        st.dictionaries(labels, st.one_of(cells, st.lists(cells, max_size=3)), max_size=3),
        st.sets(st.one_of(st.integers(), st.text(max_size=2)), max_size=3),
        st.tuples(cells, cells),
    )


@st.composite
def levelled(draw: st.DrawFn) -> pd.DataFrame | pd.Series:
    """A frame with two index levels, or one of its columns, or what a pivot leaves: labels of two levels."""
    frame = draw(frames().filter(lambda frame: len(frame) > 0 and frame.shape[1] > 0))
    outer = draw(st.lists(st.sampled_from(["a", "b", None]), min_size=len(frame), max_size=len(frame)))
    names = draw(st.lists(st.one_of(st.none(), st.text(max_size=2)), min_size=2, max_size=2))
    frame.index = pd.MultiIndex.from_arrays([outer, range(len(frame))], names=names)
    form = draw(st.sampled_from(["frame", "series", "columns"]))
    if form == "columns":
        frame.columns = pd.MultiIndex.from_tuples([("x", place) for place in range(frame.shape[1])])
    return frame.iloc[:, 0] if form == "series" else frame


arrays = st.one_of(
    st.lists(st.floats(), max_size=7).map(np.array),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=7).map(lambda items: np.array(items, dtype="int64")),
    st.lists(st.tuples(st.floats(), st.floats()), max_size=3).map(np.array),
    st.lists(st.text(max_size=2), max_size=7).map(lambda items: pd.Index(items, dtype=object, name="k")),
    st.lists(st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1)), max_size=7).map(
        lambda items: pd.DatetimeIndex(items, tz="Asia/Kathmandu")
    ),
    st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=7).map(lambda items: pd.array(items, dtype="Int64")),
    st.lists(st.sampled_from(["a", "b", None]), max_size=7).map(pd.Categorical),
)
values = values_of(cells)
executed = st.one_of(values, levelled(), arrays)
examples = values_of(st.one_of(cells, st.just(...)))
