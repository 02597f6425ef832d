"""The project's generator as a writer: programs drawn over any table, and sentences for them.

A task is drawn with its own seed, so that the stage that words it and the stage that writes its program come to the
same one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gift4code_training.bundled.generate import GENERATOR
from gift4code_training.bundled.intents import word
from gift4code_training.bundled.programs import Program, Rejected, build, sketch
from gift4code_training.stages.records import key

SOURCE = f"generator/{GENERATOR}"
_TRIES = 60  # draws for one task; most tables need three


@dataclass(frozen=True)
class Task:
    """A sentence with its phrase rules, and the program it was made of."""

    text: str
    code: str
    sketch: tuple[str, ...]
    rules: tuple[str, ...]


def source(seed: int) -> str:
    """Names the generator and the seed of its tasks, in records."""
    return f"{SOURCE}/{seed}"


def seed_of(source: str) -> int | None:
    """The seed in such a name; None for another version's or a model's."""
    start, _, seed = source.rpartition("/")
    return int(seed) if start == SOURCE and seed.lstrip("-").isdigit() else None


def tasks(
    frames: Mapping[str, pd.DataFrame], said: Mapping[str, Sequence[str]], seed: int, context: str, number: int
) -> Iterator[Task]:
    """Tasks over these frames, each another program, for the place ``number`` in the context's list.

    The first is the task of that place; those after it are other programs, the ones a writer might have given instead:
    with the operations of the first where its arguments can be drawn again, else with others.

    Args:
        said: column label -> what people call it.
        seed: of all tasks.
        context: its key.
    """
    rng = random.Random(key(seed, context, number))
    np.random.seed(rng.getrandbits(32))  # some operations draw rows
    synonyms = {label: tuple(said.get(str(label), ())) for frame in frames.values() for label in frame.columns}
    seen: set[str] = set()
    first: tuple[Any, ...] | None = None
    for _ in range(_TRIES):
        try:
            operations = first if first is not None and rng.random() < 0.7 else sketch(rng, frames=len(frames))
            program = build(operations, frames, rng)
        except Rejected:
            continue
        if program.code in seen:
            continue
        seen.add(program.code)
        first = first or tuple(step.operation for step in program.steps)
        yield _task(program, rng, synonyms)


def _task(program: Program, rng: random.Random, synonyms: Mapping[Any, tuple[str, ...]]) -> Task:
    worded = word(program, rng, synonyms, vague=False)
    return Task(worded.text, program.code, program.sketch, worded.rules)
