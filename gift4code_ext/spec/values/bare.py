"""Values of any class as plain Python ones that text can hold: what an example is made of when it is written down.

Text keeps no difference between Python's, numpy's and pandas' scalars, between the kinds of missing cells, between a
date and its midnight, or between time zones of the same offset. Decimals and fractions become floats, periods and
intervals their text. What has no plain form (other objects, bytes, complex numbers, dates beyond the year 9999 or finer
than microseconds) becomes ``...``, which any cell meets.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from gift4code_ext.spec.values.classes import is_a, is_null, items_of, length_of, shape
from gift4code_ext.spec.values.kinds import plain

_DEPTH = 5
_ITEMS = 100  # of a nested container
_LONG = 10**4000  # larger integers cannot be printed


def bare(value: Any, depth: int = 0) -> Any:
    """None, a truth value, number, text, date, duration or container of them in place of ``value``; else ``...``."""
    if value is Ellipsis or is_null(value):
        return value if value is Ellipsis else None
    family = shape(value)
    if family == "scalar":
        return _scalar(value)
    if family in ("list", "array", "dict") and depth < _DEPTH and _length(value) <= _ITEMS:
        return _container(value, family, depth + 1)
    return ...


def _length(value: Any) -> int:
    return length_of(value) if getattr(value, "ndim", 1) else 1


def _scalar(value: Any) -> Any:
    cls = type(value)
    if isinstance(value, dt.timedelta):
        return ... if getattr(value, "nanoseconds", 0) else dt.timedelta(value.days, value.seconds, value.microseconds)
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, (Decimal, Fraction)):
        return _float(value)
    if is_a(cls, "pandas", "Period") or is_a(cls, "pandas", "Interval"):
        return str(value)
    found = plain(value)
    if type(found) is int:
        return found if -_LONG < found < _LONG else ...
    return found if type(found) in (bool, float, str, dt.datetime, dt.timedelta) else ...


def _moment(value: dt.datetime) -> Any:
    if getattr(value, "nanosecond", 0):
        return ...
    try:
        zone = value.utcoffset()
        naive = dt.datetime(*dt.datetime.timetuple(value)[:6], value.microsecond)
        return naive if zone is None else naive.replace(tzinfo=dt.timezone(zone))
    except (ValueError, OverflowError):  # beyond what datetime holds
        return ...


def _float(value: Decimal | Fraction) -> Any:
    try:
        number = float(value)
    except OverflowError:
        return ...
    return ... if math.isinf(number) and not (isinstance(value, Decimal) and value.is_infinite()) else number


def _container(value: Any, family: str, depth: int) -> Any:
    if family == "dict":
        pairs = [(bare(key, depth), bare(item, depth)) for key, item in dict.items(value)]
        fits = all(_is_key(key) for key, _ in pairs) and len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs) if fits else ...
    if family == "array" and not getattr(value, "ndim", 1):
        return bare(value.item(), depth)
    items = [bare(item, depth) for item in islice(items_of(value), _ITEMS)]
    if isinstance(value, (set, frozenset)):
        return set(items) if all(_is_key(item) for item in items) else ...
    return tuple(items) if isinstance(value, tuple) else items


def _is_key(item: Any) -> bool:
    if isinstance(item, tuple):
        return all(_is_key(part) for part in item)
    return item is not Ellipsis and not isinstance(item, (list, dict, set)) and item == item
