"""A value against an :class:`Output`: one clause for each part that was stated.

Each clause carries a grade and the first mismatch in words. A summary sentence is never checked, so it makes no clause.
Nothing here raises, whatever the value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.compare import UNEQUAL, Comparison, compare, compare_tables, label_text, place_labels
from gift4code_ext.spec.expected import expected, from_live
from gift4code_ext.spec.kinds import kind_of_cells, kind_of_dtype, plain, shape, type_name
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.types import accepts, canonical, dtype_accepts

__all__ = ["GRADES", "UNEQUAL", "Clause", "Comparison", "Verdict", "check", "compare"]

GRADES = (
    "identical",
    "equal after a dtype conversion",
    "equal within floating-point tolerance",
    "equal but for the container, its name, its index or where the rows shown stand",
    "equal but for the order of columns",
    "equal but for the order of rows",
    "not equal",
)


@dataclass(frozen=True)
class Clause:
    """One stated part. ``name``: type, columns, dtypes, rows or example; ``grade`` indexes :data:`GRADES`."""

    name: str
    passed: bool
    grade: int
    message: str = ""


@dataclass(frozen=True)
class Verdict:
    """``grade`` is the worst of the clauses (0 when nothing was stated)."""

    passed: bool
    grade: int
    clauses: tuple[Clause, ...] = ()


def check(value: Any, output: Output, *, accept: int = 3) -> Verdict:
    """Check ``value`` against every part of ``output`` but its summary. Never raises.

    Args:
        accept: the worst grade that passes.
    """
    parts: list[tuple[str, Callable[[Any, Output], Comparison]]] = []
    if output.type is not None:
        parts.append(("type", _type))
    if output.columns is not None:
        parts.append(("columns", _columns))
    if output.dtypes:
        parts.append(("dtypes", _dtypes))
    if output.rows is not None:
        parts.append(("rows", _rows))
    if output.example is not None:
        parts.append(("example", _example))
    clauses = tuple(_clause(name, rule, value, output, accept) for name, rule in parts)
    return Verdict(all(clause.passed for clause in clauses), max((c.grade for c in clauses), default=0), clauses)


def _clause(name: str, rule: Callable[[Any, Output], Comparison], value: Any, output: Output, accept: int) -> Clause:
    try:
        found = rule(value, output)
    except Exception as error:  # noqa: BLE001 (candidates may return anything: what cannot be examined does not pass)
        found = Comparison(None, f"{name} could not be checked ({type(error).__name__})")
    grade = UNEQUAL if found.grade is None else found.grade
    return Clause(name, grade <= accept, grade, found.mismatch or (GRADES[grade] if grade else ""))


def _type(value: Any, output: Output) -> Comparison:
    wanted = canonical(output.type)
    grade = accepts(value, wanted)
    return Comparison(grade, "" if grade is not None else f"expected a {wanted}, got a {type_name(value)}")


def _columns(value: Any, output: Output) -> Comparison:
    stated = output.columns or ()
    wanted = tuple(label for label in stated if label is not Ellipsis)
    table = from_live(value)
    if table.shape != "frame":
        name = table.labels[0] if table.shape == "series" else None
        if len(wanted) == 1 and table.shape not in ("dict", "other"):
            return Comparison(0 if plain(name) == plain(wanted[0]) else 3)
        return Comparison(None, f"the value is a {type_name(value)} and has no columns {_listed(wanted)}")
    places, problem = place_labels(table.labels, wanted, more=len(wanted) < len(stated))
    if problem:
        levels = [label for label, _ in table.levels if label is not None and label in wanted]
        index = f" ({_listed(levels)} is the index of the value)" if levels else ""
        return Comparison(None, f"{problem}{index}: the columns are {_listed(table.labels)}")
    return Comparison(0 if places == sorted(places) else 4)


def _dtypes(value: Any, output: Output) -> Comparison:
    table = from_live(value)
    worst = 0
    for label, wanted in (output.dtypes or {}).items():
        places, problem = place_labels(table.labels, (label,), more=True)
        if problem and not (len(table.columns) == 1 and table.shape != "frame"):
            return Comparison(None, f"column {label_text(label)} is missing")
        column = table.columns[0 if problem else places[0]]
        dtype = getattr(column, "dtype", None)
        kind = kind_of_dtype(dtype) or kind_of_cells(plain(cell) for cell in column)
        grade = dtype_accepts(dtype, kind, wanted)
        if grade is None:
            actual = kind if dtype is None else str(dtype)
            return Comparison(None, f"column {label_text(label)}: expected dtype {wanted}, got {actual}")
        worst = max(worst, grade)
    return Comparison(worst)


def _rows(value: Any, output: Output) -> Comparison:
    family = shape(value)
    if family == "other":
        return Comparison(None, f"the value is a {type_name(value)} and has no rows")
    actual = 1 if family == "scalar" or getattr(value, "ndim", 1) == 0 else len(value)
    if actual == output.rows:
        return Comparison(0)
    return Comparison(None, f"expected {output.rows} row{'' if output.rows == 1 else 's'}, got {actual}")


def _example(value: Any, output: Output) -> Comparison:
    wanted = expected(output)
    if wanted is None:
        return Comparison(0)
    table = from_live(value)
    typed = not wanted.live
    if wanted.shape == "frame" and typed and table.shape == "dict":
        return compare(value, output.example)
    found = compare_tables(table, wanted, ordered=output.ordered, typed=typed)
    if found.grade is None and not wanted.part_rows and table.rows > wanted.rows:
        return Comparison(None, f"{found.mismatch}; if the example is only a part, state partial or add a row of ...")
    return found


def _listed(labels: Any) -> str:
    shown = ", ".join(label_text(label) for label in list(labels)[:8])
    return shown + (", …" if len(labels) > 8 else "")
