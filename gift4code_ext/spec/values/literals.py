"""Values as text that reads back: Python literals, with dates, durations and missing values spelled as pandas does."""

from __future__ import annotations

import ast
import datetime as dt
import math
import re
import warnings
from collections.abc import Iterable
from typing import Any

_DEPTH = 20
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{6})?)?)?)?"
)
_DELTA = re.compile(
    r"(?:(-?[0-9]{1,9}) days?,?)?(?:(?:^|(?<=[^^]) )\+?([0-9]{1,2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,6})?)?"
)
_NAMES: dict[str, Any] = {"nan": math.nan, "NaN": math.nan, "NaT": None, "NA": None, "inf": math.inf}
_PLAIN = (
    "array", "Series", "Index", "bool_", "float16", "float32", "float64", "int8", "int16", "int32", "int64", "str_",
    "uint8", "uint16", "uint32", "uint64",
)  # fmt: skip


def moment_text(moment: dt.datetime) -> str:
    """A date and time in ISO form, without the time at midnight."""
    text = dt.datetime.isoformat(moment, sep=" ")
    return text[: -len(" 00:00:00")] if text.endswith(" 00:00:00") else text


def moment_of(text: str) -> dt.datetime | None:
    """The date and time that ISO text spells; None when it spells none."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day, minute, second, fraction, zone = found.groups()
    if zone is not None:
        zone = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    micro = f".{fraction[1:]:0<6}" if fraction else ""
    try:
        return dt.datetime.fromisoformat(f"{day} {minute or '00:00'}{second or ':00'}{micro}{zone or ''}")
    except ValueError:
        return None


def delta_text(delta: dt.timedelta) -> str:
    """A duration as pandas spells it: ``1 days 02:00:00``."""
    minutes, seconds = divmod(delta.seconds, 60)
    sign = "+" if delta.days < 0 else ""
    micro = f".{delta.microseconds:06d}" if delta.microseconds else ""
    return f"{delta.days} days {sign}{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{micro}"


def delta_of(text: str) -> dt.timedelta | None:
    """The duration that text spells as pandas or Python prints it; None when it spells none."""
    found = _DELTA.fullmatch(text)
    if found is None or not text:
        return None
    days, hours, minutes, seconds, fraction = found.groups()
    micro = int(f"{fraction[1:]:0<6}") if fraction else 0
    return dt.timedelta(int(days or 0), int(seconds or 0), micro, 0, int(minutes or 0), int(hours or 0))


class LiteralError(ValueError):
    """A value without a literal, or text that is none."""


def literal(value: Any, depth: int = 0) -> str:
    """The literal of None, ``...``, truth values, numbers, text, bytes, dates, durations and containers of them.

    Raises:
        LiteralError: a value of another class, or one nested too deeply.
    """
    if depth > _DEPTH:
        raise LiteralError("nested too deeply")
    if value is None or value is Ellipsis or type(value) in (bool, str, bytes):
        return "..." if value is Ellipsis else repr(value)
    if type(value) in (int, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return f"Timestamp({moment_text(value)!r})"
    if isinstance(value, dt.timedelta):
        return f"Timedelta({delta_text(value)!r})"
    if type(value) is dt.date:
        return f"date({value.isoformat()!r})"
    if type(value) is dict:
        pairs = (f"{literal(key, depth + 1)}: {literal(item, depth + 1)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if type(value) in (list, tuple, set, frozenset):
        return _listed(value, [literal(item, depth + 1) for item in value])
    raise LiteralError(f"a {type(value).__name__} has no literal")


def _number(value: int | float) -> str:
    try:
        return repr(value)
    except ValueError:  # Python prints no integer of more than 4,300 digits
        raise LiteralError("the number is too long") from None


def _listed(value: Any, items: list[str]) -> str:
    inner = ", ".join(items)
    if type(value) is list:
        return f"[{inner}]"
    if type(value) is tuple:
        return f"({inner},)" if len(items) == 1 else f"({inner})"
    name = "" if type(value) is set and items else type(value).__name__
    braces = f"{{{inner}}}" if items else ""
    return f"{name}({braces})" if name else braces


def value_of(text: str) -> Any:
    """The value of a literal, as :func:`literal` or as numpy and pandas print scalars, lists and dicts of them.

    Raises:
        LiteralError: it is none.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in text that is no Python
            return _value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, TypeError, OverflowError, MemoryError, RecursionError) as error:
        raise LiteralError(str(error)) from None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            number = _value(operand)
            if isinstance(number, bool) or not isinstance(number, (int, float, complex)):
                raise LiteralError("a sign before something that is no number")
            return -number if isinstance(sign, ast.USub) else number
        case ast.List(elts=items):
            return _values(items)
        case ast.Tuple(elts=items):
            return tuple(_values(items))
        case ast.Set(elts=items):
            return set(_values(items))
        case ast.Dict(keys=keys, values=values):
            if None in keys:
                raise LiteralError("a dict within a dict")
            return dict(zip(_values([key for key in keys if key is not None]), _values(values), strict=True))
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=complex())):
            return ast.literal_eval(node)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _NAMES:
            return _NAMES[name]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
            return _called(name, _values(arguments))
    raise LiteralError("not a literal")


def _values(nodes: Iterable[ast.expr]) -> list[Any]:
    return [_value(node) for node in nodes]


def _called(name: str, arguments: list[Any]) -> Any:
    first = arguments[0] if arguments else None
    if name in ("Timestamp", "datetime64") and isinstance(first, str):
        found: Any = moment_of(first)
    elif name in ("Timedelta", "timedelta64") and isinstance(first, str):
        found = delta_of(first)
    elif name == "date" and isinstance(first, str):
        found = dt.date.fromisoformat(first)
    elif name in ("date", "datetime", "timedelta") and all(type(part) is int for part in arguments):
        found = getattr(dt, name)(*arguments)
    elif name in ("set", "frozenset") and len(arguments) < 2:
        return (set if name == "set" else frozenset)(first or ())
    elif name in _PLAIN and len(arguments) == 1:
        return first
    else:
        found = None
    if found is None:
        raise LiteralError(f"{name}(...) is not a literal")
    return found
