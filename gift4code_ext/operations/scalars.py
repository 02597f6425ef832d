"""One number of a table: rows, statistics of a column, and two columns together."""

from __future__ import annotations

from gift4code_ext.operations import lookups
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, Operation
from gift4code_ext.operations.words import (
    AGGREGATE,
    COMMON_AGGREGATE,
    PERCENTILE,
    ROWS,
)

_NUMBER = ColumnArg(("number",))
_OVERALL = "[overall|in total|in the data|across all rows|of all rows|in the table|over the whole table]"
_WORD_BOUND = ChoiceArg(
    {
        "max": ("latest", "last", "most recent", "newest", "maximum", "max"),
        "min": ("earliest", "first", "oldest", "minimum", "min"),
    }
)

OPERATIONS = (
    Operation(
        name="count_rows",
        family="scalars",
        arguments={},
        code="len({table})",
        makes="scalar",
        nouns=(
            "[the] (number|count|total number) of " + ROWS + " " + _OVERALL,
            "how many " + ROWS + " [are there|there are|do we have|exist|remain]",
            "(row count|number of rows|length of the table|size of the data)",
            "how many [are there|are left]",
        ),
        verbs=("count [all] [the] " + ROWS, "count them", "count"),
        weight=1.5,
    ),
    Operation(
        name="count_columns",
        family="scalars",
        arguments={},
        code="{table}.shape[1]",
        makes="scalar",
        nouns=("[the] number of columns", "how many (columns|fields|variables) [are there|there are|does it have]"),
        verbs=("count [the] columns",),
        weight=0.3,
    ),
    Operation(
        name="aggregate_column",
        family="scalars",
        arguments={"column": _NUMBER, "how": AGGREGATE},
        code="{table}[{column!r}].{how}()",
        makes="scalar",
        nouns=(
            "[the] {how} [of] [the] {column} " + _OVERALL,
            "[the] {how} [of] (all|all the) {column} [values]",
            "{column} {how}",
            "[the] {how} (value of|in|for) {column}",
        ),
        verbs=(
            "(compute|calculate|work out|determine|find|get|figure out) [the] {how} [of] [the] {column} " + _OVERALL,
            "{how} {column}",
        ),
        weight=2.5,
    ),
    Operation(
        name="sum_column",
        family="scalars",
        arguments={"column": _NUMBER},
        code="{table}[{column!r}].sum()",
        makes="scalar",
        nouns=("how much {column} [is there] " + _OVERALL, "[the] {column} (altogether|all in all|in all|grand total)"),
        verbs=("(add up|sum up|sum|total) [all] [the] {column} [values]",),
        weight=0.6,
    ),
    Operation(
        name="date_bound",
        family="scalars",
        arguments={"column": ColumnArg(("date",)), "how": _WORD_BOUND},
        code="{table}[{column!r}].{how}()",
        makes="scalar",
        nouns=(
            "[the] {how} {column} " + _OVERALL,
            "when (was|is) [the] {how} {column}",
            "{how} (date|value) in {column}",
        ),
        verbs=("(find|get) [the] {how} {column}",),
    ),
    Operation(
        name="date_span_days",
        family="scalars",
        arguments={"column": ColumnArg(("date",))},
        code="({table}[{column!r}].max() - {table}[{column!r}].min()).days",
        makes="scalar",
        nouns=(
            "[the] number of days between [the] (first and last|earliest and latest|oldest and newest) {column}",
            (
                "how many days (does {column} span|{column} covers|the data covers by {column}|lie between first and "
                "last {column})"
            ),
            "[the] (time span|date range) of {column} in days",
        ),
        verbs=("count [the] days from [the] (first|earliest) to [the] (last|latest) {column}",),
        weight=0.6,
    ),
    Operation(
        name="correlation",
        family="scalars",
        arguments={"column": _NUMBER, "column2": ColumnArg(("number",), not_in=("column",))},
        code="{table}[{column!r}].corr({table}[{column2!r}])",
        makes="scalar",
        nouns=(
            "[the] [pearson] correlation (between|of|for) {column} (and|with|to) {column2}",
            "how [strongly|well] (are|do|is) {column} (and|with) {column2} (correlated|correlate|related)",
            "{column} {column2} (correlation|corr)",
        ),
        verbs=(
            "correlate {column} (with|and) {column2}",
            "(compute|calculate) [the] correlation (between|of) {column} and {column2}",
        ),
    ),
    Operation(
        name="quantile",
        family="scalars",
        arguments={"column": _NUMBER, "q": PERCENTILE},
        code="{table}[{column!r}].quantile({q})",
        makes="scalar",
        nouns=("[the] {q} [of|for] [the] {column}", "{column} {q}"),
        verbs=("(compute|calculate|find|get) [the] {q} [of] {column}",),
        weight=0.8,
    ),
    Operation(
        name="value_range",
        family="scalars",
        arguments={"column": _NUMBER},
        code="{table}[{column!r}].max() - {table}[{column!r}].min()",
        makes="scalar",
        nouns=(
            "[the] range of [the] {column} [values]",
            (
                "[the] (difference|gap) between [the] (highest and lowest|largest and smallest|max and min|maximum and "
                "minimum) {column}"
            ),
            "{column} (range|max minus min)",
        ),
        verbs=("(compute|calculate|find) [the] (range|max minus min) of {column}",),
        weight=0.6,
    ),
    Operation(
        name="weighted_mean",
        family="scalars",
        arguments={"column": _NUMBER, "weight": ColumnArg(("number",), not_in=("column",))},
        code="({table}[{column!r}] * {table}[{weight!r}]).sum() / {table}[{weight!r}].sum()",
        makes="scalar",
        nouns=(
            "[the] weighted (average|mean|avg) [of] {column} [weighted|with weights] (by|using) {weight}",
            "[the] {weight}-weighted (average|mean) [of] {column}",
            "(average|mean) {column} weighted by {weight}",
        ),
        verbs=("(compute|calculate) [the] (average|mean) {column} weighted by {weight}",),
        weight=0.5,
    ),
    Operation(
        name="sum_of_products",
        family="scalars",
        arguments={"column": _NUMBER, "column2": ColumnArg(("number",), not_in=("column",))},
        code="({table}[{column!r}] * {table}[{column2!r}]).sum()",
        makes="scalar",
        nouns=(
            "[the] (sum|total) of {column} (times|multiplied by|*|x) {column2}",
            "total {column} (times|x|*) {column2}",
        ),
        verbs=("multiply {column} (by|with|and) {column2} and (sum|add up|total) [everything|it all|the products]",),
        weight=0.5,
    ),
    Operation(
        name="nth_largest_value",
        family="scalars",
        arguments={
            "n": ChoiceArg(
                {2: ("second", "2nd", "second"), 3: ("third", "3rd"), 4: ("fourth", "4th"), 5: ("fifth", "5th")}
            ),
            "column": _NUMBER,
        },
        code="{table}[{column!r}].drop_duplicates().nlargest({n}).iloc[-1]",
        makes="scalar",
        nouns=("[the] {n} (highest|largest|biggest|greatest) {column} [value]", "{n} (highest|largest) {column}"),
        verbs=("(find|get) [the] {n} (highest|largest) {column}",),
        needs=lambda frames, bound: frames[0][bound["column"]].nunique() >= bound["n"],
        weight=0.6,
    ),
    Operation(
        name="sum_top_n",
        family="scalars",
        arguments={
            "n": ChoiceArg({3: ("3", "three"), 5: ("5", "five"), 10: ("10", "ten"), 2: ("2", "two")}),
            "column": _NUMBER,
            "how": COMMON_AGGREGATE,
        },
        code="{table}[{column!r}].nlargest({n}).{how}()",
        makes="scalar",
        nouns=(
            "[the] {how} of [the] {n} (highest|largest|biggest) {column} [values]",
            "[the] {how} [of] [the] top {n} {column} [values]",
        ),
        verbs=("(compute|calculate) [the] {how} of [the] (top {n}|{n} largest|{n} highest) {column} [values]",),
        needs=lambda frames, bound: len(frames[0]) > bound["n"],
        weight=0.4,
    ),
    *lookups.OPERATIONS,
)
