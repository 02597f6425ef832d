"""What an edit is, what it may put right, and the nodes that edits are built of."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, TypeAlias

from gift4code_ext.generation.slot import literal

if TYPE_CHECKING:
    from gift4code_ext.generation.repair.mismatch import Mismatch
    from gift4code_ext.generation.repair.program import Program


class Symptom(Enum):
    """One way in which a value is not what was asked for; a failing clause has one or more of them."""

    ERROR = "it raised"
    TYPE = "another type of value"
    LABELS = "other columns or index levels"
    DTYPES = "other dtypes"
    ROWS = "other rows, more or fewer of them"
    ORDER = "another order of rows"
    CELLS = "other cells in some columns"


@dataclass(frozen=True)
class Edit:
    """One edit.

    Attributes:
        swaps: nodes of the program's tree, each with what stands in its place.
        words: what was done, for the person, old and new named.
        gain: how many failing clauses it may put right, times how likely that is.
    """

    swaps: tuple[tuple[ast.AST, ast.AST], ...]
    words: str
    gain: float


@dataclass(frozen=True)
class Repaired:
    """A program one edit away from a failing candidate.

    Attributes:
        code: the program.
        edits: this edit in words; those that made ``of`` are not in it.
        of: the code that was edited.
        gain: how many failing clauses it may put right, weighted by how likely that is and by the source's place.
    """

    code: str
    edits: tuple[str, ...]
    of: str
    gain: float


Kind: TypeAlias = "Callable[[Program, Mismatch], Iterator[Edit]]"
"""An edit kind: every edit of its theme that the mismatch does not rule out, in any order."""


def name(text: str) -> ast.Name:
    """A variable that is read."""
    return ast.Name(text, ast.Load())


def called(owner: ast.expr, method: str, *arguments: Any, **keywords: Any) -> ast.Call:
    """``owner.method(...)``; arguments are nodes or plain values."""
    return ast.Call(
        ast.Attribute(owner, method, ast.Load()),
        [node(value) for value in arguments],
        [ast.keyword(key, node(value)) for key, value in keywords.items()],
    )


def item(owner: ast.expr, key: Any) -> ast.Subscript:
    """``owner[key]``."""
    return ast.Subscript(owner, node(key), ast.Load())


def node(value: Any) -> ast.expr:
    """A node as it is, lists and mappings item by item, any other plain value as a literal.

    Raises:
        SlotError: the value has no literal form.
    """
    if isinstance(value, ast.expr):
        return value
    if isinstance(value, list):
        return ast.List([node(each) for each in value], ast.Load())
    if isinstance(value, dict):
        return ast.Dict([node(key) for key in value], [node(each) for each in value.values()])
    return literal(value)


def named(label: Hashable, value: ast.expr) -> ast.keyword:
    """``label=value`` in a call, ``**{label: value}`` where the label is no Python name."""
    if isinstance(label, str) and label.isidentifier() and label.isascii() and not iskeyword(label):
        return ast.keyword(label, value)
    return ast.keyword(None, node({label: value}))


def renamed(place: ast.AST, label: Hashable) -> ast.AST:
    """What writes the label of a new column, a keyword or a literal, writing another."""
    return named(label, place.value) if isinstance(place, ast.keyword) else node(label)


def with_keyword(call: ast.Call, key: str, value: Any = None, *, drop: bool = False) -> ast.Call:
    """The call with one keyword set, or without it."""
    kept = [keyword for keyword in call.keywords if keyword.arg != key]
    return ast.Call(call.func, call.args, kept if drop else [*kept, ast.keyword(key, node(value))])


def keyword_of(call: ast.Call, key: str) -> ast.expr | None:
    """The value of a keyword, if it is given."""
    return next((keyword.value for keyword in call.keywords if keyword.arg == key), None)


def shown(expression: ast.AST, most: int = 60) -> str:
    """Code for a sentence."""
    text = ast.unparse(expression)
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(labels: Sequence[Hashable]) -> str:
    """Labels for a sentence."""
    return ", ".join(repr(label) for label in labels)
