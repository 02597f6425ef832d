"""Groups of conditions that pick the goal's rows: single comparisons as bits, combined without running anything.

Which rows of a table the goal holds is known where every column of it can be had by leaving out rows. A condition of a
conjunction then holds for all of them, one of a disjunction for no other row; the rest is arithmetic on whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import numpy as np

from gift4code_ext.operations.model import ConditionsArg
from gift4code_ext.operations.words import COMPARE

if TYPE_CHECKING:
    from gift4code_ext.generation.search.arguments import Place

Condition = tuple[Hashable, str, Any]
"""A column, an operator and a literal."""

_LITERALS = 40  # cells of a column that are literals
_SINGLES = 160  # conditions of which pairs are made
_FEW = 40  # ... and threes
_GIVEN = 12  # groups given
_UNSAID = 0.25  # what a literal costs that the request does not mention
_OTHER = 0.1  # ... and a column where it mentions others
_NEXT = 0.02  # ... and an operator that stands one place further back
_ORDERS = (">", "<", ">=", "<=")
_SAME = ("==", "!=")


@dataclass(frozen=True)
class Single:
    """One condition, the rows where it holds as the bits of a whole number, and what it costs."""

    condition: Condition
    bits: int
    cost: float

    @property
    def said(self) -> bool:
        """Whether the request mentions its literal."""
        return self.cost < _UNSAID


@dataclass(frozen=True)
class Target:
    """The rows to keep, among those of which it is known; of a number alone, how many they are."""

    keep: int | None
    known: int
    count: int = 0

    def met_by(self, bits: int) -> bool:
        return bits.bit_count() == self.count if self.keep is None else bits & self.known == self.keep


def groups(argument: ConditionsArg, place: Place, bound: Mapping[str, Any]) -> list[tuple[float, list[Condition]]]:
    """Conditions that pick the goal's rows together, the cheapest first; none where it does not show which they are."""
    target, singles = target_of(place), _singles(place)
    if target is None:
        return []
    beside = [single for single in singles if single.condition in bound[argument.beside]] if argument.beside else []
    others = reduce(or_, (single.bits for single in beside), 0) if argument.beside else -1
    found = sorted(_fitting(argument, target, singles, others), key=lambda group: _cost(group))
    return [(_cost(group), [single.condition for single in group]) for group in found[:_GIVEN]]


def _cost(group: Sequence[Single]) -> float:
    return sum(single.cost for single in group) + 0.15 * (len(group) - 1)


def _fitting(
    argument: ConditionsArg, target: Target, singles: Sequence[Single], others: int
) -> Iterator[tuple[Single, ...]]:
    useful = [single for single in singles if _may_stand(single, target, argument)]
    join = or_ if argument.word == "or" else and_
    for size in range(argument.low, argument.high + 1):
        for group in combinations(useful[: _SINGLES if size < 3 else _FEW], size):
            bits = reduce(join, (single.bits for single in group)) & others
            if argument.open:
                fits = target.keep is not None and not target.keep & ~bits and _adds(group, target)
            else:
                fits = target.met_by(bits)
            if fits and (all(single.said for single in group) or _needed(group, target, join, others)):
                yield group


def _may_stand(single: Single, target: Target, argument: ConditionsArg) -> bool:
    if target.keep is None:
        return single.said
    if argument.word == "and":
        return not target.keep & ~single.bits
    return argument.open or not single.bits & target.known & ~target.keep


def _adds(group: Sequence[Single], target: Target) -> bool:
    """Whether each of two alternatives holds for wanted rows for which the other does not."""
    assert target.keep is not None
    one, other = (single.bits & target.keep for single in group)
    return bool(one & ~other) and bool(other & ~one)


def _needed(group: Sequence[Single], target: Target, join: Any, others: int) -> bool:
    """Whether no part of a group does what the whole does."""
    if len(group) == 1:
        return True
    return not any(
        target.met_by(reduce(join, (single.bits for single in rest)) & others)
        for rest in combinations(group, len(group) - 1)
    )


def target_of(place: Place) -> Target | None:
    """The rows of a table that the goal holds, where that shows."""
    if "target" not in place.known:
        place.known["target"] = _target(place)
    found: Target | None = place.known["target"]
    return found


