"""What one output column shows against the input columns: where it comes from, its order, its extremes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import Any

from gift4code_ext.spec.inferring.sources import Source, group_of
from gift4code_ext.spec.inferring.whole import Scan
from gift4code_ext.spec.model import ColumnFacts, Order, Relation, ValueKind
from gift4code_ext.spec.read import ascending, is_whole
from gift4code_ext.spec.values.kinds import cells, kind_of_cells, kind_of_dtype

ROWS = 1000


def column_facts(
    label: Hashable,
    values: Any,
    columns: Sequence[Source],
    scan: Scan,
    *,
    part: bool,
    level: bool = False,
    input_rows: int | None = None,
    one: bool = False,
) -> ColumnFacts:
    """Facts of the output values labelled ``label``.

    Args:
        values: Series, array or list; ``...`` cells are passed over.
        scan: looks columns of long inputs up as a whole, as far as its budget reaches.
        part: only some of the result's rows are shown, so nothing is said that further rows could undo.
        one: the result is a single value, for which order and uniqueness mean nothing.
    """
    shown = cells(values, ROWS)
    part = part or (len(shown) == ROWS and len(values) > ROWS)
    known = [cell for cell in shown if cell is not Ellipsis] if Ellipsis in shown else shown
    present = [cell for cell in known if cell is not None]
    distinct = frozenset(present)
    kind = kind_of_dtype(getattr(values, "dtype", None)) or kind_of_cells(distinct)
    group = group_of(distinct)
    labelled = None if label is None else labelled_source(label, columns)
    if one:
        source, relation = _single(distinct, group, columns, scan)
    else:
        source, relation = _relation(labelled, shown, distinct, group, columns, part, scan)
    flags = _flags(known, distinct, kind, source, relation, part, input_rows, one, scan)
    return ColumnFacts(
        label=label,
        kind=kind if distinct or kind != "other" or source is None else source.kind,
        level=level,
        source=None if source is None else (source.frame, source.label),
        relation=relation if distinct else "unknown",
        order="" if one else _order(known, present, distinct, group),
        flags=flags,
    )


def stated_column(label: Hashable, kind: ValueKind | None, columns: Sequence[Source]) -> ColumnFacts:
    """Facts of a column of which only the label, and perhaps the dtype, is known."""
    source = None if label is None else labelled_source(label, columns)
    if source is None:
        return ColumnFacts(label, kind or "other")
    return ColumnFacts(label, kind or source.kind, source=(source.frame, source.label))


def as_source(values: Any, source: Source | None) -> Any:
    """Typed cells in the kind of their source: whole numbers of a float column, ISO dates of a date column.

    The values come back as they are where the source holds another kind or a cell does not read as it.
    """
    if source is None or source.kind not in ("float", "date"):
        return values
    typed = cells(values, ROWS)
    if source.kind == "float":
        return [float(cell) if type(cell) is int else cell for cell in typed]
    try:
        return [dt.datetime.fromisoformat(cell) if isinstance(cell, str) else cell for cell in typed]
    except ValueError:
        return values


def labelled_source(label: Hashable, columns: Sequence[Source]) -> Source | None:
    """The first input column of that label."""
    return next((column for column in columns if type(column.label) is type(label) and column.label == label), None)


def _relation(
    labelled: Source | None,
    shown: list[Any],
    distinct: frozenset[Any],
    group: str,
    columns: Sequence[Source],
    part: bool,
    scan: Scan,
) -> tuple[Source | None, Relation]:
    if labelled is not None:
        if not part and shown == labelled.cells and not labelled.truncated:
            return labelled, "same"
        if labelled.group != group and distinct:
            return labelled, "inside" if distinct <= labelled.distinct else "new"
        held = scan.holds(labelled, distinct)
        return labelled, "unknown" if held is None else "inside" if held else "new"
    alike = [column for column in columns if group and column.group == group] if distinct else []
    if not part and len(distinct) > 1:
        for column in alike:
            if not column.truncated and shown == column.cells:
                return column, "same"
    # Few small numbers are found in many columns by chance, so numbers must be told apart by at least three values.
    if group in ("text", "date") or (group == "number" and len(distinct) > 2):
        holders = [column for column in alike if distinct <= column.distinct]
        if len({str(column.label) for column in holders}) == 1:
            return holders[0], "inside"
    return None, "new" if distinct else "unknown"


def _single(
    distinct: frozenset[Any], group: str, columns: Sequence[Source], scan: Scan
) -> tuple[Source | None, Relation]:
    """Where one value comes from: the only column of which it is an extreme, else the only one it occurs in."""
    alike = [column for column in columns if group and column.group == group]
    ends = [column for column in alike if distinct & set(_bounds(column, scan))]
    holders = [column for column in alike if distinct <= column.distinct] if distinct else []
    if len(ends) == 1:
        holders = ends
    return (holders[0], "inside") if len(holders) == 1 else (None, "new" if distinct and not holders else "unknown")


def _order(known: list[Any], present: list[Any], distinct: frozenset[Any], group: str) -> Order:
    if len(distinct) < 2 or group not in ("number", "text", "date", "delta"):
        return ""
    if len(present) < len(known) and None in known[: len(present)]:
        return ""
    return "asc" if ascending(present) else "desc" if ascending(present[::-1]) else ""


def _flags(
    known: list[Any],
    distinct: frozenset[Any],
    kind: ValueKind,
    source: Source | None,
    relation: Relation,
    part: bool,
    input_rows: int | None,
    one: bool,
    scan: Scan,
) -> tuple[str, ...]:
    found: list[str] = []
    several = len(known) > 1 and not one
    if several and not part and len(distinct) == len(known):
        found.append("unique")
    number = kind in ("int", "float") and bool(distinct) and group_of(distinct) == "number"
    whole = number and all(is_whole(cell) for cell in distinct if -1e300 < cell < 1e300)
    if number and kind == "float":
        if not whole:
            found.append("frac")
        elif not part:
            found.append("whole")
    if None in known:
        found.append("null")
    if distinct and source is not None and relation != "same":
        found += _extremes(distinct, source, part, scan)
    if whole and not part and relation == "new" and input_rows is not None and _between(distinct, 0, input_rows):
        found.append("small")
    if number and any(cell < 0 for cell in distinct):
        found.append("neg")
    if several and not part and len(distinct) == 1 and None not in known:
        found.append("const")
    return tuple(found)


def _extremes(distinct: frozenset[Any], source: Source, part: bool, scan: Scan) -> list[str]:
    bounds = scan.bounds(source) if group_of(distinct) == source.group else None
    if bounds is None:
        return []
    low, high = bounds
    least, greatest = min(distinct), max(distinct)
    found = []
    if high in distinct and not part:
        found.append("max")
    if low in distinct and not part:
        found.append("min")
    if greatest > high:
        found.append("above")
    if least < low:
        found.append("below")
    return found


def _bounds(source: Source, scan: Scan) -> tuple[Any, ...]:
    """The extremes of a column, of what was read of it where it is too long."""
    return scan.bounds(source) or source.bounds or ()


def _between(distinct: frozenset[Any], low: int, high: int) -> bool:
    return bool(min(distinct) >= low and max(distinct) <= high)
