"""Two values as tables: the grade at which they agree, or the first place where they do not, in words.

Grades beyond those of cells: 3 container, name or a default index ignored, 4 column order ignored, 5 row order ignored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.contain import find_rows
from gift4code_ext.spec.equal import cells_equal, columns_equal, first, raw
from gift4code_ext.spec.expected import Expected, from_live
from gift4code_ext.spec.kinds import is_null, kind_of_dtype, plain, shape, value_kind
from gift4code_ext.spec.read import ascending, cell_text

UNEQUAL = 6
_SORTABLE_ROWS = 20_000


@dataclass(frozen=True)
class Comparison:
    """``grade`` 0..5, or None with the first difference in words."""

    grade: int | None
    mismatch: str = ""


def compare(got: Any, want: Any) -> Comparison:
    """Compare two values. Never raises; symmetric in whether they agree."""
    try:
        return compare_tables(from_live(got), from_live(want))
    except Exception as error:  # noqa: BLE001 (any class may come in: what cannot be compared is not equal)
        return Comparison(None, f"the values could not be compared ({type(error).__name__})")


def compare_tables(got: Expected, want: Expected, *, ordered: bool | None = None, typed: bool = False) -> Comparison:
    """Compare a value with an example, both read as columns.

    Args:
        ordered: whether row order matters; None lets the example decide: any sorted column implies an order.
        typed: a person typed the example, so it says nothing about an index or dtypes.
    """
    if want.shape in ("scalar", "dict", "other") and got.shape == want.shape:
        grade = cells_equal(got.columns[0][0], want.columns[0][0], typed=typed)
        return Comparison(grade) if grade is not None else _differs(got.columns[0][0], want.columns[0][0])
    places, grade, problem = _match_columns(got, want, typed)
    if problem:
        return Comparison(None, problem)
    got_columns = [got.columns[place] for place in places]
    if want.part_rows and want.begins:
        return _begins(got_columns, want, grade, typed)
    if want.part_rows:
        in_order = ordered if ordered is not None else want.rows > 2 and _implies_order(want)
        found = find_rows(got_columns, want.columns, want.rows, in_order=in_order, typed=typed)
        return Comparison(max(found[0], grade)) if found[0] is not None else Comparison(None, _missing(want, found[1]))
    if got.rows != want.rows:
        return Comparison(None, f"expected {_count(want.rows, 'row')}, got {got.rows}")
    index_grade, problem = _compare_index(got, want, typed)
    if problem:
        return Comparison(None, problem)
    worst = max(grade, index_grade)
    for place, (one, other) in enumerate(zip(got_columns, want.columns, strict=True)):
        found_grade, row = columns_equal(one, other, typed=typed)
        if found_grade is None:
            if ordered is not True and _same_rows(got_columns, want, typed):
                return _reordered(worst, ordered, want)
            return _differs(raw(one)[row], raw(other)[row], _where(row, want, place))
        worst = max(worst, found_grade)
    return Comparison(worst)


def _begins(got: Sequence[Any], want: Expected, grade: int, typed: bool) -> Comparison:
    """The rows shown against the first rows of the value."""
    for place, (one, other) in enumerate(zip(got, want.columns, strict=True)):
        if len(one) < want.rows:
            return Comparison(None, f"expected at least {_count(want.rows, 'row')}, got {len(one)}")
        head = one[: want.rows]
        found, row = columns_equal(head, other, typed=typed)
        if found is None:
            return _differs(raw(head)[row], raw(other)[row], _where(row, want, place))
        grade = max(grade, found)
    return Comparison(grade)


def _reordered(worst: int, ordered: bool | None, want: Expected) -> Comparison:
    if ordered is False:
        return Comparison(max(worst, 2))
    return Comparison(None, "the rows are the same but in another order") if _implies_order(want) else Comparison(5)


def _match_columns(got: Expected, want: Expected, typed: bool) -> tuple[list[int], int, str]:
    """Which column of ``got`` answers each of ``want``, at what grade, or what is wrong."""
    if got.shape != "frame" or want.shape != "frame":
        if len(got.columns) == len(want.columns) == 1 and "dict" not in (got.shape, want.shape):
            return [0], _container_grade(got, want, typed), ""
        if got.unlabelled or want.unlabelled:
            if len(got.columns) == len(want.columns):
                return list(range(len(want.columns))), 0 if got.shape == want.shape else 3, ""
            return [], 0, f"expected {_count(len(want.columns), 'column')}, got {len(got.columns)}"
        return [], 0, f"expected {_noun(want)}, got {_noun(got)}"
    if want.unlabelled:
        if len(got.columns) < len(want.columns) or (len(got.columns) > len(want.columns) and not want.part_columns):
            return [], 0, f"expected {_count(len(want.columns), 'column')}, got {len(got.columns)}"
        return list(range(len(want.columns))), 0, ""
    places, problem = place_labels(got.labels, want.labels, more=want.part_columns)
    if problem:
        for label, _ in got.levels:
            if label is not None and label in want.labels and label not in got.labels:
                problem += f" ({label_text(label)} is the index of the value)"
        return [], 0, problem
    grade = 0 if places == sorted(places) else 4
    return places, max(grade, 3 if got.names != want.names and not typed else 0), ""


def place_labels(got: Sequence[Hashable], want: Sequence[Hashable], *, more: bool = False) -> tuple[list[int], str]:
    """The position in ``got`` of each label of ``want``, or what is missing or too much.

    Args:
        more: ``got`` may have further labels.
    """
    free: dict[Any, list[int]] = {}
    for place, label in enumerate(got):
        free.setdefault(_label_key(label), []).append(place)
    places, missing = [], []
    for label in want:
        left = free.get(_label_key(label))
        if left:
            places.append(left.pop(0))
        else:
            missing.append(label)
    extra = [] if more else [got[place] for left in free.values() for place in left]
    problems = [f"{_labels_text(missing)} missing"] if missing else []
    problems += [f"{_labels_text(extra)} not expected"] if extra else []
    return places, "; ".join(problems)


def _label_key(label: Hashable) -> Any:
    """Labels that are the same to a person: 2020 and 2020.0, not 1 and True."""
    token = plain(label)
    return ("number" if type(token) in (int, float) else type(token), token)


def _container_grade(got: Expected, want: Expected, typed: bool) -> int:
    if got.shape != want.shape or (got.type != want.type and got.type and want.type):
        alike = {got.type, want.type} <= {"list", "tuple", "numpy.ndarray"} or got.shape == want.shape == "index"
        return 1 if alike else 3
    same = plain(got.labels[0]) == plain(want.labels[0])
    return 0 if same or (typed and want.labels[0] is None) else 3


def _compare_index(got: Expected, want: Expected, typed: bool) -> tuple[int, str]:
    """Grade of the row labels. Only labels that say something (named, or not mere integers) can be wrong."""
    if typed and not want.levels:
        return (3 if got.levels else 0), ""
    if got.shape not in ("frame", "series") or want.shape not in ("frame", "series"):
        return 0, ""
    left, right = got.levels, want.levels
    if len(left) == len(right):
        grades = [columns_equal(one, other, typed=typed) for (_, one), (_, other) in zip(left, right, strict=True)]
        if all(grade is not None for grade, _ in grades):
            named = [label for label, _ in left] == [label for label, _ in right]
            return max([grade or 0 for grade, _ in grades] + [0 if named else 3]), ""
    if _telling(left) and _telling(right):
        if len(left) != len(right):
            return 0, f"expected {len(right)} index levels, got {len(left)}"
        for (label, one), (_, other) in zip(left, right, strict=True):
            grade, row = columns_equal(one, other, typed=typed)
            if grade is None:
                place = "index" if label is None else f"index {label_text(label)}"
                return 0, _differs(raw(one)[row], raw(other)[row], f"row {row}, {place}").mismatch
    named_sides = [any(label is not None for label, _ in levels) for levels in (left, right)]
    if any(named_sides) and not (_telling(left) and _telling(right)):
        side = "the value has" if named_sides[0] else "expected"
        names = _labels_text([label for label, _ in (left if named_sides[0] else right)])
        return 0, f"{side} the index {names}, " + ("which was not expected" if named_sides[0] else "got none")
    return 3, ""


def _telling(levels: Sequence[tuple[Hashable, Any]]) -> bool:
    return any(label is not None or _kind(values) != "int" for label, values in levels)


def _kind(values: Any) -> str:
    return kind_of_dtype(getattr(values, "dtype", None)) or value_kind(values)


def _implies_order(want: Expected) -> bool:
    for values in want.columns:
        present = [plain(cell) for cell in first(values, 1000) if cell is not Ellipsis and not is_null(cell)]
        if len(set(present)) > 1 and (ascending(present) or ascending(present[::-1])):
            return True
    return False


def _same_rows(got: Sequence[Any], want: Expected, typed: bool) -> bool:
    """Whether the rows are the same in some order; of long tables only when their cells are equal exactly."""
    if want.rows <= 200:
        return find_rows(got, want.columns, want.rows, in_order=False, typed=typed)[0] is not None
    if want.rows > _SORTABLE_ROWS:
        return False
    left = zip(*([_rounded(cell) for cell in raw(column)] for column in got), strict=True)
    right = zip(*([_rounded(cell) for cell in raw(column)] for column in want.columns), strict=True)
    return Counter(left) == Counter(right)


def _rounded(cell: Any) -> Any:
    token = plain(cell)
    return float(f"{token:.5g}") if isinstance(token, float) else token


def _where(row: int, want: Expected, place: int) -> str:
    if want.shape == "scalar" or (len(want.labels) == 1 and want.shape != "frame"):
        return f"row {row}" if want.rows > 1 else ""
    return f"row {row}, column {label_text(want.labels[place])}"


def _differs(got: Any, want: Any, where: str = "") -> Comparison:
    left, right = value_text(got), value_text(want)
    if left == right:
        left, right = f"{left} ({type(got).__name__})", f"{right} ({type(want).__name__})"
    return Comparison(None, f"{where}{': ' if where else ''}expected {right}, got {left}")


def _missing(want: Expected, row: int) -> str:
    shown = ", ".join(
        f"{label_text(label)} {value_text(raw(values)[row])}" if want.shape == "frame" else value_text(raw(values)[row])
        for label, values in list(zip(want.labels, want.columns, strict=True))[:6]
    )
    return f"no row of the value matches row {row} of the example ({shown})"


def value_text(cell: Any) -> str:
    """A cell for a message: text in quotes, missing cells in words."""
    if cell is Ellipsis:
        return "anything"
    if is_null(cell):
        return "a missing value"
    if type(cell) is str:
        return repr(cell) if len(cell) <= 60 else repr(cell[:59] + "…")
    if isinstance(cell, float):
        return repr(float(cell))
    return repr(cell)[:80] if shape(cell) in ("list", "dict") and _plain_inside(cell) else cell_text(cell, 80)


def _plain_inside(cell: Any) -> bool:
    items = [*cell.keys(), *cell.values()] if isinstance(cell, dict) else list(cell)
    return len(items) <= 8 and all(type(item) in (str, int, float, bool, type(None)) for item in items)


def label_text(label: Hashable) -> str:
    """A column label for a message; None is "without a name"."""
    if isinstance(label, tuple):
        return "(" + ", ".join(label_text(part) for part in label) + ")"
    return "without a name" if label is None else cell_text(label) or "''"


def _labels_text(labels: Sequence[Hashable]) -> str:
    noun = "column" if len(labels) == 1 else "columns"
    shown = ", ".join(label_text(label) for label in labels[:6]) + (", …" if len(labels) > 6 else "")
    return f"{noun} {shown}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _noun(table: Expected) -> str:
    if table.shape == "frame":
        return f"a table with {_count(len(table.columns), 'column')}"
    words = {"scalar": "a single value", "other": "an object", "index": "an index", "array": "an array"}
    return words.get(table.shape, f"a {table.shape}")
