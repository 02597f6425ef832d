"""Finding the rows of a partial example in a value, in order or in any order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from gift4code_ext.spec.equal import ATOL, RTOL, cell_at, cells_equal, columns_equal, number_array, raw
from gift4code_ext.spec.kinds import kind_of_dtype, plain

_EXACT = 2**53
_ELSEWHERE = 3


def find_rows(
    got: Sequence[Any], want: Sequence[Any], rows: int, *, in_order: bool, typed: bool = False
) -> tuple[int | None, int]:
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
    wanted = [raw(column) for column in want]
    lookups = [_Lookup(column) for column in got]
    if in_order:
        return _elsewhere(*_in_order(wanted, lookups, rows, typed))
    choices: list[list[tuple[int, int]]] = []
    for row in range(rows):
        # As many candidates as there are rows to place are always enough.
        found = list(islice(_matches([column[row] for column in wanted], lookups, typed), rows))
        if not found:
            return None, row
        choices.append(found)
    return _elsewhere(*_any_order(choices))


def _elsewhere(grade: int | None, row: int) -> tuple[int | None, int]:
    return (grade if grade is None else max(grade, _ELSEWHERE)), row


def _as_prefix(got: Sequence[Any], want: Sequence[Any], rows: int, typed: bool) -> int | None:
    """The grade at which the value starts with the example, the most common case by far."""
    if any(len(column) < rows for column in got):
        return None
    worst = 0
    for one, other in zip(got, want, strict=True):
        grade, _ = columns_equal(one[:rows], other, typed=typed)
        if grade is None:
            return None
        worst = max(worst, grade)
    return worst


class _Lookup:
    """Which rows of one column may hold a cell: numbers and dates by array, text by a table made once."""

    def __init__(self, column: Any) -> None:
        self.column = column
        self.rows = len(column)
        self.kind = kind_of_dtype(getattr(column, "dtype", None)) or ""

    @cached_property
    def _texts(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, cell in enumerate(raw(self.column)):
            if type(cell) is str:
                found.setdefault(cell, []).append(row)
        return found

    @cached_property
    def _array(self) -> Any:
        if self.kind == "date":
            import numpy as np

            return np.asarray(self.column, dtype="M8[us]")
        array = number_array(self.column)
        return None if array is None else array.astype("float64")

    def find(self, cell: Any, typed: bool) -> Sequence[int] | None:
        """Rows that may hold ``cell``; None when this column cannot tell."""
        token = plain(cell)
        if self.kind == "date":
            return self._at(token, typed)
        if isinstance(token, str) and self.kind in ("", "str", "cat") and not typed:
            return self._texts.get(token, [])
        if isinstance(token, str) and self.kind in ("str", "cat"):
            return self._texts.get(token, [])
        if isinstance(token, (int, float)) and not isinstance(token, bool) and self.kind in ("int", "float"):
            return self._near(float(token)) if abs(token) < _EXACT else None
        return None

    def _at(self, token: Any, typed: bool) -> Sequence[int] | None:
        import numpy as np

        if isinstance(token, str) and typed:
            try:
                token = plain(dt.datetime.fromisoformat(token.strip()))
            except ValueError:
                return []
        if not isinstance(token, dt.datetime):
            return None
        found: list[int] = np.flatnonzero(self._array == np.datetime64(token, "us")).tolist()
        return found

    def _near(self, number: float) -> Sequence[int] | None:
        import numpy as np

        if self._array is None:
            return None
        with np.errstate(all="ignore"):
            slack = np.maximum(RTOL * np.maximum(np.abs(self._array), abs(number)), ATOL)
            found: list[int] = np.flatnonzero(np.abs(self._array - number) <= slack).tolist()
        return found


_CHEAP = ("int", "float", "date")


def _matches(
    cells: Sequence[Any], lookups: Sequence[_Lookup], typed: bool, after: int = -1
) -> Iterator[tuple[int, int]]:
    """``(row, grade)`` of every row beyond ``after`` that holds ``cells``."""
    stated = [place for place, cell in enumerate(cells) if cell is not Ellipsis]
    rows: Sequence[int] = range(lookups[0].rows if lookups else 0)
    for place in sorted(stated, key=lambda place: lookups[place].kind not in _CHEAP):
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
            grade = cells_equal(cell_at(lookups[place].column, row), cells[place], typed=typed)
            if grade is None:
                break
            worst = max(worst, grade)
        else:
            yield row, worst


def _in_order(
    wanted: Sequence[Sequence[Any]], lookups: Sequence[_Lookup], rows: int, typed: bool
) -> tuple[int | None, int]:
    last, worst = -1, 0
    for row in range(rows):
        found = next(_matches([column[row] for column in wanted], lookups, typed, last), None)
        if found is None:
            return None, row
        last, worst = found[0], max(worst, found[1])
    return worst, -1


def _any_order(choices: Sequence[Sequence[tuple[int, int]]]) -> tuple[int | None, int]:
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
