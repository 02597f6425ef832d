"""Edits of which columns a program reads."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, item, keyword_of, listed, node, renamed, with_keyword
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program, Use

_NEAREST = 16  # columns of a wide frame that are tried for another
_OPTIONAL = frozenset(("drop_duplicates", "duplicated", "dropna", "melt"))
_KEYS = {
    "groupby": "by",
    "drop_duplicates": "subset",
    "duplicated": "subset",
    "sort_values": "by",
    "dropna": "subset",
    "pivot_table": "index",
    "melt": "id_vars",
}


def swap_column(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Another column of a kind that can stand there: everywhere it is read, and at each single place."""
    wanted = miss.wanted
    known = {*wanted.columns, *program.created}
    read = program.reads({*known, miss.absent} if miss.absent is not None else known)
    nearest = sorted(wanted.columns, key=wanted.closeness, reverse=True)[:_NEAREST]
    for label, places in read.items():
        uses = {program.use(place) for place in places}
        others = [*nearest, *(made for made in program.created if uses & {Use.ORDER, Use.KEY})]
        for other in dict.fromkeys(others):
            if other == label or any(_listed_with(program, place, other) for place in places):
                continue
            likely = _likely(label, other, other in read, uses, miss)
            words = f"took the column {other!r} instead of {label!r}"
            fixes = {Symptom.ERROR}.union(*(use.symptoms for use in uses))
            if miss.error:
                likely *= 1.0 if repr(label) in miss.error else 0.7
            gain = miss.gain(likely, *fixes)
            everywhere = tuple((place, _read_as(place, other)) for place in places)
            yield Edit(everywhere, words, gain)
            if label in program.created:  # a column that is changed in place
                named = tuple((place, renamed(place, other)) for place in program.created[label])
                yield Edit((*everywhere, *named), f"{words}, and for the new values too", 0.8 * gain)
            for place in places if len(places) > 1 else ():
                once = miss.gain(0.6 * likely, Symptom.ERROR, *program.use(place).symptoms)
                yield Edit(((place, _read_as(place, other)),), f"{words} once", once)


def _likely(label: Hashable, other: Hashable, used: bool, uses: set[Use], miss: Mismatch) -> float:
    wanted = miss.wanted
    groups = wanted.group(label), wanted.group(other)
    fits = groups[0] == groups[1] or not all(groups)
    near = 0.3 + 0.5 * wanted.closeness(other) - 0.25 * wanted.closeness(label)
    if other in miss.missing and str(label) in miss.extra:
        near += 0.3
    kind = 1.0 if fits or miss.error else 0.5 if uses & {Use.KEY, Use.ORDER} else 0.3
    return max(0.02, near) * kind * (0.6 if used else 1.0)


def _listed_with(program: Program, place: ast.expr, other: Hashable) -> bool:
    """Whether a column stands in the same list already."""
    outer = program.parent(place)
    if not isinstance(outer, (ast.List, ast.Tuple)):
        return False
    return any(isinstance(each, ast.Constant) and each.value == other for each in outer.elts)


def _read_as(place: ast.expr, label: Hashable) -> ast.expr:
    return item(place.value, label) if isinstance(place, ast.Attribute) else node(label)


def exchange_columns(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Two columns in each other's place: the sides of a difference, the rows and columns of a pivot."""
    read = program.reads(miss.wanted.columns)
    for one, other in combinations(list(read)[:6], 2):
        both = [*read[one], *read[other]]
        if {program.use(place) for place in both} & {Use.FILTER}:
            continue
        swaps = [(place, _read_as(place, other)) for place in read[one]]
        swaps += [(place, _read_as(place, one)) for place in read[other]]
        same = miss.wanted.group(one) == miss.wanted.group(other)
        gain = miss.gain(0.4 if same else 0.2, Symptom.CELLS, Symptom.LABELS, Symptom.ROWS)
        yield Edit(tuple(swaps), f"exchanged the columns {one!r} and {other!r}", gain)


def change_keys(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """One more column, or one less, to group by, sort by or tell duplicates by."""
    for call in program.calls:
        place = _KEYS.get(method(call))
        keys = (keyword_of(call, place) or next(iter(call.args), None)) if place is not None else None
        if place is None or isinstance(keyword_of(call, "ascending"), ast.List):
            continue
        labels = [keys] if isinstance(keys, ast.Constant) else keys.elts if isinstance(keys, ast.List) else []
        held = [label.value for label in labels if isinstance(label, ast.Constant)]
        if len(held) != len(labels) or not (held or method(call) in _OPTIONAL):
            continue
        several = [label for label in miss.missing if label in miss.wanted.columns and label not in held]
        if len(several) > 1:
            words = f"added the columns {listed(several)} to"
            yield _keyed(call, place, [*held, *several], miss, 0.9, words)
        for other in miss.wanted.columns:
            if other not in held:
                likely = 0.9 if other in miss.missing else 0.1 + 0.35 * miss.wanted.closeness(other)
                yield _keyed(call, place, [*held, other], miss, likely, f"added the column {other!r} to")
        for label in held:
            likely = 0.7 if str(label) in miss.extra else 0.25
            kept = [other for other in held if other != label]
            if kept or method(call) in _OPTIONAL:
                yield _keyed(call, place, kept, miss, likely, f"left out the column {label!r} of")


def _keyed(call: ast.Call, place: str, labels: Sequence[Hashable], miss: Mismatch, likely: float, words: str) -> Edit:
    fixes: tuple[Symptom, ...] = (Symptom.LABELS, Symptom.ROWS, Symptom.CELLS)
    if method(call) == "sort_values":
        fixes = (Symptom.ORDER, Symptom.CELLS, Symptom.ROWS)
    elif method(call) in ("drop_duplicates", "duplicated", "dropna"):
        fixes = (Symptom.ROWS, Symptom.CELLS)
    keys = node(labels[0] if len(labels) == 1 else list(labels))
    bare = ast.Call(call.func, call.args[1:], call.keywords) if call.args else call
    changed = with_keyword(bare, place, keys, drop=not labels)
    return Edit(((call, changed),), f"{words} {method(call)}", miss.gain(likely, *fixes))
