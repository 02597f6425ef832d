"""Python to slot text: constants and names of the syntax tree become placeholders, the printed placeholders tokens."""

from __future__ import annotations

import ast
import keyword as python
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gift4code_ext.generation.positions import Role, argument, keyword, method, names_column
from gift4code_ext.generation.slot import SlotError, SlotKind

if TYPE_CHECKING:
    from gift4code_ext.generation.slots import Slots

MARK = "_g4c_"
"""How placeholders begin while text is a syntax tree: ``<c0>`` is ``_g4c_c0_``."""

_PLACEHOLDER = re.compile(rf"{MARK}([dcvn]\d+)_")
_LABEL_KINDS: tuple[SlotKind, ...] = ("column", "name", "value")


def encode(code: str, slots: Slots) -> str:
    """See :meth:`gift4code_ext.generation.slots.Slots.encode`."""
    if MARK in code:
        raise SlotError(f"names that begin with {MARK} are reserved")
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SlotError(f"the code does not parse: {error}") from error
    encoder = _Encoder(slots)
    try:
        encoded = encoder.walk(tree, Role.ANY)
        return _PLACEHOLDER.sub(r"<\1>", ast.unparse(ast.fix_missing_locations(encoded)))
    except RecursionError as error:
        raise SlotError("the code is nested too deeply") from error


def _placeholder(token: str) -> ast.Name:
    return ast.Name(f"{MARK}{token[1:-1]}_", ast.Load())


_Node = TypeVar("_Node", bound=ast.AST)


class _Encoder:
    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.bound = False

    def walk(self, node: Any, role: Role) -> Any:
        visit = getattr(self, f"on_{type(node).__name__.lower()}", None)
        if visit is not None:
            return visit(node, role)
        return self.into(node, Role.ANY)

    def into(self, node: _Node, role: Role, first: str = "") -> _Node:
        """Walk every child with one role; the field ``first`` before the others."""
        for name in sorted(node._fields, key=lambda field: field != first) if first else node._fields:
            child = getattr(node, name, None)
            if isinstance(child, list):
                setattr(node, name, [self.walk(item, role) if isinstance(item, ast.AST) else item for item in child])
            elif isinstance(child, ast.AST):
                setattr(node, name, self.walk(child, role))
        return node

    # names

    def on_name(self, node: ast.Name, role: Role) -> ast.AST:
        token = self.slots.token("frame", node.id)
        if node.id == self.slots.result:
            if isinstance(node.ctx, ast.Store):
                self.bound = True
            if self.bound or token is None:
                return ast.Name("result", node.ctx)
        elif node.id == "result" and token is None:
            raise SlotError(f"the code uses a variable called result beside {self.slots.result}; rename it")
        return node if token is None else _placeholder(token)

    def on_assign(self, node: ast.Assign, role: Role) -> ast.AST:
        return self.into(node, Role.ANY, first="value")

    on_annassign = on_assign

    def on_augassign(self, node: ast.AugAssign, role: Role) -> ast.AST:
        node.value = self.walk(node.value, Role.VALUE)
        node.target = self.walk(node.target, Role.ANY)
        return node

    def on_attribute(self, node: ast.Attribute, role: Role) -> ast.AST:
        node.value = self.walk(node.value, Role.ANY)
        token = self.slots.token("column", node.attr)
        is_frame = isinstance(node.value, ast.Name) and node.value.id.startswith(f"{MARK}d")
        if token is not None and is_frame and isinstance(node.ctx, ast.Load) and not _is_frame_attribute(node.attr):
            return ast.Subscript(node.value, _placeholder(token), node.ctx)
        return node

    # constants

    def on_constant(self, node: ast.Constant, role: Role) -> ast.AST:
        value = node.value
        if isinstance(value, bool) or value is None or value is Ellipsis or isinstance(value, (bytes, complex)):
            return node
        if role in (Role.FIXED, Role.AGGREGATE) or (role is Role.WORD and isinstance(value, str)):
            return node
        if role is Role.INDEX and value in (0, 1, -1):
            return node
        token = self.token(value, role)
        return node if token is None else _placeholder(token)

    def token(self, value: Any, role: Role) -> str | None:
        number = not isinstance(value, str)
        is_label = role is Role.LABEL or (role is Role.ANY and not number)
        if is_label:
            found = next((token for kind in _LABEL_KINDS if (token := self.slots.token(kind, value))), None)
            if found is None and value in self.slots.beyond:
                raise SlotError(f"the column {value!r} has no slot: more columns are mentioned than there are slots")
            return found
        found = self.slots.token("value", value)
        return found if found or number else self.slots.label_token(value)

    def on_unaryop(self, node: ast.UnaryOp, role: Role) -> ast.AST:
        inner = node.operand
        if isinstance(node.op, ast.USub) and isinstance(inner, ast.Constant) and isinstance(inner.value, (int, float)):
            if role in (Role.FIXED, Role.INDEX) and inner.value == 1:
                return node
            token = self.token(-inner.value, role)
            if token is not None:
                return _placeholder(token)
        node.operand = self.walk(inner, Role.ANY if isinstance(node.op, ast.Not) else role)
        return node

    def on_joinedstr(self, node: ast.JoinedStr, role: Role) -> ast.AST:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                part.value = self.walk(part.value, Role.ANY)
        return node

    def on_match(self, node: ast.AST, role: Role) -> ast.AST:
        raise SlotError("a match statement cannot be written in slots")

    # places

    def on_list(self, node: ast.List | ast.Set | ast.Starred, role: Role) -> ast.AST:
        return self.into(node, role)

    on_set = on_starred = on_list

    def on_ifexp(self, node: ast.IfExp, role: Role) -> ast.AST:
        node.test = self.walk(node.test, Role.ANY)
        node.body, node.orelse = self.walk(node.body, role), self.walk(node.orelse, role)
        return node

    def on_tuple(self, node: ast.Tuple, role: Role) -> ast.AST:
        if role in (Role.LABEL, Role.ANY):
            try:
                token = self.slots.label_token(ast.literal_eval(node))
            except (ValueError, TypeError):
                token = None
            if token is not None:
                return _placeholder(token)
        if role is Role.AGGREGATE:
            node.elts = self.each(node.elts, (Role.LABEL, Role.AGGREGATE))
            return node
        return self.into(node, role)

    def each(self, nodes: Sequence[ast.expr], roles: tuple[Role, ...]) -> list[ast.expr]:
        return [self.walk(node, roles[min(place, len(roles) - 1)]) for place, node in enumerate(nodes)]

    def on_dict(self, node: ast.Dict, role: Role) -> ast.AST:
        keys = Role.LABEL if role in (Role.AGGREGATE, Role.PAIRS) else role
        values = Role.VALUE if role is Role.PAIRS else role
        node.keys = [key and self.walk(key, keys) for key in node.keys]
        node.values = [self.walk(value, values) for value in node.values]
        return node

    def on_compare(self, node: ast.Compare, role: Role) -> ast.AST:
        return self.into(node, Role.VALUE)

    def on_binop(self, node: ast.BinOp, role: Role) -> ast.AST:
        return self.into(node, role if role is Role.LABEL else Role.VALUE)

    def on_subscript(self, node: ast.Subscript, role: Role) -> ast.AST:
        node.value = self.walk(node.value, Role.ANY)
        base = node.value.attr if isinstance(node.value, ast.Attribute) else ""
        if base in ("loc", "at"):
            if isinstance(node.slice, ast.Tuple):
                node.slice.elts = self.each(node.slice.elts, (Role.VALUE, Role.LABEL))
            else:
                node.slice = self.walk(node.slice, Role.VALUE)
        else:
            node.slice = self.walk(node.slice, Role.INDEX if base in ("iloc", "iat", "str") else Role.LABEL)
        return node

    def on_slice(self, node: ast.Slice, role: Role) -> ast.AST:
        return self.into(node, Role.LABEL if role is Role.LABEL and not _is_range(node) else Role.INDEX)

    def on_call(self, node: ast.Call, role: Role) -> ast.AST:
        if method(node) in ("query", "eval"):
            raise SlotError("query and eval strings cannot be written in slots; use a mask")
        if (
            method(node) == "Timestamp"
            and len(node.args) == 1
            and isinstance(node.args[0], ast.Constant)
            and not node.keywords
        ):
            token = self.slots.by_value.get(("column", ("date", node.args[0].value)))
            if token is not None:
                return _placeholder(token)
        node.func = (
            self.walk(node.func, Role.ANY) if not isinstance(node.func, ast.Attribute) else self.called(node.func)
        )
        node.args = [self.walk(item, argument(node, place)) for place, item in enumerate(node.args)]
        node.keywords = self.keywords(node)
        return node

    def called(self, function: ast.Attribute) -> ast.Attribute:
        function.value = self.walk(function.value, Role.ANY)
        return function

    def keywords(self, call: ast.Call) -> list[ast.keyword]:
        """Keywords with the labels among their names as ``**{<n0>: ...}``, neighbours in one mapping."""
        done: list[ast.keyword] = []
        for name, value in spread(call.keywords):
            if name is None:
                done.append(ast.keyword(None, self.walk(value, Role.ANY)))
                continue
            text = name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else None
            is_label = text is not None and names_column(call, text)
            encoded = self.walk(value, keyword(call, text or ""))
            key = self.walk(name, Role.LABEL) if is_label or text is None else name
            add_keyword(done, key, encoded)
        return done


