"""Which operations cannot be the last step towards the goal, told from the goal and the operation's effect alone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from gift4code_ext.generation.search.content import Content, Table
from gift4code_ext.generation.search.effects import Effect
from gift4code_ext.generation.search.goal import Distance, Goal
from gift4code_ext.generation.search.tally import Rule
from gift4code_ext.operations.model import NameArg, Operation

_LENIENT = ("reshaping", "joins", "filters", "conditions")  # their conditions ask for tables that are typical
_LEAVING = {
    "scalar": ("scalar",),
    "series": ("series", "list", "array", "index", "dict"),
    "list": ("list", "array", "series", "index"),
}


def misses_shape(operation: Operation, goal: Goal) -> bool:
    """Whether the operation leaves the frame for a kind of value that the goal is not."""
    return operation.makes != "frame" and goal.shape not in _LEAVING[operation.makes]


def left_to_closing(operation: Operation, effect: Effect) -> bool:
    """Whether the operation gives columns new names and nothing else, which closing edits do where it is wanted."""
    return effect.relabels and any(isinstance(argument, NameArg) for argument in operation.arguments.values())


def cannot_close(effect: Effect, operation: Operation, distance: Distance) -> Rule | None:
    """Why what the effect allows cannot meet the goal, closing edits included; None where it may.

    Sound as far as ``effects`` reads expressions rightly: rows are counted, columns and cells compared by content.
    """
    table, goal = distance.table, distance.goal
    if operation.makes != "frame":
        return None
    if goal.shape in ("scalar", "dict") and goal.rows == 1 and operation.inputs == 1 and effect.limit != 1:
        return "shape"
    if goal.shape == "frame" and not _rows_fit(effect, table, goal):
        return "rows"
    if effect.across is not None and goal.shape == "frame":
        across = _content(effect.across, table)
        if across is not None and len(across.distinct) + len(effect.keys) < goal.width:
            return "columns"
    if effect.spreads and not effect.new_cells:
        return None if goal.cells <= table.cells | table.spelled else "values"
    if effect.rows not in ("same", "some") or effect.columns == "any":
        return None
    missing = distance.missing
    if not effect.new_cells:
        return "values" if (missing if effect.rows == "same" else not distance.held) else None
    if effect.columns == "more" and effect.rows == "same":
        if len(missing) > effect.added:
            return "columns"
        wanted = {goal.columns[place].sort for place in missing}
        if effect.sort and wanted and not wanted & {effect.sort, "other", ""}:
            return "dtypes"
    return None


def grows_beyond(operation: Operation, bound: Mapping[str, Any], frames: tuple[pd.DataFrame, ...], most: int) -> bool:
    """Whether putting two tables together gives more than ``most`` rows, counted before it is done."""
    if operation.inputs == 1 or len(frames[0]) * len(frames[1]) <= most:
        return False
    if operation.name == "join_cross":
        return True
    key = bound.get("key")
    other = bound.get("other_key", key)
    if key is None or key not in frames[0].columns or other not in frames[1].columns:
        return False
    try:
        left, right = frames[0][key].value_counts(), frames[1][other].value_counts()
        return float((left * right).sum()) > most
    except TypeError:
        return True


def seems_needless(
    effect: Effect, operation: Operation, distance: Distance, frames: tuple[Any, ...], bound: Any
) -> bool:
    """Whether a step computes where moving cells would do, or is one that its own condition finds senseless here.

    No proof of anything: such steps are tried later.
    """
    table, goal = distance.table, distance.goal
    if operation.inputs == 1 and effect.new_cells and goal.cells <= table.cells | table.spelled:
        return True
    if operation.needs is None or operation.family in _LENIENT:
        return False
    try:
        return not operation.needs(frames, bound)
    except Exception:  # noqa: BLE001 (conditions are written for arguments that fit)
        return True


def _rows_fit(effect: Effect, table: Table, goal: Goal) -> bool:
    most = _most_rows(effect, table)
    if most is None:
        return effect.limit is None or effect.limit >= goal.rows
    if effect.limit is not None:
        most = min(most, effect.limit)
    if most < goal.rows:
        return False
    fewer = effect.rows == "some" and effect.limit is None
    return fewer or goal.part_rows or most == goal.rows


def _most_rows(effect: Effect, table: Table) -> int | None:
    """How many rows come out (at most, where only some are kept); None where that does not show."""
    if effect.rows in ("same", "some"):
        return table.rows
    if effect.rows == "groups":
        columns = [_content(label, table) for label in effect.keys]
        if any(column is None or None in column.bag for column in columns):
            return None
        return len(set(zip(*(column.tokens for column in columns if column is not None), strict=True)))
    if effect.rows == "melted":
        turned = len(effect.melted) or sum(label not in effect.ids for label in table.labels[: table.width])
        return table.rows * turned
    return None


def _content(label: Hashable, table: Table) -> Content | None:
    labels = table.labels[: table.width]
    return table.contents[labels.index(label)] if label in labels else None
