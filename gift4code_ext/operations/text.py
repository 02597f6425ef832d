"""Text columns: case, replaced pieces, lengths, joined columns; parts of text and lists from their own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations import lists, parts
from gift4code_ext.operations.model import ChoiceArg, ColumnArg, ConstantArg, IntegerArg, NameArg, Operation, ValueArg
from gift4code_ext.operations.words import ADD, COLUMN, ROWS

if TYPE_CHECKING:
    import pandas as pd

_TEXT = ColumnArg(("str",))
CASE = ChoiceArg(
    {
        "upper": ("upper case", "uppercase", "upper", "capital letters", "all caps", "capitals"),
        "lower": ("lower case", "lowercase", "lower", "small letters"),
        "title": ("title case", "titlecase", "capitalised words", "proper case"),
        "capitalize": ("sentence case", "a capital first letter", "only the first letter capitalised"),
    }
)
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


def _words(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return float((_text(frames, bound).count(r"\S+") > 1).mean()) > 0.7


def _changes_case(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    text = _text(frames, bound)
    return bool((getattr(text, bound["case"])() != frames[0][bound["column"]].dropna()).any())


def _some_contain(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    found = _text(frames, bound).contains(bound["value"], regex=False)
    return bool(found.any()) and not bool(found.all())


def _part_of_cells(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _some_contain(frames, bound) and not bool((frames[0][bound["column"]] == bound["value"]).any())


def _short_numbers(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    lengths = _text(frames, bound).len()
    return bool((lengths < bound["n"]).any()) and bool((lengths <= bound["n"]).all())


OPERATIONS = (
    Operation(
        name="change_case",
        family="text",
        arguments={"column": _TEXT, "case": CASE},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].str.{case}()}})",
        nouns=("{column} in {case}", "[the] {case} [of|version of] {column}"),
        verbs=(
            "(make|turn|convert|change|put|write) [the] [column] {column} (in|to|into) {case}",
            "{case} [the] [column] {column}",
            "(convert|change) [all] [the] [text|values|names] (in|of) {column} to {case}",
            "(set|change) [the] case of {column} to {case}",
        ),
        clauses=("with {column} in {case}", "(after putting|putting) {column} in {case}"),
        needs=_changes_case,
        weight=1.3,
    ),
    Operation(
        name="remove_substring",
        family="text",
        arguments={"column": _TEXT, "value": ValueArg("column", "word")},
        code='{table}.assign(**{{{column!r}: {table}[{column!r}].str.replace({value!r}, "", regex=False)}})',
        nouns=("{column} without [the] [(word|text|substring)] {value}",),
        verbs=(
            (
                "(remove|drop|delete|strip|erase|cut) [the] [(word|text|substring|string)] {value} "
                "(from|in|out of) [the] [column] {column}"
            ),
            "(get rid of|take out) {value} (in|from) {column}",
            "(clean|strip) {column} of {value}",
        ),
        clauses=("with {value} removed from {column}", "(without|ignoring) {value} in {column}"),
        needs=_part_of_cells,
    ),
    Operation(
        name="replace_substring",
        family="text",
        arguments={
            "column": _TEXT,
            "value": ValueArg("column", "word"),
            "new": ConstantArg(("new", "other", "x", "-", "item", "X", "thing", "N")),
        },
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].str.replace({value!r}, {new!r}, regex=False)}})",
        nouns=("{column} with [the] [(word|text|substring)] {value} (replaced by|changed to|swapped for) {new}",),
        verbs=(
            (
                "replace [the] (word|text|substring|string) {value} (with|by) {new} (in|within|inside) [the] "
                "[column] {column}"
            ),
            "(in|inside) [the] [text of] {column}[,] (replace|swap|change) {value} (with|by|for|to) {new}",
            "(change|swap) [every] [(occurrence of|word)] {value} (in|within) {column} (to|for|into) {new}",
            "substitute {new} for {value} in [the text of] {column}",
        ),
        clauses=("with {value} replaced by {new} in [the text of] {column}",),
        needs=_part_of_cells,
    ),
    Operation(
        name="replace_separator",
        family="text",
        arguments={"column": _TEXT, "sep": SEPARATOR, "new": GLUE},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].str.replace({sep!r}, {new!r}, regex=False)}})",
        nouns=("{column} with {new} (instead of|in place of|for) [each|every|the] {sep}",),
        verbs=(
            "replace [each|every|the] {sep} (in|of) [the] [column] {column} (with|by) {new}",
            "(in|for) {column}[,] (put|use) {new} (instead of|in place of|for) [the|every] {sep}",
        ),
        clauses=("with [every] {sep} in {column} replaced by {new}",),
        needs=lambda frames, bound: _splits_somewhere(frames, bound) and bound["sep"].strip() != bound["new"].strip(),
        weight=0.7,
    ),
    Operation(
        name="text_length",
        family="text",
        arguments={"column": _TEXT, "name": NameArg(("length", "{column}_length", "len", "chars", "n_chars"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.len()}})",
        nouns=(
            (
                "[the] (length|number of characters|character count|number of letters|text length) (of|in) "
                "[the|each] {column}"
            ),
            "how (long|many characters) [the|each] {column} (is|has)",
            COLUMN + " {name} with the (length|number of characters) (of|in) {column}",
        ),
        verbs=(
            (
                "(compute|calculate|count|get|add|measure) [the] (length|number of characters|character "
                "count|characters) (of|in) [each|the] {column}"
            ),
            ADD + " " + COLUMN + " {name} with [the] (length|number of characters) (of|in) {column}",
            "len of {column}",
        ),
        clauses=("(with|plus|including) the (length|number of characters) of {column}",),
    ),
    Operation(
        name="word_count",
        family="text",
        arguments={"column": _TEXT, "name": NameArg(("words", "word_count", "n_words", "{column}_words"))},
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.split().str.len()}})",
        nouns=(
            "[the] (number of words|word count|amount of words) (of|in) [the|each] {column}",
            "how many words [the|each] {column} (has|contains)",
        ),
        verbs=(
            "(compute|count|get|add) [the] (number of words|words|word count) (of|in|per) [each|the] {column}",
            ADD + " " + COLUMN + " {name} with [the] (number of words|word count) (of|in) {column}",
        ),
        clauses=("(with|plus|including) the (number of words|word count) of {column}",),
        needs=_words,
    ),
    Operation(
        name="contains_flag",
        family="text",
        arguments={
            "column": _TEXT,
            "value": ValueArg("column", "word"),
            "name": NameArg(("has_word", "contains", "mentions", "flag", "found", "match")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{column!r}].str.contains({value!r}, regex=False, na=False)}})",
        nouns=(
            "whether [the|each] {column} (contains|mentions|has|includes) [the word|the text] {value}",
            COLUMN + " {name} (saying|telling|showing) (whether|if) {column} (contains|mentions|includes) {value}",
        ),
        verbs=(
            "(flag|mark|tag) [the] "
            + ROWS
            + " (whose|where) {column} (contains|mentions|includes|has) [the word] {value}",
            ADD + " [a] [boolean] (column|flag) [{name}] [that is] (True|true) (if|when|where) {column} "
            "(contains|mentions|includes) {value}",
            "check (whether|if) {column} (contains|mentions|includes) {value} [for each row]",
        ),
        clauses=("(with|plus) a flag for {column} (containing|mentioning) {value}",),
        place="after",
        needs=_some_contain,
    ),
    Operation(
        name="concat_text",
        family="text",
        arguments={
            "left": _TEXT,
            "right": ColumnArg(("str",), not_in=("left",)),
            "sep": GLUE,
            "name": NameArg(("full_name", "label", "key", "combined", "description", "full", "joined")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] + {sep!r} + {table}[{right!r}]}})",
        nouns=(
            "{left} and {right} (joined|concatenated|combined|put together) (with|by|using) {sep} [in between]",
            COLUMN + " {name} with {left} and {right} (joined|separated|concatenated) (with|by) {sep}",
            "{name} (made of|built from) {left} and {right} with {sep} (between|in between)",
        ),
        verbs=(
            (
                "(concatenate|concat|combine|join|merge|glue) [the] [columns] {left} and {right} "
                "(with|by|using|separated by) {sep} [in between] [(into|as|in) {name}]"
            ),
            ADD + " " + COLUMN + " {name} (from|with|by joining) {left} and {right} (separated by|with) {sep}",
            "(put|paste) {left} and {right} together with {sep} (between|in between)",
        ),
        clauses=("(where|with) {name} (is|being) {left} and {right} joined (with|by) {sep}",),
    ),
    Operation(
        name="text_with_number",
        family="text",
        arguments={
            "left": _TEXT,
            "right": ColumnArg(("int",)),
            "sep": GLUE,
            "name": NameArg(("label", "key", "combined", "code", "tag")),
        },
        code="{table}.assign(**{{{name!r}: {table}[{left!r}] + {sep!r} + {table}[{right!r}].astype(str)}})",
        nouns=(
            "{left} and {right} as [one] text (joined|put together) (with|by|using) {sep} [in between]",
            "{left} followed by {right} (with|separated by) {sep}",
        ),
        verbs=(
            (
                "(concatenate|concat|combine|join) {left} (and|with) [the number] {right} "
                "(with|by|using|separated by) {sep} [(into|as) {name}]"
            ),
            ADD + " [a] text column {name} (from|with) {left} and {right} (separated by|with) {sep}",
        ),
        clauses=("(where|with) {name} (is|being) {left} and {right} joined as text (with|by) {sep}",),
        needs=lambda frames, bound: bool(frames[0][bound["right"]].notna().all()),
        weight=0.5,
    ),
    Operation(
        name="add_prefix_text",
        family="text",
        arguments={"column": _TEXT, "prefix": ConstantArg(("ID-", "new ", "N-", "x_", "#", "Dr. ", "item ", "EU-"))},
        code="{table}.assign(**{{{column!r}: {prefix!r} + {table}[{column!r}]}})",
        nouns=("{column} (prefixed|starting) with {prefix}",),
        verbs=(
            "(prefix|prepend) [each|every|all] {column} [value] with {prefix}",
            "(put|add|write) {prefix} (in front of|before|at the start of) [each|every] {column} [value]",
            "prepend {prefix} to {column}",
        ),
        clauses=("with {column} prefixed (with|by) {prefix}",),
        weight=0.5,
    ),
    Operation(
        name="zero_pad",
        family="text",
        arguments={"column": ColumnArg(("int", "numtext")), "n": IntegerArg(3, 8)},
        code="{table}.assign(**{{{column!r}: {table}[{column!r}].astype(str).str.zfill({n})}})",
        nouns=(
            "{column} (zero-padded|padded with zeros) to {n} (digits|characters|places)",
            "{column} with leading zeros to {n} digits",
        ),
        verbs=(
            (
                "(zero-pad|zero pad|left pad|pad) [the] {column} [with [leading] zeros] to [a] [width of] "
                "{n} [digits|characters]"
            ),
            "(add|put) leading zeros to {column} (up to|so that it has) {n} (digits|characters)",
            "zfill {column} {n}",
        ),
        clauses=("with {column} (zero-padded|padded) to {n} digits",),
        needs=_short_numbers,
        weight=0.6,
    ),
    *parts.OPERATIONS,
    *lists.OPERATIONS,
)
