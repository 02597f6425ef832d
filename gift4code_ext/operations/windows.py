"""Along the rows: shifts, changes, percentiles, repeats; running and rolling windows from their own file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import rolling
from gift4code_ext.operations.model import ColumnArg, IntegerArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, COLUMN

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ColumnArg(("number",))


def _longer(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(len(frames[0]) > bound["n"])


def _no_zero(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool((frames[0][bound["column"]] > 0).all())


OPERATIONS = (
    Operation(
        name="shift_previous",
        family="windows",
        arguments={
            "column": ColumnArg(("number", "str", "date")),
            "name": NameArg(("previous", "prev", "previous_{column}", "prev_{column}", "lag", "{column}_lag1")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].shift(1)}})",
        nouns=(
            "[the] (previous|prior|preceding|last) (row's {column}|{column} [value])",
            "{column} (of|from|in) the (previous|preceding|prior) row",
            "{column} (shifted down|shifted|lagged) [by (1|one) [row|period]]",
            "[the] (lag|lagged value|one row lag) of {column}",
        ),
        verbs=(
            "(shift|lag) [the] [column] {column} [down] [by (1|one) [row|period|step]]",
            ADD + " " + COLUMN + " [{name}] with [the] (previous|prior|preceding|last) [row's] {column} [value]",
            ADD + " [the] {column} of the (previous|row before|preceding row) as {name}",
        ),
        clauses=("(with|plus|next to) the (previous|preceding) {column}",),
        place="after",
        weight=1.2,
    ),
    Operation(
        name="shift_next",
        family="windows",
        arguments={
            "column": ColumnArg(("number", "str", "date")),
            "name": NameArg(("next", "next_value", "next_{column}", "following", "lead")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].shift(-1)}})",
        nouns=(
            "[the] (next|following) (row's {column}|{column} [value])",
            "{column} (of|from|in) the (next|following) row",
            "[the] (lead|one row lead) of {column}",
        ),
        verbs=(
            "(shift|move) [the] [column] {column} up [by (1|one) [row|step]]",
            ADD + " " + COLUMN + " [{name}] with [the] (next|following|upcoming) [row's] {column} [value]",
        ),
        clauses=("(with|plus|next to) the (next|following) {column}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="shift_n",
        family="windows",
        arguments={
            "column": _NUMBER,
            "n": IntegerArg(2, 7),
            "name": NameArg(("lag", "{column}_lag{n}", "lag_{n}", "earlier")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].shift({n})}})",
        nouns=(
            "{column} {n} (rows|periods|steps) (ago|earlier|before|back)",
            "[the] lag {n} of {column}",
            "{column} (shifted|lagged) [down] by {n} [rows|periods]",
        ),
        verbs=(
            "(shift|lag) [the] [column] {column} [down] by {n} [rows|periods|steps] [as {name}]",
            ADD + " " + COLUMN + " {name} with [the] {column} (from|of) {n} (rows|periods|steps) (ago|earlier|before)",
        ),
        clauses=("(with|plus) {column} {n} rows (ago|earlier)",),
        place="after",
        needs=_longer,
        weight=0.7,
    ),
    Operation(
        name="diff",
        family="windows",
        arguments={
            "column": _NUMBER,
            "name": NameArg(("change", "diff", "delta", "difference", "{column}_diff", "{column}_change")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].diff()}})",
        nouns=(
            (
                "[the] (change|difference|increase|delta) (of|in) {column} (from|to|since|compared to|over) "
                "the (previous|preceding|last|prior) (row|one|period)"
            ),
            "[the] (row to row|row-over-row|period to period|step) (change|difference) (of|in) {column}",
            "[the] (difference|differences) (between|of) (consecutive|successive) {column} [values]",
            "[the] change in {column}",
        ),
        verbs=(
            (
                "(compute|calculate|get|add) [the] (change|difference|delta) (of|in) {column} "
                "(from|to|since) the (previous|preceding|last) (row|one)"
            ),
            "subtract [from each {column}] the (previous|preceding) (row's|) {column} [value]",
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (change|difference) (of|in) {column} [(from|to) the (previous|last) row]",
            "diff {column}",
        ),
        clauses=("(with|plus) [the|its] (change|difference) (from|to) the (previous|preceding) row [in {column}]",),
        place="after",
        weight=1.2,
    ),
    Operation(
        name="pct_change",
        family="windows",
        arguments={
            "column": _NUMBER,
            "name": NameArg(("growth", "pct_change", "growth_rate", "{column}_growth", "return", "change_pct")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].pct_change()}})",
        nouns=(
            (
                "[the] (percent|percentage|relative|fractional|%) (change|growth|increase) (of|in) {column} "
                "[(from|to|since|over) the (previous|preceding|last) (row|one|period)]"
            ),
            "[the] (growth rate|rate of change|growth|period over period growth) (of|in) {column}",
            "[the] pct change of {column}",
            "[the] (returns|return) (of|on|from) {column}",
        ),
        verbs=(
            (
                "(compute|calculate|get|add) [the] (percent|percentage|relative|%) (change|growth) (of|in) "
                "{column} [from row to row]"
            ),
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (percent change|percentage change|growth rate|relative change) (of|in) "
            "{column}",
            "(show|see) how much {column} (grows|changes) in relative terms (from row to row|each period)",
        ),
        clauses=("(with|plus) [the|its] (percent|percentage|relative) change (of|in) {column}",),
        place="after",
        needs=_no_zero,
        weight=1.2,
    ),
    Operation(
        name="pct_change_100",
        family="windows",
        arguments={"column": _NUMBER, "name": NameArg(("growth_pct", "pct", "percent_change", "growth_percent"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].pct_change() * 100}})",
        nouns=(
            (
                "[the] (change|growth|increase) (of|in) {column} (from|since|over) the "
                "(previous|preceding|last) (row|period) in (percent|%)"
            ),
            "[the] growth (of|in) {column} in (percent|%|percentage points) [from row to row]",
        ),
        verbs=(
            "(compute|calculate|get|add) [the] (change|growth) (of|in) {column} in (percent|%) [from row to row]",
            ADD + " " + COLUMN + " {name} with [the] growth (of|in) {column} (in|as) (percent|%)",
        ),
        clauses=("(with|plus) [the|its] growth in (percent|%) (of|in) {column}",),
        place="after",
        needs=_no_zero,
        weight=0.6,
    ),
    Operation(
        name="percentile_rank",
        family="windows",
        arguments={
            "column": _NUMBER,
            "name": NameArg(("percentile", "pct_rank", "percentile_rank", "{column}_percentile")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].rank(pct=True)}})",
        nouns=(
            "[the] (percentile rank|percentile|rank as a fraction|relative rank) (of|by|in) [each] {column}",
            "where each {column} (stands|lies) as a percentile",
        ),
        verbs=(
            "(compute|calculate|add) [the] (percentile rank|percentile|relative rank) of [each] {column}",
            ADD + " " + COLUMN + " {name} with [the] (percentile rank|percentile) of {column}",
        ),
        clauses=("(with|plus) the (percentile|percentile rank) of {column}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="changed_flag",
        family="windows",
        arguments={
            "column": ColumnArg(("cat", "int"), repeats=True),
            "name": NameArg(("changed", "is_new", "switch", "new_block")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] != {table}[{column!r}].shift(1)}})",
        nouns=(
            "whether [the] {column} (differs|changes|changed) (from|since|compared to) the (previous|preceding) row",
            "[a] flag for [each] change (of|in) {column}",
        ),
        verbs=(
            "(flag|mark) [the] rows where [the] {column} (changes|differs from the row before|switches)",
            ADD + " " + COLUMN + " {name} (telling|saying|showing) (whether|if) {column} changed [(from|since) the "
            "(previous|last) row]",
        ),
        clauses=("(with|plus) a flag for changes (of|in) {column}",),
        place="after",
        weight=0.6,
    ),
    Operation(
        name="drop_consecutive_repeats",
        family="windows",
        arguments={"column": ColumnArg(("cat", "int"), repeats=True)},
        code="{table}[{table}[{column!r}] != {table}[{column!r}].shift(1)]",
        nouns=(
            (
                "[the] rows where [the] {column} (changes|differs from the row before|is not the same as in "
                "the row before)"
            ),
            "[the] first row of each (run|stretch|streak|block) of (equal|the same) {column}",
        ),
        verbs=(
            (
                "(drop|remove|delete) [the] (consecutive|successive|adjacent) "
                "(repeats|duplicates|repetitions) (of|in) {column}"
            ),
            "(collapse|squeeze) (runs|repeats) of the same {column}",
            "keep [only] [the] rows where {column} (changes|differs from the previous row)",
        ),
        clauses=("(without|ignoring) consecutive repeats of {column}",),
        needs=lambda frames, bound: bool((frames[0][bound["column"]] == frames[0][bound["column"]].shift(1)).any()),
        weight=0.6,
    ),
    *rolling.OPERATIONS,
)
