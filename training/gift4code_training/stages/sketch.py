"""What two programs share when their names, or their names and constants, are blanked."""

from __future__ import annotations

import ast
import builtins
import copy
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from gift4code_training.corpus.syntax import sketch

__all__ = ["Told", "sketch", "told"]

_LIBRARIES = frozenset({"pd", "np", "plt", "sns"})
_KEPT = _LIBRARIES | frozenset(dir(builtins))


@dataclass(frozen=True)
class Told:
    """The steps of a program that hold constants, its variables blanked: ``_[_['Status'] == 'returned']``.

    A step is what one statement computes, whatever function it stands in and whatever variable it is bound to; a column
    or part that is assigned belongs to it. ``constants`` counts the texts and numbers in all of them.
    """

    steps: tuple[str, ...]
    constants: int


def told(program: str) -> Told:
    """See :class:`Told`; indented bodies of functions are read too.

    Raises:
        SyntaxError: the program does not parse.
    """
    steps: list[str] = []
    count = 0
    tree = ast.parse(textwrap.dedent(program))
    kept = _KEPT - {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for statement in ast.walk(tree):
        for part in _computed(statement):
            held = sum(map(_is_constant, ast.walk(part)))
            if held:
                blank = _Blank(kept).visit(copy.deepcopy(part))
                steps.append(ast.unparse(ast.fix_missing_locations(blank)))
                count += held
    return Told(tuple(steps), count)


def _computed(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case (
            ast.Assign(targets=[ast.Name()], value=value) | ast.AnnAssign(target=ast.Name(), value=ast.expr() as value)
        ):
            yield value
        case ast.Expr(value=ast.Constant()):
            return  # a docstring
        case ast.Return(value=ast.expr() as value) | ast.Expr(value=value):
            yield value
        case ast.Assign() | ast.AugAssign() | ast.Delete():
            yield node
        case ast.For(iter=value) | ast.While(test=value) | ast.If(test=value):
            yield value
        case _:
            return


def _is_constant(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return False
    return isinstance(node.value, (str, int, float))


class _Blank(ast.NodeTransformer):
    def __init__(self, kept: frozenset[str]) -> None:
        self._kept = kept

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return node if node.id in self._kept else ast.Name("_", node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg("_")
