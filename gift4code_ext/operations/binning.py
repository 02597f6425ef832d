"""Bins: equal-width and chosen intervals of a number, as a new column or as groups, and quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import quantiles
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ConstantArg, IntegerArg, NameArg, Operation, ValueArg
from gift4code_ext.operations.words import ADD, COLUMN, COMMON_AGGREGATE, ROWS

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ColumnArg(("number",))
_BIN = NameArg(("bin", "{column}_bin", "group", "{column}_group", "band", "range", "bucket", "class"))
TWO_LABELS = ChoiceArg(
    {
        "['low', 'high']": ("low and high", "low/high", "low, high", "low or high"),
        "['small', 'large']": ("small and large", "small/large", "small, large"),
        "['young', 'old']": ("young and old", "young/old"),
        "['cheap', 'expensive']": ("cheap and expensive", "cheap/expensive"),
    }
)
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


def _spread(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0][bound["column"]].nunique() >= 5)


def _ordered(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    return bool(bound["low"] < bound["high"] and values.min() < bound["low"] and bound["high"] < values.max())


def _inside(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    return bool(values.min() < bound["edge"] < values.max())


def _fitting_width(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    return bool(2 <= (values.max() - values.min()) / bound["width"] <= 40)


OPERATIONS = (
    Operation(
        name="cut_bins",
        family="binning",
        arguments={"column": _NUMBER, "n": IntegerArg(2, 10), "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}], bins={n})}})",
        nouns=(
            "{column} (binned|cut|divided|bucketed) into {n} (bins|intervals|equal-width bins|ranges|buckets)",
            "[the] {column} (bin|interval|range) out of {n} [equal-width] (bins|intervals|ranges) [for each row]",
            COLUMN + " {name} with {column} in {n} (bins|buckets|intervals)",
        ),
        verbs=(
            (
                "(bin|cut|divide|bucket|discretise|discretize|group|split) [the] [column] {column} into {n} "
                "(bins|intervals|equal-width bins|equal bins|buckets|ranges|classes)"
            ),
            ADD + " " + COLUMN + " {name} with [the] {column} (in|cut into|binned into) {n} (bins|intervals|ranges)",
            "(make|create) {n} [equal-width] bins (of|from|for) {column}",
        ),
        clauses=("with {column} (cut|binned) into {n} (bins|intervals)",),
        needs=_spread,
    ),
    Operation(
        name="cut_bin_numbers",
        family="binning",
        arguments={"column": _NUMBER, "n": IntegerArg(2, 10), "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}], bins={n}, labels=False)}})",
        nouns=(
            "[the] (bin number|bin index|number of the bin) of {column} (out of|with|for) {n} (bins|equal-width bins)",
            "{column} (binned|cut) into {n} numbered (bins|intervals)",
        ),
        verbs=(
            (
                "(bin|cut|bucket) {column} into {n} (bins|intervals) (numbered from 0|without labels|as "
                "numbers|with integer codes)"
            ),
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (bin number|number of the bin|bin index) of {column} (for|out of|using) "
            "{n} bins",
        ),
        clauses=("with the bin number of {column} out of {n}",),
        needs=_spread,
        weight=0.6,
    ),
    Operation(
        name="cut_labels",
        family="binning",
        arguments={"column": _NUMBER, "labels": THREE_LABELS, "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}], bins=3, labels={labels})}})",
        nouns=(
            "{column} as {labels} [(by|in|with) (three|3) equal-width (bins|ranges)]",
            COLUMN + " {name} with {column} as {labels} (in|by) (three|3) equal ranges",
        ),
        verbs=(
            (
                "(bin|cut|classify|divide|split|categorise|categorize) [the] {column} into (three|3) "
                "[equal-width] (bins|ranges|classes) (called|labelled|labeled|named) {labels}"
            ),
            (
                "(classify|label|categorise|categorize) {column} as {labels} (by|in|with) (equal "
                "ranges|equal-width bins|three equal intervals)"
            ),
            ADD + " " + COLUMN + " {name} with {column} cut into {labels}",
        ),
        clauses=("with {column} (cut|binned) into {labels}",),
        needs=_spread,
    ),
    Operation(
        name="cut_edges_labels",
        family="binning",
        arguments={
            "column": _NUMBER,
            "low": ValueArg("column"),
            "high": ValueArg("column"),
            "labels": THREE_LABELS,
            "name": _BIN,
        },
        code=(
            "{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}],"
            " bins=[-np.inf, {low!r}, {high!r}, np.inf], labels={labels})}})"
        ),
        nouns=(
            "{column} as {labels} with (limits|cut points|boundaries|edges) at {low} and {high}",
            COLUMN + " {name} with {column} as {labels} (cut|split) at {low} and {high}",
        ),
        verbs=(
            (
                "(bin|cut|classify|divide|split|categorise|categorize) [the] {column} into {labels} (at|with "
                "edges|with cut points|using the limits) {low} and {high}"
            ),
            "(label|classify|mark) {column} [as] {labels}: up to {low}, up to {high} and above",
            ADD
            + " "
            + COLUMN
            + " {name}: {labels} for {column} up to {low}, (between {low} and {high}|up to {high}) and "
            "(above|more)",
            "bucket {column} as {labels} (with thresholds|by) {low} and {high}",
        ),
        clauses=("with {column} (cut|binned|split) into {labels} at {low} and {high}",),
        needs=_ordered,
        weight=1.3,
    ),
    Operation(
        name="cut_edges",
        family="binning",
        arguments={"column": _NUMBER, "low": ValueArg("column"), "high": ValueArg("column"), "name": _BIN},
        code="{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}], bins=[-np.inf, {low!r}, {high!r}, np.inf])}})",
        nouns=(
            "{column} (binned|cut|bucketed) at {low} and {high}",
            "[the] (interval|range) of {column} with (edges|cut points) {low} and {high}",
        ),
        verbs=(
            (
                "(bin|cut|bucket|split) [the] {column} (at|with edges|with cut points|using the limits|by) "
                "{low} and {high}"
            ),
            ADD
            + " "
            + COLUMN
            + " {name} with [the] {column} (range|interval): below {low}, {low} to {high}, above {high}",
        ),
        clauses=("with {column} (cut|binned|split) at {low} and {high}",),
        needs=_ordered,
        weight=0.6,
    ),
    Operation(
        name="cut_at_edge",
        family="binning",
        arguments={"column": _NUMBER, "edge": ValueArg("column"), "labels": TWO_LABELS, "name": _BIN},
        code=(
            "{table}.assign(**{{{name!r}: pd.cut({table}[{column!r}],"
            " bins=[-np.inf, {edge!r}, np.inf], labels={labels})}})"
        ),
        nouns=(
            "{column} as {labels} (split|cut|divided) at {edge}",
            COLUMN + " {name} with {column} as {labels} split at {edge}",
        ),
        verbs=(
            (
                "(bin|cut|classify|divide|split|categorise|categorize) [the] {column} into {labels} (at|with "
                "the limit|with cut point) {edge}"
            ),
            "(label|classify|mark) {column} [as] {labels}: up to {edge} and above",
        ),
        clauses=("with {column} (cut|split) into {labels} at {edge}",),
        needs=_inside,
        weight=0.7,
    ),
    Operation(
        name="bin_width",
        family="binning",
        arguments={"column": _NUMBER, "width": ConstantArg((2, 5, 10, 20, 25, 50, 100, 250, 500, 1000)), "name": _BIN},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] // {width!r} * {width!r}}})",
        nouns=(
            "{column} in (steps|bins|classes|buckets) of {width}",
            "{column} rounded down to [the] (nearest|next|a) multiple of {width}",
            "[the] lower bound of the {width} wide bin of {column}",
        ),
        verbs=(
            (
                "(bin|group|bucket|floor) {column} (in|into|by|to) (steps|bins|classes|buckets|multiples) of "
                "[width] {width}"
            ),
            "round {column} down to (multiples of {width}|the nearest {width})",
            ADD + " " + COLUMN + " {name} with {column} in (steps|bins) of {width}",
        ),
        clauses=("with {column} in (steps|bins) of {width}",),
        needs=_fitting_width,
        weight=0.8,
    ),
    Operation(
        name="count_per_bin",
        family="binning",
        arguments={"column": _NUMBER, "n": IntegerArg(2, 10), "name": NameArg(("count", "n", "frequency", "rows"))},
        code="pd.cut({table}[{column!r}], bins={n}).value_counts(sort=False).reset_index(name={name!r})",
        nouns=(
            "[the] (number|count) of "
            + ROWS
            + " (per|in each|for each|by) {column} (bin|range|interval|bucket) (with|using|for|over) {n} "
            "(bins|ranges|intervals)",
            (
                "[a|the] (histogram|distribution|frequency table) of {column} (with|in|over|using) {n} "
                "(bins|ranges|intervals|buckets)"
            ),
            "how many " + ROWS + " (fall|are) in each of {n} [equal-width] {column} (bins|ranges|intervals)",
        ),
        verbs=(
            "(count|tally) [the] " + ROWS + " in {n} [equal-width] (bins|ranges|intervals) of {column}",
            "(bin|cut|bucket) {column} into {n} (bins|ranges) and count [the] " + ROWS + " [in each]",
        ),
    ),
    Operation(
        name="aggregate_per_bin",
        family="binning",
        arguments={
            "how": COMMON_AGGREGATE,
            "value": _NUMBER,
            "column": ColumnArg(("number",), not_in=("value",)),
            "n": IntegerArg(2, 10),
        },
        code="{table}.groupby(pd.cut({table}[{column!r}], bins={n}), observed=True)[{value!r}].{how}().reset_index()",
        nouns=(
            (
                "[the] {how} [of] [the] {value} (per|in each|for each|by) {column} "
                "(bin|range|interval|bucket) (with|using|for|over) {n} (bins|ranges|intervals)"
            ),
            "[the] {how} {value} (in|for|over) {n} [equal-width] (bins|ranges|intervals) of {column}",
        ),
        verbs=(
            (
                "(bin|cut|bucket|divide) {column} into {n} (bins|ranges|intervals) and (compute|take|get) "
                "[the] {how} [of] [the] {value} (in each|per bin|of each)"
            ),
            "(group|aggregate) by {column} in {n} bins and take [the] {how} [of] {value}",
        ),
        needs=_spread,
    ),
    *quantiles.OPERATIONS,
)
