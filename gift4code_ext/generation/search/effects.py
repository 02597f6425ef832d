"""What an operation can do to a table, read off its expression: which rows, labels and cells can come out.

``table[mask]`` keeps some rows, ``table.assign(...)`` adds columns, ``table.sort_values(...)`` changes nothing but
order. Whatever is not recognised may do anything. The search uses this before it runs anything.
"""

from __future__ import annotations

import ast
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Rows = Literal["same", "some", "groups", "melted", "any"]
Columns = Literal["same", "some", "more", "any"]


@dataclass(frozen=True)
class Effect:
    """What comes out against what goes in.

    Attributes:
        rows: all of them, a subset, or anything.
        columns: all, a subset, all and ``added`` more, or anything.
        new_cells: whether there can be cells that were not there before.
        sort: what cells the added columns hold, where that shows (see ``content.Sort``).
        relabels: whether nothing but labels changes.
        spreads: whether cells move between columns and labels can become cells.
        keys: columns of which each distinct combination makes one row (with ``rows="groups"``).
        ids: columns that are kept where the others are turned into rows (with ``rows="melted"``).
        melted: the columns turned into rows; empty for all but ``ids``.
        across: the column whose cells become labels.
        limit: at most so many rows come out; all of them where there are so many.
    """

    rows: Rows = "any"
    columns: Columns = "any"
    new_cells: bool = True
    added: int = 0
    sort: str = ""
    relabels: bool = False
    spreads: bool = False
    keys: tuple[Hashable, ...] = ()
    ids: tuple[Hashable, ...] = ()
    melted: tuple[Hashable, ...] = ()
    across: Hashable = None
    limit: int | None = None


_ANYTHING = Effect()
_SAME = Effect("same", "same", new_cells=False)
_FEWER_ROWS = Effect("some", "same", new_cells=False)
_FEWER_COLUMNS = Effect("same", "some", new_cells=False)
_MOVED = Effect(new_cells=False, spreads=True)
_SUBSET = ("head", "tail", "nlargest", "nsmallest", "sample", "drop_duplicates", "query", "truncate")
_ORDER = ("sort_values", "sort_index", "copy")
_LABELS = ("rename", "set_axis", "add_prefix", "add_suffix", "rename_axis")
_REWRITE = ("fillna", "replace", "astype", "round", "ffill", "bfill", "interpolate", "clip", "abs", "map")
_AGGREGATES = (
    "mean", "sum", "max", "min", "median", "std", "var", "count", "nunique", "size", "agg", "first", "last", "quantile",
    "prod", "describe",
)  # fmt: skip
_TRUTHS = (
    "isna", "notna", "isin", "between", "duplicated", "contains", "startswith", "endswith", "eq", "isdigit",
    "isalpha", "is_month_start", "is_month_end",
)  # fmt: skip
_NUMBERS = (
    "cumsum", "cummax", "cummin", "cumprod", "rank", "diff", "pct_change", "len", "count", "days", "year", "month",
    "day", "hour", "quarter", "day_of_week", "week", "cumcount", "total_seconds", "abs", "sqrt", "log", "std",
    "to_numeric",
)  # fmt: skip
_TEXTS = ("upper", "lower", "title", "capitalize", "strip", "zfill", "strftime", "day_name", "month_name", "slice")


@lru_cache(maxsize=4096)
def effect_of(expression: str) -> Effect:
    """The effect of an expression over the name ``table``."""
    return _of(ast.parse(expression, mode="eval").body)


def _of(node: ast.expr) -> Effect:
    match node:
        case ast.Name(id="table"):
            return _SAME
        case ast.Attribute(value=inner, attr="T"):
            return _then(_of(inner), _MOVED)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="pd"), attr="wide_to_long"), args=[inner, *_]):
            return _then(_of(inner), replace(_MOVED, new_cells=True))
        case ast.Call(func=ast.Attribute(value=ast.Name(id="pd"), attr="crosstab"), args=[rows, across]):
            return Effect("groups", "any", spreads=True, keys=_column(rows), across=next(iter(_column(across)), None))
        case ast.Subscript(value=ast.Attribute(value=inner, attr="iloc" | "loc"), slice=where):
            return _then(_of(inner), Effect("some", "same" if not isinstance(where, ast.Tuple) else "any", False))
        case ast.Subscript(value=inner, slice=ast.List()):
            return _then(_of(inner), _FEWER_COLUMNS)
        case ast.Subscript(value=ast.Call(func=ast.Attribute(attr="groupby")) as inner):
            return _of(inner)
        case ast.Subscript(value=inner, slice=where) if _is_mask(where):
            return _then(_of(inner), _FEWER_ROWS)
        case ast.Call(func=ast.Attribute(value=inner, attr=method)):
            own = _method(method, node)
            return own if own.keys or own.rows == "any" else _then(_of(inner), own)
    return _ANYTHING


def _grouped_by(call: ast.Call) -> tuple[Hashable, ...]:
    """The keys of ``table.groupby(keys)[...].method()``; none where it is anything else."""
    match _groupby(call):
        case ast.Call(func=ast.Attribute(value=ast.Name(id="table")), args=[by, *_]):
            return _labels_in(by)
    return ()


def _groupby(call: ast.Call) -> ast.Call | None:
    """The ``….groupby(…)`` right before a method, a choice of columns between them aside."""
    node = call.func.value if isinstance(call.func, ast.Attribute) else call
    if isinstance(node, ast.Subscript):
        node = node.value
    match node:
        case ast.Call(func=ast.Attribute(attr="groupby")):
            return node
    return None


def _column(node: ast.expr) -> tuple[Hashable, ...]:
    """The label of ``table[label]``."""
    match node:
        case ast.Subscript(value=ast.Name(id="table"), slice=ast.Constant(value=label)):
            return (label,)
    return ()


