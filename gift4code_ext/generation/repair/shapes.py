"""Edits of what kind of value comes out: table, Series, list or number, and which labels are its index."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, called, item, name
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program
from gift4code_ext.operations.words import ANY_AGGREGATE

_SHAPE = (Symptom.TYPE, Symptom.LABELS)


def add_reset_index(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Index levels become columns, or row numbers start anew."""
    wanted = miss.wanted
    likely = 0.9 if miss.indexed or miss.shape == "series" else 0.25
    fixes = (*_SHAPE, Symptom.ERROR)
    yield _added(program, miss, "reset_index", (), {}, 0.8 * likely, fixes)
    yield _added(program, miss, "reset_index", (), {"drop": True}, 0.4 * likely, (*fixes, Symptom.CELLS))
    may_name = bool(wanted.labels) and miss.may_name(wanted.labels[-1], miss.labels[0] if miss.labels else "")
    if miss.shape in ("series", None) and may_name:
        yield _added(program, miss, "reset_index", (), {"name": wanted.labels[-1]}, 0.85 * likely, fixes)
    known = {label for label in wanted.labels if label not in wanted.columns} | set(program.reads(wanted.columns))
    if miss.shape == "series" and len(wanted.labels) == 2 and may_name and wanted.labels[0] in known:
        key, value = wanted.labels
        swaps = program.ending(called(called(program.end, "rename_axis", key), "reset_index", name=value))
        words = f"made a table of it, its index as {key!r}, its values as {value!r}"
        yield Edit(swaps, words, miss.gain(0.9, *fixes))
    if not miss.error:
        return
    for call in program.calls:  # a label that is in the index cannot be read as a column
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        is_input = isinstance(owner, ast.Name) and owner.id in program.frames
        if owner is not None and (is_input or isinstance(owner, ast.Call)):
            reset = called(owner, "reset_index")
            words = f"added .reset_index() before .{method(call)}"
            yield Edit(((owner, reset),), words, miss.gain(0.6 if miss.absent else 0.2, Symptom.ERROR))
    for node in program.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.ctx, ast.Load):
            words = f"added .reset_index() to {node.value.id}"
            reset = called(node.value, "reset_index")
            yield Edit(((node.value, reset),), words, miss.gain(0.6 if miss.absent else 0.2, Symptom.ERROR))


def to_table(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """A DataFrame of a Series, of one that grouping made, or of plain values."""
    if miss.wanted.shape not in (None, "frame") or miss.shape == "frame":
        return
    labels = miss.wanted.labels
    yield _added(program, miss, "to_frame", (), {}, 0.5, _SHAPE)
    if labels and miss.may_name(labels[-1], miss.labels[0] if miss.labels else ""):
        yield _added(program, miss, "to_frame", (labels[-1],), {}, 0.6, _SHAPE)
        made = program.ending(called(name("pd"), "DataFrame", program.end, columns=list(labels)))
        yield Edit(made, "made a table of the values", miss.gain(0.4, *_SHAPE))
    for node in program.nodes:
        label = node.slice if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) else None
        if isinstance(label, ast.Constant) and isinstance(label.value, str):
            words = f"kept {label.value!r} as a table of one column"
            yield Edit(((label, ast.List([label], ast.Load())),), words, miss.gain(0.5, *_SHAPE))


