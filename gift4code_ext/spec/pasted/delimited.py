"""Lines of cells with a mark between them: CSV, TSV, semicolons, pipes and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gift4code_ext.spec.pasted.grid import OPEN, Cell, Grid, Origin, TableError

_DASHES = re.compile(r":?-+:?")
_MARKS = ("\t", ",", ";", "|")
_ORIGINS: dict[str, Origin] = {"\t": "spreadsheet", ";": "semicolons"}
_LOOKED_AT = 200  # lines that tell the delimiter


def delimited(text: str, *, even: bool = False) -> Grid | None:
    """The cells of delimited text, its first line as labels; None when no delimiter stands in it.

    Args:
        even: None too when no delimiter splits all lines into as many cells.

    Raises:
        TableError: two delimiters would do, or a line has another number of cells than the first.
    """
    lines = split_lines(text)
    if is_markdown(lines):
        rows = [line for place, line in enumerate(lines) if place != 1 or not is_rule(line)]
        return _headed([_markdown_cells(line) for line in rows], "plain", sure=True)
    mark = _delimiter(lines, even)
    if mark is None:
        return None
    grid = [cells_of(line, mark) for line in lines]
    if mark == "|":
        grid = [_without_outer(cells) for cells in grid]
    return _headed(grid, _ORIGINS.get(mark, "plain"), sure=False)


def one_column(text: str) -> Grid:
    """Lines of one cell each, the first one the label."""
    return _headed([cells_of(line, "\n") for line in split_lines(text)], "spreadsheet", sure=False)


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether the second line is a rule below the labels, or all lines begin and end with a pipe."""
    ruled = len(lines) > 1 and "|" in lines[0] + lines[1] and is_rule(lines[1])
    framed = [line.strip() for line in lines if line.strip() not in OPEN]
    return ruled or (
        bool(framed) and all(line.startswith("|") and line.endswith("|") and len(line) > 2 for line in framed)
    )


def is_rule(line: str) -> bool:
    """Whether a line is the rule of a Markdown table: ``|---|:--:|``."""
    parts = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_DASHES.fullmatch(part.strip()) for part in parts)


def _headed(grid: Sequence[Sequence[Cell]], origin: Origin, *, sure: bool) -> Grid:
    header = grid[0]
    rows = []
    for number, cells in enumerate(grid[1:], start=2):
        if all(cell.is_open for cell in cells):
            cells = [Cell("...")] * len(header)
        if len(cells) != len(header):
            raise TableError(
                f"line {number} of the example has {len(cells)} cells but its first line has {len(header)}."
            )
        rows.append(tuple(cells))
    nameless = len(header) > 1 and header[0] == Cell("")
    return Grid(
        labels=tuple(... if cell.is_open else cell.text for cell in header[1 if nameless else 0 :]),
        rows=tuple(rows),
        levels=(None,) if nameless else (),
        origin=origin,
        sure=sure or nameless or any(cell.quoted for cell in header),
    )


def split_lines(text: str) -> list[str]:
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
    return [line for line in lines if line.strip(" \r\n\v\f")]


def _delimiter(lines: Sequence[str], must: bool) -> str | None:
    """The mark that splits all lines into as many cells (it ``must``), else the first that the first line holds."""
    told = [line for line in lines[:_LOOKED_AT] if line.strip() not in OPEN]
    head = re.sub(r'"[^"]*"', "", told[0]) if told else ""
    held = [mark for mark in _MARKS if mark in head]
    if "\t" in held:
        return "\t"
    even = [mark for mark in held if len({len(cells_of(line, mark)) for line in told}) == 1]
    if len(told) > 1 and len(even) > 1:
        raise TableError(
            f"the lines of the example can be split at {even[0]} and at {even[1]}: "
            "put cells that hold one of them in quotes."
        )
    return next(iter(even or (() if must else held)), None)


def _markdown_cells(line: str) -> list[Cell]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [Cell(part.strip().replace("\\|", "|")) for part in re.split(r"(?<!\\)\|", inner)]


def _without_outer(cells: list[Cell]) -> list[Cell]:
    return cells[:-1] if len(cells) > 2 and cells[-1] == Cell("") else cells


def cells_of(line: str, delimiter: str) -> list[Cell]:
    """The cells of one line; a cell in double quotes may hold anything, two quotes in it are one."""
    cells: list[Cell] = []
    place, end = 0, len(line)
    while place <= end:
        found = _quoted_cell(delimiter).match(line, place)
        if found is not None:
            cells.append(Cell(found.group(1).replace('""', '"'), quoted=True))
            place = found.end() + 1
        else:
            stop = line.find(delimiter, place)
            stop = end if stop < 0 else stop
            cells.append(Cell(line[place:stop].strip()))
            place = stop + 1
    return cells


@lru_cache(maxsize=8)
def _quoted_cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(r'[^\S\t]*"((?:[^"]|"")*)"[^\S\t]*(?=' + re.escape(delimiter) + r"|$(?![\r\n]))")
