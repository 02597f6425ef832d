"""Tables as text: CSV, TSV and Markdown as people paste them, and CSV printed here that reads back as it was.

Unquoted cells are read column by column (one word among numbers makes the column text); quoted cells are always text.
``...`` is any cell, a line of nothing else stands for further rows, an empty cell is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.kinds import is_null
from gift4code_ext.spec.read import cell_text

_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)")
_DIGITS = re.compile(r"[-+]?\d+")  # those that are no integer lead with zeros: codes, not numbers
_FLOAT = re.compile(r"[-+]?((\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?|inf)")
_MISSING = ("", "nan", "null", "none", "na", "n/a", "<na>", "nat")
_RULE = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_OPEN = ("...", "…")


class TableError(Gift4CodeError):
    """Text that is no table: a line with too many or too few cells."""


@dataclass(frozen=True)
class Table:
    """Labels and rows; a cell is text, int, float, bool, None (missing) or ``...``."""

    labels: tuple[Hashable, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class _Cell:
    text: str
    quoted: bool = False


def looks_like_table(text: str) -> bool:
    """Whether pasted text is meant as a table rather than as a value or a name."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return len(lines) > 1 or (bool(lines) and lines[0].strip().startswith("|") and lines[0].count("|") > 1)


def from_text(text: str) -> Table:
    """Read a pasted table. The first line holds the labels; a nameless first column of row numbers is left out.

    Raises:
        TableError: a line has another number of cells than the first.
    """
    lines = _split_lines(text)
    ruled = len(lines) > 1 and _RULE.fullmatch(lines[1]) is not None
    if ruled or (lines and lines[0].lstrip().startswith("|")):
        grid = [_markdown_cells(line) for line in lines if not _RULE.fullmatch(line)]
    else:
        delimiter = _delimiter(lines)
        grid = [_delimited_cells(line, delimiter) for line in lines]
    if not grid:
        return Table((), ())
    header, body = grid[0], grid[1:]
    width = len(header)
    rows: list[list[_Cell]] = []
    for number, cells in enumerate(body, start=2):
        if all(cell.text in _OPEN and not cell.quoted for cell in cells):
            cells = [_Cell("...")] * width
        if len(cells) != width:
            raise TableError(f"line {number} of the example has {len(cells)} cells but its first line has {width}.")
        rows.append(cells)
    columns = [_typed([row[place] for row in rows]) for place in range(width)]
    labels: list[Hashable] = [... if cell.text in _OPEN and not cell.quoted else cell.text for cell in header]
    if width > 1 and labels[0] == "" and not header[0].quoted:
        labels, columns = labels[1:], columns[1:]
    return Table(tuple(labels), tuple(zip(*columns, strict=True)))


def _split_lines(text: str) -> list[str]:
    """Lines that are not blank; a line break inside quotes does not end one."""
    lines: list[str] = []
    start, inside = 0, False
    text = text.strip("\n") + "\n"
    for place, letter in enumerate(text):
        if letter == '"':
            inside = not inside
        elif letter == "\n" and not inside:
            lines.append(text[start:place].rstrip("\r"))
            start = place + 1
    if inside:  # a lone quote is a letter like any other
        return [line for line in text.splitlines() if line.strip()]
    return [line for line in lines if line.strip()]


def _delimiter(lines: Sequence[str]) -> str:
    head = re.sub(r'"[^"]*"', "", lines[0]) if lines else ""
    return next((mark for mark in ("\t", ",", ";") if mark in head), ",")


def _markdown_cells(line: str) -> list[_Cell]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_Cell(part.strip().replace("\\|", "|")) for part in re.split(r"(?<!\\)\|", inner)]


def _delimited_cells(line: str, delimiter: str) -> list[_Cell]:
    cells: list[_Cell] = []
    place, end = 0, len(line)
    while place <= end:
        quoted = _quoted_cell(line, place, delimiter)
        if quoted is not None:
            text, place = quoted
            cells.append(_Cell(text, quoted=True))
        else:
            stop = line.find(delimiter, place)
            stop = end if stop < 0 else stop
            cells.append(_Cell(line[place:stop].strip()))
            place = stop + 1
    return cells


