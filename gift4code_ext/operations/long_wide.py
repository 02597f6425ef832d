"""Long to wide and back with several columns at once: any columns kept, numbered labels, two keys, repeated keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, NameArg, Operation, StubsArg
from gift4code_ext.operations.words import AGGREGATE

if TYPE_CHECKING:
    import pandas as pd

_VARIABLE = NameArg(("variable", "metric", "measure", "attribute", "field", "kind"))
_VALUE = NameArg(("value", "amount", "reading", "measurement", "result"))
_KEYS = ColumnsArg(("str", "int", "date"), 2, 3, repeats=True)
_ACROSS = ColumnArg(("cat", "int", "bool"), not_in=("index",), repeats=True)
_NUMBER = ColumnArg(("number",), not_in=("index", "columns"))
_SEPARATOR = ChoiceArg(
    {
        "_": ("underscore", "an underscore", "_"),
        "": ("nothing", "no separator"),
        "-": ("dash", "a dash", "-"),
        " ": ("space", "a space", "a blank"),
        ".": ("dot", "a dot", "."),
    }
)
_WIDEST = 20


def _new_labels(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bound["variable"] != bound["value"] and not {"value", "variable"} & set(frames[0].columns)


def _rest_is_numeric(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    rest = frames[0].drop(columns=bound["ids"])
    return (
        _new_labels(frames, bound)
        and rest.shape[1] >= 2
        and all(dtype.kind in "iuf" for dtype in rest.dtypes)
        and bool(rest.notna().all().all())
    )


def _narrow(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(2 <= frames[0][bound["columns"]].nunique() <= _WIDEST)


def _one_row_per_cell(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    index = bound["index"] if isinstance(bound["index"], list) else [bound["index"]]
    cells = frames[0][[*index, bound["columns"]]]
    return _narrow(frames, bound) and not bool(cells.isna().any().any()) and not bool(cells.duplicated().any())


def _one_text_row_per_cell(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return all(isinstance(label, str) for label in frames[0].columns) and _one_row_per_cell(frames, bound)


def _few_per_key(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(2 <= frames[0].groupby(bound["key"]).size().max() <= _WIDEST)


def _unique_key(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    numbered = any(str(bound["key"]).startswith(stub) for stub in bound["stubs"])
    return not numbered and bool(frames[0][bound["key"]].is_unique) and bound["name"] not in frames[0].columns


OPERATIONS = (
    Operation(
        name="melt_keeping",
        family="reshaping",
        arguments={
            "ids": ColumnsArg(("any",), 1, 3),
            "columns": ColumnsArg(("any",), 2, 4, not_in=("ids",)),
            "variable": _VARIABLE,
            "value": _VALUE,
        },
        code="{table}.melt(id_vars={ids!r}, value_vars={columns!r}, var_name={variable!r}, value_name={value!r})",
        nouns=(
            "[the] columns {columns} (as rows|in long form) with {variable} and {value}[,] (keeping|with|by) {ids}",
        ),
        verbs=(
            "(melt|unpivot|gather) [only] [the columns] {columns} into {variable} and {value}[,] (keeping|keep) {ids}",
            (
                "(turn|reshape) [the columns] {columns} into rows (with|called) {variable} and {value}[,] "
                "(keeping|keep) [the columns] {ids}"
            ),
        ),
        needs=_new_labels,
        weight=0.7,
    ),
    Operation(
        name="stack_columns",
        family="reshaping",
        arguments={"ids": ColumnsArg(("str", "int", "date"), 1, 2), "variable": _VARIABLE, "value": _VALUE},
        code="{table}.set_index({ids!r}).rename_axis(columns={variable!r}).stack().reset_index(name={value!r})",
        nouns=(
            "[the] other columns stacked row by row (below|under) {ids} [(as|with) {variable} and {value}]",
            "one row per {ids} and {variable} with [the] {value}",
        ),
        verbs=(
            "stack [all] [the] other columns [row by row] (keeping|by|per) {ids} [(as|into) {variable} and {value}]",
            "(stack|flatten) [the] table row by row into {variable} and {value}[,] (keeping|with) {ids}",
        ),
        needs=_rest_is_numeric,
        weight=0.5,
    ),
    Operation(
        name="wide_to_long",
        family="reshaping",
        arguments={
            "sep": _SEPARATOR,
            "stubs": StubsArg("sep"),
            "key": ColumnArg(("str", "int", "date")),
            "name": NameArg(("year", "number", "period", "time", "wave")),
        },
        code="pd.wide_to_long({table}, stubnames={stubs!r}, i={key!r}, j={name!r}, sep={sep!r}).reset_index()",
        nouns=(
            "[the] numbered columns {stubs} (after|split at) {sep} as rows (per|by) {key} and {name}",
            "[the] table from wide to long (by|per) {key} and {name} [with|for] {stubs} [split at {sep}]",
        ),
        verbs=(
            "(reshape|turn) [the] numbered columns {stubs} [split at {sep}] (from wide to long|into rows) per {key}",
            "(bring|put) {stubs} [cut at {sep}] into one column each with [the] {name}[,] (by|per) {key}",
        ),
        needs=_unique_key,
        weight=0.3,
    ),
    Operation(
        name="pivot_two_keys",
        family="reshaping",
        arguments={
            "index": _KEYS,
            "columns": _ACROSS,
            "value": ColumnArg(("any",), not_in=("index", "columns")),
        },
        code=(
            "{table}.pivot(index={index!r}, columns={columns!r}, values={value!r})"
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            "[the] {value} per {index} (spread|with one column) (over|per) {columns}",
            "[a] wide table of {value} with {index} down and {columns} across",
        ),
        verbs=(
            "pivot [the] {value} (by|with) {index} (down|in rows) and {columns} (across|in columns)",
            "(spread|widen) {columns} into columns of {value} (keeping|by|per) {index}",
        ),
        needs=_one_row_per_cell,
        weight=0.6,
    ),
    Operation(
        name="pivot_table_two_keys",
        family="reshaping",
        arguments={"how": AGGREGATE, "index": _KEYS, "columns": _ACROSS, "value": _NUMBER},
        code=(
            "{table}.pivot_table(index={index!r}, columns={columns!r}, values={value!r}, aggfunc={how!r})"
            ".reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            "[a] pivot [table] of [the] {how} {value} (by|per) {index} and {columns} [as columns]",
            "[the] {how} {value} per {index} with one column per {columns}",
        ),
        verbs=("pivot [the] {how} {value} (by|with) {index} (in rows|down) and {columns} (across|in columns)",),
        needs=_narrow,
        weight=0.5,
    ),
    Operation(
        name="spread_all",
        family="reshaping",
        arguments={
            "index": ColumnArg(("str", "int", "date"), repeats=True),
            "columns": ColumnArg(("cat", "int"), not_in=("index",), repeats=True),
        },
        code=(
            "{table}.set_index([{index!r}, {columns!r}]).unstack()"
            '.pipe(lambda wide: wide.set_axis([f"{{first}}_{{last}}" for first, last in wide.columns], axis=1))'
            ".reset_index()"
        ),
        nouns=(
            "[all] [the] other columns (spread|widened) over {columns} (per|by) {index}",
            "[one] row per {index} with every column for each {columns}",
        ),
        verbs=(
            "(unstack|spread|widen) {columns} over all [the] other columns (keeping|by|per) {index}",
            "(make|get) one row per {index}[,] with each column repeated (for|per) {columns}",
        ),
        needs=_one_text_row_per_cell,
        weight=0.4,
    ),
    Operation(
        name="spread_repeats",
        family="reshaping",
        arguments={
            "key": ColumnArg(("cat", "str", "int"), repeats=True),
            "value": ColumnArg(("any",), not_in=("key",)),
        },
        code=(
            "{table}.assign(number={table}.groupby({key!r}).cumcount() + 1)"
            ".pivot(index={key!r}, columns='number', values={value!r}).reset_index().rename_axis(columns=None)"
        ),
        nouns=(
            "[the] {value} of each {key} side by side in numbered columns",
            "one row per {key} with [its] first, second, … {value} in columns",
        ),
        verbs=(
            "(spread|put) [the] repeated {value} (of|for) each {key} (side by side|into numbered columns)",
            "number [the] {value} within {key} and pivot them [into columns]",
        ),
        needs=_few_per_key,
        weight=0.4,
    ),
)
