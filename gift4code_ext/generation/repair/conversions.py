"""Edits of what columns hold: text to numbers or dates, and columns to the dtype that was stated."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from gift4code_ext.generation.repair.edit import Edit, Symptom, called, item, name, named
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program

_FIXES = (Symptom.ERROR, Symptom.DTYPES, Symptom.CELLS, Symptom.ORDER, Symptom.ROWS)
_NOT_A_NUMBER = r"[^\d.\-]"


def convert_column(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Read a text column as numbers or dates before it is used, or a column as text."""
    accessors = {id(node.value): node.attr for node in program.nodes if isinstance(node, ast.Attribute)}
    for place in program.nodes:
        if not isinstance(place, ast.Subscript) or not isinstance(place.ctx, ast.Load):
            continue
        label = place.slice.value if isinstance(place.slice, ast.Constant) else None
        if label not in miss.wanted.columns or not isinstance(label, str):
            continue
        likely = 0.7 if miss.error else 0.25
        accessor = accessors.get(id(place), "")
        if accessor == "dt" or (miss.wanted.has(label, "datetext") and accessor != "str"):
            read = called(name("pd"), "to_datetime", place)
            yield Edit(((place, read),), f"read {label!r} as dates", miss.gain(likely, *_FIXES))
        if accessor == "str" and miss.wanted.group(label) != "text":
            text = called(place, "astype", name("str"))
            yield Edit(((place, text),), f"read {label!r} as text", miss.gain(likely, *_FIXES))
        if miss.wanted.has(label, "numtext", "moneytext") and accessor != "str":
            yield from _numbers(place, label, likely, miss)


def _numbers(place: ast.Subscript, label: str, likely: float, miss: Mismatch) -> Iterator[Edit]:
    words = f"read {label!r} as numbers"
    if miss.wanted.has(label, "numtext"):
        yield Edit(((place, called(name("pd"), "to_numeric", place)),), words, miss.gain(likely, *_FIXES))
    bare = called(ast.Attribute(place, "str", ast.Load()), "replace", _NOT_A_NUMBER, "", regex=True)
    yield Edit(((place, called(bare, "astype", name("float"))),), words, miss.gain(0.9 * likely, *_FIXES))


def convert_result(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """Give columns of the result the dtypes that were stated or that the example has."""
    dtypes = {str(label): str(dtype) for label, dtype in (miss.wanted.output.dtypes or {}).items()}
    if miss.wanted.example is not None:
        for label, column in zip(miss.wanted.example.labels, miss.wanted.example.columns, strict=True):
            if isinstance(label, str) and hasattr(column, "dtype"):
                dtypes.setdefault(label, str(column.dtype))
    wrong = {label: dtype for label, dtype in dtypes.items() if label in miss.wrong or not miss.wrong}
    for label, dtype in wrong.items():
        words, changed = f"made {label!r} {dtype}", called(program.end, "astype", {label: dtype})
        if dtype.startswith("datetime"):
            assign = ast.Attribute(program.end, "assign", ast.Load())
            read = called(name("pd"), "to_datetime", item(program.end, label))
            words, changed = f"read {label!r} as dates", ast.Call(assign, [], [named(label, read)])
        yield Edit(program.ending(changed), words, miss.gain(0.8, Symptom.DTYPES, Symptom.CELLS))
