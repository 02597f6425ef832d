"""What each stage writes: one frozen dataclass a line, keyed so that a stage goes on where it was stopped.

``key`` is made of what the record depends on (:func:`key`), so that the same inputs and options give the same keys on
any machine, in any order, in any number of shards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from gift4code_ext.errors import Gift4CodeError

_Record = TypeVar("_Record")


class RecordError(Gift4CodeError):
    """A line that is no record of the stage."""


@dataclass(frozen=True)
class Context:
    """A programmatic context: tables a program finds, and the cell that loads them.

    Attributes:
        frames: variable name -> file of the table, relative to the folder of the journal or absolute.
        code: the cell that loads them.
        schema: a comment with the columns and an example value of each.
        preview: the first three lines of the first table, header included, as CSV.
        description: a sentence or more about the content; may be empty.
        table: names the table for splits: contexts of one table are on one side of every split.
        said: label -> what people call the column, where that is known.
    """

    key: str
    frames: Mapping[str, str]
    code: str
    schema: str
    preview: str
    description: str
    table: str
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Intent:
    """One task in words.

    Attributes:
        number: its place (from 1) in the context's list.
        source: the model or rule.
        rules: the phrase rules that the project's generator made the words of; empty where a model wrote them.
    """

    key: str
    context: str
    number: int
    text: str
    source: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Program:
    """One sampled program for an intent; ``sample`` counts from 0."""

    key: str
    intent: str
    sample: int
    code: str
    source: str


@dataclass(frozen=True)
class Run:
    """A program that was executed and kept.

    Attributes:
        code: the cell as it is learnt: the program, its last expression bound to a variable.
        inputs: the variables it reads, as they were before it ran, each a
            :class:`~gift4code_ext.spec.model.Variable` in JSON (:mod:`.nouns`).
        outputs: the variables it makes or changes, the answer first; each has ``variable`` (of the value, as an input
            has it), ``output`` (:class:`~gift4code_ext.spec.model.Output`: type, columns, dtypes, row count and, as
            example, the first rows) and ``facts`` (:class:`~gift4code_ext.spec.model.Facts`), all in JSON, and
            ``changed``: whether it is an input that the program changed in place.
        calls: the pandas functions and methods it calls, in order: ``"pd.merge"``, ``"groupby"``, ``"str.upper"``.
    """

    key: str
    program: str
    intent: str
    context: str
    code: str
    inputs: tuple[Mapping[str, Any], ...]
    outputs: tuple[Mapping[str, Any], ...]
    calls: tuple[str, ...]


@dataclass(frozen=True)
class Specified:
    """A run with what is asked for in each kind of specification, see :mod:`.asked`.

    Attributes:
        asked: kind -> ``output`` (:class:`~gift4code_ext.spec.model.Output`, what a person states) and ``facts``
            (:class:`~gift4code_ext.spec.model.Facts`, what the product computes of it), in JSON. Kinds are ``none``,
            ``type``, ``examples``, ``summary`` and ``noisy``, the summary by someone who has not seen the values: for
            test time.
        texts: kind -> the specification as a prompt prints it below the words.
        limits: how many rows and columns examples show.
        source: the model or rule that wrote the summaries.
    """

    key: str
    run: str
    asked: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, str]
    limits: Mapping[str, int]
    source: str


@dataclass(frozen=True)
class Example:
    """What is learnt.

    Attributes:
        prompt: what is given, tokenised apart from the completion.
        completion: the cell and its end.
        kind: ``none``, ``type``, ``examples``, ``summary``, ``noisy`` or ``mixed``. The records of one kind and split
            are a data set by themselves: filter by both.
        told: the kind of specification that the prompt holds: for ``mixed`` the one that was drawn for this task; empty
            for other data that was mixed in, of which every kind has a share.
        split: ``train`` or ``validation``.
        table: the contexts' table; all examples of one are in the same split.
        sketch: of the program, with names and constants blanked.
        task: the same for the examples of one program.
        source: what wrote the program, or the file that was mixed in.
    """

    key: str
    prompt: str
    completion: str
    kind: str
    told: str
    split: str
    table: str
    sketch: str
    task: str
    source: str


def key(*parts: object) -> str:
    """Sixteen hexadecimal digits of what a record depends on."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def to_json(record: Context | Intent | Program | Run | Specified | Example) -> dict[str, Any]:
    """A record as a line of a journal."""
    return asdict(record)


def from_json(kind: Callable[..., _Record], line: Mapping[str, Any], path: Path) -> _Record:
    """A line of a journal as a record.

    Raises:
        RecordError: it is no record of that stage.
    """
    try:
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in line.items()}
        return kind(**fields)
    except TypeError as error:
        raise RecordError(f"{path} holds no such records: {error}.") from error
