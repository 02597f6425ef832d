"""Manners of people who type in haste: words left out, words cut short, a word more at either end.

Applied to a rule before its arguments are filled in, so that labels and values stay as they were said.
"""

from __future__ import annotations

import random
import re

_DROPPED = re.compile(r"\b(the|a|an|of|is|are|was|all|its|their|there|that|me|we|i|it|each)\b ?", re.IGNORECASE)
_SHORT = {
    "number of": ("#", "no. of", "nr of", "num of", "cnt of"),
    "how many": ("hm", "how mny", "# of"),
    "without": ("w/o", "wo"),
    "with": ("w/", "w"),
    "and": ("&", "+", "n"),
    "per": ("/", "by"),
    "each": ("ea", "every"),
    "column": ("col",),
    "columns": ("cols",),
    "between": ("btw",),
    "percent": ("%", "pct"),
    "percentage": ("%", "pct"),
    "different": ("diff", "dif"),
    "distinct": ("dist.", "unique"),
    "please": ("pls", "plz"),
    "calculate": ("calc",),
    "compute": ("calc",),
    "difference": ("diff",),
    "where": ("if", "w/"),
    "for": ("4", "of"),
    "you": ("u",),
    "and then": ("then", ">", "->"),
    "first": ("1st",),
    "second": ("2nd",),
    "add": ("put", "need"),
    "records": ("recs",),
    "values": ("vals",),
}
_SHORTENED = re.compile(
    r"(?<![\w{])(" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?![\w}])"
)
_BEFORE = ("hi, ", "ok so ", "so ", "now ", "next: ", "todo: ", "q: ", "hey ", "quick one: ", "sorry, ", "and ", "pls ")
_AFTER = (
    " pls",
    " please",
    " thx",
    " thanks",
    " asap",
    "!",
    "...",
    " :)",
    " ok?",
    " right?",
    " if possible",
    " for me",
)


def hasty(text: str, rng: random.Random) -> str:
    """A rule's words as somebody types them who is in a hurry; four in ten are left as they are."""
    draw = rng.random()
    if draw < 0.4:
        return text
    if draw < 0.75:
        chance = rng.choice((0.3, 0.6, 1.0))
        text = _SHORTENED.sub(lambda found: _short(found[0], chance, rng), text)
    if draw >= 0.6:
        chance = rng.choice((0.4, 1.0))
        shorter = _DROPPED.sub(lambda found: "" if rng.random() < chance else found[0], text)
        text = shorter if re.search(r"\w", shorter) else text
    return re.sub(r"\s+", " ", text).strip()


def framed(text: str, rng: random.Random) -> str:
    """A sentence with, one time in eight, a word before or after it that says nothing."""
    draw = rng.random()
    if draw < 0.06:
        return rng.choice(_BEFORE) + text
    return text + rng.choice(_AFTER) if draw < 0.12 else text


def _short(word: str, chance: float, rng: random.Random) -> str:
    return rng.choice(_SHORT[word]) if rng.random() < chance else word
