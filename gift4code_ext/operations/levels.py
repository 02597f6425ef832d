"""Column labels that repeat or have several levels: picked, flattened, and added up by what they share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, Operation

if TYPE_CHECKING:
    import pandas as pd

_HOW = ChoiceArg(
    {
        "sum": ("sum", "total", "summed"),
        "mean": ("mean", "average"),
        "max": ("maximum", "max", "largest"),
        "min": ("minimum", "min", "smallest"),
    }
)


def _repeats(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not frames[0].columns.is_unique


def _levels(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return frames[0].columns.nlevels > 1


def _shared(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return not frames[0].columns.get_level_values(0).is_unique


def _outer(bound: Mapping[str, Any]) -> str:
    label = bound["column"]
    return f"{bound['table']}[{(label[0] if isinstance(label, tuple) else label)!r}]"


def _inner(bound: Mapping[str, Any]) -> str:
    label = bound["column"]
    return f"{bound['table']}.xs({(label[-1] if isinstance(label, tuple) else label)!r}, axis=1, level=-1)"


OPERATIONS = (
    Operation(
        name="drop_repeated_columns",
        family="levels",
        arguments={},
        code="{table}.loc[:, ~{table}.columns.duplicated()]",
        verbs=("(drop|remove) [the] (repeated|duplicate|duplicated) columns", "keep each column [name] once"),
        needs=_repeats,
        weight=0.2,
    ),
    Operation(
        name="number_repeated_columns",
        family="levels",
        arguments={},
        code=(
            "{table}.set_axis([label if not number else f'{{label}}_{{number}}' for label, number in "
            "zip({table}.columns, {table}.columns.to_series().groupby(level=0).cumcount())], axis=1)"
        ),
        verbs=("number [the] (repeated|duplicate|duplicated) column names", "make [the] column names unique"),
        needs=_repeats,
        weight=0.2,
    ),
    Operation(
        name="flatten_columns",
        family="levels",
        arguments={},
        code='{table}.set_axis(["_".join(map(str, label)) for label in {table}.columns], axis=1)',
        verbs=("(flatten|join) [the] (column names|column levels|levels of the columns)",),
        needs=_levels,
        weight=0.2,
    ),
    Operation(
        name="columns_of_outer_level",
        family="levels",
        arguments={"column": ColumnArg()},
        code=_outer,
        verbs=("(take|select|show) [only] [the] columns (under|of) {column}",),
        needs=_levels,
        weight=0.1,
    ),
    Operation(
        name="columns_of_inner_level",
        family="levels",
        arguments={"column": ColumnArg()},
        code=_inner,
        verbs=("(take|select|show) [only] [the] {column} columns",),
        needs=_levels,
        weight=0.1,
    ),
    Operation(
        name="aggregate_shared_columns",
        family="levels",
        arguments={"how": _HOW},
        code="{table}.T.groupby(level=0, sort=False).{how}().T",
        verbs=("(compute|take) [the] {how} of [the] columns (of|with) the same (name|outer level)",),
        needs=_shared,
        weight=0.2,
    ),
)
