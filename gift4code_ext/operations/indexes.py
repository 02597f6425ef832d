"""The row index: into a column and back, sorted, without repeats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ColumnsArg, NameArg, Operation

if TYPE_CHECKING:
    import pandas as pd


def _telling(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    """The index says more than where a row stands, and has no column's name."""
    index = frames[0].index
    plain = index.nlevels == 1 and index.name is None and list(index[:50]) == list(range(min(50, len(index))))
    return not plain and not set(index.names) & set(frames[0].columns) and "index" not in frames[0].columns


def _unsorted(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not bool(frames[0].index.is_monotonic_increasing)


def _unique_keys(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not bool(frames[0].duplicated(bound["keys"]).any())


OPERATIONS = (
    Operation(
        name="index_to_column",
        family="reshaping",
        arguments={},
        code="{table}.reset_index()",
        nouns=("[the] (table|data) with [the] index as [a|its first] column",),
        verbs=(
            "(turn|convert|move|make) [the] (index|row labels) (into|to) [a] column",
            "reset [the] index (and keep it|keeping it|without dropping it)",
        ),
        clauses=("with [the] index as a column",),
        place="after",
        needs=_telling,
        weight=0.6,
    ),
    Operation(
        name="index_copied",
        family="reshaping",
        arguments={"name": NameArg(("index", "row", "label", "key"))},
        code="{table}.assign(**{{{name!r}: {table}.index}})",
        nouns=("[the] table with [a copy of] [the] index (in|as) [a] [new] column {name}",),
        verbs=(
            "(copy|put|write) [the] (index|row labels) (in|into|to) [a] [new] column [called] {name}",
            "add [the] index as [a] [new] column {name}",
        ),
        clauses=("with the index as column {name}",),
        weight=0.4,
    ),
    Operation(
        name="sort_by_index",
        family="reshaping",
        arguments={},
        code="{table}.sort_index()",
        nouns=("[the] rows in [the] order of [the] (index|row labels)",),
        verbs=("(sort|order|arrange) [the] (rows|table|data) by [the] (index|row labels)", "sort [the] index"),
        clauses=("sorted by [the] index",),
        place="after",
        needs=_unsorted,
        weight=0.5,
    ),
    Operation(
        name="drop_repeated_index",
        family="reshaping",
        arguments={},
        code="{table}[~{table}.index.duplicated()]",
        nouns=("[the] rows without (repeated|duplicate|duplicated) (index values|indices|row labels)",),
        verbs=(
            "(drop|remove) [the] rows (whose|with) [an] (index|row label) (that is|that are) (repeated|duplicated)",
            "keep [only] the first row (of|for) each (index value|row label)",
        ),
        clauses=("without repeated row labels",),
        needs=lambda frames, bound: bool(frames[0].index.duplicated().any()),
        weight=0.3,
    ),
    Operation(
        name="set_index_keys",
        family="reshaping",
        arguments={"keys": ColumnsArg(("str", "int", "date"), 2, 3)},
        code="{table}.set_index({keys!r})",
        nouns=("[the] table (indexed by|with [the] index) {keys}",),
        verbs=("(set|make|use) {keys} (as|the) [the] index", "index [the table] by {keys}"),
        clauses=("indexed by {keys}",),
        place="after",
        needs=_unique_keys,
        weight=0.4,
    ),
)
