"""Keys of values: equal for equal ones, whatever holds them; different otherwise; none for what is no data."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gift4code_ext.execution.inside.fingerprint import NoData, keys, row_keys, value_key
from gift4code_ext.execution.inside.preview import preview

FRAME = pd.DataFrame({"a": [1, 2, 3], "b": ["x", None, "z"]})


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (0.1 + 0.2, 0.3),
        (1, 1.0),
        (np.int64(3), 3),
        (True, 1),
        (-0.0, 0),
        (math.nan, None),
        (pd.NaT, pd.NA),
        ([1, "a"], (1.0, "a")),
        ({1, 2}, {2, 1}),
        (FRAME, FRAME.set_axis([7, 8, 9])),
        (FRAME, FRAME.astype({"a": "Int64", "b": "object"})),
        (FRAME, FRAME.astype({"a": "float64", "b": "category"})),
        (FRAME["a"], FRAME["a"].astype("category").rename("other")),
        (pd.Series([0.1 + 0.2, np.inf]), pd.Series([0.3, np.inf])),
        (np.array([1, 2]), pd.Index([1.0, 2.0])),
        (dt.datetime(2020, 1, 1), pd.Timestamp("2020-01-01")),
        (np.datetime64("2020-01-01"), dt.date(2020, 1, 1)),
        (pd.Series(pd.to_datetime(["2020"])).astype("datetime64[s]"), pd.Series(pd.to_datetime(["2020"]))),
    ],
)
def test_equal_values_share_a_key(left: object, right: object) -> None:
    assert value_key(left) == value_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 2),
        ("1", 1),
        (math.inf, -math.inf),
        (math.inf, math.nan),
        ([1, 2], [2, 1]),
        (["a", "b"], ["a\x1fb"]),
        (FRAME, FRAME.rename(columns={"a": "c"})),
        (FRAME, FRAME.iloc[::-1]),
        (FRAME, FRAME.head(2)),
        (FRAME.set_index("b"), FRAME.set_index("b").reset_index(drop=True)),
        (pd.Series([1.0, 10.0]), pd.Series([10.0, 1.0])),
        (pd.Series([1e300]), pd.Series([1e-300])),
        (pd.Series(pd.to_datetime(["2020"])), pd.Series(pd.to_datetime(["2020"])).dt.tz_localize("UTC")),
        ({"a": 1}, {"a": 2}),
    ],
)
def test_other_values_do_not(left: object, right: object) -> None:
    assert value_key(left) != value_key(right)


@pytest.mark.parametrize("value", [lambda: 1, math, object(), FRAME.groupby("a"), iter([1]), [object()]])
def test_what_is_no_data_has_no_key(value: object) -> None:
    with pytest.raises(NoData):
        value_key(value)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats() | st.integers(-(2**70), 2**70) | st.none() | st.text(max_size=5), max_size=8))
def test_any_column_has_a_key_and_a_preview(cells: list[object]) -> None:
    frame = pd.DataFrame({"c": pd.Series(cells, dtype=object)})
    assert value_key(frame) == value_key(frame.copy())
    assert preview(frame).shape == (len(cells), 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_the_tenth_digit_does_not_count(numbers: list[float]) -> None:
    text = [f"{number:.8e}" for number in numbers]
    assert value_key(pd.Series([float(word) for word in text])) == value_key(pd.Series([float(w) for w in text]) + 0.0)


def test_previews_are_bounded() -> None:
    wide = pd.DataFrame(np.zeros((1000, 100))).assign(long="x" * 10_000)
    found = preview(wide[["long", *range(99)]])
    assert (found.shape, len(found.columns), len(found.rows)) == ((1000, 100), 12, 10)
    assert max(len(cell) for row in found.rows for cell in row) == 60
    assert found.text.endswith("… 1,000 rows\n… 100 columns")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        ("a\nb", "a\nb"),
        ([1, "a", [2]], "[1, 'a', <list of 1>]"),
        ({"a": 1.5}, "{'a': 1.5}"),
        (None, "None"),
        (10**50, "<int of 167 bits>"),
        (pd.Series([1, 2], index=["x", "y"], name="n"), "   n\nx  1\ny  2"),
        (pd.DataFrame(), ""),
    ],
)
def test_previews_read_well(value: object, text: str) -> None:
    assert preview(value).text == text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (pd.Series([1, 2], dtype=object), pd.Series([1.0, 2.0])),
        (pd.Series([1, None], dtype=object), pd.Series([1, np.nan])),
        (pd.Series([True, False], dtype=object), pd.Series([1, 0])),
        (pd.Series([None, "a"], dtype=object), pd.Series([np.nan, "a"], dtype="str")),
        (FRAME.set_index("a"), FRAME.astype({"a": "float64"}).set_index("a")),
        (np.arange(6).reshape(2, 3), np.arange(6.0).reshape(2, 3)),
        (pd.Series([[1, 2], ["a"]]), pd.Series([(1.0, 2.0), ["a"]])),
        (pd.Series([{"a": 1}]), pd.Series([{"a": 1.0}])),
    ],
)
def test_equal_values_have_equal_rows(left: object, right: object) -> None:
    assert keys(left) == keys(right)
    assert len(row_keys(left)) == len(left)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 9), st.text(max_size=2)), min_size=1, max_size=30), st.data())
def test_the_first_row_that_differs_is_found(rows: list[tuple[int, str]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    changed = [*rows[:place], (rows[place][0] + 1, rows[place][1]), *rows[place + 1 :]]
    one, other = (row_keys(pd.DataFrame(each, columns=["n", "t"])) for each in (rows, changed))
    assert [left == right for left, right in zip(one, other, strict=True)] == [at != place for at in range(len(rows))]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (pd.DataFrame({"a": range(5000)}), 1000),
        (list(range(100_000)), 1000),
        (pd.DataFrame(np.zeros((5000, 40))), 250),
        (pd.DataFrame(np.zeros((12, 40))), 12),
        (pd.DataFrame(index=range(3)), 0),
        ({"a": 1}, 0),
        ({1, 2}, 0),
        (5, 0),
        ("text", 0),
    ],
)
def test_rows_have_keys_up_to_a_limit(value: object, count: int) -> None:
    assert len(row_keys(value)) == count


def test_many_nested_values_are_compared_as_far_as_the_limit_goes() -> None:
    lists = pd.Series([["a", "b", "c"]] * 20_000)
    assert value_key(lists) == value_key(lists.copy())
    assert value_key(lists) != value_key(pd.Series([["a", "b", "d"]] * 20_000))


def test_tables_of_arrow_are_those_of_pandas() -> None:
    arrow = pytest.importorskip("pyarrow")
    assert keys(arrow.table({"a": [1, 2, 3], "b": ["x", None, "z"]})) == keys(FRAME)


def test_tables_of_polars_are_those_of_pandas() -> None:
    polars = pytest.importorskip("polars")
    assert keys(polars.DataFrame({"a": [1, 2, 3], "b": ["x", None, "z"]})) == keys(FRAME)
