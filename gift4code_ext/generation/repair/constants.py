"""Edits of literals: to one of the request, one that the expected output shows, or a neighbour."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator
from typing import Any

from gift4code_ext.generation.positions import Role, method
from gift4code_ext.generation.repair.edit import Edit, Symptom, node
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.generation.words import word_set
from gift4code_ext.operations.dates import FORMAT
from gift4code_ext.operations.parts import PART, SEPARATOR
from gift4code_ext.operations.text import CASE
from gift4code_ext.operations.words import PERCENTILE

_TAKES = word_set("head tail nlargest nsmallest sample")
_FREQUENCIES = ("D", "W", "MS", "ME", "QS", "QE", "YS", "YE", "h")
_PERIODS = ("D", "W", "M", "Q", "Y")
_CELLS = 8  # cells of one column that are tried


def change_constant(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Another literal in the same place."""
    for constant, role in program.constants:
        if role in (Role.LABEL, Role.FIXED, Role.AGGREGATE) or isinstance(constant.value, (bool, type(None))):
            continue
        place, now = _whole(program, constant)
        options = dict[Any, float]()
        for value, likely in _options(program, constant, role, now, miss):
            if type(value) is not type(now) and not _are_numbers(value, now):
                continue
            if value != now:
                options[value] = max(likely, options.get(value, 0.0))
        stays = 0.5 if any(slot.value == now for slot in miss.wanted.values) else 1.0  # the person said this one
        fixes = {Symptom.CELLS, Symptom.ROWS, *program.use(place).symptoms} - {Symptom.LABELS, Symptom.TYPE}
        for value, likely in options.items():
            words = f"changed {now!r} to {value!r}"
            yield Edit(((place, node(value)),), words, miss.gain(likely * stays, *fixes))


def _whole(program: Program, constant: ast.Constant) -> tuple[ast.expr, Any]:
    """A constant with its sign."""
    outer = program.parent(constant)
    if isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.USub) and isinstance(constant.value, (int, float)):
        return outer, -constant.value
    return constant, constant.value


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)


def _options(
    program: Program, constant: ast.Constant, role: Role, now: Any, miss: Mismatch
) -> Iterator[tuple[Any, float]]:
    wanted = miss.wanted
    call = _call(program, constant)
    name = method(call) if call is not None else ""
    compared = _compared(program, constant)
    if _are_numbers(now):
        yield from ((number, 0.7) for number in wanted.numbers)
        if isinstance(now, int):
            yield from ((near, 0.45) for near in (now + 1, now - 1) if near >= 0 or now < 0)
        if name in _TAKES and wanted.rows is not None:
            yield wanted.rows, 0.9
        if name == "quantile":
            yield from ((share, 0.6 if wanted.says(ways) else 0.3) for share, ways in PERCENTILE.words.items())
        if role is Role.INDEX:
            yield from ((part, 0.6 if wanted.says(ways) else 0.3) for part, ways in PART.words.items())
        if compared is not None:
            yield from _extremes(wanted.cells.get(compared, ()))
        return
    if not isinstance(now, str):
        return
    if name in ("split", "rsplit", "join", "cat"):
        yield from ((mark, 0.6 if wanted.says(ways) else 0.3) for mark, ways in SEPARATOR.words.items())
    elif name in ("resample", "Grouper"):
        yield from ((freq, 0.4) for freq in _FREQUENCIES)
    elif name == "to_period":
        yield from ((freq, 0.4) for freq in _PERIODS)
    elif name in ("strftime", "to_datetime"):
        yield from ((form, 0.6 if wanted.says(ways) else 0.4) for form, ways in FORMAT.words.items())
    if role is Role.WORD:
        return
    yield from _in_other_letters(program, constant, now)
    yield from ((slot.value, 0.5 + 0.4 * (compared in slot.among)) for slot in wanted.values)
    if compared is not None:
        yield from _cells(compared, now, miss)


def _in_other_letters(program: Program, constant: ast.Constant, now: str) -> Iterator[tuple[Any, float]]:
    """The same text in another case; surely so where it is compared with text that was put into that case."""
    outer = program.parent(constant)
    cases = {node.attr for node in ast.walk(outer or constant) if isinstance(node, ast.Attribute)} & CASE.words.keys()
    for case in CASE.words:
        yield getattr(now, case)(), 0.9 if case in cases else 0.2


def _cells(label: Hashable, now: str, miss: Mismatch) -> Iterator[tuple[Any, float]]:
    """Cells of the column that a literal is compared with: the ones shown, the same in other letters, any."""
    shown = [cell for cell in miss.wanted.cells.get(label, ()) if isinstance(cell, str)]
    yield from ((cell, 0.8 if len(set(shown)) == 1 else 0.3) for cell in shown[:_CELLS])
    held = [cell for column in miss.wanted.columns.get(label, ()) for cell in column.values if isinstance(cell, str)]
    yield from ((cell, 0.9) for cell in held if cell.strip().casefold() == now.strip().casefold())
    yield from ((cell, 0.15) for cell in held[:_CELLS])


def _extremes(cells: Any) -> Iterator[tuple[Any, float]]:
    numbers = [cell for cell in cells if _are_numbers(cell)]
    if numbers:
        yield from ((number, 0.3) for number in (min(numbers), max(numbers)))


def _call(program: Program, constant: ast.AST) -> ast.Call | None:
    for part, whole in program.around(constant):
        if isinstance(whole, ast.Call):
            return whole if part is not whole.func else None
        if isinstance(whole, (ast.Compare, ast.Subscript, ast.stmt)):
            return None
    return None


def _compared(program: Program, constant: ast.AST) -> Hashable | None:
    """The one column that a literal is compared with."""
    for part, whole in program.around(constant):
        others: list[ast.AST] = []
        if isinstance(whole, ast.Compare):
            others = [side for side in (whole.left, *whole.comparators) if side is not part]
        elif isinstance(whole, ast.Call) and part is not whole.func:
            others = [whole.func]
        elif isinstance(whole, ast.stmt):
            return None
        for other in others:
            labels = {
                each.slice.value
                for each in ast.walk(other)
                if isinstance(each, ast.Subscript) and isinstance(each.slice, ast.Constant)
            }
            return labels.pop() if len(labels) == 1 else None
    return None
