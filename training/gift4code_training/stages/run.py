"""``gift4code-train run``: programs.jsonl -> runs.jsonl, those that run and make something.

Each program runs in the product's executor, over the tables of its context, which are loaded here. Kept is what runs,
reads a table, makes something that is not empty, not all missing and no input over again, and makes it a second time
with other random numbers, at another time and with another order of sets. What is told of the values comes out of the
contained process as JSON (:mod:`.telling`).
"""

from __future__ import annotations

import argparse
import os
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

import gift4code_training
from gift4code_ext.execution import Limits, Outcome, Runner
from gift4code_ext.spec.model import Output, Variable
from gift4code_ext.spec.read import Caps, read
from gift4code_training.stages import engines, nouns, telling
from gift4code_training.stages.asked import PRINTED_ROWS
from gift4code_training.stages.binding import Cell, Unbound, cell_of
from gift4code_training.stages.loading import frames_of
from gift4code_training.stages.records import Run, key, to_json
from gift4code_training.stages.stage import (
    Inputs,
    Made,
    Rejection,
    Stage,
    StageError,
    above_zero,
    at_least_one,
    go,
    report,
)
from gift4code_training.stages.stage import add_arguments as add_common

NAME = "runs"
_PACKAGES = str(Path(gift4code_training.__file__).resolve().parents[1])
_INPUTS = Caps(sample=PRINTED_ROWS)
_HELD = 8  # contexts whose tables a worker keeps loaded
_BEFORE = "_gift4code_before"
_STREAM = "_gift4code_stream"
_PLACES = re.compile(r"0x[0-9a-fA-F]+")


@dataclass(frozen=True)
class _Tables:
    frames: Mapping[str, pd.DataFrame]
    variables: Mapping[str, Variable]


class Ran:
    """A program with its context -> what it makes, if that is worth keeping. Holds a warm runner.

    Args:
        folder: of the journals.
        limits: of one program.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._runner = Runner(limits=replace(limits, readable=(*limits.readable, _PACKAGES)), width=1)
        self._held: OrderedDict[str, _Tables] = OrderedDict()

    def __call__(self, given: Mapping[str, Any]) -> Made:
        program, context = given["program"], given["context"]
        tables = self._tables(context)
        try:
            cell = cell_of(str(program["code"]), tables.variables)
        except Unbound as unbound:
            return _rejected(*map(str, unbound.args))
        outcome = self._run(cell, tables.frames)
        problem = _problem(outcome)
        if problem is not None:
            return Made(rejected=(problem,))
        shape = outcome.preview.shape if outcome.preview is not None else ()
        try:
            told = telling.heard(outcome.stdout, cell.answer, outcome.value_type, shape)
        except telling.Unheard as unheard:
            return _rejected(str(unheard), outcome.value_type)
        if told.missing:
            return _rejected("its answer is all missing", "")
        if told.same:
            return _rejected("its answer is an input", told.same)
        record = Run(
            key=key(given["key"], cell.code),
            program=str(program["key"]),
            intent=str(program["intent"]),
            context=str(context["key"]),
            code=cell.code,
            inputs=tuple(nouns.to_json(tables.variables[name]) for name in cell.reads),
            outputs=told.outputs,
            calls=cell.calls,
        )
        return Made((to_json(record),))

    def close(self) -> None:
        """Ends the runner with what runs in it."""
        self._runner.close()

    def _tables(self, context: Mapping[str, Any]) -> _Tables:
        name = str(context["key"])
        if name not in self._held:
            frames = frames_of(context, self._folder)
            self._held[name] = _Tables(
                frames, {each: read(frame, each, caps=_INPUTS) for each, frame in frames.items()}
            )
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return self._held[name]

    def _run(self, cell: Cell, frames: Mapping[str, pd.DataFrame]) -> Outcome:
        self._runner.load(frames)
        code, wanted = _watched(cell, frames), Output(name=cell.answer)
        # told once: the second time only the answer is compared
        outcome = self._runner.run(code, wanted, second=cell.code)
        return self._runner.run(code, wanted, second=cell.code) if outcome.status == "harness_error" else outcome


def _watched(cell: Cell, frames: Mapping[str, Any]) -> str:
    """The cell between a line that keeps the inputs as they were and lines that tell of the values."""
    copies = ", ".join(f"{name!r}: {name}.copy()" for name in frames)
    told = ", ".join(f"{name!r}: {name}" for name in dict.fromkeys((*cell.made, *cell.reads)))
    return "\n".join(
        (
            f"import io, sys; {_BEFORE} = {{{copies}}}; {_STREAM}, sys.stdout = sys.stdout, io.StringIO()",
            cell.code,
            f"import sys; sys.path.append({_PACKAGES!r})",
            "from gift4code_training.stages.telling import tell as _gift4code_tell",
            f"_gift4code_tell({{{told}}}, {_BEFORE}, {cell.made!r}, {cell.reads!r}, {_STREAM})",
            "pass",
        )
    )


def _problem(outcome: Outcome) -> Rejection | None:
    """Why an outcome is not kept."""
    told = _PLACES.sub("0x…", outcome.error)
    match outcome.status:
        case "ok" if outcome.unstable:
            return Rejection("not deterministic")
        case "ok" if outcome.preview is not None and 0 in outcome.preview.shape:
            return Rejection("its answer is empty")
        case "ok":
            return None
        case "error":
            return Rejection(f"raises {told.partition(':')[0]}", told)
        case "unserialisable":
            return Rejection("its answer is no data", told)
        case "harness_error":
            return Rejection("the executor failed twice", told)
        case status:
            return Rejection(status, told)


def _rejected(reason: str, detail: str = "") -> Made:
    return Made(rejected=(Rejection(reason, detail),))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--seconds", type=above_zero, default=5.0, help="for one program (default: %(default)g)")
    parser.add_argument("--memory-mb", type=at_least_one, default=2048, help="for one program (default: %(default)s)")
    engines.add_arguments(parser, os.cpu_count() or 1)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    programs = Inputs(folder, "programs", "programs")
    intents = Inputs(folder, "intents", "intents")
    contexts = Inputs(folder, "contexts", "tables")
    limits = Limits(seconds=options.seconds, memory_mb=options.memory_mb)
    settings = {
        "seconds": limits.seconds,
        "memory_mb": limits.memory_mb,
        "rows": telling.ROWS,
        "columns": telling.COLUMNS,
        "input_rows": PRINTED_ROWS,
    }
    stage = Stage(NAME, "program", settings, options.seed)
    counts = go(
        stage,
        partial(Ran, folder.resolve(), limits),
        joined(programs, intents, contexts),
        digest=key(programs.digest, intents.digest, contexts.digest),
        total=len(programs),
        folder=folder,
        part=options.shard,
        engine=engines.chosen(options),
    )
    report(counts, stage, folder, options.shard)
    return 0


def joined(programs: Inputs, intents: Inputs, contexts: Inputs) -> Iterator[dict[str, Any]]:
    """Each program with its context.

    Raises:
        StageError: its intent or context is not there.
    """
    known = {str(context["key"]): context for context in contexts}
    of = {str(intent["key"]): str(intent["context"]) for intent in intents}
    for program in programs:
        context = known.get(of.get(str(program["intent"]), ""))
        if context is None:
            raise StageError(f"The task or the context of the program {program['key']} is not in {intents.folder}.")
        yield {"key": program["key"], "program": program, "context": context}