def to_series(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """One column of a table, or what plain values make."""
    if miss.wanted.shape not in ("series", "index", "array", "list", "scalar") or miss.shape == "series":
        return
    likely = 0.7 if miss.wanted.shape == "series" else 0.2
    made = [("squeeze", (), 0.7)] if miss.shape == "frame" else []
    for method_name, arguments, each in made:
        yield _added(program, miss, method_name, arguments, {}, each * likely, _SHAPE)
    for text in miss.labels if miss.shape == "frame" else ():
        label: Any = text if not text.isdigit() else int(text)
        swaps = program.ending(item(program.end, label))
        yield Edit(swaps, f"took only the column {label!r}", miss.gain(likely, *_SHAPE))
        if len(miss.labels) > 1:
            for key in miss.labels:
                if key != text:
                    indexed = program.ending(item(called(program.end, "set_index", key), label))
                    words = f"took the column {label!r}, with {key!r} as its index"
                    yield Edit(indexed, words, miss.gain(0.8 * likely, *_SHAPE))
    if miss.shape != "frame":
        made_series = program.ending(called(name("pd"), "Series", program.end))
        yield Edit(made_series, "made a Series of the values", miss.gain(0.5 * likely, *_SHAPE))


def to_plain(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """A list, a dictionary, an array, an index or a single value."""
    wanted, value = miss.wanted.shape, program.end
    rows = _attribute(value, "index")
    plain: tuple[tuple[str, float, ast.expr], ...] = ()
    if wanted == "list":
        plain = (
            ("made a list of the values", 0.9, called(value, "tolist")),
            ("made a list of the different values", 0.6, called(called(value, "unique"), "tolist")),
            ("made a list of the row labels", 0.5, called(rows, "tolist")),
            ("made a list of the rows", 0.5, called(_attribute(value, "values"), "tolist")),
            ("made a list of the value", 0.4, ast.Call(name("list"), [value], [])),
            ("made a sorted list", 0.4, ast.Call(name("sorted"), [value], [])),
        )
    elif wanted == "dict":
        plain = (("made a dictionary of it", 0.9, called(value, "to_dict")),)
    elif wanted == "array":
        plain = (
            ("made an array of it", 0.9, called(value, "to_numpy")),
            ("took the different values", 0.4, called(value, "unique")),
        )
    elif wanted == "index":
        plain = (("took the row labels", 0.9, rows),)
    elif wanted == "scalar":
        plain = (
            ("took the first value", 0.7, item(_attribute(value, "iloc"), 0)),
            ("took the last value", 0.3, item(_attribute(value, "iloc"), -1)),
            ("took the first row label", 0.5, item(rows, 0)),
            ("counted the values", 0.6, ast.Call(name("len"), [value], [])),
            ("took the first cell", 0.5, item(_attribute(value, "iat"), (0, 0))),
            *(
                (f"took the {how} of the values", 0.7 if miss.wanted.says(ways) else 0.4, called(value, how))
                for how, ways in ANY_AGGREGATE.words.items()
            ),
        )
    same = 0.3 if miss.shape == wanted else 1.0
    for words, likely, made in plain:
        yield Edit(program.ending(made), words, miss.gain(likely * same, Symptom.TYPE, Symptom.CELLS))


def move_level(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Index levels to columns and back: ``unstack``, ``stack``, ``T``, ``set_index``, names of axes dropped."""
    fixes = (*_SHAPE, Symptom.CELLS)
    levels = [label for label, _ in miss.wanted.example.levels if label is not None] if miss.wanted.example else []
    if levels:
        keys = levels[0] if len(levels) == 1 else levels
        yield _added(program, miss, "set_index", (keys,), {}, 0.9, fixes)
    for label in miss.extra if miss.wanted.shape in ("frame", "series", None) else ():
        yield _added(program, miss, "set_index", (label,), {}, 0.4, fixes)
    if miss.indexed:
        swaps = program.ending(called(called(program.end, "unstack"), "reset_index"))
        yield Edit(swaps, "moved the last index level into the columns", miss.gain(0.4, *fixes))
        yield _added(program, miss, "unstack", (), {}, 0.4, fixes)
        yield _added(program, miss, "stack", (), {}, 0.2, fixes)
    turned = program.ending(_attribute(program.end, "T"))
    yield Edit(turned, "exchanged rows and columns", miss.gain(0.3, *fixes))
    yield _added(program, miss, "droplevel", (0,), {"axis": 1}, 0.2, (Symptom.LABELS,))


def _added(
    program: Program,
    miss: Mismatch,
    method_name: str,
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
    likely: float,
    fixes: tuple[Symptom, ...],
) -> Edit:
    said = ", ".join([*map(repr, arguments), *(f"{key}={value!r}" for key, value in keywords.items())])
    swaps = program.ending(called(program.end, method_name, *arguments, **keywords))
    return Edit(swaps, f"added .{method_name}({said})", miss.gain(likely, *fixes))


def _attribute(owner: ast.expr, attribute: str) -> ast.Attribute:
    return ast.Attribute(owner, attribute, ast.Load())
