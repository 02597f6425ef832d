"""Cleaning: duplicates, types and tidy text; missing and replaced values and whole tables from their own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import missing, replacing, whole_table
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ColumnsArg, Operation

if TYPE_CHECKING:
    import pandas as pd

FIRST_LAST = ChoiceArg(
    {
        "first": ("first", "first one", "earliest", "1st"),
        "last": ("last", "last one", "latest", "most recent one"),
    }
)


def _duplicates(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0].duplicated().any())


def _whole(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return bool(frames[0][bound["column"]].notna().all())


def _outer_blanks(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    values = frames[0][bound["column"]].dropna()
    return bool((values != values.str.strip()).any())


def _text_names(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return all(isinstance(label, str) for label in frames[0].columns)


def _spaced_names(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _text_names(frames, bound) and any(" " in label for label in frames[0].columns)


OPERATIONS = (
    Operation(
        name="drop_duplicates",
        family="cleaning",
        arguments={},
        code="{table}.drop_duplicates()",
        nouns=(
            "[the] (unique|distinct) (rows|records|entries)",
            "[the] (rows|table|data) without [any] (duplicates|repeats|duplicate rows)",
        ),
        verbs=(
            (
                "(drop|remove|delete|eliminate|get rid of) [all] [the] (duplicates|duplicate rows|duplicated "
                "rows|repeated rows|duplicate records)"
            ),
            "(dedupe|deduplicate|de-duplicate) [the (table|data|rows)]",
            "keep only [the] (unique|distinct) (rows|records)",
            "keep each row only once",
        ),
        clauses=(
            "(without|ignoring|excluding|after removing|after dropping) (duplicates|duplicate rows|repeated rows)",
            "(counting|using) (distinct|unique) rows only",
            "deduplicated",
        ),
        needs=_duplicates,
    ),
    Operation(
        name="drop_duplicates_column",
        family="cleaning",
        arguments={"column": ColumnArg(("int", "str", "date"), repeats=True)},
        code="{table}.drop_duplicates({column!r})",
        nouns=(
            "[the] first (row|record|entry) (for|of|per) (each|every) {column}",
            "one (row|record) (per|for each) {column}",
            "[the] rows with (unique|distinct) {column}",
        ),
        verbs=(
            (
                "(drop|remove|delete) [the] (duplicates|rows with duplicate|rows with repeated|rows that "
                "repeat) [in|on|by] {column}"
            ),
            (
                "(drop|remove) duplicates (based on|by|on|in|using|according to) [the] [column] {column} "
                "[(keeping|keep) [the] first]"
            ),
            "(dedupe|deduplicate) (by|on) {column}",
            "keep (only one|one|a single|the first) (row|record) (per|for each) {column}",
        ),
        clauses=(
            "(ignoring|without|after removing|after dropping) (duplicate|repeated|duplicates of) {column}",
            "(with|keeping|taking) (only one|one|the first) (row|record) per {column}",
        ),
    ),
    Operation(
        name="drop_duplicates_keep_last",
        family="cleaning",
        arguments={"column": ColumnArg(("int", "str", "date"), repeats=True)},
        code='{table}.drop_duplicates({column!r}, keep="last")',
        nouns=(
            "[the] last (row|record|entry) (for|of|per) (each|every) {column}",
            "[the] (final|latest|bottom) (row|record|entry) (for|of|per) (each|every) {column} [in table order]",
        ),
        verbs=(
            (
                "(drop|remove) duplicates (based on|by|on|in) [the] [column] {column}[,] (keeping|keep|but "
                "keep) [the] last [one|row|occurrence]"
            ),
            "(dedupe|deduplicate) (by|on) {column}[,] (keeping|keep) [the] last",
            "keep [only] the last (row|record|entry|occurrence) (of|per|for each) {column}",
        ),
        clauses=("(keeping|taking|using) [only] the last (row|record) (per|for each|of each) {column}",),
        weight=0.7,
    ),
    Operation(
        name="drop_duplicates_columns",
        family="cleaning",
        arguments={"columns": ColumnsArg(("int", "str", "date"), 2, 3, repeats=True), "keep": FIRST_LAST},
        code="{table}.drop_duplicates({columns!r}, keep={keep!r})",
        nouns=("[the] {keep} (row|record) (for|of) (each|every) (combination|pair) of {columns}",),
        verbs=(
            "(drop|remove) duplicates (based on|by|on|over|considering) [the] [columns] {columns}[,] keep [the] {keep}",
            "(dedupe|deduplicate) (by|on) {columns}[,] keeping [the] {keep}",
            "keep [only] the {keep} (row|record) (per|for each|for every) (combination|pair) of {columns}",
        ),
        clauses=("(keeping|taking) [only] the {keep} (row|record) per (combination|pair) of {columns}",),
        weight=0.7,
    ),
    Operation(
        name="astype_int",
        family="cleaning",
        arguments={"column": ColumnArg(("float", "numtext", "bool"))},
        code="{table}.astype({{{column!r}: int}})",
        nouns=("{column} as [an] (integer|int|integers|ints|whole number|whole numbers)",),
        verbs=(
            (
                "(convert|cast|change|turn|make) [the] [column] {column} (to|into|as) [an] "
                "(integer|int|integers|whole numbers|int type)"
            ),
            "(change|set) [the] (type|dtype|data type) of {column} to (int|integer|int64)",
            "(cut|drop|remove) [off] the (decimals|fraction|decimal part) (of|from) {column}",
        ),
        clauses=("with {column} as (integer|int|whole number)",),
        place="after",
        needs=_whole,
    ),
    Operation(
        name="astype_float",
        family="cleaning",
        arguments={"column": ColumnArg(("int", "numtext"))},
        code="{table}.astype({{{column!r}: float}})",
        nouns=("{column} as [a] (float|floats|decimal|decimal number|floating point number)",),
        verbs=(
            (
                "(convert|cast|change|turn|make) [the] [column] {column} (to|into|as) [a] "
                "(float|floats|decimal|decimals|float type)"
            ),
            "(change|set) [the] (type|dtype|data type) of {column} to (float|float64|double)",
        ),
        clauses=("with {column} as (float|decimal)",),
        place="after",
        needs=_whole,
    ),
    Operation(
        name="astype_str",
        family="cleaning",
        arguments={"column": ColumnArg(("int", "float", "bool"))},
        code="{table}.astype({{{column!r}: str}})",
        nouns=("{column} as [a] (string|str|text|strings)",),
        verbs=(
            (
                "(convert|cast|change|turn|make) [the] [column] {column} (to|into|as) [a] "
                "(string|str|text|strings|string type)"
            ),
            "(change|set) [the] (type|dtype|data type) of {column} to (str|string|text|object)",
            "(treat|store) {column} as (text|string|strings)",
        ),
        clauses=("with {column} as (text|string|str)",),
        place="after",
        needs=_whole,
    ),
    Operation(
        name="to_numeric",
        family="cleaning",
        arguments={"column": ColumnArg(("numtext", "str"))},
        code='{table}.assign(**{{{column!r}: pd.to_numeric({table}[{column!r}], errors="coerce")}})',
        nouns=("{column} as (a number|numbers|numeric) [with (NaN|missing) for [all] the rest]", "numeric {column}"),
        verbs=(
            (
                "(convert|parse|turn|change|coerce|make) [the] [column] {column} (to|into|as) "
                "(numbers|numeric|a number|number) [values]"
            ),
            (
                "(convert|parse) {column} to (numbers|numeric)[,] (with invalid|turning bad|setting "
                "unparsable|coercing invalid) (values|entries|ones) (to|into|as) (NaN|missing|null)"
            ),
            "(read|treat) [the] [text in] {column} as (numbers|numeric)",
            "(make|get) {column} numeric [ignoring (bad|invalid|non-numeric) values]",
        ),
        clauses=(
            "with {column} (parsed|read|converted) (as|to) (numbers|a number|numeric)",
            "treating {column} as (numeric|a number|numbers)",
        ),
        needs=lambda frames, bound: bool(
            frames[0][bound["column"]].astype(str).str.fullmatch(r"\s*-?\d+(\.\d+)?\s*").any()
        ),
    ),
    Operation(
        name="clean_currency",
        family="cleaning",
        arguments={"column": ColumnArg(("str",))},
        code='{table}.assign(**{{{column!r}: {table}[{column!r}].str.replace(r"[^\\d.-]", "", '
        "regex=True).astype(float)}})",
        nouns=(
            (
                "{column} as [a] (number|plain number|float) without [the] (currency|dollar|euro) "
                "(sign|symbol|signs) [and commas]"
            ),
        ),
        verbs=(
            (
                "(remove|strip|drop|get rid of) [the] (currency|dollar|euro|$) (sign|signs|symbol|symbols) "
                "[and commas|and thousands separators] (from|in|of) {column} [and convert [it] to (float|a "
                "number|numbers|numeric)]"
            ),
            "(clean|clean up) [the] {column} [(strings|text|amounts)] (into|to) (numbers|floats|a number)",
            (
                "(convert|turn|parse) {column} [strings|text|amounts] like (1,234.50|$1,200|$5.00) (to|into) "
                "(numbers|floats|float)"
            ),
            (
                "(remove|strip) [the] (commas|thousands separators|units|non-numeric characters) (from|in) "
                "{column} (and convert to float|and make it numeric|to get numbers)"
            ),
        ),
        clauses=("with {column} (cleaned to|as|converted to) (numbers|float|a plain number)",),
        needs=lambda frames, bound: (
            bool(frames[0][bound["column"]].dropna().str.fullmatch(r"[^\d\s-]?\s?-?[\d,]*\d(\.\d+)?\s?\D{0,4}").all())
            and not bool(frames[0][bound["column"]].dropna().str.fullmatch(r"-?\d+(\.\d+)?").all())
        ),
    ),
    Operation(
        name="strip_text",
        family="cleaning",
        arguments={"column": ColumnArg(("str",))},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].str.strip()}})",
        nouns=(
            "{column} without (leading and trailing|surrounding|outer|extra) (spaces|whitespace|blanks)",
            "(stripped|trimmed) {column}",
        ),
        verbs=(
            "(strip|trim) [the] [(whitespace|spaces|blanks) (from|in|around|of)] [the] [column] {column}",
            (
                "(remove|drop|delete|get rid of) [the] (leading and trailing|surrounding|outer|extra|stray) "
                "(spaces|whitespace|blanks) (from|in|around|of) {column}"
            ),
        ),
        clauses=("with {column} (stripped|trimmed)", "(ignoring|without) (spaces|whitespace|blanks) around {column}"),
        needs=_outer_blanks,
    ),
    Operation(
        name="underscore_column_names",
        family="cleaning",
        arguments={},
        code='{table}.set_axis({table}.columns.str.replace(" ", "_"), axis=1)',
        nouns=("[the] table with underscores (instead of|for|in place of) spaces in [the] (column names|headers)",),
        verbs=(
            (
                "replace [the] (spaces|blanks) (in|of) [all] [the] (column names|headers|columns) (with|by) "
                "(underscores|_|an underscore)"
            ),
            "(use|put) underscores (instead of|for) spaces in [all] [the] (column names|headers)",
        ),
        clauses=("with underscores (instead of|for) spaces in [the] (column names|headers)",),
        place="after",
        needs=_spaced_names,
        weight=0.5,
    ),
    *missing.OPERATIONS,
    *replacing.OPERATIONS,
    *whole_table.OPERATIONS,
)
