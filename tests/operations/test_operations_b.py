"""Each operation on columns, dates, text, windows, bins, shapes and two tables does what it says."""

from __future__ import annotations

import re
import string
import warnings
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from operations.binding import bind, evaluate, is_empty
from operations.tables import PAIRS, SINGLE, baskets, customers, grades, orders, panel, people

from gift4code_ext.operations import (
    binning,
    cleaning,
    columns,
    dates,
    describing,
    joins,
    reshaping,
    text,
    windows,
)
from gift4code_ext.operations.model import NameArg, Operation

FAMILIES = (columns, cleaning, dates, describing, joins, reshaping, text, windows, binning)
OPERATIONS = [operation for family in FAMILIES for operation in family.OPERATIONS]
BY_NAME = {operation.name: operation for operation in OPERATIONS}
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
KINDS: Mapping[str, Any] = {"frame": pd.DataFrame, "series": pd.Series, "list": list}


def phrases(operation: Operation) -> tuple[str, ...]:
    return (*operation.nouns, *operation.verbs, *operation.clauses)


def first_fit(operation: Operation) -> tuple[tuple[pd.DataFrame, ...], dict[str, Any]]:
    """The first tables that the operation has arguments for."""
    for frames in PAIRS if operation.inputs == 2 else SINGLE:
        try:
            return frames, bind(operation, frames)
        except LookupError:
            continue
    raise AssertionError(f"{operation.name} fits none of the test tables")


@each_operation
def test_runs_without_warnings_and_makes_what_it_says(operation: Operation) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frames, bound = first_fit(operation)
        value = evaluate(operation, bound, frames)
    if operation.makes == "scalar":
        assert pd.api.types.is_scalar(value)
    else:
        assert isinstance(value, KINDS[operation.makes])
    assert not is_empty(value)


@each_operation
def test_changes_its_table(operation: Operation) -> None:
    frames, bound = first_fit(operation)
    value = evaluate(operation, bound, frames)
    assert not (isinstance(value, pd.DataFrame) and value.equals(frames[0]))


@each_operation
def test_new_columns_have_the_stated_names(operation: Operation) -> None:
    frames, bound = first_fit(operation)
    value = evaluate(operation, bound, frames)
    names = [bound[name] for name, argument in operation.arguments.items() if isinstance(argument, NameArg)]
    assert set(names) <= set(value.columns if names else ())


@each_operation
def test_fields_of_code_and_phrases_are_arguments(operation: Operation) -> None:
    tables = {"table", "other"} if operation.inputs == 2 else {"table"}
    assert isinstance(operation.code, str)
    used = {field for _, field, _, _ in string.Formatter().parse(operation.code) if field}
    assert used == set(operation.arguments) | tables
    for rule in phrases(operation):
        assert set(re.findall(r"{(.*?)}", rule)) <= set(operation.arguments), rule


@each_operation
def test_phrases_are_plenty_and_balanced(operation: Operation) -> None:
    assert operation.nouns + operation.verbs
    for rule in phrases(operation):
        waiting = []
        for char in rule:
            if char in "([":
                waiting.append(char)
            elif char in ")]":
                assert [*waiting[-1:], char] in (["(", ")"], ["[", "]"]), rule
                waiting.pop()
            assert waiting or char != "|", f"an alternative outside brackets: {rule}"
        assert not waiting, rule


@each_operation
def test_some_phrase_says_every_argument(operation: Operation) -> None:
    stated = {name for name, argument in operation.arguments.items() if not isinstance(argument, NameArg)}
    assert any(stated <= set(re.findall(r"{(.*?)}", rule)) for rule in phrases(operation))


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(OPERATIONS)


