"""Two values as tables: the grade at which they agree, or the first place where they do not, in words.

The worst grade of their cells (:mod:`equal`) and of what had to be ignored:

===  =================================================================================================================
1    the dtype of a column; list, tuple or array for each other; order or unused ones of the categories of a column
3    the container: a frame of one column, a series, a list, a set, and one element of any of them, alone; the name of a
     series or of the labels; row labels that say nothing (unnamed whole numbers) or that only one side has, unnamed
4    the order of columns, which are paired by label; equal labels in their order
5    the order of rows, where no column or row label of the example rises or falls throughout
===  =================================================================================================================

Named row labels, and those that are no whole numbers, are compared like a column. A part of a table is found by its
rows: at the start (``head``), or anywhere; in their order where it rises or falls in a part of three rows or more; each
row of the value answers one at most; ``...`` is any cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.comparing.contain import find_rows, head, match_rows
from gift4code_ext.spec.comparing.equal import cells_between, cells_equal
from gift4code_ext.spec.comparing.equal_columns import columns_equal
from gift4code_ext.spec.comparing.match import Match, Pair, match_columns, match_index, place_labels
from gift4code_ext.spec.comparing.reorder import is_ordered, same_rows
from gift4code_ext.spec.comparing.words import count, difference, label_text, more_rows, place_text, row_text
from gift4code_ext.spec.expected import Expected, by_rows, from_live

__all__ = ["UNEQUAL", "Comparison", "compare", "compare_tables", "label_text", "place_labels"]

UNEQUAL = 6
_SETS = {"set", "frozenset"}


@dataclass(frozen=True)
class Comparison:
    """``grade`` 0..5, or None; ``mismatch`` is the first difference in words, also of an order that was ignored."""

    grade: int | None
    mismatch: str = ""


def compare(got: Any, want: Any) -> Comparison:
    """Compare two values. Never raises.

    Symmetric in the grade: neither value is the expected one, so that an order that shows in either one counts.
    """
    try:
        left, right = from_live(got), from_live(want)
        found = compare_tables(left, right)
        if found.grade == 5 and _order(match_columns(right, left, typed=False).pairs):
            return compare_tables(left, right, ordered=True)
    except Exception as error:  # noqa: BLE001 (any class may come in: what cannot be compared is not equal)
        return Comparison(None, f"the values could not be compared ({type(error).__name__})")
    return found


def compare_tables(got: Expected, want: Expected, *, ordered: bool | None = None, typed: bool = False) -> Comparison:
    """Compare a value with an example, both read as columns.

    Args:
        ordered: whether row order matters; None lets the example decide: any sorted column implies an order.
        typed: a person typed the example, so it says nothing about an index or dtypes.
    """
    if want.shape in ("scalar", "dict", "other") and got.shape == want.shape:
        one, other = got.columns[0][0], want.columns[0][0]
        grade = cells_equal(one, other, typed=typed)
        return Comparison(grade) if grade is not None else Comparison(None, difference(one, other))
    if ordered is None and _SETS & {got.type, want.type}:
        ordered = False
    if {got.shape, want.shape} == {"array", "list"} and got.unlabelled != want.unlabelled:
        got, want = by_rows(got), by_rows(want)
    columns = match_columns(got, want, typed)
    if columns.problem:
        return Comparison(None, columns.problem)
    if not want.part_rows and got.rows != want.rows:
        return Comparison(None, f"expected {count(want.rows, 'row')}, got {got.rows}")
    index = match_index(got, want, typed)
    if index.problem:
        return Comparison(None, index.problem)
    matched = Match((*index.pairs, *columns.pairs), max(index.grade, columns.grade), note=columns.note)
    if not want.part_rows:
        return _whole(matched, want, ordered, typed)
    return _begins(matched, want, typed) if want.begins else _contains(matched, want, ordered, typed)


def _whole(matched: Match, want: Expected, ordered: bool | None, typed: bool) -> Comparison:
    worst, seen = matched.grade, []
    for pair in matched.pairs:
        found = columns_equal(pair.got, pair.want, typed=typed)
        seen.append(found)
        if found.grade is None:
            grade, row = same_rows(matched.pairs, seen, typed) if ordered is not True else (None, -1)
            if grade is None:
                return Comparison(None, _differs(pair, found.row, want) + more_rows(found.further))
            return Comparison(max(worst, grade)) if ordered is False else _reordered(matched, row, want)
        worst = max(worst, found.grade)
    return Comparison(worst, matched.note)


def _reordered(matched: Match, row: int, want: Expected) -> Comparison:
    by = _order(matched.pairs)
    should = f"{place_text(row, want)} should be {row_text(want, row)}"
    if by is None:
        return Comparison(5, should)
    sorted_by = f" (the expected rows are in order of {by.name})" if by.name else ""
    return Comparison(None, f"the same rows in another order: {should}{sorted_by}")


def _order(pairs: tuple[Pair, ...]) -> Pair | None:
    """The first column of the example that rises or falls throughout."""
    return next((pair for pair in pairs if is_ordered(pair.want)), None)


def _begins(matched: Match, want: Expected, typed: bool) -> Comparison:
    """The rows shown against the first rows of the value."""
    worst = matched.grade
    for pair in matched.pairs:
        if len(pair.got) < want.rows:
            return Comparison(None, f"expected at least {count(want.rows, 'row')}, got {len(pair.got)}")
        first = head(pair.got, want.rows)
        found = columns_equal(first, pair.want, typed=typed)
        if found.grade is None:
            return Comparison(
                None, _differs(Pair(pair.name, first, pair.want), found.row, want) + more_rows(found.further)
            )
        worst = max(worst, found.grade)
    return Comparison(worst, matched.note)


def _contains(matched: Match, want: Expected, ordered: bool | None, typed: bool) -> Comparison:
    """The rows shown anywhere in the value."""
    got, shown = [pair.got for pair in matched.pairs], [pair.want for pair in matched.pairs]
    in_order = ordered if ordered is not None else want.rows > 2 and _order(matched.pairs) is not None
    grade, row = find_rows(got, shown, want.rows, in_order=in_order, typed=typed)
    if grade is not None:
        return Comparison(max(grade, matched.grade), matched.note)
    which = f"{place_text(row, want)} of the example ({row_text(want, row)})"
    if in_order and match_rows(got, shown, want.rows, typed=typed)[0] is not None:
        return Comparison(
            None, f"the rows of the example are there in another order: {which} does not come after the row before it"
        )
    return Comparison(None, f"no row of the value matches {which}")


def _differs(pair: Pair, row: int, want: Expected) -> str:
    cells = (cells_between(values, row, row + 1)[0] for values in (pair.got, pair.want))
    if pair.name.startswith("index"):
        where = f"row {row}, {pair.name}"
    elif pair.name or want.rows > 1 or want.shape == "frame":
        where = place_text(row, want, pair.name)
    else:
        return difference(*cells)
    return f"{where}: {difference(*cells)}"
