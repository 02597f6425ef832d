from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spec.arbitrary import examples, labels, values
from spec.strange import STRANGE

from gift4code_ext.spec.check import Clause, Verdict, check, compare
from gift4code_ext.spec.model import Output

NAN = float("nan")
FARES = pd.DataFrame({"class": ["a", "b", "c"], "fare": [12.5, 3.25, 8.0]})


def failing(value: Any, **stated: Any) -> dict[str, str]:
    return {clause.name: clause.message for clause in check(value, Output(**stated)).clauses if not clause.passed}


@pytest.mark.parametrize(
    ("grade", "got", "want"),
    [
        (0, FARES.copy(), FARES),
        (1, FARES.astype({"class": "category"}), FARES),
        (1, FARES.astype({"class": "string"}), FARES),
        (1, pd.Series([1, 2]), pd.Series([1.0, 2.0])),
        (1, pd.Series([1, None], dtype="Int64"), pd.Series([1.0, NAN])),
        (1, pd.Series([1, 2], dtype="int64[pyarrow]"), pd.Series([1, 2])),
        (1, pd.Series(["2020-01-01"], dtype="M8[s]"), pd.Series(["2020-01-01"], dtype="M8[ns]")),
        (1, None, NAN),
        (1, pd.NaT, pd.NA),
        (1, dt.date(2020, 1, 1), pd.Timestamp("2020-01-01")),
        (1, [1, 2], (1, 2)),
        (2, FARES.assign(fare=FARES.fare + 1e-9), FARES),
        (2, 0.1 + 0.2, 0.3),
        (3, FARES.set_axis([5, 6, 7]), FARES),
        (3, FARES.fare, FARES.fare.tolist()),
        (3, FARES[["fare"]], FARES.fare),
        (3, pd.Series([5]), 5),
        (3, FARES.fare.rename("price"), FARES.fare),
        (4, FARES[["fare", "class"]], FARES),
        (5, pd.DataFrame({"x": [1, 3, 2]}), pd.DataFrame({"x": [3, 1, 2]})),
        (0, np.float64(2.5), 2.5),
        (0, -0.0, 0.0),
        (0, float("inf"), float("inf")),
        (0, NAN, np.float64(NAN)),
        (0, 10**400, 10**400),
        (0, {"a": [1, {"b": NAN}]}, {"a": [1, {"b": NAN}]}),
        (0, {1, 2}, {2, 1}),
        (0, pd.DataFrame({"a": [[1], [2, 3]]}), pd.DataFrame({"a": [[1], [2, 3]]})),
    ],
)
def test_values_agree_at_a_grade(grade: int, got: Any, want: Any) -> None:
    assert (compare(got, want).grade, compare(want, got).grade) == (grade, grade)


@pytest.mark.parametrize(
    ("got", "want", "mismatch"),
    [
        (FARES.assign(fare=[12.5, 3.25, 8.1]), FARES, "row 2, column fare: expected 8.0, got 8.1"),
        (FARES.assign(fare=[12.5, NAN, 8.0]), FARES, "row 1, column fare: expected 3.25, got a missing value"),
        (FARES.head(2), FARES, "expected 3 rows, got 2"),
        (FARES.rename(columns={"fare": "price"}), FARES, "column fare missing; column price not expected"),
        (FARES.set_index("class"), FARES, "column class missing (class is the index of the value)"),
        (
            pd.DataFrame({"x": [3, 2, 1]}),
            pd.DataFrame({"x": [1, 2, 3]}),
            "the same rows in another order: row 0 should be x 1 (the expected rows are in order of column x)",
        ),
        (1, True, "expected True, got 1"),
        ("1", 1, "expected 1, got '1'"),
        (1, 2, "expected 2, got 1"),
        (float("inf"), 1e308, "expected 1e+308, got inf"),
        (10**400, 1.5, "expected 1.5, got int of 1329 bits"),
        (
            pd.Timestamp("2020", tz="UTC"),
            pd.Timestamp("2020"),
            "expected 2020-01-01 (without a time zone), got 2020-01-01 00:00:00+00:00 (with a time zone)",
        ),
        (FARES, 3, "expected a single value, got a table with 2 columns"),
        ([1, 2], {1: 2}, "expected a dict, got a list"),
        (
            pd.Series([1, 2], index=["x", "y"]),
            pd.Series([1, 2], index=["x", "z"]),
            "row 1, index: expected 'z', got 'y'",
        ),
    ],
)
def test_the_first_difference_is_told_in_words(got: Any, want: Any, mismatch: str) -> None:
    assert compare(got, want).mismatch == mismatch
    assert compare(want, got).grade is None


def test_an_object_that_claims_to_equal_everything_equals_nothing_else() -> None:
    class Same:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = object.__hash__

    liar = Same()
    assert compare(liar, 3).grade is None
    assert compare([liar], [3]).grade is None
    assert compare(pd.DataFrame({"x": [liar]}), pd.DataFrame({"x": [3]})).grade is None


