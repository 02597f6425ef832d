"""Variables that are no tables: numbers, texts and lists that a program may use by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class _Whole(int):
    name: str

    def __repr__(self) -> str:
        return self.name


class _Fraction(float):
    name: str

    def __repr__(self) -> str:
        return self.name


class _Text(str):
    name: str

    def __repr__(self) -> str:
        return self.name


class _List(list[Any]):
    name: str

    def __repr__(self) -> str:
        return self.name


def held(variables: Mapping[str, Any]) -> list[Any]:
    """The plain variables among some, each equal to its value, and written in code as its name."""
    kinds: Mapping[type, Any] = {int: _Whole, float: _Fraction, str: _Text, list: _List, tuple: _List}
    found = []
    for name, value in variables.items():
        if type(value) in kinds:
            literal = kinds[type(value)](value)
            literal.name = name
            found.append(literal)
    return found
