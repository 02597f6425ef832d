"""Parts of text as new columns: split pieces, patterns, words, first and last characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, IntegerArg, NameArg, Operation
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
PART = ChoiceArg(
    {
        0: ("first", "1st", "leading", "left"),
        -1: ("last", "final", "right-most", "trailing"),
        1: ("second", "2nd"),
    }
)
WORD = ChoiceArg({0: ("first", "1st", "leading", "opening"), -1: ("last", "final"), 1: ("second", "2nd")})
PATTERN = ChoiceArg(
    {
        r"(\d+)": ("digits", "number", "first number", "numeric part"),
        r"([A-Za-z]+)": ("letters", "alphabetic part", "leading letters"),
        r"(\d{4})": ("year", "four digit number", "4-digit number"),
        r"@(.+)$": ("domain", "domain after the @", "part after the @"),
        r"^(.+)@": ("user name", "part before the @", "name before the @"),
        r"\((.+)\)": ("text in parentheses", "part in brackets", "bracketed part"),
    }
)


def _text(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> Any:
    return frames[0][bound["column"]].dropna().astype(str).str


def _splits(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    """Most cells hold the separator, which is no part of a longer one that people would name."""
    text = _text(frames, bound)
    separator = bound["sep"]
    spaced = separator.strip() and bool(text.contains(separator.strip() + " ", regex=False).any())
    return float(text.contains(separator, regex=False).mean()) > 0.7 and (separator == ", " or not spaced)


def _in_two(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _splits(frames, bound) and bound["first"] != bound["second"]


def _words(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return float((_text(frames, bound).count(r"\S+") > 1).mean()) > 0.7


def _matches(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    found = _text(frames, bound).extract(bound["pattern"], expand=False)
    return float(found.notna().mean()) > 0.3 and bool((found != frames[0][bound["column"]].dropna()).any())


def _has_digits(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return float(_text(frames, bound).contains(r"\d", regex=True).mean()) > 0.3


def _long(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return float((_text(frames, bound).len() > bound["n"]).mean()) > 0.5


OPERATIONS = (
    Operation(
        name="split_part",
        family="text",
        arguments={
            "column": _TEXT,
            "sep": SEPARATOR,
            "part": PART,
            "name": NameArg(("part", "{column}_part", "prefix", "piece", "first_part", "code", "group")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.split({sep!r}).str[{part}]}})",
        nouns=(
            "[the] {part} part of [the] {column} [when|after being] split (on|by|at) {sep}",
            "[the] {part} (piece|part|element|token|item) of {column} (split|separated) (on|by|at) {sep}",
            COLUMN + " {name} with the {part} part of {column} split (by|on|at) {sep}",
        ),
        verbs=(
            (
                "split [the] [column] {column} (on|by|at|with) [the] {sep} and (take|keep|get) [the] {part} "
                "(part|piece|element|one|item)"
            ),
            (
                "(get|extract|take|pull out) [the] {part} (part|piece) of {column} [split] (on|by|at) {sep} "
                "[as|into] [{name}]"
            ),
            ADD
            + " "
            + COLUMN
            + " {name} with [the] {part} (part|piece|element) of {column} (split|separated) by {sep}",
        ),
        clauses=("(where|with) {name} (is|being) the {part} part of {column} (split|separated) by {sep}",),
        needs=_splits,
        weight=1.3,
    ),
    Operation(
        name="split_in_two",
        family="text",
        arguments={
            "column": _TEXT,
            "sep": SEPARATOR,
            "first": NameArg(("first", "first_name", "left", "part1", "start", "city")),
            "second": NameArg(("last_name", "second", "right", "part2", "rest", "end", "country")),
        },
        code=(
            "{table}.assign(**{{{first!r}: {table}[{column!r}].str.split({sep!r}, n=1).str[0],"
            " {second!r}: {table}[{column!r}].str.split({sep!r}, n=1).str[1]}})"
        ),
        nouns=("[the] [columns] {first} and {second} from {column} [split] (on|by|at) [the] [first] {sep}",),
        verbs=(
            (
                "split [the] [column] {column} (on|by|at) [the] [first] {sep} (into|to|in) [two columns|new "
                "columns|the columns] {first} and {second}"
            ),
            "(separate|break|divide) {column} into {first} and {second} (at|on|by) [the] [first] {sep}",
            (
                "(create|make|add) [the] [two] columns {first} and {second} (from|out of) {column} "
                "(split|separated) by [a] {sep}"
            ),
        ),
        clauses=(
            "(with|after having) {column} split (into {first} and {second} at|by) {sep} [into {first} and {second}]",
        ),
        needs=_in_two,
    ),
    Operation(
        name="extract_pattern",
        family="text",
        arguments={
            "pattern": PATTERN,
            "column": _TEXT,
            "name": NameArg(("extracted", "{column}_part", "code", "found", "number", "domain", "year")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.extract({pattern!r}, expand=False)}})",
        nouns=(
            "[the] {pattern} (in|of|from|within) [the] {column} [(as|in) a new column]",
            COLUMN + " {name} with the {pattern} (from|of|in) {column}",
        ),
        verbs=(
            (
                "(extract|get|pull|pull out|take|parse out) [the] {pattern} (from|of|out of|in) [the] "
                "{column} [as|into] [{name}]"
            ),
            ADD + " " + COLUMN + " {name} with [the] {pattern} (extracted|taken|pulled) (from|out of) {column}",
            "use [a] regex to (get|extract) [the] {pattern} from {column}",
        ),
        clauses=("(where|with) {name} (is|being) the {pattern} (in|from) {column}",),
        needs=_matches,
        weight=1.2,
    ),
    Operation(
        name="extract_number",
        family="text",
        arguments={"column": _TEXT, "name": NameArg(("number", "{column}_number", "size", "amount", "value"))},
        code='{table}.assign(**{{{name!r}: {table}[{column!r}].str.extract(r"(\\d+)", expand=False).astype(float)}})',
        nouns=(
            "[the] number (in|inside|within) [the] {column} as [a] (number|float|numeric column)",
            COLUMN + " {name} with the number (in|inside) {column} as [a] (float|number)",
        ),
        verbs=(
            (
                "(extract|get|pull out|parse) [the] number (from|in|out of) {column} (as a number|as "
                "float|and convert it to float|as numeric)"
            ),
            ADD + " [a] numeric column {name} with [the] (number|digits) (in|from|inside) {column}",
        ),
        clauses=("(where|with) {name} (is|being) the number in {column} as [a] float",),
        needs=_has_digits,
        weight=0.6,
    ),
    Operation(
        name="word_of_text",
        family="text",
        arguments={
            "part": WORD,
            "column": _TEXT,
            "name": NameArg(("word", "{column}_word", "first_name", "keyword", "token")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.split().str[{part}]}})",
        nouns=(
            "[the] {part} word (of|in) [the|each] {column} [(as|in) a new column]",
            COLUMN + " {name} with the {part} word (of|in|from) {column}",
        ),
        verbs=(
            "(extract|get|take|pull out|keep) [the] {part} word (of|from|in) [the|each] {column}",
            ADD + " " + COLUMN + " {name} with [the] {part} word (of|in|from) {column}",
        ),
        clauses=("(where|with) {name} (is|being) the {part} word of {column}",),
        needs=_words,
    ),
    Operation(
        name="first_characters",
        family="text",
        arguments={
            "n": IntegerArg(1, 6),
            "column": _TEXT,
            "name": NameArg(("prefix", "code", "{column}_short", "initial", "short", "abbr")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str[:{n}]}})",
        nouns=(
            "[the] first {n} (characters|letters|chars|digits) of [the|each] {column}",
            COLUMN + " {name} with the first {n} (characters|letters|chars) of {column}",
            "[the] {n} (character|letter) prefix of {column}",
        ),
        verbs=(
            "(extract|get|take|keep) [the] first {n} (characters|letters|chars) (of|from) [the|each] {column}",
            ADD + " " + COLUMN + " {name} with [the] first {n} (characters|letters|chars) of {column}",
            "(cut|truncate|shorten) {column} (to|after) {n} (characters|letters|chars) (as|into) {name}",
        ),
        clauses=("(where|with) {name} (is|being) the first {n} (characters|letters) of {column}",),
        needs=_long,
    ),
    Operation(
        name="last_characters",
        family="text",
        arguments={
            "n": IntegerArg(1, 6),
            "column": _TEXT,
            "name": NameArg(("suffix", "ending", "{column}_end", "tail")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str[-{n}:]}})",
        nouns=(
            "[the] last {n} (characters|letters|chars|digits) of [the|each] {column}",
            COLUMN + " {name} with the last {n} (characters|letters|chars) of {column}",
        ),
        verbs=(
            (
                "(extract|get|take|keep) [the] (last|final) {n} (characters|letters|chars|digits) (of|from) "
                "[the|each] {column}"
            ),
            ADD + " " + COLUMN + " {name} with [the] last {n} (characters|letters|chars) of {column}",
        ),
        clauses=("(where|with) {name} (is|being) the last {n} (characters|letters) of {column}",),
        needs=_long,
        weight=0.7,
    ),
)
