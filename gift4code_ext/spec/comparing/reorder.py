"""Whether two tables hold the same rows in another order, and whether the order of a table means something."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from gift4code_ext.spec.comparing.contain import match_rows
from gift4code_ext.spec.comparing.equal import first
from gift4code_ext.spec.comparing.equal_columns import columns_equal, conversion
from gift4code_ext.spec.comparing.equal_forms import Agreement, as_texts
from gift4code_ext.spec.comparing.forms import form_of
from gift4code_ext.spec.comparing.match import Pair
from gift4code_ext.spec.comparing.rows import RowNumbers
from gift4code_ext.spec.values.kinds import is_null, shape
from gift4code_ext.spec.values.known import Foreign, array_of, readable, settled
from gift4code_ext.spec.values.native import native

_FEW, _SOME = 200, 2000  # rows that are matched one by one, with every tolerance: always, and if nothing else helps
_SEEN = 1000  # cells that are looked at for an order, where there is no array of them


def same_rows(pairs: Sequence[Pair], seen: Sequence[Agreement], typed: bool) -> tuple[int | None, int]:
    """``(grade, row)``: the grade of the cells when the rows may stand in any order and the first that moved.

    The grade is None where they are other rows.

    Rows that agree where they stand are left aside: only the others can have changed places.

    Args:
        seen: how the first pairs agree, the last of them not.
    """
    rows = _differing(pairs, seen, typed)
    if rows is None:
        return None, -1
    left = [_taken(pair.got, rows) for pair in pairs]
    right = [_taken(pair.want, rows) for pair in pairs]
    if len(rows) <= _FEW:
        return match_rows(left, right, len(rows), typed=typed)[0], int(rows[0])
    columns = sorted(zip(left, right, strict=True), key=lambda sides: max(map(_rank, sides)))
    grade = _many_same(columns, len(rows), typed)
    odd = typed or any(form_of(side) is None for sides in columns for side in sides)
    if grade is None and odd and len(rows) <= _SOME:
        grade = match_rows(left, right, len(rows), typed=typed)[0]
    return grade, int(rows[0])


def _rank(column: Any) -> int:
    """Columns that tell rows apart cheaply come first, floats last: then rows and tolerance seldom mix."""
    kind = getattr(getattr(column, "dtype", None), "kind", "O")
    return {"i": 0, "u": 0, "M": 0, "m": 0, "b": 2, "f": 3}.get(kind, 1)


def _many_same(columns: Sequence[tuple[Any, Any]], rows: int, typed: bool) -> int | None:
    numbers = RowNumbers(rows, rows, typed=typed)
    for got, want in columns:
        if not numbers.add(got, want):
            return None
        if not numbers.same():
            return _loosely_same(columns, rows, typed)
        partners = numbers.partners()
        if partners is not None:
            grades = [columns_equal(one, _taken(other, partners), typed=typed).grade for one, other in columns]
            return None if None in grades else max(grade for grade in grades if grade is not None)
    return max(conversion(got, want) for got, want in columns)


def _loosely_same(columns: Sequence[tuple[Any, Any]], rows: int, typed: bool) -> int | None:
    numbers = RowNumbers(rows, rows, typed=typed)
    if not all(numbers.add(got, want, loosely=True) and numbers.same() for got, want in columns):
        return None
    grade = numbers.prove(*numbers.order())
    return None if grade is None else max([grade, *(conversion(got, want) for got, want in columns)])


def _differing(pairs: Sequence[Pair], seen: Sequence[Agreement], typed: bool) -> Any:
    """The rows that differ in some column, as an int array; None where they cannot be the same rows."""
    import numpy as np

    if not all(readable(pair.got) and readable(pair.want) for pair in pairs):
        return None
    first, rows = pairs[len(seen) - 1], seen[-1].rows
    if rows is None:
        return np.arange(len(first.want))
    few = len(rows) < len(first.want) // 2
    if few and not _may_be_same(_taken(first.got, rows), _taken(first.want, rows), typed):
        return None
    found = np.zeros(len(first.want), bool)
    found[rows] = True
    for pair in pairs[len(seen) :]:
        agreement = columns_equal(pair.got, pair.want, typed=typed)
        if agreement.grade is None and agreement.rows is None:
            return np.arange(len(pair.want))
        found[agreement.rows if agreement.grade is None else slice(0)] = True
    return np.flatnonzero(found)


def _may_be_same(got: Any, want: Any, typed: bool) -> bool:
    """Whether two columns hold the same cells in some order, as far as that is cheap to tell."""
    numbers = RowNumbers(len(got), len(want), typed=typed)
    return not numbers.add(got, want, loosely=True) or numbers.exact or numbers.same()


def _taken(column: Any, rows: Any) -> Any:
    if isinstance(column, (list, tuple, range)):
        return [column[row] for row in rows]
    return array_of(column)[rows]


def is_ordered(column: Any) -> bool:
    """Whether the cells of a column rise or fall throughout; missing ones and ``...`` aside."""
    if not readable(column):
        return False
    array = array_of(column)
    if type(array).__name__ == "Categorical" and array.ordered:
        return _array_rises_or_falls(array.codes[array.codes >= 0])
    form = form_of(column)
    if form is None:
        return _cells_rise_or_fall([cell for cell in first(column, _SEEN) if cell is not Ellipsis])
    if form.kind in ("text", "arrow"):
        return _rise_or_fall([text for text in as_texts(form) if text is not None])
    return _array_rises_or_falls(form.values if form.missing is None else form.values[~form.missing])


def _array_rises_or_falls(values: Any) -> bool:
    if len(values) < 2 or (values[0] == values).all():
        return False
    return bool((values[1:] >= values[:-1]).all() or (values[1:] <= values[:-1]).all())


def _cells_rise_or_fall(cells: Sequence[Any]) -> bool:
    known = [native(settled(cell)) for cell in cells]
    if not all(type(cell) is not Foreign and shape(cell) == "scalar" for cell in known):
        return False
    try:
        return _rise_or_fall([cell for cell in known if not is_null(cell)])
    except TypeError:  # of classes that have no order
        return False


def _rise_or_fall(cells: Sequence[Any]) -> bool:
    if len(cells) < 2 or cells.count(cells[0]) == len(cells):
        return False
    return all(map(operator.le, cells, cells[1:])) or all(map(operator.ge, cells, cells[1:]))
