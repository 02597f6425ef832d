"""Row filters on truth and on missing values."""

from __future__ import annotations

from gift4code_ext.operations.model import ColumnArg, Operation
from gift4code_ext.operations.words import DROP, KEEP, ROWS

OPERATIONS = (
    Operation(
        name="filter_true",
        family="filters",
        arguments={"column": ColumnArg(("bool",))},
        code="{table}[{table}[{column!r}]]",
        nouns=(
            "[all] [the] " + ROWS + " (where|for which|in which) {column} [is] [true|yes|set|True]",
            "(only|just) [the] {column} [ones|rows|records]",
            "{column} " + ROWS,
            "(those|the ones|rows) that are {column}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " (where|that are|with) {column} [is true|true|== True|= true]",
            "filter [to|on|by] {column} [rows|== True|is true]",
            DROP + " " + ROWS + " (where {column} is (false|not true)|that are not {column}|without {column})",
        ),
        clauses=(
            "(where|when|if|for rows where) {column} [is true|is True|holds|= true]",
            "(for|among|of) [the] {column} (ones|rows|only)",
            "(among|considering) only {column}",
        ),
    ),
    Operation(
        name="filter_false",
        family="filters",
        arguments={"column": ColumnArg(("bool",))},
        code="{table}[~{table}[{column!r}]]",
        nouns=(
            "[all] [the] " + ROWS + " (where|for which|in which) {column} is (false|not true|no|not set|False)",
            "[all] " + ROWS + " that are not {column}",
            "(those|the ones|rows) (without|not) {column}",
            "non {column} " + ROWS,
        ),
        verbs=(
            KEEP
            + " [only] "
            + ROWS
            + " (where {column} is (false|False|not true)|that are not {column}|without {column})",
            DROP + " [the] " + ROWS + " (where|that are) {column} [is true]",
            "filter to (not|non) {column}",
        ),
        clauses=(
            "(where|when|if|for rows where) {column} is (false|False|not true)",
            "(for|among) (those|rows) (not|that are not|without) {column}",
            "(excluding|without|ignoring) {column} (ones|rows)",
        ),
    ),
    Operation(
        name="filter_missing",
        family="filters",
        arguments={"column": ColumnArg(nulls=True)},
        code="{table}[{table}[{column!r}].isna()]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|for which) [the] {column} is (missing|null|empty|blank|nan|NaN|unknown|not filled in|"
            "not given|na)",
            "[all] [the] " + ROWS + " (with|having) (missing|null|no|empty|blank|unknown) {column} [value|values]",
            "[all] [the] " + ROWS + " (without|lacking|missing) [a|any] {column} [value]",
            "which " + ROWS + " (have no|are missing|lack) {column}",
        ),
        verbs=(
            KEEP
            + " [only] "
            + ROWS
            + " (where {column} is (missing|null|na|NaN|empty|blank)|with (missing|no|null) {column})",
            "filter {column} (is null|missing|isna|null)",
        ),
        clauses=(
            "(where|when|if|for rows where) {column} is (missing|null|NaN|empty|blank|unknown)",
            "(for|among) (those|rows) (without|missing|with no) {column}",
        ),
    ),
    Operation(
        name="filter_present",
        family="filters",
        arguments={"column": ColumnArg(nulls=True)},
        code="{table}[{table}[{column!r}].notna()]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|for which) {column} is (not missing|not null|present|known|available|not empty|filled in|"
            "given|not nan)",
            "[all] [the] " + ROWS + " (that have|with) (a|a known|a valid|non-null|some|non-missing) {column}",
        ),
        verbs=(
            KEEP
            + " only "
            + ROWS
            + " (where {column} is (not missing|not null|present|known|filled in|notna)|that have a {column})",
            "(ignore|filter out|leave out|skip) "
            + ROWS
            + " (where {column} is (missing|null|empty)|without [a] {column}|with (missing|no) {column})",
            "filter {column} (not null|notnull|notna|is not null)",
        ),
        clauses=(
            "(where|when|if|for rows where) {column} is (not missing|not null|present|known|available)",
            "(ignoring|excluding|leaving out|without) (missing|null|empty|unknown|nan) {column} [values]",
            "for (those|rows) (that have|with) [a] {column}",
        ),
    ),
    Operation(
        name="filter_any_missing",
        family="filters",
        arguments={},
        code="{table}[{table}.isna().any(axis=1)]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (with|that have|containing|having) (any|at least one|some|a) (missing|null|nan|empty|NaN) (value|"
            "values|cell|data|entry)",
            "[all] [the] incomplete " + ROWS,
            "(which|what) rows (have|contain) (missing values|nulls|NaNs|missing data|gaps)",
        ),
        verbs=(KEEP + " [only] " + ROWS + " (with|that have) (missing values|nulls|any missing value|missing data)",),
        needs=lambda frames, bound: bool(frames[0].isna().any(axis=None)),
        weight=0.5,
    ),
)
