"""Every operation is found by the search from its own result, and is what makes the difference."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pandas as pd
import pytest
from operations.binding import bind, evaluate
from operations.tables import PAIRS, SINGLE

from gift4code_ext.generation.search.effects import Effect, effect_of
from gift4code_ext.generation.search.engine import search
from gift4code_ext.generation.search.goal import distance, goal_of
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.generation.search.prune import cannot_close
from gift4code_ext.operations import OPERATIONS, by_name
from gift4code_ext.operations.model import ChoiceArg, ConditionsArg, ConstantArg, IntegerArg, Operation, ValueArg
from gift4code_ext.spec.model import Output

_PROGRAMS = 4000
EDITS = (
    "select_columns", "select_column", "drop_column", "drop_columns", "column_to_front", "column_to_end",
    "sort_columns", "numeric_columns", "non_numeric_columns", "reverse_rows", "reset_index", "rename_column",
    "rename_two_columns", "tidy_column_names", "prefix_names", "change_case_of_names", "suffix_names",
    "sort_numbers", "sort_dates", "sort_text", "sort_by_two", "sort_together", "nlargest", "nsmallest",
    "latest_rows", "group_top_rows", "column_list", "column_series", "astype_float", "underscore_column_names",
    "drop_missing_columns", "set_index", "index_to_column", "set_index_keys", "shared_columns", "filter_year",
    "flatten_columns", "columns_of_outer_level", "columns_of_inner_level",
)  # fmt: skip
"""Operations whose results over the test tables closing edits make as well, by taking, naming and sorting columns."""


@cache
def bound_over_tables(name: str) -> tuple[tuple[pd.DataFrame, ...], dict[str, Any], Any]:
    """Tables that the operation fits, its arguments, and what it makes of them."""
    operation = by_name[name]
    for frames in PAIRS if operation.inputs == 2 else SINGLE:
        try:
            bound = bind(operation, frames)
        except LookupError:
            continue
        return frames, bound, evaluate(operation, bound, frames)
    raise AssertionError(f"{operation.name} fits none of the test tables")


def said(operation: Operation, bound: dict[str, Any]) -> Hints:
    """A request's choices and literals, for an operation with its arguments."""
    words, constants = [], []
    for name, argument in operation.arguments.items():
        if isinstance(argument, ChoiceArg):
            words.append(argument.words[bound[name]][0])
        elif isinstance(argument, (ValueArg, IntegerArg, ConstantArg)):
            constants.append(bound[name])
        elif isinstance(argument, ConditionsArg):
            constants += [literal for _, _, literal in bound[name]]
    return Hints(" ".join(words), constants=tuple(constants), depth=1, most=1, programs=_PROGRAMS)


def found_with(known: tuple[Operation, ...], frames: tuple[pd.DataFrame, ...], value: Any, hints: Hints) -> list[str]:
    names = ("df", "other")
    codes: list[str] = []

    def tell(message: Any) -> None:
        if "found" in message:
            codes.append(message["found"])

    inputs = dict(zip(names, frames, strict=False))
    search(inputs, Output(example=value), hints, deadline=math.inf, tell=tell, known=known)
    return codes


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_pruning_never_gives_up_the_operation_that_made_the_goal(operation: Operation) -> None:
    frames, bound, value = bound_over_tables(operation.name)
    goal = goal_of(Output(example=value))
    assert goal is not None
    plain = operation.makes == "frame" and operation.inputs == 1
    effect = effect_of(operation.print(bound, "table", "other")) if plain else Effect()

    assert cannot_close(effect, operation, distance(goal.read(frames[0]), goal)) is None


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_each_operation_alone_makes_the_difference(operation: Operation) -> None:
    frames, bound, value = bound_over_tables(operation.name)
    hints = said(operation, bound)

    assert found_with((operation,), frames, value, hints) != []
    assert (found_with((), frames, value, hints) != []) == (operation.name in EDITS)
