"""Edits of the order of rows, and of how many there are."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, called, shown
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.generation.words import word_set

_TAKES = word_set("head tail drop_duplicates")
_SORTS = word_set("sort_values sort_index nlargest nsmallest value_counts")
_NEAREST = 6
_DROPS_ROWS = word_set("head tail dropna drop_duplicates unique sample")
_CHANGES_CELLS = word_set("fillna round abs strip lower upper ffill bfill cumsum diff shift rank")
_RESHAPES = word_set(
    "reset_index set_index to_frame rename rename_axis drop unstack stack astype tolist to_list squeeze copy explode "
    "agg mean sum max min count transpose to_numpy to_dict nunique item"
)
_DROPPABLE = _SORTS | _DROPS_ROWS | _CHANGES_CELLS | _RESHAPES


def add_sort(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Sort at the end, or before the first or last rows are taken."""
    wanted = miss.wanted
    orders: dict[Hashable, float] = {}
    for label, _ in wanted.orders:
        orders[label] = 0.9
    if miss.shape in (None, "frame"):
        near = [label for label in (*wanted.labels, *program.created) if label not in orders]
        near += sorted((label for label in wanted.columns if label not in near), key=wanted.closeness, reverse=True)
        orders |= {label: 0.35 * wanted.closeness(label) for label in near[:_NEAREST] if label not in orders}
    directions = dict(wanted.orders)
    places = [
        call.func.value for call in program.calls if method(call) in _TAKES and isinstance(call.func, ast.Attribute)
    ]
    sorts = any(method(call) in _SORTS for call in program.calls)
    for ascending in (True, False):
        for label, likely in orders.items():
            against = label in directions and (directions[label] == "asc") is not ascending
            likely = (0.1 if against else likely) * (0.6 if sorts else 1.0)
            words = f"sorted by {label!r}" + ("" if ascending else ", descending")
            yield Edit(program.ending(_sorted(program.end, label, ascending)), words, _gain(miss, likely))
            for place in places:
                words = f"sorted by {label!r}{'' if ascending else ', descending'} before the rows are taken"
                gain = miss.gain(0.8 * likely, Symptom.ROWS, Symptom.CELLS, Symptom.ORDER)
                yield Edit(((place, _sorted(place, label, ascending)),), words, gain)
        if miss.shape == "series":
            flags = {} if ascending else {"ascending": False}
            for by in ("sort_values", "sort_index"):
                words = f"added {by}" + ("" if ascending else ", descending")
                yield Edit(program.ending(called(program.end, by, **flags)), words, _gain(miss, 0.6))
    yield Edit(program.ending(called(program.end, "sort_index")), "added sort_index", _gain(miss, 0.3))


def _gain(miss: Mismatch, likely: float) -> float:
    return miss.gain(likely, Symptom.ORDER, Symptom.CELLS) if miss.shape not in ("scalar",) else 0.0


def _sorted(value: ast.expr, label: Hashable, ascending: bool) -> ast.expr:
    return called(value, "sort_values", label, **({} if ascending else {"ascending": False}))


def drop_call(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Leave out one step of a chain: a sort, a ``reset_index``, a ``head`` too many."""
    for call in program.calls:
        if not isinstance(call.func, ast.Attribute) or method(call) not in _DROPPABLE:
            continue
        called_on = call.func.value
        words = f"left out .{shown(call)[len(shown(called_on)) + 1 :] if len(shown(call)) < 60 else method(call)}"
        if isinstance(called_on, ast.Attribute) and called_on.attr == "str":
            called_on = called_on.value
        likely, fixes = _dropping(method(call))
        fixes = (*fixes, Symptom.ERROR)
        adds = miss.towards(more=True) if Symptom.ROWS in fixes else 1.0
        yield Edit(((call, called_on),), words, miss.gain(likely * adds, *fixes))


def _dropping(name: str) -> tuple[float, tuple[Symptom, ...]]:
    if name in _SORTS:
        return 0.5, (Symptom.ORDER, Symptom.ROWS, Symptom.CELLS)
    if name in _DROPS_ROWS:
        return 0.5, (Symptom.ROWS, Symptom.CELLS)
    if name in _CHANGES_CELLS:
        return 0.4, (Symptom.CELLS, Symptom.DTYPES)
    return 0.5, (Symptom.TYPE, Symptom.LABELS, Symptom.DTYPES)


def add_step(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """One more step at the end: drop duplicates or missing values, take the first rows, round."""
    wanted = miss.wanted
    rows = (Symptom.ROWS, Symptom.CELLS)
    less = miss.towards(more=False)
    steps: list[tuple[str, tuple[object, ...], float, tuple[Symptom, ...]]] = [
        ("drop_duplicates", (), 0.4 * less, rows),
        ("dropna", (), 0.4 * less, rows),
        ("abs", (), 0.15, (Symptom.CELLS,)),
    ]
    counts = dict.fromkeys(number for number in wanted.numbers if isinstance(number, int) and 0 < number <= 1000)
    for count in counts:
        likely = 0.8 if count == wanted.rows else 0.3
        steps += [("head", (count,), likely * less, rows), ("tail", (count,), 0.5 * likely * less, rows)]
    digits = {_digits(cell) for cells in wanted.cells.values() for cell in cells if isinstance(cell, float)}
    for number in sorted({max(digits)} if digits and max(digits) < 5 else ()):
        steps.append(("round", (number,), 0.8, (Symptom.CELLS, Symptom.DTYPES)))
    for name, arguments, likely, fixes in steps:
        words = f"added .{name}({', '.join(map(repr, arguments))})"
        yield Edit(program.ending(called(program.end, name, *arguments)), words, miss.gain(likely, *fixes))


def _digits(cell: float) -> int:
    text = f"{cell:.10g}"
    return len(text.partition(".")[2]) if "e" not in text else 10
