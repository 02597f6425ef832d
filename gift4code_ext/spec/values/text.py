"""A cell as short text, whatever it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gift4code_ext.spec.values.classes import is_a, is_null, length_of, shape, type_name

_TEXT_OF = (complex, Decimal, dt.date, dt.time, dt.timedelta)
_TRUSTED = ("builtins", "datetime", "decimal", "numpy", "pandas")


def cell_text(cell: Any, limit: int = 60) -> str:
    """A cell as at most ``limit`` characters; missing cells are empty, containers and unknown objects only named."""
    cls = type(cell)  # not isinstance, which asks an unknown object for its __class__
    if is_null(cell):
        return ""
    if issubclass(cls, str):
        text = str.__getitem__(cell, slice(limit + 1))
        return text if len(text) <= limit else text[: limit - 1] + "…"
    if issubclass(cls, bool):
        return str(cell)
    if issubclass(cls, float):
        return format(float.__float__(cell), ".10g")
    if issubclass(cls, int):
        return _whole(int.__int__(cell), limit)
    if issubclass(cls, dt.datetime):
        own = is_a(cls, "pandas", "Timestamp")  # datetime's fields do not hold years past 9999
        text = cell.isoformat(sep=" ") if own else dt.datetime.isoformat(cell, sep=" ")
        return text[: -len(" 00:00:00")] if text.endswith(" 00:00:00") else text
    family = shape(cell)
    if family == "array" and not getattr(cell, "ndim", 1):
        return type_name(cell)
    if family in ("list", "dict", "array"):
        return f"{type_name(cell)} of {length_of(cell)}"
    if family == "scalar" and not is_a(cls, "numpy", "void"):
        return _scalar(cell, limit)[:limit]
    return f"<{type_name(cell)}>"


def _whole(number: int, limit: int) -> str:
    return str(number) if -(10**limit) < number < 10**limit else f"int of {number.bit_length()} bits"


def _scalar(cell: Any, limit: int) -> str:
    if isinstance(cell, bytes):
        return repr(bytes.__getitem__(cell, slice(limit)))
    if isinstance(cell, Fraction):
        return f"{_whole(cell.numerator, limit)}/{_whole(cell.denominator, limit)}"
    if str(type(cell).__module__).split(".", 1)[0] in _TRUSTED:
        return str(cell)
    return next((base.__str__(cell) for base in _TEXT_OF if isinstance(cell, base)), f"<{type_name(cell)}>")
