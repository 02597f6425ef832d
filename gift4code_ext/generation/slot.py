"""One slot, the special tokens, and how a label or literal is recognised in code and written into it."""

from __future__ import annotations

import ast
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal

from gift4code_ext.errors import Gift4CodeError

SlotKind = Literal["frame", "column", "value", "name"]

CAPS: dict[SlotKind, int] = {"frame": 4, "column": 16, "value": 10, "name": 10}
LETTERS: dict[SlotKind, str] = {"frame": "d", "column": "c", "value": "v", "name": "n"}
SPECIAL_TOKENS: tuple[str, ...] = (
    "<pad>",
    "<end>",
    "<want>",
    "<ask>",
    "<code>",
    *(f"<{LETTERS[kind]}{number}>" for kind, cap in CAPS.items() for number in range(cap)),
)


class SlotError(Gift4CodeError):
    """Code that slots cannot express, or slot text that is not a program."""


@dataclass(frozen=True)
class Slot:
    """One slot: ``value`` is a frame's name, a column's label, a literal or the label of a new column.

    ``note`` of a value: ``int`` ``float`` ``percent`` ``date`` ``month`` ``time`` ``text``, or ``in``: a cell of the
    columns ``among``.
    """

    token: str
    kind: SlotKind
    value: Any
    note: str = ""
    among: tuple[Hashable, ...] = ()


def identities(value: Any) -> tuple[Hashable, ...]:
    """Hashable names under which a constant in code is recognised as ``value``; text and numbers never meet."""
    if isinstance(value, str):
        return (("text", value),)
    if isinstance(value, bool) or value is None:
        return (("word", value),)
    if hasattr(value, "isoformat"):
        text = str(value)
        return tuple(
            ("date", name) for name in dict.fromkeys((text, value.isoformat(), text.removesuffix(" 00:00:00")))
        )
    if isinstance(value, tuple):
        return (("tuple", tuple(identities(part)[0] for part in value)),)
    if isinstance(value, (int, float)) or hasattr(value, "item"):
        return (("number", value),)
    return (("object", id(value)),)


def literal(value: Any) -> ast.expr:
    """The expression that evaluates to ``value``.

    Raises:
        SlotError: the value has no literal form.
    """
    if hasattr(value, "isoformat"):
        stamp = ast.Attribute(ast.Name("pd", ast.Load()), "Timestamp", ast.Load())
        return ast.Call(stamp, [ast.Constant(str(value).removesuffix(" 00:00:00"))], [])
    if isinstance(value, tuple):
        return ast.Tuple([literal(part) for part in value], ast.Load())
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and plain != plain:
        return ast.Call(ast.Name("float", ast.Load()), [ast.Constant("nan")], [])
    for known in (bool, int, float, str):
        if isinstance(plain, known):
            return ast.Constant(known(plain))
    if plain is None:
        return ast.Constant(None)
    raise SlotError(
        f"the label or value of type {type(value).__name__} cannot be written in code; rename that column first"
    )
