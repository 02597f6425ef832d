"""The notation of the schema library: a few lines of text a schema, read once at import.

    == id | domain | frame names                      opens a schema; a third ``|`` part may say ``held out``
    words [unit|suffix] ~ other labels = kind arguments | how people say it
    -- frame names on words                           opens the related frame; ``words`` is the key in the first frame
    words ~ other labels                              its first line: the key there, of the same values

``words`` are lower-case and are put into label styles by :mod:`labels`; so are other labels of lower-case words, while
any with capitals or signs are taken as they stand. A kind followed by ``?`` is often missing. Values are drawn by
:mod:`gift4code_training.bundled.values`: ``cat @city`` takes its words from the vocabulary; in patterns and codes ``#``
is a digit and ``@`` a letter; ``sorted`` dates ascend; ``skew`` and ``normal`` shape numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = frozenset(
    (
        "cat",
        "text",
        "code",
        "pattern",
        "id",
        "int",
        "float",
        "flag",
        "date",
        "stamp",
        "later",
        "year",
        "numtext",
        "list",
    )
)
KEYS = frozenset(("cat", "code", "id"))


@dataclass(frozen=True)
class Field:
    """One column of a schema: how it may be labelled, how its values are drawn and what people call it.

    ``unit`` is ``(sign, suffix)``: ``("$", "usd")``. ``missing``: its cells are often missing.
    """

    words: str
    unit: tuple[str, str] | None
    others: tuple[str, ...]
    kind: str
    arguments: tuple[str, ...]
    missing: bool
    said: tuple[str, ...]


@dataclass(frozen=True)
class Related:
    """The second frame of a schema; its first field holds the key whose words in the first frame are ``on``."""

    names: tuple[str, ...]
    on: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Schema:
    """One subject with the frames people keep about it."""

    id: str
    domain: str
    names: tuple[str, ...]
    fields: tuple[Field, ...]
    related: Related | None
    held_out: bool


def parse(text: str) -> tuple[Schema, ...]:
    """Every schema in ``text``.

    Raises:
        ValueError: a line does not follow the notation.
    """
    blocks = [block for block in ("\n" + text).split("\n== ") if block.strip()]
    return tuple(_schema(block) for block in blocks)


def _schema(block: str) -> Schema:
    first, _, second = block.partition("\n-- ")
    head, *lines = (line for line in first.splitlines() if line.strip())
    parts = [part.strip() for part in head.split("|")]
    if len(parts) not in (3, 4):
        raise ValueError(f"schema header {head!r} needs an id, a domain and frame names")
    fields = tuple(_field(line) for line in lines)
    return Schema(parts[0], parts[1], _commas(parts[2]), fields, _related(second, fields), parts[3:] == ["held out"])


def _related(block: str, fields: tuple[Field, ...]) -> Related | None:
    if not block:
        return None
    head, key_line, *lines = (line for line in block.splitlines() if line.strip())
    names, _, on = head.partition(" on ")
    keys = [field for field in fields if field.words == on.strip()]
    if not keys or keys[0].kind not in KEYS:
        raise ValueError(f"the related frame {head!r} needs a {', '.join(sorted(KEYS))} column of the first frame")
    key = keys[0]
    words, unit, others = _labels(key_line)
    renamed = Field(words, unit, others, key.kind, key.arguments, False, key.said)
    return Related(_commas(names), key.words, (renamed, *(_field(line) for line in lines)))


def _field(line: str) -> Field:
    left, found, right = line.partition(" = ")
    values, _, said = right.partition(" | ")
    kind, _, rest = values.strip().partition(" ")
    if not found or kind.rstrip("?") not in KINDS:
        raise ValueError(f"schema line {line!r} needs ' = ' and one of the kinds {', '.join(sorted(KINDS))}")
    words, unit, others = _labels(left)
    name = kind.rstrip("?")
    arguments = _commas(rest) if name in ("cat", "list") else tuple(rest.split())
    return Field(words, unit, others, name, arguments, kind.endswith("?"), _commas(said))


def _labels(text: str) -> tuple[str, tuple[str, str] | None, tuple[str, ...]]:
    words, _, others = text.partition(" ~ ")
    words, found, unit = words.strip().partition(" [")
    sign, _, suffix = unit.rstrip("]").partition("|")
    return words, (sign, suffix or sign.lower()) if found else None, _commas(others)


def _commas(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
