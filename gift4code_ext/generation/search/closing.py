"""Closing edits: the last steps from a value that holds what the goal holds to the goal itself.

Columns are matched by content, so a column of another name, another place or in the index is still found. What is left
to do (take columns, rename, sort, set the index, leave the frame) is written down and tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import pandas as pd

from gift4code_ext.generation.search.content import Content, Table
from gift4code_ext.generation.search.goal import Distance, Goal
from gift4code_ext.generation.search.program import Edited, Program, renamed

_WAYS = 6  # ways to match columns by content that are tried
Run = Callable[[Program], Any]
"""Runs a program; raises whatever it raises."""


@dataclass(frozen=True)
class Closed:
    """A program that meets the goal, and what its closing edits cost."""

    program: Program
    cost: float


def close(program: Program, value: Any, table: Table, distance: Distance, goal: Goal, run: Run) -> Closed | None:
    """The program with as few edits as it takes to meet the goal; None where edits are not enough."""
    may_meet = distance.complete or goal.typed or goal.shape != "frame"
    if may_meet and goal.met_by(value):
        return Closed(program, 0.0)
    if not distance.complete:
        return None
    for edits, labels in _ways(value, table, distance, goal):
        for ready, left in _named(program, labels):
            made = {label: new for label, new in labels.items() if label not in left}
            endings = [edit.text(made) for edit in edits]
            if left:
                endings.append(f".rename(columns={left!r})")
            candidate = ready
            for ending in endings:
                candidate = Edited(ending, candidate)
            for last in ("", *_orders(goal)):
                whole = Edited(last, candidate) if last else candidate
                if _meets(whole, goal, run):
                    size = sum(len(ending) for ending in (*endings, last))
                    return Closed(whole, 0.25 * len(endings) + (0.3 if last else 0.0) + 0.004 * size)
    return None


@dataclass(frozen=True)
class _Edit:
    """Text with ``{}`` where ``labels`` go: a list of them, or one alone."""

    template: str
    labels: Any = None

    def text(self, made: Mapping[Any, Any]) -> str:
        """The edit over a table in which some labels have other names."""
        labels = self.labels
        if isinstance(labels, list):
            labels = [made.get(label, label) for label in labels]
        elif labels is not None:
            labels = made.get(labels, labels)
        return self.template.replace("{}", repr(labels))


_Way = tuple[list[_Edit], dict[Any, Any]]
"""Edits that take the goal's columns, and the renames they still need."""


def _meets(program: Program, goal: Goal, run: Run) -> bool:
    try:
        return goal.met_by(run(program))
    except Exception:  # noqa: BLE001 (an edit that does not run is one that does not close)
        return False


def _named(program: Program, labels: dict[Any, Any]) -> Iterator[tuple[Program, dict[Any, Any]]]:
    """The program with the goal's labels given where the labels are made, or renamed after all."""
    if labels:
        ready, left = renamed(program, labels)
        if ready != program:
            yield ready, left
    yield program, labels


def _ways(value: Any, table: Table, distance: Distance, goal: Goal) -> Iterator[_Way]:
    if goal.shape in ("series", "list", "array", "index", "scalar"):
        yield from _lines(value, table, distance, goal)
        return
    if goal.shape != "frame" or not isinstance(value, (pd.DataFrame, pd.Series)):
        return
    if isinstance(value, pd.DataFrame) and not value.columns.is_unique:
        return
    for chosen in islice(_assignments(table, distance, goal), _WAYS):
        if _rows_agree([table.contents[place] for place in chosen], goal):
            yield from _take(value, table, chosen, goal)


def _lines(value: Any, table: Table, distance: Distance, goal: Goal) -> Iterator[_Way]:
    """One column, or one cell of it, leaves the frame."""
    if not isinstance(value, pd.DataFrame) or goal.width != 1:
        return
    out = {"list": ".tolist()", "array": ".to_numpy()", "scalar": ".iloc[0]"}.get(goal.shape, "")
    for place in distance.answers[0]:
        if place >= table.width:
            continue
        first: list[_Edit] = []
        if goal.levels:
            keys = [table.labels[at] for answers in distance.answers[1:] for at in answers[:1]]
            if place in [at for answers in distance.answers[1:] for at in answers[:1]]:
                continue
            index = [at for answers in distance.answers[1:] for at in answers[:1] if at < table.width]
            first = [_Edit(".set_index({})", _one(keys))] if index else []
        yield [*first, _Edit(f"[{{}}]{out}", table.labels[place])], {}


