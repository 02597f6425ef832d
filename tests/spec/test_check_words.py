"""What a clause says when it is not met: where, what was expected, what is there, and how much more of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.spec.check import check
from gift4code_ext.spec.model import Output

FARES = pd.DataFrame({"class": ["a", "b", "c"], "fare": [12.5, 3.25, 8.0]})
DATED = FARES.set_axis(pd.date_range("2020-01-01", periods=3))
UNSORTED = pd.DataFrame({"k": ["b", "c", "a"], "v": [2, 3, 1]})
LEVELS = pd.DataFrame({"v": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["p", None]))


def said(value: Any, **stated: Any) -> str:
    (message,) = [clause.message for clause in check(value, Output(**stated)).clauses if not clause.passed]
    return message


@pytest.mark.parametrize(
    ("value", "example", "words"),
    [
        (FARES.assign(fare=[12.49, 3.25, 8.0]), FARES, "row 0, column fare: expected 12.5, got 12.49"),
        (FARES.assign(fare=[12.5, 4, 9]), FARES, "row 1, column fare: expected 3.25, got 4.0 (and 1 more row)"),
        (FARES.assign(fare=0), FARES, "row 0, column fare: expected 12.5, got 0 (and 2 more rows)"),
        (
            DATED.assign(fare=[12.5, 4, 8]),
            DATED,
            "row 1 (labelled 2020-01-02), column fare: expected 3.25, got 4.0",
        ),
        (
            LEVELS.assign(v=[1, 3]),
            LEVELS,
            "row 1 (labelled 'y', 2), column v: expected 2, got 3",
        ),
        (
            LEVELS.set_axis(pd.MultiIndex.from_tuples([("x", 1), ("z", 2)], names=["p", None])),
            LEVELS,
            "row 1, index p: expected 'y', got 'z'",
        ),
        (FARES.fare * 2, FARES.fare, "row 0: expected 12.5, got 25.0 (and 2 more rows)"),
        ([1, 3], [1, 2], "row 1: expected 2, got 3"),
        (4, 5, "expected 5, got 4"),
        ("5", 5, "expected 5, got '5'"),
        (
            FARES.assign(fare=["12.5", "3.25", "8.0"]),
            FARES,
            "row 0, column fare: expected 12.5, got '12.5' (and 2 more rows)",
        ),
        (None, 5, "expected 5, got a missing value"),
        (
            pd.Timestamp("2020-01-01", tz="UTC"),
            pd.Timestamp("2020-01-01"),
            "expected 2020-01-01 (without a time zone), got 2020-01-01 00:00:00+00:00 (with a time zone)",
        ),
        (dt.date(2020, 1, 1), "2020-01-01", "expected '2020-01-01', got 2020-01-01"),
        ({"a": 1}, {"a": 2}, "expected {'a': 2}, got {'a': 1}"),
        (len, 5, "expected 5, got <builtin_function_or_method>"),
        (len, FARES, "expected a table with 2 columns, got an object"),
        (FARES, 5, "expected a single value, got a table with 2 columns"),
        (5, FARES, "expected a table with 2 columns, got a single value"),
        ("x" * 100, "y", "expected 'y', got '" + "x" * 59 + "…'"),
        (np.eye(2), np.eye(3), "expected 3 columns, got 2"),
    ],
)
def test_a_cell_is_named_by_row_and_column(value: Any, example: Any, words: str) -> None:
    assert said(value, example=example) == words


@pytest.mark.parametrize(
    ("value", "example", "words"),
    [
        (FARES.rename(columns={"fare": "price"}), FARES, "column fare missing; column price not expected"),
        (FARES.drop(columns="fare"), FARES, "column fare missing"),
        (FARES.assign(n=1, m=2), FARES, "columns n, m not expected"),
        (FARES.rename(columns={"fare": "fare "}), FARES, "column 'fare' missing; column 'fare ' not expected"),
        (
            pd.DataFrame({2020: [1]}),
            pd.DataFrame({"2020": [1]}),
            "column '2020' missing; column 2020 not expected",
        ),
        (FARES.set_index("class"), FARES, "column class missing (class is the index of the value)"),
        (
            pd.DataFrame(np.zeros((1, 9))),
            pd.DataFrame({"a": [0.0]}),
            "column a missing; columns 0, 1, 2, 3, 4, 5, … not expected",
        ),
        (
            FARES.set_axis([("a", 1), ("a", 2)], axis=1),
            FARES,
            "columns class, fare missing; columns (a, 1), (a, 2) not expected",
        ),
        (FARES.head(2), FARES, "expected 3 rows, got 2"),
        (
            FARES,
            FARES.head(1),
            "expected 1 row, got 3; if the example is only a part, state partial or add a row of ...",
        ),
        (
            FARES.set_index("class"),
            FARES[["fare"]],
            "the value has the index class, which was not expected",
        ),
        (FARES[["fare"]], FARES.set_index("class"), "expected the index class, got none"),
        (LEVELS, LEVELS.reset_index(1, drop=True), "expected 1 index level, got 2"),
    ],
)
def test_labels_and_shapes_are_named(value: Any, example: Any, words: str) -> None:
    assert said(value, example=example) == words


def test_another_order_says_which_row_belongs_where() -> None:
    assert said(FARES.iloc[[1, 0, 2]], example=FARES) == (
        "the same rows in another order: row 0 should be class 'a', fare 12.5 "
        "(the expected rows are in order of column class)"
    )
    assert said(DATED.iloc[[0, 2, 1]], example=DATED) == (
        "the same rows in another order: row 1 (labelled 2020-01-02) should be class 'b', fare 3.25 "
        "(the expected rows are in order of index)"
    )
    assert (
        said(UNSORTED.iloc[[0, 2, 1]], example=UNSORTED)
        == "equal but for the order of rows: row 1 should be k 'c', v 3"
    )
    assert said(FARES[["fare", "class"]], example=FARES) == (
        "equal but for the order of columns: column 0 should be class, not fare"
    )
    assert said(FARES, columns=("fare", "class")) == (
        "equal but for the order of columns: column 0 should be fare, not class"
    )


def test_a_part_says_which_of_its_rows_is_not_there() -> None:
    part = pd.DataFrame({"class": ["b", "x"], "fare": [3.25, 1.0]})
    assert said(FARES, example=part, partial=True) == (
        "no row of the value matches row 1 of the example (class 'x', fare 1.0)"
    )
    backwards = FARES.iloc[[2, 1, 0]].reset_index(drop=True)
    assert said(FARES, example=backwards, partial=True) == (
        "the rows of the example are there in another order: row 1 of the example (class 'b', fare 3.25) "
        "does not come after the row before it"
    )
    assert said(FARES, columns=("class", "fare"), example=[["b", ...], ...]) == (
        "row 0, column class: expected 'b', got 'a'"
    )
    assert said(FARES, example=pd.concat([FARES, FARES]), partial="head") == "expected at least 6 rows, got 3"


@pytest.mark.parametrize(
    ("value", "stated", "words"),
    [
        (FARES.fare, {"type": "df"}, "expected a pandas.DataFrame, got a pandas.Series"),
        ([1], {"type": "float"}, "expected a float, got a list"),
        (FARES, {"type": "int"}, "expected an int, got a pandas.DataFrame"),
        (len, {"type": "DataFrame"}, "expected a pandas.DataFrame, got a builtin_function_or_method"),
        (FARES, {"rows": 1}, "expected 1 row, got 3"),
        (len, {"rows": 1}, "the value is a builtin_function_or_method and has no rows"),
        (5, {"columns": ("a", "b")}, "the value is an int and has no columns a, b"),
        (FARES, {"columns": ("class",)}, "column fare not expected: the columns are class, fare"),
        (FARES, {"columns": ("x", ...)}, "column x missing: the columns are class, fare"),
        (
            FARES.set_index("class"),
            {"columns": ("class", "fare")},
            "column class missing (class is the index of the value): the columns are fare",
        ),
        (FARES, {"dtypes": {"class": "float"}}, "column class: expected dtype float, got str"),
        (FARES, {"dtypes": {"price": "float"}}, "column price is missing"),
        ([1, "a"], {"dtypes": {"x": "float"}}, "column x: expected dtype float, got mixed"),
    ],
)
def test_every_other_clause_says_what_was_expected_and_what_is_there(value: Any, stated: Any, words: str) -> None:
    assert said(value, **stated) == (words if pd.__version__ >= "3" else words.replace("got str", "got object"))


def test_of_an_unknown_class_only_the_name_is_told() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise AssertionError

    Odd.__module__ = "shop.odd"
    assert said([Odd()], example=[5]) == "expected 5, got <shop.Odd>"
    assert said(Odd(), type="list") == "expected a list, got a shop.Odd"
    assert said(pd.DataFrame({"a": [Odd(), 1]}), example=pd.DataFrame({"a": [5, 1]})) == (
        "row 0, column a: expected 5, got <shop.Odd>"
    )


def test_a_long_column_is_counted_and_a_very_odd_one_is_not() -> None:
    long = pd.DataFrame({"v": range(100_000)})
    odd = pd.DataFrame({"v": [[row] for row in range(12_000)]})
    assert said(long.assign(v=0), example=long) == "row 1, column v: expected 1, got 0 (and 99,998 more rows)"
    assert said(odd.assign(v=[[-1]] * 12_000), example=odd) == "row 0, column v: expected [0], got [-1]"
