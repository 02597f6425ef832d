"""Slot text to Python: tokens are parsed as placeholders and replaced in the syntax tree by names and constants."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from gift4code_ext.generation.slot import SlotError, literal
from gift4code_ext.generation.slot_encode import MARK, add_keyword, spread

if TYPE_CHECKING:
    from gift4code_ext.generation.slots import Slot, Slots

_TOKEN = re.compile(r"<([dcvn]\d{1,2})>")
_PLACEHOLDER = re.compile(rf"{MARK}([dcvn]\d+)_")


def decode(text: str, slots: Slots, *, plain: bool = False) -> str:
    """See :meth:`gift4code_ext.generation.slots.Slots.decode`."""
    if MARK in text:
        raise SlotError(f"names that begin with {MARK} are reserved")
    try:
        tree = ast.parse(_TOKEN.sub(rf"{MARK}\1_", text.strip()))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SlotError(f"the completion is not a program: {error}") from error
    try:
        marked = _Marker(slots).visit(tree) if plain else tree
        decoded = ast.unparse(ast.fix_missing_locations(_Decoder(slots).visit(marked)))
    except (ValueError, RecursionError) as error:
        raise SlotError(f"the completion cannot be written as Python: {error}") from error
    if MARK in decoded:
        raise SlotError("the completion puts a slot where Python needs a name")
    return decoded


class _Marker(ast.NodeTransformer):
    """Plain spellings of slots as placeholders: names and keywords like ``d0`` and ``v0``, strings like ``'c0'``."""

    def __init__(self, slots: Slots) -> None:
        self.names = {token[1:-1] for token in slots.by_token}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(f"{MARK}{node.id}_", node.ctx) if node.id in self.names else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        value = node.value
        if isinstance(value, str) and value in self.names and not value.startswith("d"):
            return ast.Name(f"{MARK}{value}_", ast.Load())
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        return ast.Attribute(node.value, f"{MARK}{node.attr}_", node.ctx) if node.attr in self.names else node

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        return ast.keyword(f"{MARK}{node.arg}_" if node.arg in self.names else node.arg, node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                part.value = self.visit(part.value)
        return node


class _Decoder(ast.NodeTransformer):
    def __init__(self, slots: Slots) -> None:
        self.slots = slots

    def slot(self, name: str) -> Slot | None:
        found = _PLACEHOLDER.fullmatch(name)
        if found is None:
            return None
        token = f"<{found[1]}>"
        slot = self.slots.by_token.get(token)
        if slot is None:
            raise SlotError(f"the completion uses the slot {token}, which does not exist")
        return slot

    def visit_Name(self, node: ast.Name) -> ast.AST:
        slot = self.slot(node.id)
        if slot is None:
            return ast.Name(self.slots.result, node.ctx) if node.id == "result" else node
        if slot.kind == "frame":
            return ast.Name(slot.value, node.ctx)
        if not isinstance(node.ctx, ast.Load):
            raise SlotError(f"the completion assigns to the slot {slot.token}, which is no variable")
        return literal(slot.value)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str) and MARK in node.value:
            return ast.Constant(_PLACEHOLDER.sub(r"<\1>", node.value))
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        slot = self.slot(node.attr)
        if slot is None:
            return node
        if slot.kind == "frame":
            raise SlotError(f"the completion uses the frame {slot.token} as an attribute")
        return ast.Subscript(node.value, literal(slot.value), node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node.func = self.visit(node.func)
        node.args = [self.visit(item) for item in node.args]
        done: list[ast.keyword] = []
        for name, value in spread(node.keywords):
            decoded = self.visit(value)
            if name is None:
                done.append(ast.keyword(None, decoded))
                continue
            slot = self.slot(name.value) if isinstance(name, ast.Constant) and isinstance(name.value, str) else None
            add_keyword(done, literal(slot.value) if slot else self.visit(name), decoded)
        node.keywords = done
        return node
