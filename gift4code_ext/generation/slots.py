"""Slots: frames, columns, literals and new names as ``<d0>``, ``<c0>``, ``<v0>``, ``<n0>``, and code to and from them.

A model that reads and writes slots never has to spell a column and cannot misspell one, and no label leaves the kernel
unless it is wanted. A slot becomes a node of the syntax tree, never raw text, so quotes and Unicode in labels are safe.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gift4code_ext.generation import slot_decode, slot_encode
from gift4code_ext.generation.slot import SPECIAL_TOKENS, Slot, SlotError, SlotKind, identities

__all__ = ["SPECIAL_TOKENS", "Slot", "SlotError", "SlotKind", "Slots", "canonical"]


@dataclass(frozen=True)
class Slots:
    """The slots of a request, in prompt order; ``result`` is the variable to bind, ``beyond`` the labels left out."""

    items: tuple[Slot, ...] = ()
    result: str = "result"
    beyond: frozenset[Hashable] = frozenset()

    def __iter__(self) -> Iterator[Slot]:
        return iter(self.items)

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind, in order."""
        return tuple(slot for slot in self.items if slot.kind == kind)

    @cached_property
    def by_token(self) -> dict[str, Slot]:
        """Token -> slot."""
        return {slot.token: slot for slot in self.items}

    @cached_property
    def by_value(self) -> dict[tuple[SlotKind, Hashable], str]:
        """``(kind, identity of the value)`` -> token."""
        return {(slot.kind, name): slot.token for slot in reversed(self.items) for name in identities(slot.value)}

    def token(self, kind: SlotKind, value: Any) -> str | None:
        """The token of a label, frame name or literal, if it has one."""
        return next((self.by_value[kind, name] for name in identities(value) if (kind, name) in self.by_value), None)

    def label_token(self, label: Any) -> str | None:
        """The token of a column or, failing that, of a new name."""
        return self.token("column", label) or self.token("name", label)

    def encode(self, code: str) -> str:
        """Python -> slot text, one statement a line, in ``ast.unparse`` spacing.

        Raises:
            SlotError: the code does not parse, or names a column that has no slot.
        """
        return slot_encode.encode(code, self)

    def decode(self, text: str, *, plain: bool = False) -> str:
        """Slot text -> Python. ``plain`` text spells the slots as names and strings: ``d0['c0']`` for ``<d0>[<c0>]``.

        Raises:
            SlotError: the text is no program, or uses a slot that does not exist or cannot stand where it does.
        """
        return slot_decode.decode(text, self, plain=plain)


def canonical(code: str) -> str:
    """The one spelling of a program: no comments, ``ast.unparse`` spacing, keyword names where a mapping was unpacked.

    Raises:
        SlotError: the code does not parse.
    """
    return slot_decode.decode(slot_encode.encode(code, Slots()), Slots())
