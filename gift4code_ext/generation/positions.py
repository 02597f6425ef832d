"""Where a constant stands in a pandas call decides what it can be: a label, a value, or a word of the API.

``sort_values("count")`` names a column, ``agg("count")`` does not, ``how="left"`` never does. The tables here say
which is which, and :func:`constants` walks a whole program with them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum

from gift4code_ext.generation.words import word_set


class Role(Enum):
    """What a constant may stand for at its place."""

    ANY = "a label if it equals one, else a value"
    LABEL = "a label"
    VALUE = "a value"
    INDEX = "a position; small ones are part of the idiom"
    WORD = "a word of the API; numbers may be values"
    FIXED = "part of the API"
    AGGREGATE = "a function name; keys of a mapping and the first of a tuple are labels"
    PAIRS = "a value; keys of a mapping are labels"


_ARGUMENTS: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(("agg", "aggregate", "transform", "apply", "astype"), (Role.AGGREGATE,)),
    **dict.fromkeys(("nlargest", "nsmallest"), (Role.VALUE, Role.LABEL)),
    **dict.fromkeys(
        ("groupby", "sort_values", "set_index", "drop", "explode", "pivot", "melt", "drop_duplicates"), (Role.LABEL,)
    ),
    **dict.fromkeys(
        ("resample", "to_period", "asfreq", "floor", "ceil", "tz_convert", "tz_localize", "Grouper"), (Role.WORD,)
    ),
    "merge": (Role.ANY, Role.WORD, Role.LABEL),
    "join": (Role.ANY, Role.LABEL, Role.WORD),
    "insert": (Role.VALUE, Role.LABEL, Role.VALUE),
    "NamedAgg": (Role.LABEL, Role.AGGREGATE),
    "fillna": (Role.PAIRS,),
    "date_range": (Role.VALUE,),
}

_VALUES = word_set(
    "isin replace map clip between eq ne gt lt ge le add sub mul div truediv floordiv mod pow radd rsub rmul rdiv "
    "head tail sample shift diff pct_change rolling ewm nth quantile round where mask contains startswith "
    "endswith match extract strftime zfill pad repeat full linspace arange cut qcut Timestamp Timedelta select "
    "take"
)

_KEYWORDS: dict[str, Role] = {
    **dict.fromkeys(
        word_set(
            "how method keep kind freq rule unit orient dtype format errors na_position join validate side "
            "interpolation inclusive closed origin direction suffixes lsuffix rsuffix normalize convention"
        ),
        Role.WORD,
    ),
    **dict.fromkeys(
        word_set(
            "axis ascending inplace as_index ignore_index sort dropna numeric_only observed ddof regex "
            "expand group_keys copy deep drop case indicator skipna margins right"
        ),
        Role.FIXED,
    ),
    **dict.fromkeys(("func", "aggfunc"), Role.AGGREGATE),
    **dict.fromkeys(
        word_set(
            "by on left_on right_on columns index values subset id_vars value_vars var_name value_name names "
            "name key column items stubnames i j margins_name left_by right_by mapper"
        ),
        Role.LABEL,
    ),
    "value": Role.PAIRS,
}

NAMING_CALLS = frozenset(("assign", "agg", "aggregate"))
"""Calls whose other keyword names are labels of new columns."""

_OWN_KEYWORDS = frozenset(("func", "axis", "engine", "engine_kwargs"))


def method(call: ast.Call) -> str:
    """The last name of what is called: ``merge`` for ``pd.merge(...)`` and ``df.merge(...)``."""
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def argument(call: ast.Call, position: int) -> Role:
    """The role of a positional argument."""
    name = method(call)
    if name in _VALUES or _on_text(call):
        return Role.VALUE
    if name == "merge" and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        position -= call.func.value.id == "pd"
    roles = _ARGUMENTS.get(name, (Role.ANY,))
    return roles[max(0, min(position, len(roles) - 1))]


def keyword(call: ast.Call, name: str) -> Role:
    """The role of a keyword's value."""
    role = _KEYWORDS.get(name, Role.ANY)
    if names_column(call, name):
        return Role.AGGREGATE if method(call) != "assign" else Role.VALUE
    if role is Role.LABEL and (method(call) in _VALUES or _on_text(call)):
        return Role.VALUE
    return role


