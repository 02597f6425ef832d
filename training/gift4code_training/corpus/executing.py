"""Running the tasks of one schema in the product's executor: each program, with its variants that lack a step."""

from __future__ import annotations

import ast
import base64
import inspect
import json
import pickle
import textwrap
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from gift4code_ext.execution import Outcome, Runner
from gift4code_ext.spec.model import Output
from gift4code_training.corpus import probe
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.syntax import names, root, without

_MARK = "corpus-probe "
_CARRY = "corpus-value "
_FIRST = "import json, pandas as pd, numpy as np\n"
_VALUE = "corpus_value"
_LIBRARIES = frozenset({"pd", "np"})


@dataclass(frozen=True)
class Ran:
    """One task, executed.

    ``told`` is what :func:`probe.probe` says of the value; ``error_line`` is a line of the program, from 1.
    """

    task: Task
    outcome: Outcome
    told: Mapping[str, Any] = field(default_factory=dict)
    error_line: int | None = None


def run(tasks: Sequence[Task], frames: Mapping[str, pd.DataFrame], runner: Runner, *, carry: bool = False) -> list[Ran]:
    """Executes tasks that share their frames; in the order given.

    Args:
        carry: :func:`carried` then gives the values; steps are not left out one by one, which takes most of the time.
    """
    runner.load({**frames, **{f"{name}_before": frame for name, frame in frames.items()}})
    outcomes = runner.run_many([_cell(task, frames, carry=carry) for task in tasks], Output(name=_VALUE))
    return [_ran(task, outcome) for task, outcome in zip(tasks, outcomes, strict=True)]


def _ran(task: Task, outcome: Outcome) -> Ran:
    line = None
    if outcome.line is not None:
        line = outcome.line - 2 - len(task.earlier.splitlines())
    return Ran(task, outcome, _told(outcome.stdout), line)


def _told(printed: str) -> Mapping[str, Any]:
    for line in reversed(printed.splitlines()):
        if line.startswith(_MARK):
            found: Mapping[str, Any] = json.loads(line[len(_MARK) :])
            return found
    return {}


def carried(ran: Ran) -> tuple[Any, Mapping[str, Any]] | None:
    """The value of a task, and what its earlier cell bound, out of the process that made them; None where it failed.

    Only for programs of the corpus: what the process wrote is unpickled here.
    """
    for line in reversed(ran.outcome.stdout.splitlines()):
        if line.startswith(_CARRY):
            try:
                value, made = pickle.loads(zlib.decompress(base64.b64decode(line[len(_CARRY) :])))
            except (ValueError, EOFError, zlib.error, pickle.UnpicklingError):
                return None  # cut where too much was printed
            return value, made
    return None


def _cell(task: Task, frames: Mapping[str, pd.DataFrame], *, carry: bool = False) -> str:
    """The earlier cells, copies of what they bound, the program, and the code that tells of its value."""
    inputs = list(dict.fromkeys([*frames, *bound(task.earlier)]))
    changed = inputs if task.earlier else []
    copies = "; ".join(f"{name}_before = {name}.copy() if hasattr({name}, 'copy') else {name}" for name in changed)
    parts = [_FIRST, f"{task.earlier}\n" if task.earlier else "", f"{copies or 'pass'}\n", f"{task.program}\n"]
    parts.append(f"{_VALUE} = {task.output}\n")
    variants: list[str] = []
    for number, (step, program) in enumerate([] if carry else without(task.program)):
        parts += [f"def variant_{number}({', '.join(inputs)}):\n", textwrap.indent(program, " ")]
        parts.append(f"\n return {task.output}\n")
        variants.append(f"'{number} {step}': variant_{number}")
    values = ", ".join(f"'{name}': {name}_before" for name in inputs)
    parts += ["from typing import Any\n", inspect.getsource(probe.probe)]
    parts.append(f"print({_MARK!r} + json.dumps(probe({_VALUE}, {{{values}}}, {{{', '.join(variants)}}})))\n")
    if carry:
        made = ", ".join(f"'{name}': {name}_before" for name in bound(task.earlier))
        parts.append("import base64, pickle, zlib\n")
        parts.append(f"corpus_bytes = zlib.compress(pickle.dumps(({_VALUE}, {{{made}}})))\n")
        parts.append(f"print({_CARRY!r} + base64.b64encode(corpus_bytes).decode())\n")
    return "".join(parts)


def bound(code: str) -> list[str]:
    """Variables that a cell binds or edits, in order."""
    found = [
        name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store)
        if (name := root(node)) is not None and name not in _LIBRARIES
    ]
    return list(dict.fromkeys(found))


def used_frames(task: Task) -> tuple[str, ...]:
    """The schema's tables that the task's cells read, in the schema's order."""
    read = names(task.program) | (names(task.earlier) if task.earlier else frozenset())
    return tuple(table.name for table in task.schema.tables if table.name in read)
