"""Cells that differ from an example: those that certainly do, and no other."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gift4code_ext.spec.comparing.differing import differing
from gift4code_ext.spec.model import Output

FARES = pd.DataFrame({"class": ["a", "b", "c"], "fare": [1.0, 2.0, 3.0]})


def marks(value: Any, example: Any, **parts: Any) -> list[tuple[int, int]]:
    return list(differing(value, Output(example=example, **parts)))


def test_rows_are_paired_by_the_column_that_tells_them_apart() -> None:
    value = pd.DataFrame({"class": ["c", "a", "b"], "fare": [3.0, 9.0, 2.0]})

    assert marks(value, FARES) == [(1, 1)]


def test_numbers_within_the_tolerance_and_other_dtypes_do_not_differ() -> None:
    value = pd.DataFrame({"class": pd.Categorical(["a", "b", "c"]), "fare": [1, 2.0000001, 4]})

    assert marks(value, FARES) == [(2, 1)]


def test_a_cell_of_any_kind_differs_from_nothing() -> None:
    example = [["a", 1.0], ["b", ...], ["c", 3.0]]
    value = pd.DataFrame({"class": ["a", "b", "c"], "fare": [8.0, 8.0, 8.0]})

    assert marks(value, example, columns=("class", "fare"), partial=False) == [(0, 1), (2, 1)]


def test_the_first_rows_are_paired_by_place() -> None:
    example = [["b", 1.0], ["a", 2.0]]
    value = pd.DataFrame({"class": ["a", "a", "z"], "fare": [1.0, 2.5, 0.0]})

    assert marks(value, example, columns=("class", "fare"), partial="head") == [(0, 0), (1, 1)]


def test_rows_from_anywhere_mark_nothing() -> None:
    value = pd.DataFrame({"class": ["x"], "fare": [9.0]})

    assert marks(value, [["a", 1.0]], columns=("class", "fare"), partial=True) == []


def test_two_columns_may_tell_rows_apart_together() -> None:
    example = pd.DataFrame({"k": ["a", "a", "b", "b"], "s": ["x", "y", "x", "y"], "n": [1, 2, 3, 4]})
    value = example.iloc[[3, 2, 1, 0]].assign(n=[4, 3, 2, 7])

    assert marks(value, example) == [(3, 2)]


def test_a_missing_row_shifts_no_marks() -> None:
    value = pd.DataFrame({"class": ["b", "c"], "fare": [2.0, 5.0]})

    assert marks(value, FARES) == [(1, 1)]


def test_what_occurs_nowhere_in_its_column_differs_wherever_its_row_belongs() -> None:
    example = pd.DataFrame({"a": ["x", "x", "y"], "b": [1, 1, 2]})
    value = pd.DataFrame({"a": ["x", "z", "z"], "b": [2, 1, 5]})

    assert marks(value, example) == [(1, 0), (2, 0), (2, 1)]


def test_without_a_way_to_pair_rows_cells_that_may_be_right_are_not_marked() -> None:
    example = pd.DataFrame({"a": ["x", "x", "y"], "b": [1, 2, 2]})
    value = pd.DataFrame({"a": ["x", "y", "y"], "b": [1, 1, 2]})

    assert marks(value, example) == []
    assert marks(value, example, ordered=True) == [(1, 0), (1, 1)]


def test_row_labels_are_compared_and_tell_rows_apart() -> None:
    example = pd.Series([1.0, 2.0], index=pd.Index(["a", "b"], name="class"), name="fare")

    assert marks(example.iloc[::-1] * [1, 2], example) == [(1, 0)]
    assert marks(example.rename({"a": "z"}), example) == [(0, -1)]


def test_only_columns_of_one_label_are_compared() -> None:
    value = pd.DataFrame([["a", 9.0, 9.0]], columns=["class", "fare", "fare"])

    assert marks(value, FARES.head(1)) == []
    assert marks(FARES.rename(columns={"fare": "price"}), FARES) == []


def test_typed_dates_meet_dates() -> None:
    value = pd.DataFrame({"day": pd.to_datetime(["2024-01-01", "2024-01-02"]), "n": [1, 3]})

    assert marks(value, [["2024-01-01", 1], ["2024-01-02", 2]], columns=("day", "n"), ordered=True) == [(1, 1)]


@pytest.mark.parametrize("value", [1.5, [1, 2], {"a": 1}, "text", None, object()])
def test_values_that_are_no_tables_have_no_cells(value: Any) -> None:
    assert marks(value, FARES) == []


def test_rows_and_columns_beyond_those_shown_are_not_looked_at() -> None:
    example = pd.DataFrame({f"c{n}": range(30) for n in range(20)})
    found = marks(example + 100, example)

    assert all(row < 10 and column < 12 for row, column in found)
    assert len(found) == 120
    assert differing(example + 100, Output(example=example), start=25) == tuple(
        (row, column) for row in range(5) for column in range(12)
    )


def test_long_values_are_compared_by_place_where_that_is_known_and_else_not() -> None:
    example = pd.DataFrame({"n": range(100_000)})
    value = example.replace({3: -1})

    assert marks(value, example) == []
    assert marks(value, example, ordered=True) == [(3, 0)]


def test_very_wide_values_are_not_taken_apart_once_more() -> None:
    example = pd.DataFrame([range(201)])

    assert marks(example + 1, example) == []
    assert len(marks(example.iloc[:, :200] + 1, example.iloc[:, :200])) == 12
