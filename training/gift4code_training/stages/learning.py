"""A specified run -> what is learnt of it: a prompt and its completion for each kind of specification.

Prompts are built as the product builds them. After the code of ``gift4code/1`` stands the line with which the next cell
of the notebook begins, one of the strings that end an answer; the end of ``slots/1`` is the end token of its tokenizer,
which trainers add. A task that one kind has no prompt or completion for is left out of all of them, so that what is
learnt with one kind and with another differs in the specifications alone.

What is told of the inputs is what the level of sharing lets out: ``schema``, the product's default, or ``rows``, with
some values of each column. Where it is ``drawn``, half of the tasks have the one and half the other, and a model learns
to be asked in both ways. Examples are always told with their rows; slots hold no value at any level.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from gift4code_ext.generation.prompt import build
from gift4code_ext.generation.slots import SlotError, Slots
from gift4code_ext.generation.text_prompt import CELL
from gift4code_ext.spec.model import Spec, Variable
from gift4code_ext.spec.sharing import Level, Sharing
from gift4code_training.stages.asked import KINDS, request, sharing
from gift4code_training.stages.nouns import NounError
from gift4code_training.stages.records import Context, Example, Intent, Run, Specified, from_json, key, to_json
from gift4code_training.stages.sketch import sketch
from gift4code_training.stages.stage import Made, Rejection

Learnable: TypeAlias = Literal["gift4code/1", "slots/1"]
Telling: TypeAlias = Literal["drawn", "schema", "rows"]
TEMPLATES: tuple[Learnable, ...] = ("gift4code/1", "slots/1")
LEVELS: tuple[Telling, ...] = ("drawn", "schema", "rows")
MIXED = "mixed"
DRAWN = ("none", "type", "examples", "summary")
"""Of which *mixed* draws one a task."""
EVERY = (*DRAWN, "noisy", MIXED)
END = f"\n\n{CELL}\n"
_TOKEN = re.compile(r"<([dcvn]\d+)>")
_NAME = re.compile(r"'[^']*'")


class Unlearnable(Exception):
    """A task that the template cannot express; the text is the reason."""


@dataclass(frozen=True)
class Wanted:
    """Which examples are made.

    Attributes:
        validation: the share of tables that are kept apart.
        level: what is told of the inputs.
        seed: of whatever is drawn.
    """

    template: Learnable = "gift4code/1"
    kinds: tuple[str, ...] = EVERY
    level: Telling = "drawn"
    validation: float = 0.1
    seed: int = 0


class Learnt:
    """A specified run with its run, intent and context -> examples; ``folder`` is named where one is no record."""

    def __init__(self, folder: Path, wanted: Wanted) -> None:
        self._folder, self._wanted = folder, wanted

    def __call__(self, given: Mapping[str, Any]) -> Made:
        of = from_json(Specified, given["specified"], self._folder / "kept.jsonl")
        run = from_json(Run, given["run"], self._folder / "runs.jsonl")
        intent = from_json(Intent, given["intent"], self._folder / "intents.jsonl")
        context = from_json(Context, given["context"], self._folder / "contexts.jsonl")
        try:
            made = {kind: self._pair(kind, of, run, intent, context) for kind in KINDS}
        except Unlearnable as error:
            return Made(rejected=(Rejection(str(error), run.code),))
        except NounError as error:
            return Made(rejected=(Rejection("what was written down cannot be read", str(error)),))
        split, blanked = split_of(context.table, self._wanted.validation, self._wanted.seed), sketch(run.code)
        return Made(
            tuple(
                to_json(
                    Example(
                        key=key(of.key, self._wanted.template, kind, told),
                        prompt=made[told][0],
                        completion=made[told][1],
                        kind=kind,
                        told=told,
                        split=split,
                        table=context.table,
                        sketch=blanked,
                        task=run.key,
                        source=intent.source,
                    )
                )
                for kind, told in self._kinds(run, split)
            )
        )

    def _kinds(self, run: Run, split: str) -> Iterator[tuple[str, str]]:
        """Each kind with the one that its prompt tells; nobody learns from noisy summaries, they are for measuring."""
        for kind in self._wanted.kinds:
            if kind == MIXED:
                yield kind, DRAWN[int(key(self._wanted.seed, run.key), 16) % len(DRAWN)]
            elif kind != "noisy" or split == "validation":
                yield kind, kind

    def _pair(self, kind: str, of: Specified, run: Run, intent: Intent, context: Context) -> tuple[str, str]:
        spec = request(kind, of, run, intent, context)
        if self._wanted.template == "slots/1":
            return _in_slots(spec, kind, without_imports(run.code))
        prompt = build("gift4code/1", spec, KINDS[kind], sharing(kind, of.limits["rows"], self._level(run)))
        return prompt.text, run.code + END

    def _level(self, run: Run) -> Level:
        if self._wanted.level == "drawn":
            return (Level.SCHEMA, Level.ROWS)[int(key(self._wanted.seed, "level", run.key), 16) % 2]
        return Level(self._wanted.level)


def split_of(table: str, validation: float, seed: int) -> str:
    """The side on which all examples of a table are: decided by its name, so that it stays as tables are added."""
    digest = hashlib.sha256(f"{seed}\0{table}".encode("utf-8", "backslashreplace")).digest()
    return "validation" if int.from_bytes(digest[:8], "big") < validation * 2**64 else "train"


def without_imports(code: str) -> str:
    """A cell without lines that import pandas and numpy: models of slots write none, the product adds them."""
    tree = ast.parse(code)
    known = {("pandas", "pd"), ("numpy", "np")}
    lines = code.split("\n")
    for node in reversed(tree.body):
        if isinstance(node, ast.Import) and {(each.name, each.asname) for each in node.names} <= known:
            del lines[node.lineno - 1 : node.end_lineno]
    return "\n".join(lines).strip("\n")


def _in_slots(spec: Spec, kind: str, code: str) -> tuple[str, str]:
    """The prompt and the program in its slots.

    Raises:
        Unlearnable: slots cannot express the program, it comes back as another, or the prompt does not tell a cell's
            text that it needs.
    """
    prompt = build("slots/1", spec, KINDS[kind], Sharing(Level.SCHEMA))
    assert prompt.slots is not None
    plain = Slots((), spec.output.name)
    try:
        completion = prompt.slots.encode(code)
        back, same = prompt.slots.decode(completion), plain.decode(plain.encode(code))
    except SlotError as problem:
        raise Unlearnable(f"slots: {_NAME.sub('…', str(problem))}") from None
    if back != same:
        raise Unlearnable("back from slots comes another program")
    if _untold(completion, spec.inputs, f"{spec.intent} {spec.output.summary or ''}"):
        raise Unlearnable("a cell's text is in the program and not in the words")
    return prompt.text, completion


def _untold(completion: str, inputs: tuple[Variable, ...], words: str) -> bool:
    """Whether a text is spelt in the completion that is a cell of the inputs and that the words do not hold."""
    tree = ast.parse(_TOKEN.sub(r"slot_\1", completion))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    columns = (column for variable in inputs for column in (*variable.columns, *variable.index))
    cells = {value for column in columns for value in column.values if isinstance(value, str)}
    return any(text.strip().casefold() not in words.casefold() for text in texts & cells)
