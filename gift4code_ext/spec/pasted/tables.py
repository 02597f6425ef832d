"""Tables as people paste them.

The form is told by its content: HTML; what pandas prints (``print(df)``, a Series); Markdown; cells split by tabs,
commas, semicolons or pipes; one column. What can be read in two ways is an error that says how to make it plain.
``...`` is any cell, a line of nothing else stands for further rows. See :mod:`grid` for what cells become.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from gift4code_ext.spec.pasted.delimited import delimited, one_column
from gift4code_ext.spec.pasted.grid import (
    INTEGER,
    Cell,
    Grid,
    TableError,
    column_values,
    has_decimal_comma,
    is_number,
    reads_as_value,
)
from gift4code_ext.spec.pasted.html_table import html_table
from gift4code_ext.spec.pasted.printed import is_aligned, is_printed, printed

__all__ = ["Table", "TableError", "from_text", "looks_like_table"]

_HTML = re.compile(r"\s*(Version:[0-9.]+\s|<)")


@dataclass(frozen=True)
class Table:
    """Labels and rows; a cell is text, int, float, bool, None (missing) or ``...``.

    Attributes:
        index: names of the index levels whose cells each row begins with, None for one without a name.
        total: the row count that the text tells, as the last line of a printed frame does.
        type: ``pandas.Series`` of a printed one.
    """

    labels: tuple[Hashable, ...]
    rows: tuple[tuple[Any, ...], ...]
    index: tuple[Hashable, ...] = ()
    total: int | None = None
    type: str | None = None


def looks_like_table(text: str) -> bool:
    """Whether pasted text is meant as a table rather than as a value or a name."""
    lines = [line for line in re.split(r"[\r\n]", text.strip()) if line.strip()]
    if len(lines) > 1 or is_printed(text):
        return True
    return bool(lines) and (_is_html(text) or (lines[0].strip().startswith("|") and lines[0].count("|") > 1))


def _is_html(text: str) -> bool:
    return _HTML.match(text) is not None and "<table" in text.lower()


def from_text(
    text: str, known: Collection[str] = (), stated: Sequence[Hashable] = (), *, headless: bool = False
) -> Table:
    """Read a pasted table. Its first line holds the labels, unless it can only be the first row of the stated columns.

    A nameless first column of whole numbers is left out: row numbers say nothing about the result. Labels that pandas
    printed as whole numbers or truth values are such, unless they are known as text.

    Args:
        known: labels that exist, as text; a first line of other numbers may be labels or values.
        stated: the labels of all columns.
        headless: the result has no labels, so delimited text or lines hold nothing but values.

    Raises:
        TableError: lines of different widths, or text with two readings.
    """
    grid = _without_row_numbers(_with_labels(_grid(text), known, stated, headless))
    if grid.origin == "pandas":
        grid = replace(grid, labels=tuple(_printed_label(label, known) for label in grid.labels))
    labels = (*grid.levels, *grid.labels)
    columns = [[row[place] for row in grid.rows] for place in range(len(labels))]
    comma = any(has_decimal_comma(column, grid.origin) for column in columns)
    values = [
        column_values(column, label, grid.origin, comma=comma) for label, column in zip(labels, columns, strict=True)
    ]
    rows = tuple(zip(*values, strict=True)) if values else ((),) * len(grid.rows)
    return Table(grid.labels, rows, grid.levels, grid.total, grid.type)


def _printed_label(label: Hashable, known: Collection[str]) -> Hashable:
    if isinstance(label, tuple):
        return tuple(_printed_label(part, known) for part in label)
    if not isinstance(label, str) or label in known:
        return label
    return int(label) if INTEGER.fullmatch(label) else label == "True" if label in ("True", "False") else label


def _grid(text: str) -> Grid:
    if not text.strip():
        return Grid((), ())
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if _is_html(text):
        return html_table(text)
    if is_printed(text):
        return printed(text)
    if not is_aligned(text):
        return delimited(text) or one_column(text)
    grid = delimited(text, even=True)
    if grid is None:
        try:
            return printed(text)
        except TableError:
            grid = delimited(text)  # uneven lines may be what is wrong with it
            if grid is None:
                raise
    return grid


def _with_labels(grid: Grid, known: Collection[str], stated: Sequence[Hashable], headless: bool) -> Grid:
    """The grid with its first line among the rows if that holds values."""
    texts = [str(label) for label in grid.labels]
    if grid.levels == (None,) and len({*texts}) < len(texts) and grid.rows and grid.rows[0][0] == Cell(""):
        raise TableError("the example has several lines of labels: copy the table that the notebook shows instead.")
    if grid.sure:
        return grid
    numbers = [is_number(text) for text in texts]
    fresh = len(texts) == len(stated) and not {*map(str, stated)} & {*texts}
    if headless or (fresh and any(numbers)):
        first = tuple(Cell("..." if label is Ellipsis else str(label)) for label in grid.labels)
        labels = tuple(stated) if fresh else (None,) * len(texts)
        return replace(grid, labels=labels, rows=(first, *grid.rows))
    if all(numbers) and not {*texts} <= {*known, *map(str, stated)} and _all_numbers(grid.rows):
        raise TableError(
            f"the first line of the example, {' '.join(texts[:8])}, may hold labels or values: "
            "write the labels above it, or put labels that are numbers in quotes."
        )
    return grid


def _all_numbers(rows: Sequence[Sequence[Cell]]) -> bool:
    return all(reads_as_value(cell.text) and not cell.quoted for row in rows for cell in row)


def _without_row_numbers(grid: Grid) -> Grid:
    """The grid without an index of nothing but numbers; labels 0, 1, 2, ... beside it are numbers too."""
    if grid.levels != (None,):
        return grid
    if not all(cell.is_open or INTEGER.fullmatch(cell.text) for cell in (row[0] for row in grid.rows)):
        return grid
    head = list(takewhile(lambda label: label is not Ellipsis, grid.labels))
    labels = grid.labels
    if head and head == [str(place) for place in range(len(head))]:
        labels = tuple(int(label) if isinstance(label, str) and INTEGER.fullmatch(label) else label for label in labels)
    return replace(grid, labels=labels, levels=(), rows=tuple(row[1:] for row in grid.rows))
