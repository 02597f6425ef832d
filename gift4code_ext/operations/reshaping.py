"""Reshaping: wide to long, transposed tables, dummies; pivots, several columns and the index from their own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import indexes, long_wide, pivots
from gift4code_ext.operations.model import ColumnArg, ColumnsArg, NameArg, Operation

if TYPE_CHECKING:
    import pandas as pd

_WIDEST = 20
_VARIABLE = NameArg(("variable", "metric", "measure", "attribute", "field", "kind", "year", "month", "quarter"))
_VALUE = NameArg(("value", "amount", "reading", "measurement", "result", "score_value"))


def _few_categories(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(2 <= frames[0][bound["column"]].nunique() <= 12)


def _rest_is_numeric(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    rest = frames[0].drop(columns=bound["ids"] if isinstance(bound["ids"], list) else [bound["ids"]])
    return rest.shape[1] >= 2 and all(dtype.kind in "iuf" for dtype in rest.dtypes)


def _new_labels(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bound["variable"] != bound["value"] and not {"value", "variable"} & set(frames[0].columns)


def _short(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return len(frames[0]) <= _WIDEST


def _short_keyed(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _short(frames, bound) and bool(frames[0][bound["key"]].is_unique)


def _unique_key(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0][bound["key"]].is_unique)


OPERATIONS = (
    Operation(
        name="melt_default",
        family="reshaping",
        arguments={"ids": ColumnArg(("str", "int", "date"))},
        code="{table}.melt(id_vars={ids!r})",
        nouns=(
            "[the] table in long (form|format) (keeping|with|by) {ids} [as id|as identifier]",
            "[the] (molten|melted|unpivoted|long) table with {ids} (kept|as id)",
        ),
        verbs=(
            "(melt|unpivot|gather) [the table|all other columns|everything] (keeping|except|but|by|on|with id) {ids}",
            (
                "(reshape|turn|convert|bring) [the table] [from wide] (to|into) long (form|format) "
                "(keeping|with) {ids} [as (id|identifier)]"
            ),
            "(turn|stack) [all] [the] (other columns|columns except {ids}) into rows [per {ids}]",
        ),
        clauses=("(after melting|melting) everything but {ids}", "in long (form|format) by {ids}"),
        place="after",
        needs=_rest_is_numeric,
    ),
    Operation(
        name="melt_named",
        family="reshaping",
        arguments={"ids": ColumnsArg(("str", "int", "date"), 1, 2), "variable": _VARIABLE, "value": _VALUE},
        code="{table}.melt(id_vars={ids!r}, var_name={variable!r}, value_name={value!r})",
        nouns=(
            "[the] table in long (form|format) (keeping|with|by) {ids}[,] with [the] [columns] {variable} and {value}",
            "[a] long table (of|with) {ids}, {variable} and {value}",
        ),
        verbs=(
            (
                "(melt|unpivot|gather) [the] (table|other columns|rest) (keeping|except|by|with id) {ids} "
                "into {variable} and {value}"
            ),
            (
                "(reshape|turn|convert) [the table] [from wide] (to|into) long (form|format) (keeping|with) "
                "{ids}[,] (names in|column names as) {variable} (and values in|and values as|and) {value}"
            ),
            (
                "(turn|stack) [all] [the] other columns [than {ids}] into rows (with|called|as) {variable} "
                "and {value}[, keeping {ids}]"
            ),
        ),
        needs=lambda frames, bound: _rest_is_numeric(frames, bound) and _new_labels(frames, bound),
        weight=1.3,
    ),
    Operation(
        name="melt_columns",
        family="reshaping",
        arguments={
            "ids": ColumnArg(("str", "int", "date")),
            "columns": ColumnsArg(("number",), 2, 4, not_in=("ids",)),
            "variable": _VARIABLE,
            "value": _VALUE,
        },
        code="{table}.melt(id_vars={ids!r}, value_vars={columns!r}, var_name={variable!r}, value_name={value!r})",
        nouns=(
            (
                "{columns} (stacked|melted) into rows [for each {ids}] (as|with) {variable} and {value} "
                "[(per|by|with) {ids}]"
            ),
        ),
        verbs=(
            (
                "(melt|unpivot|gather|stack) [the columns] {columns} (into|to) {variable} and {value}[,] "
                "(keeping|with|by|per) {ids}"
            ),
            (
                "(turn|convert|reshape) [the columns] {columns} into (rows|long form|long format) "
                "(with|called|as) {variable} and {value} (per|for each|keeping) {ids}"
            ),
        ),
        needs=_new_labels,
        weight=1.2,
    ),
    Operation(
        name="transpose",
        family="reshaping",
        arguments={},
        code="{table}.T",
        nouns=("[the] (transposed|flipped|rotated) table", "[the] transpose [of the table|of the data]"),
        verbs=(
            "(transpose|flip|rotate) [the] (table|data|dataframe|rows and columns)",
            "(swap|exchange|interchange) [the] rows and [the] columns",
            "turn [the] (columns into rows|rows into columns) [and vice versa]",
        ),
        clauses=("transposed", "and transpose [it|the result]"),
        place="after",
        needs=_short,
        weight=0.7,
    ),
    Operation(
        name="transpose_keyed",
        family="reshaping",
        arguments={
            "key": ColumnArg(("str", "int")),
            "name": NameArg(("field", "variable", "measure", "column", "attribute", "metric")),
        },
        code="{table}.set_index({key!r}).T.rename_axis(columns=None).reset_index(names={name!r})",
        nouns=(
            "[the] (transposed|flipped) table with [the] {key} [values] as [the] (column names|headers|columns)",
            "[a] table with one column per {key} [and one row per {name}]",
        ),
        verbs=(
            (
                "(transpose|flip) [the] (table|data) (so that|such that) [the] {key} [values] (become|are) "
                "[the] (columns|column names|headers)"
            ),
            "transpose [the table] (by|on|with|using) {key} [as header|as column names]",
            (
                "(make|turn) [the] {key} [values] (the column names|into the columns|into headers) (and "
                "transpose|of the transposed table)"
            ),
        ),
        needs=_short_keyed,
        weight=0.7,
    ),
    Operation(
        name="get_dummies",
        family="reshaping",
        arguments={"column": ColumnArg(("cat",))},
        code="pd.get_dummies({table}, columns=[{column!r}])",
        nouns=(
            (
                "[the] (dummies|dummy variables|dummy columns|one-hot encoding|one hot encoding|indicator "
                "columns) (of|for) {column}"
            ),
            "[the] table with {column} (one-hot encoded|as dummies|as dummy variables)",
        ),
        verbs=(
            "(one-hot encode|one hot encode|one-hot-encode|dummy encode|dummify|dummy code) [the] [column] {column}",
            (
                "(convert|turn|expand|encode) [the] [column] {column} (into|to|as) (dummies|dummy "
                "variables|dummy columns|indicator columns|indicators)"
            ),
            (
                "(make|create|get) [one] (dummy|indicator|boolean) (columns|variables|column) (for|from|per) "
                "[each] {column}"
            ),
            "get dummies (for|of) {column}",
        ),
        clauses=("with {column} (one-hot encoded|as dummies)",),
        place="after",
        needs=_few_categories,
    ),
    Operation(
        name="get_dummies_int",
        family="reshaping",
        arguments={"column": ColumnArg(("cat",))},
        code="pd.get_dummies({table}, columns=[{column!r}], dtype=int)",
        nouns=(
            (
                "[the] (0/1|0 and 1|binary|numeric) (dummies|dummy columns|indicator columns|one-hot "
                "encoding) (of|for) {column}"
            ),
        ),
        verbs=(
            (
                "(one-hot encode|one hot encode|dummy encode) [the] [column] {column} (as|with|into) (0 and "
                "1|0/1|ones and zeros|integers)"
            ),
            (
                "(make|create|get) (0/1|binary|numeric 0/1|integer) (dummy|indicator) (columns|variables) "
                "(for|from) {column}"
            ),
        ),
        clauses=("with {column} one-hot encoded as 0/1",),
        place="after",
        needs=_few_categories,
        weight=0.6,
    ),
    Operation(
        name="set_index",
        family="reshaping",
        arguments={"key": ColumnArg(("str", "int", "date"))},
        code="{table}.set_index({key!r})",
        nouns=("[the] table (indexed by|with [the] index|with index) {key}", "[the] table with {key} as [the] index"),
        verbs=(
            "(set|make|use) [the] [column] {key} (as|the) [the] index",
            "set [the] index to {key}",
            "index [the table|the rows] by {key}",
        ),
        clauses=("with {key} as [the] index", "indexed by {key}"),
        place="after",
        needs=_unique_key,
        weight=0.7,
    ),
    *pivots.OPERATIONS,
    *long_wide.OPERATIONS,
    *indexes.OPERATIONS,
)