def names_column(call: ast.Call, name: str) -> bool:
    """Whether the keyword ``name`` is itself the label of a new column."""
    called = method(call)
    return called in NAMING_CALLS and (called == "assign" or name not in _OWN_KEYWORDS)


def _on_text(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Attribute)
        and function.value.attr == "str"
    )


def constants(tree: ast.AST) -> Iterator[tuple[ast.Constant, Role]]:
    """Every constant of a program with its role, in the order of the text."""
    yield from _constants(tree, Role.ANY)


def _constants(node: ast.AST, role: Role) -> Iterator[tuple[ast.Constant, Role]]:
    if isinstance(node, ast.Constant):
        yield node, role
        return
    for child, given in _children(node, role):
        yield from _constants(child, given)


def _children(node: ast.AST, role: Role) -> Iterator[tuple[ast.AST, Role]]:
    """The children of a node with the role that it gives them, itself having one."""
    match node:
        case ast.Tuple(elts=[first, *others]) if role is Role.AGGREGATE:
            yield first, Role.LABEL
            yield from ((item, Role.AGGREGATE) for item in others)
        case ast.List() | ast.Tuple() | ast.Set() | ast.Starred():
            yield from ((item, role) for item in ast.iter_child_nodes(node))
        case ast.Dict(keys=keys, values=values):
            named = Role.LABEL if role in (Role.AGGREGATE, Role.PAIRS) else role
            for key, value in zip(keys, values, strict=True):
                if key is not None:
                    yield key, named
                yield value, Role.VALUE if role is Role.PAIRS else role
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from ((test, Role.ANY), (body, role), (orelse, role))
        case ast.Compare():
            yield from ((item, Role.VALUE) for item in ast.iter_child_nodes(node))
        case ast.BinOp(left=left, right=right):
            yield from ((item, role if role is Role.LABEL else Role.VALUE) for item in (left, right))
        case ast.UnaryOp(op=op, operand=operand):
            yield operand, Role.ANY if isinstance(op, ast.Not) else role
        case ast.JoinedStr(values=values):
            yield from ((part, Role.ANY) for part in values if isinstance(part, ast.FormattedValue))
        case ast.AugAssign(target=target, value=value):
            yield from ((target, Role.ANY), (value, Role.VALUE))
        case ast.Subscript():
            yield from _of_subscript(node)
        case ast.Slice():
            ends = [end for end in (node.lower, node.upper, node.step) if end is not None]
            is_range = any(isinstance(getattr(end, "operand", end), ast.Constant) and not _is_text(end) for end in ends)
            yield from ((end, Role.LABEL if role is Role.LABEL and not is_range else Role.INDEX) for end in ends)
        case ast.Call():
            yield from _of_call(node)
        case _:
            yield from ((child, Role.ANY) for child in ast.iter_child_nodes(node))


def _of_subscript(node: ast.Subscript) -> Iterator[tuple[ast.AST, Role]]:
    yield node.value, Role.ANY
    base = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    if base in ("loc", "at") and isinstance(node.slice, ast.Tuple):
        rows, *columns = node.slice.elts
        yield rows, Role.VALUE
        yield from ((item, Role.LABEL) for item in columns)
    else:
        is_place = base in ("iloc", "iat", "str")
        yield node.slice, Role.VALUE if base in ("loc", "at") else Role.INDEX if is_place else Role.LABEL


def _of_call(node: ast.Call) -> Iterator[tuple[ast.AST, Role]]:
    yield node.func, Role.ANY
    yield from ((item, argument(node, place)) for place, item in enumerate(node.args))
    for item in node.keywords:
        if item.arg is not None:
            yield item.value, keyword(node, item.arg)
        elif isinstance(item.value, ast.Dict):  # **{"a b": value} says what a=value would
            for key, value in zip(item.value.keys, item.value.values, strict=True):
                name = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
                yield value, keyword(node, name)
        else:
            yield item.value, Role.ANY


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
