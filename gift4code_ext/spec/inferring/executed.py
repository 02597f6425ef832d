"""The first rows of an executed value: cut, in time that does not depend on its size, and written as an example.

An example made here is met by the value it was made of, reads back from text (see :mod:`rendered`) and holds no live
object. Values that have no plain form become ``...``; where that leaves a row without any value, or where the value is
no table, list or single value, there is no example.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from gift4code_ext.spec.values.bare import bare
from gift4code_ext.spec.values.classes import items_of, length_of, shape
from gift4code_ext.spec.values.kinds import value_kind
from gift4code_ext.spec.values.slices import first_cells, first_columns, index_levels


@dataclass(frozen=True)
class Shown:
    """What an :class:`Output` states of a value.

    ``columns`` are those of a frame, ``labels`` those that belong to the example: a Series' name too. ``rows`` is the
    row count where there is no example to tell it.
    """

    columns: tuple[Hashable, ...] | None = None
    labels: tuple[Hashable, ...] | None = None
    index: tuple[Hashable, ...] | None = None
    example: Any = None
    partial: bool | Literal["head"] | None = None
    rows: int | None = None


def first_part(value: Any, rows: int, columns: int) -> tuple[Any, int | None]:
    """The first rows and columns of a value, and its number of rows; the value itself where it is no longer.

    Sets give any of their items. Rows of dicts of columns are cut in each column.
    """
    family = shape(value)
    if family == "frame":
        count, width = value.shape
        return (value.iloc[:rows, :columns] if count > rows or width > columns else value), count
    if family in ("series", "index", "array"):
        count = len(value) if getattr(value, "ndim", 1) else 1
        return (value[:rows] if family != "series" else value.iloc[:rows]) if count > rows else value, count
    if family == "list":
        count = length_of(value)
        if count <= rows:
            return value, count
        head = islice(items_of(value), rows)
        return set(head) if isinstance(value, (set, frozenset)) else list(head), count
    return value, None


def shown(value: Any, rows: int, columns: int) -> Shown:
    """What to state of a value. Never raises."""
    family = shape(value)
    if family == "frame":
        return _of_frame(value, rows, columns)
    if family == "series":
        return _of_series(value, rows)
    if family in ("index", "array", "list"):
        return _of_list(value, rows)
    example = bare(value) if family in ("scalar", "dict") else ...
    return Shown() if example is Ellipsis else Shown(example=example)


def _of_frame(frame: Any, rows: int, columns: int) -> Shown:
    pairs = first_columns(frame, columns)
    labels: tuple[Hashable, ...] = tuple(_label(label) for label, _ in pairs)
    if frame.shape[1] > columns:
        labels = (*labels, ...)
    levels = _levels(frame.index, rows)
    table = [_cells(values, rows) for _, values in (*levels, *pairs)]
    found = _rows(table, len(frame))
    if not pairs or found is None:
        return Shown(labels, labels, rows=len(frame))
    return Shown(labels, labels, tuple(_label(label) for label, _ in levels) or None, found, _partial(len(frame), rows))


def _of_series(series: Any, rows: int) -> Shown:
    labels = None if series.name is None else (_label(series.name),)
    levels = _levels(series.index, rows)
    cells = _cells(series, rows)
    partial = _partial(len(series), rows)
    if levels:
        found = _rows([*(_cells(values, rows) for _, values in levels), cells], len(series))
        if found is not None:
            return Shown(None, labels, tuple(_label(label) for label, _ in levels), found, partial)
    elif Ellipsis not in cells:
        return Shown(None, labels, None, cells, partial)
    return Shown(labels=labels, rows=len(series))


def _of_list(value: Any, rows: int) -> Shown:
    if getattr(value, "ndim", 1) == 0:
        return Shown()
    count = length_of(value)
    unordered = isinstance(value, (set, frozenset))
    cells = _items(value, rows)
    if any(cell is Ellipsis for cell in cells) or (unordered and count > rows):
        return Shown(rows=count)
    example: Any = tuple(cells) if isinstance(value, tuple) else cells
    return Shown(example=set(cells) if unordered else example, partial=_partial(count, rows))


def _levels(index: Any, rows: int) -> Sequence[tuple[Hashable, Any]]:
    """The index levels that say something; row numbers left over from a filter or a sort do not."""
    levels = index_levels(index, rows)
    telling = any(label is not None or value_kind(values) != "int" for label, values in levels)
    return levels if telling else ()


def _label(label: Hashable) -> Hashable:
    """A label without numpy's classes, where that leaves it the same."""
    found: Hashable = bare(label)
    if found is None and label is not None:
        return math.nan
    return found if found is not Ellipsis and found == label else label


def _items(values: Any, rows: int) -> list[Any]:
    return [bare(cell) for cell in islice(iter(first_cells(values, rows)), rows)]


def _cells(values: Any, rows: int) -> list[Any]:
    """The cells of a column; one that holds others has no text that tells it from any other."""
    return [... if isinstance(cell, (list, tuple, dict, set)) else cell for cell in _items(values, rows)]


def _rows(table: Sequence[Sequence[Any]], count: int) -> tuple[tuple[Any, ...], ...] | None:
    """The rows of a table given by columns; None where one of them shows nothing."""
    found = tuple(zip(*table, strict=True)) if count else ()
    return None if any(all(cell is Ellipsis for cell in row) for row in found) else found


def _partial(count: int, rows: int) -> bool | Literal["head"]:
    return "head" if count > rows else False
