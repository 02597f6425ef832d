"""One row a group: one aggregate by one or two keys, sizes, counts."""

from __future__ import annotations

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, NameArg, Operation
from gift4code_ext.operations.words import AGGREGATE, COMMON_AGGREGATE, PER, PERCENTILE

_KEY = ColumnArg(repeats=True)
_KEY2 = ColumnArg(repeats=True, not_in=("key",))
_TARGET = ColumnArg(("number",), not_in=("key",))
_AND = "(and|and|,|&|/|x)"
_KEYS = "{key} " + _AND + " [by|per|each|for each] {key2}"
_GROUP = "(group|aggregate|summarise|summarize|roll up|collapse)"


OPERATIONS = (
    Operation(
        name="group_aggregate",
        family="grouping",
        arguments={"key": _KEY, "target": _TARGET, "how": AGGREGATE},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].{how}()",
        nouns=(
            "[the] {how} [of] [the] {target} " + PER + " {key}",
            "[the] {how} {target} (of|in|at|for) (each|every) {key}",
            "{target} {how} " + PER + " {key}",
            PER + " {key} [the] {how} {target}",
            "(each|every) {key} (with|and) [its|their] {how} {target}",
            "{how} {target} {key} wise",
            "[the] {how} [of] {target} (depending on|as a function of|according to|in terms of) {key}",
        ),
        verbs=(
            _GROUP + " by {key} and (take|compute|calculate|get|find|show) [the] {how} [of] [the] {target}",
            "(compute|calculate|work out|find|get|figure out) [the] {how} [of] {target} " + PER + " {key}",
            _GROUP + " {target} (by|per) {key} (using|with|taking|as|by) [the] {how}",
            "groupby {key} {how} {target}",
            "(compare|break down|summarise|summarize) [the] {how} {target} (across|between|by|over) [the] {key}s",
        ),
        weight=3.0,
    ),
    Operation(
        name="group_total",
        family="grouping",
        arguments={"key": _KEY, "target": _TARGET},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].sum()",
        nouns=(
            "[the] {target} " + PER + " {key}",
            "how much {target} (each|every) {key} (has|had|made|brought|got|gave) [in total]",
            "how much {target} (there is|is there|we have|did we have) " + PER + " {key}",
            "{target} (totals|sums|sum|total) " + PER + " {key}",
            "{key} {target} totals",
        ),
        verbs=(
            "(add up|sum up|total|sum) [all] [the] {target} " + PER + " {key}",
            "(break down|split) [the] [total] {target} (by|per) {key}",
            _GROUP + " {target} (by|per) {key}",
        ),
    ),
    Operation(
        name="group_aggregate_two_keys",
        family="grouping",
        arguments={
            "key": _KEY,
            "key2": _KEY2,
            "target": ColumnArg(("number",), not_in=("key", "key2")),
            "how": AGGREGATE,
        },
        code="{table}.groupby([{key!r}, {key2!r}], as_index=False)[{target!r}].{how}()",
        nouns=(
            "[the] {how} [of] [the] {target} " + PER + " " + _KEYS,
            "[the] {how} {target} (for|of) each (combination|pair) of {key} and {key2}",
            "{target} {how} " + PER + " " + _KEYS,
            "[the] {how} {target} per {key} within each {key2}",
        ),
        verbs=(
            _GROUP + " by " + _KEYS + " and (take|compute|calculate|get|show) [the] {how} [of] {target}",
            "(compute|calculate|find) [the] {how} [of] {target} " + PER + " " + _KEYS,
            "groupby {key}, {key2} {how} {target}",
            "(break down|split) [the] {how} {target} by {key} and {key2}",
        ),
        weight=1.5,
    ),
    Operation(
        name="group_aggregate_columns",
        family="grouping",
        arguments={"key": _KEY, "targets": ColumnsArg(("number",), 2, 3, not_in=("key",)), "how": AGGREGATE},
        code="{table}.groupby({key!r}, as_index=False)[{targets!r}].{how}()",
        nouns=(
            "[the] {how} [of] [the] {targets} " + PER + " {key}",
            "{targets} {how} " + PER + " {key}",
            PER + " {key} [the] {how} {targets}",
        ),
        verbs=(
            _GROUP + " by {key} and (take|compute|get) [the] {how} [of] [both|all of] {targets}",
            _GROUP + " {targets} by {key} (using|with|taking) [the] {how}",
            "(compute|calculate|find) [the] {how} of {targets} " + PER + " {key}",
        ),
        weight=1.2,
    ),
    Operation(
        name="group_all_numeric",
        family="grouping",
        arguments={"key": _KEY, "how": COMMON_AGGREGATE},
        code="{table}.groupby({key!r}, as_index=False).{how}(numeric_only=True)",
        nouns=(
            "[the] {how} of (all|every|each|the) (numeric|number|numerical) (columns|column|fields) " + PER + " {key}",
            "{how} [of] (everything|all columns|all values) " + PER + " {key}",
        ),
        verbs=(
            _GROUP + " by {key} and (take|compute|use) the {how} of (all|every) (numeric|numerical) columns",
            "groupby {key} {how}",
        ),
        weight=0.6,
    ),
    Operation(
        name="group_size",
        family="grouping",
        arguments={"key": _KEY, "name": NameArg(("count",))},
        code="{table}.groupby({key!r}).size().reset_index(name={name!r})",
        nouns=(
            "[the] (number|count) of (rows|records|entries|items|cases|observations|lines) " + PER + " {key}",
            (
                "how many (rows|records|entries|items|cases|observations|there are|are there) (per|in each|for each|by|"
                "for every) {key}"
            ),
            "how many (rows|records|entries|items|of them) (each|every) {key} has",
            "(count|counts|row count|row counts|frequency|group size|group sizes|size|tally) " + PER + " {key}",
            "{key} (group sizes|row counts)",
            "[the] size of (each|every) {key} [group]",
        ),
        verbs=(
            "count [the] (rows|records|entries|items|observations) " + PER + " {key}",
            "count how (many|often) (rows|records|entries) [there are|we have] " + PER + " {key}",
            "(group|aggregate) by {key} and count [rows|them|the rows|records]",
            "groupby {key} (size|count)",
            "(tally|count) (up|them) " + PER + " {key}",
        ),
        weight=1.5,
    ),
    Operation(
        name="group_size_two_keys",
        family="grouping",
        arguments={"key": _KEY, "key2": _KEY2, "name": NameArg(("count",))},
        code="{table}.groupby([{key!r}, {key2!r}]).size().reset_index(name={name!r})",
        nouns=(
            "[the] (number|count) of (rows|records|entries|items|cases) " + PER + " " + _KEYS,
            "how many (rows|records|entries|items|there are) (per|in each|for each|by) " + _KEYS,
            "(count|counts|row counts|frequency) of (each|every) (combination|pair) of {key} and {key2}",
            "(counts|count) " + PER + " " + _KEYS,
        ),
        verbs=(
            "count [the] (rows|records|entries|items) " + PER + " " + _KEYS,
            "(group|aggregate) by {key} and {key2} and count [rows|them]",
            "groupby {key}, {key2} (size|count)",
        ),
    ),
    Operation(
        name="group_count_items",
        family="grouping",
        arguments={"key": _KEY, "item": ColumnArg(("int", "str", "text"), not_in=("key",))},
        code="{table}.groupby({key!r}, as_index=False)[{item!r}].count()",
        nouns=(
            "[the] (number|count) of {item}s " + PER + " {key}",
            "how many {item}s (each|every) {key} has",
            "how many {item}s (are there|there are) " + PER + " {key}",
            "{item} (count|counts) " + PER + " {key}",
        ),
        verbs=(
            "count [the] {item}s " + PER + " {key}",
            "(group|aggregate) by {key} and count [the] {item}s",
            "groupby {key} count {item}",
        ),
        needs=lambda frames, bound: bool(frames[0][bound["item"]].is_unique),
        weight=0.8,
    ),
    Operation(
        name="group_count_present",
        family="grouping",
        arguments={"key": _KEY, "target": ColumnArg(nulls=True, not_in=("key",))},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].count()",
        nouns=(
            "[the] (number|count) of (non-missing|non-null|known|available|filled in|valid|present) {target} [values] "
            + PER
            + " {key}",
            "how many {target} values are (known|present|not missing|filled in) " + PER + " {key}",
        ),
        verbs=("count [the] (non-null|non-missing|known|valid) {target} [values] " + PER + " {key}",),
        weight=0.6,
    ),
    Operation(
        name="group_nunique",
        family="grouping",
        arguments={"key": _KEY, "target": ColumnArg(("cat", "int", "str", "date"), not_in=("key",))},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].nunique()",
        nouns=(
            "[the] (number|count) of (distinct|unique|different) {target} [values] " + PER + " {key}",
            "how many (different|distinct|unique) {target} (each|every) {key} has",
            "how many (different|distinct|unique) {target}s (are there|there are) " + PER + " {key}",
            "(distinct|unique) {target} count " + PER + " {key}",
            "nunique [of] {target} by {key}",
        ),
        verbs=(
            "count [the] (distinct|unique|different) {target} [values] " + PER + " {key}",
            "(group|aggregate) by {key} and count [the] (unique|distinct|different) {target}",
        ),
    ),
    Operation(
        name="group_first_last",
        family="grouping",
        arguments={
            "key": _KEY,
            "target": ColumnArg(("number", "str", "cat", "bool"), not_in=("key",)),
            "how": ChoiceArg(
                {"first": ("first", "first", "initial", "first seen"), "last": ("last", "last", "final", "last seen")}
            ),
        },
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].{how}()",
        nouns=(
            "[the] {how} {target} " + PER + " {key}",
            "[the] {how} (value of {target}|{target} value) (in|of|for|per) (each|every) {key}",
        ),
        verbs=(
            "(take|get|keep) the {how} {target} " + PER + " {key}",
            "(group|aggregate) by {key} and take the {how} {target}",
            "groupby {key} {how} {target}",
        ),
    ),
    Operation(
        name="group_date_bound",
        family="grouping",
        arguments={
            "key": _KEY,
            "target": ColumnArg(("date",), not_in=("key",)),
            "how": ChoiceArg(
                {
                    "max": ("latest", "last", "most recent", "newest", "max", "maximum"),
                    "min": ("earliest", "first", "oldest", "min", "minimum"),
                }
            ),
        },
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].{how}()",
        nouns=(
            "[the] {how} {target} " + PER + " {key}",
            "(the|its|their) {how} {target} (of|for) (each|every) {key}",
            "when was the {how} {target} " + PER + " {key}",
        ),
        verbs=(
            "(find|get) the {how} {target} " + PER + " {key}",
            "(group|aggregate) by {key} and take the {how} {target}",
        ),
    ),
    Operation(
        name="group_quantile",
        family="grouping",
        arguments={"key": _KEY, "target": _TARGET, "q": PERCENTILE},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].quantile({q})",
        nouns=("[the] {q} [of] [the] {target} " + PER + " {key}", "{target} {q} " + PER + " {key}"),
        verbs=(
            "(compute|calculate|find|get) [the] {q} of {target} " + PER + " {key}",
            "(group|aggregate) by {key} and take the {q} of {target}",
        ),
        weight=0.6,
    ),
)
