"""Row filters on a date column: before, after, between, calendar parts, the last days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, Operation, ValueArg
from gift4code_ext.operations.words import KEEP, ROWS, WHERE

_DATE = ColumnArg(("date",))
_MONTH = ChoiceArg(
    {
        1: ("january", "jan", "January"), 2: ("february", "feb", "February"), 3: ("march", "mar",
        "March"), 4: ("april", "apr", "April"),
        5: ("may", "May"), 6: ("june", "jun", "June"), 7: ("july", "jul", "July"), 8: ("august", "aug", "August"),
        9: ("september", "sep", "September"), 10: ("october", "oct", "October"), 11: ("november", "nov", "November"),
        12: ("december", "dec", "December"),
    }
)  # fmt: skip
_WEEKDAY = ChoiceArg(
    {
        0: ("monday", "mondays", "Mon", "Monday"), 1: ("tuesday", "tuesdays", "Tue", "Tuesday"), 2: ("wednesday",
        "Wednesday", "Wed"),
        3: ("thursday", "Thursday", "Thu"), 4: ("friday", "fridays", "Friday"), 5: ("saturday", "Saturday",
        "Sat"), 6: ("sunday", "sundays", "Sunday"),
    }
)  # fmt: skip


_PERIODS = {
    7: ("7 days", "week", "seven days"), 30: ("30 days", "thirty days", "month"), 14: ("14 days", "two weeks",
    "fortnight"), 90: ("90 days", "three months"),
    365: ("365 days", "year", "12 months"), 10: ("10 days", "ten days"), 60: ("60 days",
    "two months"), 180: ("180 days", "half year"), 3: ("3 days", "three days"),
}  # fmt: skip


def _ordered(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(bound["low"] < bound["high"])


OPERATIONS = (
    Operation(
        name="filter_date_compare",
        family="conditions",
        arguments={
            "column": _DATE,
            "op": ChoiceArg(
                {
                    ">": ("after", "later than", "past", "newer than", ">", "more recent than"),
                    "<": ("before", "earlier than", "prior to", "older than", "<", "until before"),
                    ">=": ("since", "from", "on or after", "starting", ">=", "starting from", "not before"),
                    "<=": ("until", "up to", "on or before", "till", "<=", "through"),
                }
            ),
            "value": ValueArg("column"),
        },
        code="{table}[{table}[{column!r}] {op} {value!r}]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is] {op} {value}",
            "[all] [the] " + ROWS + " {op} {value}",
            "[all] [the] " + ROWS + " with [a] {column} {op} {value}",
            "{column} {op} {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " [where {column} is|with {column}] {op} {value}",
            "(filter|restrict|limit) [to|by|on] {column} {op} {value}",
            "(drop|remove|exclude) [all] rows (unless|where not) {column} is {op} {value}",
        ),
        clauses=(
            "(where|with|when|for) [a] {column} [is] {op} {value}",
            "{op} {value}",
            "for " + ROWS + " {op} {value}",
        ),
        weight=1.5,
    ),
    Operation(
        name="filter_date_between",
        family="conditions",
        arguments={"column": _DATE, "low": ValueArg("column"), "high": ValueArg("column")},
        code="{table}[{table}[{column!r}].between({low!r}, {high!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " [with {column}|where {column} is] (between|from) {low} (and|to|until|till) {high}",
            "{column} (between|from) {low} (and|to) {high}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " [where {column} is|with {column}] (between|from) {low} (and|to|until) {high}",
            "(filter|restrict|limit) [to|by] {column} (between|from) {low} (and|to) {high}",
        ),
        clauses=("[where|with|for] [{column}] (between|from) {low} (and|to|until) {high}",),
        needs=_ordered,
    ),
    Operation(
        name="filter_year",
        family="conditions",
        arguments={"column": _DATE, "year": IntegerArg(2018, 2025)},
        code="{table}[{table}[{column!r}].dt.year == {year}]",
        nouns=(
            "[all] [the] " + ROWS + " (in|from|of|for|during) [the year] {year}",
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} (is in|falls in|is from|year is) {year}",
            "{year} (rows|records|data) [by {column}]",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " [with {column}] (in|from|of) {year}",
            "filter [to|by] {column} [year] [=|in] {year}",
        ),
        clauses=("(in|for|during|from) [the year] {year}", "(where|with) {column} (in|is in|year is) {year}"),
        needs=lambda frames, bound: bool((frames[0][bound["column"]].dt.year == bound["year"]).any()),
    ),
    Operation(
        name="filter_month",
        family="conditions",
        arguments={"column": _DATE, "month": _MONTH},
        code="{table}[{table}[{column!r}].dt.month == {month}]",
        nouns=(
            "[all] [the] " + ROWS + " (in|from|of|for|during) {month} [by {column}|of any year]",
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} (is in|falls in|month is) {month}",
            "{month} (rows|records|data)",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " [with {column}] (in|from|of) {month}",
            "filter {column} [month] [=|in] {month}",
        ),
        clauses=("(in|for|during) {month}", "(where|with) {column} (in|is in|falls in) {month}"),
        needs=lambda frames, bound: bool((frames[0][bound["column"]].dt.month == bound["month"]).any()),
        weight=0.7,
    ),
    Operation(
        name="filter_weekday",
        family="conditions",
        arguments={"column": _DATE, "day": _WEEKDAY},
        code="{table}[{table}[{column!r}].dt.day_of_week == {day}]",
        nouns=(
            "[all] [the] " + ROWS + " (on|from) [a] {day} [by {column}]",
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} (is a|is on a|falls on a|is) {day}",
        ),
        verbs=(KEEP + " [only] " + ROWS + " [with {column}] on [a] {day}", "filter {column} to {day}"),
        clauses=("on [a] {day}", "(where|with) {column} (on a|on|is a) {day}"),
        needs=lambda frames, bound: bool((frames[0][bound["column"]].dt.day_of_week == bound["day"]).any()),
        weight=0.5,
    ),
    Operation(
        name="filter_weekend",
        family="conditions",
        arguments={
            "column": _DATE,
            "op": ChoiceArg(
                {
                    ">=": ("weekend", "weekends", "the weekend", "saturday or sunday"),
                    "<": ("weekday", "weekdays", "working days", "a weekday", "monday to friday"),
                }
            ),
        },
        code="{table}[{table}[{column!r}].dt.day_of_week {op} 5]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} (is on|falls on|is) {op}",
            "[only] {op} " + ROWS + " [by {column}]",
        ),
        verbs=(KEEP + " [only] " + ROWS + " [with {column}] (on|from) {op}", "filter {column} to {op}"),
        clauses=("(on|during) {op}", "(where|with) {column} on {op}", "{op} only"),
        weight=0.5,
    ),
    Operation(
        name="filter_last_days",
        family="conditions",
        arguments={"column": _DATE, "days": ChoiceArg(_PERIODS)},
        code="{table}[{table}[{column!r}] > {table}[{column!r}].max() - pd.Timedelta(days={days})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (of|from|in|within|for) the (last|past|most recent|latest|final) {days} [of data|by {column}]",
            "[the] (last|past|latest) {days} (of|by) {column}",
        ),
        verbs=(
            KEEP + " [only] [rows from|rows in|records from] the (last|past|latest) {days} [by {column}|of {column}]",
            "filter {column} to the last {days}",
        ),
        clauses=("(in|over|for|during|within) the (last|past|latest) {days}",),
        weight=0.7,
    ),
)
