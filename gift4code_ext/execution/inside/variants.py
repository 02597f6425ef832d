"""Perturbed copies of inputs: two cells that agree by chance on a frame rarely agree on a changed copy of it.

Copy 0 is the value itself. Copies 1 and 2 are made of at most the first 2,000 rows: in copy 1 a third of the rows is
missing (the others keep their order and their labels), in copy 2 the values of each column are shuffled, each column by
itself, under the index as it was. A Series counts as one column; everything else stays as it is.

The choice depends on the number of rows, and in copy 2 on the column's place, but never on values: what was aligned
row by row before rows were dropped still is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

VARIANTS = (1, 2)
ROWS = 2_000
_FEWEST = 2
_COLUMNS = 1_000


def vary(value: object, number: int) -> object:
    """Copy ``number`` (0, 1 or 2) of a value; the value itself where there is nothing to perturb.

    A frame's columns beyond the first 1,000 are not shuffled.

    Raises:
        ValueError: there is no such copy.
    """
    if number not in (0, *VARIANTS):
        raise ValueError(f"there is no perturbed copy {number}: 1 has rows dropped, 2 has shuffled values")
    if number == 0 or not isinstance(value, (pd.DataFrame, pd.Series)):
        return value
    head = value.iloc[:ROWS]
    if number == 1:
        return head.iloc[_kept(len(head))]
    return _shuffled_frame(head) if isinstance(head, pd.DataFrame) else _shuffled(head, 0)


def _kept(rows: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The places of the rows that stay: two thirds of them, and never fewer than two."""
    order = np.random.default_rng([1, rows]).permutation(rows)
    return np.sort(order[: max(_FEWEST, rows - rows // 3)])


def _shuffled_frame(frame: pd.DataFrame) -> pd.DataFrame:
    most = min(frame.shape[1], _COLUMNS)
    columns = {place: _shuffled(frame.iloc[:, place], place) for place in range(most)}
    rest = {place: frame.iloc[:, place] for place in range(most, frame.shape[1])}
    shuffled = pd.DataFrame(columns | rest, index=frame.index)
    shuffled.columns = frame.columns
    return shuffled


def _shuffled(column: pd.Series[Any], place: int) -> pd.Series[Any]:
    order = np.random.default_rng([2, place, len(column)]).permutation(len(column))
    return pd.Series(column.array.take(order), index=column.index, name=column.name)
