"""The pandas operations we know: each defined once, used to generate training programs, to repair and to search."""

from __future__ import annotations

from gift4code_ext.operations import (
    binning,
    cleaning,
    columns,
    conditions,
    counts,
    dates,
    describing,
    filters,
    group_summaries,
    grouping,
    joins,
    levels,
    reshaping,
    scalars,
    selection,
    shares,
    sorting,
    text,
    windows,
    within_groups,
)
from gift4code_ext.operations.model import Operation

__all__ = ["OPERATIONS", "by_name"]

_FAMILIES = (
    selection,
    filters,
    conditions,
    sorting,
    grouping,
    group_summaries,
    within_groups,
    counts,
    scalars,
    shares,
    columns,
    cleaning,
    text,
    dates,
    describing,
    windows,
    reshaping,
    joins,
    binning,
    levels,
)

OPERATIONS: tuple[Operation, ...] = tuple(operation for family in _FAMILIES for operation in family.OPERATIONS)

by_name: dict[str, Operation] = {operation.name: operation for operation in OPERATIONS}
