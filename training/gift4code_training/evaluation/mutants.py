"""Wrong answers made of right ones: what a scorer must not let pass.

Each rule changes a program in one place: another column, another aggregate, a turned comparison, a number, an operator,
a truth value, a line that is gone. Mutants are made from the syntax tree alone, in a fixed order, and differ from the
program in it. A mutant can still mean the same (a changed number that nothing depends on): whoever needs to know lets
it run.
"""

from __future__ import annotations

import ast
import copy
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_AGGREGATES = {
    "mean": "max",
    "max": "min",
    "min": "max",
    "sum": "min",
    "count": "max",
    "size": "max",
    "median": "max",
    "std": "mean",
    "var": "mean",
    "first": "last",
    "last": "first",
    "nunique": "count",
    "idxmax": "idxmin",
    "idxmin": "idxmax",
    "argmax": "argmin",
    "argmin": "argmax",
    "cumsum": "cummax",
    "any": "all",
    "all": "any",
    "nlargest": "nsmallest",
    "nsmallest": "nlargest",
    "head": "tail",
    "tail": "head",
    "ffill": "bfill",
    "bfill": "ffill",
    "floor": "ceil",
    "ceil": "floor",
    "argsort": "argmax",
    "vstack": "hstack",
    "hstack": "vstack",
    "stack": "unstack",
    "unstack": "stack",
    "isna": "notna",
    "notna": "isna",
    "isnull": "notnull",
    "notnull": "isnull",
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


STRONG = ("wrong column", "swapped aggregate", "turned comparison", "dropped line")
"""Rules whose changes seldom leave a value as it was: of DS-1000's references, changed once by each rule, 13 of 634
still passed, and 52 of 513 by the others (tests of figures look at little else than what was asked for)."""


@dataclass(frozen=True)
class Mutant:
    """A changed program; ``rule`` says what was changed."""

    rule: str
    code: str


def mutants(code: str) -> list[Mutant]:
    """The mutants of a program, those that most surely change its value first; empty where it does not parse.

    Lines of a function's body are taken as they are, indented and with ``return``.
    """
    body = _parse(code)
    if body is None:
        return []
    tree, indented = body
    plain = _unparse(tree, indented)
    found: list[Mutant] = []
    for rule, change in _RULES:
        for place in range(sum(1 for _ in _places(tree, change))):
            copied = copy.deepcopy(tree)
            list(_places(copied, change))[place]()
            text = _unparse(copied, indented)
            if text != plain and text not in {mutant.code for mutant in found}:
                found.append(Mutant(rule, text))
    return [*found, *_without_lines(tree, indented)]


Change = Callable[[ast.AST], Callable[[], None] | None]


def _parse(code: str) -> tuple[ast.Module, bool] | None:
    for text, indented in ((code, False), (textwrap.dedent(code), True), ("if True:\n" + code, True)):
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        if text.startswith("if True:\n") and isinstance(tree.body[0], ast.If):
            tree = ast.Module(tree.body[0].body, [])
        return tree, indented
    return None


def _unparse(tree: ast.Module, indented: bool) -> str:
    text = ast.unparse(tree)
    return textwrap.indent(text, " " * 4) if indented else text


def _places(tree: ast.AST, change: Change) -> Iterator[Callable[[], None]]:
    """What would be done at each place to which a rule applies, in the order of the text."""
    for node in ast.walk(tree):
        if (done := change(node)) is not None:
            yield done


def _to(node: ast.Constant, value: str | float) -> Callable[[], None]:
    return lambda: setattr(node, "value", value)


def _aggregate(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.Attribute) and node.attr in _AGGREGATES:
        other = _AGGREGATES[node.attr]
        return lambda: setattr(node, "attr", other)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in _AGGREGATES:
        return _to(node, _AGGREGATES[node.value])
    return None


def _column(node: ast.AST) -> Callable[[], None] | None:
    """Another key in square brackets; it is one that is not there."""
    if isinstance(node, ast.Subscript):
        for part in ast.walk(node.slice):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                return _to(part, f"{part.value}_")
    return None


def _text(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
        return _to(node, f"{node.value}_")
    return None


def _comparison(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        return lambda: node.ops.__setitem__(0, _COMPARISONS[type(node.ops[0])]())
    return None


def _operator(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return lambda: setattr(node, "op", _OPERATORS[type(node.op)]())
    return None


def _truth(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return _to(node, not node.value)
    return None


def _number(node: ast.AST) -> Callable[[], None] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return _to(node, node.value + 1)
    return None


_RULES: tuple[tuple[str, Change], ...] = (
    ("wrong column", _column),
    ("swapped aggregate", _aggregate),
    ("turned comparison", _comparison),
    ("other operator", _operator),
    ("other truth value", _truth),
    ("other number", _number),
    ("other text", _text),
)


def _without_lines(tree: ast.Module, indented: bool) -> Iterator[Mutant]:
    """Without one statement, the last first: what is left of none passes for nothing."""
    for place in reversed(range(len(tree.body))):
        left = [*tree.body[:place], *tree.body[place + 1 :]]
        yield Mutant("dropped line", _unparse(ast.Module(left or [ast.Pass()], []), indented))
