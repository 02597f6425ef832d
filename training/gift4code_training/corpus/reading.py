"""Corpus files: a compact text notation -> domains, schemas and tasks.

::

    domain: honey_farm
    about: a beekeepers' cooperative
    author: a01

    == hives | hives and what was seen when they were opened
    -- hives
    dates: Opened=%d.%m.%Y
    ordered: mood = calm < nervous < angry
    Hive No,Opened,mood,frames_brood
    H-01,03.04.2023,calm,6

    ? terse a02 | brood frames per [temper]{mood}
    < recent = hives[hives['Opened'] >= '2023-05-01']
    > result = recent.groupby('mood', as_index=False)['frames_brood'].sum()

``?`` begins a task (voices, author, flags | the words; further ``?`` lines go on), ``<`` is a line of an earlier cell,
``>`` a line of the program. ``[words]{column}``, ``[words]{=value}``, ``[words]{@frame}`` and ``[words]{+new name}``
link loose words; ``a|b`` links them to several. ``#`` begins a comment outside of tables.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gift4code_training.corpus.model import VOICES, WAIVERS, CorpusError, Domain, Kind, Mark, Schema, Table, Task
from gift4code_training.corpus.syntax import output_name

_HEAD = re.compile(r"(domain|about|author):\s*(.*)")
_HINT = re.compile(r"(dates|text|category|ordered|integer|index):\s*(.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_AUTHOR = re.compile(r"[a-z]\d\d")
_MARK = re.compile(r"\[([^\[\]]+)\]\{([^{}]+)\}")
_KINDS: Mapping[str, Kind] = {"=": "value", "@": "frame", "+": "name"}


def read_folder(folder: Path) -> list[Domain]:
    """Every corpus file of a folder, by name.

    Raises:
        CorpusError: a file cannot be read, or the folder holds none.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise CorpusError(f"{folder} holds no corpus file (*.txt).")
    return [read_file(path) for path in paths]


def read_file(path: Path) -> Domain:
    """One corpus file.

    Raises:
        CorpusError: where and why it cannot be read.
    """
    return _Reader(path).read()


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The words without their markup, and what the markup said.

    Raises:
        ValueError: a mark names nothing.
    """
    plain = ""
    marks: list[Mark] = []
    position = 0
    for found in _MARK.finditer(text):
        plain += text[position : found.start()]
        words, target = found.groups()
        kind: Kind = _KINDS.get(target[0], "column")
        names = [name.strip() for name in (target if kind == "column" else target[1:]).split("|")]
        if not all(names):
            raise ValueError(f"[{words}]{{{target}}} names nothing")
        targets = tuple(_literal(name) if kind == "value" else name for name in names)
        marks.append(Mark(len(plain), len(plain) + len(words), words, kind, targets))
        plain += words
        position = found.end()
    return plain + text[position:], tuple(marks)


def _literal(text: str) -> str | int | float | bool:
    """A number or a truth value where the text is one, else the text; quotes keep a number text."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return value if isinstance(value, (str, int, float, bool)) else text


@dataclass
class _Draft:
    """A task while its lines are read."""

    line: int
    head: str
    words: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    program: list[str] = field(default_factory=list)


