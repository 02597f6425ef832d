"""Row filters of more than one part: ranges, two conditions, and comparisons with the rest of the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gift4code_ext.operations import date_filters, several
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, Operation, ValueArg
from gift4code_ext.operations.words import COMPARE, KEEP, ROWS, SHARE, WHERE

_IS = "(is|equals|=|==)"


_PERCENTS = (
    {0.01: ("1st", "1%"), 0.05: ("5th", "5%"), 0.1: ("10th", "10%"), 0.25: ("25th", "25%")},
    {0.99: ("99th", "99%"), 0.95: ("95th", "95%"), 0.9: ("90th", "90%"), 0.75: ("75th", "75%")},
)


def _ordered(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(bound["low"] < bound["high"])


_BETWEEN = "(between|between|from|in the range|ranging from) {low} (and|to|-) {high}"
_CUT = ChoiceArg(
    {
        ">": ("above", "over", "higher than", "greater than", "more than", ">", "exceeding"),
        "<": ("below", "under", "lower than", "less than", "smaller than", "<"),
    }
)

OPERATIONS = (
    Operation(
        name="filter_between",
        family="conditions",
        arguments={"column": ColumnArg(("number",)), "low": ValueArg("column"), "high": ValueArg("column")},
        code="{table}[{table}[{column!r}].between({low!r}, {high!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is|lies|falls] " + _BETWEEN,
            "{column} " + _BETWEEN,
            "(everything|all rows|anything) with [a] {column} " + _BETWEEN,
            "[all] [the] " + ROWS + " " + WHERE + " {low} <= {column} <= {high}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} [is|lies] " + _BETWEEN,
            "(filter|restrict|limit) [by|to|on] {column} " + _BETWEEN,
        ),
        clauses=(
            "(where|with|when|for|if) [a] {column} [is|lies] " + _BETWEEN,
            "{column} (between|from) {low} (and|to) {high}",
        ),
        needs=_ordered,
        weight=1.3,
    ),
    Operation(
        name="filter_outside",
        family="conditions",
        arguments={"column": ColumnArg(("number",)), "low": ValueArg("column"), "high": ValueArg("column")},
        code="{table}[~{table}[{column!r}].between({low!r}, {high!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " {column} [is] (outside|not between|out of the range) [of] {low} (and|to) {high}",
            "[all] " + ROWS + " with {column} (below {low} or above {high}|less than {low} or more than {high})",
        ),
        verbs=(
            "(drop|remove|exclude) [the] " + ROWS + " " + WHERE + " {column} [is] (between|from) {low} (and|to) {high}",
        ),
        clauses=("(where|with|if) {column} [is] (outside|not between) {low} (and|to) {high}",),
        needs=_ordered,
        weight=0.5,
    ),
    Operation(
        name="filter_compare_and_equal",
        family="conditions",
        arguments={
            "column": ColumnArg(("number",)),
            "op": COMPARE,
            "value": ValueArg("column"),
            "column2": ColumnArg(("cat",)),
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] {op} {value!r}) & ({table}[{column2!r}] == {value2!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " {column} [is] {op} {value} and {column2} " + _IS + " {value2}",
            "[all] [the] {value2} [rows|records] (with|where|having) [a] {column} [is] {op} {value}",
            "[{column2}] {value2} with {column} {op} {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} [is] {op} {value} and {column2} " + _IS + " {value2}",
            "filter {column} {op} {value} and {column2} [=|==|is] {value2}",
        ),
        clauses=(
            "(where|with|when|for rows where) {column} [is] {op} {value} and {column2} " + _IS + " {value2}",
            "for {value2} with {column} {op} {value}",
        ),
    ),
    Operation(
        name="filter_equal_and_compare",
        family="conditions",
        arguments={
            "column": ColumnArg(("cat",)),
            "value": ValueArg("column"),
            "column2": ColumnArg(("number",)),
            "op": COMPARE,
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] == {value!r}) & ({table}[{column2!r}] {op} {value2!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " {column} "
            + _IS
            + " {value} and [the] {column2} [is] {op} {value2}",
            "[{column}] {value} and {column2} {op} {value2}",
            "[all] " + ROWS + " (for|in|from|of) {value} and [with] {column2} {op} {value2}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} " + _IS + " {value} and {column2} [is] {op} {value2}",
            "filter {column} [=|==|is] {value} and {column2} {op} {value2}",
        ),
        clauses=(
            "(where|when|for rows where) {column} " + _IS + " {value} and {column2} [is] {op} {value2}",
            "for {value} and {column2} {op} {value2}",
        ),
    ),
    Operation(
        name="filter_compare_and_compare",
        family="conditions",
        arguments={
            "column": ColumnArg(("number",)),
            "op": COMPARE,
            "value": ValueArg("column"),
            "column2": ColumnArg(("number",), not_in=("column",)),
            "op2": COMPARE,
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] {op} {value!r}) & ({table}[{column2!r}] {op2} {value2!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " {column} [is] {op} {value} and {column2} [is] {op2} {value2}",
            "{column} {op} {value} and {column2} {op2} {value2}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} [is] {op} {value} and {column2} [is] {op2} {value2}",
            "filter {column} {op} {value} (and|&) {column2} {op2} {value2}",
        ),
        clauses=("(where|with|when|for rows where) {column} [is] {op} {value} and {column2} [is] {op2} {value2}",),
    ),
    Operation(
        name="filter_equal_and_equal",
        family="conditions",
        arguments={
            "column": ColumnArg(("cat",)),
            "value": ValueArg("column"),
            "column2": ColumnArg(("cat",), not_in=("column",)),
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] == {value!r}) & ({table}[{column2!r}] == {value2!r})]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " {column} " + _IS + " {value} and {column2} " + _IS + " {value2}",
            "[all] [the] {value} [rows|records] (in|from|with|of|for) {value2}",
            "[all] " + ROWS + " (for|with|of) {value} and {value2}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} " + _IS + " {value} and {column2} " + _IS + " {value2}",
            "filter {column} {value} and {column2} {value2}",
        ),
        clauses=(
            "(where|when|for rows where) {column} " + _IS + " {value} and {column2} " + _IS + " {value2}",
            "for {value} (in|and|with) {value2}",
        ),
    ),
    Operation(
        name="filter_compare_or_compare",
        family="conditions",
        arguments={
            "column": ColumnArg(("number",)),
            "op": COMPARE,
            "value": ValueArg("column"),
            "column2": ColumnArg(("number",), not_in=("column",)),
            "op2": COMPARE,
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] {op} {value!r}) | ({table}[{column2!r}] {op2} {value2!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " [either] {column} [is] {op} {value} or {column2} [is] {op2} {value2}",
            "{column} {op} {value} or {column2} {op2} {value2}",
        ),
        verbs=(
            KEEP
            + " [only] "
            + ROWS
            + " "
            + WHERE
            + " [either] {column} [is] {op} {value} or {column2} [is] {op2} {value2}",
            "filter {column} {op} {value} or {column2} {op2} {value2}",
        ),
        clauses=("(where|with|when) [either] {column} [is] {op} {value} or {column2} [is] {op2} {value2}",),
        weight=0.8,
    ),
    Operation(
        name="filter_equal_or_compare",
        family="conditions",
        arguments={
            "column": ColumnArg(("cat",)),
            "value": ValueArg("column"),
            "column2": ColumnArg(("number",)),
            "op": COMPARE,
            "value2": ValueArg("column2"),
        },
        code="{table}[({table}[{column!r}] == {value!r}) | ({table}[{column2!r}] {op} {value2!r})]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " "
            + WHERE
            + " [either] {column} "
            + _IS
            + " {value} or {column2} [is] {op} {value2}",
        ),
        verbs=(
            KEEP
            + " [only] "
            + ROWS
            + " "
            + WHERE
            + " [either] {column} "
            + _IS
            + " {value} or {column2} [is] {op} {value2}",
            "filter {column} {value} or {column2} {op} {value2}",
        ),
        clauses=("(where|when) [either] {column} " + _IS + " {value} or {column2} [is] {op} {value2}",),
        weight=0.7,
    ),
    Operation(
        name="filter_columns_compare",
        family="conditions",
        arguments={
            "column": ColumnArg(("number",)),
            "op": COMPARE,
            "column2": ColumnArg(("number",), not_in=("column",)),
        },
        code="{table}[{table}[{column!r}] {op} {table}[{column2!r}]]",
        nouns=(
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is] {op} [the|its|their] {column2}",
            "[all] " + ROWS + " with [a] {column} {op} [the] {column2}",
            "{column} {op} {column2}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} [is] {op} {column2}",
            "filter {column} {op} {column2}",
        ),
        clauses=("(where|when|if) {column} [is] {op} [the|its] {column2}", "with {column} {op} {column2}"),
    ),
    Operation(
        name="filter_against_average",
        family="conditions",
        arguments={
            "column": ColumnArg(("number",)),
            "op": _CUT,
            "how": ChoiceArg(
                {"mean": ("average", "mean", "avg", "overall average"), "median": ("median", "overall median")}
            ),
        },
        code="{table}[{table}[{column!r}] {op} {table}[{column!r}].{how}()]",
        nouns=(
            "[all] [the] " + ROWS + " (with|having) [an|a] {op} {how} {column}",
            "[all] [the] " + ROWS + " " + WHERE + " [the] {column} [is] {op} [the|its] {how}",
            "{column} {op} [the] {how}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " " + WHERE + " {column} [is] {op} [the] {how} [{column}]",
            "filter {column} {op} {how}",
        ),
        clauses=("(where|with|when) {column} [is] {op} [the|its] {how}", "with {op} {how} {column}"),
    ),
    Operation(
        name="filter_top_share",
        family="conditions",
        arguments={"column": ColumnArg(("number",)), "share": SHARE},
        code="{table}[{table}[{column!r}] >= {table}[{column!r}].quantile(1 - {share})]",
        nouns=(
            "[the] top {share} [of] " + ROWS + " (by|in|on) {column}",
            "[the] (top|highest|upper) {share} [of|by] [the] {column} [values]",
            "[the] {share} of rows with [the] (highest|largest|most) {column}",
        ),
        verbs=("(keep|take|select|show) [only] the top {share} [of rows] (by|of|in) {column}",),
        clauses=("(for|among|in|only) the top {share} (by|of) {column}",),
        weight=0.8,
    ),
    Operation(
        name="filter_bottom_share",
        family="conditions",
        arguments={"column": ColumnArg(("number",)), "share": SHARE},
        code="{table}[{table}[{column!r}] <= {table}[{column!r}].quantile({share})]",
        nouns=(
            "[the] bottom {share} [of] " + ROWS + " (by|in|on) {column}",
            "[the] (bottom|lowest|lower) {share} [of|by] [the] {column} [values]",
            "[the] {share} of rows with [the] (lowest|smallest|least) {column}",
        ),
        verbs=("(keep|take|select|show) [only] the bottom {share} [of rows] (by|of|in) {column}",),
        clauses=("(for|among|in|only) the bottom {share} (by|of) {column}",),
        weight=0.6,
    ),
    Operation(
        name="filter_without_outliers",
        family="conditions",
        arguments={"column": ColumnArg(("number",)), "low": ChoiceArg(_PERCENTS[0]), "high": ChoiceArg(_PERCENTS[1])},
        code="{table}[{table}[{column!r}].between({table}[{column!r}].quantile({low}), "
        "{table}[{column!r}].quantile({high}))]",
        nouns=(
            "[all] " + ROWS + " with {column} between [the] {low} and [the] {high} percentile",
            "{column} without [the] outliers beyond [the] {low} and {high} percentiles",
        ),
        verbs=(
            (
                "(drop|remove|cut off) outliers in {column} (outside|below|beyond) [the] {low} (and|to|or above the) "
                "{high} percentile"
            ),
        ),
        clauses=("(without|ignoring) {column} outliers outside [the] {low} to {high} percentile",),
        weight=0.3,
    ),
    *date_filters.OPERATIONS,
    *several.OPERATIONS,
)
