"""Records: (table, program, words, specification) -> the prompt and completion the bundled model learns from.

The prompt is made by the product's own rooms (``spec``, ``generation.link``, ``generation.prompt``), so that what the
model meets in training is what it meets in a notebook.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.generation.prompt import build
from gift4code_ext.generation.slots import SlotError
from gift4code_ext.operations.model import NameArg
from gift4code_ext.spec.infer import facts, summary_sentence, type_name
from gift4code_ext.spec.model import Output, Spec, SpecKind, Variable
from gift4code_ext.spec.read import read
from gift4code_training.bundled import programs
from gift4code_training.bundled.intents import Worded, word
from gift4code_training.bundled.programs import Program, Rejected
from gift4code_training.bundled.tables import Table, sample

KINDS = ("none",) * 28 + ("type",) * 8 + ("columns",) * 18 + ("part",) * 18 + ("whole",) * 20 + ("summary",) * 8
_INVENTED = (
    "value", "result", "metric", "out", "x", "y", "new_col", "calc", "score", "amount", "n", "num", "flag", "level",
    "grp", "label", "total", "avg", "share", "ratio", "delta", "gap", "rate", "per_unit", "bucket", "band", "size",
    "kpi", "index_value", "final", "adjusted", "net",
)  # fmt: skip
WORDINGS = 3  # records made of one program: running it costs more than wording it
_HELD_OUT = 25  # one sketch, and one phrase rule, in so many is kept out of training


@dataclass(frozen=True)
class Record:
    """One line of the training data. ``split`` is ``train``, or what is new in it: ``domain``, ``sketch``, ``rule``."""

    prompt: str
    completion: str
    intent: str
    code: str
    kind: str
    sketch: tuple[str, ...]
    schema: str
    split: str


def make(rng: random.Random, *, held_out: bool = False) -> list[Record]:
    """Some records of one executed program, each with words and a specification of its own.

    Args:
        held_out: draws its table from domains that training never sees.

    Raises:
        Rejected: the draw is not worth a record; the text is the reason.
    """
    table = sample(rng, held_out=held_out)
    program = programs.build(programs.sketch(rng, frames=len(table.frames)), table.frames, rng)
    program = _rename(program, table, rng)
    frames = _used(program, table)
    inputs = tuple(read(frame, name) for name, frame in frames.items())
    return [_record(program, table, frames, inputs, rng, held_out) for _ in range(WORDINGS)]


def _record(
    program: Program,
    table: Table,
    frames: Mapping[str, pd.DataFrame],
    inputs: tuple[Variable, ...],
    rng: random.Random,
    held_out: bool,
) -> Record:
    kind = rng.choice(KINDS)
    worded = word(program, rng, table.synonyms, vague=kind in ("part", "whole", "summary") and rng.random() < 0.35)
    if _unsayable(program, worded) and kind in ("none", "type"):
        kind = "columns"
    output = output_of(program.value, kind, frames, rng)
    spec = Spec(intent=worded.text, inputs=inputs, output=output, facts=facts(output, frames))
    level = "anonymous" if rng.random() < 0.06 else "schema"
    prompt = build("slots/1", spec, SpecKind.SUMMARY, level)
    assert prompt.linked is not None
    try:
        completion = prompt.linked.slots.encode(program.code)
    except SlotError:
        raise Rejected("slots") from None
    return Record(
        prompt.text,
        completion,
        worded.text,
        program.code,
        kind,
        program.sketch,
        table.schema,
        _split(program, worded, held_out),
    )


def _rename(program: Program, table: Table, rng: random.Random) -> Program:
    """In a third of the programs, new columns get names that no rule knows: only words or a specification tell them."""
    if rng.random() > 0.35:
        return program
    steps = list(program.steps)
    old: dict[str, str] = {}
    for at, step in enumerate(steps):
        bound = {name: _renamed(value, old) for name, value in step.bound.items()}
        for name, argument in step.operation.arguments.items():
            if isinstance(argument, NameArg):
                new = (
                    rng.choice(_INVENTED) if rng.random() < 0.6 else f"{rng.choice(_INVENTED)}_{rng.choice(_INVENTED)}"
                )
                if any(new in frame.columns for frame in table.frames.values()) or new in old.values():
                    return program
                old[bound[name]] = new
                bound[name] = new
        steps[at] = replace(step, bound=bound)
    if not old:
        return program
    try:
        value = programs.run(steps, table.frames)
    except Exception as error:  # noqa: BLE001  a new name may meet a column of the table half-way, in any way
        raise Rejected(f"rename {type(error).__name__}") from None
    return Program(tuple(steps), programs.code_of(steps, list(table.frames)), value)


def _renamed(value: Any, old: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, old) for each in value]
    if isinstance(value, tuple):  # a condition: its column, an operator, a literal
        return (_renamed(value[0], old), *value[1:])
    return old.get(value, value) if isinstance(value, str) else value


def _unsayable(program: Program, worded: Worded) -> bool:
    """Whether a new name is neither a default of its operation nor said in the words."""
    for step in program.steps:
        for name, argument in step.operation.arguments.items():
            if isinstance(argument, NameArg) and step.bound[name] not in (*argument.stems, *worded.stated):
                return True
    return False


def _used(program: Program, table: Table) -> dict[str, pd.DataFrame]:
    """Both frames of a pair half the time even if only the first is needed."""
    names = list(table.frames)
    two = any(step.operation.inputs == 2 for step in program.steps)
    return {name: table.frames[name] for name in (names if two or zlib.crc32(program.code.encode()) % 2 else names[:1])}


def output_of(value: Any, kind: str, frames: Mapping[str, pd.DataFrame], rng: random.Random) -> Output:
    """What a person would have stated of this value."""
    if kind == "none":
        return Output()
    type_of = type_name(value)
    if kind == "type":
        return Output(type=type_of)
    if kind == "summary":
        return Output(
            type=type_of,
            columns=tuple(value.columns) if isinstance(value, pd.DataFrame) else None,
            rows=len(value) if isinstance(value, (pd.DataFrame, pd.Series)) else None,
            summary=summary_sentence(facts(Output(example=value), frames)),
        )
    if not isinstance(value, (pd.DataFrame, pd.Series)):
        return Output(type=type_of) if kind == "columns" else Output(example=value)
    if kind == "columns":
        columns = tuple(value.columns) if isinstance(value, pd.DataFrame) else None
        return Output(
            type=type_of if columns is None or rng.random() < 0.4 else None,
            columns=columns,
            rows=len(value) if rng.random() < 0.25 else None,
        )
    if kind == "whole" or len(value) < 3:
        return Output(example=value)
    named = isinstance(value, pd.DataFrame) and rng.random() < 0.5
    return Output(
        type=type_of if rng.random() < 0.5 else None,
        columns=tuple(value.columns) if named else None,
        example=value.head(rng.choice((1, 2, 2, 3, 3, 4, 5))),
        partial=True,
        rows=len(value) if rng.random() < 0.15 else None,
    )


def _split(program: Program, worded: Worded, held_out: bool) -> str:
    if held_out:
        return "domain"
    if len(program.sketch) > 1 and zlib.crc32(" ".join(program.sketch).encode()) % _HELD_OUT == 0:
        return "sketch"
    if any(zlib.crc32(rule.encode()) % _HELD_OUT == 0 for rule in worded.rules):
        return "rule"
    return "train"


def seeded(seed: int) -> random.Random:
    """A generator for one shard; numpy's global state follows it for the few pandas calls that draw."""
    np.random.seed(seed % 2**32)
    return random.Random(seed)