def _target(place: Place) -> Target | None:
    goal, table, rows = place.goal, place.table, place.table.rows
    everything = (1 << rows) - 1
    if goal.shape == "scalar" and goal.width == 1:
        number = goal.columns[0].tokens[0] if goal.columns[0].tokens else None
        if not isinstance(number, float) or not number.is_integer() or not 0 < number < rows:
            return None
        return Target(None, everything, int(number))
    if goal.shape != "frame" or not place.distance.held or not 0 < goal.rows < rows:
        return None
    holders = [_holder(place, at) for at in range(len(goal.columns))]
    have = list(zip(*(table.contents[at].tokens for at in holders), strict=True))
    want = list(zip(*(column.tokens for column in goal.columns), strict=False))
    if len(want) != goal.rows or len(have) != rows:
        return None
    if goal.part_rows:
        return _first(have, want) if goal.begins else None
    counts = Counter(want)
    kept = [at for at, row in enumerate(have) if row in counts]
    return Target(_bits(kept), everything) if len(kept) == goal.rows else None


def _first(have: Sequence[Hashable], want: Sequence[Hashable]) -> Target | None:
    """Of a result of which the first rows are shown: the rows up to the last of these."""
    kept: list[int] = []
    for at, row in enumerate(have):
        if row == want[len(kept)]:
            kept.append(at)
        if len(kept) == len(want):
            return Target(_bits(kept), (1 << (at + 1)) - 1)
    return None


def _holder(place: Place, at: int) -> int:
    """The column of the table that holds a column of the goal, that of the same label if it does."""
    wanted, inside = place.goal.columns[at], place.distance.inside[at]
    holding = [each for each in inside if place.table.contents[each].holds(wanted)] or list(inside)
    labels = (*(place.goal.labels or ()), *place.goal.levels)
    same = [each for each in holding if len(labels) > at and place.table.labels[each] == labels[at]]
    return (same or holding)[0]


def _singles(place: Place) -> list[Single]:
    """Comparisons of columns with literals that hold for some rows and not for all, the cheapest of each kind."""
    if "singles" not in place.known:
        cheapest: dict[int, Single] = {}
        every = (1 << place.table.rows) - 1
        for single in _compared(place):
            there = cheapest.get(single.bits)
            if 0 < single.bits < every and (there is None or single.cost < there.cost):
                cheapest[single.bits] = single
        place.known["singles"] = sorted(cheapest.values(), key=lambda single: single.cost)
    found: list[Single] = place.known["singles"]
    return found


def _compared(place: Place) -> Iterator[Single]:
    frame = place.over.frame
    labels = list(place.over.kinds)
    says = any(place.costs.mentions(label) for label in labels)
    for label in labels:
        values, fits = frame[label], place.over.kinds[label]
        dear = _OTHER if says and not place.costs.mentions(label) else 0.0
        is_number = "number" in fits
        if not is_number and fits.isdisjoint(("cat", "str", "date")):
            continue
        ordered = sorted(_ORDERS, key=lambda operator: place.costs.choice(COMPARE, operator))
        repeats = is_number and label in place.over.repeats
        operators = (*_SAME, *ordered) if repeats else (*ordered, *_SAME) if is_number else _SAME
        operators = tuple(ordered) if "date" in fits else operators
        for cost, literal in _literals(place, values, is_number):
            for number, operator in enumerate(operators):
                try:
                    holds = np.asarray(_COMPARE[operator](values, literal), dtype=bool)
                except (TypeError, ValueError):
                    break
                yield Single((label, operator, literal), _bits(np.flatnonzero(holds)), cost + dear + _NEXT * number)


def _literals(place: Place, values: Any, is_number: bool) -> list[tuple[float, Any]]:
    said = [each for each in place.constants if isinstance(each, str) is not is_number]
    if values.dtype.kind == "M":
        return [(0.0, each) for each in said]
    cells = values.dropna().unique().tolist()[:_LITERALS]
    return [(0.0, each) for each in said] + [(_UNSAID, cell) for cell in cells if cell not in said]


_COMPARE: Mapping[str, Any] = {
    ">": lambda values, literal: values > literal,
    "<": lambda values, literal: values < literal,
    ">=": lambda values, literal: values >= literal,
    "<=": lambda values, literal: values <= literal,
    "==": lambda values, literal: values == literal,
    "!=": lambda values, literal: values != literal,
}


def _bits(places: Iterable[Any]) -> int:
    return sum(1 << int(place) for place in places)
