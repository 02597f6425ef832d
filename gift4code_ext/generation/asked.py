"""What the words of a request name, and what of it a cell leaves out.

An example of a few rows is met by many programs; the right one uses what was said. A literal, a column, an order or a
statistic that the words name and the cell does nothing with is a sign that it answers another question.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from gift4code_ext.generation.comparisons import agrees, said_before
from gift4code_ext.generation.link import Linked, link
from gift4code_ext.generation.positions import Role, constants
from gift4code_ext.generation.used import STATISTICS, Used
from gift4code_ext.generation.words import STOP, label_words, stem, subwords, word_set
from gift4code_ext.spec.comparing.reorder import is_ordered
from gift4code_ext.spec.expected import expected
from gift4code_ext.spec.model import Column, Output, Spec
from gift4code_ext.spec.values.kinds import cells

Part = Literal["value", "count", "comparison", "column", "shown", "order", "statistic", "anything"]
"""What is named: a literal or cell, a number that is small or a word, which way to compare with a number, a column, one
that the output shows anyway, an order of rows, a statistic; and that there is anything to do."""

COST = {
    "value": 0.9,
    "count": 0.3,
    "comparison": 0.9,
    "column": 0.3,
    "shown": 0.1,
    "order": 0.5,
    "statistic": 0.5,
    "anything": 0.9,
}
"""How much likelier a program is that uses such a part than one that leaves it out, as a difference of costs."""

UNASKED = 0.35
"""... and what each column or literal costs that nobody asked for."""

_SHOWN = 50
_NO_CELL = word_set("nan na null none nat missing max maximum min minimum mean average median sum total")
_SAID = 60  # characters of a request that are said again
_UNSETTLING = frozenset(("value", "comparison", "order", "statistic", "anything"))
_ORDER = re.compile(
    r"\b(?:sort(?:ed|ing)?|order(?:ed)? (?:by|from|of)|in order|arrange[ds]?|ascending|descending|alphabetically|"
    r"(?:highest|lowest|largest|smallest|newest|oldest|biggest|latest|earliest) first)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\bdescending\b|\b(?:highest|largest|biggest|newest|latest|most) first\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITALISED = re.compile(r"(?<=[^.!?] )[A-Z][^\W\d_]{2,}")  # inside a sentence


@dataclass(frozen=True)
class Named:
    """One thing that the words name: ``value`` is the literal, the label, the operator with its number, or the word
    itself, said as ``text``."""

    part: Part
    value: Any
    text: str


@dataclass(frozen=True)
class Asked:
    """What a request names, and what of its inputs it does not.

    Attributes:
        named: what a cell has to use, as far as that shows.
        others: columns that neither the words name nor the output picks.
        given: literals that the words or the output hold, text in lower case.
        words: the request in lower case.
    """

    named: tuple[Named, ...] = ()
    others: frozenset[Hashable] = frozenset()
    given: frozenset[Hashable] = frozenset()
    words: str = ""

    @classmethod
    def of(cls, spec: Spec, output: Output) -> Asked:
        """Read a request. Labels and new cells of the output are nothing that a cell has to write."""
        linked = link(spec.intent, spec.inputs, output, spec.facts, cap_columns=None)
        named = tuple(_named(spec, linked, output))
        given = {_plain(each.value) for each in named} | {_plain(cell) for cell in _cells(output)}
        return cls(named, _others(spec, output, linked), frozenset(given), spec.intent.casefold())

    def left_out(self, code: str) -> tuple[Named, ...]:
        """What a cell does nothing with; nothing of code that does not parse."""
        tree = _parsed(code) if self.named else None
        if tree is None:
            return ()
        used = Used(tree)
        return tuple(each for each in self.named if not _has(used, each))

    def unasked(self, tree: ast.AST) -> tuple[ast.expr, ...]:
        """Columns and literals of a parsed cell that nobody asked for; without words, everything may be wanted."""
        if not self.words:
            return ()
        found: list[ast.expr] = []
        for constant, role in constants(tree):
            value = constant.value
            is_column = role in (Role.LABEL, Role.ANY) and value in self.others
            if is_column or (role in (Role.VALUE, Role.ANY, Role.PAIRS) and self._is_arbitrary(value)):
                found.append(constant)
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        reads = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and id(node) not in called]
        return (*found, *(node for node in reads if node.attr in self.others))

    def against(self, code: str) -> float:
        """How much less likely the words make a cell, as a cost: 0 where it uses what was said and nothing else."""
        tree = _parsed(code)
        return 0.0 if tree is None else cost(self.left_out(code)) + UNASKED * len(_distinct(self.unasked(tree)))

    def _is_arbitrary(self, value: object) -> bool:
        if isinstance(value, str):
            return value.casefold() not in self.given and value.casefold() not in self.words and value.strip() != ""
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and abs(value) > 1 and value not in self.given  # type: ignore[arg-type]

    def to_json(self) -> list[list[Any]]:
        """What is named, as plain data for the process that searches."""
        return [[each.part, each.value, each.text] for each in self.named]

    @classmethod
    def from_json(cls, data: Sequence[Sequence[Any]]) -> Asked:
        """What :meth:`to_json` described."""
        named = ((part, tuple(value) if isinstance(value, list) else value, text) for part, value, text in data)
        return cls(tuple(Named(*each) for each in named))


NOTHING = Asked()


def in_order(intent: str, output: Output) -> Output:
    """Where the words ask for an order, rows that are shown in one stand in that order in the result.

    Without such words rows shown of the middle of a table may stand anywhere in it.
    """
    if output.ordered is not None or output.partial == "head" or not _ORDER.search(intent):
        return output
    shown = expected(output)
    if shown is None or shown.shape not in ("frame", "series") or not any(map(is_ordered, shown.columns)):
        return output
    return replace(output, ordered=True)


def cost(left_out: Sequence[Named]) -> float:
    """What leaving things out adds to the cost of a program."""
    return sum(COST[each.part] for each in left_out)


def unsettling(left_out: Sequence[Named]) -> tuple[str, ...]:
    """The words of those things without which a cell is not known to answer the request."""
    return tuple(dict.fromkeys(each.text for each in left_out if each.part in _UNSETTLING))


def _named(spec: Spec, linked: Linked, output: Output) -> Iterator[Named]:
    if request := " ".join(spec.intent.split()):
        yield Named("anything", None, request if len(request) <= _SAID else f"{request[: _SAID - 1]}…")
    labels = _labels(output)
    shown = {str(cell).casefold() for cell in (*labels, *_new_cells(spec, output))}
    lines = {column.label for variable in spec.inputs if variable.shape == "series" for column in variable.columns}
    seen: set[str] = set()
    rest = spec.intent
    for span in linked.spans:
        slot = linked.slots.by_token[span.token]
        if slot.note in ("int", "float"):
            operator, words = said_before(spec.intent, span.start, span.end)
            if operator:
                yield Named("comparison", (operator, slot.value), words)
        if slot.kind != "frame":
            rest = rest[: span.start] + " " * (span.end - span.start) + rest[span.end :]
        if span.token in seen or slot.kind not in ("value", "column"):
            continue
        seen.add(span.token)
        text = " ".join(span.text.split())
        if slot.kind == "column":
            if isinstance(slot.value, (str, int)) and slot.value not in lines:
                yield Named("shown" if slot.value in labels else "column", slot.value, text)
        elif str(slot.value).casefold() not in shown | _NO_CELL:
            is_small = slot.note == "int" and (abs(slot.value) <= 1 or not _DIGITS.search(text))
            yield Named("count" if is_small else "value", slot.value, text)
    held = {word for variable in spec.inputs for column in variable.columns for word in _words_of(column)}
    for found in _CAPITALISED.finditer(rest):
        if found[0] in held:
            yield Named("value", found[0], found[0])
    for value, pattern in (("", _ORDER), ("down", _DOWN)):
        if said := pattern.search(rest):
            yield Named("order", value, said[0])
    for pattern, _ in STATISTICS:
        if said := pattern.search(rest):
            yield Named("statistic", said[0], said[0])


def _words_of(column: Column) -> Iterator[str]:
    """The words of cells of several words."""
    for cell in column.values:
        if isinstance(cell, str) and " " in cell:
            yield from _WORD.findall(cell)


def _has(used: Used, named: Named) -> bool:
    match named.part:
        case "column" | "shown":
            return used.column(named.value)
        case "order":
            return used.orders(down=named.value == "down")
        case "statistic":
            return used.statistic(named.value)
        case "count":
            return used.count(named.value)
        case "anything":
            return used.computes
        case "comparison":
            operator, number = named.value
            return agrees(used.nodes, number, operator)
        case "value":
            return used.value(named.value)


def _others(spec: Spec, output: Output, linked: Linked) -> frozenset[Hashable]:
    """Columns with no word of their label in the request, which the output does not pick from all."""
    mentioned = {linked.slots.by_token[span.token].value for span in linked.spans}
    said = {stem(word) for word in subwords(spec.intent)} - STOP
    known = [column.label for variable in spec.inputs for column in variable.columns]
    picked = _labels(output)
    if picked.issuperset(known):
        picked = frozenset()
    return frozenset(
        label
        for label in known
        if label is not None
        and label not in mentioned | picked
        and not said & {stem(word) for word in label_words(label)}
    )


def _labels(output: Output) -> frozenset[Hashable]:
    shown = expected(output)
    labels = shown.labels if shown is not None and not shown.unlabelled else ()
    return frozenset((*(output.columns or ()), *labels))


def _cells(output: Output) -> Iterator[Hashable]:
    """What the output spells: its labels, and the first cells of its example."""
    yield from _labels(output)
    shown = expected(output)
    for column in shown.columns if shown is not None else ():
        yield from (cell for cell in cells(column, _SHOWN) if isinstance(cell, (str, int, float)))


def _new_cells(spec: Spec, output: Output) -> Iterator[Hashable]:
    """Cells of the example in columns that no input has: what makes them may count them rather than write them."""
    shown = expected(output)
    if shown is not None and not shown.unlabelled:
        known = {column.label for variable in spec.inputs for column in variable.columns}
        for label, column in zip(shown.labels, shown.columns, strict=True):
            if label not in known:
                yield from (cell for cell in cells(column, _SHOWN) if isinstance(cell, (str, int, float)))


def _plain(value: Any) -> Hashable:
    return value.casefold() if isinstance(value, str) else value


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        return None


def _distinct(nodes: Sequence[ast.expr]) -> set[str]:
    return {node.attr if isinstance(node, ast.Attribute) else ast.unparse(node) for node in nodes}
