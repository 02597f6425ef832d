"""Columns by condition: flags, labels, limits and conditional replacement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ConstantArg, NameArg, Operation, ValueArg
from gift4code_ext.operations.words import COMPARE

if TYPE_CHECKING:
    import pandas as pd

_LABELS = ("high", "low", "yes", "no", "big", "small", "good", "bad", "pass", "fail", "A", "B", "other")
_NUMBER = ColumnArg(("number",))


def _distinct(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return type(bound["yes"]) is type(bound["no"]) and bound["yes"] != bound["no"]


def _limits(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]]
    return bool((values > bound["value"]).any() and (values < bound["value"]).any())


OPERATIONS = (
    Operation(
        name="flag_compare",
        family="columns",
        arguments={
            "column": _NUMBER,
            "op": COMPARE,
            "value": ValueArg("column"),
            "name": NameArg(("flag", "is_high", "above_threshold", "selected", "hit", "qualifies")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] {op} {value!r}}})",
        nouns=(
            "[a] (flag|boolean|true/false|indicator) [column] [for] [whether] {column} [is] {op} {value}",
            "[a] [boolean] column {name} (saying|telling|showing) (whether|if) {column} is {op} {value}",
            "{name} = {column} {op} {value}",
            "whether {column} is {op} {value} [for each row|as a new column]",
        ),
        verbs=(
            "flag [the] rows (where|whose|with) {column} [is] {op} {value} [in a new column]",
            (
                "(add|create|make) [a] [boolean] (column|flag) [called] {name} [that is] (true|True) "
                "(if|when|where) {column} [is] {op} {value}"
            ),
            "(mark|tag) [rows|records] (with|where|whose) {column} {op} {value} [as true] in [a] [new column] {name}",
            "check (whether|if) {column} is {op} {value} [for each row]",
        ),
        clauses=("(with|plus) a flag [column] for {column} {op} {value}",),
        place="after",
    ),
    Operation(
        name="flag_equal",
        family="columns",
        arguments={
            "column": ColumnArg(("cat",)),
            "value": ValueArg("column"),
            "name": NameArg(("flag", "is_match", "match", "selected")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] == {value!r}}})",
        nouns=(
            "[a] (flag|boolean|true/false|indicator) [column] [for] [whether] {column} (is|equals|=) {value}",
            "whether {column} (is|equals|=) {value} [for each row|as a new column]",
            "{name} = {column} == {value}",
        ),
        verbs=(
            "flag [the] rows (where|whose) {column} (is|equals) {value} [in a new column]",
            (
                "(add|create|make) [a] [boolean] (column|flag) [called] {name} [that is] (true|True) "
                "(if|when|where) {column} (is|equals|=) {value}"
            ),
            "(mark|tag) [all] [the] {value} (rows|records) in [a] [new column] {name}",
        ),
        clauses=("(with|plus) a flag [column] for {value}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="flag_above_mean",
        family="columns",
        arguments={
            "column": _NUMBER,
            "how": ChoiceArg({"mean": ("average", "mean", "avg"), "median": ("median",)}),
            "name": NameArg(("above_{how}", "is_above_{how}", "over_{how}")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}] > {table}[{column!r}].{how}()}})",
        nouns=(
            "[a] (flag|boolean|true/false|indicator) [column] for (above|over|higher than) {how} {column}",
            "whether {column} is (above|over|higher than|greater than) [the|its] {how} [for each row]",
        ),
        verbs=(
            "flag [the] rows (where|whose|with) {column} (above|over|higher than|greater than) [the|its] {how}",
            (
                "(add|create) [a] [boolean] column [{name}] (telling|saying|showing) (whether|if) {column} "
                "(exceeds|is above|beats) [the|its] {how}"
            ),
            "(mark|tag) (rows|records) with (above|over|higher than) {how} {column}",
        ),
        clauses=("(with|plus) a flag for above {how} {column}",),
        place="after",
        weight=0.7,
    ),
    Operation(
        name="label_compare",
        family="columns",
        arguments={
            "column": _NUMBER,
            "op": COMPARE,
            "value": ValueArg("column"),
            "yes": ConstantArg((*_LABELS, 1, 0)),
            "no": ConstantArg((*_LABELS, 1, 0)),
            "name": NameArg(("label", "level", "category", "group", "class", "status", "band", "tier")),
        },
        code="{table}.assign(**{{{name!r}: np.where({table}[{column!r}] {op} {value!r}, {yes!r}, {no!r})}})",
        nouns=(
            (
                "[a] [new] column {name} (with|that is) {yes} (if|when|where) {column} [is] {op} {value} "
                "(else|otherwise|and otherwise) {no}"
            ),
            "{name} = {yes} if {column} {op} {value} else {no}",
        ),
        verbs=(
            (
                "(label|mark|tag|classify) [each row|rows] [as] {yes} (if|when|where) {column} [is] {op} "
                "{value}, (else|otherwise) {no}"
            ),
            (
                "(add|create|make) [a] [new] column [called] {name}: {yes} (if|when|where) {column} {op} "
                "{value}, (else|otherwise) {no}"
            ),
            "set {name} to {yes} (if|when|where) {column} is {op} {value}, (else|otherwise) [to] {no}",
            "if {column} [is] {op} {value} [then] put {yes} (else|otherwise) {no} in {name}",
        ),
        clauses=("with {name} {yes} (if|where|when) {column} {op} {value} else {no}",),
        needs=_distinct,
    ),
    Operation(
        name="label_equal",
        family="columns",
        arguments={
            "column": ColumnArg(("cat",)),
            "value": ValueArg("column"),
            "yes": ConstantArg((*_LABELS, 1, 0)),
            "no": ConstantArg((*_LABELS, 1, 0)),
            "name": NameArg(("label", "category", "group", "class", "type", "kind")),
        },
        code="{table}.assign(**{{{name!r}: np.where({table}[{column!r}] == {value!r}, {yes!r}, {no!r})}})",
        nouns=(
            (
                "[a] [new] column {name} (with|that is) {yes} (if|when|where) {column} (is|equals|=) {value} "
                "(else|otherwise) {no}"
            ),
            "{name} = {yes} if {column} (is|==|=) {value} else {no}",
        ),
        verbs=(
            "(label|mark|tag) [rows] [as] {yes} (if|when|where) {column} (is|equals) {value}, (else|otherwise) {no}",
            (
                "(add|create|make) [a] [new] column [called] {name}: {yes} for {value}, {no} (for the "
                "rest|for everything else|otherwise)"
            ),
            "set {name} to {yes} (if|when|where) {column} is {value}, (else|otherwise) [to] {no}",
        ),
        needs=_distinct,
        weight=0.6,
    ),
    Operation(
        name="clip_column",
        family="columns",
        arguments={
            "column": _NUMBER,
            "bound": ChoiceArg(
                {
                    "upper": ("at most", "a maximum of", "an upper limit of", "no more than"),
                    "lower": ("at least", "a minimum of", "a lower limit of", "no less than"),
                }
            ),
            "value": ValueArg("column"),
        },
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].clip({bound}={value!r})}})",
        verbs=(
            "(clip|cap|limit|bound|restrict) [the] {column} [values] to {bound} {value}",
            "(make|set) {column} {bound} {value}",
            "(replace|trim) {column} [values] so that they are {bound} {value}",
            "(limit|clip) {column} {bound} {value}",
        ),
        clauses=("with {column} (capped|clipped|limited) to {bound} {value}",),
        needs=_limits,
        weight=0.8,
    ),
    Operation(
        name="mask_compare",
        family="columns",
        arguments={"column": _NUMBER, "op": COMPARE, "value": ValueArg("column")},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].mask({table}[{column!r}] {op} {value!r})}})",
        verbs=(
            "(set|turn|change) {column} to (missing|NaN|null|nan|empty|NA) (where|if|when) [it is] {op} {value}",
            "(replace|blank out|mask) {column} [values] {op} {value} (with|by|as) (NaN|missing|null|nan|NA)",
            "(treat|mark) {column} [values] {op} {value} as (missing|NaN|null|not available)",
        ),
        clauses=("(treating|counting) {column} {op} {value} as (missing|NaN|null)",),
        weight=0.6,
    ),
    Operation(
        name="replace_compare",
        family="columns",
        arguments={
            "column": _NUMBER,
            "op": COMPARE,
            "value": ValueArg("column"),
            "new": ConstantArg((0, 1, -1, 10, 100, 999)),
        },
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].mask({table}[{column!r}] {op} {value!r}, {new!r})}})",
        verbs=(
            "(set|change|update) {column} to {new} (where|if|when|wherever) [it is|{column} is] {op} {value}",
            "replace {column} [values] {op} {value} (with|by) {new}",
            "(put|write) {new} in {column} (where|when|wherever) [it is] {op} {value}",
        ),
        clauses=("with {column} set to {new} (where|when) {op} {value}",),
        weight=0.7,
    ),
)
