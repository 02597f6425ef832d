"""Literals a person types in a request: quoted text, numbers with their units, percentages and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gift4code_ext.generation.words import STOP, word_set

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WORDS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
    "万": 10**4, "亿": 10**8,
}  # fmt: skip
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # of a script that puts spaces between words and numbers

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_QUOTED = re.compile(r"(?<!\w)(?:'([^'\n]+)'|\"([^\"\n]+)\"|`([^`\n]+)`|[“”]([^“”\n]+)[“”]|‘([^‘’\n]+)’)(?!\w)")
_DATE = re.compile(
    rf"(?<!{_LETTER})(?<![.-])(?:"
    r"(?P<y7>\d{4})\s?年\s?(?P<m7>\d{1,2})\s?月(?:\s?(?P<d7>\d{1,2})\s?[日号])?|"
    r"(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<y2>(?:19|20)\d\d)-(?P<m2>0[1-9]|1[0-2])"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y3>\d{4})"
    rf"|(?P<n4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})"
    rf"|(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n5>{_MONTH})\.?,?\s+(?P<y5>\d{{4}})"
    rf"|(?P<n6>{_MONTH})\.?\s+(?P<y6>(?:19|20)\d\d)"
    rf")(?!{_LETTER})(?!-))",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])")
_NUMBER = re.compile(
    rf"(?<!{_LETTER})(?<!\.)(?P<sign>(?:(?<=\s)|^|(?<=[(<>=\u3400-\u9fff]))[-−])?[$€£¥]?"
    r"(?P<body>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d+)?|\.\d+)"
    r"(?:(?P<percent>\s?%|\s(?:percent|per\s?cent|pct)\b|(?:st|nd|rd|th)\s+percentile\b)"
    r"|(?P<ordinal>st|nd|rd|th)\b|\s?(?P<scale>k|mn|bn|m)\b(?!\w)|\s(?P<scale2>thousand|million|billion)\b|\s?(?P<scale3>[万亿])"
    rf"|(?!{_LETTER}|\.\d)|(?=-?[a-z]+\b))",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})\b|\b(?P<ordinal>{'|'.join(_ORDINALS)})(?=[\s-]+(?:highest|lowest|largest|smallest|most|best|worst|biggest))",
    re.IGNORECASE,
)
_NOT_TEXT = word_set(
    "missing null nan blank empty duplicates duplicate at least most more fewer less any all only values columns"
)
_CUED = re.compile(
    r"\b(?:contain(?:s|ing)?|(?:start|begin)(?:s|ning|ing)?\s+with|end(?:s|ing)?\s+(?:with|in|on))"
    r"\s+(?:the\s+)?(?:(?:word|text|string|letters?|substring)\s+)?(?P<text>[^\W\d][\w@.-]*[^\W_]|[@#][\w.-]+\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Literal:
    """A literal found at ``text[start:end]``; ``note`` is a value slot's note."""

    start: int
    end: int
    value: Any
    note: str


def quoted(text: str) -> list[tuple[int, int, str]]:
    """Quoted parts as ``(start, end, content)``; an apostrophe inside a word is no quote."""
    return [
        (found.start(), found.end(), next(group for group in found.groups() if group is not None))
        for found in _QUOTED.finditer(text)
    ]


def literals(text: str, taken: list[tuple[int, int]]) -> list[Literal]:
    """Dates, times and numbers outside the ``taken`` spans, by position; where two overlap, the earlier kind."""
    found: list[Literal] = []
    spans = list(taken)
    for scan in (_dates, _times, _numbers, _words):
        for item in scan(text):
            if all(item.end <= start or end <= item.start for start, end in spans):
                found.append(item)
                spans.append((item.start, item.end))
    return sorted(found, key=lambda item: item.start)


def cued(text: str) -> Iterator[Literal]:
    """Bare words that a verb announces as text to look for: "contains River", "starting with Senior"."""
    for found in _CUED.finditer(text):
        if found["text"].lower() not in STOP and found["text"].lower() not in _NOT_TEXT:
            yield Literal(found.start("text"), found.end("text"), found["text"], "text")


def _dates(text: str) -> Iterator[Literal]:
    for found in _DATE.finditer(text):
        part = found.groupdict()
        year = next(int(part[name]) for name in ("y", "y2", "y3", "y4", "y5", "y6", "y7") if part[name])
        month_name = part["n4"] or part["n5"] or part["n6"]
        if part["y2"] or part["y6"] or (part["y7"] and not part["d7"]):
            month = _MONTHS[month_name.lower()] if month_name else int(part["m2"] or part["m7"])
            yield Literal(found.start(), found.end(), f"{year:04d}-{month:02d}", "month")
            continue
        if part["a"]:
            month, day = int(part["a"]), int(part["b"])
            month, day = (day, month) if month > 12 else (month, day)
        else:
            month = _MONTHS[month_name.lower()] if month_name else int(part["m"] or part["m7"])
            day = int(part["d"] or part["d4"] or part["d5"] or part["d7"])
        try:
            yield Literal(found.start(), found.end(), date(year, month, day).isoformat(), "date")
        except ValueError:
            continue


def _times(text: str) -> Iterator[Literal]:
    for found in _TIME.finditer(text):
        yield Literal(found.start(), found.end(), found[0], "time")


def _numbers(text: str) -> Iterator[Literal]:
    for found in _NUMBER.finditer(text):
        body = found["body"].replace(",", "")
        is_whole = body.isdigit()
        value: int | float = int(body) if is_whole else float(body)
        if found["sign"]:
            value = -value
        note = "int" if is_whole else "float"
        scale = found["scale"] or found["scale2"] or found["scale3"]
        if scale:
            scaled = value * _SCALES[scale.lower()]
            value, note = (int(scaled), "int") if scaled == int(scaled) else (scaled, "float")
        if found["percent"]:
            value, note = round(value / 100, 12), "percent"
        yield Literal(found.start(), found.end(), value, note)


def _words(text: str) -> Iterator[Literal]:
    for found in _NUMBER_WORD.finditer(text):
        word = found[0].lower()
        yield Literal(found.start(), found.end(), _WORDS.get(word) or _ORDINALS[word], "int")
