"""Mentions: which words of a request are a column, a frame or a cell of the live inputs.

Every run of words is looked up in small tables made from the inputs: whole labels, labels without their unit, cells,
distinctive parts of labels, and words one typo away. The longest mention wins, then the surest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from gift4code_ext.generation import words
from gift4code_ext.generation.slot import SlotKind
from gift4code_ext.spec.model import Column, Variable

_CHUNK = re.compile(r"\w+|&")
_BREAK = re.compile(r"[,;:!?\n\"<>=+*|]|\.(?=\s|$)")
_OPERATOR = re.compile(r"\s*([<>=!])")
_WORD = re.compile(r"\w+")
_LIST = re.compile(r"s?(?:\s*[,&+/]\s*|,?\s+and\s+|,?\s+or\s+)")
_LONGEST = 6


class Rank(IntEnum):
    """How sure a mention is, surest first."""

    EXACT = 0
    LABEL = 1
    FRAME = 2
    UNIT = 3
    LITERAL = 4
    CELL = 5
    CELL_CASE = 6
    CELL_PLURAL = 7
    PART = 8
    TYPO = 9
    UNSURE = 10
    """An operation word that is also a label: a mention only where it stands in a list with another column."""


@dataclass(frozen=True)
class Mention:
    """Words ``text[start:end]`` that name something; ``among`` are the columns that hold a cell."""

    start: int
    end: int
    kind: SlotKind
    value: Hashable
    rank: Rank
    length: int = 1
    among: tuple[Hashable, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class _Piece:
    word: str
    start: int
    end: int
    run: int
    opens: bool
    closes: bool


@dataclass
class _Tables:
    frames: dict[str, str] = field(default_factory=dict)
    labels: dict[str, list[Hashable]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, list[Hashable]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, list[Hashable]] = field(default_factory=lambda: defaultdict(list))
    typos: dict[str, list[tuple[str, Hashable]]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[str, list[tuple[Hashable, str]]] = field(default_factory=lambda: defaultdict(list))
    foreign: list[str] = field(default_factory=list)


def columns_of(inputs: Sequence[Variable]) -> dict[Hashable, list[Column]]:
    """Label -> its columns, in the order of frames, columns before index levels; unnamed ones are left out."""
    found: dict[Hashable, list[Column]] = {}
    for variable in inputs:
        for column in (*variable.columns, *variable.index):
            if column.label is not None:
                found.setdefault(column.label, []).append(column)
    return found


def mentions(text: str, inputs: Sequence[Variable], columns: dict[Hashable, list[Column]]) -> list[Mention]:
    """Every possible mention in ``text``; overlapping ones are all returned, see :func:`select`."""
    tables = _tables(inputs, columns)
    pieces = _pieces(text)
    found = [mention for label in tables.foreign for mention in _foreign(text, label)]
    for first, piece in enumerate(pieces):
        if not piece.opens:
            continue
        glued, spaced = "", ""
        for last in range(first, min(first + _LONGEST, len(pieces))):
            end = pieces[last]
            if end.run != piece.run:
                break
            glued += words.stem(end.word)
            spaced = f"{spaced} {end.word}" if spaced else end.word
            if end.closes:
                found.extend(_lookup(tables, text, pieces, first, last, glued, spaced))
    return found


def name_mentions(text: str, names: Sequence[Hashable]) -> list[Mention]:
    """Expected new columns named in ``text`` as they are: identifiers anywhere, plain words where a column can stand.

    Names of several words are left alone: "average fare" asks for an operation even if the result is to be called so.
    """
    found: list[Mention] = []
    known = {name.casefold(): name for name in names if isinstance(name, str) and _WORD.fullmatch(name)}
    pieces = _pieces(text) if known else []
    for place, piece in enumerate(pieces):
        end = next((other.end for other in pieces[place:] if other.closes), piece.end)
        name = known.get(text[piece.start : end].casefold()) if piece.opens else None
        if name is not None and (not piece.closes or _reads_as_column(text, pieces, place)):
            found.append(Mention(piece.start, end, "name", name, Rank.LABEL))
    return found


def select(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Mentions that do not overlap, in order of position: longest first, then surest, then leftmost."""
    kept: list[Mention] = []
    order = sorted(found, key=lambda item: (item.rank is Rank.UNSURE, -item.length, item.rank, item.start))
    for mention in order:
        if mention.rank is Rank.UNSURE and not any(_listed(text, mention, other) for other in kept):
            continue
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda item: item.start)


