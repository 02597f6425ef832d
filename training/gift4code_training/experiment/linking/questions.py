"""The corpus as questions of ranking: marked words, and words that mean no column, beside what they could mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gift4code_ext.generation.link import Linked, link
from gift4code_ext.generation.mentions import columns_of
from gift4code_ext.generation.words import OPERATIONS, STOP, label_words, stem
from gift4code_ext.spec.model import Column, Facts, Output, Variable
from gift4code_training.corpus.executing import used_frames
from gift4code_training.corpus.linking import variables
from gift4code_training.corpus.model import Domain, Mark, Schema, Task
from gift4code_training.corpus.syntax import words as code_words
from gift4code_training.corpus.tables import frame

Kind = Literal["column", "value", "free"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_CELL = 60
_SHOWN_CELLS = 3


@dataclass(frozen=True)
class Candidate:
    """What words could mean: a column or a cell.

    Attributes:
        meaning: the label, or the cell.
        words: the label's words, or the cell's text.
        sentence: a column with its type and some cells; a cell behind its column's words.
        among: of a cell, the columns that hold it.
    """

    meaning: Hashable
    words: str
    sentence: str
    among: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class Question:
    """What do the words at ``[start, end)`` of the intent mean?

    Attributes:
        kind: ``column`` and ``value``: marked by a writer; ``free``: a word that nobody marked, and that the product
            links to nothing, among columns.
        right: places of the candidates that the mark names; empty for ``free``.
        product: places of the candidates that the product's linker makes of these words.
        named: places of the columns that the task's code names: a writer marks what is worth a mark, and a word
            nobody marked may well mean one of these.
    """

    domain: str
    kind: Kind
    language: str
    intent: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    right: frozenset[int]
    product: frozenset[int]
    named: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """The words."""
        return self.intent[self.start : self.end]

    @property
    def is_operation(self) -> bool:
        """Whether the word is one of those that the product takes for an operation or a part of a table."""
        return self.text.lower() in OPERATIONS or stem(self.text.lower()) in OPERATIONS


@dataclass(frozen=True)
class Asked:
    """All questions of a corpus.

    Attributes:
        left_out: marks that make no question, by reason.
        intents: English tasks of each domain.
    """

    questions: tuple[Question, ...]
    left_out: Mapping[str, int]
    intents: Mapping[str, int]

    def of(self, kind: Kind, language: str = "en") -> list[Question]:
        """Those of a kind."""
        return [each for each in self.questions if each.kind == kind and each.language == language]


def ask(domains: Sequence[Domain]) -> Asked:
    """The questions of every task; a task's tables are those that its cells read.

    Raises:
        CorpusError: a table cannot be read.
    """
    found: list[Question] = []
    left_out: Counter[str] = Counter()
    intents: Counter[str] = Counter()
    for domain in domains:
        readers = {schema.name: _Reader(schema) for schema in domain.schemas}
        for task in domain.tasks:
            intents[domain.name] += task.language == "en"
            found.extend(_of_task(task, readers[task.schema.name], left_out))
    return Asked(tuple(found), dict(left_out), dict(intents))


class _Reader:
    """The tables of a schema, read once, and the candidates of each choice of them."""

    def __init__(self, schema: Schema) -> None:
        self._inputs = variables({table.name: frame(table) for table in schema.tables})
        self._made: dict[tuple[str, ...], tuple[tuple[Candidate, ...], tuple[Candidate, ...]]] = {}

    def inputs(self, task: Task) -> tuple[Variable, ...]:
        used = used_frames(task)
        return tuple(each for each in self._inputs if not used or each.name in used)

    def candidates(self, inputs: Sequence[Variable]) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
        names = tuple(each.name for each in inputs)
        if names not in self._made:
            columns = columns_of(inputs)
            cells: dict[str, dict[Hashable, None]] = {}
            for label, same in columns.items():
                for cell in _texts(same):
                    cells.setdefault(cell, {})[label] = None
            self._made[names] = (
                tuple(Candidate(label, _spelt(label), _described(label, same)) for label, same in columns.items()),
                tuple(
                    Candidate(cell, cell, f"{_spelt(next(iter(among)))}: {cell}", tuple(among))
                    for cell, among in cells.items()
                ),
            )
        return self._made[names]


def _texts(columns: Sequence[Column]) -> list[str]:
    cells = (cell for column in columns for cell in column.values)
    return [cell for cell in cells if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_CELL]


def _spelt(label: Hashable) -> str:
    return " ".join(label_words(label)) or str(label)


def _described(label: Hashable, same: Sequence[Column]) -> str:
    cells = ", ".join(dict.fromkeys(_texts(same)[:_SHOWN_CELLS]))
    return f"{_spelt(label)} ({same[0].kind}{', such as ' + cells if cells else ''})"


def _of_task(task: Task, reader: _Reader, left_out: Counter[str]) -> list[Question]:
    inputs = reader.inputs(task)
    columns, cells = reader.candidates(inputs)
    linked = link(task.intent, inputs, Output(), Facts(), cap_columns=None)
    found: list[Question] = []
    for mark in task.marks:
        candidates = columns if mark.kind == "column" else cells
        right = frozenset(place for place, each in enumerate(candidates) if each.meaning in mark.targets)
        if reason := _no_question(mark, right, candidates):
            left_out[reason] += 1
            continue
        found.append(
            Question(
                task.domain,
                "value" if mark.kind == "value" else "column",
                task.language,
                task.intent,
                mark.start,
                mark.end,
                candidates,
                right,
                _product(mark, linked, candidates),
            )
        )
    taken = [*((each.start, each.end) for each in task.marks), *((each.start, each.end) for each in linked.spans)]
    code = frozenset([*code_words(task.program), *code_words(task.earlier)])
    named = frozenset(place for place, each in enumerate(columns) if each.meaning in code)
    none = frozenset[int]()
    for word in _WORD.finditer(task.intent):
        start, end = word.span()
        if word[0].lower() in STOP or any(start < last and first < end for first, last in taken):
            continue
        if columns:
            found.append(
                Question(task.domain, "free", task.language, task.intent, start, end, columns, none, none, named)
            )
    return found


def _no_question(mark: Mark, right: frozenset[int], candidates: Sequence[Candidate]) -> str:
    if mark.kind in ("frame", "name"):
        return f"means a {mark.kind}"
    if not right:
        return f"{mark.kind} that is none of the tables' own"
    return "only one candidate" if len(candidates) == 1 else ""


def _product(mark: Mark, linked: Linked, candidates: Sequence[Candidate]) -> frozenset[int]:
    tokens = {each.token for each in linked.spans if each.start < mark.end and mark.start < each.end}
    kind = "value" if mark.kind == "value" else "column"
    meant = {slot.value for slot in linked.slots.items if slot.token in tokens and slot.kind == kind}
    return frozenset(place for place, each in enumerate(candidates) if each.meaning in meant)
