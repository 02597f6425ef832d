"""Which column of a value answers which of an example, and which row labels are compared."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.comparing.equal import first
from gift4code_ext.spec.comparing.equal_columns import columns_equal
from gift4code_ext.spec.comparing.words import count, label_text, labels_text, listed, look_alike, moved, noun
from gift4code_ext.spec.expected import Expected
from gift4code_ext.spec.values.keys import key_of, keys_of
from gift4code_ext.spec.values.kinds import kind_of_dtype

_LISTS = {"list", "tuple", "numpy.ndarray"}


@dataclass(frozen=True)
class Pair:
    """A column or index level of the value and of the example, and what to call it (empty: nothing)."""

    name: str
    got: Any
    want: Any


@dataclass(frozen=True)
class Match:
    """The pairs to compare and the grade of what pairing them ignored, which ``note`` names; or the problem."""

    pairs: tuple[Pair, ...] = ()
    grade: int = 0
    problem: str = ""
    note: str = ""


def match_columns(got: Expected, want: Expected, typed: bool) -> Match:
    """Pair the columns by label; single columns, and columns without labels, by position."""
    if got.shape != "frame" or want.shape != "frame":
        if len(got.columns) == len(want.columns) == 1 and "dict" not in (got.shape, want.shape):
            return _in_order(got, want, _container_grade(got, want, typed))
        if not (got.unlabelled or want.unlabelled):
            return Match(problem=f"expected {noun(want)}, got {noun(got)}")
        if len(got.columns) != len(want.columns):
            return Match(problem=f"expected {count(len(want.columns), 'column')}, got {len(got.columns)}")
        return _in_order(got, want, 0 if got.shape == want.shape else 3)
    if want.unlabelled:
        if len(got.columns) < len(want.columns) or (len(got.columns) > len(want.columns) and not want.part_columns):
            return Match(problem=f"expected {count(len(want.columns), 'column')}, got {len(got.columns)}")
        return _in_order(got, want, 0)
    places, problem = place_labels(got.labels, want.labels, more=want.part_columns)
    if problem:
        return Match(problem=problem + _in_index(got, want))
    named = typed or keys_of(got.names) == keys_of(want.names)
    moves = places != sorted(places)
    note = moved([got.labels[place] for place in sorted(places)], want.labels) if moves else ""
    pairs = [_pair(want, at, got.columns[place]) for at, place in enumerate(places)]
    return Match(tuple(pairs), 4 if moves else 0 if named else 3, note=note)


def _in_order(got: Expected, want: Expected, grade: int) -> Match:
    return Match(tuple(_pair(want, at, got.columns[at]) for at in range(len(want.columns))), grade)


def _pair(want: Expected, at: int, column: Any) -> Pair:
    alone = want.shape == "scalar" or (len(want.labels) == 1 and want.shape != "frame")
    return Pair("" if alone else f"column {label_text(want.labels[at])}", column, want.columns[at])


def _in_index(got: Expected, want: Expected) -> str:
    wanted, held = set(keys_of(want.labels)), set(keys_of(got.labels))
    names = [label for label, _ in got.levels if label is not None and key_of(label) in wanted - held]
    return "".join(f" ({label_text(label)} is the index of the value)" for label in names)


def place_labels(got: Sequence[Hashable], want: Sequence[Hashable], *, more: bool = False) -> tuple[list[int], str]:
    """The position in ``got`` of each label of ``want``, or what is missing or too much.

    Args:
        more: ``got`` may have further labels.
    """
    free: dict[Hashable, list[int]] = {}
    for place, key in reversed(list(enumerate(keys_of(got)))):
        free.setdefault(key, []).append(place)
    places, missing = [], []
    for label, key in zip(want, keys_of(want), strict=True):
        left = free.get(key)
        if left:
            places.append(left.pop())
        else:
            missing.append(label)
    extra = [] if more else [got[place] for place in sorted(place for left in free.values() for place in left)]
    exactly = look_alike(missing, extra)
    problems = [f"{labels_text(missing, exactly=exactly)} missing"] if missing else []
    problems += [f"{labels_text(extra, exactly=exactly)} not expected"] if extra else []
    return places, "; ".join(problems)


def _container_grade(got: Expected, want: Expected, typed: bool) -> int:
    if got.shape != want.shape or (got.type != want.type and got.type and want.type):
        alike = {got.type, want.type} <= _LISTS or got.shape == want.shape == "index"
        return 1 if alike else 3
    same = key_of(got.labels[0]) == key_of(want.labels[0])
    return 0 if same or (typed and want.labels[0] is None) else 3


def match_index(got: Expected, want: Expected, typed: bool) -> Match:
    """Row labels that say something (named, or not mere integers) are compared; others are graded 3 where they differ.

    A part of a table says nothing about labels that are mere integers.
    """
    if typed and not want.levels:
        return Match(grade=3 if got.levels else 0)
    if got.shape not in ("frame", "series") or want.shape not in ("frame", "series"):
        return Match()
    left, right = got.levels, want.levels
    named = keys_of(label for label, _ in left) == keys_of(label for label, _ in right)
    if _telling(left) and _telling(right):
        if len(left) != len(right):
            return Match(problem=f"expected {count(len(right), 'index level')}, got {len(left)}")
        names = ["index" if label is None else f"index {label_text(label)}" for label, _ in right]
        pairs = zip(names, left, right, strict=True)
        return Match(tuple(Pair(name, one[1], other[1]) for name, one, other in pairs), 0 if named else 3)
    if want.part_rows and not (_named(left) or _named(right)):
        return Match()
    if len(left) == len(right):
        grades = [
            columns_equal(one, other, typed=typed).grade for (_, one), (_, other) in zip(left, right, strict=True)
        ]
        if None not in grades:
            return Match(grade=max([grade for grade in grades if grade is not None] + [0 if named else 3]))
    if _named(left):
        return Match(problem=f"the value has the index {_names(left)}, which was not expected")
    if _named(right):
        return Match(problem=f"expected the index {_names(right)}, got none")
    return Match(grade=3)


def _names(levels: Sequence[tuple[Hashable, Any]]) -> str:
    return listed([label for label, _ in levels])


def _named(levels: Sequence[tuple[Hashable, Any]]) -> bool:
    return any(label is not None for label, _ in levels)


def _telling(levels: Sequence[tuple[Hashable, Any]]) -> bool:
    return _named(levels) or any(_is_telling(values) for _, values in levels)


def _is_telling(values: Any) -> bool:
    kind = kind_of_dtype(getattr(values, "dtype", None))
    if kind is not None:
        return kind != "int"
    return any(key[0] != "number" if isinstance(key, tuple) else True for key in keys_of(first(values, 1000)))
