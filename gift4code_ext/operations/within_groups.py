"""A new column that sets every row beside its group: group statistics, running values, ranks, neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations import group_rows
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, NameArg, Operation
from gift4code_ext.operations.words import (
    ADD,
    AGGREGATE,
    COLUMN,
    NUMBER_ORDER,
    PER,
)

_KEY = ColumnArg(repeats=True)
_TARGET = ColumnArg(("number",), not_in=("key",))
_EACH = "(within|per|by|within each|in each|for each|for every|inside each) {key}"
_CENTER = ChoiceArg(
    {
        "mean": ("average", "mean", "avg"),
        "median": ("median",),
        "max": ("maximum", "max", "highest"),
        "min": ("minimum", "min", "lowest"),
    }
)
_NEXT_TO = "(next to|beside|alongside|in|on|for|against|to) (each|every) row"


def _new_column(value: str) -> str:
    return "{table}.assign(**{{{name!r}: " + value + "}})"


def _grouped(tail: str) -> str:
    return "{table}.groupby({key!r})[{target!r}]" + tail


def _rank(bound: Mapping[str, Any]) -> str:
    order = "" if bound["ascending"] else "ascending=False"
    return _new_column(_grouped(".rank(" + order + ")")).format(**bound)


OPERATIONS = (
    Operation(
        name="group_transform",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "how": AGGREGATE, "name": NameArg(("group_{how}", "{key}_{how}"))},
        code=_new_column(_grouped(".transform({how!r})")),
        nouns=(
            "(each|every) row with [the] {how} {target} of its {key}",
            "[the] {how} {target} "
            + PER
            + " {key} (as a new column|repeated on every row|on each row|as an extra column)",
            "[all] rows [together] with their {key}'s {how} {target}",
        ),
        verbs=(
            ADD + " " + COLUMN + " with [the] {how} [of] {target} " + PER + " {key}",
            ADD + " [the] {key} {how} [of] {target} (to|on|for) (each|every) row",
            "(broadcast|transform) [the] {how} {target} " + PER + " {key} [to all rows|back to the rows]",
            "put [the] {key}'s {how} {target} " + _NEXT_TO,
            "add group {how} of {target} by {key}",
        ),
        clauses=("with [a column for] [the] {how} {target} of (its|their) {key} [on each row]",),
        place="after",
        weight=1.5,
    ),
    Operation(
        name="group_size_column",
        family="within_groups",
        arguments={"key": _KEY, "name": NameArg(("group_size", "count"))},
        code=_new_column('{table}.groupby({key!r})[{key!r}].transform("size")'),
        nouns=(
            "(each|every) row with [the] (number|count) of rows (in|of) its {key}",
            "rows with [the] size of their {key} [group]",
        ),
        verbs=(
            ADD + " " + COLUMN + " with [the] (number|count) of rows " + PER + " {key}",
            ADD
            + " "
            + COLUMN
            + " (saying|showing|with) how (many|often) (rows its {key} has|each {key} occurs|each {key} appears)",
            "add [the] {key} (count|group size|frequency) to (each|every) row",
        ),
        clauses=("with [a column for] the size of (its|their) {key}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="group_difference",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "how": _CENTER, "name": NameArg(("difference", "diff"))},
        code=_new_column("{table}[{target!r}] - " + _grouped(".transform({how!r})")),
        nouns=(
            (
                "[the] (difference|deviation|gap|distance) (between|of|from) [each] {target} (and|from|to|with) [the] "
                "{how} (of|for|in) its {key}"
            ),
            "{target} (minus|relative to|compared to|less) [the|its] {key} {how}",
            "how far [each] {target} is from [the] {how} of its {key}",
            "{target} deviation from {key} {how}",
        ),
        verbs=(
            ADD + " " + COLUMN + " with [the] (difference|deviation) (of|between) {target} (from|and) its {key} {how}",
            "subtract [the] {key} {how} from [each] {target}",
            "(center|demean|compare) {target} (by|within|to) [its|the] {key} [{how}]",
        ),
        clauses=("with [the] (difference|deviation) from [the] {key} {how} of {target}",),
        place="after",
    ),
    Operation(
        name="group_ratio",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("share", "share_of_group"))},
        code=_new_column("{table}[{target!r}] / " + _grouped('.transform("sum")')),
        nouns=(
            "(each|every) row's (share|fraction|proportion|part) of [the] [total] {target} (of|in|within) its {key}",
            "{target} as [a] (share|fraction|proportion) of [the] {key} total",
            "[the] share of {target} within [each|its|the] {key}",
        ),
        verbs=(
            ADD + " " + COLUMN + " with [the] (share|fraction|proportion) of {target} within [each|the|its] {key}",
            "divide {target} by [the] {key} total",
            "normalise {target} (within|by) {key} [so that it sums to 1|to sum to one]",
        ),
        clauses=("with (its|their) share of [the] {key} {target}",),
        place="after",
    ),
    Operation(
        name="group_zscore",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("zscore", "z_score"))},
        code=_new_column(
            "({table}[{target!r}] - " + _grouped('.transform("mean")') + ") / " + _grouped('.transform("std")')
        ),
        nouns=("[the] (z-score|z score|zscore|standard score) of {target} " + _EACH, "standardized {target} " + _EACH),
        verbs=(
            "(standardize|standardise|z-score|zscore) {target} " + _EACH,
            ADD + " [the] (z-score|zscore|z score) of {target} " + _EACH,
        ),
        place="after",
        weight=0.5,
    ),
    Operation(
        name="group_fill_missing",
        family="within_groups",
        arguments={
            "key": _KEY,
            "target": ColumnArg(("number",), not_in=("key",), nulls=True),
            "how": ChoiceArg({"mean": ("average", "mean", "avg"), "median": ("median",)}),
        },
        code="{table}.assign(**{{{target!r}: "
        "{table}[{target!r}].fillna({table}.groupby({key!r})[{target!r}].transform({how!r}))}})",
        nouns=(
            (
                "{target} with (missing values|nulls|gaps|NaNs) (filled|replaced) (by|with) [the] {how} (of|"
                "for|in|per) "
                "[its|each] {key}"
            ),
        ),
        verbs=(
            (
                "(fill|replace|impute) [the] (missing|null|empty|nan) {target} [values] (with|by|using) "
                "[the] {how} (of|"
                "for|in|per) [its|their|each|the] {key}"
            ),
            "(fill|impute) {target} (with|by|using) [the] {key} {how}",
            "fillna {target} {how} per {key}",
        ),
        clauses=(
            "with missing {target} filled (by|with) [the] {key} {how}",
            "after (filling|imputing) missing {target} (by|with) [the] {key} {how}",
        ),
    ),
    Operation(
        name="group_cumulative",
        family="within_groups",
        arguments={
            "key": _KEY,
            "target": _TARGET,
            "how": ChoiceArg(
                {
                    "cumsum": (
                        "cumulative sum",
                        "running total",
                        "cumulative total",
                        "running sum",
                        "cumsum",
                        "accumulated total",
                    ),
                    "cummax": ("running maximum", "cumulative max", "record so far", "running max", "highest so far"),
                    "cummin": ("running minimum", "cumulative min", "running min", "lowest so far"),
                }
            ),
            "name": NameArg(("{how}", "cumulative_{target}")),
        },
        code=_new_column(_grouped(".{how}()")),
        nouns=(
            "[the] {how} of [the] {target} " + _EACH,
            "{target} {how} " + PER + " {key}",
            "{how} {target} (by|per) {key}",
        ),
        verbs=(
            ADD + " [a|the|" + COLUMN + " with] {how} of {target} " + _EACH,
            "(compute|calculate) [the] {how} of {target} (separately|restarting) for each {key}",
            "(accumulate|add up) [the] {target} (within|per) {key} [as {how}]",
        ),
        clauses=("with [a|the] {how} of {target} (per|within each) {key}",),
        place="after",
    ),
    Operation(
        name="group_row_number",
        family="within_groups",
        arguments={"key": _KEY, "name": NameArg(("number", "row_number"))},
        code=_new_column("{table}.groupby({key!r}).cumcount() + 1"),
        nouns=("[the] (row|running|sequence|occurrence) number " + _EACH, "a counter [starting at 1] " + _EACH),
        verbs=(
            "(number|enumerate|count) [the] rows " + _EACH + " [from 1|starting at 1|starting from one]",
            ADD + " [a] (row number|counter|sequence number|running count|occurrence number) " + _EACH,
            ADD + " " + COLUMN + " that counts up (within|for) each {key}",
        ),
        clauses=("with [a] (row number|counter) (per|within each) {key}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="group_rank",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "ascending": NUMBER_ORDER, "name": NameArg(("rank", "{key}_rank"))},
        code=_rank,
        nouns=(
            "[the] rank of (each row|{target}) " + _EACH + " by {target} {ascending}",
            "[the] rank of {target} " + _EACH + " {ascending}",
        ),
        verbs=(
            "rank [the] [rows|records] by {target} " + _EACH + " {ascending}",
            "rank {target} " + _EACH + " {ascending}",
            ADD + " [a] (rank|ranking) of {target} " + _EACH + " {ascending}",
        ),
        clauses=("(ranked|with rank) by {target} within each {key} {ascending}",),
        place="after",
    ),
    Operation(
        name="group_previous",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("previous", "lag"))},
        code=_new_column(_grouped(".shift()")),
        nouns=(
            "[the] (previous|preceding|last|prior|lagged) {target} " + _EACH,
            "[the] (previous|preceding|prior) (value of {target}|{target} value) (for|in) the same {key}",
        ),
        verbs=(
            ADD + " [the|" + COLUMN + " with the] (previous|preceding|prior) {target} " + _EACH,
            "(lag|shift) {target} [by one] " + _EACH,
        ),
        clauses=("with [the] (previous|preceding|prior) {target} (per|within each|of the same) {key}",),
        place="after",
        weight=0.6,
    ),
    Operation(
        name="group_next",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("next", "lead"))},
        code=_new_column(_grouped(".shift(-1)")),
        nouns=("[the] (next|following|subsequent) {target} " + _EACH,),
        verbs=(
            ADD + " [the|" + COLUMN + " with the] (next|following|subsequent) {target} " + _EACH,
            "(lead|shift up|shift back) {target} [by one] " + _EACH,
        ),
        clauses=("with [the] (next|following) {target} (per|within each|of the same) {key}",),
        place="after",
        weight=0.4,
    ),
    Operation(
        name="group_change",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("change", "diff", "{target}_change"))},
        code=_new_column(_grouped(".diff()")),
        nouns=(
            "[the] (change|difference|increase) (in|of) {target} (from|to|since|compared to) the (previous|last|"
            "preceding) row " + _EACH,
            "{target} (change|diff|difference) " + _EACH,
            "row to row {target} change " + _EACH,
        ),
        verbs=(ADD + " [the] (change|difference|diff) in {target} " + _EACH, "(diff|difference) {target} " + _EACH),
        clauses=("with [the] (change|difference) in {target} within each {key}",),
        place="after",
        weight=0.6,
    ),
    *group_rows.OPERATIONS,
)
