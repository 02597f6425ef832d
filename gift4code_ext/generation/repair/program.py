"""A failing program as edits see it: where its constants, calls and labels stand, and what each place is for."""

from __future__ import annotations

import ast
from collections.abc import Collection, Hashable, Iterator, Sequence
from enum import Enum
from functools import cached_property

from gift4code_ext.generation.positions import Role, constants, method, names_column
from gift4code_ext.generation.repair.edit import Edit, Symptom, name
from gift4code_ext.generation.words import word_set

Swaps = tuple[tuple[ast.AST, ast.AST], ...]

_ORDERING = word_set("sort_values nlargest nsmallest sort_index")
_GROUPING = word_set("groupby pivot pivot_table set_index drop_duplicates duplicated melt merge join crosstab unstack")
_NAMING_KEYWORDS = word_set("name names var_name value_name")


class Use(Enum):
    """What an expression decides, and so what changing it may put right."""

    FILTER = "which rows stay"
    ORDER = "the order of rows"
    KEY = "how rows are grouped or matched"
    VALUE = "what is computed or shown"

    @property
    def symptoms(self) -> frozenset[Symptom]:
        """What a wrong expression at such a place looks like."""
        return _SYMPTOMS[self]


_SYMPTOMS = {
    Use.FILTER: frozenset((Symptom.ROWS, Symptom.CELLS)),
    Use.ORDER: frozenset((Symptom.ORDER, Symptom.CELLS, Symptom.ROWS)),
    Use.KEY: frozenset((Symptom.LABELS, Symptom.ROWS, Symptom.CELLS)),
    Use.VALUE: frozenset((Symptom.LABELS, Symptom.CELLS, Symptom.DTYPES, Symptom.TYPE)),
}


class Program:
    """A parsed cell.

    Args:
        code: Python; it must parse.
        output: the variable it binds.
        frames: names of the live inputs.
    """

    def __init__(self, code: str, output: str, frames: Collection[str]) -> None:
        self.code = code
        self.output = output
        self.frames = frozenset(frames)
        self.tree = ast.parse(code)
        self._places: dict[int, tuple[ast.AST, str, int | None]] = {}
        for parent in ast.walk(self.tree):
            for field, child in ast.iter_fields(parent):
                if isinstance(child, list):
                    self._places.update(
                        {id(each): (parent, field, at) for at, each in enumerate(child) if isinstance(each, ast.AST)}
                    )
                elif isinstance(child, ast.AST):
                    self._places[id(child)] = (parent, field, None)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        """Every call."""
        return tuple(node for node in self.nodes if isinstance(node, ast.Call))

    @cached_property
    def constants(self) -> tuple[tuple[ast.Constant, Role], ...]:
        """Every constant with its role."""
        return tuple(constants(self.tree))

    @cached_property
    def created(self) -> dict[Hashable, list[ast.AST]]:
        """Labels that the program gives to columns of its own: where each is written."""
        found: dict[Hashable, list[ast.AST]] = {}
        for call in self.calls:
            for keyword in call.keywords:
                if keyword.arg in _NAMING_KEYWORDS and isinstance(keyword.value, ast.Constant):
                    found.setdefault(keyword.value.value, []).append(keyword.value)
                elif keyword.arg is not None and names_column(call, keyword.arg):
                    found.setdefault(keyword.arg, []).append(keyword)
                elif keyword.arg is None and isinstance(keyword.value, ast.Dict):
                    keys = [key for key in keyword.value.keys if isinstance(key, ast.Constant)]
                    _collect(found, keys)
                elif keyword.arg == "columns" and method(call) == "rename" and isinstance(keyword.value, ast.Dict):
                    _collect(found, [value for value in keyword.value.values if isinstance(value, ast.Constant)])
            if method(call) in ("to_frame", "rename_axis", "rename") and call.args:
                _collect(found, [call.args[0]] if isinstance(call.args[0], ast.Constant) else [])
        for node in self.nodes:
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                _collect(found, [node.slice] if isinstance(node.slice, ast.Constant) else [])
        return found

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node around a node."""
        return self._places[id(node)][0] if id(node) in self._places else None

    def around(self, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """``(part, whole)`` from a node outwards."""
        while (whole := self.parent(node)) is not None:
            yield node, whole
            node = whole

    def reads(self, known: Collection[Hashable]) -> dict[Hashable, list[ast.expr]]:
        """Where known labels are read: constants in their places, and attributes of inputs."""
        found: dict[Hashable, list[ast.expr]] = {}
        for constant, role in self.constants:
            if role in (Role.LABEL, Role.ANY) and constant.value in known and not self._is_new(constant):
                found.setdefault(constant.value, []).append(constant)
        functions = {id(call.func) for call in self.calls}
        for node in self.nodes:
            match node:
                case ast.Attribute(value=ast.Name(id=owner), attr=label) if owner in self.frames and label in known:
                    if id(node) not in functions:
                        found.setdefault(label, []).append(node)
        return found

    def _is_new(self, constant: ast.Constant) -> bool:
        return any(constant is place for place in self.created.get(constant.value, ()))

    def use(self, node: ast.AST) -> Use:
        """What a node decides."""
        for part, whole in self.around(node):
            if isinstance(whole, ast.Call) and part is not whole.func:
                if method(whole) in _ORDERING:
                    return Use.ORDER
                if method(whole) in _GROUPING:
                    return Use.KEY
            is_label = isinstance(part, (ast.Constant, ast.List, ast.Slice, ast.Tuple))
            if isinstance(whole, ast.Subscript) and part is whole.slice and not is_label:
                return Use.FILTER
            if isinstance(whole, ast.Tuple) and part is whole.elts[0] and not is_label and self._is_slice(whole):
                return Use.FILTER
        return Use.VALUE

    def _is_slice(self, node: ast.AST) -> bool:
        outer = self.parent(node)
        return isinstance(outer, ast.Subscript) and outer.slice is node

    @cached_property
    def end(self) -> ast.expr:
        """The expression whose value the program ends with, or the name it is bound to."""
        last = self.tree.body[-1]
        if isinstance(last, ast.Assign) and len(last.targets) == 1:
            target = last.targets[0]
            if isinstance(target, ast.Name) and target.id == self.output:
                return last.value
        return name(self.output)

    def ending(self, value: ast.expr) -> Swaps:
        """The swap that makes the program end with another value."""
        if id(self.end) in self._places:
            return ((self.end, value),)
        assign = ast.Assign([ast.Name(self.output, ast.Store())], value, lineno=0)
        return ((self.tree, ast.Module([*self.tree.body, assign], [])),)

    def printed(self, edit: Edit) -> str:
        """The program with an edit, in the spacing of ``ast.unparse``."""
        if edit.swaps[0][0] is self.tree:
            return ast.unparse(edit.swaps[0][1])
        try:
            self._put([(old, new) for old, new in edit.swaps])
            return ast.unparse(self.tree)
        finally:
            self._put([(old, old) for old, _ in edit.swaps])

    def _put(self, pairs: Sequence[tuple[ast.AST, ast.AST]]) -> None:
        for old, new in pairs:
            parent, field, at = self._places[id(old)]
            if at is None:
                setattr(parent, field, new)
            else:
                getattr(parent, field)[at] = new


def _collect(found: dict[Hashable, list[ast.AST]], constants: Sequence[ast.AST | None]) -> None:
    for constant in constants:
        if isinstance(constant, ast.Constant) and isinstance(constant.value, (str, int)):
            found.setdefault(constant.value, []).append(constant)
