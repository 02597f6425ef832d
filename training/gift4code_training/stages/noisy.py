"""The sentence of a noisy user: what someone would say of the result who knows the task and roughly how it is done, but
has not seen a value.

Made of the intent and the program alone, by rule, and imprecise on purpose: names of columns come in loose spelling and
not all of them, how rows are counted and in which direction they are sorted is left out, and one of the things that
could be said is not said. Of programs that hold no sign of pandas (arrays, plain Python) no table is spoken of. The
same intent and program give the same sentence. After "simulating a noisy user" in arXiv 2402.08073, where a model
writes it.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable

_ENDS = {
    "tolist": "a list",
    "to_list": "a list",
    "unique": "a list",
    "to_dict": "a lookup",
    "nunique": "a number or so",
}
_REDUCED = frozenset({"mean", "median", "sum", "count", "max", "min", "std", "var", "quantile", "item"})
_TABLES = frozenset({"groupby", "agg", "pivot_table", "resample", "rolling", "merge", "value_counts"})
_FIGURES = {
    "mean": "averages", "median": "middle values", "sum": "totals", "count": "counts", "size": "counts",
    "value_counts": "counts", "nunique": "how many different ones there are", "max": "the largest ones",
    "min": "the smallest ones", "std": "how much they vary", "var": "how much they vary", "quantile": "some quantile",
    "cumsum": "running totals", "rank": "a ranking", "pct_change": "changes", "diff": "differences",
    "rolling": "something rolling", "corr": "how they go together",
}  # fmt: skip
_FORMS = {
    "pivot_table": "laid out as a grid", "pivot": "laid out as a grid", "unstack": "laid out as a grid",
    "crosstab": "laid out as a grid", "melt": "in long form", "stack": "in long form", "explode": "one item a row",
    "merge": "with the tables put together", "concat": "with the parts put together", "join": "with the tables put "
    "together", "drop_duplicates": "without repeats", "dropna": "without the gaps", "fillna": "with the gaps filled",
    "sort_values": "in some sensible order", "nlargest": "just the top few", "nsmallest": "just the bottom few",
    "head": "just the first few", "tail": "just the last few", "cut": "in bands", "qcut": "in bands",
    "resample": "by period",
}  # fmt: skip
_AMBIGUOUS = frozenset({"concat", "cut", "explode", "join", "pivot", "resample", "stack"})  # other libraries' too
_OF_PANDAS = frozenset(
    {
        *{*_TABLES, *_FORMS}.difference(_AMBIGUOUS),
        *("apply", "assign", "at", "between", "columns", "dt", "dtypes", "iat", "iloc", "isin", "isna", "isnull"),
        *("iterrows", "itertuples", "loc", "notna", "notnull", "nunique", "pct_change", "query", "reindex", "rename"),
        *("reset_index", "select_dtypes", "set_index", "shift", "to_datetime", "to_frame", "to_numeric", "transform"),
    }
)
_OF_ARRAYS = frozenset({"T", "dtype", "flat", "imag", "ndim", "real", "shape", "size"})
_NAMED = frozenset({"groupby", "sort_values", "drop_duplicates", "set_index", "drop", "nlargest", "nsmallest", "melt"})
_NAMES = frozenset({"by", "on", "columns", "index", "values", "subset", "id_vars", "value_vars"})
_OPENINGS: tuple[Callable[[str], str], ...] = (
    lambda what: f"I expect {what}",
    lambda what: f"It should come out as {what}",
    lambda what: f"The result is {what}, I think",
    lambda what: f"What I want back is {what}",
)


def noisy_sentence(intent: str, code: str) -> str:
    """See the module's docstring.

    Raises:
        SyntaxError: the program does not parse.
    """
    tree = ast.parse(code)
    rng = random.Random(f"{intent}\0{code}".encode("utf-8", "backslashreplace"))
    calls = _calls(tree)
    keys, others = _columns(tree)
    told = [f"for each {_some(keys, rng)}"] if keys else []
    told += [f"with {_FIGURES[name]}" for name in dict.fromkeys(calls) if name in _FIGURES][:1]
    of_pandas = _is_of_pandas(tree)
    if of_pandas:
        told += [_FORMS[name] for name in dict.fromkeys(calls) if name in _FORMS][:2]
    left = [name for name in others if name not in keys]
    if left:
        told.append(f"something about {_some(left, rng)}")
    if len(told) > 1:
        told.pop(rng.randrange(len(told)))
    said = rng.choice(_OPENINGS)(", ".join([_noun(tree, of_pandas=of_pandas), *told]))
    return f"{said}."


def _is_of_pandas(tree: ast.Module) -> bool:
    """Whether anything in a program is of pandas: its name, a frame's, a label in brackets, a method of its own."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in ("pd", "pandas") or "df" in name.lower() or "frame" in name.lower():
                return True
            case ast.Subscript(slice=ast.Constant() | ast.List() as part) if _texts(part):
                return True
            case ast.Attribute(attr=name) if name in _OF_PANDAS:
                return True
            case ast.Subscript(value=ast.Name(id=table), slice=part):
                if any(_is_column(each, table) for each in ast.walk(part)):
                    return True
    return False


def _is_column(node: ast.AST, table: str) -> bool:
    """``table.column`` in ``table[table.column > 3]``."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            return name == table and attribute not in _OF_ARRAYS
    return False


def _noun(tree: ast.Module, *, of_pandas: bool) -> str:
    """What the last statement seems to make, by the call it ends with."""
    calls = _calls(tree.body[-1]) if tree.body else []
    last = calls[0] if calls else ""
    if last in _REDUCED and not _TABLES & set(calls):
        return "a number or so"
    return _ENDS.get(last, "a table or so" if of_pandas else "some values")


def _calls(tree: ast.AST) -> list[str]:
    """Names of methods and functions called, the outermost first."""
    return [
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def _columns(tree: ast.AST) -> tuple[list[str], list[str]]:
    """Names that the program groups by, and those that it uses anywhere, in order."""
    keys: list[str] = []
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="groupby"), args=args, keywords=keywords):
                keys += [name for part in (*args, *(each.value for each in keywords)) for name in _texts(part)]
            case ast.Subscript(slice=ast.Constant() | ast.List() as part):
                found += _texts(part)
            case ast.Call(func=ast.Attribute(attr=name), args=args) if name in _NAMED:
                found += [text for part in args for text in _texts(part)]
            case ast.keyword(arg=str() as name, value=value) if name in _NAMES:
                found += _texts(value)
            case _:
                pass
    return list(dict.fromkeys(keys)), list(dict.fromkeys(found))


def _texts(node: ast.expr) -> list[str]:
    parts = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _some(names: list[str], rng: random.Random) -> str:
    """One or two of the names in loose spelling."""
    chosen = sorted(rng.sample(range(len(names)), min(len(names), rng.choice((1, 2)))))
    return " and ".join(_loose(names[place]) for place in chosen)


def _loose(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[^\w%]+|_", " ", spaced).lower().split()) or "a column"