def _one(labels: list[Hashable]) -> Any:
    return labels[0] if len(labels) == 1 else labels


def _assignments(table: Table, distance: Distance, goal: Goal) -> Iterator[tuple[int, ...]]:
    """A different column of the value for each of the goal's, those of the same label first."""
    wanted = [*(goal.labels or [None] * goal.width), *goal.levels]
    choices = [
        sorted(answers, key=[table.labels[at] != label for at in range(len(table.labels))].__getitem__)
        for answers, label in zip(distance.answers, wanted, strict=True)
    ]
    for chosen in islice(product(*choices), 200):
        if len(set(chosen)) == len(chosen):
            yield chosen


def _rows_agree(chosen: Sequence[Content], goal: Goal) -> bool:
    if any(len(content.tokens) != goal.rows for content in goal.columns):
        return True  # cells that may be anything: the check will tell
    exact = [place for place, content in enumerate(goal.columns) if content.fractions is None]
    got = Counter(zip(*(chosen[place].tokens for place in exact), strict=True))
    want = Counter(zip(*(goal.columns[place].tokens for place in exact), strict=True))
    return want <= got if goal.part_rows else want == got


def _take(value: Any, table: Table, chosen: tuple[int, ...], goal: Goal) -> Iterator[_Way]:
    edits: list[_Edit] = []
    flat_index = _Edit(".reset_index()")
    labels: list[Any] = list(table.labels)
    current: list[Any] = labels[: table.width]
    if isinstance(value, pd.Series) or any(place >= table.width for place in chosen[: goal.width]):
        current = list(value.reset_index().columns)
        levels = len(current) - table.width
        labels = [*current[levels:], *current[:levels]]
        edits.append(flat_index)
    elif value.columns.nlevels > 1:
        current = ["_".join(str(part) for part in label) for label in current]
        labels = [*current, *labels[table.width :]]
        edits.append(_Edit(".set_axis({}, axis=1)", current))
    if len(set(map(repr, labels))) < len(labels) or len(labels) < len(table.labels):
        return
    wanted = goal.labels or tuple(labels[place] for place in chosen[: goal.width])
    names = {labels[place]: label for place, label in zip(chosen, wanted, strict=False) if labels[place] != label}
    if any(isinstance(label, tuple) for label in names.values()):
        return  # renaming makes no levels
    take = [labels[place] for place in chosen[: goal.width]]
    if goal.levels and any(place < table.width for place in chosen[goal.width :]):
        keys = [labels[place] for place in chosen[goal.width :]]
        yield [*edits, _Edit(".set_index({})", _one(keys)), _Edit("[{}]", take)], names
    if take != current and not (goal.part_columns and take == current[: len(take)]):
        edits = [*edits, _Edit("[{}]", take)]
    yield edits, names
    if not goal.levels and not isinstance(value.index, pd.RangeIndex) and flat_index not in edits:
        yield [*edits, _Edit(".reset_index(drop=True)")], names


def _orders(goal: Goal) -> Iterator[str]:
    """Sorts that would put rows in the goal's order: by one of its columns, or by one within another."""
    if not goal.ordered or goal.labels is None or goal.part_rows or goal.shape != "frame":
        return
    sorted_by: list[tuple[Hashable, bool]] = []
    for label, content in zip(goal.labels, goal.columns, strict=False):
        present = [token for token in content.tokens if token is not None]
        if len(present) < 2 or len({type(token) for token in present}) > 1 or len(set(present)) < 2:
            continue
        for ascending in (True, False):
            if present == sorted(present, reverse=not ascending):  # type: ignore[type-var]
                sorted_by.append((label, ascending))
    for label, ascending in sorted_by:
        yield f".sort_values({label!r}{'' if ascending else ', ascending=False'})"
    for label, ascending in sorted_by[:3]:
        for second in goal.labels:
            if second != label:
                for down in (True, False):
                    how = "" if ascending and down else f", ascending=[{ascending}, {down}]"
                    yield f".sort_values({[label, second]!r}{how})"
