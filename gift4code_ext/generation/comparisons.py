"""Comparisons: which way the words compare with a number, and which way a cell does.

"Less than 40" is answered by ``< 40``, or by ``>= 40`` where rows are left out; a cell that has the 40 in ``> 40`` or
``== 40`` uses what was said and says something else.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}  # with the number on the left
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_METHODS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_ENDS = {"both": (">=", "<="), "left": (">=", "<"), "right": (">", "<="), "neither": (">", "<")}
_EQUAL = ("equal to", "equals", "equalling", "is", "==", "exactly")
_VAGUE = frozenset(("from", "up to"))  # "from 3 to 5", "up to 5 rows"
_BETWEEN = r"\s*(?:(?:the|a|an|number|value|of|[$€£#])\s*)?$"
_AFTERWARDS = re.compile(
    r"\s*(?:%|[^\W\d_]{1,12})?,?\s*(?:or|and)\s+"
    r"(?P<way>more|above|over|higher|up|less|fewer|below|under|lower|worse|better|later|earlier)\b"
)
_WAYS = {
    **dict.fromkeys(("more", "above", "over", "higher", "up"), ">="),
    **dict.fromkeys(("less", "fewer", "below", "under", "lower"), "<="),
}
_WRITTEN = re.compile(r"(?P<operator>[<>=!]=|[<>])\s*(?P<number>-?\d+(?:\.\d+)?)")


def said_before(text: str, start: int, end: int) -> tuple[str, str]:
    """How the words compare with the number that stands at ``text[start:end]``.

    Returns:
        The operator, and the words that say it up to the number's end; two empty strings where none do.
    """
    before = text[:start].casefold()
    if said := _AFTERWARDS.match(text.casefold(), end):
        operator = _WAYS.get(said["way"], "")  # "5 or worse" may be either
        return operator, text[start : said.end()] if operator else ""
    for phrase, operator in _phrases():
        if found := re.search(rf"(?<!\w){re.escape(phrase)}{_BETWEEN}", before):
            return operator, " ".join(text[found.start() : end].split())
    return "", ""


def agrees(nodes: Sequence[ast.AST], number: float, operator: str) -> bool:
    """Whether a cell compares with a number as it was said, the other way round, or not at all.

    Args:
        nodes: all of the parsed cell.
    """
    used = {way for node in nodes for way, other in _compared(node) if other == number}
    return not used or operator in used or _OPPOSITE[operator] in used


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    """Phrases with their operators, longer ones first."""
    from gift4code_ext.operations.words import COMPARE  # operations are a large vocabulary

    said = {phrase: operator for operator, phrases in COMPARE.words.items() for phrase in phrases}
    said |= dict.fromkeys(_EQUAL, "==")
    usable = [(phrase, str(operator)) for phrase, operator in said.items() if phrase not in _VAGUE]
    return tuple(sorted(usable, key=lambda pair: -len(pair[0])))


def _compared(node: ast.AST) -> Iterator[tuple[str, float]]:
    """Operators with the numbers right of them."""
    match node:
        case ast.Compare(left=left, ops=operators, comparators=others):
            sides = [left, *others]
            for place, kind in enumerate(operators):
                operator = _OPERATORS.get(type(kind))
                for side, way in ((sides[place + 1], operator), (sides[place], _TURNED.get(operator or ""))):
                    number = _number(side)
                    if way is not None and number is not None:
                        yield way, number
        case ast.Call(func=ast.Attribute(attr="between"), args=[low, high, *rest]):
            named = [each.value for each in node.keywords if each.arg == "inclusive"]
            inclusive = next((each.value for each in (*rest, *named) if isinstance(each, ast.Constant)), "both")
            for way, end in zip(_ENDS.get(str(inclusive), ()), (low, high), strict=False):
                number = _number(end)
                if number is not None:
                    yield way, number
        case ast.Call(func=ast.Attribute(attr=method), args=[other, *_]) if method in _METHODS:
            number = _number(other)
            if number is not None:
                yield _METHODS[method], number
        case ast.Constant(value=str(text)):
            for found in _WRITTEN.finditer(text):  # query("units > 5")
                yield found["operator"], float(found["number"])


def _number(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            positive = _number(operand)
            return None if positive is None else -positive
    return None
