"""One row a group, more than one plain aggregate: several at once, named ones, shares, and the best groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation
from gift4code_ext.operations.words import AGGREGATE, ANY_AGGREGATE, COMMON_AGGREGATE, LARGEST, PER

_KEY = ColumnArg(repeats=True)
_TARGET = ColumnArg(("number",), not_in=("key",))
_TARGET2 = ColumnArg(("number",), not_in=("key", "target"))
_GROUP = "(group|aggregate|summarise|summarize|roll up|collapse)"


def _differ(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    chosen = [bound[name] for name in ("how", "how2", "how3") if name in bound]
    return len(set(chosen)) == len(chosen)


OPERATIONS = (
    Operation(
        name="group_named_aggregate",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": ANY_AGGREGATE, "name": NameArg(("{how}_{target}",))},
        code="{table}.groupby({key!r}, as_index=False).agg(**{{{name!r}: ({target!r}, {how!r})}})",
        nouns=(
            "[the] {how} [of] [the] {target} "
            + PER
            + " {key} (as|called|named|in a column called|in a column named) {name}",
            "{name}: [the] {how} {target} " + PER + " {key}",
            "{name} (as|being|defined as|meaning) [the] {how} [of] {target} " + PER + " {key}",
            "{name} " + PER + " {key}, (which is|that is|i.e.) [the] {how} of {target}",
        ),
        verbs=(
            _GROUP + " by {key} with {name} (as|=|being) [the] {how} [of] {target}",
            "(compute|calculate) [the] {how} [of] {target} " + PER + " {key} and (call|name) it {name}",
        ),
        weight=1.2,
    ),
    Operation(
        name="group_named_two",
        family="group_summaries",
        arguments={
            "key": _KEY,
            "target": _TARGET,
            "how": ANY_AGGREGATE,
            "name": NameArg(("{how}_{target}",)),
            "target2": _TARGET2,
            "how2": ANY_AGGREGATE,
            "name2": NameArg(("{how2}_{target2}",)),
        },
        code=(
            "{table}.groupby({key!r}, as_index=False)"
            ".agg(**{{{name!r}: ({target!r}, {how!r}), {name2!r}: ({target2!r}, {how2!r})}})"
        ),
        nouns=(
            "[the] {how} {target} as {name} and [the] {how2} {target2} as {name2} " + PER + " {key}",
            PER + " {key}: {name} = {how} [of] {target}, {name2} = {how2} [of] {target2}",
            "{name} ({how} [of] {target}) and {name2} ({how2} [of] {target2}) " + PER + " {key}",
        ),
        verbs=(
            _GROUP
            + " by {key} with {name} [as] [the] {how} [of] {target} and {name2} [as] [the] {how2} [of] {target2}",
        ),
    ),
    Operation(
        name="group_different_aggregates",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": AGGREGATE, "target2": _TARGET2, "how2": AGGREGATE},
        code="{table}.groupby({key!r}, as_index=False).agg({{{target!r}: {how!r}, {target2!r}: {how2!r}}})",
        nouns=(
            "[the] {how} {target} and [the] {how2} {target2} " + PER + " {key}",
            PER + " {key} [the] {how} [of] {target} and [the] {how2} [of] {target2}",
            "{how} of {target}, {how2} of {target2} " + PER + " {key}",
        ),
        verbs=(
            _GROUP + " by {key} and (compute|get|take|show) [the] {how} [of] {target} and [the] {how2} [of] {target2}",
            "groupby {key}: {how} {target}, {how2} {target2}",
        ),
        weight=1.2,
    ),
    Operation(
        name="group_several_aggregates",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": ANY_AGGREGATE, "how2": ANY_AGGREGATE},
        code="{table}.groupby({key!r})[{target!r}].agg([{how!r}, {how2!r}]).reset_index()",
        nouns=(
            "[the] {how} and [the] {how2} [of] [the] {target} " + PER + " {key}",
            "{target} {how} and {how2} " + PER + " {key}",
            PER + " {key} [the] {how} and {how2} (of|for) {target}",
        ),
        verbs=(
            _GROUP + " by {key} and (compute|get|take|show) [both] [the] {how} and [the] {how2} [of] {target}",
            "(compute|calculate|find) [the] {how} and [the] {how2} of {target} " + PER + " {key}",
        ),
        needs=_differ,
    ),
    Operation(
        name="group_three_aggregates",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": ANY_AGGREGATE, "how2": ANY_AGGREGATE, "how3": ANY_AGGREGATE},
        code="{table}.groupby({key!r})[{target!r}].agg([{how!r}, {how2!r}, {how3!r}]).reset_index()",
        nouns=(
            "[the] {how}, {how2} and {how3} [of] [the] {target} " + PER + " {key}",
            "{target} {how}, {how2}, {how3} " + PER + " {key}",
            "(summary|stats|statistics) of {target} " + PER + " {key}: {how}, {how2}, {how3}",
        ),
        verbs=(_GROUP + " by {key} and (compute|get|show) [the] {how}, {how2} and {how3} [of] {target}",),
        needs=_differ,
        weight=0.7,
    ),
    Operation(
        name="group_share_of_total",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("share",))},
        code="({table}.groupby({key!r})[{target!r}].sum() / {table}[{target!r}].sum()).reset_index(name={name!r})",
        nouns=(
            "[the] (share|proportion|fraction|part) of [the] [total|overall] {target} " + PER + " {key}",
            "each {key}'s (share|proportion|fraction|contribution) (of|to|in) [the] [total|overall] {target}",
            "[total] {target} share " + PER + " {key}",
            (
                "(what|which) (fraction|share|proportion) of [the] [total] {target} (comes from|belongs to|is "
                "from) each {key}"
            ),
            "how [the] {target} is (distributed|split|divided) (across|over|among) {key}s [as fractions|as shares]",
        ),
        verbs=(
            "(compute|calculate|work out) [the] (share|fraction|proportion) of [total] {target} " + PER + " {key}",
            "(split|divide) the total {target} into shares " + PER + " {key}",
        ),
    ),
    Operation(
        name="group_percent_of_total",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("percent", "percentage"))},
        code="({table}.groupby({key!r})[{target!r}].sum() / {table}[{target!r}].sum() * "
        "100).reset_index(name={name!r})",
        nouns=(
            "[the] (percentage|percent|%|pct) of [the] [total|overall] {target} " + PER + " {key}",
            "(what|which) (percentage|percent|%) of [total|all] {target} (comes from|belongs to|is from) each {key}",
            "each {key}'s (percentage|percent|%) of [the] [total] {target}",
            "{target} (as % of total|as a percentage of the total|% of total|percent of total) " + PER + " {key}",
        ),
        verbs=("(compute|calculate|express) [the] (percentage|percent) of [total] {target} " + PER + " {key}",),
        weight=0.7,
    ),
    Operation(
        name="group_range",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "name": NameArg(("range",))},
        code="({table}.groupby({key!r})[{target!r}].max() - "
        "{table}.groupby({key!r})[{target!r}].min()).reset_index(name={name!r})",
        nouns=(
            "[the] (range|span) of {target} " + PER + " {key}",
            "[the] (difference|gap) between [the] (highest and lowest|max and min|largest and smallest|maximum and "
            "minimum) {target} " + PER + " {key}",
            "{target} range " + PER + " {key}",
        ),
        verbs=("(compute|calculate|find) [the] (range|max minus min|max - min) of {target} " + PER + " {key}",),
        weight=0.5,
    ),
    Operation(
        name="group_weighted_mean",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "weight": _TARGET2, "name": NameArg(("weighted_mean",))},
        code=(
            "{table}.groupby({key!r})[[{target!r}, {weight!r}]]"
            ".apply(lambda g: (g[{target!r}] * g[{weight!r}]).sum() / g[{weight!r}].sum()).reset_index(name={name!r})"
        ),
        nouns=(
            (
                "[the] weighted (average|mean|avg) [of] {target} [weighted] by {weight} (per|for each|in each|"
                "across) {key}"
            ),
            "[the] {weight}-weighted (average|mean) {target} " + PER + " {key}",
            "(average|mean) {target} (weighted by|with weights) {weight} " + PER + " {key}",
        ),
        verbs=("(compute|calculate) [the] (average|mean) {target} weighted by {weight} " + PER + " {key}",),
        needs=lambda frames, bound: bool((frames[0][bound["weight"]] >= 0).all()),
        weight=0.4,
    ),
    Operation(
        name="group_top_groups",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": COMMON_AGGREGATE, "n": IntegerArg(2, 10)},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].{how}().nlargest({n}, {target!r})",
        nouns=(
            "[the] top {n} {key}s (by|in|in terms of|based on|according to) [their] {how} [of] {target}",
            "[the] top {n} {key} (by|in) {how} {target}",
            "[the] {n} {key}s with [the] (highest|largest|most|biggest) {how} {target}",
            "[the] {n} (best|biggest|leading) {key}s by {how} {target}",
            "(which|what) {n} {key}s have the (highest|largest|most) {how} {target}",
            "{key} top {n} by {how} {target}",
        ),
        verbs=(
            "(rank|find|get) the top {n} {key}s (by|on) {how} {target}",
            "(group|aggregate) by {key}, {how} {target}, (keep|take) [the] top {n}",
        ),
    ),
    Operation(
        name="group_bottom_groups",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": COMMON_AGGREGATE, "n": IntegerArg(2, 10)},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].{how}().nsmallest({n}, {target!r})",
        nouns=(
            "[the] bottom {n} {key}s (by|in|in terms of|based on) [their] {how} [of] {target}",
            "[the] {n} {key}s with [the] (lowest|smallest|least) {how} {target}",
            "[the] {n} (worst|smallest|weakest) {key}s by {how} {target}",
        ),
        verbs=("(find|get) the bottom {n} {key}s (by|on) {how} {target}",),
        weight=0.6,
    ),
    Operation(
        name="best_group",
        family="group_summaries",
        arguments={"key": _KEY, "target": _TARGET, "how": COMMON_AGGREGATE, "which": LARGEST},
        code="{table}.groupby({key!r})[{target!r}].{how}().{which}()",
        makes="scalar",
        nouns=(
            "(which|what) {key} has [the] {which} {how} {target}",
            "[the] {key} with [the] {which} {how} {target}",
            "name of the {key} with the {which} {how} {target}",
            "(which|what) {key} is {which} (by|in|in terms of) {how} {target}",
            "{key} with {which} {how} {target}",
        ),
        verbs=("(find|identify|determine) the {key} (with|that has) [the] {which} {how} {target}",),
    ),
    Operation(
        name="group_list",
        family="group_summaries",
        arguments={"key": _KEY, "target": ColumnArg(("cat", "str", "int"), not_in=("key",))},
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].agg(list)",
        nouns=(
            "[a|the] list of [all] [the] {target} [values] " + PER + " {key}",
            "all {target}s " + PER + " {key} (as|in) a list",
            "{target} (lists|values as lists|collected in lists) " + PER + " {key}",
        ),
        verbs=(
            "(collect|gather|put) [all] [the] {target} [values] into (lists|a list) " + PER + " {key}",
            "(group|aggregate) by {key} and (list|collect) [the] {target}",
        ),
        weight=0.5,
    ),
    Operation(
        name="group_join_text",
        family="group_summaries",
        arguments={
            "key": _KEY,
            "target": ColumnArg(("str",), not_in=("key",)),
            "sep": ChoiceArg(
                {
                    ", ": ("comma", "commas", "a comma", "', '"),
                    "; ": ("semicolons", "a semicolon"),
                    " ": ("spaces", "a space"),
                    " | ": ("pipes", "' | '"),
                }
            ),
        },
        code="{table}.groupby({key!r}, as_index=False)[{target!r}].agg({sep!r}.join)",
        nouns=(
            "[all] [the] {target} [values] " + PER + " {key} (joined|separated) (by|with) {sep}",
            "{sep} separated {target} " + PER + " {key}",
        ),
        verbs=(
            "(join|concatenate|combine|merge) [the] {target} [values|strings] "
            + PER
            + " {key} (with|by|using|separated by) {sep}",
            "(group|aggregate) by {key} and join [the] {target} (with|using) {sep}",
        ),
        needs=lambda frames, bound: not bool(frames[0][bound["target"]].isna().any()),
        weight=0.5,
    ),
)
