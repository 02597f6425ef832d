"""Long to wide: pivot tables, pivots and cross tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, Operation
from gift4code_ext.operations.words import AGGREGATE, COMMON_AGGREGATE, ROWS

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ColumnArg(("number",))
_INDEX = ColumnArg(("cat", "int", "date"), not_in=("value",), repeats=True)
_SPREAD = ColumnArg(("cat", "int", "bool"), not_in=("value", "index"), repeats=True)
_ACROSS = ColumnArg(("cat", "int", "bool"), not_in=("index",), repeats=True)
_WIDEST = 20


def _narrow(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    """The values that become columns are few."""
    return bool(2 <= frames[0][bound["columns"]].nunique() <= _WIDEST)


def _one_row_per_cell(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    table = frames[0]
    cells = [bound["index"], bound["columns"]]
    return (
        _narrow(frames, bound) and not bool(table[cells].isna().any().any()) and not bool(table.duplicated(cells).any())
    )


OPERATIONS = (
    Operation(
        name="pivot_table",
        family="reshaping",
        arguments={"how": AGGREGATE, "value": _NUMBER, "index": _INDEX, "columns": _SPREAD},
        code=(
            "{table}.pivot_table(index={index!r}, columns={columns!r}, values={value!r}, aggfunc={how!r})"
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            (
                "[a] pivot [table] of [the] {how} {value} (by|per|with) {index} (and|by|x|versus|against) "
                "{columns} [as columns]"
            ),
            (
                "[the] {how} [of] [the] {value} (per|by|for each) {index} with [one] column[s] (per|for "
                "each|for the) {columns}"
            ),
            "{how} {value} by {index} (in rows|down|as rows) and {columns} (in columns|across|as columns)",
            "[a] (table|matrix|grid) of [the] {how} {value} (with|having) {index} as rows and {columns} as columns",
        ),
        verbs=(
            "pivot [the] {value} (by|with) {index} (and|against|by) {columns} [(using|taking|with) the] {how}",
            (
                "(make|build|create) [a] pivot [table] (with|of) {how} {value}[,] {index} (as|in) [the] "
                "(rows|index) and {columns} (as|in) [the] columns"
            ),
            (
                "(spread|put) [the] {columns} [values] (into|across|in) columns with [the] {how} {value} "
                "(per|for each) {index}"
            ),
            "pivot {index} (vs|x|by) {columns} {how} {value}",
        ),
        needs=_narrow,
        weight=2.0,
    ),
    Operation(
        name="pivot_table_zero",
        family="reshaping",
        arguments={
            "how": ChoiceArg({"sum": ("total", "sum", "summed")}),
            "value": _NUMBER,
            "index": _INDEX,
            "columns": _SPREAD,
        },
        code=(
            "{table}.pivot_table(index={index!r}, columns={columns!r}, values={value!r}, "
            "aggfunc={how!r}, fill_value=0)"
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            (
                "[a] pivot [table] of [the] {how} {value} (by|per) {index} and {columns} (with|using) "
                "(zeros|0) (for|instead of|in place of) (missing|empty|absent) (cells|combinations|values)"
            ),
            (
                "[the] {how} [of] {value} (per|by) {index} with [one] column per {columns}[,] (0|zero) "
                "(where there is nothing|if there is none|for missing ones)"
            ),
        ),
        verbs=(
            (
                "pivot [the] {value} (by|with) {index} and {columns} [as] {how}[,] (filling|fill) "
                "(gaps|missing [cells]|empty cells) with (0|zero|zeros)"
            ),
            (
                "(make|build|create) [a] pivot [table] of {how} {value} by {index} and {columns} (with|and "
                "put) (0|zero) (in|for) [the] (empty|missing) cells"
            ),
        ),
        needs=_narrow,
        weight=0.8,
    ),
    Operation(
        name="pivot_table_totals",
        family="reshaping",
        arguments={
            "value": _NUMBER,
            "index": ColumnArg(("cat",), repeats=True),
            "columns": ColumnArg(("cat",), ("index",), repeats=True),
        },
        code=(
            "{table}.pivot_table(index={index!r}, columns={columns!r}, values={value!r}, aggfunc='sum',"
            " margins=True, margins_name='Total').reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            (
                "[a] pivot [table] of [the] (total|sum of|summed) {value} by {index} and {columns} with "
                "(totals|row and column totals|grand totals|margins)"
            ),
            (
                "(total|summed) {value} by {index} and {columns} with [a] (total row and column|totals row "
                "and column|Total row and column)"
            ),
        ),
        verbs=(
            (
                "pivot [the] [total] {value} (by|with) {index} and {columns} (and add|with|including) "
                "(totals|margins|row and column totals)"
            ),
        ),
        needs=_narrow,
        weight=0.5,
    ),
    Operation(
        name="pivot",
        family="reshaping",
        arguments={
            "value": ColumnArg(("number", "str")),
            "index": ColumnArg(("cat", "int", "date"), ("value",), repeats=True),
            "columns": ColumnArg(("cat", "int"), ("index", "value"), repeats=True),
        },
        code=(
            "{table}.pivot(index={index!r}, columns={columns!r}, values={value!r})"
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            "[the] {value} in wide (form|format) with {index} (as rows|down) and {columns} (as columns|across)",
            "[a] wide table of {value} (with|by) {index} and [one] column per {columns}",
            "{value} with one column (per|for each) {columns} and one row (per|for each) {index}",
        ),
        verbs=(
            (
                "(pivot|reshape|widen|spread|turn|convert) [the table] [from long] to wide[:] (with|on|by) "
                "{index} [as rows][,] {columns} [as columns] and {value} [as values]"
            ),
            (
                "(turn|spread|make) [the] {columns} [values] into columns (holding|with|filled with) [the] "
                "{value} (for|of|per) [each] {index}"
            ),
            "pivot {columns} into columns with {value} [as values] and {index} as [the] (index|rows)",
        ),
        needs=_one_row_per_cell,
    ),
    Operation(
        name="crosstab",
        family="reshaping",
        arguments={"index": ColumnArg(("cat", "int", "bool"), repeats=True), "columns": _ACROSS},
        code="pd.crosstab({table}[{index!r}], {table}[{columns!r}]).reset_index().rename_axis(columns=None)",
        nouns=(
            (
                "[a|the] (crosstab|cross tab|cross table|contingency table|cross tabulation|frequency table) "
                "of {index} (and|by|vs|versus|against) {columns}"
            ),
            "[the] (number|count) of "
            + ROWS
            + " (per|by|for each) {index} (and|by|x) {columns} (as a table|in a matrix|with {columns} as "
            "columns|in a grid)",
            "how many " + ROWS + " [there are] (per|for each) {index} with [one] column (per|for each) {columns}",
        ),
        verbs=(
            "(crosstab|cross tabulate|cross-tabulate|tabulate) {index} (and|by|vs|against|with) {columns}",
            "count [the] "
            + ROWS
            + " (per|by) {index} and {columns} (with|having|and put) [the] {columns} [values] (as|in) columns",
            "(pivot|spread) [the] counts of {columns} (per|by|for each) {index} into columns",
        ),
        needs=_narrow,
        weight=1.3,
    ),
    Operation(
        name="crosstab_share",
        family="reshaping",
        arguments={"index": ColumnArg(("cat", "bool"), repeats=True), "columns": _ACROSS},
        code=(
            'pd.crosstab({table}[{index!r}], {table}[{columns!r}], normalize="index")'
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            (
                "[a|the] (crosstab|cross table|contingency table) of {index} (and|by|vs) {columns} "
                "(with|as|in) row (shares|proportions|fractions)"
            ),
            (
                "[the] (share|proportion|fraction|distribution) of [each] {columns} "
                "(within|inside|in|for|per) [each] {index} (as columns|with one column per {columns}|in a "
                "table)"
            ),
        ),
        verbs=(
            "(crosstab|cross tabulate) {index} (and|by|vs) {columns}[,] (normalised|normalized) (by|per|over) row",
            (
                "(show|compute|compare) [the] (share|proportion|distribution) of {columns} (within|per|for) "
                "each {index} as [a] (table|crosstab)"
            ),
        ),
        needs=_narrow,
        weight=0.7,
    ),
    Operation(
        name="column_per_group",
        family="reshaping",
        arguments={
            "how": COMMON_AGGREGATE,
            "values": ColumnsArg(("number",), 2, 3),
            "key": ColumnArg(("cat",), repeats=True),
        },
        code="{table}.groupby({key!r})[{values!r}].{how}().T.rename_axis(columns=None).reset_index(names='measure')",
        nouns=(
            "[the] {how} [of] {values} with [one] column (per|for each) {key} [and one row per measure]",
            "[a] table of [the] {how} {values} as rows and {key} as columns",
        ),
        verbs=(
            (
                "(compute|compare) [the] {how} [of] {values} (by|per) {key} (with|and put) [the] {key} "
                "[values] (across|in columns|as columns)"
            ),
        ),
        needs=lambda frames, bound: _narrow(frames, {"columns": bound["key"]}),
        weight=0.5,
    ),
)
