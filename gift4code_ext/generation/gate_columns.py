"""The gate's view of columns: which ones a cell reads, and whether the input that it reads them from has them."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Hashable, Iterator, Sequence

from gift4code_ext.generation import words
from gift4code_ext.generation.positions import method
from gift4code_ext.spec.model import Variable

_SAME_COLUMNS = words.word_set(
    "copy dropna head tail sort_values sort_index query drop_duplicates fillna sample nlargest nsmallest groupby ffill "
    "bfill loc iloc round"
)
_IN_PLACE = frozenset(("insert", "update", "pop"))
_ARGUMENT = {
    **dict.fromkeys(("groupby", "sort_values", "set_index", "drop_duplicates", "explode"), 0),
    **dict.fromkeys(("nlargest", "nsmallest"), 1),
}
_KEYWORDS = words.word_set("by subset id_vars value_vars on left_on")
_OF_METHOD = {
    **dict.fromkeys(("pivot", "pivot_table"), words.word_set("index columns values")),
    **dict.fromkeys(("drop", "nlargest", "nsmallest"), frozenset(("columns",))),
    "set_index": frozenset(("keys",)),
    "explode": frozenset(("column",)),
}
_OF_OTHER = frozenset(("on", "right_on"))
_DIGITS = re.compile(r"\d+")


class Columns(ast.NodeTransformer):
    """Columns that an untouched input does not have: mended where one column is meant, else the reason to refuse.

    A name that the cell binds anywhere, such as an argument of a lambda, is no input; one that it changes in place may
    have other columns, unless all it does is to set columns by name. Labels of several levels are read by parts.

    Attributes:
        unknown: the reason to refuse; empty if there is none.
    """

    def __init__(self, tree: ast.AST, frames: dict[str, Variable], edits: list[str]) -> None:
        self.edits = edits
        self.unknown = ""
        self.columns: dict[str, set[Hashable]] = {
            name: {column.label for column in (*variable.columns, *variable.index)}
            for name, variable in frames.items()
            if variable.shape == "frame"
            and variable.columns_total == len(variable.columns)
            and not any(isinstance(column.label, tuple) for column in variable.columns)
        }
        self.called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            name, label = _changed(node)
            if label is not None and name in self.columns:
                self.columns[name].add(label)
            else:
                self.columns.pop(name, None)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        frame = node.value.id if isinstance(node.value, ast.Name) else ""
        if frame not in self.columns or id(node) in self.called or not isinstance(node.ctx, ast.Load):
            return node
        if node.attr in self.columns[frame] or _is_frame_attribute(node.attr):
            return node
        return ast.Subscript(node.value, self.labels(ast.Constant(node.attr), frame), node.ctx)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "iloc", "at", "iat"):
            frame = self.frame(node.value.value)
            if frame is not None and node.value.attr in ("loc", "at") and isinstance(node.slice, ast.Tuple):
                node.slice.elts[1:] = [self.labels(item, frame) for item in node.slice.elts[1:]]
            return node
        frame = self.frame(node.value)
        if frame is not None:
            node.slice = self.labels(node.slice, frame)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        of_module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("pd", "pandas")
        if of_module and not node.args:
            return node
        frame = self.frame(node.args[0] if of_module else node.func.value)
        others = node.args[of_module:]
        other = self.frame(others[0]) if others and method(node) in ("merge", "join") else None
        place = _ARGUMENT.get(method(node), len(node.args)) + of_module
        if frame is not None and place < len(node.args):
            node.args[place] = self.labels(node.args[place], frame)
        if frame is not None and method(node) in ("agg", "aggregate"):
            self.aggregated(node, frame)
        if any(keyword.arg == "errors" for keyword in node.keywords):
            return node
        for keyword in node.keywords:
            if frame is not None and keyword.arg in (_KEYWORDS | _OF_METHOD.get(method(node), frozenset())):
                keyword.value = self.labels(keyword.value, frame)
            if other is not None and keyword.arg in _OF_OTHER and method(node) == "merge":
                keyword.value = self.labels(keyword.value, other)
        return node

    def aggregated(self, node: ast.Call, frame: str) -> None:
        """Columns of ``agg({"a": "sum"})`` and ``agg(total=("a", "sum"))``."""
        for item in node.args[:1]:
            if isinstance(item, ast.Dict):
                item.keys = [key and self.labels(key, frame) for key in item.keys]
        for keyword in node.keywords:
            if isinstance(keyword.value, ast.Tuple) and keyword.value.elts:
                keyword.value.elts[0] = self.labels(keyword.value.elts[0], frame)

    def frame(self, node: ast.expr) -> str | None:
        """The input whose columns ``node`` still has, if that is certain."""
        if isinstance(node, ast.Name):
            return node.id if node.id in self.columns else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAME_COLUMNS:
            return self.frame(node.func.value)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, (ast.Compare, ast.BinOp)):
            inner = node.value
            is_loc = isinstance(inner, ast.Attribute) and inner.attr == "loc"
            return self.frame(inner.value if isinstance(inner, ast.Attribute) and is_loc else inner)
        return None

    def labels(self, node: ast.expr, frame: str) -> ast.expr:
        if isinstance(node, ast.List):
            node.elts = [self.labels(item, frame) for item in node.elts]
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or node.value in self.columns[frame]:
            return node
        meant = nearest(node.value, self.columns[frame])
        if not isinstance(meant, str):
            self.unknown = self.unknown or f"{frame} has no column {node.value!r}"
            return node
        self.edits.append(f"read the column {node.value!r} as {meant!r}")
        return ast.Constant(meant)


def bound(node: ast.AST) -> str:
    """The name that a node gives a value, or nothing."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            return name
        case ast.ExceptHandler(name=str(name)):
            return name
        case ast.alias(name=name, asname=alias):
            return alias or name.partition(".")[0]
    return ""


