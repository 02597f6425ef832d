"""Cells: how the values of each kind of column are drawn, as NumPy arrays, before any dirt.

Texts are object arrays, dates ``datetime64[us]``, whole numbers ``int64``, other numbers ``float64``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from gift4code_training.bundled.schemas.notation import Field
from gift4code_training.bundled.schemas.vocabulary import LAST, VOCABULARY

Array: TypeAlias = npt.NDArray[Any]
Kind: TypeAlias = Literal[
    "cat", "text", "code", "id", "int", "float", "bool", "date", "datetext", "numtext", "list", "listtext", "year"
]
"""What a column of a generated table is. ``code`` and ``id`` are unique texts and whole numbers; ``cat`` repeats;
``listtext`` is several values in one text; ``year`` a whole number that is a year."""

_DAY = np.timedelta64(1, "D")
_DATE_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%b %d, %Y",
    "%d %b %Y",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%B %d, %Y",
    "%Y%m%d",
)
_FORMAT_WEIGHTS = (8, 4, 3, 2, 2, 1, 2, 1, 1)
_FLAGS = (("Yes", "No"), ("Y", "N"), ("yes", "no"), ("true", "false"), ("T", "F"))


@dataclass(frozen=True)
class Drawn:
    """One column: its values and what they are; ``when`` are the moments behind dates, written as text or not."""

    values: Array
    kind: Kind
    when: Array | None = None


def draw(
    field: Field, rows: int, rng: random.Random, numbers: np.random.Generator, *, before: Array | None = None
) -> Drawn:
    """``rows`` values of the field. ``before``: the dates that a ``later`` field follows."""
    arguments = field.arguments
    match field.kind:
        case "cat":
            cells = _category(_words(arguments), rows, rng, numbers)
            if rng.random() < 0.85 and all(word.isdigit() for word in arguments):
                return Drawn(cells.astype(np.int64), "int")
            return Drawn(cells, "cat")
        case "text":
            return Drawn(_text(arguments[0], rows, rng, numbers), "text")
        case "code":
            return Drawn(distinct(field, rows, rng, numbers), "code")
        case "pattern":
            return Drawn(_objects([_filled(arguments[0], rng) for _ in range(rows)]), "text")
        case "id":
            return Drawn(distinct(field, rows, rng, numbers), "id")
        case "int":
            return Drawn(_numbers(arguments, rows, rng, numbers).round().astype(np.int64), "int")
        case "float":
            decimals = max(0, int(arguments[2]) - (rng.random() < 0.1))
            return Drawn(_numbers(arguments, rows, rng, numbers).round(decimals), "float")
        case "flag":
            return _flag(rows, rng, numbers)
        case "date" | "stamp" | "later":
            return dates_or_text(moments(field, rows, rng, numbers, before=before), rng, times=field.kind == "stamp")
        case "year":
            low, high = _window(float(arguments[0]), float(arguments[1]), rng)
            return Drawn(numbers.integers(int(low), int(high) + 1, rows), "year")
        case "numtext":
            cells = _numbers(arguments[1:], rows, rng, numbers)
            return Drawn(number_text(cells, arguments[0], rng), "numtext")
        case _:
            return _lists(_words(arguments), rows, rng)


def distinct(field: Field, count: int, rng: random.Random, numbers: np.random.Generator) -> Array:
    """``count`` different values of an id, code or category field, fewer if it has no more: the pool of a key."""
    if field.kind == "id":
        start = int(field.arguments[0]) + rng.choice((0, 1, rng.randrange(100)))
        ids = start + (np.arange(count) if rng.random() < 0.5 else numbers.choice(count * 9, count, replace=False))
        return ids.astype(np.int64)
    if field.kind == "cat":
        words = _words(field.arguments)
        return _objects(rng.sample(words, min(count, len(words))))
    pattern = field.arguments[0]
    places = pattern.count("#")
    if places >= 3 and rng.random() < 0.4:
        start = rng.randrange(1, 900)
        return _objects([_numbered(pattern, start + at) for at in range(count)])
    found: dict[str, None] = {}
    while len(found) < count:
        found[_filled(pattern, rng)] = None
    return _objects(list(found))


def _words(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return VOCABULARY[arguments[0][1:]] if arguments[0].startswith("@") else arguments


def _objects(cells: list[Any]) -> Array:
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array


def _category(words: tuple[str, ...], rows: int, rng: random.Random, numbers: np.random.Generator) -> Array:
    """Two to twelve of the words, few enough that most come up again, evenly or some far more often."""
    most = min(len(words), 12, max(2, rows // 3))
    some = _objects(rng.sample(words, rng.randint(min(2, most), most)))
    if rng.random() < 0.5:
        return some[numbers.integers(0, len(some), rows)]
    weights = 1.0 / np.arange(1, len(some) + 1)
    return some[np.searchsorted(np.cumsum(weights)[:-1] / weights.sum(), numbers.random(rows))]


def _window(low: float, high: float, rng: random.Random) -> tuple[float, float]:
    """A part of the range, at least a third of it, so that tables of one schema differ."""
    share = rng.uniform(0.35, 1.0)
    start = low + rng.random() * (1 - share) * (high - low)
    return start, start + share * (high - low)


def _numbers(arguments: tuple[str, ...], rows: int, rng: random.Random, numbers: np.random.Generator) -> Array:
    whole_range = (float(arguments[0]), float(arguments[1]))
    low, high = _window(*whole_range, rng) if rng.random() < 0.6 else whole_range
    match arguments[-1]:
        case "skew":
            share = np.minimum(numbers.lognormal(-2.0, 1.0, rows), 1.0)
        case "normal":
            share = np.clip(numbers.normal(0.5, 0.18, rows), 0.0, 1.0)
        case _:
            share = numbers.random(rows)
    cells: Array = low + share * (high - low)
    span = high - low
    if span >= 200 and rng.random() < 0.25:
        step = 10.0 ** np.floor(np.log10(span / 20))
        cells = np.round(cells / step) * step
    return cells


def _flag(rows: int, rng: random.Random, numbers: np.random.Generator) -> Drawn:
    truth = numbers.random(rows) < rng.choice((0.2, 0.4, 0.5, 0.7))
    form = rng.random()
    if form < 0.55:
        return Drawn(truth, "bool")
    if form < 0.7:
        return Drawn(truth.astype(np.int64), "int")
    return Drawn(_objects(list(rng.choice(_FLAGS)))[(~truth).astype(np.int64)], "cat")


def moments(
    field: Field, rows: int, rng: random.Random, numbers: np.random.Generator, *, before: Array | None = None
) -> Array:
    """Dates (midnight) or times of day as ``datetime64[us]``."""
    if field.kind == "later":
        low, high = int(field.arguments[0]), int(field.arguments[1])
        start = before if before is not None else _random_days(2021, 2024, rows, rng, numbers)
        return (start + numbers.integers(low, high + 1, rows) * _DAY).astype("datetime64[us]")
    first, last = (int(year) for year in field.arguments[0].split("-"))
    if "sorted" in field.arguments:
        days = (
            _regular_days(first, last, rows, rng)
            if rng.random() < 0.6
            else np.sort(_random_days(first, last, rows, rng, numbers))
        )
    else:
        days = _random_days(first, last, rows, rng, numbers)
    if field.kind == "stamp":
        days = days + numbers.integers(6 * 60, 22 * 60, rows) * np.timedelta64(1, "m")
        if "sorted" in field.arguments:
            days = np.sort(days)
    return days.astype("datetime64[us]")


def _random_days(first: int, last: int, rows: int, rng: random.Random, numbers: np.random.Generator) -> Array:
    start = np.datetime64(f"{rng.randint(first, last)}-01-01", "D") + rng.randrange(300) * _DAY
    span = rng.choice((20, 45, 90, 180, 365, 730))
    days: Array = start.astype("datetime64[us]") + numbers.integers(0, span, rows) * _DAY
    return days


def _regular_days(first: int, last: int, rows: int, rng: random.Random) -> Array:
    year, step = rng.randint(first, last), rng.choice(("D", "D", "W", "M"))
    if step == "M":
        months = np.datetime64(f"{year}-{rng.randint(1, 12):02d}", "M") + np.arange(rows)
        return months.astype("datetime64[us]")
    start = np.datetime64(f"{year}-01-01", "D") + rng.randrange(300)
    days: Array = (start + np.arange(rows) * (7 if step == "W" else 1)).astype("datetime64[us]")
    return days


def dates_or_text(when: Array, rng: random.Random, *, times: bool) -> Drawn:
    """The dates as they are, or written in one of the formats people use."""
    if rng.random() < 0.65:
        return Drawn(when, "date", when)
    form = "%Y-%m-%d %H:%M" if times else rng.choices(_DATE_FORMATS, _FORMAT_WEIGHTS)[0]
    return Drawn(_objects([moment.strftime(form) for moment in when.tolist()]), "datetext", when)


def number_text(cells: Array, form: str, rng: random.Random) -> Array:
    """Numbers as people write them in a cell: ``$1,234.50``, ``45%``, ``12 kg``, ``1,200``."""
    match form:
        case "money" | "$" | "€" | "£" | "USD" | "EUR":
            sign = rng.choice("$$€£") if form in ("money", "USD", "EUR") else form
            decimals = rng.choice((0, 2, 2))
            return _objects([f"{sign}{cell:,.{decimals}f}" for cell in cells.tolist()])
        case "%":
            space, decimals = rng.choice(("", "", " ")), rng.choice((0, 0, 1))
            return _objects([f"{cell:.{decimals}f}{space}%" for cell in cells.tolist()])
        case "plain":
            return _objects([f"{cell:,.0f}" for cell in cells.tolist()])
        case _:
            space, decimals = rng.choice((" ", " ", "")), rng.choice((0, 1))
            return _objects([f"{cell:.{decimals}f}{space}{form}" for cell in cells.tolist()])


def _lists(words: tuple[str, ...], rows: int, rng: random.Random) -> Drawn:
    cells = [rng.sample(words, rng.randint(1, min(3, len(words)))) for _ in range(rows)]
    if rng.random() < 0.3:
        return Drawn(_objects(cells), "list")
    between = rng.choice((", ", ", ", ",", ";", "|", " / "))
    return Drawn(_objects([between.join(cell) for cell in cells]), "listtext")


def _filled(pattern: str, rng: random.Random) -> str:
    return "".join(
        str(rng.randrange(10)) if sign == "#" else rng.choice("ABCDEFGHJKLMNPRSTUVWX") if sign == "@" else sign
        for sign in pattern
    )


def _numbered(pattern: str, number: int) -> str:
    """The pattern with the digits of ``number`` in its last places and A for letters."""
    width = pattern.count("#")
    digits = iter(f"{number:0{width}d}"[-width:])
    return "".join(next(digits) if sign == "#" else "A" if sign == "@" else sign for sign in pattern)


def _text(kind: str, rows: int, rng: random.Random, numbers: np.random.Generator) -> Array:
    first, last = (numbers.integers(0, 1 << 30, rows).tolist() for _ in range(2))

    def word(vocabulary: str, at: int) -> str:
        words = VOCABULARY[vocabulary]
        return words[at % len(words)]

    pairs = list(zip(first, last, strict=True))
    match kind:
        case "person":
            if rng.random() < 0.25:
                return _objects([f"{LAST[b % len(LAST)]}, {word('first', a)}" for a, b in pairs])
            return _objects([f"{word('first', a)} {LAST[b % len(LAST)]}" for a, b in pairs])
        case "surname":
            return _objects([LAST[b % len(LAST)] for b in last])
        case "title":
            return _objects(
                [f"{rng.choice(('', '', 'The '))}{word('adjective', a)} {word('noun', b)}" for a, b in pairs]
            )
        case "email":
            return _objects(
                [
                    f"{word('first', a).lower()}.{LAST[b % len(LAST)].lower()}@{word('domain', a // 99)}"
                    for a, b in pairs
                ]
            )
        case "address":
            return _objects([f"{1 + a % 180} {word('street', b)}, {word('city', a // 180)}" for a, b in pairs])
        case "place":
            return _objects([f"{word('city', a)}, {word('country', b)}" for a, b in pairs])
        case "phone":
            return _objects([f"+{1 + a % 90} {100 + b % 900} {a % 10000:04d}" for a, b in pairs])
        case "clock":
            return _objects([f"{6 + a % 17:02d}:{5 * (b % 12):02d}" for a, b in pairs])
        case "duration":
            return _objects([f"{a % 4}h {b % 60:02d}m" for a, b in pairs])
        case "url":
            return _objects([f"https://{word('domain', a)}{word('page', b)}" for a, b in pairs])
        case _:
            return _objects([word(kind, a) for a in first])
