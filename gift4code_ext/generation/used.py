"""What stands in a cell: its texts, numbers, lists and names, and whether it makes use of a thing that was named."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import Any

from gift4code_ext.generation.words import word_set

STATISTICS = (
    (re.compile(r"(?<!weighted )\b(?:average|mean|avg)\b", re.IGNORECASE), word_set("mean average describe")),
    (re.compile(r"\bmedian\b", re.IGNORECASE), word_set("median quantile describe")),
    (re.compile(r"\b(?:standard deviation|stdev|std)\b", re.IGNORECASE), word_set("std describe")),
)
"""Words for a statistic, with the names that compute it."""

_ORDERING = word_set(
    "sort_values sort_index sort nlargest nsmallest value_counts rank sorted argsort order groupby pivot pivot_table "
    "crosstab cut qcut"
)
_FALLING = word_set("nlargest value_counts max idxmax rank cut qcut mode")
_ONE = word_set(
    "idxmax idxmin first last max min shift diff pct_change argmax argmin nlargest nsmallest any iloc rank cumcount"
)
_SHORT = 2  # letters that stand in many a word by chance
_DIGITS = re.compile(r"\d+")


class Used:
    """A parsed cell."""

    def __init__(self, tree: ast.Module) -> None:
        self.nodes = list(ast.walk(tree))
        constants = [node.value for node in self.nodes if isinstance(node, ast.Constant)]
        self.flags = [each for each in constants if isinstance(each, bool)]
        self.texts = [each for each in constants if isinstance(each, str)]
        self.numbers = {each for each in constants if isinstance(each, (int, float)) and not isinstance(each, bool)}

    @cached_property
    def names(self) -> frozenset[str]:
        """Attributes, keywords and the texts that name a method, as in ``agg("mean")``."""
        found = {node.attr for node in self.nodes if isinstance(node, ast.Attribute)}
        found |= {node.arg for node in self.nodes if isinstance(node, ast.keyword) and node.arg}
        return frozenset(found | {text for text in self.texts if text.isidentifier()})

    @cached_property
    def lengths(self) -> frozenset[int]:
        """Of the lists written in the cell."""
        return frozenset(len(node.elts) for node in self.nodes if isinstance(node, (ast.List, ast.Tuple)))

    @cached_property
    def bounds(self) -> frozenset[int]:
        """Whole numbers that cells are compared with, and places counted from 0."""
        parts: list[ast.AST] = [node for node in self.nodes if isinstance(node, (ast.Compare, ast.Slice))]
        parts += [node.slice for node in self.nodes if isinstance(node, ast.Subscript) and _is_place(node)]
        return frozenset(
            node.value
            for part in parts
            for node in (part, *ast.iter_child_nodes(part))
            if isinstance(node, ast.Constant) and type(node.value) is int
        )

    @cached_property
    def computes(self) -> bool:
        """Whether anything is done with the inputs: ``df`` and ``df.copy()`` are what is there already."""
        calls = (node.func for node in self.nodes if isinstance(node, ast.Call))
        copies = {id(func) for func in calls if isinstance(func, ast.Attribute) and func.attr == "copy"}
        read = (ast.Attribute, ast.Subscript, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call)
        parts = (node for node in self.nodes if isinstance(node, read) and id(node) not in copies)
        return any(not (isinstance(node, ast.Call) and id(node.func) in copies) for node in parts)

    def column(self, label: Any) -> bool:
        """Whether the cell names a column."""
        return label in self.texts or label in self.numbers or label in self.names

    def orders(self, *, down: bool) -> bool:
        """Whether the cell puts rows in an order, or in a falling one."""
        if down:
            return bool(_FALLING & self.names) or any(flag is False for flag in self.flags)
        return bool(_ORDERING & self.names)

    def statistic(self, word: str) -> bool:
        """Whether the cell computes the statistic that a word says."""
        return any(names & self.names for pattern, names in STATISTICS if pattern.fullmatch(word))

    def count(self, number: int) -> bool:
        """Whether a number that was said as a word stands there, or so many texts do."""
        return self.value(number) or len({*self.texts}) >= number

    def value(self, value: Any) -> bool:
        """Whether a literal stands there, in one of the ways in which code writes it."""
        return self._text(value) if isinstance(value, str) else self._number(value)

    def _text(self, value: str) -> bool:
        wanted = value.casefold()
        texts = [text.casefold() for text in self.texts]
        if wanted in texts or any(len(text) > 1 and text in wanted for text in texts):
            return True
        if len(wanted) > _SHORT and any(wanted in text for text in texts):
            return True
        digits = [int(part) for part in _DIGITS.findall(value)]  # of a date that is written as its parts
        return bool(digits) and "-" in value and all(part in self.numbers for part in digits)

    def _number(self, value: float) -> bool:
        near = [value, -value, value / 100, value * 100, *((1 - value,) if 0 < value < 1 else (1 - value / 100,))]
        if any(abs(number - each) < 1e-9 for number in self.numbers for each in near):
            return True
        if isinstance(value, int) and {value - 1, value + 1} & self.bounds:
            return True
        if value in self.lengths or (value == 1 and _ONE & self.names):
            return True
        return any(f"{value:g}" in _DIGITS.findall(text) for text in self.texts)


def _is_place(node: ast.Subscript) -> bool:
    return isinstance(node.value, ast.Attribute) and node.value.attr in ("iloc", "iat", "str")