def _listed(text: str, mention: Mention, other: Mention) -> bool:
    """Whether the two stand next to each other in a list of columns."""
    first, second = sorted((mention, other), key=lambda item: item.start)
    return other.kind == "column" and _LIST.fullmatch(text[first.end : second.start]) is not None


def whole(name: str, columns: dict[Hashable, list[Column]]) -> Hashable | None:
    """The one column whose label is ``name``, exactly or but for case, plural and punctuation; else ``None``."""
    if name in columns:
        return name
    wanted = words.key(words.subwords(name))
    same = [label for label in columns if wanted and words.key(words.label_words(label)) == wanted]
    return same[0] if len(same) == 1 else None


def _tables(inputs: Sequence[Variable], columns: dict[Hashable, list[Column]]) -> _Tables:
    tables = _Tables()
    for variable in inputs:
        tables.frames.setdefault(variable.name.casefold(), variable.name)
    for label, same in columns.items():
        parts = words.label_words(label)
        if isinstance(label, str) and not label.isascii() and any(sign >= "\u2e80" for sign in label):
            tables.foreign.append(label)
        if parts:
            _add_label(tables, label, parts)
        for column in same:
            _add_note(tables, label, column.note)
            for cell in column.values:
                if isinstance(cell, str) and 0 < len(cell) <= 60:
                    name = cell.lower() if cell.isalpha() and cell[1:].islower() else " ".join(words.subwords(cell))
                    tables.cells[name].append((label, cell))
    return tables


def _add_label(tables: _Tables, label: Hashable, parts: tuple[str, ...]) -> None:
    stems = [words.stem(part) for part in parts]
    glued = "".join(stems)
    tables.labels[glued].append(label)
    count = len(parts)
    if count > 1 and parts[-1] in words.UNITS:
        tables.units["".join(stems[:-1])].append(label)
    if 1 < count <= _LONGEST:
        spans = {"".join(stems[i:j]) for i in range(count) for j in range(i + 1, count + 1) if j - i < count}
        for part in spans:
            tables.parts[part].append(label)
    for word in {glued, *stems}:
        if len(word) >= 5 and word not in words.OPERATIONS and word not in words.NOUNS:
            for shorter in words.deletions(word):
                tables.typos[shorter].append((word, label))


def _add_note(tables: _Tables, label: Hashable, note: str) -> None:
    """The telling words of a note name a column as parts of its label do."""
    parts = [part for part in words.subwords(note) if len(part) > 2 and part not in words.STOP | words.OPERATIONS]
    for part in {words.stem(part) for part in parts}:
        if label not in tables.parts[part]:
            tables.parts[part].append(label)


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    run, previous_end = 0, 0
    for chunk in _CHUNK.finditer(text):
        gap = text[previous_end : chunk.start()]
        if chunk[0] == "s" and gap in ("'", "’"):
            continue
        if _BREAK.search(gap):
            run += 1
        previous_end = chunk.end()
        at = chunk.start()
        parts = ("and",) if chunk[0] == "&" else words.subwords(chunk[0])
        for place, part in enumerate(parts):
            start = at if chunk[0] == "&" else _find(text, part, at, chunk.end())
            at = start + (1 if chunk[0] == "&" else len(part))
            pieces.append(_Piece(part, start, at, run, place == 0, place == len(parts) - 1))
    return pieces


def _find(text: str, part: str, start: int, end: int) -> int:
    # lower() may change a string's length in rare scripts; the piece then keeps the chunk's own start
    return max(start, text[start:end].lower().find(part) + start)


