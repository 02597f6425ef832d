"""Row filters on text: what a cell contains, how it starts or ends, how long it is."""

from __future__ import annotations

from gift4code_ext.operations.model import ColumnArg, IntegerArg, Operation, ValueArg
from gift4code_ext.operations.words import COMPARE, DROP, KEEP, ROWS

OPERATIONS = (
    Operation(
        name="filter_contains",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "value": ValueArg("column", "word")},
        code="{table}[{table}[{column!r}].str.contains({value!r}, regex=False, na=False)]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|whose|in which) [the] {column} (contains|includes|mentions|has|matches) [the word|the text|the "
            "string] {value} [in it]",
            "[all] [the] " + ROWS + " (with|containing|that have|mentioning) {value} (in|in the|somewhere in) {column}",
            "{column} (containing|contains|with|like) {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " (where|whose) {column} (contains|includes|mentions|has) {value}",
            "search {column} for {value}",
            "(filter|search) {column} (contains|containing|like|for) {value}",
        ),
        clauses=(
            "(where|whose|when|if) {column} (contains|includes|mentions|has) {value}",
            "(for|with) {column} (containing|like|mentioning) {value}",
        ),
    ),
    Operation(
        name="filter_contains_any_case",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "value": ValueArg("column", "word")},
        code="{table}[{table}[{column!r}].str.contains({value!r}, case=False, regex=False, na=False)]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|whose) {column} (contains|includes|mentions|has) {value} (ignoring case|case insensitive|in "
            "any case|regardless of case|case-insensitively)",
            "[case insensitive] " + ROWS + " with {value} in {column} (ignoring case|in upper or lower case|any case)",
        ),
        verbs=(
            KEEP
            + " "
            + ROWS
            + " (where|whose) {column} (contains|mentions) {value} (ignoring case|case insensitive|in any case)",
            "case (insensitive|insensitively) (search|filter) {column} for {value}",
        ),
        clauses=(
            "(where|whose) {column} (contains|mentions|includes) {value} (ignoring case|in any case|case insensitive)",
        ),
        weight=0.4,
    ),
    Operation(
        name="filter_not_contains",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "value": ValueArg("column", "word")},
        code="{table}[~{table}[{column!r}].str.contains({value!r}, regex=False, na=False)]",
        nouns=(
            "[all] [the] " + ROWS + " (where|whose) {column} (does not|doesn't) (contain|include|mention|have) {value}",
            "[all] " + ROWS + " without {value} in [the] {column}",
        ),
        verbs=(
            DROP + " " + ROWS + " (where|whose) {column} (contains|includes|mentions|has) {value}",
            DROP + " " + ROWS + " (with|containing) {value} in {column}",
            KEEP + " only " + ROWS + " (where|whose) {column} (does not|doesn't) (contain|mention|include) {value}",
        ),
        clauses=(
            "(where|whose|when) {column} (does not|doesn't) (contain|mention|include) {value}",
            "(excluding|without|ignoring) {column} (containing|like) {value}",
        ),
        weight=0.6,
    ),
    Operation(
        name="filter_startswith",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "value": ValueArg("column", "prefix")},
        code="{table}[{table}[{column!r}].str.startswith({value!r}, na=False)]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|whose) [the] {column} (starts with|begins with|start with|has the prefix|starts in) {value}",
            "{column} (starting|beginning) with {value}",
            "[all] [the] " + ROWS + " with [a] {column} (starting|beginning) with {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " (where|whose) {column} (starts|begins) with {value}",
            "filter {column} (startswith|starting with|beginning with|starts with) {value}",
        ),
        clauses=(
            "(where|whose|if) {column} (starts|begins) with {value}",
            "(for|with) {column} (starting|beginning) with {value}",
        ),
    ),
    Operation(
        name="filter_endswith",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "value": ValueArg("column", "suffix")},
        code="{table}[{table}[{column!r}].str.endswith({value!r}, na=False)]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|whose) [the] {column} (ends with|ends in|has the suffix|finishes with) {value}",
            "{column} ending (with|in) {value}",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " (where|whose) {column} ends (with|in) {value}",
            "filter {column} (endswith|ending with|ending in|ends with) {value}",
        ),
        clauses=("(where|whose|if) {column} ends (with|in) {value}", "(for|with) {column} ending (with|in) {value}"),
    ),
    Operation(
        name="filter_text_length",
        family="filters",
        arguments={"column": ColumnArg(("str",)), "op": COMPARE, "n": IntegerArg(4, 20)},
        code="{table}[{table}[{column!r}].str.len() {op} {n}]",
        nouns=(
            "[all] [the] "
            + ROWS
            + " (where|whose) [the] (length of {column}|{column} length) [is] {op} {n} [characters|chars|letters]",
            "[all] [the] " + ROWS + " (where|whose) {column} (has|is) {op} {n} (characters|chars|letters) [long]",
        ),
        verbs=(
            KEEP + " [only] " + ROWS + " (where|whose) {column} (has|is) {op} {n} (characters|letters) [long]",
            "filter {column} length {op} {n}",
        ),
        clauses=("(where|whose) {column} (has|is) {op} {n} (characters|letters) [long]",),
        weight=0.4,
    ),
)
