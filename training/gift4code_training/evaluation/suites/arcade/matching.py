"""ARCADE's rules for when a value is the reference's (arXiv 2212.09248, its evaluation package), in its order.

:func:`fuzzy` is the default, :func:`strict` its second rule alone. ``found`` is the prediction's value, ``reference``
the reference's; the relation is not symmetric: a prediction may have more columns, not fewer.

1. Zero-dimensional numpy values become Python's; NaN becomes 0 (in frames, Series, float arrays, items of lists, and
   of floats themselves). Infinities of arrays become the largest number, as ``nan_to_num`` has it.
2. Equal if the types have the same name and the values are equal (``equals``, ``array_equal``, ``==``).
3. Two collections (frames, Series, indexes, arrays, lists, sets, tuples) are compared by their raw values as lists:
   index and column names do not count, the order of rows does. Where the outer lengths agree nested lists are
   flattened; then the shapes must agree. Numbers within 1e-5 absolute plus 1e-5 relative; anything else, a mixture of
   numbers and text among it, exactly. Nested tuples are not flattened.
4. A found Series becomes a frame with its index as columns, a reference Series a frame without. Two frames with as many
   rows, the found one with at least as many columns: every column of the reference equals, by rule 3, some column of
   the found one, whatever its name or place; one found column may serve twice.
5. A scalar equals a collection that holds one element, flattened, and that equals it.
6. Two scalars: numbers (``bool`` among them) within 1e-5 absolute, otherwise ``==``.

Dicts know rule 2 alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

_TOLERANCE = 1e-5
_COLLECTIONS = (pd.DataFrame, pd.Series, pd.Index, np.ndarray, list, set, tuple)
_RESULTS = (*_COLLECTIONS, np.generic, str, float, int)
OUTPUT, FIGURE = "__output__", "__figure__"

Equal = Callable[[Any, Any], bool]


def fuzzy(found: Any, reference: Any) -> bool:
    """Whether ``found`` equals ``reference`` by the six rules."""
    found, reference = _plain(found), _plain(reference)
    if strict(found, reference):
        return True
    if isinstance(found, dict) or isinstance(reference, dict):
        return False
    several = isinstance(found, _COLLECTIONS), isinstance(reference, _COLLECTIONS)
    match several:
        case (True, True):
            return _same_values(_raw(found), _raw(reference)) or _same_columns(found, reference)
        case (True, False):
            return _only(found, reference)
        case (False, True):
            return _only(reference, found)
    return _same_scalars(found, reference)


def strict(found: Any, reference: Any) -> bool:
    """Whether both have types of the same name and are equal."""
    if type(found).__name__ != type(reference).__name__:
        return False
    try:
        if isinstance(reference, (pd.DataFrame, pd.Series, pd.Index)):
            return bool(found.equals(reference))
        if isinstance(reference, np.ndarray):
            return bool(np.array_equal(found, reference))
        return bool(found == reference)
    except (TypeError, ValueError, AttributeError):  # lists of arrays, and the like, have no truth
        return False


def targets(made: Mapping[str, Any], changed: Sequence[str], annotated: Sequence[str], *, shows: bool) -> list[str]:
    """Which of the reference's variables a prediction has to come to; none where there is nothing to compare.

    Args:
        made: the reference's variables, new and changed, the annotated ones among them.
        changed: those that it found and changed.
        annotated: the problem's output variables.
        shows: whether the problem asks for a plot: then its figure alone counts.
    """
    if shows:
        return [FIGURE] if FIGURE in made else []
    if annotated:
        return list(annotated) if all(name in made for name in annotated) else []
    if made.get(OUTPUT) is not None:
        return [OUTPUT]
    return [name for name in changed if name in made]


def unmet(found: Mapping[str, Any], made: Mapping[str, Any], wanted: Sequence[str], equal: Equal) -> list[str]:
    """The targets that no variable of the prediction equals. ``__output__`` is compared with ``__output__`` alone, any
    other with every variable of a result type, whatever its name.
    """
    return [name for name in wanted if not any(equal(value, made[name]) for value in rivals(found, name))]


def rivals(found: Mapping[str, Any], target: str) -> list[Any]:
    """The prediction's values that a target is compared with; one of the same name comes first."""
    if target == OUTPUT:
        return [found[OUTPUT]] if OUTPUT in found else []
    names = sorted(found, key=lambda name: name != target)
    return [found[name] for name in names if isinstance(found[name], _RESULTS)]


