"""The gate: what is refused, mended or completed in a candidate before anything runs.

Refused: what does not parse, what a data cell may not do, names and columns that provably do not exist. Mended, and
told: near-misses of a name or column, lines that load an input again, a last value that is not bound.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gift4code_ext.generation.allowed import IMPORTS, reads_data, refusals
from gift4code_ext.generation.gate_columns import Columns, bound, nearest, reassigned
from gift4code_ext.generation.positions import method
from gift4code_ext.spec.model import Variable

_BUILTINS = frozenset(dir(builtins))
_SHORT = ("pd", "np")  # a cell runs with these, so it may leave their import out where they are there


@dataclass(frozen=True)
class Gated:
    """A candidate behind the gate: the code to run, or ``refused``, the reason not to. ``edits`` tell every mend."""

    code: str
    edits: tuple[str, ...] = ()
    refused: str = ""


def imported(context: str) -> frozenset[str]:
    """Short names of modules that earlier cells import: of ``pd`` and ``np`` those that they bind."""
    return frozenset(name for name in _SHORT if re.search(rf"\bas {name}\b", context))


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
    _drop_loading(tree, frames, result, edits)
    problem = next(refusals(tree), "")
    if problem or not tree.body:
        return Gated(code, tuple(edits), problem or "it holds no statement")
    problem = _bind(tree, frames, result, edits)
    if not problem:
        names = _Names(frames, context_names, edits)
        names.visit(tree)
        columns = Columns(tree, frames, edits)
        columns.visit(tree)
        tree.body[:0] = [ast.parse(IMPORTS[name]).body[0] for name in sorted(names.missing)]
        problem = names.unknown or columns.unknown
    mended = code.strip() if ast.dump(tree) == before else ast.unparse(ast.fix_missing_locations(tree))
    return Gated(mended, tuple(edits), problem)


def _drop_loading(tree: ast.Module, frames: Collection[str], result: str, edits: list[str]) -> None:
    """Leave out statements that replace an input by something that was not computed from the inputs."""
    dropped: list[ast.stmt] = []
    for statement, again, invented in reassigned(tree, frames):
        if not invented or not (reads_data(statement) or result not in again):
            continue
        edits += [f"left out a line that loads {name} again" for name in again]
        others = [
            target
            for target in getattr(statement, "targets", ())
            if not (isinstance(target, ast.Name) and target.id in again)
        ]
        if others and isinstance(statement, ast.Assign):
            statement.targets, statement.value = others, ast.Name(again[0], ast.Load())
        else:
            dropped.append(statement)
    tree.body = [statement for statement in tree.body if statement not in dropped]


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
        self.known.update(name for part in ast.walk(node) if (name := bound(part)))
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.known or node.id in _BUILTINS or not isinstance(node.ctx, ast.Load):
            return node
        if node.id in IMPORTS:
            self.missing.add(node.id)
            return node
        meant = nearest(node.id, self.known)
        if meant is None:
            self.unknown = self.unknown or f"it uses {node.id}, which does not exist"
            return node
        self.edits.append(f"read {node.id} as {meant}")
        return ast.Name(str(meant), node.ctx)
