"""Edits of parameters: a flag flipped, another of the few words that a keyword takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from gift4code_ext.generation.positions import method
from gift4code_ext.generation.repair.edit import Edit, Symptom, keyword_of, with_keyword
from gift4code_ext.generation.repair.mismatch import Mismatch
from gift4code_ext.generation.repair.program import Program

_FLAG, _UNSET = (True, False), (False, True)
_KEEP = ("first", "last", False)
_SKIP = {"numeric_only": _UNSET, "skipna": _FLAG}
_MATCH = {"case": _FLAG, "regex": _FLAG, "na": (None, False, True)}
_JOIN = ("inner", "left", "right", "outer")

OPTIONS: dict[str, dict[str, tuple[Any, ...]]] = {
    "sort_values": {"ascending": _FLAG, "na_position": ("last", "first"), "inplace": _UNSET},
    "sort_index": {"ascending": _FLAG, "axis": (0, 1), "inplace": _UNSET},
    "value_counts": {"ascending": _UNSET, "dropna": _FLAG, "normalize": _UNSET, "sort": _FLAG},
    "groupby": {"as_index": _FLAG, "sort": _FLAG, "dropna": _FLAG, "observed": _FLAG},
    "drop_duplicates": {"keep": _KEEP, "inplace": _UNSET},
    "duplicated": {"keep": _KEEP},
    "nlargest": {"keep": ("first", "last", "all")},
    "nsmallest": {"keep": ("first", "last", "all")},
    "merge": {"how": _JOIN},
    "join": {"how": ("left", "inner", "right", "outer")},
    "concat": {"axis": (0, 1), "ignore_index": _UNSET, "join": ("outer", "inner")},
    "dropna": {"how": ("any", "all"), "axis": (0, 1), "inplace": _UNSET},
    "fillna": {"inplace": _UNSET},
    "between": {"inclusive": ("both", "neither", "left", "right")},
    "date_range": {"inclusive": ("both", "neither", "left", "right")},
    "rank": {"method": ("average", "min", "max", "first", "dense"), "ascending": _FLAG, "pct": _UNSET},
    "cut": {"right": _FLAG, "include_lowest": _UNSET},
    "pivot_table": {"margins": _UNSET, "dropna": _FLAG, "observed": _FLAG},
    "crosstab": {"normalize": (False, "index", "columns", True), "margins": _UNSET},
    "reset_index": {"drop": _UNSET, "inplace": _UNSET},
    "set_index": {"drop": _FLAG, "inplace": _UNSET},
    "rename": {"inplace": _UNSET},
    "drop": {"inplace": _UNSET},
    "std": {"ddof": (1, 0), **_SKIP},
    "var": {"ddof": (1, 0), **_SKIP},
    **dict.fromkeys(("mean", "sum", "median", "min", "max"), _SKIP),
    "nunique": {"dropna": _FLAG},
    "to_datetime": {"dayfirst": _UNSET, "errors": ("raise", "coerce"), "utc": _UNSET},
    "to_numeric": {"errors": ("raise", "coerce")},
    "contains": _MATCH,
    **{key: {"na": (None, False)} for key in ("startswith", "endswith", "match")},
    **{key: {"expand": _UNSET} for key in ("split", "rsplit")},
    "extract": {"expand": _FLAG},
    "replace": {"regex": _UNSET},
    "rolling": {"min_periods": (None, 1), "center": _UNSET},
    "explode": {"ignore_index": _UNSET},
    "cumcount": {"ascending": _FLAG},
    "melt": {"ignore_index": _FLAG},
    "quantile": {"interpolation": ("linear", "lower", "higher", "nearest", "midpoint")},
    **{key: {"closed": ("left", "right"), "label": ("left", "right")} for key in ("resample", "Grouper")},
}
"""Keywords by method, each with what it takes, its default first."""

_ROWS = (Symptom.ROWS, Symptom.CELLS)
_SHAPE = (Symptom.LABELS, Symptom.TYPE)
_FIXES: dict[str, tuple[float, tuple[Symptom, ...]]] = {
    "ascending": (0.6, (Symptom.ORDER, Symptom.ROWS, Symptom.CELLS)),
    "na_position": (0.2, (Symptom.ORDER, Symptom.CELLS)),
    "sort": (0.3, (Symptom.ORDER,)),
    **dict.fromkeys(("keep", "how", "inclusive"), (0.5, _ROWS)),
    **dict.fromkeys(("dropna", "join"), (0.3, _ROWS)),
    **dict.fromkeys(("as_index", "expand"), (0.7, (*_SHAPE, Symptom.ERROR))),
    "drop": (0.4, (*_SHAPE, Symptom.ERROR)),
    **dict.fromkeys(("axis", "ignore_index", "margins"), (0.3, (*_SHAPE, Symptom.ROWS))),
    "inplace": (0.9, _SHAPE),
    "numeric_only": (0.7, (Symptom.ERROR,)),
    "errors": (0.7, (Symptom.ERROR,)),
    "dayfirst": (0.6, (Symptom.ERROR, Symptom.CELLS)),
    "utc": (0.2, (Symptom.ERROR, Symptom.DTYPES)),
    "na": (0.6, (Symptom.ERROR, Symptom.ROWS)),
    "regex": (0.4, (Symptom.ERROR, Symptom.ROWS, Symptom.CELLS)),
    "case": (0.4, _ROWS),
    "normalize": (0.5, (Symptom.CELLS, Symptom.DTYPES)),
}
_OTHER = (0.4, (Symptom.CELLS,))


def change_parameter(program: Program, miss: Mismatch) -> Iterator[Edit]:
    """A keyword of a known method takes another of its options; at its default it is left out."""
    for call in program.calls:
        if method(call) == "join" and _joins_text(call):
            continue
        for key, options in OPTIONS.get(method(call), {}).items():
            now = keyword_of(call, key)
            if isinstance(now, ast.List):
                yield from _one_of_several(call, key, now, miss)
            elif now is None or isinstance(now, ast.Constant):
                held = options[0] if now is None else now.value
                for option in options:
                    if option != held or type(option) is not type(held):
                        changed = with_keyword(call, key, option, drop=option == options[0])
                        yield _edit(call, changed, key, f"{key}={option!r}", f"{held!r}", miss)
        yield from _mixed_order(call, miss)


def _one_of_several(call: ast.Call, key: str, now: ast.List, miss: Mismatch) -> Iterator[Edit]:
    for place, flag in enumerate(now.elts):
        if isinstance(flag, ast.Constant) and isinstance(flag.value, bool):
            flipped = [*now.elts[:place], ast.Constant(not flag.value), *now.elts[place + 1 :]]
            listed = ast.List(flipped, ast.Load())
            yield _edit(
                call, with_keyword(call, key, listed), key, f"{key}={ast.unparse(listed)}", ast.unparse(now), miss
            )


def _mixed_order(call: ast.Call, miss: Mismatch) -> Iterator[Edit]:
    """Of several columns to sort by, one in the other direction."""
    by = (keyword_of(call, "by") or next(iter(call.args), None)) if method(call) == "sort_values" else None
    now = keyword_of(call, "ascending")
    if not isinstance(by, ast.List) or len(by.elts) < 2 or not (now is None or isinstance(now, ast.Constant)):
        return
    held = True if now is None else bool(now.value)
    for place in range(len(by.elts)):
        flags = [held if other != place else not held for other in range(len(by.elts))]
        yield _edit(call, with_keyword(call, "ascending", flags), "ascending", f"ascending={flags}", f"{held}", miss)


def _edit(call: ast.Call, changed: ast.Call, key: str, new: str, old: str, miss: Mismatch) -> Edit:
    likely, fixes = _FIXES.get(key, _OTHER)
    return Edit(((call, changed),), f"set {new} in {method(call)} (was {old})", miss.gain(likely, *fixes))


def _joins_text(call: ast.Call) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(owner, ast.Constant) or (isinstance(owner, ast.Attribute) and owner.attr == "str")
