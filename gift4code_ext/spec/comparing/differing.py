"""Which of the first cells of a value differ from an example, as far as that is certain.

A cell can only differ from another one that is known to stand for the same thing, so rows are paired first:

* where the example shows the first rows of a value, by their place;
* else by what they hold: row labels or columns that tell the rows apart on both sides, and hold nothing on one side
  that the other does not;
* where the order was said to matter, and where there is only one row, by their place.

Of a row without a partner, cells are named that occur nowhere in their column of a whole example. Rows shown from
anywhere in a result pair with none. Columns are paired by label; ``...`` differs from nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gift4code_ext.spec.comparing.equal import cells_between, cells_equal
from gift4code_ext.spec.comparing.match import match_index
from gift4code_ext.spec.expected import Expected, expected, from_live
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.keys import keys_of
from gift4code_ext.spec.values.kinds import shape

INDEX = -1
_MOST = 200  # rows that are told apart by what they hold
_WIDE = 200  # columns
_FEW = 100  # rows among which a cell is looked for


@dataclass(frozen=True)
class _Side:
    """A column of the value, at ``place``, and the column of the example that it should be."""

    place: int
    got: Sequence[Any]
    want: Sequence[Any]
    is_typed: bool

    @cached_property
    def keys(self) -> tuple[list[Hashable], list[Hashable]]:
        return keys_of(self.got), keys_of(self.want)

    @cached_property
    def is_whole(self) -> bool:
        """Whether every cell of the example is stated."""
        return not any(cell is Ellipsis for cell in self.want)

    @property
    def is_numbers(self) -> bool:
        return all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in self.want)

    def differs(self, row: int, other: int) -> bool:
        return cells_equal(self.got[row], self.want[other], typed=self.is_typed) is None

    def is_absent(self, row: int) -> bool:
        """Whether a cell of the value certainly occurs nowhere in the column of the example."""
        if not self.is_whole or len(self.want) > _FEW or self.keys[0][row] in self.keys[1]:
            return False
        return all(self.differs(row, other) for other in range(len(self.want)))


def differing(
    value: Any, output: Output, *, start: int = 0, rows: int = 10, columns: int = 12
) -> tuple[tuple[int, int], ...]:
    """``(row, column)`` of cells that differ from ``output.example``; column -1 is the index.

    Args:
        start: the first row that is looked at; rows are counted from there.
        rows, columns: how many are looked at.
    """
    if _is_wide(value) or _is_wide(output.example):
        return ()
    want, got = expected(output), from_live(value)
    if want is None or got.shape not in ("frame", "series", "index"):
        return ()
    begins = want.part_rows and want.begins
    if want.part_rows and not begins:
        return ()
    far = max(want.rows, got.rows) > _MOST
    if far and not begins and output.ordered is not True:
        return ()
    stop = min(start + rows, got.rows)
    reach = min(stop, want.rows) if far else None
    sides = list(_sides(got, want, columns, reach))
    by_place = begins or (got.rows == want.rows and (output.ordered is True or got.rows == 1))
    partners = {row: row for row in range(min(got.rows, want.rows))} if by_place else _partners(sides)
    return tuple(
        (row - start, side.place)
        for row in range(start, stop if reach is None else reach)
        for side in sides
        if (side.differs(row, partners[row]) if row in partners else not begins and side.is_absent(row))
    )


def _is_wide(value: Any) -> bool:
    """Whether it has so many columns that taking it apart once more would be felt."""
    return shape(value) == "frame" and value.shape[1] > _WIDE


def _sides(got: Expected, want: Expected, columns: int, reach: int | None) -> Iterator[_Side]:
    """Columns that are paired, those of the row labels first.

    Args:
        reach: rows of either side that are needed; all by default.
    """
    typed = not want.live

    def side(place: int, one: Any, other: Any) -> _Side:
        cells = [cells_between(values, 0, len(values) if reach is None else reach) for values in (one, other)]
        return _Side(place, cells[0], cells[1], typed)

    for pair in match_index(got, want, typed).pairs:
        yield side(INDEX, pair.got, pair.want)
    for place, at in _places(got, want):
        if place < columns:
            yield side(place, got.columns[place], want.columns[at])


def _places(got: Expected, want: Expected) -> Iterator[tuple[int, int]]:
    """The places of columns that are the same, in the value and in the example."""
    if len(got.labels) == len(want.labels) == 1:
        yield 0, 0
        return
    if want.unlabelled:
        if len(got.labels) == len(want.labels):
            yield from ((place, place) for place in range(len(got.labels)))
        return
    held, wanted = keys_of(got.labels), keys_of(want.labels)
    often, once = Counter(held), Counter(wanted)
    places = {key: place for place, key in enumerate(held)}
    yield from ((places[key], at) for at, key in enumerate(wanted) if often[key] == once[key] == 1)


def _partners(sides: Sequence[_Side]) -> Mapping[int, int]:
    """The row of the example for rows of the value; pairs in the same order are preferred."""
    fallback: Mapping[int, int] = {}
    for chosen in _choices(sides):
        found = _paired(chosen)
        if found and all(row == other for row, other in found.items()):
            return found
        fallback = fallback or found
    return fallback


def _choices(sides: Sequence[_Side]) -> Iterator[Sequence[_Side]]:
    """Columns that may tell rows apart, the likeliest first: row labels, all that could, single ones, numbers last."""
    able = [side for side in sides if side.is_whole and _holds_all(*side.keys)]
    levels = [side for side in able if side.place == INDEX]
    yield levels
    yield able
    yield from ([side] for side in sorted(able, key=lambda side: side.is_numbers))


def _holds_all(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    left, right = set(one), set(other)
    return left <= right or right <= left


def _paired(sides: Sequence[_Side]) -> Mapping[int, int]:
    """Rows of the value and of the example that hold the same; nothing where these columns do not tell rows apart."""
    if not sides:
        return {}
    rows, others = (list(zip(*(side.keys[which] for side in sides), strict=True)) for which in (0, 1))
    if len(set(rows)) < len(rows) or len(set(others)) < len(others) or not _holds_all(rows, others):
        return {}
    places = {key: other for other, key in enumerate(others)}
    return {row: places[key] for row, key in enumerate(rows) if key in places}
