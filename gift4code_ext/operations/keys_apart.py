"""Two tables whose keys have different names: joins, look-ups, semi- and anti-joins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.operations.model import ChoiceArg, ColumnArg, NameArg, Operation
from gift4code_ext.operations.words import ADD, COLUMN, DROP, KEEP, ROWS

if TYPE_CHECKING:
    import pandas as pd

_KEY = ColumnArg(("int", "str", "date"))
_OTHER_KEY = ColumnArg(("int", "str", "date"), of="other")
_OTHER = "(the other|the second|the other table|the second table|the other dataframe|the second one)"
_BOTH = "(the two|both|the|these two) (tables|dataframes|frames|data frames|datasets|dfs)"
_HOW = ChoiceArg(
    {
        "inner": ("inner join", "inner merge", "join", "merge"),
        "left": ("left join", "left merge", "left-join"),
        "outer": ("outer join", "full join", "outer merge"),
    }
)


def _apart(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    """Two keys of different names that share values."""
    left, right = frames
    key, other = bound["key"], bound["other_key"]
    return key != other and left[key].dtype.kind == right[other].dtype.kind and bool(left[key].isin(right[other]).any())


def _joinable(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    left, right = frames
    return (
        _apart(frames, bound)
        and not set(left.columns) & set(right.columns)
        and bool(left[bound["key"]].is_unique or right[bound["other_key"]].is_unique)
    )


def _some_unmatched(frames: tuple[pd.DataFrame, ...], bound: Mapping[str, Any]) -> bool:
    return _apart(frames, bound) and not bool(frames[0][bound["key"]].isin(frames[1][bound["other_key"]]).all())


OPERATIONS = (
    Operation(
        name="join_keys_apart",
        family="joins",
        arguments={"key": _KEY, "other_key": _OTHER_KEY, "how": _HOW},
        code="{table}.merge({other}, left_on={key!r}, right_on={other_key!r}, how={how!r})",
        inputs=2,
        nouns=("[the] {how} of " + _BOTH + " (where|with|on) {key} (equal to|equals|matching|=) {other_key}",),
        verbs=(
            "{how} " + _BOTH + " (on|by|where) {key} (and|equals|=|matching) {other_key}",
            "{how} " + _OTHER + " (on|by) its {other_key} (and|with|to) {key}",
        ),
        needs=_joinable,
        weight=0.8,
    ),
    Operation(
        name="semi_join_apart",
        family="joins",
        arguments={"key": _KEY, "other_key": _OTHER_KEY},
        code="{table}[{table}[{key!r}].isin({other}[{other_key!r}])]",
        inputs=2,
        nouns=("[the] " + ROWS + " (whose|with a) {key} (that is|is|found) in {other_key} of " + _OTHER,),
        verbs=(KEEP + " [the] rows (whose|where) {key} (occurs|appears|is|lies) in {other_key} of " + _OTHER,),
        needs=_some_unmatched,
        weight=0.5,
    ),
    Operation(
        name="anti_join_apart",
        family="joins",
        arguments={"key": _KEY, "other_key": _OTHER_KEY},
        code="{table}[~{table}[{key!r}].isin({other}[{other_key!r}])]",
        inputs=2,
        nouns=("[the] " + ROWS + " (whose|with a) {key} (that is not|not) in {other_key} of " + _OTHER,),
        verbs=(DROP + " [the] rows (whose|where) {key} (occurs|appears|is|lies) in {other_key} of " + _OTHER,),
        needs=_some_unmatched,
        weight=0.5,
    ),
    Operation(
        name="match_flag_apart",
        family="joins",
        arguments={"key": _KEY, "other_key": _OTHER_KEY, "name": NameArg(("known", "matched", "found", "present"))},
        code="{table}.assign(**{{{name!r}: {table}[{key!r}].isin({other}[{other_key!r}])}})",
        inputs=2,
        nouns=("whether {key} (occurs|is|appears|lies) in {other_key} of " + _OTHER,),
        verbs=(
            ADD + " " + COLUMN + " {name} (telling|saying) whether {key} (is|lies|occurs) in {other_key} of " + _OTHER,
            "(mark|flag) [the] rows (whose|where) {key} (is|lies|also lies) in {other_key} of " + _OTHER,
        ),
        needs=_some_unmatched,
        weight=0.4,
    ),
)
