"""Two tables without a key: stacked, side by side, intersected, subtracted, crossed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import Operation
from gift4code_ext.operations.words import KEEP

if TYPE_CHECKING:
    import pandas as pd

_OTHER = "(the other|the second|the other table|the second table|the other dataframe|the second one)"
_BOTH = "(the two|both|the|these two) (tables|dataframes|frames|data frames|datasets|dfs)"


def _same_columns(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return list(frames[0].columns) == list(frames[1].columns)


def _shared_rows(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _same_columns(frames, bound) and len(frames[0].merge(frames[1])) > 0


def _some_shared_columns(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = set(frames[0].columns), set(frames[1].columns)
    return len(left & right) >= 2 and left != right


def _side_by_side(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = frames
    return (
        len(left) == len(right) and list(left.index) == list(right.index) and not set(left.columns) & set(right.columns)
    )


def _small(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = frames
    return len(left) * len(right) <= 1000 and not set(left.columns) & set(right.columns)


OPERATIONS = (
    Operation(
        name="concat_rows",
        family="joins",
        arguments={},
        code="pd.concat([{table}, {other}], ignore_index=True)",
        inputs=2,
        nouns=(
            "[all] [the] rows of " + _BOTH + " [together|in one table]",
            _BOTH + " (stacked|appended|on top of each other|one below the other|in one)",
            "[the] union [all] of " + _BOTH,
        ),
        verbs=(
            "(append|add) [the] rows of " + _OTHER + " [to the first] [at the end|below]",
            "(concatenate|concat|stack|append|union) " + _BOTH + " [vertically|row-wise|by rows|one below the other]",
            "(put|glue|combine) " + _BOTH + " (on top of each other|one below the other|into one|together)",
        ),
        clauses=(
            "after (stacking|appending|concatenating) " + _BOTH,
            "over (both tables|the two tables) (stacked|together|combined)",
        ),
        needs=_same_columns,
        weight=1.4,
    ),
    Operation(
        name="concat_distinct_rows",
        family="joins",
        arguments={},
        code="pd.concat([{table}, {other}], ignore_index=True).drop_duplicates()",
        inputs=2,
        nouns=(
            "[the] (distinct|unique|different) rows of " + _BOTH + " [together]",
            "[the] union of " + _BOTH + " (without|with no) duplicates",
        ),
        verbs=(
            "(concatenate|concat|stack|append|union|combine) "
            + _BOTH
            + " (without|and drop|and remove|dropping|removing) (duplicates|duplicate rows|repeated rows)",
            "(add|append) [the] rows of " + _OTHER + " that are not [already] (there|in the first)",
        ),
        clauses=("over the distinct rows of " + _BOTH,),
        needs=_shared_rows,
        weight=0.8,
    ),
    Operation(
        name="rows_in_both",
        family="joins",
        arguments={},
        code="{table}.merge({other})",
        inputs=2,
        nouns=(
            "[the] (rows|records) (that are|present|occurring|contained) in both [tables|dataframes]",
            "[the] (common|shared|identical) (rows|records) of " + _BOTH,
            "[the] intersection of " + _BOTH,
        ),
        verbs=(
            "(intersect|take the intersection of) " + _BOTH,
            KEEP + " [only] [the] (rows|records) (that are|found|present) in both [tables|dataframes]",
        ),
        clauses=("for rows (that are|present) in both tables",),
        needs=_shared_rows,
        weight=0.8,
    ),
    Operation(
        name="rows_only_in_first",
        family="joins",
        arguments={},
        code=(
            '{table}.merge({other}, how="left", indicator=True)'
            """.query("_merge == 'left_only'").drop(columns="_merge")"""
        ),
        inputs=2,
        nouns=(
            "[the] (rows|records) (of|in) the first [table] that are not in " + _OTHER,
            "[the] (rows|records) [that are] only in the first [table]",
            "[the] (difference|set difference) of " + _BOTH,
        ),
        verbs=(
            "(remove|drop|delete|subtract|take away) [all] [the] (rows|records) of " + _OTHER + " [from the first]",
            KEEP + " [only] [the] (rows|records) of the first [table] that (are not|do not occur) in " + _OTHER,
            "subtract " + _OTHER,
        ),
        clauses=("without the rows of " + _OTHER,),
        needs=lambda frames, bound: _shared_rows(frames, bound) and not bool(frames[0].duplicated().any()),
        weight=0.8,
    ),
    Operation(
        name="shared_columns",
        family="joins",
        arguments={},
        code="{table}[{table}.columns.intersection({other}.columns)]",
        inputs=2,
        nouns=(
            "[only] [the] columns (that|which) " + _BOTH + " (have in common|share)",
            "[the] [first] table with [only] [the] columns [it] (shared|in common) with " + _OTHER,
        ),
        verbs=(
            "keep [only] [the] columns (that are|that exist|present|found) [also] in " + _OTHER,
            "(drop|remove) [the] columns that are not in " + _OTHER,
            "(select|restrict to) [the] (common|shared) columns of " + _BOTH,
        ),
        clauses=("(using|with) only the columns shared with " + _OTHER,),
        needs=_some_shared_columns,
        weight=0.5,
    ),
    Operation(
        name="concat_columns",
        family="joins",
        arguments={},
        code="pd.concat([{table}, {other}], axis=1)",
        inputs=2,
        nouns=(_BOTH + " (side by side|next to each other)",),
        verbs=(
            "(put|place|glue) " + _BOTH + " (side by side|next to each other)",
            "(concatenate|concat|combine|bind) "
            + _BOTH
            + " (horizontally|column-wise|by columns|side by side|along columns)",
            "(add|append) [all] [the] columns of " + _OTHER + " [to the first] [row by row]",
        ),
        clauses=("after (putting|placing) " + _BOTH + " side by side",),
        needs=_side_by_side,
        weight=0.7,
    ),
    Operation(
        name="join_cross",
        family="joins",
        arguments={},
        code='{table}.merge({other}, how="cross")',
        inputs=2,
        nouns=(
            "[the] (cross join|cartesian product|cross product) of " + _BOTH,
            "[all] [the] (combinations|pairs) of [the] rows of " + _BOTH,
        ),
        verbs=(
            "(cross join|cross-join|cross merge) " + _BOTH,
            "(combine|pair) every row (of|in) the first [table] with every row (of|in) " + _OTHER,
        ),
        needs=_small,
        weight=0.3,
    ),
)