def _quoted_cell(line: str, place: int, delimiter: str) -> tuple[str, int] | None:
    """The quoted cell that starts at ``place`` and where the next one starts; None when there is no whole one."""
    pattern = re.compile(r'[^\S\t]*"((?:[^"]|"")*)"[^\S\t]*(?=' + re.escape(delimiter) + r"|$(?![\r\n]))")
    found = pattern.match(line, place)
    return None if found is None else (found.group(1).replace('""', '"'), found.end() + 1)


def _typed(cells: Sequence[_Cell]) -> list[Any]:
    open_words = {*_OPEN, *_MISSING}
    bare = [cell.text for cell in cells if not cell.quoted and cell.text.lower() not in open_words]
    convert: Callable[[str], Any]
    if all(_INTEGER.fullmatch(text) or (_FLOAT.fullmatch(text) and not _DIGITS.fullmatch(text)) for text in bare):
        convert = int if all(_INTEGER.fullmatch(text) for text in bare) else float
    elif all(text.lower() in ("true", "false") for text in bare):
        convert = _truth
    else:
        convert = str
    return [_value(cell, convert) for cell in cells]


def _value(cell: _Cell, convert: Callable[[str], Any]) -> Any:
    if cell.quoted:
        return cell.text
    if cell.text in _OPEN:
        return ...
    return None if cell.text.lower() in _MISSING else convert(cell.text)


def _truth(text: str) -> bool:
    return text.lower() == "true"


def to_text(
    labels: Sequence[Hashable], rows: Iterable[Sequence[Any]], *, limit: int = 60, as_text: bool = False
) -> str:
    """CSV that :func:`from_text` reads back. Cells longer than ``limit`` characters are cut.

    Args:
        as_text: the cells are texts of values of any class, and are printed bare.
    """
    listed = [list(row) for row in rows]
    columns = [[row[place] for row in listed] for place in range(len(labels))]
    header = ["..." if label is Ellipsis else _quoted(cell_text(label, limit), _needs_quotes) for label in labels]
    if len(header) > 1 and header[0] == "":
        header[0] = '""'
    if as_text:
        printed = [[_quoted(text, _needs_quotes) for text in column] for column in columns]
    else:
        printed = [_printed(column, limit, alone=len(columns) == 1) for column in columns]
    return "\n".join(",".join(cells) for cells in [header, *zip(*printed, strict=True)])


def _printed(column: Sequence[Any], limit: int, *, alone: bool) -> list[str]:
    numbers = any(type(cell) is not str and cell is not Ellipsis and not is_null(cell) for cell in column)
    cells = []
    for cell in column:
        if cell is Ellipsis:
            cells.append("...")
        elif is_null(cell):
            cells.append("NaN" if alone else "")
        elif isinstance(cell, str):
            text = cell_text(cell, limit)
            cells.append(_quoted(text, (lambda _: True) if numbers else _reads_otherwise))
        elif isinstance(cell, float):
            cells.append(repr(float(cell)))
        else:
            cells.append(_quoted(cell_text(cell, limit), _needs_quotes))
    return cells


def _quoted(text: str, rule: Callable[[str], bool]) -> str:
    return '"' + text.replace('"', '""') + '"' if rule(text) else text


def _needs_quotes(text: str) -> bool:
    marked = any(mark in text for mark in ',;\t"|\n\r') or text != text.strip()
    return marked or text in _OPEN or _RULE.fullmatch(text) is not None


def _reads_otherwise(text: str) -> bool:
    """Whether the bare text would come back as something else."""
    word = text.lower()
    return (
        _needs_quotes(text)
        or word in _MISSING
        or word in ("true", "false")
        or not text.isprintable()
        or _FLOAT.fullmatch(text) is not None
    )