def _plain(value: Any) -> Any:
    """Rule 1."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        value = value.item()
    if isinstance(value, pd.DataFrame):
        if not value.isna().to_numpy().any():
            return value
        filled = pd.concat([_filled(value.iloc[:, place]) for place in range(value.shape[1])], axis=1)
        filled.columns = value.columns
        return filled
    if isinstance(value, pd.Series):
        return _filled(value)
    if isinstance(value, np.ndarray):
        return np.nan_to_num(value) if value.dtype.kind in "fc" else value
    if isinstance(value, list):
        return [0 if _is_nan(item) else item for item in value]
    return 0.0 if _is_nan(value) else value


def _filled(column: pd.Series[Any]) -> pd.Series[Any]:
    missing = column.isna()
    if not missing.any():
        return column
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.fillna(0)
    return column.astype(object).mask(missing, 0)  # text, dates and categories have no 0 of their own


def _is_nan(value: Any) -> bool:
    return isinstance(value, (float, np.floating)) and bool(np.isnan(value))


def _raw(collection: Any) -> list[Any]:
    """The values of a collection as lists, a frame's by rows."""
    if isinstance(collection, pd.DataFrame):
        columns = [collection.iloc[:, place].tolist() for place in range(collection.shape[1])]
        return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(len(collection))]
    if isinstance(collection, (pd.Series, pd.Index, np.ndarray)):
        values: list[Any] = collection.tolist()
        return values
    return list(collection)


def _flat(items: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if isinstance(item, np.ndarray):
            item = item.tolist()
        if isinstance(item, list):
            found += _flat(item)
        else:
            found.append(item.item() if isinstance(item, np.generic) else item)
    return found


def _same_values(found: Sequence[Any], reference: Sequence[Any]) -> bool:
    """Rule 3, of raw values."""
    if len(found) != len(reference):
        return False
    left, right = _array(_flat(found)), _array(_flat(reference))
    if left.shape != right.shape:
        return False
    one, other = left.ravel().tolist(), right.ravel().tolist()
    if _numbers(one) and _numbers(other):
        kind = complex if any(isinstance(item, complex) for item in (*one, *other)) else float
        try:
            return bool(np.allclose(np.array(one, kind), np.array(other, kind), atol=_TOLERANCE))
        except OverflowError:  # whole numbers beyond what a float holds
            pass
    return all(_equal(left_item, right_item) for left_item, right_item in zip(one, other, strict=True))


def _array(items: list[Any]) -> np.ndarray[Any, Any]:
    """Items as an array of objects: tuples of one length are a further dimension."""
    try:
        return np.array(items, dtype=object)
    except ValueError:
        found = np.empty(len(items), dtype=object)
        found[:] = items
        return found


def _numbers(items: Sequence[Any]) -> bool:
    return all(isinstance(item, (int, float, complex)) for item in items)


def _equal(left: Any, right: Any) -> bool:
    try:
        return bool(left == right)
    except (TypeError, ValueError):
        return False


def _same_columns(found: Any, reference: Any) -> bool:
    """Rule 4."""
    own, wanted = _columns(found, index=True), _columns(reference, index=False)
    if own is None or wanted is None or len(found) != len(reference) or len(own) < len(wanted):
        return False
    return all(any(_same_values(column, other) for column in own) for other in wanted)


def _columns(value: Any, *, index: bool) -> list[list[Any]] | None:
    """The columns of a frame; of a Series its values, after its index where that counts; None for anything else."""
    if isinstance(value, pd.DataFrame):
        return [value.iloc[:, place].tolist() for place in range(value.shape[1])]
    if isinstance(value, pd.Series):
        levels = [value.index.get_level_values(level).tolist() for level in range(value.index.nlevels)]
        return [*(levels if index else ()), value.tolist()]
    return None


def _only(collection: Any, scalar: Any) -> bool:
    """Rule 5."""
    items = _flat(_raw(collection))
    return len(items) == 1 and (strict(items[0], scalar) or _same_scalars(items[0], scalar))


def _same_scalars(found: Any, reference: Any) -> bool:
    """Rule 6."""
    if isinstance(found, (int, float)) and isinstance(reference, (int, float)):
        try:
            return bool(abs(found - reference) <= _TOLERANCE)
        except OverflowError:
            return False
    return _equal(found, reference)
