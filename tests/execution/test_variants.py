"""Perturbed copies: what stays, what changes, and that they are the same every time."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gift4code_ext.execution.inside.variants import vary

KINDS = {
    "whole": range(30),
    "part": np.linspace(0, 1, 30),
    "text": [f"t{place}" for place in range(30)],
    "kind": pd.Categorical(["a", "b", None] * 10),
    "day": pd.date_range("2020", periods=30, tz="Europe/Berlin"),
    "masked": pd.array([1, None, 3] * 10, dtype="Int64"),
    "lists": [[place] for place in range(30)],
}
FRAME = pd.DataFrame(KINDS, index=[f"row {place}" for place in range(30)])


def test_copy_0_is_the_value() -> None:
    assert vary(FRAME, 0) is FRAME


def test_copy_1_has_a_third_of_the_rows_missing_and_the_rest_as_it_was() -> None:
    copy = vary(FRAME, 1)

    assert isinstance(copy, pd.DataFrame)
    assert len(copy) == 20
    pd.testing.assert_frame_equal(copy, FRAME[FRAME.index.isin(copy.index)])


def test_copy_2_shuffles_each_column_by_itself_under_the_same_index() -> None:
    copy = vary(FRAME, 2)

    assert isinstance(copy, pd.DataFrame)
    assert copy.index.equals(FRAME.index)
    assert copy.dtypes.equals(FRAME.dtypes)
    orders = {name: tuple(int(text[1:]) for text in copy["text"]) for name in ["text"]}
    orders["whole"] = tuple(copy["whole"])
    assert len({*orders.values(), tuple(range(30))}) == 3
    for name in FRAME:
        assert Counter(map(str, copy[name])) == Counter(map(str, FRAME[name]))


@pytest.mark.parametrize("number", [1, 2])
def test_copies_are_the_same_every_time_and_leave_the_original_alone(number: int) -> None:
    before = FRAME.copy(deep=True)
    first, second = vary(FRAME, number), vary(FRAME, number)

    assert isinstance(first, pd.DataFrame)
    assert isinstance(second, pd.DataFrame)
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(FRAME, before)


def test_what_is_aligned_row_by_row_stays_so_where_rows_are_dropped() -> None:
    frame, column = vary(FRAME, 1), vary(FRAME["part"], 1)

    assert isinstance(frame, pd.DataFrame)
    assert isinstance(column, pd.Series)
    pd.testing.assert_series_equal(frame["part"], column)


def test_labels_may_repeat() -> None:
    frame = pd.DataFrame(np.arange(12).reshape(6, 2), columns=["a", "a"], index=[0, 0, 1, 1, 2, 2])
    copy = vary(frame, 2)

    assert isinstance(copy, pd.DataFrame)
    assert list(copy.columns) == ["a", "a"]
    assert sorted(copy.iloc[:, 0]) == [0, 2, 4, 6, 8, 10]


@pytest.mark.parametrize("number", [1, 2])
def test_copies_are_made_of_the_first_rows(number: int) -> None:
    copy = vary(pd.Series(range(10_000)), number)

    assert isinstance(copy, pd.Series)
    assert copy.max() < 2_000


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("value", [[1, 2, 3], {"a": 1}, 5, "text", None, np.arange(5), pd.Index([1, 2, 3])])
def test_what_is_no_table_stays(value: object, number: int) -> None:
    assert vary(value, number) is value


def test_another_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no perturbed copy 3"):
        vary(FRAME, 3)


@given(st.integers(0, 12), st.sampled_from([1, 2]))
def test_small_frames_keep_at_least_two_rows(rows: int, number: int) -> None:
    copy = vary(pd.DataFrame({"a": range(rows)}), number)

    assert isinstance(copy, pd.DataFrame)
    assert len(copy) == (rows if number == 2 else min(rows, max(2, rows - rows // 3)))
