"""Replaced values: cells recoded, merged, or turned into missing ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ColumnArg, ConstantArg, Operation, ValueArg

if TYPE_CHECKING:
    import pandas as pd


def _other_value(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return type(bound["old"]) is type(bound["new"]) and bound["old"] != bound["new"]


OPERATIONS = (
    Operation(
        name="replace_value",
        family="cleaning",
        arguments={
            "column": ColumnArg(("cat",)),
            "old": ValueArg("column"),
            "new": ConstantArg(("other", "Other", "unknown", "none", "new", "X", "misc", "rest", "A")),
        },
        code="{table}.replace({{{column!r}: {{{old!r}: {new!r}}}}})",
        nouns=("{column} with {old} (replaced by|changed to|recoded as) {new}",),
        verbs=(
            "replace {old} (with|by) {new} (in|in column|in the column) {column}",
            "(change|rename|recode|relabel|map) {old} (to|into|as) {new} (in|in column) {column}",
            "(in|in column) {column}[,] (replace|change|recode) {old} (with|by|to) {new}",
            "set {column} to {new} where it is {old}",
        ),
        clauses=("with {old} (renamed|recoded|changed) (to|as) {new}", "(treating|counting) {old} as {new}"),
        needs=_other_value,
    ),
    Operation(
        name="replace_number",
        family="cleaning",
        arguments={
            "column": ColumnArg(("int",)),
            "old": ValueArg("column"),
            "new": ConstantArg((0, 1, -1, 5, 10, 50, 99, 100, 999, 1000)),
        },
        code="{table}.replace({{{column!r}: {{{old!r}: {new!r}}}}})",
        nouns=("{column} with {old} (replaced by|changed to|recoded as) {new}",),
        verbs=(
            "replace {old} (with|by) {new} (in|in column|in the column) {column}",
            "(change|recode|map) [all] [the] {old} [values|s] (to|into) {new} (in|in column) {column}",
            "(in|in column) {column}[,] (replace|change) [value] {old} (with|by|to) {new}",
        ),
        clauses=("(treating|counting) {old} in {column} as {new}",),
        needs=lambda frames, bound: (
            _other_value(frames, bound) and bool((frames[0][bound["column"]] == bound["old"]).any())
        ),
        weight=0.8,
    ),
    Operation(
        name="merge_values",
        family="cleaning",
        arguments={
            "column": ColumnArg(("cat",)),
            "old": ValueArg("column"),
            "new": ValueArg("column"),
        },
        code="{table}.replace({{{column!r}: {{{old!r}: {new!r}}}}})",
        verbs=(
            "(merge|fold|lump|combine) {old} into {new} (in|of) {column}",
            "(replace|change|recode|relabel) {old} (with|by|to|as) {new} in {column}",
            "(treat|count) {old} as {new} in {column}",
        ),
        clauses=("(treating|counting) {old} as {new}", "with {old} (merged into|counted as) {new}"),
        needs=_other_value,
        weight=0.6,
    ),
    Operation(
        name="value_to_missing",
        family="cleaning",
        arguments={"column": ColumnArg(("cat", "int")), "value": ValueArg("column")},
        code="{table}.replace({{{column!r}: {{{value!r}: np.nan}}}})",
        verbs=(
            "replace {value} (with|by) (NaN|nan|missing|null|NA) in {column}",
            "(turn|change|convert|set) {value} (in|of) {column} (to|into) (NaN|missing|null|a missing value|nan)",
            "(treat|mark) {value} in {column} as (missing|NaN|null|not available)",
        ),
        clauses=("(treating|counting) {value} in {column} as (missing|NaN|null)",),
        needs=lambda frames, bound: bool((frames[0][bound["column"]] == bound["value"]).any()),
        weight=0.6,
    ),
)
