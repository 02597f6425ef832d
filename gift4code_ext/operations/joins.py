"""Two tables with a common key: joins, look-ups, semi- and anti-joins; stacked tables from their own file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import keys_apart, stacking
from gift4code_ext.operations.model import ColumnArg, ColumnsArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, COLUMN, ROWS

if TYPE_CHECKING:
    import pandas as pd

_KEY = ColumnArg(("int", "str", "date"))
_OTHER = "(the other|the second|the other table|the second table|the other dataframe|the second one)"
_BOTH = "(the two|both|the|these two) (tables|dataframes|frames|data frames|datasets|dfs)"
_MERGE = "(merge|join|combine|link|match)"


def _joinable(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    """The key is in both tables with common values, is unique in one of them, and no other label occurs twice."""
    left, right = frames
    key = bound["key"]
    return (
        _common(frames, bound)
        and set(left.columns) & set(right.columns) == {key}
        and bool(left[key].is_unique or right[key].is_unique)
    )


def _common(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = frames
    key = bound["key"]
    return (
        key in right.columns
        and left[key].dtype.kind == right[key].dtype.kind
        and bool(left[key].isin(right[key]).any())
    )


def _some_unmatched(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _common(frames, bound) and not bool(frames[0][bound["key"]].isin(frames[1][bound["key"]]).all())


def _outer(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = (frame[bound["key"]] if bound["key"] in frame.columns else None for frame in frames)
    return _joinable(frames, bound) and right is not None and not bool(right.isin(left).all())


def _two_keys(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = frames
    keys = bound["keys"]
    return set(left.columns) & set(right.columns) == set(keys) and not bool(right.duplicated(keys).any())


def _unique_other(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _joinable(frames, bound) and bool(frames[1][bound["key"]].is_unique)


def _repeated_other(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _common(frames, bound) and not bool(frames[1][bound["key"]].is_unique)


OPERATIONS = (
    Operation(
        name="join_inner",
        family="joins",
        arguments={"key": _KEY},
        code="{table}.merge({other}, on={key!r})",
        inputs=2,
        nouns=(
            "[the] inner join of " + _BOTH + " on {key}",
            "[the] (rows|records) of " + _BOTH + " (joined|merged|matched|combined) (on|by) {key}",
            "(both|the two) tables (joined|merged|combined) (on|by) {key}",
        ),
        verbs=(
            _MERGE + " " + _BOTH + " (on|by|using|over|via) [the] [(column|key)] {key}",
            "(inner join|inner-join|inner merge) [" + _BOTH + "] (on|by|using) {key}",
            _MERGE + " (with|to) " + _OTHER + " (on|by|using) {key}",
            "bring " + _BOTH + " together (on|by) {key}",
            "join on {key}",
        ),
        clauses=(
            "after (joining|merging) [" + _BOTH + "] on {key}",
            "(with|using) " + _BOTH + " (joined|merged) on {key}",
        ),
        needs=_joinable,
        weight=2.0,
    ),
    Operation(
        name="join_left",
        family="joins",
        arguments={"key": _KEY},
        code='{table}.merge({other}, on={key!r}, how="left")',
        inputs=2,
        nouns=(
            "[the] left (join|merge) of " + _BOTH + " on {key}",
            "all rows of the first table with [the] matching (columns|data|details) (of|from) "
            + _OTHER
            + " (by|on) {key}",
        ),
        verbs=(
            "(left join|left-join|left merge) [" + _BOTH + "|" + _OTHER + "] (on|by|using) {key}",
            _MERGE
            + " "
            + _BOTH
            + " on {key}[,] (keeping|and keep|but keep) (all|every one of) the [left|first] (rows|records) "
            "[of the first]",
            "(add|attach|append|bring in|look up|pull in) [the] "
            "(columns|details|fields|information|data) (from|of) " + _OTHER + " (by|on|using|via) {key}",
            "(enrich|extend|complete) [the] [first] [table] with " + _OTHER + " (on|by|using) {key}",
            _MERGE
            + " (with|to) "
            + _OTHER
            + " (on|by) {key} (without losing rows|even without a match|whether or not there is a match)",
        ),
        clauses=(
            "after left joining [" + _OTHER + "] on {key}",
            "with [the] (columns|details|data) (from|of) " + _OTHER + " (added|looked up|attached) (by|on) {key}",
        ),
        needs=_unique_other,
        weight=1.6,
    ),
    Operation(
        name="join_right",
        family="joins",
        arguments={"key": _KEY},
        code='{table}.merge({other}, on={key!r}, how="right")',
        inputs=2,
        nouns=("[the] right (join|merge) of " + _BOTH + " on {key}",),
        verbs=(
            "(right join|right-join|right merge) [" + _BOTH + "|" + _OTHER + "] (on|by|using) {key}",
            _MERGE
            + " "
            + _BOTH
            + " on {key}[,] (keeping|and keep|but keep) (all|every one of) the (right|second table's) rows",
        ),
        clauses=("after right joining [" + _OTHER + "] on {key}",),
        needs=_outer,
        weight=0.4,
    ),
    Operation(
        name="join_outer",
        family="joins",
        arguments={"key": _KEY},
        code='{table}.merge({other}, on={key!r}, how="outer")',
        inputs=2,
        nouns=(
            "[the] (full|outer|full outer) (join|merge) of " + _BOTH + " on {key}",
            "all rows of " + _BOTH + " (matched|joined|merged) (on|by) {key} where possible",
        ),
        verbs=(
            "(outer join|full join|full outer join|outer merge) [" + _BOTH + "|" + _OTHER + "] (on|by|using) {key}",
            _MERGE
            + " "
            + _BOTH
            + " on {key}[,] (keeping|and keep) (all rows (of|from) both|unmatched rows from both|rows "
            "without a match on either side)",
        ),
        clauses=("after (outer|full) joining [" + _OTHER + "] on {key}",),
        needs=_outer,
        weight=0.8,
    ),
    Operation(
        name="join_two_keys",
        family="joins",
        arguments={"keys": ColumnsArg(("int", "str", "date"), 2, 2)},
        code="{table}.merge({other}, on={keys!r})",
        inputs=2,
        nouns=("[the] (inner join|join|merge) of " + _BOTH + " on {keys}",),
        verbs=(
            _MERGE + " " + _BOTH + " (on|by|using) [both] [columns] {keys}",
            "(inner join|join) [" + _OTHER + "] (on|by|using) {keys}",
        ),
        clauses=("after (joining|merging) [" + _BOTH + "] on {keys}",),
        needs=_two_keys,
        weight=0.7,
    ),
    Operation(
        name="anti_join",
        family="joins",
        arguments={"key": _KEY},
        code="{table}[~{table}[{key!r}].isin({other}[{key!r}])]",
        inputs=2,
        nouns=(
            "[the] [first table's] "
            + ROWS
            + " (whose|where the) {key} (is not|isn't|does not occur|does not appear|is missing) in "
            + _OTHER,
            "[the] " + ROWS + " without [a] (match|matching {key}|counterpart) in " + _OTHER + " [(by|on) {key}]",
            "[the] (unmatched|unpaired) " + ROWS + " (by|on) {key}",
            "[the] {key} [rows] that (are not|never appear|don't occur) in " + _OTHER,
        ),
        verbs=(
            "(keep|find|select|show|list) [only] [the] "
            + ROWS
            + " (whose|where) {key} (is not|does not appear|is absent) in "
            + _OTHER,
            "(drop|remove|exclude) [the] "
            + ROWS
            + " (whose|where|with a) {key} (is|that is|occurs|appears) in "
            + _OTHER,
            "anti join [" + _BOTH + "] on {key}",
            "(exclude|remove) (everything|all) in " + _OTHER + " (by|on) {key}",
        ),
        clauses=(
            "(that are not|not) in " + _OTHER + " [by {key}]",
            "(without|having no) [a] (match|matching {key}) in " + _OTHER,
        ),
        needs=_some_unmatched,
        weight=1.2,
    ),
    Operation(
        name="semi_join",
        family="joins",
        arguments={"key": _KEY},
        code="{table}[{table}[{key!r}].isin({other}[{key!r}])]",
        inputs=2,
        nouns=(
            "[the] [first table's] "
            + ROWS
            + " (whose|where the) {key} (is|occurs|appears|is also|exists) in "
            + _OTHER,
            "[the] " + ROWS + " with [a] (match|matching {key}|counterpart) in " + _OTHER + " [(by|on) {key}]",
        ),
        verbs=(
            "(keep|find|select|show|list) [only] [the] "
            + ROWS
            + " (whose|where) {key} (is|appears|is also present|occurs) in "
            + _OTHER,
            "(drop|remove|exclude) [the] " + ROWS + " (whose|where) {key} (is not|does not appear) in " + _OTHER,
            "semi join [" + _BOTH + "] on {key}",
            "filter [the] [rows] (by|to) the {key} [values] (in|of|found in) " + _OTHER,
        ),
        clauses=(
            "(that are|which are) [also] in " + _OTHER + " [by {key}]",
            "(with|having) [a] (match|matching {key}) in " + _OTHER,
        ),
        needs=_some_unmatched,
        weight=1.2,
    ),
    Operation(
        name="match_flag",
        family="joins",
        arguments={"key": _KEY, "name": NameArg(("matched", "found", "in_other", "exists", "has_match", "known"))},
        code="{table}.assign(**{{{name!r}: {table}[{key!r}].isin({other}[{key!r}])}})",
        inputs=2,
        nouns=(
            "whether [each] {key} (is|occurs|appears|exists) in " + _OTHER,
            COLUMN + " {name} (saying|telling|showing) (whether|if) {key} is in " + _OTHER,
        ),
        verbs=(
            "(flag|mark|tag) [the] " + ROWS + " (whose|where) {key} (is|occurs|appears) in " + _OTHER,
            ADD + " [a] [boolean] (column|flag) [{name}] (for|telling|saying) (whether|if) [the] {key} "
            "(is|occurs|appears|exists) in " + _OTHER,
            "check (which|whether) {key} [values] (are|occur|exist) in " + _OTHER + " [for each row]",
        ),
        clauses=("(with|plus) a flag for {key} being in " + _OTHER,),
        needs=_some_unmatched,
        weight=0.7,
    ),
    Operation(
        name="count_matches",
        family="joins",
        arguments={"key": _KEY, "name": NameArg(("count", "n", "matches", "orders", "number", "times"))},
        code="{table}.assign(**{{{name!r}: {table}[{key!r}].map({other}[{key!r}].value_counts()).fillna(0)}})",
        inputs=2,
        nouns=(
            "[the] (number|count) of [matching] " + ROWS + " in " + _OTHER + " (for|per|of) each {key}",
            "how (many times|often) each {key} (occurs|appears|shows up) in " + _OTHER,
        ),
        verbs=(
            "count [for each row] how (many times|often) [its|the] {key} (occurs|appears) in " + _OTHER,
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (number|count) of [matching] "
            + ROWS
            + " in "
            + _OTHER
            + " (for|per|by) {key}",
            "count [the] (matches|matching rows) in " + _OTHER + " (for each|per|by) {key}",
        ),
        clauses=("(with|plus) the number of (matches|rows) in " + _OTHER + " per {key}",),
        needs=_repeated_other,
        weight=0.8,
    ),
    *keys_apart.OPERATIONS,
    *stacking.OPERATIONS,
)
