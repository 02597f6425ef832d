"""The computed summary as plain sentences."""

from __future__ import annotations

from gift4code_ext.spec.model import ColumnFacts, Facts

_ROWS = {"same": "as many rows as the input", "one": "one row", "fewer": "fewer rows", "more": "more rows"}


def summary_sentence(known: Facts) -> str:
    """The facts in one or two plain sentences; empty when nothing is known."""
    if known.shape is None:
        return ""
    noun = {"frame": "a table", "series": "a series", "scalar": "a single value"}.get(known.shape, f"a {known.shape}")
    if known.kind is not None:
        noun += f" of type {known.kind}" if known.shape == "scalar" else f" of {known.kind} values"
    rows = _ROWS.get(known.rows, "")
    if known.row_count is not None and known.rows not in ("same", "one"):
        rows = f"{known.row_count} rows"
    if known.per:
        rows += ", one for each " + " and ".join(str(label) for label in known.per)
    head = f"The output is {noun}" + (f" with {rows}" if rows else "")
    told = "; ".join(_column_words(column) for column in known.columns if known.shape != "scalar")
    return f"{head}. Columns: {told}." if told and known.shape == "frame" else f"{head}."


_RELATIONS = {"same": "unchanged from", "inside": "values of", "new": "computed, as", "unknown": "like"}
_FLAGS = {
    "unique": "each value once",
    "frac": "with fractions",
    "whole": "whole numbers",
    "null": "some missing",
    "max": "holding its maximum",
    "min": "holding its minimum",
    "above": "some above its maximum",
    "below": "some below its minimum",
    "small": "small counts",
    "neg": "some negative",
    "const": "all equal",
}


def _column_words(column: ColumnFacts) -> str:
    words = []
    if column.source is not None:
        words.append(f"{_RELATIONS[column.relation]} {column.source[0]}[{str(column.source[1])!r}]")
    elif column.relation == "new":
        words.append("new values")
    if column.order:
        words.append("ascending" if column.order == "asc" else "descending")
    words += [_FLAGS[flag] for flag in column.flags]
    level = "index " if column.level else ""
    return f"{level}{column.label} ({', '.join(words)})" if words else f"{level}{column.label}"
