"""Graded equality of two columns by their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.comparing.equal import ATOL, RTOL
from gift4code_ext.spec.comparing.forms import EXACT, Form

_NUMBERS = {"int", "float"}


@dataclass(frozen=True, eq=False)
class Agreement:
    """How two columns of one length agree.

    Attributes:
        grade: None where a row differs.
        row: the first row that differs, from 0; -1 if none does.
        rows: all rows that differ, an int array in order; None where they were not all looked for.
    """

    grade: int | None
    row: int = -1
    rows: Any = None

    @property
    def further(self) -> int | None:
        """How many rows differ beside the first, if that is known."""
        return None if self.rows is None else len(self.rows) - 1


def forms_equal(left: Form, right: Form) -> Agreement | None:
    """Compare two columns of one length; None where their kinds need a look at every cell."""
    import numpy as np

    gone = [np.zeros(len(form.values), bool) if form.missing is None else form.missing for form in (left, right)]
    found = _values_same(left, right, gone[0] & gone[1])
    if found is None:
        return None
    same, grade = found
    some = bool(gone[0].any())
    if some and left.absent != right.absent:
        grade = max(grade, 1)
    return outcome((same | gone[0]) & (gone[0] == gone[1]) if some or gone[1].any() else same, grade)


def _values_same(left: Form, right: Form, absent: Any) -> tuple[Any, int] | None:
    """In which rows the values are the same, and the grade of that."""
    kinds = {left.kind, right.kind}
    if kinds == {"arrow"}:
        return _arrow_same(left.values, right.values), 0
    if kinds <= {"arrow", "text"}:
        return _text_same(as_texts(left), as_texts(right)), 0
    if kinds == _NUMBERS:
        floats = as_floats(left), as_floats(right)
        if floats[0] is None or floats[1] is None:
            return None
        same, grade = _floats_same(floats[0], floats[1], absent)
        return same, max(grade, 1)
    if len(kinds) > 1:
        return None
    if left.kind == "float":
        return _floats_same(left.values, right.values, absent)
    if left.values.dtype == right.values.dtype:
        return left.values == right.values, 0
    alike = _integers_same if left.kind == "int" else _moments_same
    return alike(left.values, right.values)


def as_texts(form: Form) -> list[str | None]:
    """The cells of a form of text."""
    return form.values if form.kind == "text" else form.values.to_pylist()  # type: ignore[no-any-return]


def as_floats(form: Form) -> Any:
    """Numbers as float64, NaN where they are missing; None where that would lose digits."""
    import numpy as np

    if form.kind == "float":
        return form.values
    if len(form.values) and not -EXACT <= int(form.values.min()) <= int(form.values.max()) <= EXACT:
        return None
    values = form.values.astype("float64")
    return values if form.missing is None else np.where(form.missing, np.nan, values)


def near(left: Any, right: Any) -> Any:
    """In which rows two float64 arrays agree within tolerance."""
    import numpy as np

    with np.errstate(all="ignore"):
        slack = np.maximum(RTOL * np.maximum(np.abs(left), np.abs(right)), ATOL)
        return (np.abs(left - right) <= slack) & np.isfinite(left) & np.isfinite(right)


def _floats_same(left: Any, right: Any, absent: Any) -> tuple[Any, int]:
    same = left == right
    if (same | absent).all():
        return same, 0
    return same | near(left, right), 2


def _arrow_same(left: Any, right: Any) -> Any:
    import numpy as np
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if left.equals(right):
        return np.ones(len(left), bool)
    return pc.fill_null(pc.equal(left, right), False).to_numpy(zero_copy_only=False)


def _text_same(left: list[str | None], right: list[str | None]) -> Any:
    import numpy as np

    if left == right:
        return np.ones(len(left), bool)
    return np.asarray(np.array(left, dtype=object) == np.array(right, dtype=object), dtype=bool)


def _integers_same(left: Any, right: Any) -> tuple[Any, int] | None:
    """int64 beside uint64, whose upper half no int64 has."""
    import numpy as np

    low = [values <= np.iinfo("int64").max for values in (left, right)]
    return (left.astype("int64") == right.astype("int64")) & low[0] & low[1], 0


def _moments_same(left: Any, right: Any) -> tuple[Any, int] | None:
    """Dates or durations of two units, in the finer one; None where the coarser reaches beyond it."""
    import numpy as np

    finer = np.promote_types(left.dtype, right.dtype)
    fine = [values.astype(finer) for values in (left, right)]
    for values, given in zip(fine, (left, right), strict=True):
        if not ((values.astype(given.dtype) == given) | np.isnat(given)).all():
            return None
    return fine[0] == fine[1], 0


def outcome(same: Any, grade: int) -> Agreement:
    """``grade``, or the first and the number of rows in which a bool array is False."""
    import numpy as np

    if same.all():
        return Agreement(grade)
    rows = np.flatnonzero(~same)
    return Agreement(None, int(rows[0]), rows)
