"""Frames and series as pandas prints them: cells aligned below one another, with nothing but blanks between.

Columns are right-aligned below their labels, index labels left-aligned before them. The index is told from the first
column by blanks that run through all lines; where that leaves two readings an error says so. An unnamed index is one
level unless a label is left out because it repeats the one above. A row or column of dots stands for those left out, a
text cut to the width of a column for any cell. Floats are taken with the digits that were printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from gift4code_ext.spec.pasted.aligned import DOTS, Levels, index_levels, index_width, is_dots
from gift4code_ext.spec.pasted.grid import Cell, Grid, TableError, is_number
from gift4code_ext.spec.pasted.html_table import label_of, printed_cell

_SERIES_END = re.compile(r"(?:Freq: \S+, )?(?:Name: (?P<name>.*?), )?(?:Length: (?P<length>[0-9]+), )?dtype: \S.*")
_FRAME_END = re.compile(r"\[([0-9]+) rows x [0-9]+ columns\]")
_EMPTY_FRAME = re.compile(r"Empty DataFrame\nColumns: \[(.*)\]\nIndex: \[.*\]")
_EMPTY_SERIES = re.compile(r"Series\(\[\], (?:Name: (?P<name>.*), )?dtype: \S+\)")
_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
_HEADS = 4  # lines of labels at most


def is_printed(text: str) -> bool:
    """Whether text certainly is a printed frame or series: it ends as only those do."""
    lines = _lines(text)
    ends = bool(lines) and (_FRAME_END.fullmatch(lines[-1]) or (len(lines) > 1 and _SERIES_END.fullmatch(lines[-1])))
    return bool(ends or _EMPTY_FRAME.fullmatch(text.strip()) or _EMPTY_SERIES.fullmatch(text.strip()))


def is_aligned(text: str) -> bool:
    """Whether the first line looks like labels above aligned cells, or all others like several cells."""
    first, *others = _lines(text) or [""]
    if first.startswith('"'):
        return False
    gaps = ["  " in line.strip() for line in others if line.strip()]
    below = (any(gaps) and all(gaps[1:])) or any(line.startswith("  ") for line in others)
    return first.startswith(" ") or len(_WORDS.findall(first)) > 1 or below


def _lines(text: str) -> list[str]:
    lines = [line.removesuffix("\r") for line in text.strip("\n").split("\n")]
    while lines and (not lines[-1].strip() or lines[-1].startswith("Categories (")):
        lines.pop()
    return lines


def printed(text: str) -> Grid:
    """The cells of a printed frame or series.

    Raises:
        TableError: the lines are not aligned as pandas aligns them, or the index cannot be told from the first column.
    """
    empty, none = _EMPTY_FRAME.fullmatch(text.strip()), _EMPTY_SERIES.fullmatch(text.strip())
    if empty:
        return Grid(tuple(label for label in empty.group(1).split(", ") if label), (), origin="pandas", total=0)
    if none:
        return Grid((none["name"],), (), origin="pandas", total=0, type="pandas.Series")
    lines = _lines(text)
    end = _SERIES_END.fullmatch(lines[-1]) if len(lines) > 1 else None
    if end:
        return _series(lines[:-1], end["name"], int(end["length"]) if end["length"] else None)
    end = _FRAME_END.fullmatch(lines[-1])
    blocks = _blocks(lines[:-1] if end else lines)
    if not blocks:
        raise _unaligned()
    found = [_frame(block) for block in blocks]
    first = found[0]
    if any(len(block.rows) != len(first.rows) for block in found):
        raise _unaligned()
    levels = len(first.levels)
    rows = [
        sum((block.rows[row][levels:] for block in found), first.rows[row][:levels]) for row in range(len(first.rows))
    ]
    return Grid(
        labels=tuple(label for block in found for label in block.labels),
        rows=tuple(_opened(row) for row in rows),
        levels=first.levels,
        origin="pandas",
        sure=bool(levels),
        total=int(end.group(1)) if end else None,
    )


def _unaligned() -> TableError:
    return TableError(
        "the columns of the example cannot be told apart by their blanks alone: "
        "paste it as CSV, such as df.to_csv() gives, or copy the table that the notebook shows."
    )


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """The blocks of columns of a frame wider than the screen: the first line of all but the last ends in ``\\``."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip().removesuffix("\\").rstrip())
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    wrapped = any(line.rstrip().endswith("  \\") for line in lines)
    return blocks if wrapped or not blocks else [[line for block in blocks for line in block]]


