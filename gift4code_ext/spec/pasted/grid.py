"""Pasted text as a grid of cells, and what the cells of a column become.

A column is read as a whole. Quoted cells are always text. Of the bare ones ``...`` is any cell; nothing, ``NaN``,
``NaT``, ``None``, ``null``, ``NA``, ``N/A`` and ``<NA>`` are missing. If all others read as whole numbers they are
ints, as numbers floats, as ``true`` or ``false`` truth values; else each stays the text that it is: one word among
numbers makes a column text, and so do leading zeros, which are codes. Dates stay text as well (ISO text meets a date
when values are compared), and so do amounts with a currency or percent sign.

Commas in numbers depend on where the text comes from. Spreadsheets and web pages (tab-separated, HTML) and
semicolon-separated files show numbers with decimal commas or with separated thousands: whichever reading fits all cells
of a column is taken, and where both fit (``1,234``) an error asks for another spelling, but between semicolons a lone
comma is the decimal mark. Everywhere else numbers have a decimal point and no separators, and ``1,234`` is text. In
what pandas printed, an empty cell is empty text, because pandas spells missing cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gift4code_ext.errors import Gift4CodeError

OPEN = ("...", "…")
MISSING = ("", "nan", "null", "none", "na", "n/a", "<na>", "nat")
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DIGITS = re.compile(r"[-+]?[0-9]+")  # those that are no integer lead with zeros: codes, not numbers
FLOAT = re.compile(r"[-+]?(([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?|inf)")
_POINT = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
_COMMA = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}([.\u00a0\u202f][0-9]{3})+)(,[0-9]+)?")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+")
LONG = 4000  # digits; Python refuses to read much longer integers

Origin = Literal["plain", "semicolons", "spreadsheet", "pandas"]


class TableError(Gift4CodeError):
    """Text that is no table, or that could be more than one."""


@dataclass(frozen=True)
class Cell:
    """One cell as written, without its quotes and outer blanks."""

    text: str
    quoted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it stands for any cell."""
        return not self.quoted and self.text in OPEN


@dataclass(frozen=True)
class Grid:
    """``rows`` hold the cells of the index levels first, then those of the columns ``labels``; ``...`` is any label.

    ``sure``: the first line certainly holds labels. ``total`` is the row count that the text itself tells.
    """

    labels: tuple[Hashable, ...]
    rows: tuple[tuple[Cell, ...], ...]
    levels: tuple[Hashable, ...] = ()
    origin: Origin = "plain"
    sure: bool = True
    total: int | None = None
    type: str | None = None


def is_number(text: str) -> bool:
    """Whether bare text reads as a whole number or a number with a decimal point."""
    if len(text) > LONG:
        return False
    return INTEGER.fullmatch(text) is not None or (
        FLOAT.fullmatch(text) is not None and _DIGITS.fullmatch(text) is None
    )


def reads_as_value(text: str) -> bool:
    """Whether bare text is anything but text: number-like, a truth value, missing or any cell."""
    word = text.lower()
    return word in MISSING or word in ("true", "false") or text in OPEN or FLOAT.fullmatch(text) is not None


def column_values(cells: Sequence[Cell], label: Hashable, origin: Origin, *, comma: bool = False) -> list[Any]:
    """The values of one column: text, int, float, bool, None (missing) or ``...``.

    Args:
        comma: another column has shown that the decimal mark is a comma.

    Raises:
        TableError: the numbers can be read in two ways.
    """
    convert = _reader(_bare(cells), label, origin, comma)
    return [_value(cell, convert, origin) for cell in cells]


def has_decimal_comma(cells: Sequence[Cell], origin: Origin) -> bool:
    """Whether the numbers of a column are certainly written with a decimal comma."""
    bare = _bare(cells)
    european = origin in ("semicolons", "spreadsheet") and all(_COMMA.fullmatch(text) for text in bare)
    return european and any("," in text for text in bare) and not all(_POINT.fullmatch(text) for text in bare)


def _bare(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells if not cell.quoted and not cell.is_open and cell.text.lower() not in MISSING]


def _reader(bare: Sequence[str], label: Hashable, origin: Origin, comma: bool) -> Callable[[str], Any]:
    if all(is_number(text) for text in bare):
        if comma and bare and all(_THOUSANDS.fullmatch(text) for text in bare):
            raise _two_ways(bare[0], label)
        return int if all(INTEGER.fullmatch(text) for text in bare) else float
    if all(text.lower() in ("true", "false") for text in bare):
        return lambda text: text.lower() == "true"
    if origin in ("semicolons", "spreadsheet") and all(len(text) < LONG for text in bare):
        point = all(_POINT.fullmatch(text) for text in bare)
        if all(_COMMA.fullmatch(text) for text in bare):
            if point and origin == "spreadsheet" and not comma:
                raise _two_ways(next(text for text in bare if "," in text), label)
            return _comma_number(bare)
        if point:
            return _point_number(bare)
    return str


def _two_ways(text: str, label: Hashable) -> TableError:
    return TableError(
        f"{text} in column {label} of the example may have a decimal mark or separated thousands: "
        "write its numbers with a decimal point and no separators, or put them in quotes if they are text."
    )


def _comma_number(bare: Sequence[str]) -> Callable[[str], Any]:
    number: Callable[[str], Any] = float if any("," in text for text in bare) else int
    return lambda text: number(re.sub(r"[.\u00a0\u202f]", "", text).replace(",", "."))


def _point_number(bare: Sequence[str]) -> Callable[[str], Any]:
    number: Callable[[str], Any] = float if any("." in text for text in bare) else int
    return lambda text: number(text.replace(",", ""))


def _value(cell: Cell, convert: Callable[[str], Any], origin: Origin) -> Any:
    if cell.quoted:
        return cell.text
    if cell.is_open:
        return ...
    if cell.text.lower() in MISSING:
        return "" if origin == "pandas" and cell.text == "" else None
    return convert(cell.text)
