"""What a model is told of a context's tables: columns with an example of each, the first lines, a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

_COLUMNS = 20
_CELL = 80  # characters
_ROWS = 2  # of data: with the header three lines


def schema_comment(frames: Mapping[str, pd.DataFrame]) -> str:
    """A comment for each table: its columns, each with its first value that is not missing, cut at 80 characters; at
    most 20 of them (the form of the schema cell in ARCADE, arXiv 2212.09248)."""
    return "\n".join(_columns(name, frame) for name, frame in frames.items())


def preview(frame: pd.DataFrame) -> str:
    """The header and the first two rows as CSV, with the same caps."""
    head = frame.iloc[:_ROWS, :_COLUMNS].copy()
    for place in range(head.shape[1]):
        if not pd.api.types.is_numeric_dtype(head.dtypes.iloc[place]):
            head.isetitem(place, head.iloc[:, place].map(_cell, na_action="ignore").tolist())
    head.columns = pd.Index([_cell(label) for label in head.columns])
    return str(head.to_csv(index=False, lineterminator="\n")).rstrip("\n")


def sentence(frames: Mapping[str, pd.DataFrame], title: str) -> str:
    """The size of the tables in words."""
    sizes = [f"{name} has {len(frame):,} rows and {frame.shape[1]} columns" for name, frame in frames.items()]
    return f"{title}: {' and '.join(sizes)}."


def _columns(name: str, frame: pd.DataFrame) -> str:
    shown = [_example(frame.iloc[:, place], label) for place, label in enumerate(frame.columns[:_COLUMNS])]
    total = frame.shape[1]
    which = "Columns" if total <= _COLUMNS else f"First {_COLUMNS} of the {total} columns"
    return f"# {which} of {name}, each with a value from it:\n# {', '.join(shown)}"


def _example(column: pd.Series[Any], label: object) -> str:
    there = column.notna().to_numpy()
    return (
        f"{_cell(label)} ({_cell(column.iloc[there.argmax()])})" if there.any() else f"{_cell(label)} (always missing)"
    )


def _cell(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
