"""Finding the rows of a partial example in a value, in order or in any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gift4code_ext.spec.comparing.equal import cells_between, cells_equal, raw
from gift4code_ext.spec.comparing.equal_columns import columns_equal, conversion
from gift4code_ext.spec.comparing.lookup import Lookup
from gift4code_ext.spec.comparing.rows import RowNumbers
from gift4code_ext.spec.values.known import readable

_ELSEWHERE = 3
_MANY = 50  # rows to find, beyond which all rows are numbered instead
Found = tuple["int | None", int]


def find_rows(got: Sequence[Any], want: Sequence[Any], rows: int, *, in_order: bool, typed: bool = False) -> Found:
    """``(grade, row)``: the worst grade at which all ``rows`` rows of ``want`` are found in ``got``.

    Each row of ``got`` answers one row of ``want`` at most. With grade None, ``row`` is the first row of ``want`` not
    found. ``...`` cells of ``want`` match anything. Rows that are there but do not begin the value are grade 3 at
    best: a person shows the first rows, and a value with too many rows holds them too.

    Args:
        got, want: columns in the same order.
        in_order: the rows must appear in this order (others may lie between them).
    """
    if not rows:
        return 0, -1
    grade = _as_prefix(got, want, rows, typed)
    if grade is not None:
        return grade, -1
    grade, row = match_rows(got, want, rows, in_order=in_order, typed=typed)
    return (grade if grade is None else max(grade, _ELSEWHERE)), row


def match_rows(
    got: Sequence[Any], want: Sequence[Any], rows: int, *, in_order: bool = False, typed: bool = False
) -> Found:
    """:func:`find_rows`, wherever the rows stand."""
    if rows > _MANY and all(map(readable, (*got, *want))):
        found = _by_number(got, want, in_order, typed)
        if found is not None:
            return found
    wanted = [raw(column) for column in want]
    lookups = [Lookup(column) for column in got]
    if in_order:
        return _in_order(wanted, lookups, rows, typed)
    choices: list[list[tuple[int, int]]] = []
    for row in range(rows):
        # As many candidates as there are rows to place are always enough.
        found_rows = list(islice(_matches([column[row] for column in wanted], lookups, typed), rows))
        if not found_rows:
            return None, row
        choices.append(found_rows)
    return _any_order(choices)


def _as_prefix(got: Sequence[Any], want: Sequence[Any], rows: int, typed: bool) -> int | None:
    """The grade at which the value starts with the example, the most common case by far."""
    if any(len(column) < rows for column in got):
        return None
    worst = 0
    for one, other in zip(got, want, strict=True):
        grade = columns_equal(head(one, rows), other, typed=typed).grade
        if grade is None:
            return None
        worst = max(worst, grade)
    return worst


def head(column: Any, rows: int) -> Any:
    """The first rows of a column."""
    return column[:rows] if readable(column) else cells_between(column, 0, rows)


def _by_number(got: Sequence[Any], want: Sequence[Any], in_order: bool, typed: bool) -> Found | None:
    """Many rows at once by their numbers; None where that cannot settle it."""
    for loosely in (False, True):
        numbers = RowNumbers(len(got[0]), len(want[0]), typed=typed)
        if not all(numbers.add(one, other, loosely=loosely) for one, other in zip(got, want, strict=True)):
            return None
        found = _places(numbers, in_order)
        grade = None if isinstance(found, int) else numbers.prove(*found)
        if grade is not None:
            return max([grade, *(conversion(one, other) for one, other in zip(got, want, strict=True))]), -1
    return (None, found) if isinstance(found, int) and not numbers.exact else None


def _places(numbers: RowNumbers, in_order: bool) -> tuple[Any, Any] | int:
    """Rows of both sides that have the same number, all those wanted; or a row that is not found."""
    import numpy as np

    if in_order:
        places = _subsequence(numbers.got.tolist(), numbers.want.tolist())
        return places if isinstance(places, int) else (np.array(places), np.arange(len(places)))
    order = numbers.order()
    held, wanted = numbers.got[order[0]], numbers.want[order[1]]
    rank = np.arange(len(wanted)) - np.searchsorted(wanted, wanted)  # among the wanted rows of the same number
    at = np.searchsorted(held, wanted) + rank
    absent = (at >= len(held)) | (held[np.minimum(at, len(held) - 1)] != wanted)
    return int(order[1][absent].min()) if absent.any() else (order[0][at], order[1])


def _subsequence(got: Sequence[int], want: Sequence[int]) -> list[int] | int:
    """The first places in ``got`` of the numbers of ``want`` in their order, or the first that is not found."""
    places: list[int] = []
    left = enumerate(got)
    for at, number in enumerate(want):
        place = next((place for place, one in left if one == number), None)
        if place is None:
            return at
        places.append(place)
    return places


def _matches(
    cells: Sequence[Any], lookups: Sequence[Lookup], typed: bool, after: int = -1
) -> Iterator[tuple[int, int]]:
    """``(row, grade)`` of every row beyond ``after`` that holds ``cells``."""
    stated = [place for place, cell in enumerate(cells) if cell is not Ellipsis]
    rows: Sequence[int] = range(lookups[0].rows if lookups else 0)
    for place in sorted(stated, key=lambda place: lookups[place].rank):
        if len(rows) <= 4:
            break
        found = lookups[place].find(cells[place], typed)
        if found is not None and len(found) < len(rows):
            rows = found
    for row in rows:
        if row <= after:
            continue
        worst = 0
        for place in stated:
            grade = cells_equal(lookups[place].cell(row), cells[place], typed=typed)
            if grade is None:
                break
            worst = max(worst, grade)
        else:
            yield row, worst


def _in_order(wanted: Sequence[Sequence[Any]], lookups: Sequence[Lookup], rows: int, typed: bool) -> Found:
    last, worst = -1, 0
    for row in range(rows):
        found = next(_matches([column[row] for column in wanted], lookups, typed, last), None)
        if found is None:
            return None, row
        last, worst = found[0], max(worst, found[1])
    return worst, -1


def _any_order(choices: Sequence[Sequence[tuple[int, int]]]) -> Found:
    """A matching of wanted rows to different found rows, grown one path at a time."""
    owner: dict[int, int] = {}
    for wanted in range(len(choices)):
        if not _claim(wanted, choices, owner):
            return None, wanted
    grades = {wanted: dict(found) for wanted, found in enumerate(choices)}
    return max(grades[wanted][row] for row, wanted in owner.items()), -1


def _claim(start: int, choices: Sequence[Sequence[tuple[int, int]]], owner: dict[int, int]) -> bool:
    """Give ``start`` a row, moving earlier owners to other rows where that is needed (breadth first, no recursion)."""
    came_from: dict[int, tuple[int, int | None]] = {}
    queue: list[tuple[int, int | None]] = [(start, None)]
    for wanted, through in queue:
        for row, _ in choices[wanted]:
            if row in came_from:
                continue
            came_from[row] = (wanted, through)
            if row not in owner:
                step: int | None = row
                while step is not None:
                    holder, previous = came_from[step]
                    owner[step] = holder
                    step = previous
                return True
            queue.append((owner[row], row))
    return False
