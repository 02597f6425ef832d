"""Describing a table: statistics of columns and groups, types, and what goes with a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, NameArg, Operation

if TYPE_CHECKING:
    import pandas as pd

_STATISTICS = "(summary statistics|descriptive statistics|basic statistics|summary stats|key figures)"
FEW_STATISTICS = ChoiceArg(
    {
        "['min', 'max']": ("min and max", "minimum and maximum", "lowest and highest value", "range limits"),
        "['mean', 'std']": ("mean and standard deviation", "average and std", "mean and std", "mean +- std"),
        "['mean', 'median']": ("mean and median", "average and median"),
        "['min', 'mean', 'max']": ("min, mean and max", "minimum, average and maximum", "min/mean/max"),
        "['sum', 'mean']": ("sum and mean", "total and average", "sum and average"),
    }
)


def _two_numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return frames[0].select_dtypes("number").shape[1] >= 2


def _three_numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return frames[0].select_dtypes("number").shape[1] >= 3


OPERATIONS = (
    Operation(
        name="column_types",
        family="describing",
        arguments={"name": NameArg(("dtype", "type", "data_type"))},
        code='{table}.dtypes.astype(str).rename_axis("column").reset_index(name={name!r})',
        nouns=(
            "[the] (data types|dtypes|types|column types) of [all] [the] columns",
            "[a] (list|table|overview) of [the] columns (with|and) [their] (data types|dtypes|types)",
            "which (type|dtype|data type) each column has",
        ),
        verbs=(
            "(list|show|print) [the] (data types|dtypes|column types) [of (the table|all columns)]",
            "(list|show) [all] [the] columns (with|and) their (types|dtypes|data types)",
        ),
    ),
    Operation(
        name="describe_transposed",
        family="describing",
        arguments={"name": NameArg(("column", "variable", "field", "feature"))},
        code="{table}.describe().T.reset_index(names={name!r})",
        nouns=(
            "[the] " + _STATISTICS + " with one row (per|for each) [numeric] column",
            "[the] (transposed|flipped) (description|summary|" + _STATISTICS + ") [of the table]",
        ),
        verbs=(
            "describe [the] [numeric] columns(,| with) one row (per|for each) column",
            "(summarise|summarize) [all] [the] numeric columns, one (row|line) each",
        ),
        needs=_two_numbers,
        weight=0.7,
    ),
    Operation(
        name="describe_column",
        family="describing",
        arguments={"column": ColumnArg(("number",))},
        code="{table}[{column!r}].describe()",
        makes="series",
        nouns=(
            "[the] " + _STATISTICS + " (of|for) [the] {column}",
            "[a] (statistical summary|description|five number summary|overview) of [the] {column}",
        ),
        verbs=(
            "(describe|summarise|summarize) [the] [column] {column}",
            "(describe|profile) [the] (distribution|values) of {column}",
        ),
    ),
    Operation(
        name="describe_per_group",
        family="describing",
        arguments={
            "column": ColumnArg(("number",)),
            "key": ColumnArg(("cat", "int"), not_in=("column",), repeats=True),
        },
        code="{table}.groupby({key!r})[{column!r}].describe().reset_index()",
        nouns=(
            "[the] " + _STATISTICS + " (of|for) [the] {column} (per|by|for each|in each) {key}",
            "[a] (statistical summary|description) of {column} (per|by|for each) {key}",
        ),
        verbs=(
            "(describe|summarise|summarize) [the] {column} (per|by|for each|within each) {key} [with all statistics]",
            "(group by|group the rows by) {key} and describe [the] {column}",
        ),
    ),
    Operation(
        name="few_statistics",
        family="describing",
        arguments={
            "how": FEW_STATISTICS,
            "columns": ColumnsArg(("number",), 2, 4),
            "name": NameArg(("column", "variable", "field", "measure")),
        },
        code="{table}[{columns!r}].agg({how}).T.reset_index(names={name!r})",
        nouns=(
            "[the] {how} of {columns} (with|as|in) one row (per|for each) column",
            "[a] (table|overview) (with|of) [the] {how} of [the columns] {columns}",
        ),
        verbs=(
            "(compute|calculate|show) [the] {how} (of|for) [each of] [the columns] {columns}[, one row per column]",
            "(summarise|summarize) {columns} (by|with) [their] {how}",
        ),
    ),
    Operation(
        name="correlations_with",
        family="describing",
        arguments={"column": ColumnArg(("number",)), "name": NameArg(("variable", "column", "feature", "other"))},
        code=(
            "{table}.corr(numeric_only=True)[{column!r}].drop({column!r})"
            ".sort_values(ascending=False).rename_axis({name!r}).reset_index()"
        ),
        nouns=(
            (
                "[the] (correlation|correlations) of [all] [the] [other] numeric columns with {column}[, "
                "(highest|strongest) first]"
            ),
            "how [strongly] each [numeric] column (correlates|goes|is correlated) with {column}",
            "[the] (columns|variables|features) most correlated with {column}",
        ),
        verbs=(
            "correlate [all] [the] [other] [numeric] columns with {column} [and sort [them]]",
            "(rank|order) [the] [numeric] columns by [their] correlation with {column}",
        ),
        needs=_three_numbers,
    ),
    Operation(
        name="column_means",
        family="describing",
        arguments={
            "how": ChoiceArg(
                {
                    "mean": ("average", "mean", "avg"),
                    "sum": ("total", "sum"),
                    "max": ("maximum", "max", "highest value"),
                    "min": ("minimum", "min", "lowest value"),
                    "median": ("median",),
                }
            ),
            "column": NameArg(("column", "variable", "field", "measure")),
            "name": NameArg(("value", "{how}", "result")),
        },
        code="{table}.{how}(numeric_only=True).rename_axis({column!r}).reset_index(name={name!r})",
        nouns=(
            "[the] {how} of (each|every) [numeric] column [as a table] with (columns|headers) {column} and {name}",
            "[a] table {column}, {name} with the {how} of (all|every one of the) numeric columns",
        ),
        verbs=(
            "(compute|calculate) [the] {how} of (each|every) numeric column (as|into) {column} and {name}",
            "(summarise|summarize) every numeric column by [its] {how} (as|into) {column} and {name}",
        ),
        needs=_two_numbers,
    ),
)