def _series(lines: Sequence[str], name: str | None, total: int | None) -> Grid:
    names = lines[0] if len(lines) > 1 and len(lines[0]) <= (index_width(lines[1:], "", 3) or 0) else None
    body = lines[1:] if names is not None else lines
    width = index_width(body, names or "", 3)
    if not width:
        raise _unaligned()
    index = index_levels([line[:width] for line in body], names)
    if index is None:
        raise _unaligned()
    rows = [(*label, printed_cell(line[width:].strip())) for label, line in zip(index.rows, body, strict=True)]
    return Grid(
        labels=(name,),
        rows=tuple(_opened(row) for row in rows),
        levels=index.names,
        origin="pandas",
        total=total,
        type="pandas.Series",
    )


def _frame(lines: list[str]) -> Grid:
    """One block of columns, its last line of labels being the one below which everything is aligned."""
    shifted = lines[0].rjust(max(len(line) for line in lines))  # where outer blanks were cut from the text
    for heads in range(1, min(_HEADS, len(lines) - 1) + 1):
        tops = dict.fromkeys((lines[0], shifted)) if heads == 1 else (lines[0],)
        for top, close, named in product(tops, (False, True), (False, True)):
            found = _parsed([top, *lines[1:]], heads, named, close)
            if found is not None:
                return found
    raise _unaligned()


def _parsed(lines: Sequence[str], heads: int, named: bool, close: bool) -> Grid | None:
    """The block if it has so many lines of labels.

    Args:
        named: the first words of the lines of labels name the levels of the columns.
        close: some labels stand one blank apart.
    """
    header, body = lines[:heads], lines[heads:]
    words = [found.span() for found in _WORDS.finditer(header[-1])]
    if close:
        words = [part for word in words for part in _parts(header[-1], body, *word)]
    if named:
        words = words[1:] if words and words[0][0] == 0 and not is_number(header[-1][: words[0][1]]) else []
    if not words:
        return None
    names = body[0].rstrip() if len(body) > 1 and len(body[0].rstrip()) < words[0][0] else None
    body = body[1:] if names is not None else body
    # pandas prints some labels one place to the left of their columns
    edges = [end + any(line[end : end + 1].strip() for line in body if not is_dots(line)) for _, end in words]
    width = index_width([line[: edges[0]] for line in body], names or "", 2, below=words[0][0])
    if width is None or (not width and (heads > 1 or named or names is not None)):
        return None
    if any((line[:width].strip() != "") != named for line in header if width):
        return None
    places = list(zip([width, *edges[:-1]], edges, strict=True))
    cells = [[line[start:end] for start, end in places] for line in body]
    if not all(_ends_with(line, edges) for line in body) or not all(_right_aligned(row) for row in cells):
        return None
    index = index_levels([line[:width] for line in body], names) if width else Levels((), ((),) * len(body))
    if index is None or (names is None and any(not cell.text for cell in index.rows[0])):
        return None
    heights = [_repeated([line[start:end].strip() for start, end in places]) for line in header[:-1]]
    lowest = [header[-1][start:end].strip() for start, end in words]
    return Grid(
        labels=tuple(label_of([line[place] for line in (*heights, lowest)]) for place in range(len(edges))),
        rows=tuple(
            (*label, *(printed_cell(cell.strip()) for cell in row))
            for label, row in zip(index.rows, cells, strict=True)
        ),
        levels=index.names,
        origin="pandas",
    )


def _parts(header: str, body: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """A run of words as several labels: pandas leaves one blank before a label longer than all texts below it."""
    lines = [line for line in body if not is_dots(line)]
    found: list[tuple[int, int]] = []
    for place in range(end - 1, start, -1):
        ends = any(line[place - 1 : place].strip() for line in lines)
        longest = max((len(line[place:end].strip()) for line in lines), default=0)
        blank = not any(line[place : place + 1].strip() for line in (header, *lines))
        if blank and ends and longest < end - place - 1:
            found.append((place + 1, end))
            end = place
    return [(start, end), *reversed(found)]


def _ends_with(line: str, edges: Sequence[int]) -> bool:
    """Whether no cell of a line reaches over the end of its column."""
    inner = all(" " in line[edge - 1 : edge + 1] for edge in edges[:-1] if edge < len(line))
    return inner and len(line.rstrip()) <= edges[-1]


def _right_aligned(cells: Sequence[str]) -> bool:
    """Whether each cell ends where its column does, but for dots, and is one cell."""
    texts = [cell.strip() for cell in cells]
    ends = all(not cell.endswith(" ") or text in ("", *DOTS) for cell, text in zip(cells, texts, strict=True))
    return ends and not any("  " in text or _is_numbers(text) for text in texts)


def _is_numbers(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(is_number(word) for word in words)


def _opened(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row of nothing but dots stands for any rows."""
    dots = all(cell.text in ("", *DOTS) for cell in cells) and any(cell.text in DOTS for cell in cells)
    return (Cell("..."),) * len(cells) if dots else tuple(cells)


def _repeated(texts: Sequence[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        found.append(text or (found[-1] if found else ""))
    return found
