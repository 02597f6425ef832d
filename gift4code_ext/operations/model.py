"""What an operation is: typed arguments, one pandas expression, and the words people use for it.

An operation is defined once: the bundled generator samples it, and repair and search can mutate and enumerate its
arguments with nothing but :mod:`gift4code_ext.operations.domains` over a live frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Kind: TypeAlias = Literal[
    "int", "float", "number", "str", "cat", "text", "bool", "date", "datetext", "numtext", "list", "any"
]
"""What a column must hold to fill a hole.

``number`` is int or float; ``str`` any text; ``cat`` text with few distinct values; ``text`` free text; ``datetext`` /
``numtext`` text that reads as dates / numbers; ``list`` lists in cells.
"""

Makes: TypeAlias = Literal["frame", "series", "scalar", "list"]


@dataclass(frozen=True)
class ColumnArg:
    """A column of the table, or ``of`` the other one. ``nulls=True`` wants one that has missing values."""

    kinds: tuple[Kind, ...] = ("any",)
    not_in: tuple[str, ...] = ()
    nulls: bool = False
    repeats: bool = False  # wants repeated values: a sensible group key
    of: Literal["table", "other"] = "table"


@dataclass(frozen=True)
class ColumnsArg:
    """A list of ``low``..``high`` different columns of the table."""

    kinds: tuple[Kind, ...] = ("any",)
    low: int = 2
    high: int = 3
    not_in: tuple[str, ...] = ()
    repeats: bool = False


@dataclass(frozen=True)
class ValueArg:
    """A value to compare the column bound to argument ``column`` with: a cell, or a round number or date.

    ``part``: ``whole`` cell, or for text a ``word``, ``prefix`` or ``suffix`` of one.
    """

    column: str
    part: Literal["whole", "word", "prefix", "suffix"] = "whole"


@dataclass(frozen=True)
class ValuesArg:
    """``low``..``high`` different cells of the column bound to argument ``column``."""

    column: str
    low: int = 2
    high: int = 3


@dataclass(frozen=True)
class IntegerArg:
    """A whole number a person would type, ``low`` <= n <= ``high``."""

    low: int = 1
    high: int = 10


@dataclass(frozen=True)
class ConstantArg:
    """One of some literals that a person would type (numbers or text)."""

    options: tuple[Any, ...]


@dataclass(frozen=True)
class ChoiceArg:
    """One of a closed set of parameters, each with the words people use for it (never typed as such)."""

    words: Mapping[Any, tuple[str, ...]]


@dataclass(frozen=True)
class NameArg:
    """A new column name. ``stems`` are defaults when nobody states one; they may hold fields: ``"{column}_rank"``."""

    stems: tuple[str, ...] = ("value",)


@dataclass(frozen=True)
class StubsArg:
    """Beginnings of column labels that end in the text bound to argument ``sep`` and a number: ``price`` of price_2020.

    All that a table has make one list.
    """

    sep: str


@dataclass(frozen=True)
class ConditionsArg:
    """``low``..``high`` comparisons of columns with literals, each ``(column, operator, value)``, joined by ``word``.

    ``beside`` names an argument of conditions joined by ``or`` that holds too; ``open`` is set for that argument.
    """

    low: int = 2
    high: int = 3
    word: Literal["and", "or"] = "and"
    beside: str = ""
    open: bool = False


Argument: TypeAlias = (
    ColumnArg
    | ColumnsArg
    | ValueArg
    | ValuesArg
    | IntegerArg
    | ConstantArg
    | ChoiceArg
    | NameArg
    | StubsArg
    | ConditionsArg
)


@dataclass(frozen=True)
class Operation:
    """One pandas operation.

    Attributes:
        name: unique, snake_case.
        family: the file's name.
        arguments: by name, in the order they are bound (a ValueArg after its column).
        code: a format string for ONE expression, or a function that makes one. Fields: ``{table}`` (an expression;
            ``{other}`` for the second input) and the arguments, whose literals are written with ``!r``
            (``{column!r}``); a ChoiceArg may stand bare (``{how}``).
        makes: what the expression evaluates to.
        nouns: requests that name the result: ``"{how} {target} (by|per|for each) {key}"``. ``(a|b)`` alternatives,
            ``[x]`` optional, nesting allowed. Fields are the arguments, said in words.
        verbs: requests that tell what to do: ``"drop [the] [column] {column}"``.
        clauses: modifiers when another operation is the head of the request:
            ``"(where|for|with) {column} {op} {value}"``, ``"sorted by {column}"``.
        place: a clause's operation runs ``before`` or ``after`` the head.
        inputs: 1, or 2 for joins and the like.
        needs: extra condition on the live frame(s) and bound arguments.
    """

    name: str
    family: str
    arguments: Mapping[str, Argument]
    code: str | Callable[[Mapping[str, Any]], str]
    makes: Makes = "frame"
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    place: Literal["before", "after"] = "before"
    inputs: int = 1
    needs: Callable[[tuple[pd.DataFrame, ...], Mapping[str, Any]], bool] | None = None
    weight: float = 1.0

    def print(self, bound: Mapping[str, Any], table: str, other: str = "") -> str:
        """The expression, for bound arguments, applied to the expression ``table`` (and ``other``)."""
        fields = {**bound, "table": table, "other": other}
        return self.code(fields) if callable(self.code) else self.code.format(**fields)
