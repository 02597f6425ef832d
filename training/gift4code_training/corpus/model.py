"""What a corpus file holds, as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gift4code_ext.errors import Gift4CodeError

VOICES = {
    "terse": "keywords, no sentence",
    "question": "a question",
    "sentence": "one full sentence or request",
    "casual": "as said to a colleague",
    "typo": "typed in a hurry: misspelt, lower case, letters missing",
    "para": "columns paraphrased or abbreviated",
    "loose": "values mentioned loosely",
    "units": "units or converted figures matter",
    "business": "terms of the trade, not of the table",
    "follow": "goes on from an earlier cell's frame",
    "vague": "only an example settles what is meant",
    "story": "several sentences, the wrinkle in the last",
    "esl": "written by somebody whose English is a second language",
    "zh": "Chinese",
    "code": "half pandas, half words",
    "note": "a comment or to-do line left in a notebook",
}
"""The voices a task may name, and what each is."""

WAIVERS = {
    "constant": "a new column may hold one value here",
    "null": "a new column may be all missing here",
    "inert": "a step that changes nothing on these rows is wanted all the same",
    "groups": "a grouping may give one group, or one row a group",
    "identity": "the value may equal an input",
}
"""The rules a task may be excused from, and what that says."""


Kind = Literal["column", "value", "frame", "name"]
"""What words can mean."""


class CorpusError(Gift4CodeError):
    """A corpus file cannot be read, and where and why."""


@dataclass(frozen=True)
class Table:
    """One input table: CSV text and how to read it.

    ``dates`` maps a column to its format (empty: pandas' own reading), ``ordered`` to its categories from low to high.
    """

    name: str
    csv: str
    dates: Mapping[str, str] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    ordered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    integer: tuple[str, ...] = ()
    index: str = ""
    line: int = 0


@dataclass(frozen=True)
class Schema:
    """Tables that belong together."""

    name: str
    about: str
    tables: tuple[Table, ...]
    line: int = 0


@dataclass(frozen=True)
class Mark:
    """Words a writer linked by hand: ``text`` at ``[start, end)`` of the intent means each of ``targets``."""

    start: int
    end: int
    text: str
    kind: Kind
    targets: tuple[str | int | float | bool, ...]


@dataclass(frozen=True)
class Task:
    """One task as written. ``program`` binds ``output``, or edits that frame in place."""

    domain: str
    schema: Schema
    author: str
    voices: tuple[str, ...]
    intent: str
    marks: tuple[Mark, ...]
    earlier: str
    program: str
    output: str
    vague: bool
    waived: frozenset[str]
    path: Path
    line: int

    @property
    def where(self) -> str:
        """File and line, for messages."""
        return f"{self.path.name}:{self.line}"

    @property
    def language(self) -> Literal["en", "zh"]:
        """``zh`` where the words hold Chinese characters."""
        return "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in self.intent) else "en"


@dataclass(frozen=True)
class Domain:
    """One corpus file."""

    name: str
    about: str
    path: Path
    schemas: tuple[Schema, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Complaint:
    """Why a task, or a file, is not accepted; ``note`` complaints do not reject."""

    where: str
    rule: str
    text: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {'note, ' if self.note else ''}{self.rule}: {self.text}"
