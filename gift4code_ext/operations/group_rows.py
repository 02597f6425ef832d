"""Rows picked by their group: the best, latest or first of each, and filters on a group's size or average."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, Operation, ValueArg
from gift4code_ext.operations.words import (
    COMMON_AGGREGATE,
    COMPARE,
    LATEST,
    PER,
    ROWS,
    ascending,
)

_KEY = ColumnArg(repeats=True)
_TARGET = ColumnArg(("number",), not_in=("key",))
_EACH = "(within|per|by|within each|in each|for each|for every|inside each) {key}"


def _grouped(tail: str) -> str:
    return "{table}.groupby({key!r})[{target!r}]" + tail


def _top_rows(bound: Mapping[str, Any]) -> str:
    ordered = f"{bound['table']}.sort_values({bound['target']!r}{ascending(bound)})"
    return f"{ordered}.groupby({bound['key']!r}).head({bound['n']})"


OPERATIONS = (
    Operation(
        name="group_top_rows",
        family="within_groups",
        arguments={
            "key": _KEY,
            "target": _TARGET,
            "ascending": ChoiceArg(
                {
                    False: ("highest", "highest", "top", "largest", "biggest", "best"),
                    True: ("lowest", "smallest", "bottom", "cheapest", "least"),
                }
            ),
            "n": IntegerArg(2, 5),
        },
        code=_top_rows,
        nouns=(
            "[the] {n} " + ROWS + " with [the] {ascending} {target} " + PER + " {key}",
            "[the] {ascending} {n} [rows|records] " + PER + " {key} (by|in|on) {target}",
            "[the] {n} {ascending} [rows|records] [by] {target} " + PER + " {key}",
            "{ascending} {n} {target} " + PER + " {key}",
        ),
        verbs=("(keep|take|get|select) [only] the {ascending} {n} [rows|records] by {target} " + _EACH,),
        clauses=(
            "only [the] {ascending} {n} by {target} (per|within each|in each) {key}",
            "{ascending} {n} per {key} by {target}",
        ),
        place="after",
        weight=1.3,
    ),
    Operation(
        name="group_extreme_row",
        family="within_groups",
        arguments={
            "key": _KEY,
            "target": _TARGET,
            "which": ChoiceArg(
                {
                    "idxmax": ("highest", "largest", "maximum", "max", "biggest", "most", "greatest"),
                    "idxmin": ("lowest", "smallest", "minimum", "min", "least"),
                }
            ),
        },
        code="{table}.loc[{table}.groupby({key!r})[{target!r}].{which}()]",
        nouns=(
            "[the] (row|record|entry|one) with [the] {which} {target} " + PER + " {key}",
            "(for each|per) {key} [the] (row|record|entry|one) with [the] {which} {target}",
            "(which|what) (row|record|entry) has the {which} {target} (in|within) each {key}",
            "[the] {which} {target} (row|record|entry) " + PER + " {key}",
        ),
        verbs=("(keep|take|find|select) [only] the (row|record) with the {which} {target} " + PER + " {key}",),
        clauses=("(keeping|keep) [only] the one with the {which} {target} per {key}",),
        place="after",
    ),
    Operation(
        name="group_latest_row",
        family="within_groups",
        arguments={"key": _KEY, "date": ColumnArg(("date",), not_in=("key",)), "which": LATEST},
        code="{table}.sort_values({date!r}).groupby({key!r}).{which}(1)",
        nouns=(
            "[the] {which} (row|record|entry|line) " + PER + " {key} [by|according to|based on] {date}",
            "(for each|per) {key} [the] {which} (row|record|entry) by {date}",
            "[the] row with the {which} {date} " + PER + " {key}",
        ),
        verbs=(
            "(keep|take|get) [only] the {which} (row|record|entry) " + PER + " {key} (by|based on|according to) {date}",
            "(deduplicate|dedupe) by {key} keeping the {which} {date}",
        ),
        clauses=("(keeping|keep) [only] the {which} {date} per {key}",),
        place="after",
    ),
    Operation(
        name="group_first_rows",
        family="within_groups",
        arguments={
            "key": _KEY,
            "n": IntegerArg(1, 5),
            "which": ChoiceArg(
                {"head": ("first", "first", "top", "leading"), "tail": ("last", "last", "final", "trailing")}
            ),
        },
        code="{table}.groupby({key!r}).{which}({n})",
        nouns=(
            "[the] {which} {n} (rows|records|entries|lines) " + PER + " {key}",
            "[the] {which} {n} [rows] of (each|every) {key} [group]",
        ),
        verbs=("(keep|take|get|show) [only] the {which} {n} [rows|records] " + PER + " {key}",),
        clauses=("[only|keeping] the {which} {n} [rows] (per|of each|for each) {key}",),
        place="after",
        weight=0.8,
    ),
    Operation(
        name="filter_group_size",
        family="within_groups",
        arguments={"key": _KEY, "op": COMPARE, "n": IntegerArg(2, 10)},
        code='{table}[{table}.groupby({key!r})[{key!r}].transform("size") {op} {n}]',
        nouns=(
            "[all] [the] " + ROWS + " of [the] {key}s (with|that have|having) {op} {n} (rows|records|entries)",
            "[all] [the] " + ROWS + " whose {key} (occurs|appears|is seen|shows up) {op} {n} times",
            "{key}s (with|having|appearing) {op} {n} (rows|records|times)",
        ),
        verbs=(
            "(keep|select|filter) [only] [rows of] {key}s (with|that have) {op} {n} (rows|records|entries)",
            "(keep|filter) [the] rows (where|whose) {key} (appears|occurs) {op} {n} times",
            "(drop|remove) (rare|frequent) {key}s: keep those with {op} {n} rows",
        ),
        clauses=(
            "(for|among|of) {key}s (with|having|that have) {op} {n} (rows|records|entries)",
            "(only|considering) {key}s (seen|appearing|with) {op} {n} (times|rows)",
        ),
    ),
    Operation(
        name="filter_group_aggregate",
        family="within_groups",
        arguments={"key": _KEY, "target": _TARGET, "how": COMMON_AGGREGATE, "op": COMPARE, "value": ValueArg("target")},
        code="{table}[" + _grouped(".transform({how!r})") + " {op} {value!r}]",
        nouns=(
            "[all] [the] " + ROWS + " of [the] {key}s (with|that have|having|whose) {how} {target} {op} {value}",
            "[all] [the] " + ROWS + " (where|whose) {key} has [a|an] {how} {target} {op} {value}",
        ),
        verbs=("(keep|select|filter) [only] [the] [rows of] {key}s (with|whose) {how} {target} [is] {op} {value}",),
        clauses=("(for|among|of) {key}s (with|having|whose) {how} {target} [is] {op} {value}",),
        weight=0.6,
    ),
    Operation(
        name="filter_above_group",
        family="within_groups",
        arguments={
            "key": _KEY,
            "target": _TARGET,
            "op": ChoiceArg(
                {
                    ">": ("above", "over", "higher than", "greater than", "more than", ">"),
                    "<": ("below", "under", "lower than", "less than", "<"),
                }
            ),
            "how": ChoiceArg({"mean": ("average", "mean", "avg"), "median": ("median",)}),
        },
        code="{table}[{table}[{target!r}] {op} " + _grouped(".transform({how!r})]"),
        nouns=(
            "[all] [the] "
            + ROWS
            + " (with|whose|where) [a] {target} [is] {op} [the] {how} (of|for|in) (its|their|the|the same) {key}",
            "[all] " + ROWS + " {op} their {key} {how} (in|for|on) {target}",
        ),
        verbs=("(keep|select|filter) [only] rows (with|where) {target} [is] {op} [the|its|their] {key} {how}",),
        clauses=("(where|with) {target} [is] {op} [the|its|their] {key} {how}",),
        weight=0.7,
    ),
    Operation(
        name="filter_duplicated",
        family="within_groups",
        arguments={"column": ColumnArg(("str", "cat", "int"))},
        code="{table}[{table}.duplicated({column!r}, keep=False)]",
        nouns=(
            "[all] [the] " + ROWS + " (with|having|sharing) [a] (duplicate|duplicated|repeated|the same) {column}",
            "[all] [the] "
            + ROWS
            + " whose {column} (occurs|appears|is found) (more than once|multiple times|at least twice)",
            "(duplicates|duplicate rows) (by|in|on|of) {column}",
        ),
        verbs=("(find|show|list|keep) [all] (duplicates|duplicate rows) (by|in|on) {column}",),
        clauses=("(where|whose) {column} (occurs|appears) more than once", "(for|among) duplicated {column}s"),
        needs=lambda frames, bound: 0 < int(frames[0].duplicated(bound["column"], keep=False).sum()) < len(frames[0]),
        weight=0.7,
    ),
)
