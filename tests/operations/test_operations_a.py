"""Each operation on rows and groups, bound over a small frame, runs and makes what it says."""

from __future__ import annotations

import string
import warnings
from typing import Any

import pandas as pd
import pytest
from operations.binding import bind, evaluate, is_empty

from gift4code_ext.operations import (
    conditions,
    counts,
    filters,
    group_summaries,
    grouping,
    scalars,
    selection,
    shares,
    sorting,
    within_groups,
)
from gift4code_ext.operations.model import ChoiceArg, Operation

FAMILIES = {
    module.__name__.rsplit(".", 1)[-1]: module.OPERATIONS
    for module in (
        conditions,
        counts,
        filters,
        group_summaries,
        grouping,
        scalars,
        selection,
        shares,
        sorting,
        within_groups,
    )
}
OPERATIONS = [operation for operations in FAMILIES.values() for operation in operations]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)

_CITIES = ("Oslo", "Lima", "Oslo", "Cairo", "Lima", "Oslo", "Cairo", "Lima", "Oslo", "Lima", "Oslo", "Cairo")
_CUSTOMERS = (
    "Ada King", "Bo Li", "Ada King", "Cy Ray", "Dee Fox", "Ed Moss",
    "Flo Hart", "Gus Webb", "Hal Ortiz", "Ivy Lane", "Jo Park", "Kai Berg",
)  # fmt: skip
_DAYS = (
    "2023-01-06", "2023-01-07", "2023-02-14", "2023-03-03", "2023-03-04", "2023-05-20",
    "2023-07-01", "2023-07-15", "2023-11-30", "2024-01-02", "2024-02-11", "2024-02-11",
)  # fmt: skip


def sales() -> pd.DataFrame:
    """Twelve orders with a column of every kind, missing values, repeated keys and an index that is not default."""
    return pd.DataFrame(
        {
            "order id": range(101, 113),
            "customer": list(_CUSTOMERS),
            "city": list(_CITIES),
            "channel": ["web", "shop", "web", "web", "shop", "web", "phone", "shop", "web", "phone", "shop", "web"],
            "amount": [12.5, 80.0, 43.2, 19.9, 150.0, 64.4, 33.3, 71.0, 8.8, 95.5, 120.0, 55.1],
            "units": [1, 4, 2, 1, 5, 3, 2, 3, 1, 4, 5, 2],
            "rating": [4.5, None, 3.0, 5.0, 2.5, None, 4.0, 3.5, 4.5, 1.0, 5.0, None],
            "coupon": ["A1", None, "B2", None, "A1", "B2", None, "A1", None, "B2", "A1", "B2"],
            "ordered": pd.to_datetime(list(_DAYS)),
            "returned": [False, False, True, False, True, False, False, False, True, False, False, True],
        },
        index=range(3, 15),
    )


def kind_of(value: Any) -> str:
    """The word of ``Operation.makes`` for a value."""
    if isinstance(value, pd.DataFrame):
        return "frame"
    if isinstance(value, pd.Series):
        return "series"
    return "list" if isinstance(value, list) else "scalar"


def fields(rule: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(rule) if name is not None}


@each_operation
def test_runs_without_warning_and_makes_its_kind(operation: Operation) -> None:
    frames = (sales(),)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value = evaluate(operation, bind(operation, frames), frames)
    assert kind_of(value) == operation.makes
    assert not is_empty(value)


@each_operation
def test_code_and_phrases_use_only_its_arguments(operation: Operation) -> None:
    arguments = set(operation.arguments)
    if isinstance(operation.code, str):
        assert fields(operation.code) - {"table"} == arguments
    for rule in (*operation.nouns, *operation.verbs, *operation.clauses):
        assert fields(rule) <= arguments, rule


@each_operation
def test_phrases_say_every_column_and_value_at_least_once(operation: Operation) -> None:
    rules = (*operation.nouns, *operation.verbs, *operation.clauses)
    assert rules
    said = set().union(*(fields(rule) for rule in rules))
    assert {name for name in operation.arguments if not name.startswith("name")} <= said


@each_operation
def test_brackets_of_phrases_balance(operation: Operation) -> None:
    closing = {")": "(", "]": "["}
    for rule in (*operation.nouns, *operation.verbs, *operation.clauses):
        waiting: list[str] = []
        for char in rule:
            if char in "([":
                waiting.append(char)
            elif char in closing:
                assert waiting[-1:] == [closing[char]], rule
                waiting.pop()
            elif char == "|":
                assert waiting, f"an alternative outside brackets: {rule}"
        assert not waiting, rule


@each_operation
def test_choices_have_words(operation: Operation) -> None:
    for argument in operation.arguments.values():
        if isinstance(argument, ChoiceArg):
            assert all(any(words) for words in argument.words.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_operations_of_a_file_name_their_family(family: str) -> None:
    assert {operation.family for operation in FAMILIES[family]} == {family}


def test_names_are_unique() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert sorted(set(names)) == sorted(names)


def test_series_are_made_only_when_asked_for() -> None:
    for operation in OPERATIONS:
        if operation.makes == "series":
            assert all("series" in rule for rule in (*operation.nouns, *operation.verbs, *operation.clauses))