def nearest(name: str, known: Collection[Hashable]) -> Hashable | None:
    """The one known name that differs only in case, punctuation, plural or, from five letters on, one typo.

    A digit is never a typo: ``sales_2023`` is not ``sales_2024``.
    """
    texts = [other for other in known if isinstance(other, str)]
    wanted = words.key(words.subwords(name))
    same = [other for other in texts if wanted and words.key(words.subwords(other)) == wanted]
    if not same and len(name) >= 5:
        same = [
            other
            for other in texts
            if words.one_edit(other.casefold(), name.casefold()) and _DIGITS.findall(other) == _DIGITS.findall(name)
        ]
    return same[0] if len(same) == 1 else None


def _changed(node: ast.AST) -> tuple[str, str | None]:
    """The variable that a node binds or changes, and the one column if it does no more than set that."""
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return _root(node), _set_column(node) if isinstance(node.ctx, ast.Store) else None
    if isinstance(node, (ast.Name, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
        return _root(node), None
    if isinstance(node, ast.Call) and (
        method(node) in _IN_PLACE or any(keyword.arg == "inplace" for keyword in node.keywords)
    ):
        return _root(node.func), None
    return bound(node), None


def _set_column(node: ast.Subscript) -> str | None:
    last: ast.expr | None = None
    if isinstance(node.value, ast.Name):
        last = node.slice
    elif isinstance(node.value, ast.Attribute) and node.value.attr == "loc" and isinstance(node.slice, ast.Tuple):
        last = node.slice.elts[-1]
    return last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else None


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_frame_attribute(name: str) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is None or hasattr(pandas.DataFrame, name)


def reassigned(tree: ast.Module, frames: Collection[str]) -> Iterator[tuple[ast.stmt, list[str], bool]]:
    """Statements at the top of a cell that bind an input anew: the names, and whether nothing live goes into the value.

    What was computed from an input, directly or through other names, is live.
    """
    live = set(frames)
    for statement in tree.body:
        targets, value = _assigned(statement)
        again = [target.id for target in targets if isinstance(target, ast.Name) and target.id in frames]
        is_live = any(isinstance(node, ast.Name) and node.id in live for node in ast.walk(value or statement))
        if again:
            yield statement, again, not is_live
        elif is_live:
            live.update(name for node in ast.walk(statement) if (name := bound(node)))


def _assigned(statement: ast.stmt) -> tuple[Sequence[ast.expr], ast.expr | None]:
    match statement:
        case ast.Assign(targets=targets, value=value):
            return targets, value
        case ast.AnnAssign(target=target, value=value):
            return [target], value
    return [], None
