"""What is told of the values of a cell, inside the contained process that made them, as one marked line of JSON.

This module is imported behind the cell, in its process: nothing but JSON leaves that. The other side
(:func:`heard`) takes it for what it is, the word of a program: every part is read back as the noun it claims to be, and
type and shape must be those that the executor's own check saw.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TextIO

from gift4code_ext.spec.infer import facts, output
from gift4code_ext.spec.model import Output, SpecKind
from gift4code_ext.spec.read import Caps, read
from gift4code_training.stages import nouns

MARK = "gift4code-values "
ROWS = 10  # first rows that are told
COLUMNS = 20
_CAPS = Caps(columns=40, values=8)
_CELL = 200  # characters; a longer text stands as `...`, which any cell is
_BYTES = 48 * 1024  # of what a cell may print, 64 kB, so that the line is never cut
_FEWER = (ROWS, 5, 2, 1)


class Unheard(Exception):
    """What was told is missing, is no such thing, or is not so; the text is the reason."""


@dataclass(frozen=True)
class Heard:
    """What a cell's process told.

    Attributes:
        outputs: as in :class:`~gift4code_training.stages.records.Run`.
        same: the input that the answer is equal to; empty if it is new.
        missing: whether all of the answer is missing.
    """

    outputs: tuple[Mapping[str, Any], ...]
    same: str
    missing: bool


def tell(
    values: Mapping[str, Any], before: Mapping[str, Any], made: Sequence[str], reads: Sequence[str], stream: TextIO
) -> None:
    """Writes the line, in the cell's process.

    Args:
        values: the cell's variables by name.
        before: copies of the inputs as they were before it ran.
        made: the variables to tell of, the answer first.
        reads: the inputs it reads, the principal one first.
    """
    sys.stdout = stream
    inputs = {name: before[name] for name in reads}
    answer = values[made[0]]
    told: dict[str, Any] = {
        "same": next((name for name, each in before.items() if _same(answer, each)), ""),
        "missing": _missing(answer),
        "outputs": [],
    }
    changed = [name for name in reads if not _same(values.get(name), before[name])]
    left = _BYTES
    for name in dict.fromkeys([made[0], *changed, *made[1:]]):
        found = _one(values.get(name), name, inputs, name in changed, left)
        if found is not None:
            told["outputs"].append(found)
            left -= len(_text(found).encode())
    stream.write(f"\n{MARK}{_text(told)}\n")


def heard(printed: str, made: str, type_name: str, shape: tuple[int, ...]) -> Heard:
    """What a cell's process told, checked.

    Args:
        printed: its standard output.
        made: the answer's name.
        type_name: of the answer, as the executor saw it.
        shape: of the answer, likewise.

    Raises:
        Unheard: see there.
    """
    line = next((line for line in reversed(printed.splitlines()) if line.startswith(MARK)), None)
    if line is None:
        raise Unheard("its values were not told")
    try:
        told = json.loads(line[len(MARK) :])
        outputs = tuple(_output(each) for each in told["outputs"])
        same, missing = str(told["same"]), bool(told["missing"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, nouns.NounError):
        raise Unheard("what it tells of its values is no such thing") from None
    if not outputs:
        raise Unheard("its answer has no plain form")
    first = outputs[0]["variable"]
    if first["name"] != made or first["type"] != type_name or (shape and tuple(first.get("shape_of", ())) != shape):
        raise Unheard("what it tells of its answer is not so")
    return Heard(outputs, same, missing)


def _output(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Each part read as what it is to be, and written again: nothing else gets through."""
    return {
        "variable": nouns.to_json(nouns.variable(told["variable"])),
        "output": nouns.to_json(nouns.output(told["output"])),
        "facts": nouns.to_json(nouns.facts(told["facts"])),
        "changed": bool(told["changed"]),
    }


def _one(value: Any, name: str, inputs: Mapping[str, Any], changed: bool, left: int) -> dict[str, Any] | None:
    """What is told of one value, with as many rows as there is room for; None where it is no data."""
    variable = read(value, name, caps=_CAPS)
    if variable.shape == "other":
        return None
    try:
        found = {
            "variable": nouns.to_json(variable),
            "facts": nouns.to_json(facts(Output(name=name, example=value), inputs)),
            "changed": changed,
        }
        for rows in _FEWER:
            found["output"] = nouns.to_json(_stated(value, name, variable.shape_of, rows))
            if len(_text(found).encode()) < left:
                return found
    except nouns.NounError:  # a label of a class of its own
        return None
    return None


def _stated(value: Any, name: str, shape: tuple[int, ...], rows: int) -> Output:
    """Type, columns, dtypes, row count and the first rows."""
    wide = len(shape) > 1 and hasattr(value, "iloc") and shape[1] > COLUMNS
    part = value.iloc[:, :COLUMNS] if wide else value
    found = output(part, SpecKind.EXAMPLES, name=name, rows=rows)
    columns = found.columns
    dtypes = None
    if hasattr(part, "dtypes") and hasattr(part, "columns") and columns is not None and part.columns.is_unique:
        dtypes = dict(zip(columns, map(str, part.dtypes), strict=True))
    if wide and columns is not None:
        columns = (*columns, ...)
    count = shape[0] if shape else found.rows
    return replace(found, columns=columns, dtypes=dtypes, rows=count, example=_short(found.example))


def _short(example: Any) -> Any:
    if isinstance(example, str):
        return ... if len(example) > _CELL else example
    if isinstance(example, (list, tuple)):
        return type(example)(_short(each) for each in example)
    return example


def _same(left: Any, right: Any) -> bool:
    if type(left) is not type(right):
        return False
    if hasattr(left, "equals"):  # compares dtypes too: a conversion is a change
        return bool(left.equals(right) and _labels(left) == _labels(right))
    try:
        return bool(left == right)
    except (TypeError, ValueError):
        return False


def _labels(value: Any) -> list[Any]:
    """What ``equals`` does not look at: names."""
    found = list(value.index.names) if hasattr(value, "index") else []
    return [*found, value.name] if hasattr(value, "name") and not hasattr(value, "columns") else found


def _missing(value: Any) -> bool:
    import pandas as pd

    try:
        return bool(pd.isna(value).to_numpy().all() if hasattr(value, "iloc") else pd.isna(value))
    except (TypeError, ValueError, AttributeError):  # lists and arrays have no single answer
        return False


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, allow_nan=False)
