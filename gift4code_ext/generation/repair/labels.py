"""Edits of the columns of the result: their names, which of them stay, and their order."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, called, item, listed, renamed
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.operations.words import ANY_AGGREGATE

_SUMMARIES = frozenset(
    (*ANY_AGGREGATE.words, "agg", "aggregate", "transform", "size", "first", "last", "cumsum", "rank")
)


def rename_columns(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Give a column the expected name: where the program names it, else at the end.

    A column of an input never gets the name of another one.
    """
    pairs = [*miss.alike, *zip(miss.missing, miss.extra, strict=False)]
    pairs += [(label, text) for label in miss.wrong for text in miss.extra]
    alike = set(miss.alike)
    for label, text in dict.fromkeys(pairs):
        likely = 1.0 if (label, text) in alike else 0.6 if len(miss.missing) == len(miss.extra) == 1 else 0.3
        if not miss.may_name(label, text) and text not in program.created:
            continue
        places = program.created.get(text, [])
        swaps = tuple((place, renamed(place, label)) for place in places)
        if swaps:
            words = f"called the new column {label!r} instead of {text!r}"
            yield Edit(swaps, words, miss.gain(likely, Symptom.LABELS, Symptom.CELLS))
        if label not in miss.missing or not miss.may_name(label, text):
            continue
        for old in dict.fromkeys((text, int(text) if text.isdigit() else text)):
            mapping = {old: label}
            words = f"renamed the column {old!r} to {label!r}"
            swaps = program.ending(called(program.end, "rename", columns=mapping))
            yield Edit(swaps, words, miss.gain(0.95 * likely, Symptom.LABELS))
    yield from _rename_all(program, miss)


def _rename_all(program: Program, miss: Mismatch) -> Iterator[Edit]:
    labels = miss.wanted.labels
    safe = all(miss.may_name(label, text) for label, text in zip(labels, miss.labels, strict=False))
    if miss.missing and len(miss.labels) == len(labels) and miss.wanted.complete and safe:
        swaps = program.ending(called(program.end, "set_axis", list(labels), axis=1))
        words = f"named the columns {listed(labels)} (they were {', '.join(miss.labels)})"
        yield Edit(swaps, words, miss.gain(0.5, Symptom.LABELS))


def select_columns(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Only the expected columns, in their order: at the end, or before a group is summarised."""
    labels = miss.wanted.labels
    if not labels:
        return
    others = "" if not miss.extra else f", without {', '.join(miss.extra[:6])}"
    words = f"put the columns in the order {listed(labels)}{others}"
    likely = 0.2 if miss.missing else 0.6 if any(text in program.created for text in miss.extra) else 1.0
    yield Edit(program.ending(item(program.end, list(labels))), words, miss.gain(likely, Symptom.LABELS))
    if miss.extra and not miss.missing:
        swaps = program.ending(called(program.end, "drop", columns=list(miss.extra)))
        made = any(text in program.created for text in miss.extra)
        words = f"dropped the columns {listed(miss.extra)}"
        yield Edit(swaps, words, miss.gain(0.3 if made else 0.5, Symptom.LABELS))
    for call in program.calls:
        if method(call) not in _SUMMARIES or not isinstance(call.func, ast.Attribute):
            continue
        owner = call.func.value
        if isinstance(owner, ast.Call) and method(owner) == "groupby":
            keys = {constant.value for constant in ast.walk(owner) if isinstance(constant, ast.Constant)}
            values = [label for label in labels if label not in keys]
            values = values if all(label in miss.wanted.columns for label in values) else []
            near = sorted(miss.wanted.mentioned - keys, key=str)
            for chosen in dict.fromkeys(
                (*(((*values,),) if values else ()), *((label,) for label in (*values, *near)))
            ):
                picked = chosen[0] if len(chosen) == 1 else list(chosen)
                selected = ast.Attribute(item(owner, picked), call.func.attr, ast.Load())
                words = f"summarised only the columns {listed(chosen)}"
                gain = miss.gain(0.7, Symptom.LABELS, Symptom.ERROR, Symptom.CELLS, Symptom.TYPE)
                yield Edit(((call.func, selected),), words, gain)
