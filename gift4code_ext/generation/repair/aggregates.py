"""Edits of what is computed: another aggregate, another part of a date, another end of the order."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from gift4code_ext.generation.positions import Role, method
from gift4code_ext.generation.repair.edit import Edit, Symptom, called
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.operations.dates import PART
from gift4code_ext.operations.missing import DIRECTION
from gift4code_ext.operations.text import CASE
from gift4code_ext.operations.words import ANY_AGGREGATE, LARGEST, LATEST

_Family = Mapping[str, Sequence[str]]

_AGGREGATES: _Family = {**ANY_AGGREGATE.words, "size": (), "first": (), "last": (), "var": ("variance",)}
_METHODS: tuple[_Family, ...] = (
    _AGGREGATES,
    LARGEST.words,
    LATEST.words,
    DIRECTION.words,
    CASE.words,
    {"nlargest": LARGEST.words["idxmax"], "nsmallest": LARGEST.words["idxmin"]},
    dict.fromkeys(("cumsum", "cummax", "cummin", "cumprod", "cumcount"), ()),
    {"startswith": ("starts", "starting"), "endswith": ("ends", "ending"), "contains": ("contains", "containing")},
    dict.fromkeys(("strip", "lstrip", "rstrip"), ()),
    {"floor": ("down",), "ceil": ("up",), "round": ("rounded",)},
    dict.fromkeys(("any", "all"), ()),
    dict.fromkeys(("isna", "notna"), ()),
    dict.fromkeys(("shift", "diff", "pct_change"), ()),
    dict.fromkeys(("expanding", "rolling"), ()),
)
_PARTS: _Family = {**PART.words, "date": (), "days_in_month": ()}
_PICKS = (*LATEST.words, "nlargest", "nsmallest", *LARGEST.words)


def change_aggregate(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Another method of the same kind, called or named: ``mean`` for ``sum``, ``nsmallest`` for ``nlargest``."""
    for call in program.calls:
        if isinstance(call.func, ast.Attribute):
            for family in _METHODS:
                if call.func.attr in family and not (call.args and family is _AGGREGATES):
                    yield from _instead(call.func, call.func.attr, family, miss)
    functions = {id(call.func) for call in program.calls}
    for node in program.nodes:
        match node:
            case ast.Attribute(value=ast.Attribute(attr="dt"), attr=part) if (
                part in _PARTS and id(node) not in functions
            ):
                yield from _instead(node, part, _PARTS, miss)
    for constant, role in program.constants:
        is_named = role is Role.AGGREGATE and isinstance(constant.value, str)
        if is_named and (constant.value in _AGGREGATES or repr(constant.value) in miss.error):
            yield from _instead(constant, str(constant.value), _AGGREGATES, miss)


def add_aggregate(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Summarise groups or windows that were left as they are."""
    for place in program.nodes:
        outer = program.parent(place)
        goes_on = isinstance(outer, (ast.Attribute, ast.Subscript)) and outer.value is place
        if not isinstance(place, (ast.Subscript, ast.Call)) or goes_on or not _is_grouped(place):
            continue
        for how, ways in {**ANY_AGGREGATE.words, **LARGEST.words, "size": (), "cumsum": ("cumulative",)}.items():
            likely = 0.8 if miss.wanted.says(ways) else 0.4
            words = f"took the {how} of each group or window"
            yield Edit(((place, called(place, how)),), words, miss.gain(likely, Symptom.ERROR, Symptom.TYPE))


def _is_grouped(place: ast.AST) -> bool:
    owner = place.value if isinstance(place, ast.Subscript) else place
    return isinstance(owner, ast.Call) and method(owner) in ("groupby", "resample", "rolling", "expanding", "ewm")


def _instead(place: ast.expr, now: str, family: _Family, miss: Mismatch) -> Iterator[Edit]:
    others = (Symptom.ORDER, Symptom.ROWS) if now in _PICKS else (Symptom.LABELS, Symptom.DTYPES)
    fixes = (Symptom.CELLS, Symptom.ERROR, *others)
    for other, ways in family.items():
        if other == now:
            continue
        likely = 0.8 if miss.wanted.says(ways) else 0.4 if family is _AGGREGATES else 0.5
        likely = 0.9 if other == now.lower() else likely
        new: ast.expr = ast.Constant(other)
        if isinstance(place, ast.Attribute):
            new = ast.Attribute(place.value, other, ast.Load())
        yield Edit(((place, new),), f"used {other} instead of {now}", miss.gain(likely, *fixes))
