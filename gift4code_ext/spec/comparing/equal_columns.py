"""Graded equality of two columns: by whole arrays where both have a :class:`Form`, else cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gift4code_ext.spec.comparing.equal import Nest, cells_between, cells_equal, raw
from gift4code_ext.spec.comparing.equal_forms import Agreement, forms_equal, outcome
from gift4code_ext.spec.comparing.forms import form_of
from gift4code_ext.spec.values.keys import keys_of, tally
from gift4code_ext.spec.values.known import array_of, readable

_CHUNK = 4096
_COUNTED = 10_000  # rows after the first that differs, where every cell must be looked at


def columns_equal(got: Any, want: Any, *, typed: bool = False, nest: Nest | None = None) -> Agreement:
    """Compare two columns (Series, Index, array or list) of the same length; ``want`` may hold ``...``."""
    if len(got) != len(want):
        return Agreement(None, min(len(got), len(want)))
    if not (readable(got) and readable(want)):
        return _unread_equal(array_of(got), array_of(want), typed, nest)
    found = _arrays_equal(got, want)
    if found is None:
        found = _cells_equal(got, want, typed, nest)
    return found if found.grade is None else Agreement(max(found.grade, conversion(got, want)))


def dtype_name(values: Any) -> str:
    """The dtype of a readable column as text; empty for Python containers."""
    dtype = getattr(values, "dtype", None)
    if dtype is None:
        return ""
    if type(dtype).__name__ == "SparseDtype":  # whose name holds the text of its fill value
        return f"Sparse[{dtype.subtype}]"
    return str(dtype)


def conversion(got: Any, want: Any) -> int:
    """0 for two columns of one dtype, or of none, else 1."""
    names = dtype_name(got), dtype_name(want)
    if names[0] != names[1]:
        return int(all(names))
    left, right = array_of(got), array_of(want)
    if names[0] != "category" or left is right:
        return 0
    listed = raw(left.categories), raw(right.categories)
    same = keys_of(listed[0]) == keys_of(listed[1]) or (not left.ordered and tally(listed[0]) == tally(listed[1]))
    return int(not same or left.ordered != right.ordered or bool(conversion(left.categories, right.categories)))


def _unread_equal(got: Any, want: Any, typed: bool, nest: Nest | None) -> Agreement:
    """Arrays of an unknown class: only one that both sides have may be asked for its cells."""
    if got is want:
        return Agreement(0)
    if type(got) is not type(want) or readable(got) or readable(want):
        return Agreement(None, 0)
    return _cells_equal(list(got), list(want), typed, nest)


def _arrays_equal(got: Any, want: Any) -> Agreement | None:
    """By whole arrays; None where the cells must be looked at."""
    if type(got) is type(want) and (isinstance(got, range) or type(got).__name__ == "RangeIndex"):
        return Agreement(0) if (got.start, got.step) == (want.start, want.step) or len(got) == 0 else None
    left, right = array_of(got), array_of(want)
    names = type(left).__name__, type(right).__name__
    if names == ("IntervalArray", "IntervalArray") and left.closed == right.closed:
        return _intervals_equal(left, right)
    if names == ("Categorical", "Categorical"):
        found = _codes_equal(left, right)
        if found is not None:
            return found
    forms = form_of(got), form_of(want)
    return None if forms[0] is None or forms[1] is None else forms_equal(forms[0], forms[1])


def _intervals_equal(got: Any, want: Any) -> Agreement:
    ends = columns_equal(got.left, want.left), columns_equal(got.right, want.right)
    unequal = [end.row for end in ends if end.grade is None]
    return Agreement(None, min(unequal)) if unequal else Agreement(max(end.grade or 0 for end in ends))


def _codes_equal(got: Any, want: Any) -> Agreement | None:
    """Categorical columns whose categories are the same in the same order, by their codes."""
    import numpy as np

    if len(got.categories) != len(want.categories):
        return None
    categories = columns_equal(got.categories, want.categories)
    if categories.grade is None or categories.grade > 1:
        return None
    return outcome(np.asarray(got.codes) == np.asarray(want.codes), 0)


def _cells_equal(got: Any, want: Any, typed: bool, nest: Nest | None) -> Agreement:
    import numpy as np

    worst = 0
    rows: list[int] = []
    for row, (one, other) in enumerate(_pairs(got, want)):
        if rows and row > rows[0] + _COUNTED:
            return Agreement(None, rows[0])
        grade = cells_equal(one, other, typed=typed, nest=nest)
        if grade is None:
            rows.append(row)
        else:
            worst = max(worst, grade)
    return Agreement(None, rows[0], np.array(rows)) if rows else Agreement(worst)


def _pairs(got: Any, want: Any) -> Iterator[tuple[Any, Any]]:
    """The cells of two columns side by side, read a chunk at a time: the first few may be enough."""
    for start in range(0, len(got), _CHUNK):
        stop = start + _CHUNK
        yield from zip(cells_between(got, start, stop), cells_between(want, start, stop), strict=True)
