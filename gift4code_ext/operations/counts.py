"""Counting: how often each value occurs, what is missing, what is distinct, and a table's profile."""

from __future__ import annotations

from gift4code_ext.operations.model import ColumnArg, IntegerArg, NameArg, Operation
from gift4code_ext.operations.words import PER

_CATEGORY = ColumnArg(("cat", "str", "int", "bool"), repeats=True)

OPERATIONS = (
    Operation(
        name="value_counts",
        family="counts",
        arguments={"column": _CATEGORY, "name": NameArg(("count",))},
        code="{table}[{column!r}].value_counts().reset_index(name={name!r})",
        nouns=(
            (
                "[the] (value counts|value_counts|frequencies|frequency table|distribution|tally|occurrences) of [the] "
                "{column} [values]"
            ),
            "how (often|many times|frequently) (each|every) {column} (occurs|appears|shows up|is used|is there)",
            "(counts|frequency|occurrences) of (each|every) {column}, (most common|most frequent|highest) first",
            "{column} (value counts|frequencies|distribution|value_counts|breakdown)",
            "[the] most (common|frequent|popular) {column}s with [their] (counts|how often)",
        ),
        verbs=(
            "count [the] [different|distinct] {column} values [, most frequent first]",
            "count how (often|many times) each {column} (occurs|appears)",
            "count (occurrences|the occurrences) of each {column}",
            "value_counts {column}",
        ),
        weight=2.0,
    ),
    Operation(
        name="value_shares",
        family="counts",
        arguments={"column": _CATEGORY, "name": NameArg(("share", "proportion"))},
        code="{table}[{column!r}].value_counts(normalize=True).reset_index(name={name!r})",
        nouns=(
            (
                "[the] (share|proportion|fraction|relative frequency|ratio) of [rows|records] [for|with|of] (each|"
                "every) {column}"
            ),
            "[the] (shares|proportions|relative frequencies|normalized counts) of [the] {column} [values]",
            "{column} (shares|proportions|relative frequency|as fractions|distribution as fractions)",
            "what (fraction|share|proportion) of [the] rows (has|have|is in|belongs to) each {column}",
        ),
        verbs=(
            "(compute|calculate) [the] (share|proportion|fraction|relative frequency) of each {column}",
            "value_counts {column} (normalized|normalize|normalised)",
        ),
    ),
    Operation(
        name="value_percentages",
        family="counts",
        arguments={"column": _CATEGORY, "name": NameArg(("percent", "percentage"))},
        code="({table}[{column!r}].value_counts(normalize=True) * 100).reset_index(name={name!r})",
        nouns=(
            "[the] (percentage|percent|%|pct) of [rows|records] (for|with|of|in|per) (each|every) {column}",
            "{column} (percentages|percent|in percent|distribution in percent|breakdown in %)",
            "what (percentage|percent|%) of [the] rows (has|have|is in|belongs to) each {column}",
        ),
        verbs=("(compute|calculate) [the] (percentage|percent) of [rows for|rows in] each {column}",),
        weight=0.7,
    ),
    Operation(
        name="top_values",
        family="counts",
        arguments={"column": _CATEGORY, "n": IntegerArg(2, 10), "name": NameArg(("count",))},
        code="{table}[{column!r}].value_counts().head({n}).reset_index(name={name!r})",
        nouns=(
            (
                "[the] {n} most (common|frequent|popular|frequently occurring) {column}s [and|with] [their counts|how "
                "often they occur]"
            ),
            "[the] top {n} {column}s (by|in) (frequency|count|number of rows|occurrences|number of records)",
            "[the] {n} {column}s with [the] most (rows|records|entries|occurrences)",
            "top {n} {column} counts",
            "most common {column} top {n}",
        ),
        verbs=("(count|find) [the] {n} most (common|frequent) {column}s", "value_counts {column} top {n}"),
        needs=lambda frames, bound: frames[0][bound["column"]].nunique() > bound["n"],
        weight=1.2,
    ),
    Operation(
        name="values_at_least",
        family="counts",
        arguments={"column": _CATEGORY, "n": IntegerArg(2, 10), "name": NameArg(("count",))},
        code="{table}[{column!r}].value_counts().loc[lambda counts: counts >= {n}].reset_index(name={name!r})",
        nouns=(
            (
                "[the] {column}s (that occur|occurring|appearing|that appear) (at least {n} times|{n} times "
                "or more|{n} "
                "or more times) [with|and] [their counts]"
            ),
            "[the] {column}s with (at least {n}|{n} or more|>= {n}) (rows|records|entries) [and how many]",
            "(which|what) {column}s (have|occur|appear) (at least|no less than) {n} (times|rows)",
        ),
        verbs=("(find|list|count) [the] {column}s (that occur|with) at least {n} (times|rows)",),
        weight=0.6,
    ),
    Operation(
        name="distinct_values",
        family="counts",
        arguments={"column": _CATEGORY},
        code="{table}[[{column!r}]].drop_duplicates()",
        nouns=(
            "[all] [the] (distinct|unique|different) {column}s as [a] (table|frame|dataframe|column)",
            "[a] (table|frame|dataframe) (of|with) [the] (distinct|unique|different) {column}s",
            "each {column} once",
        ),
        verbs=("(list|show) each {column} [only] once", "select distinct {column}"),
        weight=0.7,
    ),
    Operation(
        name="distinct_pairs",
        family="counts",
        arguments={
            "column": _CATEGORY,
            "column2": ColumnArg(("cat", "str", "int", "bool"), not_in=("column",), repeats=True),
        },
        code="{table}[[{column!r}, {column2!r}]].drop_duplicates()",
        nouns=(
            "[all] [the] (distinct|unique|different|existing) (combinations|pairs) of {column} and {column2}",
            "[the] (distinct|unique) {column} [and|,|/] {column2} (pairs|combinations)",
            "(which|what) combinations of {column} and {column2} (exist|occur|there are)",
        ),
        verbs=(
            "(list|find|get) [the|all] (distinct|unique) (pairs|combinations) of {column} and {column2}",
            "select distinct {column}, {column2}",
        ),
    ),
    Operation(
        name="missing_per_column",
        family="counts",
        arguments={"name": NameArg(("missing",))},
        code='{table}.isna().sum().rename_axis("column").reset_index(name={name!r})',
        nouns=(
            (
                "[the] (number|count) of (missing|null|nan|NaN|empty) (values|cells|entries) (per|in each|for "
                "each|by|in "
                "every) column"
            ),
            "how many (missing|null|nan|empty) (values|cells) (each|every) column has",
            "(missing|null|nan|na) (counts|count|values|overview) (per|by|for each) column",
        ),
        verbs=("count [the] (missing values|nulls|NaNs|nans|empty cells) (per|in each|by|in every) column",),
        needs=lambda frames, bound: bool(frames[0].isna().any(axis=None)),
        weight=0.7,
    ),
    Operation(
        name="missing_share_per_column",
        family="counts",
        arguments={"name": NameArg(("missing_share",))},
        code='{table}.isna().mean().rename_axis("column").reset_index(name={name!r})',
        nouns=(
            (
                "[the] (share|fraction|proportion|ratio) of (missing|null|nan|empty) (values|cells|data) (per|"
                "in each|for "
                "each|by) column"
            ),
            "what (fraction|share|proportion) of each column is (missing|null|empty)",
        ),
        verbs=("(compute|calculate) [the] (share|fraction|proportion) of missing values (per|in each|by) column",),
        needs=lambda frames, bound: bool(frames[0].isna().any(axis=None)),
        weight=0.4,
    ),
    Operation(
        name="distinct_per_column",
        family="counts",
        arguments={"name": NameArg(("distinct",))},
        code='{table}.nunique().rename_axis("column").reset_index(name={name!r})',
        nouns=(
            "[the] (number|count) of (distinct|unique|different) values (per|in each|for each|by|in every) column",
            "how many (distinct|unique|different) values (each|every) column has",
            "(cardinality|nunique) (per|of each|by) column",
        ),
        verbs=("count [the] (distinct|unique) values (per|in each|by|in every) column",),
        weight=0.5,
    ),
    Operation(
        name="missing_per_group",
        family="counts",
        arguments={
            "column": ColumnArg(nulls=True),
            "key": ColumnArg(repeats=True, not_in=("column",)),
            "name": NameArg(("missing",)),
        },
        code="{table}[{column!r}].isna().groupby({table}[{key!r}]).sum().reset_index(name={name!r})",
        nouns=(
            "[the] (number|count) of (missing|null|unknown|empty) {column} [values] " + PER + " {key}",
            "how many {column} [values] are (missing|null|unknown|empty) " + PER + " {key}",
        ),
        verbs=("count [the] (missing|null|empty) {column} [values] " + PER + " {key}",),
        weight=0.5,
    ),
    Operation(
        name="describe",
        family="counts",
        arguments={},
        code="{table}.describe()",
        nouns=(
            "[the] (summary|descriptive|basic) (statistics|stats) [of the data|of the table|for the numeric columns]",
            (
                "[a] (statistical summary|numeric summary|description|quick summary) [of the data|of the table|of the "
                "numeric columns]"
            ),
        ),
        verbs=("(describe|summarise|summarize) [the] (data|table|numeric columns|numbers)", "describe"),
        needs=lambda frames, bound: frames[0].select_dtypes("number").shape[1] > 0,
        weight=0.5,
    ),
    Operation(
        name="correlation_matrix",
        family="counts",
        arguments={},
        code="{table}.corr(numeric_only=True)",
        nouns=(
            (
                "[the] (correlation matrix|correlations|pairwise correlations) [of|between|for] [all] [the] "
                "[numeric columns]"
            ),
            "how [all] the (numeric columns|numbers) (correlate|are correlated)",
        ),
        verbs=(
            "(compute|calculate|show) [the] (correlation matrix|correlations)",
            "correlate [all] [the] numeric columns",
        ),
        needs=lambda frames, bound: frames[0].select_dtypes("number").shape[1] > 1,
        weight=0.5,
    ),
)
