"""The worker: one clean, single-threaded process that holds the frames and forks a child for every candidate.

It keeps the clock for its children, ends them with all they started, reaps them, and passes their reports on. It ends
itself when its control pipe closes, so nothing survives the notebook's kernel. Where forking is not safe (macOS,
Windows) a worker runs one candidate itself and ends; the runner keeps a spare one warm.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pkgutil
import select
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

import gift4code_ext.spec
from gift4code_ext.execution import limits, printed, transport
from gift4code_ext.execution.confinement import armour, guard
from gift4code_ext.execution.inside.apart import CellWay
from gift4code_ext.execution.inside.cell import Cell
from gift4code_ext.execution.inside.child import Job, Judging, Wanted, Way, enter
from gift4code_ext.execution.inside.children import Asked, Children, Start
from gift4code_ext.execution.inside.holding import Holding
from gift4code_ext.execution.inside.judges import USES, Seat
from gift4code_ext.spec.values import known

_IDLE = 5.0
_FOREVER = 86_400.0


@dataclass
class _State:
    control: int
    replies: BinaryIO
    limits: limits.Limits
    armour: armour.Armour
    hide: Callable[[], Callable[[], None]]
    parent: int
    holding: Holding = field(default_factory=Holding)
    jobs: dict[str, Callable[..., None]] = field(default_factory=dict)


def main(settings: str, *, fork: bool) -> None:
    """Serve a runner on standard input and output until it closes its end."""
    _preload()
    box = _serve(_open(settings), fork=fork)
    if box:
        enter(box)
    with contextlib.suppress(OSError):
        os.rmdir(os.getcwd())


def _preload() -> None:
    """Everything a child uses is imported before the first fork, so that no cell can get in between."""
    warnings.simplefilter("ignore")
    for module in pkgutil.walk_packages(gift4code_ext.spec.__path__, "gift4code_ext.spec."):
        importlib.import_module(module.name)
    for name in ("pandas.api.types", "pandas.testing", "ctypes", *(["resource"] if sys.platform != "win32" else [])):
        importlib.import_module(name)
    known.learn()
    # Arrow sets its memory aside on first use: here, so that it is not charged to each child
    pd.Series(["text"]).str.len().sum()


def _open(settings: str) -> _State:
    """Move the wire away from the standard descriptors, which stray prints would reach."""
    control, replies = os.dup(0), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    own = limits.from_json(settings)
    armour.adopt_orphans()
    state = _State(control, replies, own, armour.prepare(own, cwd=os.getcwd()), guard.remember(), os.getppid())
    gc.freeze()
    versions = {"pandas": pd.__version__, "numpy": np.__version__}
    _reply(state, {"op": "ready", "versions": versions, "protections": list(state.armour.active)})
    return state


def _serve(state: _State, *, fork: bool) -> list[Any]:
    """Returns in a process that is to run something, with what runs and its way out; else when the runner is gone."""
    children = Children(lambda message: _reply(state, message), state.limits.check_seconds)
    while True:
        ready = _wait(state, children) if fork else [state.control]
        children.hear(ready)
        children.end_overdue()
        if not ready and children.deadline is None:
            children.rest()
        if state.control in ready:
            message = transport.read(state.control)
            if message is None:
                break
            box = _obey(state, children if fork else None, *message)
            if box:
                return box
        if sys.platform != "win32" and os.getppid() != state.parent:
            break
    children.end()
    return []


def _wait(state: _State, children: Children) -> list[int]:
    deadline = children.deadline
    timeout = _IDLE if deadline is None else min(_FOREVER, max(0.0, deadline - time.monotonic()))
    return select.select([state.control, *children.descriptors], [], [], timeout)[0]


def _obey(
    state: _State, children: Children | None, message: Mapping[str, Any], buffers: Sequence[bytearray]
) -> list[Any]:
    match message["op"]:
        case "load":
            _reply(state, state.holding.take(message["places"], buffers))
        case "drop":
            if children is not None:
                children.rest()  # judges hold what they were forked with
            state.holding.drop(message["keys"], collect=message["collect"])
        case "stop":
            if children is not None:
                children.end(message["ids"])
            _reply(state, {"op": "stopped", "ids": message["ids"]})
        case "run" | "work":
            return _begin(state, children, message)
    return []


def _begin(state: _State, children: Children | None, message: Mapping[str, Any]) -> list[Any]:
    """What this process, or one forked from it, is to run; nothing in the process that goes on serving."""
    if message["op"] == "work":
        return _begin_job(state, children, message)
    if children is None:
        # the reply stream is closed with the state, which is gone before the cell runs
        start = Start(os.dup(state.replies.fileno()), b"", state.parent, printed.find(os.getcwd()))
        return [_cell(state, message, start), _way(state, message, start, {"op": "outcome", "id": message["id"]})]
    wanted, children.more = message["wanted"], message["more"]
    repeats = wanted["checked"] and not message["seed"]
    begun = children.run(Asked(message["id"], message["seconds"], message["output"], wanted, repeats))
    if begun is None:
        return []
    if isinstance(begun, Seat):
        armour = _armour(state, USES * state.limits.check_seconds)
        return [Judging(begun, state.holding.get(message["output"]), armour)]
    armour = _armour(state, message["seconds"])
    return [_cell(state, message, begun), CellWay(begun.descriptor, armour, state.hide, begun.parent)]


def _begin_job(state: _State, children: Children | None, message: Mapping[str, Any]) -> list[Any]:
    if not _known(state, message):
        return []
    start: Start | None
    if children is None:
        start = Start(os.dup(state.replies.fileno()), b"", state.parent, printed.find(os.getcwd()))
        extra = {"op": "outcome", "id": message["id"]}
    else:
        start, extra = children.work(message["id"], message["seconds"]), {}
    if start is None:
        return []
    variables = state.holding.named(message["frames"], 0)
    job = Job(state.jobs[message["job"]], variables, message["argument"], start.area)
    return [job, _way(state, message, start, extra)]


def _cell(state: _State, message: Mapping[str, Any], start: Start) -> Cell:
    variables = state.holding.named(message["frames"], message["variant"])
    name = state.holding.get(message["output"]).name
    return Cell(message["code"], variables, name, message["seconds"], message["seed"], start.area)


def _way(state: _State, message: Mapping[str, Any], start: Start, extra: Mapping[str, Any]) -> Way:
    return Way(
        descriptor=start.descriptor,
        nonce=start.nonce,
        extra=extra,
        output=state.holding.get(message["output"]),
        seconds=message["seconds"],
        armour=_armour(state, message["seconds"]),
        hide=state.hide,
        parent=start.parent,
        wanted=Wanted(**message.get("wanted", {})),
    )


def _armour(state: _State, seconds: float) -> armour.Armour:
    return replace(state.armour, limits=replace(state.limits, seconds=seconds))


def _known(state: _State, message: Mapping[str, Any]) -> bool:
    """Import the job's function, once for all; whether that went well (if not, the runner was told)."""
    module, _, name = message["job"].partition(":")
    try:
        if message["job"] not in state.jobs:
            state.jobs[message["job"]] = getattr(importlib.import_module(module), name)
            state.hide = guard.remember()
            gc.freeze()
    except (ImportError, AttributeError) as problem:
        said = {"status": "error", "error": transport.one_line(problem)}
        _reply(state, {"op": "outcome", "id": message["id"], **said})
        return False
    return True


def _reply(state: _State, message: Mapping[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the runner is gone, which the control pipe will say too
        state.replies.write(transport.frame(message))
        state.replies.flush()
