"""Hypothesis strategies for expected outputs that text can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any

from hypothesis import strategies as st

from gift4code_ext.spec.model import Output

_HARD = st.sampled_from(
    ["", " ", "1", "007", "-1.5e3", "nan", "NaN", "None", "True", "inf", "...", "…", "2020-01-01",
     "2020-01-01 10:00:00", "1 days 02:00:00", "a,b", 'say "so"', "two\nlines", "\r\n", "\t", "a;b", "a|b", "---",
     "|---|", "#", "'", "\\", "é", "日本", "\u2028", "\x85", "\x00", "a  b", " a", "Output result: 1",
     "Bind the variable x.", "Timestamp('2020-01-01')", "٣", "x (int64)", "x; it has 3 rows.", "<NA>",
     "Name: a, dtype: int64", "[1, 2]"]
)  # fmt: skip
texts = st.one_of(_HARD, st.text(max_size=6))
zones = st.one_of(st.none(), st.sampled_from([dt.timezone.utc, dt.timezone(dt.timedelta(hours=5, minutes=45)),
                                              dt.timezone(-dt.timedelta(hours=3))]))  # fmt: skip
moments = st.builds(lambda moment, zone: moment.replace(tzinfo=zone, fold=0), st.datetimes(), zones)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False),
    st.sampled_from([-0.0, 1e300, 5e-324, float("inf"), float("-inf")]),
    texts,
    moments,
    st.timedeltas(),
)
_parts = st.one_of(texts, st.integers(-5, 10**20), st.booleans(), st.none(), st.floats(allow_nan=False), moments)
labels = st.one_of(texts, st.integers(-3, 2030), _parts, st.tuples(_parts, _parts))
dtypes = st.sampled_from(
    ["int64", "Int64", "float", "datetime64[ns, UTC]", "category", "interval[int64, right]", "Sparse[int64, 0]",
     "list<item: int64>[pyarrow]", "decimal128(10, 2)[pyarrow]", "object", "int64[pyarrow]"]
)  # fmt: skip
_extents = st.sampled_from([False, True, "head"])
_literals = st.recursive(
    cells,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.one_of(texts, st.integers()), inner, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def _columns_of_cells(draw: st.DrawFn, width: int, rows: int) -> tuple[tuple[Any, ...], ...]:
    """Rows, each with something in it; a column of one kind of cells or of several."""
    kinds = st.sampled_from([st.integers(), st.floats(allow_nan=False), texts, st.booleans(), moments, cells])
    columns = [
        draw(st.lists(st.one_of(draw(kinds), st.none(), st.just(...)), min_size=rows, max_size=rows))
        for _ in range(width)
    ]
    return tuple(row for row in zip(*columns, strict=True) if not all(cell is ... for cell in row))


@st.composite
def tables(draw: st.DrawFn) -> Output:
    """A frame's columns, with or without dtypes, index levels and rows, or some of its columns."""
    columns = tuple(draw(st.lists(labels, min_size=1, max_size=4, unique=True)))
    index = tuple(draw(st.lists(labels, max_size=2, unique=True))) or None
    typed = {label: draw(dtypes) for label in columns if draw(st.booleans())} or None
    rows = draw(_columns_of_cells(len(index or ()) + len(columns), draw(st.integers(0, 4))))
    example: Any = rows
    stated = columns
    if draw(st.booleans()) and index is None and len(columns) > 1 and rows:
        stated = tuple(draw(st.permutations(columns)))
        typed = None
        shown: dict[Hashable, Any] = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
        shown.pop(columns[-1])
        if not any(all(cell is ... for cell in row) for row in zip(*shown.values(), strict=True)):
            example = shown
    elif draw(st.booleans()):
        stated = (*columns, ...)
    return Output(
        name=draw(st.sampled_from(["result", "df_2", "größe"])),
        type=draw(st.sampled_from([None, "pandas.DataFrame"])),
        columns=stated,
        dtypes=typed,
        rows=draw(st.one_of(st.none(), st.integers(0, 10**9))),
        example=example,
        ordered=draw(st.sampled_from([None, True, False])),
        partial=draw(_extents),
        index=index,
    )


@st.composite
def series(draw: st.DrawFn) -> Output:
    """A series with or without a name and index levels."""
    index = tuple(draw(st.lists(labels, max_size=2, unique=True))) or None
    rows = draw(_columns_of_cells(len(index or ()) + 1, draw(st.integers(0, 4))))
    name = draw(st.one_of(st.none(), labels))
    return Output(
        type="pandas.Series",
        columns=None if name is None else (name,),
        example=rows if index else [row[0] for row in rows],
        partial=draw(_extents),
        index=index,
    )


lists = st.builds(
    lambda example, partial, of: Output(type=of, example=example, partial=partial),
    st.lists(_literals, max_size=5).filter(lambda items: not items or not all(type(item) is dict for item in items)),
    _extents,
    st.sampled_from([None, "list", "numpy.ndarray", "pandas.Index"]),
)
singles = st.builds(
    lambda example, of: Output(type=of, example=example),
    cells.filter(lambda cell: cell is not None),
    st.sampled_from([None, "scalar"]),
)
dicts = st.builds(lambda example: Output(type="dict", example=example), st.dictionaries(texts, _literals, max_size=3))
bare_types = st.builds(
    Output,
    type=st.sampled_from([None, "pandas.DataFrame", "float", "numpy.ndarray"]),
    columns=st.one_of(st.none(), st.lists(st.one_of(labels, st.just(...)), max_size=25).map(tuple)),
    rows=st.one_of(st.none(), st.integers(0, 10**12)),
    ordered=st.sampled_from([None, True, False]),
)
