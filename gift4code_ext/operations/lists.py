"""Lists in cells and in separated text: one row per item, counts, lengths, joined text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, COLUMN

if TYPE_CHECKING:
    import pandas as pd

_TEXT = ColumnArg(("str",))
SEPARATOR = ChoiceArg(
    {
        " ": ("space", "spaces", "blank", "whitespace"),
        "-": ("dash", "hyphen", "-"),
        ",": ("comma", ",", "commas"),
        ", ": ("comma and space", "comma space", "', '"),
        "/": ("slash", "/"),
        "_": ("underscore", "_"),
        "@": ("@", "at sign", "the @"),
        ":": ("colon", ":"),
        ".": ("dot", "period", "point"),
        ";": ("semicolon", ";"),
        "|": ("pipe", "vertical bar", "|"),
    }
)
GLUE = ChoiceArg(
    {
        " ": ("a space", "a blank", "space", "one space"),
        ", ": ("a comma", "comma and space", "a comma and a space"),
        "-": ("a dash", "a hyphen", "-", "dash"),
        "_": ("an underscore", "underscore", "_"),
        "/": ("a slash", "/", "slash"),
        "": ("nothing", "no separator", "nothing in between"),
    }
)


def _text(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> Any:
    return frames[0][bound["column"]].dropna().astype(str).str


def _splits_somewhere(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    text = _text(frames, bound)
    separator = bound["sep"]
    longer = bool(text.contains(separator + " ", regex=False).any()) and separator != " "
    return bool(text.contains(separator, regex=False).any()) and not longer


OPERATIONS = (
    Operation(
        name="explode_split",
        family="text",
        arguments={"column": _TEXT, "sep": SEPARATOR},
        code=(
            "{table}.assign(**{{{column!r}: {table}[{column!r}].str.split({sep!r})}})"
            ".explode({column!r}, ignore_index=True)"
        ),
        nouns=(
            "one row (per|for each|for every) {column} (item|value|entry) [when] (split|separated) (by|on|at) {sep}",
            "[the] {sep} separated {column} [values] in rows of their own",
        ),
        verbs=(
            "split [the] [column] {column} (on|by|at) {sep} (into|to) [separate|several|multiple] rows",
            "(explode|expand|unnest|flatten) [the] {sep} separated [values of] {column} [(into|to) rows]",
            "(put|give) each {sep} separated (item|value) (in|of) {column} (on|in) its own row",
            (
                "(make|get) one row (per|for each) (item|value|entry) (of|in) {column}[,] (separated|split) "
                "(by|at|on) {sep}"
            ),
        ),
        clauses=(
            "(after splitting|splitting) {column} (by|on|at) {sep} into rows",
            "with one row per {sep} separated {column}",
        ),
        needs=_splits_somewhere,
    ),
    Operation(
        name="count_split_values",
        family="text",
        arguments={"column": _TEXT, "sep": SEPARATOR, "name": NameArg(("count", "n", "frequency", "occurrences"))},
        code="{table}[{column!r}].str.split({sep!r}).explode().value_counts().reset_index(name={name!r})",
        nouns=(
            "how often each {sep} separated (item|value|tag) [in {column}] (occurs|appears) [in {column}]",
            (
                "[the] (counts|frequency|number of occurrences) of [the] [single] (items|values|tags) in "
                "{column} (split|separated) by {sep}"
            ),
        ),
        verbs=(
            "count [the] [single] (items|values|tags|entries) (in|of) {column} (split|separated) (by|on|at) {sep}",
            "split {column} (by|on|at) {sep} and count [each|the] (item|value|values|items|tag)",
        ),
        needs=_splits_somewhere,
        weight=0.7,
    ),
    Operation(
        name="explode_list",
        family="text",
        arguments={"column": ColumnArg(("list",))},
        code="{table}.explode({column!r}, ignore_index=True)",
        nouns=(
            "one row (per|for each|for every) (element|item|entry) (of|in) [the] [lists in] {column}",
            "[the] (exploded|unnested|flattened) {column}",
        ),
        verbs=(
            "(explode|unnest|expand|flatten|unpack) [the] [list] [column] {column} [(into|to) rows]",
            "(put|give) each (element|item) (of|in) [the] {column} [list] (on|in) its own row",
            "(turn|convert) [the] lists in {column} into [separate] rows",
        ),
        clauses=("(after exploding|exploding) {column}", "with one row per (element|item) of {column}"),
        weight=1.2,
    ),
    Operation(
        name="list_length",
        family="text",
        arguments={"column": ColumnArg(("list",)), "name": NameArg(("count", "n_items", "size", "length", "n"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.len()}})",
        nouns=(
            "[the] (number of|count of) (elements|items|entries) (in|of) [each|the] {column}",
            "how many (elements|items|entries) [each] {column} (has|contains|holds)",
            "[the] length of [each] [list in] {column}",
        ),
        verbs=(
            "count [the] (elements|items|entries) (in|of) [each|the] {column} [list]",
            ADD
            + " "
            + COLUMN
            + " {name} with [the] (length|number of items|number of elements) (of|in) [each] {column}",
        ),
        clauses=("(with|plus) the (number of items|length) (in|of) {column}",),
        weight=0.7,
    ),
    Operation(
        name="join_list",
        family="text",
        arguments={"column": ColumnArg(("list",)), "sep": GLUE},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].str.join({sep!r})}})",
        nouns=("[the] {column} [lists] as [one] (text|string) (joined|separated) (with|by) {sep}",),
        verbs=(
            (
                "(join|concatenate|glue) [the] (elements|items|lists) (of|in) {column} (with|by|using|into "
                "one text with) {sep}"
            ),
            "(turn|convert) [the] {column} lists (into|to) [a] (text|string|strings) (separated|joined) by {sep}",
        ),
        clauses=("with [the] {column} lists joined (with|by) {sep}",),
        needs=lambda frames, bound: all(isinstance(item, str) for cell in frames[0][bound["column"]] for item in cell),
        weight=0.7,
    ),
)