class _Reader:
    """Goes through a file once, line by line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line = 0
        self._heads: dict[str, str] = {}
        self._schemas: list[Schema] = []
        self._tasks: list[Task] = []
        self._tables: list[Table] = []
        self._csv: list[str] | None = None
        self._draft: _Draft | None = None

    def read(self) -> Domain:
        for number, line in enumerate(self._path.read_text(encoding="utf-8").splitlines(), 1):
            self._line = number
            self._take(line.rstrip())
        self._end_table()
        self._end_task()
        for head in ("domain", "about"):
            if not self._heads.get(head):
                raise CorpusError(f"{self._path.name} has no line '{head}: …'.")
        if not _NAME.fullmatch(self._heads["domain"]) or self._path.stem != self._heads["domain"]:
            raise CorpusError(f"{self._path.name}: the domain is the file's name, in small letters and underscores.")
        domain = self._heads["domain"]
        return Domain(
            domain,
            self._heads["about"],
            self._path,
            tuple(self._schemas),
            tuple(replace(task, domain=domain) for task in self._tasks),
        )

    def _error(self, text: str) -> CorpusError:
        return CorpusError(f"{self._path.name}:{self._line}: {text}")

    def _take(self, line: str) -> None:
        if line.startswith(("== ", "-- ", "? ")) or not line:
            self._end_table()
        if self._csv is not None:
            self._take_table(line)
        elif not line:
            self._end_task()
        elif line.startswith("#"):
            return
        elif line.startswith("== "):
            self._begin_schema(line[3:])
        elif line.startswith("-- "):
            self._begin_table(line[3:].strip())
        elif line.startswith("?"):
            self._take_words(line[1:].strip())
        elif line.startswith(("<", ">")):
            self._take_code(line)
        elif (head := _HEAD.fullmatch(line)) and not self._schemas:
            self._heads[head[1]] = head[2].strip()
        else:
            raise self._error(f"this line is no part of the notation: {line[:60]!r}")

    def _begin_schema(self, text: str) -> None:
        self._end_task()
        name, _, about = (part.strip() for part in text.partition("|"))
        if not _NAME.fullmatch(name) or not about:
            raise self._error("a schema begins with '== name | what its tables are'")
        if name in {schema.name for schema in self._schemas}:
            raise self._error(f"the file has two schemas {name}")
        self._schemas.append(Schema(name, about, (), self._line))

    def _begin_table(self, name: str) -> None:
        self._end_task()
        if not self._schemas:
            raise self._error("a table comes after its schema's line '== name | …'")
        if not _VARIABLE.fullmatch(name):
            raise self._error(f"a table's name is a variable: {name!r} is none")
        schema = self._schemas[-1]
        if name in {table.name for table in schema.tables}:
            raise self._error(f"the schema has two tables {name}")
        if any(task.schema.name == schema.name for task in self._tasks):
            raise self._error("the tables of a schema stand before its tasks")
        self._tables = [Table(name, "", line=self._line)]
        self._csv = []

    def _take_table(self, line: str) -> None:
        assert self._csv is not None
        hint = None if self._csv else _HINT.fullmatch(line)
        if hint is None:
            self._csv.append(line)
            return
        table = self._tables[0]
        items = tuple(item.strip() for item in hint[2].split(","))
        match hint[1]:
            case "dates":
                pairs = (item.partition("=") for item in items)
                table = replace(table, dates={**table.dates, **{name: form for name, _, form in pairs}})
            case "ordered":
                name, _, levels = (part.strip() for part in hint[2].partition("="))
                table = replace(table, ordered={**table.ordered, name: tuple(x.strip() for x in levels.split("<"))})
            case "index":
                table = replace(table, index=hint[2].strip())
            case "text":
                table = replace(table, text=items)
            case "category":
                table = replace(table, category=items)
            case _:
                table = replace(table, integer=items)
        self._tables = [table]

    def _end_table(self) -> None:
        if self._csv is None:
            return
        if len(self._csv) < 4:
            raise self._error(f"the table {self._tables[0].name} has fewer than three rows")
        table = replace(self._tables[0], csv="\n".join(self._csv) + "\n")
        self._csv = None
        schema = self._schemas[-1]
        self._schemas[-1] = replace(schema, tables=(*schema.tables, table))

    def _take_words(self, text: str) -> None:
        if self._draft is not None and not self._draft.program and not self._draft.earlier:
            self._draft.words.append(text)
            return
        self._end_task()
        head, bar, words = (part.strip() for part in text.partition("|"))
        if not bar or not words:
            raise self._error("a task begins with '? voice author | the words'")
        if not self._schemas or not self._schemas[-1].tables:
            raise self._error("a task comes after its schema's tables")
        self._draft = _Draft(self._line, head, [words])

    def _take_code(self, line: str) -> None:
        if self._draft is None:
            raise self._error("a line of code comes after the words of its task")
        code = line[2:] if line[1:2] == " " else line[1:]
        if line.startswith(">"):
            self._draft.program.append(code)
        elif self._draft.program:
            raise self._error("earlier cells ('<') stand before the program ('>')")
        else:
            self._draft.earlier.append(code)

    def _end_task(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        self._line = draft.line
        if not draft.program:
            raise self._error("the task has no program: write it in lines that begin with '>'")
        voices, author, vague, waived, output = self._flags(draft.head)
        program = "\n".join(draft.program)
        try:
            intent, marks = unmark(" ".join(draft.words))
            ast.parse("\n".join(draft.earlier))
            name = output or output_name(program)
        except (ValueError, SyntaxError) as problem:
            raise self._error(str(problem)) from None
        self._tasks.append(
            Task(
                domain="",
                schema=self._schemas[-1],
                author=author,
                voices=voices,
                intent=intent,
                marks=marks,
                earlier="\n".join(draft.earlier),
                program=program,
                output=name,
                vague=vague or "vague" in voices,
                waived=waived,
                path=self._path,
                line=draft.line,
            )
        )

    def _flags(self, head: str) -> tuple[tuple[str, ...], str, bool, frozenset[str], str]:
        voices: tuple[str, ...] = ()
        author = self._heads.get("author", "")
        vague = False
        waived: list[str] = []
        output = ""
        for word in head.split():
            if word.startswith("waive="):
                waived += word[6:].split(",")
            elif word.startswith("out="):
                output = word[4:]
            elif _AUTHOR.fullmatch(word):
                author = word
            elif not voices:
                voices = tuple(word.split("+"))
            elif word == "vague":
                vague = True
            else:
                raise self._error(
                    f"{word!r} is no author (a07), no flag (vague, waive=…, out=…), and the voices are said"
                )
        if not voices or set(voices) - set(VOICES):
            raise self._error(f"the voices are some of {', '.join(VOICES)}, joined by '+'; not {'+'.join(voices)!r}")
        if set(waived) - set(WAIVERS):
            raise self._error(f"a task may waive {', '.join(WAIVERS)}; not {', '.join(waived)}")
        if not author:
            raise self._error("the task has no author, and the file no line 'author: …'")
        return voices, author, vague, frozenset(waived), output
