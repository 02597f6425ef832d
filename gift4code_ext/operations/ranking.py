"""The first and last rows of an order, and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation
from gift4code_ext.operations.words import (
    ADD,
    COLUMN,
    ROWS,
)


def _rank(bound: Mapping[str, Any]) -> str:
    order = "" if bound["ascending"] else "ascending=False"
    return f"{bound['table']}.assign(**{{{bound['name']!r}: {bound['table']}[{bound['column']!r}].rank({order})}})"


OPERATIONS = (
    Operation(
        name="nlargest",
        family="sorting",
        arguments={"n": IntegerArg(2, 20), "column": ColumnArg(("number",))},
        code="{table}.nlargest({n}, {column!r})",
        nouns=(
            "[the] top {n} " + ROWS + " (by|in|on|for|with the highest|ranked by) {column}",
            "[the] {n} " + ROWS + " with [the] (highest|largest|most|biggest|greatest|top|maximum) {column}",
            "[the] {n} (highest|largest|biggest|greatest) {column}",
            "top {n} [by] {column}",
            "[the] {n} (biggest|largest|best) " + ROWS + " (by|in terms of) {column}",
            "[the] " + ROWS + " with the {n} (highest|largest|biggest) {column} [values]",
        ),
        verbs=(
            "(keep|take|select|show|get) [only] [the] top {n} [rows|records] (by|in|on) {column}",
            "(keep|show) only the {n} (highest|largest|biggest) [by] {column}",
            "nlargest {n} {column}",
        ),
        clauses=(
            "[only|just] [the] top {n} [rows|ones] (by|in|on) {column}",
            "(keep|keeping|show|showing) [only] the {n} (highest|largest|biggest) (by|in) {column}",
            "top {n} {column}",
            "[the] {n} with the (highest|most|largest) {column}",
        ),
        place="after",
        weight=1.6,
    ),
    Operation(
        name="nsmallest",
        family="sorting",
        arguments={"n": IntegerArg(2, 20), "column": ColumnArg(("number",))},
        code="{table}.nsmallest({n}, {column!r})",
        nouns=(
            "[the] bottom {n} " + ROWS + " (by|in|on|for|ranked by) {column}",
            "[the] {n} " + ROWS + " with [the] (lowest|smallest|least|fewest|minimum) {column}",
            "[the] {n} (lowest|smallest|least) {column}",
            "bottom {n} [by] {column}",
            "[the] {n} (worst|smallest|lowest|cheapest) " + ROWS + " (by|in terms of) {column}",
        ),
        verbs=(
            "(keep|take|select|show|get) [only] [the] bottom {n} [rows|records] (by|in|on) {column}",
            "(keep|show) only the {n} (lowest|smallest) [by] {column}",
            "nsmallest {n} {column}",
        ),
        clauses=(
            "[only|just] [the] bottom {n} [rows|ones] (by|in|on) {column}",
            "(keep|keeping|show|showing) [only] the {n} (lowest|smallest) (by|in) {column}",
            "[the] {n} with the (lowest|fewest|smallest) {column}",
        ),
        place="after",
    ),
    Operation(
        name="latest_rows",
        family="sorting",
        arguments={"n": IntegerArg(1, 20), "column": ColumnArg(("date",))},
        code="{table}.nlargest({n}, {column!r})",
        nouns=(
            "[the] {n} (latest|most recent|newest|last) " + ROWS + " by {column}",
            "[the] (latest|most recent|newest) {n} " + ROWS + " (by|according to|based on|on) {column}",
            "[the] {n} " + ROWS + " with the (latest|most recent|newest) {column}",
        ),
        verbs=("(keep|take|show|get) [only] the (latest|newest|most recent) {n} [rows|records] by {column}",),
        clauses=("[only] the {n} (latest|newest|most recent) by {column}",),
        place="after",
    ),
    Operation(
        name="earliest_rows",
        family="sorting",
        arguments={"n": IntegerArg(1, 20), "column": ColumnArg(("date",))},
        code="{table}.nsmallest({n}, {column!r})",
        nouns=(
            "[the] {n} (earliest|oldest|first) " + ROWS + " by {column}",
            "[the] (earliest|oldest) {n} " + ROWS + " (by|according to|based on|on) {column}",
            "[the] {n} " + ROWS + " with the (earliest|oldest|first) {column}",
        ),
        verbs=("(keep|take|show|get) [only] the (earliest|oldest) {n} [rows|records] by {column}",),
        clauses=("[only] the {n} (earliest|oldest) by {column}",),
        place="after",
        weight=0.6,
    ),
    Operation(
        name="row_of_max",
        family="sorting",
        arguments={"column": ColumnArg(("number",))},
        code="{table}.nlargest(1, {column!r})",
        nouns=(
            (
                "[the] (row|record|entry|one|line|observation) with [the] (highest|largest|biggest|maximum|"
                "max|greatest|"
                "most|top) {column}"
            ),
            "(which|what) (row|record|entry|one) has the (highest|largest|most|biggest|greatest) {column}",
            "[the] (highest|largest|biggest|top|best) (row|record|entry) by {column}",
            "details of the (highest|largest|maximum|biggest) {column}",
            "(who|which one) has the (highest|most|biggest|largest) {column}",
            "top 1 by {column}",
        ),
        verbs=("(keep|take|show) only the (row|record) with the (highest|largest|max|maximum|most) {column}",),
        clauses=("only the one with the (highest|most|largest) {column}", "[just] the (highest|largest) [by] {column}"),
        place="after",
    ),
    Operation(
        name="row_of_min",
        family="sorting",
        arguments={"column": ColumnArg(("number",))},
        code="{table}.nsmallest(1, {column!r})",
        nouns=(
            (
                "[the] (row|record|entry|one|line|observation) with [the] (lowest|smallest|minimum|min|least|"
                "fewest) {column}"
            ),
            "(which|what) (row|record|entry|one) has the (lowest|smallest|least|fewest) {column}",
            "[the] (lowest|smallest|worst) (row|record|entry) by {column}",
            "details of the (lowest|smallest|minimum) {column}",
            "(who|which one) has the (lowest|least|fewest|smallest) {column}",
        ),
        verbs=("(keep|take|show) only the (row|record) with the (lowest|smallest|min|minimum|least) {column}",),
        clauses=(
            "only the one with the (lowest|least|smallest) {column}",
            "[just] the (lowest|smallest) [by] {column}",
        ),
        place="after",
    ),
    Operation(
        name="nth_largest_row",
        family="sorting",
        arguments={
            "n": ChoiceArg(
                {
                    2: ("second", "2nd", "second"),
                    3: ("third", "3rd"),
                    4: ("fourth", "4th"),
                    5: ("fifth", "5th"),
                    10: ("tenth", "10th"),
                }
            ),
            "column": ColumnArg(("number",)),
        },
        code="{table}.nlargest({n}, {column!r}).tail(1)",
        nouns=(
            "[the] (row|record|entry|one) with [the] {n} (highest|largest|biggest|most|greatest) {column}",
            "[the] {n} (highest|largest|biggest|best) (row|record|entry) by {column}",
            "(who|which row|which one) has the {n} (highest|largest|most) {column}",
        ),
        verbs=("(find|take|keep) the row with the {n} (highest|largest) {column}",),
        needs=lambda frames, bound: len(frames[0]) >= bound["n"],
        weight=0.5,
    ),
    Operation(
        name="rank",
        family="sorting",
        arguments={
            "column": ColumnArg(("number",)),
            "ascending": ChoiceArg(
                {
                    False: (
                        "descending",
                        "desc",
                        "highest first",
                        "with the highest as 1",
                        "1 is the highest",
                        "largest first",
                        "from high to low",
                        "where 1 is the largest",
                        "best is the highest",
                        "in descending order",
                    ),
                    True: (
                        "",
                        "",
                        "ascending",
                        "lowest first",
                        "with the lowest as 1",
                        "1 is the lowest",
                        "smallest first",
                        "from low to high",
                        "in ascending order",
                    ),
                }
            ),
            "name": NameArg(("rank", "{column}_rank")),
        },
        code=_rank,
        nouns=(
            "[the] rank of [each|every] (row|record|entry) by {column} {ascending}",
            "(rank|ranking|position) (by|of|on|based on) {column} {ascending}",
            "{column} rank {ascending}",
        ),
        verbs=(
            "rank [the] [rows|records|data|everything|them|all rows] by {column} {ascending}",
            ADD + " " + COLUMN + " with [the] rank of {column} {ascending}",
            "(give|assign) [each row|every record|them] a rank (by|based on) {column} {ascending}",
            "(add|compute) [a|the] {column} rank {ascending}",
            "rank {column} {ascending}",
        ),
        clauses=(
            "with [a|their] rank (by|on|of) {column} {ascending}",
            "(ranked|ranking [them]) by {column} {ascending}",
        ),
        place="after",
    ),
    Operation(
        name="rank_dense",
        family="sorting",
        arguments={"column": ColumnArg(("number",)), "name": NameArg(("rank", "dense_rank"))},
        code='{table}.assign(**{{{name!r}: {table}[{column!r}].rank(method="dense", ascending=False)}})',
        nouns=(
            "[the] dense rank (of|by|on) {column} [highest first|descending]",
            "rank by {column} without gaps [, highest first]",
        ),
        verbs=(
            "dense rank [the] [rows|records] (by|on) {column} [descending|highest first]",
            ADD + " [a] dense rank (of|by|on) {column} [from high to low]",
            "rank by {column} [so that|where] ties (share|get|have) the same rank [without gaps|no gaps]",
        ),
        clauses=("with [a] dense rank (by|of) {column}",),
        place="after",
        weight=0.5,
    ),
    Operation(
        name="filter_extreme_rows",
        family="sorting",
        arguments={
            "column": ColumnArg(("int",), repeats=True),
            "which": ChoiceArg(
                {
                    "max": ("highest", "maximum", "max", "largest", "greatest", "biggest"),
                    "min": ("lowest", "minimum", "min", "smallest"),
                }
            ),
        },
        code="{table}[{table}[{column!r}] == {table}[{column!r}].{which}()]",
        nouns=(
            "all [the] " + ROWS + " (with|that have|having) the {which} {column}",
            "(every row|all of the rows|rows) where {column} (is|equals|=) (its|the) {which}",
            "all ties for the {which} {column}",
        ),
        verbs=(
            "(keep|select|filter) all rows (with|at) the {which} {column}",
            "(keep|filter) rows where {column} is {which}",
        ),
        clauses=("(where|for rows where) {column} is [the|its] {which}", "(for|at) the {which} {column}"),
        weight=0.7,
    ),
    Operation(
        name="filter_extreme_date",
        family="sorting",
        arguments={
            "column": ColumnArg(("date",)),
            "which": ChoiceArg(
                {"max": ("latest", "most recent", "last", "newest"), "min": ("earliest", "first", "oldest")}
            ),
        },
        code="{table}[{table}[{column!r}] == {table}[{column!r}].{which}()]",
        nouns=(
            "all [the] " + ROWS + " (with|of|on|from) the {which} {column}",
            "(every row|rows) where {column} (is|equals|=) (its|the) {which} [date]",
        ),
        verbs=("(keep|select|filter) all rows (with|on|from) the {which} {column}",),
        clauses=("(on|for|with) the {which} {column}",),
        weight=0.5,
    ),
)
