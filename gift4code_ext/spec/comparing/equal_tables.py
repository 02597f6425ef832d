"""Graded equality of arrays, frames and series that stand in a cell or a container: in order, labels and all."""

from __future__ import annotations

from typing import Any

from gift4code_ext.spec.comparing.equal import Nest
from gift4code_ext.spec.comparing.equal_columns import columns_equal
from gift4code_ext.spec.expected import from_live
from gift4code_ext.spec.values.keys import keys_of


def arrays_equal(got: Any, want: Any, nest: Nest) -> int | None:
    """Two arrays of one shape, whatever their dtypes."""
    if got.shape != want.shape:
        return None
    left, right = (values.reshape(-1) if values.ndim > 1 else values for values in (got, want))
    grade = columns_equal(left, right, nest=nest).grade
    return grade if grade is None or type(got) is type(want) else max(grade, 1)


def tables_equal(got: Any, want: Any, nest: Nest) -> int | None:
    """Two frames, two series or two indexes."""
    left, right = from_live(got), from_live(want)
    if left.rows != right.rows or keys_of(left.labels) != keys_of(right.labels):
        return None
    if len(left.levels) != len(right.levels):
        return None
    levels = [label for label, _ in left.levels], [label for label, _ in right.levels]
    worst = 0 if keys_of(levels[0]) == keys_of(levels[1]) else 1
    pairs = [(one, other) for (_, one), (_, other) in zip(left.levels, right.levels, strict=True)]
    for one, other in [*pairs, *zip(left.columns, right.columns, strict=True)]:
        grade = columns_equal(one, other, nest=nest).grade
        if grade is None:
            return None
        worst = max(worst, grade)
    return worst
