"""Further phrase rules for the operations, of a folder of text files: what people type who do not write sentences.

A file has sections, each the name of an operation on a line of its own and under it rules, a line each: ``noun``
(names the result), ``verb`` (tells what to do) or ``clause`` (goes on from another request), then the rule, in the
notation of the rules that the operations have. The product's search reads only those; these teach the bundled model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.operations import by_name

_FOLDER = Path(__file__).with_name("phrasings")
_KINDS = ("noun", "verb", "clause")


class PhrasingError(Gift4CodeError):
    """A line that is neither an operation's name nor a rule."""


@dataclass(frozen=True)
class Phrasings:
    """Rules of one operation by what they are."""

    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


_NONE = Phrasings()


def phrasings(operation: str) -> Phrasings:
    """The further rules of an operation; empty if there are none."""
    return every().get(operation, _NONE)


@cache
def every() -> Mapping[str, Phrasings]:
    """All further rules by operation.

    Raises:
        PhrasingError: a line is neither an operation's name nor a rule.
    """
    held: dict[str, dict[str, list[str]]] = {}
    for operation, kind, rule in _lines():
        held.setdefault(operation, {}).setdefault(kind, []).append(rule)
    return {name: Phrasings(*(tuple(kinds.get(kind, ())) for kind in _KINDS)) for name, kinds in held.items()}


def _lines() -> Iterator[tuple[str, str, str]]:
    """``(operation, kind, rule)`` of every rule."""
    for path in sorted(_FOLDER.glob("*.txt")):
        operation = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, _, rule = line.strip().partition(" ")
            if not kind:
                continue
            if kind in _KINDS and rule and operation:
                yield operation, kind, rule
            elif not rule and kind in by_name:
                operation = kind
            else:
                raise PhrasingError(f"{path.name}:{number}: neither the name of an operation nor one of its rules.")
