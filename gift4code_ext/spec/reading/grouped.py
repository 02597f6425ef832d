"""What pandas' groupby, resampling and window objects hold, without grouping anything."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from gift4code_ext.spec.values.classes import is_a, remembered

_WINDOWS = ("Resampler", "Rolling", "Window", "Expanding", "ExponentialMovingWindow")
_CLASSES = ("DataFrameGroupBy", "SeriesGroupBy", *_WINDOWS)


@dataclass(frozen=True)
class Grouped:
    """``held``: the frame or series; ``keys``: labels it is grouped by, None for nameless ones; ``chosen``: columns."""

    held: Any
    keys: tuple[Hashable, ...]
    chosen: tuple[Hashable, ...] | None = None


@remembered
def _is_grouped(cls: type) -> bool:
    return any(is_a(cls, "pandas.api.typing", name) for name in _CLASSES)


def grouped(value: Any) -> Grouped | None:
    """What a groupby, resampling or window object was made from; None for anything else.

    The names of keys and the chosen columns have no public accessor that does not group the rows.
    """
    if not _is_grouped(type(value)):
        return None
    keys = getattr(getattr(value, "_grouper", None), "names", ())
    chosen = getattr(value, "_selection", None)
    if chosen is None or value.obj.ndim == 1:
        return Grouped(value.obj, tuple(keys))
    return Grouped(value.obj, tuple(keys), tuple(chosen) if isinstance(chosen, list) else (chosen,))
