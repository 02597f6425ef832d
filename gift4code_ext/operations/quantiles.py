"""Quantile bins: quartiles, deciles and other groups of equal size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, AGGREGATE, COLUMN

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ColumnArg(("number",))
_BIN = NameArg(("bin", "{column}_bin", "group", "{column}_group", "band", "range", "bucket", "class"))
THREE_LABELS = ChoiceArg(
    {
        "['low', 'medium', 'high']": (
            "low, medium and high",
            "low/medium/high",
            "low, medium, high",
            "low medium high",
        ),
        "['small', 'medium', 'large']": ("small, medium and large", "small/medium/large", "small, medium, large"),
        "['low', 'mid', 'high']": ("low, mid and high", "low/mid/high", "low mid high"),
        "['bad', 'ok', 'good']": ("bad, ok and good", "bad/ok/good"),
        "['C', 'B', 'A']": ("C, B and A", "C/B/A"),
    }
)
QUANTILES = ChoiceArg(
    {
        4: ("quartile", "quartile", "quarter"),
        5: ("quintile", "fifth"),
        10: ("decile", "tenth"),
        3: ("tercile", "tertile", "third"),
    }
)


def _distinct_quantiles(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    quantiles = values.quantile([step / bound.get("q", 4) for step in range(bound.get("q", 4) + 1)])
    return bool(quantiles.is_unique)


OPERATIONS = (
    Operation(
        name="quartile_labels",
        family="binning",
        arguments={"column": _NUMBER, "name": NameArg(("quartile", "{column}_quartile", "quarter"))},
        code='{table}.assign(**{{{name!r}: pd.qcut({table}[{column!r}], 4, labels=["Q1", "Q2", "Q3", "Q4"])}})',
        nouns=(
            "[the] quartile of [each] {column} (as|labelled|labeled) (Q1 to Q4|Q1-Q4|Q1, Q2, Q3, Q4)",
            COLUMN + " {name} with Q1 to Q4 (by|of|for) {column}",
        ),
        verbs=(
            (
                "(split|divide|cut|bin|put) {column} into quartiles [labelled|labeled|named|called] (Q1 to "
                "Q4|Q1-Q4|Q1, Q2, Q3, Q4)"
            ),
            "(label|assign) each row (with|to) [its] {column} quartile (Q1 to Q4|Q1-Q4)",
        ),
        clauses=("with {column} quartiles Q1 to Q4",),
        needs=_distinct_quantiles,
        weight=0.8,
    ),
    Operation(
        name="quantile_number",
        family="binning",
        arguments={
            "q": QUANTILES,
            "column": _NUMBER,
            "name": NameArg(("quantile", "{column}_group", "rank_group", "tier", "group")),
        },
        code="{table}.assign(**{{{name!r}: pd.qcut({table}[{column!r}], {q}, labels=False) + 1}})",
        nouns=(
            "[the] {column} {q} [number] [(of|for) each row] [starting at 1]",
            "[the] {q} [each] {column} (is in|belongs to|falls into) [counted from 1]",
            COLUMN + " {name} with the {q} (number|1, 2, ...) (of|by) {column}",
        ),
        verbs=(
            "(split|divide|cut|bin|group) [the] {column} into {q}s [numbered from 1|1, 2, ...]",
            "(number|assign|compute) [the] {column} {q} [of each row] [from 1]",
            ADD + " " + COLUMN + " {name} with [the] {q} (of|by) {column} [from 1]",
        ),
        clauses=("with [the] {column} {q}",),
        needs=_distinct_quantiles,
    ),
    Operation(
        name="qcut_bins",
        family="binning",
        arguments={"q": QUANTILES, "column": _NUMBER, "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.qcut({table}[{column!r}], {q})}})",
        nouns=(
            "[the] {q} (range|interval) of [each] {column}",
            "{column} (binned|cut) into {q} (intervals|ranges|bins)",
            "{column} in equal-sized {q} (bins|groups)",
        ),
        verbs=(
            "(bin|cut|bucket) [the] {column} (by|into) {q} (intervals|ranges|bins) [of equal size]",
            ADD + " " + COLUMN + " {name} with [the] {q} (interval|range) of {column}",
        ),
        clauses=("with {column} in {q} (intervals|bins)",),
        needs=_distinct_quantiles,
        weight=0.6,
    ),
    Operation(
        name="qcut_labels",
        family="binning",
        arguments={"column": _NUMBER, "labels": THREE_LABELS, "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.qcut({table}[{column!r}], 3, labels={labels})}})",
        nouns=("{column} as {labels} (in|by) (three|3) (equally large|equal-sized|same size) groups",),
        verbs=(
            (
                "(split|divide|classify|cut) [the] {column} into (three|3) (equally "
                "large|equal-sized|equally populated) groups {labels}"
            ),
            "(label|classify) {column} as {labels} by (terciles|thirds|quantiles)",
        ),
        clauses=("with {column} in equal-sized groups {labels}",),
        needs=lambda frames, bound: _distinct_quantiles(frames, {**bound, "q": 3}),
        weight=0.7,
    ),
    Operation(
        name="aggregate_per_quantile",
        family="binning",
        arguments={
            "how": AGGREGATE,
            "value": _NUMBER,
            "q": QUANTILES,
            "column": ColumnArg(("number",), not_in=("value",)),
        },
        code="{table}.groupby(pd.qcut({table}[{column!r}], {q}), observed=True)[{value!r}].{how}().reset_index()",
        nouns=(
            "[the] {how} [of] [the] {value} (per|in each|for each|by) {q} of {column}",
            "[the] {how} {value} (by|per|for each) {column} {q}",
        ),
        verbs=(
            (
                "(group|split|divide) {column} into {q}s and (compute|take|get) [the] {how} [of] [the] "
                "{value} (in each|per {q}|of each)"
            ),
            "(compute|compare) [the] {how} [of] {value} (per|by|across) {column} {q}",
        ),
        needs=_distinct_quantiles,
        weight=0.7,
    ),
)
