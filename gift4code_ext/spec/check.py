"""A value against an :class:`Output`: one clause for each part that was stated.

Each clause carries a grade and the first mismatch in words. A summary sentence is never checked, so it makes no clause.
Nothing here raises, whatever the value, and no code of a class that the value brings is run.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gift4code_ext.spec.comparing.compare import UNEQUAL, Comparison, compare, compare_tables
from gift4code_ext.spec.comparing.equal import raw
from gift4code_ext.spec.comparing.equal_columns import dtype_name
from gift4code_ext.spec.comparing.forms import form_of
from gift4code_ext.spec.comparing.match import place_labels
from gift4code_ext.spec.comparing.words import a, count, label_text, listed, moved
from gift4code_ext.spec.expected import Expected, as_given, expected, from_live
from gift4code_ext.spec.model import Output, ValueKind
from gift4code_ext.spec.values.keys import key_of, keys_of
from gift4code_ext.spec.values.kinds import kind_of_cells, kind_of_dtype, plain, shape
from gift4code_ext.spec.values.known import Foreign, array_of, class_name, class_names, readable, settled
from gift4code_ext.spec.values.types import accepts, canonical, dtype_accepts, shape_of_type

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


class _Value:
    """The value under check, read once."""

    def __init__(self, value: Any) -> None:
        self.given = value
        self.settled = settled(value)
        self.name = class_name(value)

    @cached_property
    def table(self) -> Expected:
        return from_live(self.given)


def check(value: Any, output: Output, *, accept: int = 3) -> Verdict:
    """Check ``value`` against every part of ``output`` but its summary. Never raises.

    Args:
        accept: the worst grade that passes.
    """
    parts: list[tuple[str, Callable[[_Value, Output], Comparison]]] = []
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
    read = _Value(value)
    clauses = tuple(_clause(name, rule, read, output, accept) for name, rule in parts)
    return Verdict(all(clause.passed for clause in clauses), max((c.grade for c in clauses), default=0), clauses)


def _clause(
    name: str, rule: Callable[[_Value, Output], Comparison], read: _Value, output: Output, accept: int
) -> Clause:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a cell may have made errors of them
            found = rule(read, output)
    except Exception as error:  # noqa: BLE001 (candidates may return anything: what cannot be examined does not pass)
        found = Comparison(None, f"{name} could not be checked ({type(error).__name__})")
    grade = UNEQUAL if found.grade is None else found.grade
    said = [GRADES[grade]] if grade not in (0, UNEQUAL) else []
    return Clause(name, grade <= accept, grade, ": ".join([*said, *([found.mismatch] if found.mismatch else [])]))


def _type(read: _Value, output: Output) -> Comparison:
    wanted = canonical(output.type)
    is_known = type(read.settled) is not Foreign
    grade = accepts(read.settled, wanted) if is_known else None
    if grade is None and (is_known or shape_of_type(wanted) is None) and wanted in class_names(read.given):
        grade = 0  # a class of its own kind: nothing but its name can be asked for
    return Comparison(grade, "" if grade is not None else f"expected {a(wanted)}, got {a(read.name)}")


def _columns(read: _Value, output: Output) -> Comparison:
    stated, table = output.columns or (), read.table
    wanted = tuple(label for label in stated if label is not Ellipsis)
    if table.shape != "frame":
        name = table.labels[0] if table.shape == "series" else None
        if len(wanted) == 1 and table.shape not in ("dict", "other"):
            return Comparison(0 if key_of(name) == key_of(wanted[0]) else 3)
        missing = f" {listed(wanted)}" if wanted else ""
        return Comparison(None, f"the value is {a(read.name)} and has no columns{missing}")
    places, problem = place_labels(table.labels, wanted, more=len(wanted) < len(stated))
    if problem:
        in_index = set(keys_of(wanted))
        levels = [label for label, _ in table.levels if label is not None and key_of(label) in in_index]
        index = f" ({listed(levels)} is the index of the value)" if levels else ""
        return Comparison(None, f"{problem}{index}: the columns are {listed(table.labels)}")
    if places == sorted(places):
        return Comparison(0)
    return Comparison(4, moved([table.labels[place] for place in sorted(places)], wanted))


def _dtypes(read: _Value, output: Output) -> Comparison:
    table, worst = read.table, 0
    single = len(table.columns) == 1 and table.shape != "frame"
    held: dict[Any, int] = {}
    for place, key in enumerate(keys_of(table.labels)):
        held.setdefault(key, place)
    for label, wanted in (output.dtypes or {}).items():
        place = held.get(key_of(label), 0 if single else -1)
        if place < 0:
            return Comparison(None, f"column {label_text(label)} is missing")
        column = table.columns[place]
        grade: int | None = None
        actual: str = class_name(array_of(column))
        if readable(column):
            kind = _kind(column)
            actual = dtype_name(column) or kind
            grade = dtype_accepts(getattr(column, "dtype", None), kind, wanted)
        if grade is None:
            return Comparison(None, f"column {label_text(label)}: expected dtype {wanted}, got {actual}")
        worst = max(worst, grade)
    return Comparison(worst)


_KINDS: dict[str, ValueKind] = {
    "int": "int",
    "float": "float",
    "bool": "bool",
    "text": "str",
    "arrow": "str",
    "day": "date",
}


def _kind(column: Any) -> ValueKind:
    """What the cells of a readable column are."""
    kind = kind_of_dtype(getattr(column, "dtype", None))
    if kind is not None:
        return kind
    form = form_of(column)
    if form is not None and form.kind in _KINDS:
        return _KINDS[form.kind]
    tokens = (settled(cell) for cell in raw(column))
    return kind_of_cells(_token(cell) for cell in tokens)


def _token(cell: Any) -> Any:
    """A stand-in of the same kind; what is inside containers does not matter."""
    if type(cell) is Foreign:
        return ("object",)
    family = shape(cell)
    return plain(cell) if family == "scalar" else ("list" if family == "array" else family,)


def _rows(read: _Value, output: Output) -> Comparison:
    table, wanted = read.table, output.rows
    if table.shape == "other":
        return Comparison(None, f"the value is {a(read.name)} and has no rows")
    actual = len(read.settled) if table.shape == "dict" or getattr(read.settled, "ndim", 1) > 1 else table.rows
    return (
        Comparison(0) if actual == wanted else Comparison(None, f"expected {count(wanted or 0, 'row')}, got {actual}")
    )


def _example(read: _Value, output: Output) -> Comparison:
    wanted, table = expected(output), read.table
    if wanted is None:
        return Comparison(0)
    typed = not wanted.live
    given = as_given(output) if typed and wanted.shape == "frame" else None
    if given is not None and given.shape == table.shape:
        wanted = given
    found = compare_tables(table, wanted, ordered=output.ordered, typed=typed)
    longer = table.rows > wanted.rows and not wanted.part_rows
    if longer and found.mismatch == f"expected {count(wanted.rows, 'row')}, got {table.rows}":
        hint = "if the example is only a part, state partial or add a row of ..."
        return Comparison(None, f"{found.mismatch}; {hint}")
    return found