def spread(keywords: Sequence[ast.keyword]) -> list[tuple[ast.expr | None, ast.expr]]:
    """Keywords as ``(name, value)``, literal ``**{...}`` mappings taken apart; other ``**`` have no name (``None``)."""
    pairs: list[tuple[ast.expr | None, ast.expr]] = []
    for item in keywords:
        if item.arg is not None:
            pairs.append((ast.Constant(item.arg), item.value))
        elif isinstance(item.value, ast.Dict):
            pairs.extend(zip(item.value.keys, item.value.values, strict=True))
        else:
            pairs.append((None, item.value))
    return pairs


def add_keyword(done: list[ast.keyword], name: ast.expr, value: ast.expr) -> None:
    """Append ``name=value`` where that is Python, else ``**{name: value}``, joined to a mapping just before it."""
    taken = {item.arg for item in done}
    if (
        isinstance(name, ast.Constant)
        and isinstance(name.value, str)
        and _is_keyword_name(name.value)
        and name.value not in taken
    ):
        done.append(ast.keyword(name.value, value))
    elif done and done[-1].arg is None and isinstance(done[-1].value, ast.Dict):
        done[-1].value.keys.append(name)
        done[-1].value.values.append(value)
    else:
        done.append(ast.keyword(None, ast.Dict([name], [value])))


def _is_keyword_name(text: str) -> bool:
    return text.isidentifier() and not python.iskeyword(text) and text.isascii()


def _is_range(node: ast.Slice) -> bool:
    ends = (node.lower, node.upper)
    return any(
        isinstance(end, (ast.Constant, ast.UnaryOp)) and not isinstance(getattr(end, "value", 0), str) for end in ends
    )


def _is_frame_attribute(name: str) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is None or hasattr(pandas.DataFrame, name)
