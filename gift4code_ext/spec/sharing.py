"""What a person states about sharing: the level of a request, of single frames and columns, and notes on columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from gift4code_ext.errors import Gift4CodeError

ROWS = 3
MOST_ROWS = 100
_NOTE = 200  # characters

Key: TypeAlias = str | tuple[str, Hashable]
"""A frame (``"df"``), its column (``"df.fare"``, ``("df", 2020)``), or a column wherever it occurs (``"fare"``)."""


class LevelError(Gift4CodeError):
    """A privacy level, or a frame or column with a level or note of its own, that does not exist."""


class Level(str, Enum):
    """What may leave, from least to most."""

    ANONYMOUS = "anonymous"
    NAMES = "names"
    SCHEMA = "schema"
    SHAPE = "shape"
    MASKED = "masked"
    ROWS = "rows"

    @classmethod
    def of(cls, stated: Level | str) -> Level:
        """The level of that name.

        Raises:
            LevelError: there is none.
        """
        try:
            return cls(stated)
        except ValueError:
            names = ", ".join(level.value for level in cls)
            raise LevelError(f"{str(stated)!r} is no privacy level; choose one of {names}.") from None

    @classmethod
    def lowest(cls, levels: Iterable[Level]) -> Level:
        """The one of the levels that lets out least."""
        return min(levels, key=_RANKS.__getitem__)

    def lets(self, other: Level) -> bool:
        """Whether this level lets out all that ``other`` does."""
        return _RANKS[self] >= _RANKS[other]


_RANKS: Mapping[Level, int] = MappingProxyType({level: rank for rank, level in enumerate(Level)})


@dataclass(frozen=True)
class Sharing:
    """What may leave the kernel with one request.

    Args:
        level: of everything that has no level of its own; levels may be given by name, here and below.
        rows: rows of each input and of the example at the levels ``masked`` and ``rows``, 1 to 100.
        overrides: levels of single frames and columns, lower or higher than ``level``. A column's goes before its
            frame's. A name at ``anonymous`` leaves nowhere, not from another frame either, unless a column of that
            name has a higher level of its own.
        notes: a sentence on a column, told beside its name: ``{"df.cadence": "steps a minute"}``. It leaves where the
            name does.

    Raises:
        LevelError: an unknown level, or a number of rows out of range. Frames and columns are looked up when a request
            is shared.
    """

    level: Level = Level.SCHEMA
    rows: int = ROWS
    overrides: Mapping[Key, Level] = field(default_factory=dict)
    notes: Mapping[Key, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows: object = self.rows
        if not isinstance(rows, int) or isinstance(rows, bool) or not 1 <= rows <= MOST_ROWS:
            raise LevelError(f"{rows!r} is no number of rows to share; choose 1 to {MOST_ROWS}.")
        overrides = {key: Level.of(level) for key, level in self.overrides.items()}
        notes = {key: _note(key, text) for key, text in self.notes.items()}
        object.__setattr__(self, "level", Level.of(self.level))
        object.__setattr__(self, "overrides", MappingProxyType(overrides))
        object.__setattr__(self, "notes", MappingProxyType(notes))

    @classmethod
    def of(cls, stated: Sharing | Level | str) -> Sharing:
        """What was stated, or a level alone, by name or not.

        Raises:
            LevelError: there is no such level.
        """
        return stated if isinstance(stated, Sharing) else cls(Level.of(stated))

    @classmethod
    def typed(
        cls,
        level: Level | str = Level.SCHEMA,
        *,
        rows: int = ROWS,
        overrides: Iterable[str] = (),
        notes: Iterable[str] = (),
    ) -> Sharing:
        """What a person typed on a line: overrides as ``df.salary=anonymous``, notes as ``cadence: steps a minute``.

        Raises:
            LevelError: one of them cannot be read, or there is no such level.
        """
        pairs = [_split(item, item.rpartition("="), "df.salary=anonymous") for item in overrides]
        told = [_split(item, item.partition(":"), "cadence: steps a minute") for item in notes]
        return cls(Level.of(level), rows, {key: Level.of(name) for key, name in pairs}, dict(told))

    def __str__(self) -> str:
        """The levels in a few words, such as ``schema, df.salary: anonymous``."""
        own = [f"{_key_text(key)}: {level.value}" for key, level in self.overrides.items()]
        return ", ".join([self.level.value, *own])


def _note(key: Key, text: object) -> str:
    """One line, so that a note cannot look like another part of the prompt."""
    if not isinstance(text, str):
        raise LevelError(f"The note on {_key_text(key)} is no text.")
    line = " ".join(text.split())
    if len(line) > _NOTE:
        raise LevelError(f"The note on {_key_text(key)} is longer than {_NOTE} characters; shorten it.")
    return line


def _split(item: str, parts: tuple[str, str, str], example: str) -> tuple[str, str]:
    key, sign, value = (part.strip() for part in parts)
    if not (key and sign and value):
        raise LevelError(f"{item!r} cannot be read; write it like {example!r}.")
    return key, value


def _key_text(key: Key) -> str:
    return key if isinstance(key, str) else ".".join(str(part) for part in key)
