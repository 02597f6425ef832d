"""Programs as the search builds them: one step on top of another, and the cell they print as."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gift4code_ext.operations.model import NameArg, Operation

_WIDE = 100  # characters of a line that is still read at a glance
_HOLE = "\0"


@dataclass(frozen=True)
class Input:
    """A frame the person has."""

    name: str


@dataclass(frozen=True)
class Applied:
    """An operation with its arguments, applied to a program's value (and a second one's)."""

    operation: Operation
    bound: Mapping[str, Any]
    table: Program
    other: Program | None = None

    def print(self, table: str, other: str = "") -> str:
        return self.operation.print(self.bound, table, other)


@dataclass(frozen=True)
class Edited:
    """A closing edit: ``{table}`` with something put behind it, e.g. ``[["a", "b"]]``."""

    ending: str
    table: Program
    other: Program | None = field(default=None, init=False)

    def print(self, table: str, other: str = "") -> str:
        return f"{table}{self.ending}"


Program = Input | Applied | Edited


def steps(program: Program) -> list[Applied | Edited]:
    """The steps of a program, each once, what is needed first coming first."""
    found: dict[int, Applied | Edited] = {}

    def visit(step: Program | None) -> None:
        if step is None or isinstance(step, Input) or id(step) in found:
            return
        visit(step.table)
        visit(step.other)
        found[id(step)] = step

    visit(program)
    return list(found.values())


def operations(program: Program) -> tuple[str, ...]:
    """Names of its operations in the order they run; a closing edit is ``"edit"``."""
    return tuple(step.operation.name if isinstance(step, Applied) else "edit" for step in steps(program))


def print_cell(program: Program, name: str) -> str:
    """The cell that binds ``name``: one expression where it is short enough, a line for each step otherwise."""
    ordered = steps(program)
    uses = _uses(ordered)
    lines: list[str] = []
    said: dict[int, str] = {}

    def text(step: Program | None) -> str:
        if step is None:
            return ""
        return step.name if isinstance(step, Input) else said[id(step)]

    for step in ordered:
        printed = step.print(text(step.table), text(step.other))
        last = step is ordered[-1]
        if not last and uses[id(step)] == 1 and _chains(printed) and len(printed) <= _WIDE:
            said[id(step)] = printed
        elif not last:
            said[id(step)] = f"step{len(lines) + 1}"
            lines.append(f"{said[id(step)]} = {printed}")
        else:
            said[id(step)] = printed
    return "\n".join([*lines, f"{name} = {text(program)}"])


def _uses(ordered: list[Applied | Edited]) -> dict[int, int]:
    """How often the text of each step would be written."""
    uses: dict[int, int] = dict.fromkeys((id(step) for step in ordered), 0)
    for step in ordered:
        printed = step.print(_HOLE + "0", _HOLE + "1")
        for place, part in enumerate((step.table, step.other)):
            if part is not None and id(part) in uses:
                uses[id(part)] += printed.count(f"{_HOLE}{place}")
    return uses


def _chains(printed: str) -> bool:
    """Whether a method can be written behind the expression as it is."""
    return isinstance(ast.parse(printed, mode="eval").body, (ast.Call, ast.Subscript, ast.Attribute, ast.Name))


def renamed(program: Program, labels: Mapping[Any, Any]) -> tuple[Program, dict[Any, Any]]:
    """The program with new names of its own chosen as ``labels`` says, and the renames that are left to be made."""
    left = dict(labels)

    def visit(step: Program) -> Program:
        if isinstance(step, Input):
            return step
        table = visit(step.table)
        if isinstance(step, Edited):
            return replace(step, table=table)
        bound = dict(step.bound)
        for name, argument in step.operation.arguments.items():
            label = bound[name]
            if isinstance(argument, NameArg) and label in labels:
                bound[name] = labels[label]
                left.pop(label, None)
            elif not isinstance(argument, NameArg):
                bound[name] = _follow(label, labels, left)
        return replace(step, bound=bound, table=table, other=None if step.other is None else visit(step.other))

    return visit(program), left


def _follow(value: Any, labels: Mapping[Any, Any], left: Mapping[Any, Any]) -> Any:
    """Arguments that speak of a column by the name it had."""
    made = {label: new for label, new in labels.items() if label not in left}
    if isinstance(value, list):
        return [_follow(item, labels, left) for item in value]
    if isinstance(value, tuple):  # a condition: its column, an operator, a literal
        return (_follow(value[0], labels, left), *value[1:])
    return made.get(value, value) if isinstance(value, str) else value


def inputs(program: Program) -> Iterator[Input]:
    """The frames a program reads, as often as it names them."""
    if isinstance(program, Input):
        yield program
    else:
        yield from inputs(program.table)
        if program.other is not None:
            yield from inputs(program.other)
