"""A value found by another column, and columns as lists or, when asked for, as Series."""

from __future__ import annotations

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, Operation, ValueArg
from gift4code_ext.operations.words import (
    ANY_AGGREGATE,
    LARGEST,
    PER,
)

OPERATIONS = (
    Operation(
        name="lookup_extreme",
        family="scalars",
        arguments={
            "target": ColumnArg(("str", "cat", "int", "date")),
            "column": ColumnArg(("number",), not_in=("target",)),
            "which": LARGEST,
        },
        code="{table}.loc[{table}[{column!r}].{which}(), {target!r}]",
        makes="scalar",
        nouns=(
            "[the] {target} (with|having|that has) [the] {which} {column}",
            "[the] {target} of the (row|record|one|entry) with [the] {which} {column}",
            "(which|what) {target} has [the] {which} {column}",
            "[the] {target} where {column} is [the] {which}",
            "{target} (with|of) {which} {column}",
        ),
        verbs=("(look up|find|get) [the] {target} (for|of|with|where) [the] {which} {column}",),
        weight=1.3,
    ),
    Operation(
        name="lookup_date_extreme",
        family="scalars",
        arguments={
            "target": ColumnArg(("str", "cat", "number")),
            "date": ColumnArg(("date",), not_in=("target",)),
            "which": ChoiceArg(
                {"idxmax": ("latest", "most recent", "newest", "last"), "idxmin": ("earliest", "oldest", "first")}
            ),
        },
        code="{table}.loc[{table}[{date!r}].{which}(), {target!r}]",
        makes="scalar",
        nouns=(
            "[the] {target} (with|of|having|on|at) [the] {which} {date}",
            "[the] {which} {target} (by|according to) {date}",
            "(which|what) {target} has [the] {which} {date}",
        ),
        verbs=("(look up|find|get) [the] {target} (for|of|with) [the] {which} {date}",),
        weight=0.6,
    ),
    Operation(
        name="lookup_value",
        family="scalars",
        arguments={
            "target": ColumnArg(),
            "key": ColumnArg(("str", "cat"), not_in=("target",)),
            "value": ValueArg("key"),
        },
        code="{table}.loc[{table}[{key!r}] == {value!r}, {target!r}].iloc[0]",
        makes="scalar",
        nouns=(
            "[the] {target} (of|for) [{key}] {value}",
            "[the] {target} (where|when) [the] {key} (is|equals|=) {value}",
            "what is [the] {target} (of|for) [{key}] {value}",
            "{value}'s {target}",
            "{value} {target}",
        ),
        verbs=("(look up|find|get) [the] {target} (of|for) [{key}] {value}",),
        needs=lambda frames, bound: int((frames[0][bound["key"]] == bound["value"]).sum()) == 1,
    ),
    Operation(
        name="unique_list",
        family="scalars",
        arguments={"column": ColumnArg(("cat", "str", "int"), repeats=True)},
        code="{table}[{column!r}].dropna().unique().tolist()",
        makes="list",
        nouns=(
            "[a|the] list of [the|all] (unique|distinct|different) {column}s",
            "[all] [the] (unique|distinct|different|possible) {column} [values] [as a list]",
            "(which|what) {column}s (are there|exist|do we have|occur)",
            "unique {column}",
        ),
        verbs=(
            "list [all] [the] (unique|distinct|different) {column}s",
            "list [all] [the] {column}s without (duplicates|repeats)",
        ),
    ),
    Operation(
        name="sorted_unique_list",
        family="scalars",
        arguments={"column": ColumnArg(("cat", "str", "int"), repeats=True)},
        code="sorted({table}[{column!r}].dropna().unique())",
        makes="list",
        nouns=(
            "[a|the] sorted list of [the|all] (unique|distinct|different) {column}s",
            "[all] [the] (unique|distinct) {column} [values] (sorted|in order|in sorted order|in alphabetical order)",
        ),
        verbs=("list [all] [the] (unique|distinct|different) {column}s (sorted|in order|alphabetically)",),
        weight=0.6,
    ),
    Operation(
        name="column_list",
        family="scalars",
        arguments={"column": ColumnArg()},
        code="{table}[{column!r}].tolist()",
        makes="list",
        nouns=(
            "[the] {column} [column|values] as a [python] list",
            "[a|the] list of [all] [the] {column}s",
            "[all] [the] {column} values in a list",
        ),
        verbs=(
            "(convert|turn) [the] {column} [column] (to|into) a [python] list",
            "put [all] [the] {column}s (in|into) a list",
        ),
        weight=0.6,
    ),
    Operation(
        name="column_names",
        family="scalars",
        arguments={},
        code="{table}.columns.tolist()",
        makes="list",
        nouns=(
            "[the|a list of the|all] column names [as a list]",
            "(which|what) columns (are there|does it have|exist)",
            "[the] names of [all] [the] columns",
        ),
        verbs=("list [the|all] (columns|column names)",),
        weight=0.4,
    ),
    Operation(
        name="group_series",
        family="scalars",
        arguments={
            "key": ColumnArg(repeats=True),
            "target": ColumnArg(("number",), not_in=("key",)),
            "how": ANY_AGGREGATE,
        },
        code="{table}.groupby({key!r})[{target!r}].{how}()",
        makes="series",
        nouns=(
            "[the] {how} [of] [the] {target} " + PER + " {key} as a [pandas] series",
            "as a series [the] {how} {target} " + PER + " {key}",
            "[the] {how} {target} as a series indexed by {key}",
        ),
        verbs=("group by {key} and return [the] {how} [of] {target} as a series",),
        weight=0.6,
    ),
    Operation(
        name="value_counts_series",
        family="scalars",
        arguments={"column": ColumnArg(("cat", "str", "int", "bool"), repeats=True)},
        code="{table}[{column!r}].value_counts()",
        makes="series",
        nouns=(
            "[the] (value counts|counts|frequencies) of [the] {column} as a [pandas] series",
            "{column} (value counts|counts|frequencies) as a series",
        ),
        verbs=("count [the] {column} values as a series", "value_counts {column} as a series"),
        weight=0.6,
    ),
    Operation(
        name="column_series",
        family="scalars",
        arguments={"column": ColumnArg()},
        code="{table}[{column!r}]",
        makes="series",
        nouns=("[the] {column} [column] as a [pandas] series", "[only|just] [the] {column} as a series"),
        verbs=("(select|get|extract|take) [the] {column} [column] as a [pandas] series",),
        weight=0.6,
    ),
)
