"""Edits of conditions and formulas: comparisons, ``&`` and ``|``, conditions added, left out or turned round, signs."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, item, node, shown
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program, Use
from gift4code_ext.operations.words import COMPARE

_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_STRICT = ((ast.GtE, ast.Gt), (ast.LtE, ast.Lt))  # the first of each lets more rows through
_CONNECT: dict[type[ast.operator], str] = {ast.BitAnd: "&", ast.BitOr: "|"}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//"}
_TESTS = frozenset(
    ("isin", "isna", "notna", "isnull", "notnull", "duplicated", "contains", "startswith", "endswith", "between")
)
_ROWS = (Symptom.ROWS, Symptom.CELLS, Symptom.ORDER)


def change_comparison(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Another comparison: ``>=`` for ``>``, ``<`` for ``>``, ``!=`` for ``==``."""
    for place in program.nodes:
        if not isinstance(place, ast.Compare) or len(place.ops) != 1 or type(place.ops[0]) not in _COMPARE:
            continue
        now = type(place.ops[0])
        for other, text in _COMPARE.items():
            if other is now:
                continue
            if (other, now) in _STRICT or (now, other) in _STRICT:
                likely = 0.8 * miss.towards(more=(other, now) in _STRICT)
            else:
                likely = 0.5 if (now in (ast.Eq, ast.NotEq)) is (other in (ast.Eq, ast.NotEq)) else 0.2
            changed = ast.Compare(place.left, [other()], place.comparators)
            words = f"used {text} instead of {_COMPARE[now]} in {shown(place)}"
            yield Edit(((place, changed),), words, miss.gain(likely, *_ROWS))


def change_connective(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """``|`` for ``&`` and back."""
    for place in program.nodes:
        if isinstance(place, ast.BinOp) and type(place.op) in _CONNECT:
            opens = isinstance(place.op, ast.BitAnd)
            other = ast.BitOr() if opens else ast.BitAnd()
            words = f"used {_CONNECT[type(other)]} instead of {_CONNECT[type(place.op)]} in {shown(place)}"
            likely = 0.6 * miss.towards(more=opens)
            yield Edit(((place, ast.BinOp(place.left, other, place.right)),), words, miss.gain(likely, *_ROWS))


def negate_condition(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Turn a condition round, or back."""
    for place in program.nodes:
        if isinstance(place, ast.UnaryOp) and isinstance(place.op, ast.Invert):
            words = f"took the rows where {shown(place.operand)} holds instead of those where it does not"
            yield Edit(((place, place.operand),), words, miss.gain(0.5, *_ROWS))
        elif _is_test(place, program) and isinstance(place, ast.expr):
            outer = program.parent(place)
            if not (isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.Invert)):
                words = f"took the rows where {shown(place)} does not hold instead of those where it does"
                yield Edit(((place, ast.UnaryOp(ast.Invert(), place)),), words, miss.gain(0.35, *_ROWS))


def _is_test(place: ast.AST, program: Program) -> bool:
    if isinstance(place, ast.Call):
        return method(place) in _TESTS
    is_flag = isinstance(place, ast.Subscript) and isinstance(place.slice, ast.Constant)
    outer = program.parent(place)
    return is_flag and isinstance(outer, ast.Subscript) and outer.slice is place


def drop_condition(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Leave out one of two conditions, or a filter as a whole."""
    for place in program.nodes:
        if isinstance(place, ast.BinOp) and type(place.op) in _CONNECT:
            for kept, dropped in ((place.left, place.right), (place.right, place.left)):
                likely = 0.5 * miss.towards(more=isinstance(place.op, ast.BitAnd))
                words = f"left out the condition {shown(dropped)}"
                yield Edit(((place, kept),), words, miss.gain(likely, *_ROWS))
        elif isinstance(place, ast.Subscript) and _holds_mask(place, program):
            owner = place.value
            if isinstance(owner, ast.Attribute) and owner.attr == "loc":
                owner = owner.value
            left = item(owner, place.slice.elts[1]) if isinstance(place.slice, ast.Tuple) else owner
            words = f"left out the condition {shown(_mask(place))}"
            yield Edit(((place, left),), words, miss.gain(0.4 * miss.towards(more=True), *_ROWS))


def add_condition(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """A condition on a cell or a number that the request names and the program does not."""
    wanted = miss.wanted
    used = {constant.value for constant, _ in program.constants}
    for slot in wanted.values:
        if slot.note == "in" and slot.value not in used:
            for label in slot.among[:2]:
                yield from _filtered(program, label, ast.Eq, slot.value, 0.9, miss)
    measured = [label for label in wanted.columns if wanted.group(label) == "number" and wanted.closeness(label) > 0.4]
    for number in (number for number in wanted.numbers if number not in used):
        for label in sorted(measured, key=wanted.closeness, reverse=True)[:3]:
            for operator, text in _COMPARE.items():
                likely = (0.8 if wanted.says(COMPARE.words.get(text, ())) else 0.3) * wanted.closeness(label)
                yield from _filtered(program, label, operator, number, likely, miss)


def _filtered(
    program: Program, label: Hashable, operator: type[ast.cmpop], value: object, likely: float, miss: Mismatch
) -> Iterator[Edit]:
    words = f"only rows where {label!r} {_COMPARE[operator]} {value!r}"
    likely *= miss.towards(more=False)
    masks = [place for place in program.nodes if isinstance(place, ast.Subscript) and _holds_mask(place, program)]
    for place in masks:
        owner = next((name for name in ast.walk(place.value) if isinstance(name, ast.Name)), None)
        mask = _mask(place)
        if owner is not None and owner.id in program.frames:
            test = ast.Compare(item(owner, label), [operator()], [node(value)])
            yield Edit(((mask, ast.BinOp(mask, ast.BitAnd(), test)),), words, miss.gain(likely, *_ROWS))
    for frame in sorted(program.frames) if not masks else ():
        reads = [place for place in program.nodes if isinstance(place, ast.Name) and place.id == frame]
        if reads and all(isinstance(place.ctx, ast.Load) for place in reads):
            test = ast.Compare(item(reads[0], label), [operator()], [node(value)])
            swaps = tuple((place, item(place, test)) for place in reads)
            yield Edit(swaps, words, miss.gain(likely, *_ROWS))


def _mask(place: ast.Subscript) -> ast.expr:
    return place.slice.elts[0] if isinstance(place.slice, ast.Tuple) else place.slice


def _holds_mask(place: ast.Subscript, program: Program) -> bool:
    """Whether a subscript picks rows by a condition."""
    mask = _mask(place)
    is_condition = isinstance(mask, (ast.Compare, ast.BinOp, ast.Call, ast.UnaryOp, ast.Subscript))
    return is_condition and isinstance(place.ctx, ast.Load) and program.use(mask) is Use.FILTER


def change_sign(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Another arithmetic operation, or its two sides exchanged."""
    for place in program.nodes:
        if isinstance(place, ast.BinOp) and type(place.op) in _SIGNS:
            now = _SIGNS[type(place.op)]
            for other, text in _SIGNS.items():
                if text != now:
                    changed = ast.BinOp(place.left, other(), place.right)
                    words = f"used {text} instead of {now} in {shown(place)}"
                    yield Edit(((place, changed),), words, miss.gain(0.4, Symptom.CELLS, Symptom.ERROR))
            if now in ("-", "/"):
                words = f"exchanged the two sides of {shown(place)}"
                changed = ast.BinOp(place.right, place.op, place.left)
                yield Edit(((place, changed),), words, miss.gain(0.5, Symptom.CELLS))
