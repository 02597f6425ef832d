"""The server in the pinned interpreter: one clean, single-threaded process that forks a confined process for each call.

It imports what calls need once, keeps their clock, ends and reaps them with all they started, removes their folders
and passes on what they say. It ends itself, and them, when its control pipe closes: nothing survives the evaluation,
however that ends. Children, clock and report are the product's own (:mod:`gift4code_ext.execution.inside`).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from gift4code_ext.execution import transport
from gift4code_ext.execution.confinement import armour
from gift4code_ext.execution.inside.child import Job, Wanted, Way, enter
from gift4code_ext.execution.inside.children import Children, Start
from gift4code_ext.execution.limits import from_json
from gift4code_ext.spec.model import Output

_IDLE = 5.0

Function = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class _State:
    control: int
    replies: BinaryIO
    armour: armour.Armour
    function: Function
    folders: str
    parent: int
    most: int


def main(settings: str) -> None:
    """Serve on standard input and output until the other end closes; ``settings`` is JSON, made by :mod:`.pool`."""
    state = _open(json.loads(settings))
    box = _serve(state)
    if box:
        enter(box)
    shutil.rmtree(os.path.dirname(state.folders), ignore_errors=True)


def _open(settings: Mapping[str, Any]) -> _State:
    """Move the wire away from the standard descriptors, which stray prints would reach; then import everything."""
    control, replies = os.dup(0), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    warnings.simplefilter("ignore")
    missing = []
    for name in settings["preload"]:
        try:
            importlib.import_module(name)
        except ImportError as problem:
            missing.append(f"{name}: {transport.one_line(problem)}")
    module, _, name = settings["function"].partition(":")
    function: Function = getattr(importlib.import_module(module), name)
    armour.adopt_orphans()
    worn = armour.prepare(from_json(settings["limits"]), cwd=os.getcwd(), file_mb=settings["file_mb"])
    state = _State(control, replies, worn, function, settings["folders"], os.getppid(), settings["said_mb"] * 2**20)
    gc.freeze()
    _reply(state, {"op": "ready", "protections": worn.active, "lacking": dict(worn.missing), "missing": missing})
    return state


def _serve(state: _State) -> list[Any]:
    """Returns in a process that is to run something, with what runs and its way out; else at the very end."""
    children = Children(lambda message: _heard(state, message), 0.0, state.most)
    while True:
        deadline = children.deadline
        patience = _IDLE if deadline is None else min(_IDLE, max(0.0, deadline - time.monotonic()))
        ready = select.select([state.control, *children.descriptors], [], [], patience)[0]
        children.hear(ready)
        children.end_overdue()
        if state.control in ready:
            message = transport.read(state.control)
            if message is None:
                break
            if box := _begin(state, children, message[0]):
                return box
        if os.getppid() != state.parent:
            break
    children.end()
    return []


def _begin(state: _State, children: Children, request: Mapping[str, Any]) -> list[Any]:
    """What this process is to run if it is the one forked for it; nothing in the process that goes on serving."""
    folder = os.path.join(state.folders, str(request["id"]))
    try:
        os.mkdir(folder)
    except OSError as problem:
        said = {"status": "harness_error", "error": f"no folder for the call: {problem}"}
        _reply(state, {"op": "outcome", "id": request["id"], **said})
        return []
    start: Start | None = children.work(request["id"], request["seconds"])
    if start is None:
        return []
    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)
    tempfile.tempdir = folder  # a library may have asked for it already
    limits = replace(state.armour.limits, seconds=request["seconds"])
    way = Way(
        descriptor=start.descriptor,
        nonce=start.nonce,
        extra={},
        output=Output(),
        seconds=request["seconds"],
        armour=replace(state.armour, limits=limits, folder=folder if state.armour.file_mb else None),
        hide=lambda: lambda: None,
        parent=start.parent,
        wanted=Wanted(),
    )
    return [Job(_job(state.function), {}, request["argument"], start.area), way]


def _job(function: Function) -> Callable[..., None]:
    def job(_: object, __: object, argument: Mapping[str, Any], tell: Callable[[Mapping[str, Any]], None]) -> None:
        tell(function(argument))

    return job


def _heard(state: _State, message: Mapping[str, Any]) -> None:
    """Pass on what a process says; one that ended leaves no folder behind."""
    if message["op"] == "outcome":
        shutil.rmtree(os.path.join(state.folders, str(message["id"])), ignore_errors=True)
    _reply(state, message)


def _reply(state: _State, message: Mapping[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the other end is gone, which the control pipe will say too
        state.replies.write(transport.frame(message))
        state.replies.flush()
