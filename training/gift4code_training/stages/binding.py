"""A program as the cell that is learnt: its answer bound to a variable, and what it reads, makes and calls.

A last line that only shows a value is bound (the rewrite of ARCADE, arXiv 2212.09248, with a name of our own); one that
changes a table in place by a method becomes an assignment. What the product's gate would refuse or mend is refused and
mended here too, by the same gate.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gift4code_ext.generation.gate import gate
from gift4code_ext.spec.model import Variable

_NAMES = ("result", "answer", "outcome", "final_result", "last_result")
_SHOWING = frozenset({"print", "display"})
_LIBRARIES = frozenset({"pd", "np"})
_MOST = 4  # outputs that are told, the answer among them


class Unbound(Exception):
    """A program that makes no cell; the first argument is the reason that is counted, the second a detail."""


@dataclass(frozen=True)
class Cell:
    """A cell that binds ``answer``.

    Attributes:
        reads: inputs that it loads, in the order of the context.
        made: variables that it binds, the answer first, then from the last to the first.
        calls: functions and methods of pandas, in order.
    """

    code: str
    answer: str
    reads: tuple[str, ...]
    made: tuple[str, ...]
    calls: tuple[str, ...]


def cell_of(program: str, inputs: Mapping[str, Variable]) -> Cell:
    """The cell of a program.

    Args:
        inputs: the tables of its context as read.

    Raises:
        Unbound: it binds nothing, reads no table, or the gate refuses it.
    """
    try:
        tree = ast.parse(program)
        before = ast.dump(tree)
        answer = _bind(tree)
        code = program.strip() if ast.dump(tree) == before else ast.unparse(ast.fix_missing_locations(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unbound("it does not parse", str(error)) from None
    gated = gate(code, tuple(inputs.values()), answer)
    if gated.refused:
        raise Unbound("refused by the gate", gated.refused)
    tree = ast.parse(gated.code)
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    reads = tuple(name for name in inputs if name in loaded)
    if not reads:
        raise Unbound("it reads no table", "")
    others = [name for name in reversed(list(dict.fromkeys(_bound(tree.body)))) if name != answer]
    return Cell(gated.code, answer, reads, (answer, *others)[:_MOST], tuple(_calls(tree)))


def _bind(tree: ast.Module) -> str:
    """Has the last statement bind the answer; returns its name."""
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        value = last.value
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in _SHOWING:
            if len(value.args) != 1 or value.keywords:
                raise Unbound("its last line makes nothing", ast.unparse(last))
            value = value.args[0]
        if isinstance(value, ast.Call) and _pop_in_place(value):
            if not (isinstance(value.func, ast.Attribute) and isinstance(value.func.value, ast.Name)):
                raise Unbound("its last line makes nothing", ast.unparse(last))  # changes a copy of a part
            answer = value.func.value.id
        elif isinstance(value, ast.Name):
            tree.body.pop()  # a bare name only shows what was made before
            return value.id
        else:
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            answer = next((name for name in _NAMES if name not in used), "")
            if not answer:
                raise Unbound("every name for its answer is taken", "")
        tree.body[-1] = ast.Assign([ast.Name(answer, ast.Store())], value)
        return answer
    names = list(_bound(tree.body[-1:])) or list(_bound(tree.body))
    if not names:
        raise Unbound("it makes nothing", "")
    return names[-1]


def _pop_in_place(call: ast.Call) -> bool:
    """Takes ``inplace=True`` out of a call; says whether it was there."""
    found = [
        each
        for each in call.keywords
        if each.arg == "inplace" and isinstance(each.value, ast.Constant) and each.value.value is True
    ]
    call.keywords = [each for each in call.keywords if each not in found]
    return bool(found)


def _bound(statements: list[ast.stmt]) -> Iterator[str]:
    """Variables that statements bind or change by an assignment, in order; loop variables and imports are none."""
    for statement in statements:
        match statement:
            case ast.Assign(targets=targets):
                yield from (name for target in targets for name in _roots(target))
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from _roots(target)
            case ast.For(body=body, orelse=orelse) | ast.While(body=body, orelse=orelse):
                yield from _bound([*body, *orelse])
            case ast.If(body=body, orelse=orelse):
                yield from _bound([*body, *orelse])
            case ast.With(body=body):
                yield from _bound(body)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=final):
                inner = [each for handler in handlers for each in handler.body]
                yield from _bound([*body, *inner, *orelse, *final])


def _roots(target: ast.expr) -> Iterator[str]:
    if isinstance(target, (ast.Tuple, ast.List)):
        for each in target.elts:
            yield from _roots(each)
        return
    while isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
        target = target.value
    if isinstance(target, ast.Name) and not target.id.startswith("_"):
        yield target.id


def _calls(node: ast.AST) -> Iterator[str]:
    """Calls in the order in which they are made: what a method is called on comes before it."""
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id in _LIBRARIES:
            yield f"{owner.id}.{node.func.attr}"
        elif isinstance(owner, ast.Attribute) and owner.attr in ("str", "dt", "cat"):
            yield f"{owner.attr}.{node.func.attr}"
        else:
            yield node.func.attr
