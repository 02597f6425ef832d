"""The product's nouns as JSON and back: :class:`Variable`, :class:`Output`, :class:`Facts` as a journal holds them.

Labels and cells that JSON has no form for (dates, tuples, infinities, ``...``) stand as ``{"literal": TEXT}``, a
literal of :mod:`gift4code_ext.spec.values.literals`. What comes back is equal to what went in, but for periods and
intervals, which come back as their text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.model import Column, ColumnFacts, Facts, Output, Variable
from gift4code_ext.spec.values.bare import bare
from gift4code_ext.spec.values.literals import LiteralError, literal, value_of

LITERAL = "literal"
_Noun = TypeVar("_Noun")


class NounError(Gift4CodeError):
    """A noun that has no JSON, or JSON that is no such noun."""


def to_json(noun: Variable | Output | Facts) -> dict[str, Any]:
    """A noun as JSON; parts that say nothing are left out. An example must hold no live object.

    Raises:
        NounError: a label or an example has no plain form.
    """
    return {
        field.name: _field(field.name, value)
        for field in fields(noun)
        if (value := getattr(noun, field.name)) is not None and value != ()
    }


def variable(held: Mapping[str, Any]) -> Variable:
    """A :class:`Variable` of its JSON.

    Raises:
        NounError: it is none.
    """
    found = dict(held)
    for name in ("columns", "index"):
        found[name] = tuple(_column(each) for each in held.get(name, ()))
    found["shape_of"] = tuple(held.get("shape_of", ()))
    found["sample"] = tuple(tuple(row) for row in held.get("sample", ()))
    return _made(Variable, found)


def output(held: Mapping[str, Any]) -> Output:
    """An :class:`Output` of its JSON.

    Raises:
        NounError: it is none.
    """
    found = dict(held)
    for name in ("columns", "index"):
        if name in held:
            found[name] = _labels(held[name])
    if "dtypes" in held:
        found["dtypes"] = {plain(label): dtype for label, dtype in held["dtypes"]}
    if "example" in held:
        found["example"] = plain(held["example"])
    return _made(Output, found)


def facts(held: Mapping[str, Any]) -> Facts:
    """A :class:`Facts` of its JSON.

    Raises:
        NounError: it is none.
    """
    found = dict(held)
    found["per"] = _labels(held.get("per", ()))
    found["columns"] = tuple(_column_facts(each) for each in held.get("columns", ()))
    return _made(Facts, found)


def cell(value: Any) -> Any:
    """A label or cell, or a list of them, as JSON; what has no plain form as the literal of ``...``, which any cell is.

    Raises:
        NounError: it is nested too deeply.
    """
    if isinstance(value, list):
        return [cell(each) for each in value]
    found = value if isinstance(value, (tuple, set, frozenset, dict)) else bare(value)
    if found is None or type(found) in (bool, int, str) or (type(found) is float and math.isfinite(found)):
        return found
    try:
        return {LITERAL: literal(found)}
    except LiteralError:
        return _literal_of_bare(found)


def plain(held: Any) -> Any:
    """The value of :func:`cell`'s JSON.

    Raises:
        NounError: its literal is none.
    """
    if isinstance(held, list):
        return [plain(each) for each in held]
    if isinstance(held, Mapping):
        try:
            return value_of(str(held[LITERAL]))
        except (KeyError, LiteralError) as error:
            raise NounError(f"{dict(held)!r} stands for no value: {error}.") from None
    return held


def _literal_of_bare(value: Any) -> dict[str, str]:
    try:
        return {LITERAL: literal(bare(value))}
    except LiteralError as error:
        raise NounError(f"A {type(value).__name__} cannot be written down: {error}.") from None


def _field(name: str, value: Any) -> Any:
    match name:
        case "columns" | "index" | "per":
            return [_part(each) if isinstance(each, (Column, ColumnFacts)) else _label(each) for each in value]
        case "dtypes":
            return [[_label(label), dtype] for label, dtype in value.items()]
        case "example":
            return cell(value)
        case "sample":
            return [list(row) for row in value]
        case _:
            return list(value) if isinstance(value, tuple) else value


def _part(part: Column | ColumnFacts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "label":
            found["label"] = _label(value)
        elif value in ((), "", None, False):
            continue
        elif field.name == "source":
            found["source"] = [value[0], _label(value[1])]
        else:
            found[field.name] = [cell(each) for each in value] if isinstance(value, tuple) else value
    return found


def _label(label: Hashable) -> Any:
    found = cell(label)
    if found == {LITERAL: "..."} and label is not Ellipsis:
        raise NounError(f"A label of type {type(label).__name__} cannot be written down.")
    return found


def _labels(held: Iterable[Any]) -> tuple[Hashable, ...]:
    return tuple(plain(each) for each in held)


def _column(held: Mapping[str, Any]) -> Column:
    found = {"dtype": "", "kind": "other", **held, "label": plain(held.get("label"))}
    found["facts"] = tuple(held.get("facts", ()))
    found["values"] = tuple(plain(each) for each in held.get("values", ()))
    return _made(Column, found)


def _column_facts(held: Mapping[str, Any]) -> ColumnFacts:
    found = {"kind": "other", **held, "label": plain(held.get("label"))}
    if "source" in held:
        found["source"] = (held["source"][0], plain(held["source"][1]))
    found["flags"] = tuple(held.get("flags", ()))
    return _made(ColumnFacts, found)


def _made(kind: Callable[..., _Noun], found: Mapping[str, Any]) -> _Noun:
    try:
        return kind(**found)
    except (TypeError, ValueError) as error:
        raise NounError(f"This is no {kind.__name__}: {error}.") from None
