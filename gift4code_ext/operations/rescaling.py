"""Rescaled columns: shares of a total, rounding, absolute values, functions, standard scores, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation

if TYPE_CHECKING:
    import pandas as pd

FUNCTION = ChoiceArg(
    {
        "sqrt": ("square root", "sqrt", "root"),
        "log": ("log", "natural log", "logarithm", "ln"),
        "log10": ("log10", "base 10 log", "log base 10"),
        "square": ("square", "squared value", "second power"),
    }
)
_NUMBER = ColumnArg(("number",))


def _negative(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool((frames[0][bound["column"]] < 0).any())


def _positive(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool((frames[0][bound["column"]] > 0).all())


def _varies(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0][bound["column"]].nunique() > 1)


def _has_decimals(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    return not values.round(bound["digits"]).equals(values)


def _round_everything(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    table = frames[0]
    numbers = table.select_dtypes("float")
    return not numbers.round(bound["digits"]).equals(numbers) and not any(dtype.kind in "mM" for dtype in table.dtypes)


OPERATIONS = (
    Operation(
        name="percent_of_total",
        family="columns",
        arguments={
            "column": _NUMBER,
            "name": NameArg(("percent", "pct", "percentage", "pct_of_total", "percent_of_total")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] / {table}[{column!r}].sum() * 100}})",
        nouns=(
            "{column} as [a] (percent|percentage|%) of [the] [overall|grand] total",
            "[the] (percent|percentage|%) of [the] total {column} [(for|of|in) each row]",
            "each row's (percent|percentage|%) of [the] [total] {column}",
            "[the] (percentage|percent) contribution [of each row] to [the] [total|overall] {column}",
        ),
        verbs=(
            "(add|create) [a] [new] column [{name}] with [the] (percent|percentage|%) of [the] total {column}",
            "(express|show|convert) {column} (as|to|into) [a] (percent|percentage|%) of [the] [column] total",
            "(compute|calculate) what (percent|percentage|%) of the total {column} each row (is|represents|makes up)",
        ),
        clauses=(
            "(with|plus|including) [the|its] (percentage|percent|%) of [the] total {column}",
            "as (percent|%) of total {column}",
        ),
        place="after",
    ),
    Operation(
        name="share_of_total",
        family="columns",
        arguments={"column": _NUMBER, "name": NameArg(("share", "fraction", "proportion", "share_of_total", "weight"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] / {table}[{column!r}].sum()}})",
        nouns=(
            "[the] (share|fraction|proportion) of [the] total {column} [(for|of|in) each row]",
            "{column} as [a] (fraction|share|proportion) of [the] [overall|grand] total",
            "each row's (share|fraction|proportion) of [the] [total] {column}",
        ),
        verbs=(
            "(add|create) [a] [new] column [{name}] with [the] (share|fraction|proportion) of [the] total {column}",
            "(express|show|convert) {column} (as|to|into) [a] (share|fraction|proportion) of [the] [column] total",
            "divide {column} by (its|the column|the) (sum|total)",
            "(normalise|normalize) {column} [so that it] (to sum to one|sums to 1)",
        ),
        clauses=("(with|plus|including) [the|its] (share|fraction|proportion) of [the] total {column}",),
        place="after",
    ),
    Operation(
        name="round_column",
        family="columns",
        arguments={"column": ColumnArg(("float",)), "digits": IntegerArg(0, 3)},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].round({digits})}})",
        nouns=(
            "{column} (rounded|to) [to] {digits} (decimals|decimal places|digits|places)",
            "rounded {column} with {digits} decimals",
        ),
        verbs=(
            "round [the] [column] {column} to {digits} (decimals|decimal places|digits|places|dp)",
            "round {column} {digits}",
            "(keep|show) only {digits} (decimals|decimal places|digits) (of|in|for) {column}",
        ),
        clauses=(
            "[with {column}] rounded to {digits} (decimals|decimal places|digits|places)",
            "and round {column} to {digits}",
        ),
        place="after",
        needs=_has_decimals,
    ),
    Operation(
        name="round_all",
        family="columns",
        arguments={"digits": IntegerArg(0, 3)},
        code="{table}.round({digits})",
        nouns=("(everything|all numbers|all values|the table) rounded to {digits} (decimals|decimal places|digits)",),
        verbs=(
            (
                "round (everything|all [the] [numeric] columns|all numbers|all values|the [whole] table) to "
                "{digits} (decimals|decimal places|digits|places)"
            ),
            "round to {digits} (decimals|decimal places|digits|dp)",
            "limit [all] [the] (numbers|floats|values) to {digits} (decimals|decimal places)",
        ),
        clauses=(
            "(all|everything) rounded to {digits} (decimals|decimal places|digits)",
            "rounded to {digits} (decimals|digits|dp)",
        ),
        place="after",
        needs=_round_everything,
        weight=0.7,
    ),
    Operation(
        name="abs_column",
        family="columns",
        arguments={"column": _NUMBER},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].abs()}})",
        nouns=(
            "[the] (absolute|unsigned) [value of] [the] {column}",
            "{column} (without|ignoring) [the] sign",
            "magnitude of {column}",
        ),
        verbs=(
            "(take|use|compute|get) [the] absolute value (of|for) {column}",
            "(make|turn) [all] [the] {column} [values] (positive|absolute)",
            "(drop|remove|ignore) the (sign|minus sign|minus) (of|in|from) {column}",
            "abs [of] {column}",
        ),
        clauses=("(using|taking|with) [the] absolute [value of] {column}", "ignoring the sign of {column}"),
        needs=_negative,
    ),
    Operation(
        name="apply_function",
        family="columns",
        arguments={"how": FUNCTION, "column": _NUMBER, "name": NameArg(("{how}_{column}", "{column}_{how}", "{how}"))},
        code="{table}.assign(**{{{name!r}: np.{how}({table}[{column!r}])}})",
        nouns=(
            "[the] {how} of [the] {column} [(as|in) a new column]",
            "[a] [new] column {name} with the {how} of {column}",
            "{name} = {how} of {column}",
        ),
        verbs=(
            "(take|compute|calculate|add) [the] {how} of [the] {column}",
            "(add|create|make) [a] [new] column [called] {name} (with|as) [the] {how} of {column}",
            "(transform|convert) {column} (with|by|using|to) [the|its] {how} (as|into|in) {name}",
        ),
        clauses=("(where|with) {name} (is|being|=) the {how} of {column}",),
        needs=_positive,
    ),
    Operation(
        name="zscore_column",
        family="columns",
        arguments={"column": _NUMBER, "name": NameArg(("zscore", "z_score", "z", "{column}_z", "standardized"))},
        code=(
            "{table}.assign(**{{{name!r}: ({table}[{column!r}] - {table}[{column!r}].mean())"
            " / {table}[{column!r}].std()}})"
        ),
        nouns=(
            "[the] (z-score|z score|zscore|z-scores|standard score) (of|for) [the] {column}",
            "(standardised|standardized|z-scored) {column}",
            "{column} in standard deviations from [the|its] mean",
        ),
        verbs=(
            "(standardise|standardize|z-score|z-normalize|z score) [the] [column] {column} [in a new column]",
            "(add|create) [a] [new] column {name} with [the] (z-score|zscore|standardized values) of {column}",
            (
                "(scale|normalize|normalise) {column} to (zero mean and unit variance|mean 0 and std 1|unit "
                "standard deviation)"
            ),
            "(subtract|take off) the mean of {column} and divide by [its] (standard deviation|std)",
        ),
        clauses=("(with|plus|including) [the] (z-score|zscore) of {column}",),
        place="after",
        needs=_varies,
    ),
    Operation(
        name="minmax_column",
        family="columns",
        arguments={
            "column": _NUMBER,
            "name": NameArg(("normalized", "scaled", "{column}_norm", "{column}_scaled", "score")),
        },
        code=(
            "{table}.assign(**{{{name!r}: ({table}[{column!r}] - {table}[{column!r}].min())"
            " / ({table}[{column!r}].max() - {table}[{column!r}].min())}})"
        ),
        nouns=(
            "(min-max|min max|minmax) (normalised|normalized|scaled) {column}",
            (
                "{column} (scaled|rescaled|normalized|normalised|mapped) (to|between|onto) (0 and 1|0-1|0 to "
                "1|the unit interval|zero and one)"
            ),
        ),
        verbs=(
            "(min-max|minmax) (scale|normalize|normalise) [the] [column] {column}",
            (
                "(normalise|normalize|rescale|scale) [the] [column] {column} (to be between 0 and 1|to "
                "0-1|to the range 0 to 1|from 0 to 1)"
            ),
            (
                "(add|create) [a] [new] column {name} with {column} (scaled|normalized|normalised) "
                "(to|between) (0 and 1|0-1)"
            ),
            "(normalise|normalize|rescale) {column} (by|using) its (min and max|minimum and maximum|range)",
        ),
        clauses=("(with|plus) {column} (normalized|scaled|normalised) (to|between) 0 and 1",),
        place="after",
        needs=_varies,
    ),
    Operation(
        name="center_column",
        family="columns",
        arguments={
            "column": _NUMBER,
            "how": ChoiceArg({"mean": ("mean", "average", "avg"), "median": ("median",)}),
            "name": NameArg(("deviation", "diff_from_{how}", "{column}_centered", "{column}_minus_{how}")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] - {table}[{column!r}].{how}()}})",
        nouns=(
            "[the] (difference|deviation|distance) (of|between) [the] {column} (from|to|and) [the|its] {how}",
            "how far [each] {column} is from [the|its] {how}",
            "{column} (relative to|minus|compared to|against) [the|its] [overall] {how}",
        ),
        verbs=(
            "subtract [the] {how} [of] [the] {column} from [each|it|every value]",
            "(center|centre|demean) {column} [around|on] [its] {how}",
            (
                "(add|create) [a] [new] column {name} with [the] (difference|deviation) (of|between) "
                "{column} (from|and) [its|the] {how}"
            ),
            "(compare|show) each {column} (with|to|against) the [overall] {how}",
        ),
        clauses=("(with|plus) [the] (deviation|difference) (of|from) {column} [from] [the] {how}",),
        place="after",
        weight=0.8,
    ),
)
