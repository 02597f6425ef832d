"""One executed task -> a record of the bundled model: words with marks taken off, a specification, slots."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from gift4code_ext.generation.prompt import Prompt, build
from gift4code_ext.generation.slot import CAPS
from gift4code_ext.generation.slots import SlotError, Slots
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec, SpecKind, Variable
from gift4code_ext.spec.read import read
from gift4code_training.bundled.records import KINDS, Record, output_of
from gift4code_training.corpus.executing import Ran, carried
from gift4code_training.corpus.linking import Mention
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.syntax import names
from gift4code_training.corpus.wording import linked_words, varied

_TELLING = ("columns", "part", "whole", "summary")
_TOKEN = re.compile(r"<([dcvn]\d+)>")
_GIVEN_NAMES = frozenset(("count", "size", "proportion", "index", "variable", "value", "level_0", "level_1", "rank"))
_GUESSED = frozenset(("y", "n", "yes", "no", "true", "false", "x", "t", "f"))


class Refused(Exception):
    """A task that makes no record, or no such one; the text is the reason."""


@dataclass(frozen=True)
class Scene:
    """What the person has when they ask: live frames by name as they are and as the product reads them; the value."""

    ran: Ran
    value: Any
    frames: Mapping[str, Any]
    inputs: tuple[Variable, ...]

    @property
    def task(self) -> Task:
        """The task that was executed."""
        return self.ran.task


def scene(ran: Ran, tables: Mapping[str, pd.DataFrame], rng: random.Random) -> Scene:
    """The scene of an executed task.

    Raises:
        Refused: it failed, or the program reads what the assistant is not shown.
    """
    task, held = ran.task, carried(ran)
    if held is None:
        raise Refused("the value is too large to carry")
    value, made = held
    live: dict[str, Any] = {**tables, **made}
    read_by = [name for name in live if name in names(task.program)]
    shown = [name for name in read_by if isinstance(live[name], (pd.DataFrame, pd.Series))]
    if len(shown) < len(read_by):
        raise Refused("the program reads a plain value of an earlier cell")
    if not shown or len(shown) > CAPS["frame"]:
        raise Refused("no frame, or more frames than slots")
    others = [name for name in live if name not in shown and isinstance(live[name], (pd.DataFrame, pd.Series))]
    if others and len(shown) < CAPS["frame"] and rng.random() < 0.4:
        shown.append(rng.choice(others))
    frames = {name: live[name] for name in live if name in shown}
    return Scene(ran, value, frames, tuple(read(frame, name) for name, frame in frames.items()))


def record(
    at: Scene, found: tuple[Mention, ...], part: str, sketch: str, rng: random.Random, *, as_written: bool
) -> Record:
    """One record: a specification of its own, and words of their own unless ``as_written``.

    Args:
        found: what the words mention.
        part: the split.

    Raises:
        Refused: slots cannot express the program, or the prompt does not tell what it needs.
    """
    task = at.task if as_written else varied(at.task, [(each.start, each.end) for each in found], rng)
    kind = rng.choice(_TELLING) if task.vague else rng.choice(KINDS)
    gold = rng.random() < 0.5
    if kind in ("none", "type") and unsaid_columns(at, task):
        kind = "columns"
    output = replace(output_of(at.value, kind, at.frames, rng), name=task.output)
    level = "anonymous" if rng.random() < 0.06 else "schema"
    kinds = frozenset(("column", "value", "frame", "name")) if gold else frozenset[str]()
    prompt = _prompt(at, task, output, kinds, level)
    completion = _encode(prompt, task.program)
    if missing := _unsaid_cells(at, task, completion):
        prompt = _prompt(at, task, output, kinds | {"value"}, level)
        completion = _encode(prompt, task.program)
        missing = _unsaid_cells(at, task, completion)
    if missing:
        raise Refused("a cell's text is in the program and not in the words")
    _check(prompt, completion, task)
    return Record(
        prompt.text, completion, task.intent, task.program, kind, (sketch,), f"{task.domain}/{task.schema.name}", part
    )


def _prompt(at: Scene, task: Task, output: Output, kinds: frozenset[str], level: str) -> Prompt:
    columns = _labels(at)
    stated = frozenset(output.columns or ())
    intent = linked_words(task, columns, frozenset(at.frames), stated, kinds)
    spec = Spec(intent=intent, inputs=at.inputs, output=output, facts=facts(output, at.frames))
    return build("slots/1", spec, SpecKind.SUMMARY, level)


def _encode(prompt: Prompt, program: str) -> str:
    assert prompt.slots is not None
    try:
        return prompt.slots.encode(program)
    except SlotError as problem:
        raise Refused(f"slots: {_without_names(str(problem))}") from None


def _without_names(problem: str) -> str:
    return re.sub(r"'[^']*'", "…", problem)


def _check(prompt: Prompt, completion: str, task: Task) -> None:
    """The completion must come back as the program, up to spelling.

    Raises:
        Refused: it does not.
    """
    assert prompt.slots is not None
    try:
        back = prompt.slots.decode(completion)
    except SlotError as problem:
        raise Refused(f"back from slots: {_without_names(str(problem))}") from None
    plain = Slots((), task.output)
    if back != plain.decode(plain.encode(task.program)):  # both write keywords that are not ASCII as a mapping
        raise Refused("back from slots comes another program")


def _labels(at: Scene) -> frozenset[Hashable]:
    return frozenset(
        column.label
        for variable in at.inputs
        for column in (*variable.columns, *variable.index)
        if column.label is not None
    )


def unsaid_columns(at: Scene, task: Task) -> bool:
    """Whether the value has a column that no input has, whose name the words do not say and pandas does not give."""
    labels = at.value.columns if isinstance(at.value, pd.DataFrame) else ()
    said = task.intent.casefold().replace("_", " ")
    new = [
        label for label in labels if isinstance(label, str) and label not in _labels(at) and repr(label) in _spelt(task)
    ]
    return any(label not in _GIVEN_NAMES and label.casefold().replace("_", " ") not in said for label in new)


def _spelt(task: Task) -> frozenset[str]:
    """Texts and keywords of the program, as ``repr`` gives them."""
    nodes = list(ast.walk(ast.parse(task.program)))
    texts = {repr(node.value) for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(texts | {repr(node.arg) for node in nodes if isinstance(node, ast.keyword) and node.arg})


def _unsaid_cells(at: Scene, task: Task, completion: str) -> frozenset[str]:
    """Texts spelt in the completion that are cells of the inputs and that the words do not hold."""
    tree = ast.parse(_TOKEN.sub(r"slot_\1", completion))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    cells = {
        value
        for variable in at.inputs
        for column in (*variable.columns, *variable.index)
        for value in column.values
        if isinstance(value, str)
    }
    said = task.intent.casefold()
    return frozenset(
        text for text in texts & cells if text.strip().casefold() not in said and text.casefold() not in _GUESSED
    )
