"""What makes one program likelier than another: the words of the request, its constants, the model's own attempts."""

from __future__ import annotations

import ast
import math
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any

from gift4code_ext.generation.asked import NOTHING, Asked
from gift4code_ext.generation.literals import literals, quoted
from gift4code_ext.generation.words import STOP, label_words, stem, subwords
from gift4code_ext.operations import OPERATIONS
from gift4code_ext.operations.model import ChoiceArg, ConditionsArg, NameArg, Operation

_FIELD = re.compile(r"{\w+}")
_SAID = 1.2  # what an operation gets off for being described by the request word by word
_HOLE = 0.15  # what each argument beyond two costs
_TRIED = 0.9  # ... and for standing in all attempts of the model


@dataclass(frozen=True)
class Hints:
    """Plain data, so that it can be sent to the process that searches.

    Attributes:
        words: the request.
        codes: cells the model gave, whether they ran or not.
        constants: literals (text, numbers, ISO dates) beside those that the words mention.
        asked: what the words name: a program that leaves some of it out costs more, and is no reason to stop.
        depth: operations a program may have at most, closing edits aside.
        slack: seconds spent on looking for simpler or other programs once one is found.
        most: programs told at most.
        programs: programs enumerated at most.
    """

    words: str = ""
    codes: tuple[str, ...] = ()
    constants: tuple[Any, ...] = ()
    asked: Asked = NOTHING
    depth: int = 4
    slack: float = 0.5
    most: int = 8
    programs: int = 10_000_000

    @cached_property
    def mentioned(self) -> tuple[Any, ...]:
        """All literals there are to go by."""
        found = quoted(self.words)
        taken = [(start, end) for start, end, _ in found]
        read = [text for _, _, text in found] + [literal.value for literal in literals(self.words, taken)]
        return tuple(dict.fromkeys((*self.constants, *read)))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Hints:
        """The hints that :meth:`to_json` described."""
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**{**fields, "asked": Asked.from_json(data["asked"])})

    def to_json(self) -> dict[str, Any]:
        """Plain data for the process that searches."""
        return {**asdict(self), "asked": self.asked.to_json()}


class Costs:
    """What each operation and choice costs under some hints; less is likelier."""

    def __init__(self, hints: Hints) -> None:
        self._words = frozenset(stem(word) for word in subwords(hints.words))
        self._quoted = frozenset(each for each in hints.mentioned if isinstance(each, str))
        self._names = Counter(name for code in hints.codes for name in _names(code))
        self._codes = len(hints.codes)

    @cached_property
    def said(self) -> bool:
        """Whether there are words to go by."""
        return bool(self._words)

    def operation(self, operation: Operation) -> float:
        """About 1 for an everyday operation that nothing speaks for or against; at least 0.25."""
        holes = sum(not isinstance(argument, NameArg) for argument in operation.arguments.values())
        cost = 1.0 - 0.35 * math.log(max(0.2, operation.weight)) + _HOLE * max(0, holes - 2)
        if self._words:
            known = sum(_rarity(word) for word in self._words if word in _documents())
            shared = sum(_rarity(word) for word in self._words & _vocabulary(operation.name))
            cost -= _SAID * shared / known if known else 0.0
        if self._names:
            telling = _telling(operation.name)
            # among many free samples every name stands in some
            shares = sum(self._names[name] for name in telling) / self._codes
            cost -= _TRIED * shares / len(telling) if telling else 0.0
        return max(0.25, cost)

    def choice(self, argument: ChoiceArg, option: Any) -> float:
        """What one of several parameters costs: nothing where the request says it, more where another."""
        options = list(argument.words)
        if self._words:
            said = [each for each in options if self._says(argument.words[each])]
            if said:
                return 0.0 if option in said else 0.5
        return 0.06 * options.index(option)

    def _says(self, phrases: tuple[str, ...]) -> bool:
        return any(
            words <= self._words for words in (frozenset(map(stem, subwords(phrase))) for phrase in phrases) if words
        )

    def mentions(self, label: Hashable) -> bool:
        """Whether the request names a column."""
        words = {stem(word) for word in label_words(label)} - STOP
        return label in self._quoted or (bool(words) and words <= self._words)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Operation]:
    return {operation.name: operation for operation in OPERATIONS}


@lru_cache(maxsize=1024)
def _vocabulary(name: str) -> frozenset[str]:
    """The words people use for an operation and its choices."""
    operation = _by_name()[name]
    choices = [each for each in operation.arguments.values() if isinstance(each, ChoiceArg)]
    options = [word for choice in choices for words in choice.words.values() for word in words]
    said = " ".join((*operation.nouns, *operation.verbs, *operation.clauses, name.replace("_", " "), *options))
    return frozenset(stem(word) for word in subwords(_FIELD.sub(" ", said))) - STOP


@lru_cache(maxsize=1)
def _documents() -> Counter[str]:
    return Counter(word for operation in OPERATIONS for word in _vocabulary(operation.name))


def _rarity(word: str) -> float:
    return math.log(1 + len(OPERATIONS) / (1 + _documents()[word]))


@lru_cache(maxsize=1024)
def _telling(name: str) -> frozenset[str]:
    """Methods, functions and operators that an operation's code is made of."""
    operation = _by_name()[name]
    bound: dict[str, Any] = {}
    for argument, kind in operation.arguments.items():
        if isinstance(kind, ConditionsArg):
            bound[argument] = [("x", operator, 0) for operator in ("<", ">", "==")[: kind.low]]
        else:
            bound[argument] = next(iter(kind.words)) if isinstance(kind, ChoiceArg) else "x"
    try:
        return frozenset(_names(operation.print(bound, "table", "other")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return frozenset()


def _names(code: str) -> set[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, (ast.Compare, ast.BinOp)):
            operators = node.ops if isinstance(node, ast.Compare) else [node.op]
            found.update(type(operator).__name__ for operator in operators)
    return found
