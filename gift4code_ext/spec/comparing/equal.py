"""Graded equality of two cells: 0 identical, 1 after a conversion, 2 numbers within tolerance, None not equal.

=============================  =====================================================================================
numbers                        ``1`` and ``np.int8(1)`` are identical, ``1`` and ``1.0`` and ``Decimal(1)`` convert;
                               integers of any size are compared exactly, others within rtol 1e-5 or atol 1e-8 (2);
                               ``-0.0`` is ``0.0``; ``inf`` is only ``inf``; complex numbers by their parts
booleans                       equal only booleans: ``True`` is not ``1``
missing                        NaN, None, NaT and pd.NA stand for each other (1) and for nothing else
text and bytes                 character by character, whatever subclass of ``str`` holds them; never equal each other
dates                          ``date``, ``datetime``, ``Timestamp``, ``datetime64`` of one moment convert; one instant
                               in two zones converts; with and without a zone never agree; text is no date, unless a
                               person typed it
durations, times               by length; by time of day
periods, intervals             periods of one frequency; intervals by their ends, and closed alike
lists, tuples, arrays          item by item; another container of the same items converts
sets, mappings                 regardless of order
frames and series in a cell    labels, then cells, in order
anything else, an ``Enum`` too the same object, or one of the same class whose ``==`` says ``True``
=============================  =====================================================================================

No code of a class that only one side knows is run (see :mod:`known`). Containers may hold themselves.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from gift4code_ext.spec.values.keys import key_of, tally
from gift4code_ext.spec.values.kinds import is_null, shape
from gift4code_ext.spec.values.known import Foreign, array_of, foreign, readable, settled
from gift4code_ext.spec.values.native import native

RTOL, ATOL = 1e-5, 1e-8
_DEPTH = 60  # containers within containers
_NUMBERS = (int, float, Decimal, Fraction)


@dataclass(frozen=True)
class Nest:
    """Where a comparison stands inside containers, and which pairs of containers it has met.

    A pair that is met again agrees as far as it is concerned: a container within itself, or one that is referred to
    from many places, is walked once. The pairs are kept alive so that their ids stay theirs.
    """

    depth: int = 0
    met: dict[tuple[int, int], tuple[int | None, Any, Any]] = field(default_factory=dict)

    def deeper(self) -> Nest:
        """One container further in."""
        return replace(self, depth=self.depth + 1)


def cells_equal(got: Any, want: Any, *, typed: bool = False, nest: Nest | None = None) -> int | None:
    """The grade at which two cells agree, None when they do not.

    ``want`` may be ``...``, which any cell meets. ``typed``: a person typed ``want``, so that a date may be ISO text.
    """
    kind = type(want)
    if kind is type(got) and (kind is str or kind is int or kind is bool):
        return 0 if got == want else None
    if want is Ellipsis:
        return 0
    got, want = settled(got), settled(want)
    if type(got) is Foreign or type(want) is Foreign:
        return _foreign_equal(got, want)
    if is_null(got) or is_null(want):
        return (0 if _same_absence(got, want) else 1) if is_null(got) and is_null(want) else None
    got, want = settled(native(got)), settled(native(want))
    if isinstance(got, bool) or isinstance(want, bool):
        return 0 if got is want else None
    if isinstance(got, (*_NUMBERS, complex)) and isinstance(want, (*_NUMBERS, complex)):
        return _numbers_equal(got, want)
    if isinstance(got, (str, bytes)) and isinstance(want, type(got)):
        return 0 if got == want else None
    if isinstance(want, str) and typed:
        return _text_equal(got, want)
    if isinstance(got, dt.date) and isinstance(want, dt.date):
        return _dates_equal(got, want)
    if isinstance(got, dt.timedelta) and isinstance(want, dt.timedelta):
        return (0 if type(got) is type(want) else 1) if got == want else None
    if shape(got) == "scalar" or shape(want) == "scalar":
        return _others_equal(got, want)
    return _nested_equal(got, want, typed, nest or Nest())


def _same_absence(got: Any, want: Any) -> bool:
    return type(got) is type(want) or (isinstance(native(got), float) and isinstance(native(want), float))


def _numbers_equal(got: Any, want: Any) -> int | None:
    if isinstance(got, complex) or isinstance(want, complex):
        parts = [cells_equal(got.real, want.real), cells_equal(got.imag, want.imag)]
        worst = None if None in parts else max(part for part in parts if part is not None)
        return worst if worst is None or type(got) is type(want) else max(1, worst)
    if got == want:
        return 0 if type(got) is type(want) else 1
    if isinstance(got, int) and isinstance(want, int):
        return None
    try:
        return 2 if math.isclose(float(got), float(want), rel_tol=RTOL, abs_tol=ATOL) else None
    except OverflowError:
        return None


def _dates_equal(got: dt.date, want: dt.date) -> int | None:
    left, right = _moment(got), _moment(want)
    try:
        if left != right:
            return None
    except (ValueError, OverflowError):  # a Timestamp beyond the years of datetime
        return None
    if type(got) is not type(want) or left.utcoffset() != right.utcoffset():
        return 1
    return 0


def _moment(cell: dt.date) -> dt.datetime:
    return cell if isinstance(cell, dt.datetime) else dt.datetime(cell.year, cell.month, cell.day)


def _text_equal(got: Any, want: str) -> int | None:
    """A date, duration or period against the text a person would type for it."""
    if isinstance(got, dt.date):
        try:
            return 1 if _moment(got) == dt.datetime.fromisoformat(want.strip()) else None
        except ValueError:
            return None
    if isinstance(got, (dt.timedelta, dt.time)) or type(got).__name__ in ("Period", "Interval"):
        return 1 if str(got) == want.strip() else None
    return None


def _others_equal(got: Any, want: Any) -> int | None:
    """Periods, intervals, times and what else is a single value."""
    if type(got) is not type(want):
        return None
    name = type(want).__name__
    if name == "Period":
        return 0 if got.freqstr == want.freqstr and got.ordinal == want.ordinal else None
    if name == "Interval":
        ends = [cells_equal(got.left, want.left), cells_equal(got.right, want.right)]
        return None if None in ends or got.closed != want.closed else max(end for end in ends if end is not None)
    if name == "void":
        return cells_equal(list(got.item()), list(want.item())) if got.dtype == want.dtype and got.dtype.names else None
    return 0 if _says_equal(got, want) else None


def _foreign_equal(got: Any, want: Any) -> int | None:
    if type(got) is not type(want):
        return None
    left, right = got.value, want.value
    return 0 if left is right or (type(left) is type(right) and _says_equal(left, right)) else None


def _says_equal(got: Any, want: Any) -> bool:
    try:
        return (got == want) is True
    except Exception:  # noqa: BLE001 (the class decides what == does; one that raises is not equal)
        return False


def _nested_equal(got: Any, want: Any, typed: bool, nest: Nest) -> int | None:
    if got is want:
        return 0
    if nest.depth >= _DEPTH:
        return None
    pair = (id(got), id(want))
    if pair not in nest.met:
        nest.met[pair] = (0, got, want)
        nest.met[pair] = (_contents_equal(got, want, typed, nest.deeper()), got, want)
    return nest.met[pair][0]


def _contents_equal(got: Any, want: Any, typed: bool, nest: Nest) -> int | None:
    families = {shape(got), shape(want)}
    if families == {"dict"}:
        return _mappings_equal(got, want, typed, nest)
    if families <= {"list", "array"}:
        if isinstance(got, (set, frozenset)) or isinstance(want, (set, frozenset)):
            return _sets_equal(got, want)
        if families == {"array"}:
            from gift4code_ext.spec.comparing.equal_tables import arrays_equal

            return arrays_equal(got, want, nest)
        return _items_equal(got, want, typed, nest)
    if len(families) == 1:
        from gift4code_ext.spec.comparing.equal_tables import tables_equal  # whose columns are compared by their cells

        return tables_equal(got, want, nest)
    return None


def _items_equal(got: Any, want: Any, typed: bool, nest: Nest) -> int | None:
    left, right = _items(got), _items(want)
    if len(left) != len(right):
        return None
    worst = 0 if type(got) is type(want) else 1
    for one, other in zip(left, right, strict=True):
        grade = cells_equal(one, other, typed=typed, nest=nest)
        if grade is None:
            return None
        worst = max(worst, grade)
    return worst


def _items(values: Any) -> Any:
    if shape(values) != "array":
        return values
    return list(values) if getattr(values.dtype, "kind", "") in "Mm" else values.tolist()


def _mappings_equal(got: Mapping[Any, Any], want: Mapping[Any, Any], typed: bool, nest: Nest) -> int | None:
    left, right = _by_key(got), _by_key(want)
    if {key: len(items) for key, items in left.items()} != {key: len(items) for key, items in right.items()}:
        return None
    worst = 0
    for key, items in right.items():
        for one, other in zip(left[key], items, strict=True):
            grade = cells_equal(one, other, typed=typed, nest=nest)
            if grade is None:
                return None
            worst = max(worst, grade)
    return worst


def _by_key(mapping: Mapping[Any, Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, item in mapping.items():
        found.setdefault(key_of(key), []).append(item)
    return found


def _sets_equal(got: Any, want: Any) -> int | None:
    if not isinstance(got, (set, frozenset)) or not isinstance(want, (set, frozenset)):
        return None
    same = len(got) == len(want) and tally(got) == tally(want)
    return (0 if type(got) is type(want) else 1) if same else None


def raw(values: Any) -> list[Any]:
    """The cells of a Series, Index, array or container as Python objects; of classes that we do not know none."""
    return cells_between(values, 0, len(values))


def cells_between(values: Any, start: int, stop: int) -> list[Any]:
    """The cells of some rows as :func:`raw`."""
    if isinstance(values, (list, tuple, range)):
        return list(values[start:stop])
    if not readable(values):
        return [foreign(values)] * max(0, min(stop, len(values)) - start)
    if type(values).__name__ == "MultiIndex":
        return values[start:stop].tolist()  # type: ignore[no-any-return]
    array = array_of(values)[start:stop]
    if getattr(array.dtype, "kind", "") in "Mm" and shape(array) == "array" and hasattr(array, "strides"):
        return list(array)  # tolist() would make numbers of nanoseconds
    return array.tolist()  # type: ignore[no-any-return]


def first(values: Any, count: int) -> list[Any]:
    """The first ``count`` cells as :func:`raw`."""
    return cells_between(values, 0, count) if hasattr(values, "__getitem__") else list(islice(values, count))
