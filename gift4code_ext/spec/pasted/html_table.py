"""Tables in HTML, as browsers, spreadsheets and notebooks put them on the clipboard.

Rows of ``th`` cells, and those of the ``thead``, hold labels; without any the first row does. Several rows of labels
make tuples. Cells that span rows or columns stand in each of them. What pandas wrote (class ``dataframe``) also tells
index levels: ``th`` cells at the start of its rows, named by a last row of labels that is empty otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import takewhile

from gift4code_ext.spec.pasted.grid import OPEN, Cell, Grid, TableError

_SILENT = ("style", "script", "title", "caption", "template", "noscript")
_CUT = 40  # characters; pandas cuts at 50 unless told otherwise
_SPAN = 1000  # columns or rows that a cell may span, as in browsers


@dataclass(frozen=True)
class _Cell:
    text: str
    head: bool
    across: int
    down: int


@dataclass(frozen=True)
class _Line:
    cells: tuple[_Cell, ...]
    in_head: bool


class _Reader(HTMLParser):
    """Collects the lines of the outermost tables; tags of cells and rows may be left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Line]] = []
        self.by_pandas = False
        self._depth = 0
        self._silent = 0
        self._in_head = False
        self._line: list[_Cell] | None = None
        self._cell: tuple[bool, int, int] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self.by_pandas |= "dataframe" in (dict(attrs).get("class") or "").split()
        elif self._depth > 1:
            return
        elif tag in ("thead", "tbody", "tfoot"):
            self._end_line()
            self._in_head = tag == "thead"
        elif tag == "tr":
            self._end_line()
            self._line = []
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            self._line = [] if self._line is None else self._line
            spans = dict(attrs)
            self._cell = (tag == "th", _span(spans.get("colspan")), _span(spans.get("rowspan")))
        elif tag in ("br", "p", "div", "li"):
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            if self._depth == 1:
                self._end_line()
            self._depth = max(0, self._depth - 1)
        elif self._depth <= 1 and tag in ("td", "th"):
            self._end_cell()
        elif self._depth <= 1 and tag in ("tr", "thead", "tbody"):
            self._end_line()
            self._in_head = self._in_head and tag == "tr"

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._line is not None:
            self._line.append(_Cell(" ".join("".join(self._text).split()), *self._cell))
        self._cell, self._text = None, []

    def _end_line(self) -> None:
        self._end_cell()
        if self._line:
            self.tables[-1].append(_Line(tuple(self._line), self._in_head))
        self._line = None

    def close(self) -> None:
        super().close()
        if self.tables:
            self._end_line()


def _span(stated: str | None) -> int:
    return min(int(stated), _SPAN) if stated and stated.isdecimal() and len(stated) < 6 and int(stated) else 1


def html_table(text: str) -> Grid:
    """The only table of a piece of HTML.

    Raises:
        TableError: none or several, or rows of different widths.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    tables = [lines for lines in reader.tables if lines]
    if len(tables) != 1:
        found = "no table" if not tables else f"{len(tables)} tables"
        raise TableError(f"the HTML of the example holds {found}; paste one table.")
    lines = tables[0]
    heads = _head_count(lines)
    grid = _spread(lines)
    header, body = grid[: heads or 1], grid[heads or 1 :]
    if reader.by_pandas:
        header, names = _index_names(header, body)
    else:
        body = [row for row in body if any(cell.text for cell in row)]
        names = ("",) if len(header[-1]) > 1 and not header[-1][0].text else ()
    return Grid(
        labels=tuple(label_of([row[place].text for row in header]) for place in range(len(names), len(grid[0]))),
        rows=tuple(tuple(printed_cell(cell.text) for cell in row) for row in body),
        levels=tuple(name or None for name in names),
        origin="pandas" if reader.by_pandas else "spreadsheet",
        sure=heads > 0,
        total=_total(text) if reader.by_pandas else None,
    )


def _head_count(lines: Sequence[_Line]) -> int:
    return sum(1 for _ in takewhile(lambda line: line.in_head or all(cell.head for cell in line.cells), lines))


def _spread(lines: Sequence[_Line]) -> list[list[_Cell]]:
    """Every row with as many cells as the first, those that span several in each place."""
    grid: list[list[_Cell]] = []
    hanging: dict[int, tuple[_Cell, int]] = {}
    for number, line in enumerate(lines, start=1):
        row: list[_Cell] = []
        for cell in (*line.cells, None):
            while len(row) in hanging:
                above, left = hanging.pop(len(row))
                if left > 1:
                    hanging[len(row)] = above, left - 1
                row.append(above)
            for _ in range(cell.across if cell is not None else 0):
                assert cell is not None
                if cell.down > 1:
                    hanging[len(row)] = cell, cell.down - 1
                row.append(cell)
        if grid and all(Cell(cell.text).is_open for cell in row):
            row = row[:1] * len(grid[0])
        if grid and len(row) != len(grid[0]):
            raise TableError(
                f"row {number} of the HTML table has {len(row)} cells but its first row has {len(grid[0])}."
            )
        grid.append(row)
    return grid


def _index_names(header: list[list[_Cell]], body: list[list[_Cell]]) -> tuple[list[list[_Cell]], tuple[str, ...]]:
    """The rows that hold labels, and the name of each index level, which pandas gives in a row of its own."""
    last = header[-1]
    if body:
        levels = sum(1 for _ in takewhile(lambda cell: cell.head, body[0]))
    else:
        levels = max(1, sum(1 for _ in takewhile(lambda cell: not cell.text, header[0])))
    if len(header) > 1 and not any(cell.text for cell in last[levels:]):
        return header[:-1], tuple(cell.text for cell in last[:levels])
    return header, ("",) * levels


def label_of(parts: Sequence[str]) -> Hashable:
    """The label of a column with these texts above it: a tuple where they are several."""
    if all(part in OPEN for part in parts):
        return ...
    return parts[0] if len(set(parts)) == 1 else tuple(parts)


def printed_cell(text: str) -> Cell:
    """A cell as pandas prints it: one that was cut to the width of a column may hold anything."""
    return Cell("...") if len(text) >= _CUT and text.endswith("...") else Cell(text)


def _total(text: str) -> int | None:
    found = re.search(r"([0-9]+) rows (?:×|&times;|x) [0-9]+ columns", text)
    return int(found.group(1)) if found else None