def _limit(method: str, call: ast.Call) -> int | None:
    """How many rows ``head(n)`` and its like leave at most, where they are not taken from each group."""
    if method not in ("head", "tail", "nlargest", "nsmallest") or _groupby(call) is not None:
        return None
    return _whole(call.args[0]) if call.args else None


def _bins(call: ast.Call | None) -> int | None:
    """How many groups ``groupby(pd.cut(column, bins=n))`` makes at most."""
    match call.args if call is not None else []:
        case [ast.Call(func=ast.Attribute(attr="cut" | "qcut")) as cut, *_]:
            counts = [*cut.args[1:2], *(keyword.value for keyword in cut.keywords if keyword.arg in ("bins", "q"))]
            return next((number for number in map(_whole, counts) if number is not None), None)
    return None


def _whole(node: ast.expr) -> int | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int) else None


def _labels_in(node: ast.expr | None) -> tuple[Hashable, ...]:
    """The labels a constant or a list of constants spells."""
    match node:
        case ast.Constant(value=value):
            return (value,)
        case ast.List(elts=items):
            return tuple(item.value for item in items if isinstance(item, ast.Constant))
    return ()


def _method(method: str, call: ast.Call) -> Effect:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if method in _SUBSET:
        return replace(_FEWER_ROWS, limit=_limit(method, call))
    if method == "groupby":
        return _SAME
    if method == "value_counts" and isinstance(call.func, ast.Attribute) and (keys := _column(call.func.value)):
        return Effect("groups", "any", keys=keys)
    if method == "dropna":
        return _FEWER_COLUMNS if "axis" in keywords else _FEWER_ROWS
    if method in _AGGREGATES and (keys := _grouped_by(call)):
        return Effect("groups", "any", keys=keys)
    if method in _AGGREGATES and _bins(_groupby(call)):
        return Effect(limit=_bins(_groupby(call)))
    if method in ("pivot", "pivot_table") and (keys := _labels_in(keywords.get("index"))):
        labels = _labels_in(keywords.get("columns"))
        if len(labels) == 1 and "margins" not in keywords:
            return Effect("groups", "any", method == "pivot_table", spreads=True, keys=keys, across=labels[0])
    if method == "melt":
        return Effect(
            "melted", "any", new_cells=False, spreads=True,
            ids=_labels_in(keywords.get("id_vars")), melted=_labels_in(keywords.get("value_vars")),
        )  # fmt: skip
    if method in ("stack", "unstack", "set_index"):
        return _MOVED
    if method in ("drop", "select_dtypes", "pop"):
        return _FEWER_COLUMNS
    if method in _ORDER:
        return _SAME
    if method in (*_LABELS, "reset_index"):
        return Effect("same", "same", new_cells=False, relabels=True)
    if method in _REWRITE:
        return Effect("same", "same")
    if method == "assign":
        values = _assigned(call)
        sorts = {_sort_of(value) for value in values}
        return Effect("same", "more", added=len(values), sort=sorts.pop() if len(sorts) == 1 else "")
    return _ANYTHING


def _assigned(call: ast.Call) -> list[ast.expr]:
    found: list[ast.expr] = []
    for keyword in call.keywords:
        found += keyword.value.values if isinstance(keyword.value, ast.Dict) else [keyword.value]
    return found


def _then(first: Effect, second: Effect) -> Effect:
    if second == _ANYTHING and first.limit is None:
        return _ANYTHING
    if first == _SAME or first.relabels:
        return second
    if second == _SAME or second.relabels:
        return first
    if second == _MOVED and (first.spreads or first.rows in ("same", "some")):
        return replace(_MOVED, new_cells=first.new_cells)
    if second.rows == "some" and first.rows in ("groups", "melted"):
        return replace(first, rows="any", limit=second.limit)
    if second.columns == "some" and first.rows == "groups":
        return first
    if first.rows not in ("same", "some") or second.rows not in ("same", "some"):
        limits = [limit for limit in (first.limit, second.limit) if limit is not None]
        return Effect(limit=min(limits)) if limits and first.rows in ("any", "some") else _ANYTHING
    rows: Rows = "some" if "some" in (first.rows, second.rows) else "same"
    columns: Columns
    if first.columns == "same" or second.columns == "same":
        columns = second.columns if first.columns == "same" else first.columns
    else:
        columns = first.columns if first.columns == second.columns else "any"
    new = first.new_cells or second.new_cells
    limits = [limit for limit in (first.limit, second.limit) if limit is not None]
    limit = min(limits, default=None)
    return Effect(rows, columns, new, first.added + second.added, first.sort or second.sort, limit=limit)


def _is_mask(node: ast.expr) -> bool:
    match node:
        case ast.Compare() | ast.BoolOp():
            return True
        case ast.UnaryOp(op=ast.Invert()):
            return True
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            return True
        case ast.Call(func=ast.Attribute(attr=method)):
            return method in _TRUTHS or method in ("any", "all")
        case ast.Subscript(value=ast.Name(id="table")):
            return True
    return False


def _sort_of(node: ast.expr) -> str:
    """What cells an expression over columns holds, where its outermost operation tells."""
    match node:
        case ast.Compare() | ast.UnaryOp(op=ast.Invert()) | ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            return "bool"
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.FloorDiv() | ast.Mod() | ast.Pow()):
            return "number"
        case ast.Call(func=ast.Attribute(attr=method)):
            return (
                "bool" if method in _TRUTHS else "number" if method in _NUMBERS else "text" if method in _TEXTS else ""
            )
        case ast.Attribute(attr=name):
            return "bool" if name in _TRUTHS else "number" if name in _NUMBERS else ""
    return ""