def _lookup(
    tables: _Tables, text: str, pieces: list[_Piece], first: int, last: int, glued: str, spaced: str
) -> Iterator[Mention]:
    start, end, length = pieces[first].start, pieces[last].end, last - first + 1
    raw = text[start:end]
    cells = tables.cells.get(spaced)
    if cells and _is_cell(raw, spaced, cells):
        exact = [cell for _, cell in cells if cell == raw]
        cell = exact[0] if exact else cells[0][1]
        among = tuple(dict.fromkeys(label for label, other in cells if other == cell))
        yield Mention(start, end, "value", cell, Rank.CELL if exact else Rank.CELL_CASE, length, among, "in")
    elif length == 1 and len(spaced) >= 4 and spaced not in words.OPERATIONS and (cells := tables.cells.get(glued)):
        among = tuple(dict.fromkeys(label for label, other in cells if other == cells[0][1]))
        yield Mention(start, end, "value", cells[0][1], Rank.CELL_PLURAL, length, among, "in")
    if length == 1 and spaced.isdigit() and len(spaced) < 3 and (first == 0 or pieces[first - 1].word != "column"):
        return
    if raw.casefold() in tables.frames and (
        raw in tables.frames.values() or spaced not in words.OPERATIONS | words.NOUNS | words.STOP
    ):
        yield Mention(start, end, "frame", tables.frames[raw.casefold()], Rank.FRAME, length)
    is_single = length == 1
    if is_single and not _reads_as_column(text, pieces, first):
        label = _only(tables.labels.get(glued, ()), raw)
        if label is not None and len(raw) > 1:
            yield Mention(start, end, "column", label, Rank.UNSURE, length)
        return
    label = _only(tables.labels.get(glued, ()), raw)
    if label is not None:
        if isinstance(label, str) and len(label) > len(raw) and text.startswith(label, start):
            end, raw = start + len(label), label
        yield Mention(start, end, "column", label, Rank.EXACT if raw == label else Rank.LABEL, length)
        return
    label = _only(tables.units.get(glued, ()), raw)
    if label is not None:
        yield Mention(start, end, "column", label, Rank.UNIT, length)
        return
    if glued in tables.labels or _is_plain(pieces[first : last + 1], is_single):
        return
    label = _only(tables.parts.get(glued, ()), raw)
    if label is not None and len(glued) >= 3:
        yield Mention(start, end, "column", label, Rank.PART, length)
    elif is_single and len(glued) >= 5 and glued not in tables.parts and spaced not in words.NOUNS:
        close = {
            target
            for shorter in words.deletions(glued)
            for word, target in tables.typos.get(shorter, ())
            if words.one_edit(word, glued)
        }
        if len(close) == 1:
            yield Mention(start, end, "column", close.pop(), Rank.TYPO, length)


def _is_cell(raw: str, spaced: str, cells: list[tuple[Hashable, str]]) -> bool:
    exact = any(cell == raw for _, cell in cells)
    if len(spaced) <= 3 and raw.isalpha():
        return exact and not (raw.islower() and spaced in words.STOP)
    return spaced not in words.STOP and (exact or spaced not in words.OPERATIONS) and not (spaced.isdigit())


def _is_plain(pieces: Sequence[_Piece], is_single: bool) -> bool:
    """Whether a part of a label is too common a word (or words) to stand for the label."""
    if is_single:
        return pieces[0].word in words.OPERATIONS or pieces[0].word in words.STOP or pieces[0].word in words.UNITS
    return all(
        piece.word in words.OPERATIONS or piece.word in words.STOP or piece.word in words.NOUNS for piece in pieces
    )


def _reads_as_column(text: str, pieces: list[_Piece], place: int) -> bool:
    piece = pieces[place]
    before = pieces[place - 1].word if place else ""
    operator = _OPERATOR.match(text, piece.end)
    after = (
        operator[1]
        if operator
        else pieces[place + 1].word
        if place + 1 < len(pieces) and pieces[place + 1].run == piece.run
        else ""
    )
    return words.reads_as_column(piece.word, before, after)


def _only(labels: Sequence[Hashable], raw: str) -> Hashable | None:
    if len(labels) == 1:
        return labels[0]
    return raw if raw in labels else None


def _foreign(text: str, label: str) -> Iterator[Mention]:
    """Labels of scripts without spaces between words, found anywhere in the text."""
    start = text.find(label)
    while start >= 0:
        yield Mention(start, start + len(label), "column", label, Rank.EXACT, len(label))
        start = text.find(label, start + len(label))
