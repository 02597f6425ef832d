"""What ARCADE does to a program before it runs, so that what a notebook would show can be compared.

The last statement's value goes to ``__output__``: an expression's, of a ``print`` of one argument that argument, of an
assignment what is assigned (``a = v`` becomes ``__output__ = a = v``). Of a prediction every earlier bare expression is
kept too, as ``__tmp_0``, ``__tmp_1``, ….
"""

from __future__ import annotations

import ast
import re

from gift4code_training.evaluation.suites.arcade.matching import OUTPUT

CELL = "# In[ ]:"
_PLOTS = (".plot", ".bar(", ".hist(", "sns.", "plt.", "boxplot(")
_MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


def shows(reference: str) -> bool:
    """Whether a problem is tagged as one of plots."""
    return any(sign in reference for sign in _PLOTS)


def parsed(code: str) -> ast.Module:
    """A cell's tree; where it does not parse, without lines that are a notebook's own commands.

    Raises:
        SyntaxError: it is no Python.
    """
    try:
        return ast.parse(code)
    except SyntaxError:
        without = _MAGIC.sub(r"\1pass", code)
        if without == code:
            raise
        return ast.parse(without)


def rewritten(code: str, *, prediction: bool) -> ast.Module:
    """The tree to run, its lines as in ``code``.

    Raises:
        SyntaxError: it is no Python.
    """
    tree = parsed(code)
    if not tree.body:
        return tree
    *earlier, last = tree.body
    if prediction:
        earlier = _kept(earlier)
    match last:
        case ast.Expr(value=value):
            last = _bound(OUTPUT, _printed(value), last)
        case ast.Assign(targets=targets):
            last.targets = [ast.copy_location(ast.Name(OUTPUT, ast.Store()), last), *targets]
    tree.body = [*earlier, last]
    return ast.fix_missing_locations(tree)


def first_cell(text: str) -> str:
    """Of a model's continuation of a notebook, the first cell that holds a line of code."""
    cells = text.split(CELL)
    code = (cell for cell in cells if any(_is_code(line) for line in cell.splitlines()))
    return next(code, cells[0]).strip("\n")


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("#", "%"))


def _kept(statements: list[ast.stmt]) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    count = 0
    for statement in statements:
        if isinstance(statement, ast.Expr):
            found.append(_bound(f"__tmp_{count}", statement.value, statement))
            count += 1
        else:
            found.append(statement)
    return found


def _bound(name: str, value: ast.expr, place: ast.stmt) -> ast.Assign:
    return ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], value), place)


def _printed(value: ast.expr) -> ast.expr:
    match value:
        case ast.Call(func=ast.Name(id="print"), args=[argument], keywords=[]) if not isinstance(argument, ast.Starred):
            return argument
    return value
