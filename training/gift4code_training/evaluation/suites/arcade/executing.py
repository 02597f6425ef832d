"""One cell of a notebook, inside a contained process: the artifacts, the earlier code, the cell, and what it changed.

The process finds a copy of the notebook's artifact folder where it runs, made for it alone, and its clock stands at
ARCADE's moment. It knows nothing of the reference; what it made leaves as parcels
(:mod:`gift4code_ext.execution.inside.parcel`), which another contained process reads (:mod:`.judging`).
"""

from __future__ import annotations

import ast
import base64
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gift4code_ext.execution.confinement.audit import CELL
from gift4code_ext.execution.inside import parcel
from gift4code_ext.execution.inside.cell import explain, in_short
from gift4code_ext.spec.values import known
from gift4code_training.evaluation.suites import specified
from gift4code_training.evaluation.suites.arcade import clock, state
from gift4code_training.evaluation.suites.arcade.matching import FIGURE, OUTPUT, targets
from gift4code_training.evaluation.suites.arcade.rewriting import parsed, rewritten

MOST_MB = 256
"""What the parcels of one cell may take, as text."""

known.learn()  # before any cell can get in between


class Failed(Exception):
    """A cell that did not run; ``report`` says why, as JSON."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        super().__init__(str(report.get("error", "")))
        self.report = dict(report)


@dataclass(frozen=True)
class Ran:
    """What a cell did, and the variables as they were before it."""

    delta: state.Delta
    before: Mapping[str, Any]
    space: Mapping[str, Any]


def execute(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run a cell.

    Args:
        argument: ``folder`` with the artifacts (may be empty), ``context`` (the earlier code), ``code``, ``prediction``
            (whether earlier bare expressions are kept), ``shows`` (whether the figure is what counts), ``outputs``:
            variables that are wanted even if nothing happened to them.

    Returns:
        ``status`` ``ok`` with ``made``: a list of ``name``, ``changed`` and ``parcel``; or ``error`` (``memory``,
        ``refused``, ``unserialisable``) with ``error``, ``line`` and ``where``: ``context`` or ``program``.
    """
    try:
        ran = _run(argument)
        values = {**ran.delta.new, **ran.delta.changed}
        kept = {name: ran.space[name] for name in argument["outputs"] if name in ran.space and name not in values}
        return {"status": "ok", "made": _parcels({**values, **kept}, ran.delta.changed)}
    except Failed as failed:
        return failed.report


def describe(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run a reference; what goes into it and what it makes, as :func:`.specified.told` tells it.

    Returns:
        as :func:`execute` where it fails. Else ``status`` ``ok``, ``name`` of what is asked for and whether there is
        anything to compare (``targets``).
    """
    try:
        ran = _run(argument)
    except Failed as failed:
        return failed.report
    inputs = {name: ran.before[name] for name in _read(argument["code"]) if name in ran.before}
    values = {**ran.delta.new, **ran.delta.changed}
    values |= {name: ran.space[name] for name in argument["outputs"] if name in ran.space}
    wanted = targets(values, sorted(ran.delta.changed), argument["outputs"], shows=argument["shows"])
    said: dict[str, Any] = {"status": "ok", "targets": wanted, "name": "result"}
    if not wanted:
        return said
    if wanted[0] == FIGURE:
        return said | {"type": specified.PLOT, "inputs": specified.read_inputs(inputs), "kinds": {}}
    name = "result" if wanted[0] == OUTPUT else wanted[0]
    return said | {"name": name} | specified.told(values[wanted[0]], inputs, name)


def _run(argument: Mapping[str, Any]) -> Ran:
    if argument["folder"]:
        _copy(argument["folder"], os.getcwd())
    clock.stop()
    main = state.fresh()
    sys.modules["__main__"] = main
    space = vars(main)
    _execute(argument["context"], space, "context")
    _close_figures()
    before = state.copies(space)
    _execute(argument["code"], space, "program", prediction=argument["prediction"])
    if argument["shows"]:
        figure = _figure()
        return Ran(state.Delta({} if figure is None else {FIGURE: figure}), before, space)
    return Ran(state.delta(space, before), before, space)


def _execute(code: str, space: dict[str, Any], where: str, *, prediction: bool = False) -> None:
    try:
        tree = parsed(code) if where == "context" else rewritten(code, prediction=prediction)
        exec(compile(tree, CELL, "exec", dont_inherit=True), space)
    except BaseException as problem:  # noqa: BLE001 - exits and interrupts are a cell's way to end too
        raise Failed({**explain(problem), "where": where}) from None


def _read(code: str) -> list[str]:
    """The names a cell uses, in order."""
    nodes = [node for node in ast.walk(parsed(code)) if isinstance(node, ast.Name)]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id for node in nodes))


def _copy(source: str, target: str) -> None:
    """A folder's files, without what only the owner of files may set."""
    for here, folders, files in os.walk(source):
        there = os.path.join(target, os.path.relpath(here, source))
        for name in folders:
            os.makedirs(os.path.join(there, name), exist_ok=True)
        for name in files:
            with open(os.path.join(here, name), "rb") as old, open(os.path.join(there, name), "wb") as new:
                shutil.copyfileobj(old, new, 2**20)


def _close_figures() -> None:
    """A notebook shows and closes the figures of each cell."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _figure() -> np.ndarray[Any, Any] | None:
    """The pixels of the current figure; None where nothing was drawn."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return None
    try:
        canvas = pyplot.gcf().canvas
        canvas.draw()
        return np.array(canvas.buffer_rgba())
    except Exception as problem:  # noqa: BLE001 - what the cell drew may refuse in any way
        raise Failed({"status": "error", "error": in_short(problem), "where": "program"}) from None


def packed(value: object) -> list[str]:
    """A value's parcel as text; raises whatever the value raises on being pickled."""
    return [base64.b64encode(part).decode() for part in parcel.pack(value)]


def _parcels(values: Mapping[str, Any], changed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The variables that are data, each packed by itself; others are no result that could be compared."""
    found, size = [], 0
    for name, value in values.items():
        try:
            parts = packed(value)
        except MemoryError:
            raise
        except BaseException:  # noqa: BLE001 - a value may refuse in any way
            continue
        size += sum(len(part) for part in parts)
        if size > MOST_MB * 2**20:
            why = f"what it made takes more than {MOST_MB} MB"
            raise Failed({"status": "unserialisable", "error": why, "where": "program"})
        found.append({"name": name, "changed": name in changed, "parcel": parts})
    return found