RESULTS: list[tuple[str, dict[str, Any], tuple[pd.DataFrame, ...], str, list[Any]]] = [
    ("multiply_columns", {"left": "cost", "right": "quantity", "name": "t"}, (orders(),), "t", [4, 36, 6, 36]),
    ("row_statistic", {"columns": ["cost", "quantity"], "how": "max", "name": "m"}, (orders(),), "m", [4, 18, 3, 9]),
    ("increase_percent", {"column": "cost", "sign": "+", "share": 0.5}, (orders(),), "cost", [6, 27, 3, 13.5]),
    ("share_of_total", {"column": "quantity", "name": "s"}, (orders(),), "s", [1 / 78, 2 / 78, 3 / 78, 4 / 78]),
    (
        "label_compare",
        {"column": "cost", "op": ">", "value": 4, "yes": "high", "no": "low", "name": "l"},
        (orders(),),
        "l",
        ["low", "high", "low", "high"],
    ),
    ("clip_column", {"column": "cost", "bound": "upper", "value": 5}, (orders(),), "cost", [4, 5, 2, 5]),
    (
        "replace_compare",
        {"column": "balance", "op": "<", "value": 0, "new": 0},
        (orders(),),
        "balance",
        [0, 3.2, 0, 4.4],
    ),
    ("minmax_column", {"column": "sales", "name": "n"}, (panel(),), "n", [0, 0.1, 0.3, 0.5]),
    ("drop_duplicates_keep_last", {"column": "city"}, (panel(),), "sales", [5, 8, 8.5]),
    ("fillna_statistic", {"column": "maths", "how": "mean"}, (grades(),), "maths", [1, 2, 3]),
    ("fill_direction_column", {"column": "art", "how": "ffill"}, (grades(),), "art", [2.25, 2, 2]),
    ("clean_currency", {"column": "Paid"}, (people(),), "Paid", [1200.5, 90, 5.25, 1200.5]),
    ("split_part", {"column": "Tags", "sep": ", ", "part": -1, "name": "p"}, (people(),), "p", ["b", "c", "a", "b"]),
    ("word_of_text", {"column": "Full Name", "part": 0, "name": "w"}, (people(),), "w", ["Ann", "Bob", "Cy", "Ann"]),
    ("explode_split", {"column": "Tags", "sep": ", "}, (people(),), "Tags", ["a", "b", "b", "c"]),
    ("explode_list", {"column": "items"}, (baskets(),), "items", ["x", "y", "z", "x"]),
    ("zero_pad", {"column": "Code", "n": 3}, (people(),), "Code", ["012", "007", "030", "012"]),
    ("date_part", {"date": "ordered_at", "part": "month", "name": "m"}, (orders(),), "m", [1, 1, 2, 3]),
    (
        "month_period",
        {"date": "ordered_at", "name": "m"},
        (orders(),),
        "m",
        ["2023-01", "2023-01", "2023-02", "2023-03"],
    ),
    ("days_between", {"end": "shipped_at", "start": "ordered_at", "name": "d"}, (orders(),), "d", [26, 42, 51, 63]),
    (
        "resample_month",
        {"date": "ordered_at", "value": "quantity", "how": "sum"},
        (orders(),),
        "quantity",
        [3, 3, 4, 0],
    ),
    (
        "group_by_date_part",
        {"date": "ordered_at", "part": "quarter", "value": "quantity", "how": "sum", "name": "q"},
        (orders(),),
        "quantity",
        [10, 11, 24, 33],
    ),
    ("cumulative_sum", {"column": "quantity", "name": "c"}, (orders(),), "c", [1, 3, 6, 10]),
    (
        "rolling_statistic",
        {"column": "quantity", "n": 2, "how": "sum", "name": "r"},
        (orders(),),
        "r",
        [float("nan"), 3, 5, 7],
    ),
    ("drop_consecutive_repeats", {"column": "channel"}, (orders(),), "channel", ["web", "shop", "web", "phone"]),
    ("bin_width", {"column": "cost", "width": 5, "name": "b"}, (orders(),), "b", [0, 15, 0, 5]),
    (
        "cut_edges_labels",
        {"column": "cost", "low": 4, "high": 10, "labels": "['low', 'medium', 'high']", "name": "b"},
        (orders(),),
        "b",
        ["low", "high", "low", "medium"],
    ),
    ("pivot", {"index": "city", "columns": "year", "value": "sales"}, (panel(),), "city", ["Bern", "Oslo", "Rome"]),
    ("crosstab", {"index": "Region", "columns": "channel"}, (orders(),), "web", [1, 4, 1]),
    ("melt_named", {"ids": ["pupil"], "variable": "v", "value": "x"}, (grades(),), "v", ["maths"] * 3 + ["art"]),
    ("join_inner", {"key": "customer_id"}, (orders(), customers()), "segment", ["b2b", "b2c", "b2b", "b2b"]),
    ("anti_join", {"key": "customer_id"}, (orders(), customers()), "customer_id", [5, 6]),
    ("count_matches", {"key": "customer_id", "name": "n"}, (customers(), orders()), "n", [3, 3, 2, 2]),
    ("rows_only_in_first", {}, (orders(), orders().iloc[3:]), "quantity", [1, 2, 3]),
]


@pytest.mark.parametrize(
    ("name", "bound", "frames", "column", "cells"), RESULTS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_first_cells(
    name: str, bound: dict[str, Any], frames: tuple[pd.DataFrame, ...], column: str, cells: list[Any]
) -> None:
    value = evaluate(BY_NAME[name], bound, frames)
    got = pd.Series(value[column].head(4).tolist(), dtype=object)
    pd.testing.assert_series_equal(got, pd.Series(cells, dtype=object), check_dtype=False, rtol=1e-9)
