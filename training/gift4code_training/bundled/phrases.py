"""Phrase rules to words: expands ``(a|b)`` and ``[x]``, says arguments as people type them, and roughens the result.

The rules live with the operations; what is here is how a person mentions a column, a value or a number, and the small
accidents of typing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

from gift4code_ext.operations.model import (
    Argument,
    ChoiceArg,
    ColumnArg,
    ColumnsArg,
    ConditionsArg,
    IntegerArg,
    NameArg,
    StubsArg,
    ValueArg,
    ValuesArg,
)
from gift4code_ext.operations.words import COMPARE

_COMPARED = {
    **COMPARE.words,
    "==": ("equal to", "=", "==", "exactly"),
    "!=": ("not", "not equal to", "!=", "other than"),
}
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")


def expand(rule: str, rng: random.Random) -> str:
    """One random reading of a phrase rule; fields in braces are kept for :func:`fill`.

    Raises:
        ValueError: brackets do not balance.
    """
    return re.sub(r"\s+", " ", _say(_parse(rule), rng)).strip()


@lru_cache(maxsize=4096)
def _parse(rule: str) -> tuple[Any, ...]:
    """A rule as nested tuples: ``("all", parts)``, ``("one", choices)``, ``("maybe", part)`` or a string."""
    position = 0

    def choices(closing: str) -> tuple[Any, ...]:
        nonlocal position
        options: list[tuple[Any, ...]] = []
        parts: list[Any] = []
        text = ""
        while position < len(rule):
            char = rule[position]
            position += 1
            if char in "([":
                parts += [text, (("one", choices(")")) if char == "(" else ("maybe", choices("]")))]
                text = ""
            elif char == "|" and closing:
                options.append(("all", (*parts, text)))
                parts, text = [], ""
            elif char == closing:
                return (*options, ("all", (*parts, text)))
            elif char in ")]":
                raise ValueError(f"phrase rule has an unexpected {char!r}: {rule}")
            else:
                text += char
        if closing:
            raise ValueError(f"phrase rule misses a {closing!r}: {rule}")
        return (*options, ("all", (*parts, text)))

    whole: tuple[Any, ...] = choices("")[0]
    return whole


def _say(part: Any, rng: random.Random) -> str:
    if isinstance(part, str):
        return part
    kind, inner = part
    if kind == "all":
        return "".join(_say(piece, rng) for piece in inner)
    if kind == "maybe" and rng.random() < 0.5:
        return ""
    return _say(rng.choice(inner), rng)


def fill(text: str, arguments: Mapping[str, Argument], said: Mapping[str, str]) -> str:
    """Put the words for each argument into an expanded rule."""
    for name in arguments:
        text = text.replace("{" + name + "}s", _plural(said[name])).replace("{" + name + "}", said[name])
    return re.sub(r"\s+", " ", text).strip()


def _plural(words: str) -> str:
    if re.search(r"[^aeiou]y$", words):
        return words[:-1] + "ies"
    if re.search(r"(s|x|ch|sh)$", words):
        return words if words.endswith("s") else words + "es"
    return words + "s"


def say(
    argument: Argument, value: Any, rng: random.Random, synonyms: Mapping[Hashable, tuple[str, ...]], *, vague: bool
) -> str:
    """The words for a bound argument. ``vague`` leaves choices unsaid."""
    match argument:
        case ColumnArg():
            return mention(value, rng, synonyms)
        case ColumnsArg():
            return listing([mention(label, rng, synonyms) for label in value], rng)
        case ChoiceArg():
            return "" if vague else rng.choice(argument.words[value])
        case ValueArg():
            return literal(value, rng)
        case StubsArg():
            return listing(list(value), rng)
        case ValuesArg():
            return listing([literal(cell, rng) for cell in value], rng, last=("and", "or"))
        case IntegerArg():
            return _NUMBER_WORDS[value] if value <= 10 and rng.random() < 0.15 else str(value)
        case ConditionsArg(word=word):
            return f" {word} ".join(_condition(each, rng, synonyms) for each in value)
        case NameArg():
            return str(value)
        case _:
            return literal(value, rng)


def _condition(
    condition: tuple[Hashable, str, Any], rng: random.Random, synonyms: Mapping[Hashable, tuple[str, ...]]
) -> str:
    column, operator, value = condition
    compared = rng.choice(_COMPARED[operator])
    return f"{mention(column, rng, synonyms)} {rng.choice(('', '', 'is '))}{compared} {literal(value, rng)}"


def mention(label: Hashable, rng: random.Random, synonyms: Mapping[Hashable, tuple[str, ...]]) -> str:
    """A column as typed: its label, its words, a synonym, one telling word, cut short, or with a typo."""
    text = str(label)
    words = [word.lower() for word in _WORDS.findall(text)]
    draw = rng.random()
    if draw < 0.40 or not words:
        return text if rng.random() < 0.7 else text.lower()
    if draw < 0.75:
        chosen = " ".join(words)
    elif draw < 0.90 and synonyms.get(label):
        chosen = rng.choice(synonyms[label])
    else:
        chosen = rng.choice([word for word in words if len(word) > 2] or words)
    if len(chosen) > 6 and rng.random() < 0.05:
        return chosen[: rng.choice((3, 4, 4, 5))]
    return typo(chosen, rng) if rng.random() < 0.04 else chosen


def listing(items: list[str], rng: random.Random, last: tuple[str, ...] = ("and",)) -> str:
    """Items joined as people join them."""
    if len(items) == 1:
        return items[0]
    joiner = rng.choice((*last, *last, "&", ",", "," if len(items) > 2 else last[0]))
    tail = f", {items[-1]}" if joiner == "," else f" {joiner} {items[-1]}"
    return ", ".join(items[:-1]) + tail


def literal(value: Any, rng: random.Random) -> str:
    """A value as typed: text bare, lower-cased or quoted; numbers plain or with thousands separators."""
    if isinstance(value, bool):
        return str(value).lower() if rng.random() < 0.5 else str(value)
    if isinstance(value, (int, float)):
        if isinstance(value, int) and abs(value) >= 1000 and rng.random() < 0.25:
            return f"{value:,}"
        if isinstance(value, int) and value >= 1000 and value % 1000 == 0 and rng.random() < 0.4:
            return f"{value // 1000}k"
        return str(value)
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    draw = rng.random()
    if draw < 0.25:
        quote = rng.choice("'\"")
        return text if quote in text else f"{quote}{text}{quote}"
    return text.lower() if draw < 0.5 else text


def typo(word: str, rng: random.Random) -> str:
    """One accident of typing in a word of at least five letters."""
    if len(word) < 5:
        return word
    at = rng.randrange(1, len(word) - 2)
    match rng.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + word[at] + word[at:]


_NOUN_OPENINGS = (
    "", "", "", "", "", "", "show ", "show me ", "get ", "give me ", "find ", "i want ", "i need ", "what is ",
    "what are ", "compute ", "calculate ", "list ", "display ", "can you get ", "please show ", "return ", "get me ",
    "want to see ",
)  # fmt: skip
_VERB_OPENINGS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "please ",
    "can you ",
    "i want to ",
    "i need to ",
    "could you ",
    "we should ",
    "help me ",
    "just ",
)


def opening(*, noun: bool, rng: random.Random) -> str:
    """How a request begins, before a rule that names the result (``noun``) or tells what to do."""
    return rng.choice(_NOUN_OPENINGS if noun else _VERB_OPENINGS)


def roughen(text: str, rng: random.Random) -> str:
    """Case and punctuation as people leave them."""
    draw = rng.random()
    if draw < 0.25:
        text = text[:1].upper() + text[1:]
    ending = rng.random()
    if ending < 0.15:
        text += "."
    elif ending < 0.2:
        text += "?"
    return text