def test_every_stated_part_is_a_clause_and_the_summary_is_none() -> None:
    stated = Output(
        type="dataframe",
        columns=("class", "fare"),
        dtypes={"fare": "float64", "class": "str"},
        rows=3,
        example=FARES,
        summary="one row per class",
    )
    assert check(FARES, stated) == Verdict(
        True,
        0,
        (
            Clause("type", True, 0),
            Clause("columns", True, 0),
            Clause("dtypes", True, 0),
            Clause("rows", True, 0),
            Clause("example", True, 0),
        ),
    )


def test_nothing_stated_passes() -> None:
    assert check(object(), Output(summary="anything")) == Verdict(True, 0)


@pytest.mark.parametrize("name", ["pandas.DataFrame", "pd.DataFrame", "DataFrame", "dataframe", "frame", "a DataFrame"])
def test_a_series_is_no_frame_however_it_is_spelled(name: str) -> None:
    assert failing(FARES.fare, type=name) == {"type": "expected a pandas.DataFrame, got a pandas.Series"}
    assert not failing(FARES, type=name)


@pytest.mark.parametrize(
    ("value", "name", "passes"),
    [
        (np.float64(1.5), "float", True),
        (3, "number", True),
        (True, "number", False),
        (3, "float", True),
        (2.5, "int", False),
        ("a", "string", True),
        (pd.RangeIndex(2), "Index", True),
        (pd.DatetimeIndex(["2020"]), "pandas.Index", True),
        (pd.Timestamp(0), "datetime", True),
        ([1], "list[int]", True),
        ((1,), "list", False),
        (pd.NA, "scalar", True),
        (np.zeros(2), "np.ndarray", True),
        (None, "str", False),
    ],
)
def test_type_names_as_people_write_them(value: Any, name: str, passes: bool) -> None:
    assert check(value, Output(type=name)).passed is passes


def test_columns_are_named_when_wrong() -> None:
    assert failing(FARES, columns=("class", "price")) == {
        "columns": "column price missing; column fare not expected: the columns are class, fare"
    }
    assert failing(FARES, columns=("fare", "class")) == {
        "columns": "equal but for the order of columns: column 0 should be fare, not class"
    }
    assert not failing(FARES, columns=("class", ...))


def test_dtypes_accept_conversions_and_name_mismatches() -> None:
    assert check(FARES, Output(dtypes={"fare": "int"})).grade == 1
    held = "str" if pd.__version__ >= "3" else "object"
    assert failing(FARES, dtypes={"class": "float"}) == {"dtypes": f"column class: expected dtype float, got {held}"}
    assert failing(FARES, dtypes={"x": "float"}) == {"dtypes": "column x is missing"}


def test_rows_are_counted() -> None:
    assert failing(FARES, rows=1) == {"rows": "expected 1 row, got 3"}
    assert not failing([1, 2], rows=2)


@pytest.mark.parametrize(
    "example",
    [
        {"class": ["a", "b", "c"], "fare": [12.5, 3.25, 8]},
        [{"class": "a", "fare": 12.5}, {"class": "b", "fare": 3.25}, {"class": "c", "fare": 8}],
        FARES,
        FARES.set_axis(["x", "y", "z"]),
    ],
)
def test_an_example_may_be_given_in_many_forms(example: Any) -> None:
    assert check(FARES, Output(example=example)).passed


def test_rows_and_columns_may_be_what_is_wanted_themselves() -> None:
    records = [{"class": "a", "fare": 12.5}, {"class": "b", "fare": 3.25}]
    assert check(records, Output(example=[dict(row) for row in records])).grade == 0
    assert check(records, Output(type="list", example=records)).grade == 0
    assert check({"a": [1, 2]}, Output(example={"a": [1, 2]})).grade == 0
    assert check(records, Output(example=[{"class": "a", "fare": ...}, ...])).passed
    assert failing(records, example=[records[0], {"class": "b", "fare": 3}]) == {
        "example": "row 1: expected {'class': 'b', 'fare': 3}, got {'class': 'b', 'fare': 3.25}"
    }


def test_typed_examples_say_nothing_about_index_or_dates() -> None:
    dated = pd.DataFrame({"day": pd.to_datetime(["2020-01-05", "2020-02-01"]), "n": [1, 2]}, index=["p", "q"])
    assert check(dated, Output(columns=("day", "n"), example=[["2020-01-05", 1], ["2020-02-01", 2]])).passed


