"""Running totals and extremes, rolling and expanding windows, as new columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, COLUMN

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ColumnArg(("number",))
ROLLING = ChoiceArg(
    {
        "mean": ("average", "mean", "avg"),
        "sum": ("sum", "total"),
        "max": ("maximum", "max", "highest"),
        "min": ("minimum", "min", "lowest"),
        "median": ("median",),
        "std": ("standard deviation", "std", "volatility"),
    }
)
EXPANDING = ChoiceArg(
    {
        "mean": ("average", "mean", "avg"),
        "median": ("median", "middle value"),
        "std": ("standard deviation", "std", "spread"),
    }
)


def _longer(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(len(frames[0]) > bound["n"])


def _no_zero(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool((frames[0][bound["column"]] > 0).all())


OPERATIONS = (
    Operation(
        name="cumulative_sum",
        family="windows",
        arguments={
            "column": _NUMBER,
            "name": NameArg(
                ("running_total", "cumulative", "cumsum", "cum_{column}", "cumulative_{column}", "total_so_far")
            ),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].cumsum()}})",
        nouns=(
            (
                "[the] (running total|cumulative sum|running sum|cumulative total|cumsum|cumulated sum) "
                "(of|over|for) {column}"
            ),
            "(cumulative|accumulated|running) {column}",
            "{column} (accumulated|cumulated|summed up) (so far|over time|row by row|to date)",
            "[the] (total|sum) of {column} (so far|up to each row|to date)",
        ),
        verbs=(
            "(accumulate|cumulate|cumsum) [the] {column}",
            (
                "(compute|calculate|add|keep) [a|the] (running total|cumulative sum|running sum|cumulative "
                "total) (of|for|over) {column}"
            ),
            ADD + " " + COLUMN + " {name} with [the] (running total|cumulative sum|cumulative total) of {column}",
        ),
        clauses=(
            "(with|plus|including|and) [a|the] (running total|cumulative sum) [of {column}]",
            "cumulated by {column}",
        ),
        place="after",
        weight=1.5,
    ),
    Operation(
        name="cumulative_percent",
        family="windows",
        arguments={"column": _NUMBER, "name": NameArg(("cum_pct", "cumulative_pct", "cumulative_percent", "pareto"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].cumsum() / {table}[{column!r}].sum() * 100}})",
        nouns=(
            "[the] (cumulative|running|accumulated) (percent|percentage|%) of [the] [total] {column}",
            "{column} as [a] (cumulative|running) (percent|percentage|%) of [the] total",
        ),
        verbs=(
            "(compute|calculate|add) [the] (cumulative|running) (percent|percentage|%) of [the] [total] {column}",
            ADD + " " + COLUMN + " {name} with [the] cumulative (percent|percentage|%) of {column}",
        ),
        clauses=("(with|plus) the cumulative (percent|percentage) of {column}",),
        place="after",
        needs=_no_zero,
        weight=0.6,
    ),
    Operation(
        name="cumulative_extreme",
        family="windows",
        arguments={
            "how": ChoiceArg(
                {
                    "cummax": ("maximum", "max", "highest", "record", "peak"),
                    "cummin": ("minimum", "min", "lowest", "record low"),
                }
            ),
            "column": _NUMBER,
            "name": NameArg(("{how}", "{column}_{how}", "so_far")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].{how}()}})",
        nouns=(
            "[the] (running|cumulative) {how} (of|in|for) {column}",
            "[the] {how} {column} (so far|up to each row|up to then|seen so far)",
        ),
        verbs=(
            "(compute|calculate|add|track) [the] (running|cumulative) {how} (of|for) {column}",
            ADD + " " + COLUMN + " {name} with [the] {how} {column} (so far|up to each row)",
        ),
        clauses=("(with|plus) the {how} {column} so far",),
        place="after",
    ),
    Operation(
        name="cumulative_product",
        family="windows",
        arguments={"column": _NUMBER, "name": NameArg(("cumprod", "cumulative_product", "running_product"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].cumprod()}})",
        nouns=("[the] (cumulative|running) product (of|for) {column}", "[the] cumprod of {column}"),
        verbs=(
            "(compute|calculate|add) [the] (cumulative|running) product of {column}",
            "multiply {column} up row by row",
        ),
        clauses=("(with|plus) the cumulative product of {column}",),
        place="after",
        weight=0.3,
    ),
    Operation(
        name="rolling_statistic",
        family="windows",
        arguments={
            "n": IntegerArg(2, 14),
            "how": ROLLING,
            "column": _NUMBER,
            "name": NameArg(
                ("rolling_{how}", "rolling", "moving_{how}", "{column}_ma{n}", "smoothed", "{column}_rolling")
            ),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].rolling({n}).{how}()}})",
        nouns=(
            "[the] {n} (row|period|day|step|point) (rolling|moving|running|trailing) {how} (of|for|in|over) {column}",
            (
                "[the] (rolling|moving|trailing) {how} of {column} (over|with [a] window [of]|across|with) "
                "{n} [rows|periods]"
            ),
            "[the] {how} of [the] last {n} {column} [values] [for each row]",
            "{n}-(row|period|day|point) (rolling|moving) {how} of {column}",
        ),
        verbs=(
            (
                "(compute|calculate|add|get) [a|the] (rolling|moving|trailing) {how} of {column} (over|with "
                "[a] window [of]|across) {n} [rows|periods|values]"
            ),
            "(compute|calculate|add) [a|the] {n} (row|period|day|point) (rolling|moving) {how} (of|for) {column}",
            ADD + " " + COLUMN + " {name} with [the] (rolling|moving) {how} of {column} (over|window|window size) {n}",
            "smooth {column} with [a] [moving|rolling] {how} (of|over) {n} [rows|values|points]",
        ),
        clauses=("(with|plus) [a|the] {n} (row|period) (rolling|moving) {how} of {column}",),
        place="after",
        needs=_longer,
        weight=1.6,
    ),
    Operation(
        name="rolling_partial",
        family="windows",
        arguments={
            "n": IntegerArg(2, 14),
            "how": ROLLING,
            "column": _NUMBER,
            "name": NameArg(("rolling_{how}", "rolling", "moving_{how}", "smoothed")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].rolling({n}, min_periods=1).{how}()}})",
        nouns=(
            (
                "[the] {n} (row|period|day) (rolling|moving) {how} (of|for|in) {column} (without gaps at the "
                "start|also for the first rows|with min_periods 1|allowing partial windows)"
            ),
            "[the] {how} of [the] (up to|at most) {n} latest {column} [values] [for each row]",
        ),
        verbs=(
            (
                "(compute|calculate|add) [a|the] (rolling|moving) {how} of {column} (over|with [a] window "
                "[of]) {n} [rows] (with min_periods=1|allowing incomplete windows|also at the start|with "
                "partial windows|without NaN at the start)"
            ),
        ),
        clauses=("(with|plus) [a|the] {n} (row|period) (rolling|moving) {how} of {column} with partial windows",),
        place="after",
        needs=lambda frames, bound: _longer(frames, bound) and bound["how"] != "std",
        weight=0.5,
    ),
    Operation(
        name="expanding_statistic",
        family="windows",
        arguments={
            "how": EXPANDING,
            "column": _NUMBER,
            "name": NameArg(("running_{how}", "expanding_{how}", "cumulative_{how}", "{how}_so_far")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].expanding().{how}()}})",
        nouns=(
            "[the] expanding {how} of {column}",
            "[the] (running|cumulative) {how} of {column} (with|over) [an] (expanding|growing) window",
            "[the] {how} of all {column} [values] (so far|up to each row|up to and including each row)",
        ),
        verbs=(
            "(compute|calculate|add) [the|an] expanding {how} (of|for) {column}",
            ADD + " " + COLUMN + " {name} with [the] expanding {how} of {column}",
        ),
        clauses=("(with|plus) the expanding {how} of {column}",),
        place="after",
    ),
)
