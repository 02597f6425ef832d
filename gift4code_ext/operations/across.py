"""Each row across columns: which of them holds the largest cell, and how many meet a condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnsArg, ConstantArg, NameArg, Operation
from gift4code_ext.operations.words import COMPARE

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ColumnsArg(("number",), high=4)
_WHICH = ChoiceArg(
    {
        "idxmax": ("highest", "largest", "maximum", "max", "biggest", "greatest", "argmax", "idxmax"),
        "idxmin": ("lowest", "smallest", "minimum", "min", "least", "argmin", "idxmin"),
    }
)
_PLACE = ChoiceArg(
    {
        "argmax": ("largest", "highest", "maximum", "max", "argmax"),
        "argmin": ("smallest", "lowest", "minimum", "min", "argmin"),
    }
)
_ROW = "(in|for|of|per) (each|every) row"
_BOUND = ConstantArg((0, 1, 2, 5, 10, 50, 100))


def _full(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not bool(frames[0][bound["columns"]].isna().all(axis=1).any())


def _all_numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    numbers = frames[0].select_dtypes("number")
    return numbers.shape[1] > 1 and not bool(numbers.isna().all(axis=1).any())


OPERATIONS = (
    Operation(
        name="row_extreme_column",
        family="columns",
        arguments={"columns": _NUMBERS, "which": _WHICH, "name": NameArg(("top_column", "which", "best"))},
        code="{table}.assign(**{{{name!r}: {table}[{columns!r}].{which}(axis=1)}})",
        nouns=(
            "[the] (column|name of the column|one) of {columns} with [the] {which} value " + _ROW,
            "which of {columns} (is|has) [the] {which} [value] " + _ROW,
            "[a] [new] column {name} with the {which} of {columns} [" + _ROW + "]",
        ),
        verbs=(
            "(add|get|find|compute) [the] {which} of [the columns] {columns} " + _ROW + " [as a new column]",
            "(name|find|tell) which of {columns} has the {which} value " + _ROW,
        ),
        needs=_full,
        weight=0.5,
    ),
    Operation(
        name="row_extreme_of_numbers",
        family="columns",
        arguments={"which": _WHICH, "name": NameArg(("top_column", "which", "best"))},
        code='{table}.assign(**{{{name!r}: {table}.select_dtypes("number").{which}(axis=1)}})',
        nouns=("[the] (column|name of the column) with [the] {which} (value|number) " + _ROW,),
        verbs=(
            "(add|get|find) [the] (column|name of the column) with [the] {which} (value|number) " + _ROW,
            "(name|find|tell) which column (has|holds) [the] {which} (value|number) " + _ROW,
        ),
        needs=_all_numbers,
        weight=0.3,
    ),
    Operation(
        name="row_extreme_place",
        family="columns",
        arguments={"columns": _NUMBERS, "which": _PLACE, "name": NameArg(("position", "place", "top"))},
        code="{table}.assign(**{{{name!r}: {table}[{columns!r}].to_numpy().{which}(axis=1)}})",
        nouns=("[the] (position|place|number) of the {which} of {columns} " + _ROW + " [counted from 0]",),
        verbs=("(add|get|find) [the] (position|place) of the {which} of {columns} " + _ROW,),
        needs=_full,
        weight=0.2,
    ),
    Operation(
        name="row_count_compare",
        family="columns",
        arguments={
            "columns": _NUMBERS,
            "op": COMPARE,
            "value": _BOUND,
            "name": NameArg(("count", "how_many", "n")),
        },
        code="{table}.assign(**{{{name!r}: ({table}[{columns!r}] {op} {value!r}).sum(axis=1)}})",
        nouns=("how many of {columns} are {op} {value} " + _ROW,),
        verbs=("(count|add) how many of {columns} are {op} {value} " + _ROW,),
        weight=0.2,
    ),
    Operation(
        name="row_count_missing",
        family="columns",
        arguments={"name": NameArg(("missing", "gaps", "n_missing"))},
        code="{table}.assign(**{{{name!r}: {table}.isna().sum(axis=1)}})",
        nouns=("[the] number of (missing|null|empty|nan) (values|cells) " + _ROW,),
        verbs=("(count|add) [the] (missing|null|empty|nan) (values|cells) " + _ROW,),
        needs=lambda frames, bound: bool(frames[0].isna().any(axis=None)),
        weight=0.3,
    ),
)