def test_a_part_is_contained() -> None:
    tall = pd.DataFrame({"k": list("abcdef"), "v": [6, 5, 4, 3, 2, 1]})
    assert not failing(tall, example=tall.head(2), partial=True)
    assert not failing(tall, example=tall.iloc[[4, 1]], partial=True)
    assert not failing(tall, columns=("k", "v"), example=[["b", ...], ["d", 3]])
    assert not failing(tall, columns=("k", "v"), example=[["a", 6], ...])
    assert not failing(tall, rows=6, example=tall.head(2))
    assert not failing(tall, columns=("k", "v"), example={"v": [6, 5, 4, 3, 2, 1]})
    assert not failing(tall, columns=("k", ...), example=[["a"], ["b"], ...])


def test_a_part_keeps_its_order_where_one_shows() -> None:
    tall = pd.DataFrame({"k": list("abcdef"), "v": [6, 5, 4, 3, 2, 1]})
    backwards = tall.iloc[[5, 3, 1]]
    assert "are there in another order" in failing(tall, example=backwards, partial=True)["example"]
    assert not failing(tall, example=backwards, partial=True, ordered=False)
    assert failing(tall, example=tall.iloc[[4, 1]], partial=True, ordered=True)


def test_each_row_of_a_value_answers_one_row_of_a_part() -> None:
    value = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})
    assert not failing(value, columns=("k", "v"), example=[[..., 1], ["b", ...]])
    assert failing(value, columns=("k", "v"), example=[["a", ...], ["a", 1], ...])


def test_a_whole_example_of_a_longer_value_suggests_that_it_is_a_part() -> None:
    message = failing(FARES, example=FARES.head(2))["example"]
    assert message == "expected 2 rows, got 3; if the example is only a part, state partial or add a row of ..."


def test_row_order_can_be_declared_to_matter_or_not() -> None:
    shuffled = FARES.iloc[[2, 0, 1]]
    assert failing(shuffled, example=FARES)
    assert check(shuffled, Output(example=FARES, ordered=False)).passed
    unsorted = pd.DataFrame({"x": [2, 3, 1]})
    assert check(unsorted.iloc[[1, 0, 2]], Output(example=unsorted)).grade == 5
    assert check(unsorted.iloc[[1, 0, 2]], Output(example=unsorted, ordered=True)).grade == 6
    assert check(unsorted.iloc[[1, 0, 2]], Output(example=unsorted), accept=5).passed


@pytest.mark.parametrize("name", STRANGE)
def test_strange_values_equal_themselves_and_are_checked_against_all_others(name: str) -> None:
    assert compare(STRANGE[name], STRANGE[name]).grade == 0
    for other in STRANGE.values():
        assert (compare(STRANGE[name], other).grade is None) == (compare(other, STRANGE[name]).grade is None)
        for verdict in (
            check(STRANGE[name], Output(example=other, type="df", columns=("a",), dtypes={"a": "int"}, rows=2)),
            check(STRANGE[name], Output(example=other, partial=True, ordered=True)),
            check(STRANGE[name], Output(example=other, ordered=False)),
        ):
            assert not any("could not be" in clause.message for clause in verdict.clauses)


@settings(max_examples=150, deadline=None)
@given(
    values,
    st.builds(
        Output,
        type=st.sampled_from([None, "df", "Series", "float", "list", "number"]),
        columns=st.none() | st.lists(labels, max_size=3).map(tuple),
        dtypes=st.none() | st.dictionaries(labels, st.sampled_from(["int", "float", "str", "odd"]), max_size=2),
        rows=st.none() | st.integers(0, 5),
        example=examples,
        ordered=st.none() | st.booleans(),
        partial=st.none() | st.booleans(),
    ),
)
def test_checking_never_raises(value: Any, stated: Output) -> None:
    verdict = check(value, stated)
    assert not any("could not be" in clause.message for clause in verdict.clauses)


def test_the_head_of_a_value_is_its_first_rows_and_not_rows_further_down() -> None:
    value = pd.DataFrame({"a": [1, 2, 3, 4], "b": ["w", "x", "y", "z"]})

    head, further = (
        check(value, Output(example=part, partial="head")).clauses for part in (value.head(2), value.iloc[1:3])
    )

    assert [clause.passed for clause in head] == [True]
    assert [(clause.passed, clause.message) for clause in further] == [
        (False, "row 0 (labelled 1), column a: expected 2, got 1 (and 1 more row)")
    ]


def test_a_last_row_of_dots_says_that_the_rows_before_it_are_the_first() -> None:
    value = pd.DataFrame({"a": [1, 2, 3]})

    assert check(value, Output(columns=("a",), example=[[1], [2], [...]])).passed
    assert not check(value, Output(columns=("a",), example=[[2], [3], [...]])).passed
    assert check(value, Output(columns=("a",), example=[[...], [2], [3]])).passed


def test_a_head_longer_than_the_value_is_not_met() -> None:
    value = pd.DataFrame({"a": [1, 2]})

    clauses = check(value, Output(example=pd.DataFrame({"a": [1, 2, 3]}), partial="head")).clauses

    assert [(clause.passed, clause.message) for clause in clauses] == [(False, "expected at least 3 rows, got 2")]
