"""Dirt: missing cells, repeated rows and untidy text, as in tables that people were sent."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

import numpy as np

from gift4code_training.bundled.values import Array, Drawn

_BLANKS = ("N/A", "-", "unknown", "n/a", "?", "none", "")
_CAN_MISS = frozenset(("cat", "text", "int", "float", "date", "datetext", "numtext", "year", "code", "listtext"))


def soil(
    columns: Mapping[str, Drawn],
    rng: random.Random,
    numbers: np.random.Generator,
    *,
    dirty: float,
    often_missing: Collection[str],
    clean: Collection[str],
    repeat: bool,
) -> dict[str, Array]:
    """The columns' values with each sort of dirt at probability ``dirty``.

    Args:
        columns: label -> drawn values, all of one length.
        rng, numbers: the sources of chance.
        dirty: 0 leaves every value as it is.
        often_missing: labels that miss cells twice as often as others.
        clean: labels left alone (keys).
        repeat: whether rows may be repeated.
    """
    arrays = {name: drawn.values for name, drawn in columns.items()}
    if repeat and rng.random() < dirty * 0.6:
        arrays = _repeat_rows(arrays, rng, numbers)
    some_missing = rng.random() < dirty * 2
    for name, drawn in columns.items():
        if name in clean or drawn.kind not in _CAN_MISS:
            continue
        if drawn.kind in ("cat", "text") and rng.random() < dirty * 0.12:
            arrays[name] = _untidy(arrays[name], rng)
        if drawn.kind == "cat" and rng.random() < dirty * 0.1:
            arrays[name] = _blank(arrays[name], rng)
        if some_missing and rng.random() < (0.8 if name in often_missing else 0.2):
            arrays[name] = _miss(arrays[name], rng.uniform(0.04, 0.3), numbers)
    return arrays


def _repeat_rows(arrays: dict[str, Array], rng: random.Random, numbers: np.random.Generator) -> dict[str, Array]:
    rows = len(next(iter(arrays.values())))
    order = np.concatenate([np.arange(rows), numbers.integers(0, rows, rng.randint(1, max(1, rows // 8)))])
    if rng.random() < 0.7:
        order.sort()
    return {name: values[order] for name, values in arrays.items()}


def _miss(values: Array, share: float, numbers: np.random.Generator) -> Array:
    """About ``share`` of the cells missing, at least one and never all."""
    gone = numbers.random(len(values)) < share
    gone[numbers.integers(len(values))] = True
    gone[numbers.integers(len(values))] = False
    if values.dtype.kind == "i":
        values = values.astype(np.float64)
    values = values.copy()
    values[gone] = None if values.dtype == object else "NaT" if values.dtype.kind == "M" else np.nan
    return values


def _untidy(values: Array, rng: random.Random) -> Array:
    """Outer blanks or mixed case in some cells."""
    changes = rng.choice(((" {}", "{} ", "  {} "), ("upper", "lower"), (" {}", "upper", "title"), ("{} ", "lower")))
    values = values.copy()
    for at in range(len(values)):
        if rng.random() < 0.35:
            change = rng.choice(changes)
            values[at] = change.format(values[at]) if "{" in change else getattr(values[at], change)()
    return values


def _blank(values: Array, rng: random.Random) -> Array:
    """A word that stands for nothing in some cells."""
    word = rng.choice(_BLANKS)
    values = values.copy()
    for at in range(len(values)):
        if rng.random() < 0.12:
            values[at] = word
    return values
