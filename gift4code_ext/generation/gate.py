"""The gate: what is refused, mended or completed in a candidate before anything runs.

Refused: what does not parse, what a data cell may not do, names and columns that provably do not exist. Mended, and
told: near-misses of a name or column, lines that load an input again, a last value that is not bound.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from gift4code_ext.generation import words
from gift4code_ext.generation.allowed import IMPORTS, reads_data, refusals
from gift4code_ext.generation.positions import method
from gift4code_ext.spec.model import Variable

_BUILTINS = frozenset(dir(builtins))
_SAME_COLUMNS = words.word_set(
    "copy dropna head tail sort_values sort_index query drop_duplicates fillna sample nlargest nsmallest groupby ffill "
    "bfill loc iloc round"
)
_IN_PLACE = frozenset(("insert", "update", "pop"))
_COLUMN_KEYWORDS = words.word_set("by subset id_vars value_vars")
_COLUMN_ARGUMENT = {
    **dict.fromkeys(("groupby", "sort_values", "set_index", "drop_duplicates", "explode"), 0),
    **dict.fromkeys(("nlargest", "nsmallest"), 1),
}


@dataclass(frozen=True)
class Gated:
    """A candidate behind the gate: the code to run, or ``refused``, the reason not to. ``edits`` tell every mend."""

    code: str
    edits: tuple[str, ...] = ()
    refused: str = ""


def gate(code: str, inputs: Sequence[Variable], result: str, context_names: Collection[str] = ()) -> Gated:
    """Check and mend one candidate.

    Args:
        code: Python.
        inputs: the live inputs as read.
        result: the variable the cell must bind.
        context_names: variables and modules of earlier cells.
    """
    try:
        return _gate(ast.parse(code), code, inputs, result, context_names)
    except (SyntaxError, ValueError) as error:
        return Gated(code, refused=f"it does not parse: {getattr(error, 'msg', error)}")
    except (RecursionError, MemoryError):
        return Gated(code, refused="it is nested too deeply")


def _gate(
    tree: ast.Module, code: str, inputs: Sequence[Variable], result: str, context_names: Collection[str]
) -> Gated:
    edits: list[str] = []
    before = ast.dump(tree)
    frames = {variable.name: variable for variable in inputs}
    _drop_loading(tree, frames, edits)
    problem = next(refusals(tree), "")
    if problem or not tree.body:
        return Gated(code, tuple(edits), problem or "it holds no statement")
    problem = _bind(tree, frames, result, edits)
    if not problem:
        names = _Names(frames, context_names, edits)
        names.visit(tree)
        columns = _Columns(tree, frames, edits)
        columns.visit(tree)
        tree.body[:0] = [ast.parse(IMPORTS[name]).body[0] for name in sorted(names.missing)]
        problem = names.unknown or columns.unknown
    mended = code.strip() if ast.dump(tree) == before else ast.unparse(ast.fix_missing_locations(tree))
    return Gated(mended, tuple(edits), problem)


def _drop_loading(tree: ast.Module, frames: Collection[str], edits: list[str]) -> None:
    kept: list[ast.stmt] = []
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        again = [target.id for target in targets if isinstance(target, ast.Name) and target.id in frames]
        if (
            again
            and isinstance(statement, ast.Assign)
            and reads_data(statement.value)
            and not _mentions(statement, again)
        ):
            edits.append(f"left out a line that loads {again[0]} again")
        else:
            kept.append(statement)
    tree.body = kept


def _mentions(statement: ast.Assign, names: Collection[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(statement.value))


def _bind(tree: ast.Module, frames: Collection[str], result: str, edits: list[str]) -> str:
    """Make the cell bind ``result`` where its last statement says what that is; returns why it does not."""
    if any(
        isinstance(node, ast.Name) and node.id == result and isinstance(node.ctx, ast.Store) for node in ast.walk(tree)
    ):
        return ""
    last = tree.body[-1]
    target: ast.expr = ast.Name(result, ast.Store())
    if isinstance(last, ast.Expr):
        call = last.value
        if isinstance(call, ast.Call) and method(call) in ("print", "display") and len(call.args) == 1:
            call = call.args[0]
        tree.body[-1] = ast.Assign([target], call)
        return ""
    if isinstance(last, ast.Assign) and len(last.targets) == 1:
        owner = last.targets[0]
        while isinstance(owner, (ast.Subscript, ast.Attribute)):
            owner = owner.value
        if isinstance(owner, ast.Name):
            if owner.id != result:
                tree.body.append(ast.Assign([target], ast.Name(owner.id, ast.Load())))
                edits.append(f"bound {result} to {owner.id}")
            return ""
    return f"it never sets {result}"


class _Names(ast.NodeTransformer):
    """Names that exist nowhere: mended where one known name is meant, imported where it is a module."""

    def __init__(self, frames: Collection[str], context: Collection[str], edits: list[str]) -> None:
        self.known = {*frames, *context}
        self.edits = edits
        self.missing: set[str] = set()
        self.unknown = ""

    def visit_Module(self, node: ast.Module) -> ast.AST:
        self.known.update(name for part in ast.walk(node) if (name := _bound(part)))
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.known or node.id in _BUILTINS or not isinstance(node.ctx, ast.Load):
            return node
        if node.id in IMPORTS:
            self.missing.add(node.id)
            return node
        meant = _nearest(node.id, self.known)
        if meant is None:
            self.unknown = self.unknown or f"it uses {node.id}, which does not exist"
            return node
        self.edits.append(f"read {node.id} as {meant}")
        return ast.Name(str(meant), node.ctx)


class _Columns(ast.NodeTransformer):
    """Columns that an untouched input does not have: mended where one column is meant, else the reason to refuse.

    A name that the cell binds anywhere, such as an argument of a lambda, is no input; one that it changes in place may
    have other columns.
    """

    def __init__(self, tree: ast.AST, frames: dict[str, Variable], edits: list[str]) -> None:
        self.edits = edits
        self.unknown = ""
        self.columns: dict[str, set[Hashable]] = {
            name: {column.label for column in (*variable.columns, *variable.index)}
            for name, variable in frames.items()
            if variable.shape == "frame" and variable.columns_total == len(variable.columns)
        }
        for node in ast.walk(tree):
            changed = _bound(node)
            if isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
                changed = _root(node)
            elif isinstance(node, ast.Call) and (
                method(node) in _IN_PLACE or any(keyword.arg == "inplace" for keyword in node.keywords)
            ):
                changed = _root(node.func)
            self.columns.pop(changed, None)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        is_plain = not (isinstance(node.value, ast.Attribute) and node.value.attr in ("loc", "iloc"))
        frame = self.frame(node.value) if is_plain else None
        if frame is not None:
            node.slice = self.labels(node.slice, frame)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        frame = self.frame(node.func.value) if isinstance(node.func, ast.Attribute) else None
        if frame is None:
            return node
        place = _COLUMN_ARGUMENT.get(method(node))
        if place is not None and place < len(node.args):
            node.args[place] = self.labels(node.args[place], frame)
        for keyword in node.keywords:
            if keyword.arg in _COLUMN_KEYWORDS:
                keyword.value = self.labels(keyword.value, frame)
        return node

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
        meant = _nearest(node.value, self.columns[frame])
        if not isinstance(meant, str):
            self.unknown = self.unknown or f"{frame} has no column {node.value!r}"
            return node
        self.edits.append(f"read the column {node.value!r} as {meant!r}")
        return ast.Constant(meant)


def _bound(node: ast.AST) -> str:
    """The name that a node gives a value, or nothing."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            return name
        case ast.ExceptHandler(name=str(name)):
            return name
        case ast.alias(name=name, asname=alias):
            return alias or name.partition(".")[0]
    return ""


def _nearest(name: str, known: Collection[Hashable]) -> Hashable | None:
    """The one known name that differs only in case, punctuation, plural or, from five letters on, one typo."""
    texts = [other for other in known if isinstance(other, str)]
    wanted = words.key(words.subwords(name))
    same = [other for other in texts if wanted and words.key(words.subwords(other)) == wanted]
    if not same and len(name) >= 5:
        same = [other for other in texts if words.one_edit(other.casefold(), name.casefold())]
    return same[0] if len(same) == 1 else None


def _root(node: ast.AST) -> str:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
