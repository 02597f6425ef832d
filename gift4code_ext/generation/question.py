"""The question to ask when two readings remain: the first row in which their values differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gift4code_ext.execution.outcome import Outcome, Preview
from gift4code_ext.generation.candidate import Candidate

_SHOWN = 4  # cells or columns named in the sentence


@dataclass(frozen=True)
class Question:
    """Two readings that the specification does not tell apart.

    Attributes:
        text: the difference in one sentence, and how to settle it.
        codes: the cell offered and the other one.
        row: the first row (from 0) in which their values differ; ``None`` for values without rows, and for values that
            are equal on this data.
        rows: that row of each value, with its columns; a value that ends before it has none.
    """

    text: str
    codes: tuple[str, str]
    row: int | None
    rows: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def first_difference(one: Outcome, other: Outcome) -> int | None:
    """The first row (from 0) in which two values of equal columns differ, as far as their rows were told."""
    pairs = zip(one.row_keys, other.row_keys, strict=False)
    differing = next((place for place, (left, right) in enumerate(pairs) if left != right), None)
    if differing is None and len(one.row_keys) != len(other.row_keys):
        return min(len(one.row_keys), len(other.row_keys))
    return differing


def question(
    candidates: tuple[Candidate, Candidate], previews: tuple[Preview | None, Preview | None], row: int | None
) -> Question | None:
    """What to ask about two candidates of different values; ``None`` where nothing that can be shown differs.

    Args:
        candidates: the one offered and its rival.
        previews: of their values, from ``row`` on.
        row: the first row in which they differ.
    """
    one, other = previews
    if one is None or other is None:
        return None
    codes = (candidates[0].code, candidates[1].code)
    if one.columns != other.columns and one.rows and other.rows:
        names = ", ".join(label for label in other.columns[:_SHOWN])
        text = f"Another reading remains, with the columns {names}; state the columns to settle it."
        return Question(text, codes, row or 0, (_cells(one), _cells(other)))
    if row is None or not (one.rows or other.rows):
        if one.text == other.text:
            return None
        instead = f"{_short(other.text)} instead of {_short(one.text)}"
        return Question(f"Another reading gives {instead}; state the value to settle it.", codes, None, ((), ()))
    cells = (_cells(one), _cells(other))
    return Question(_sentence(row, *cells), codes, row, cells) if cells[0] != cells[1] else None


def same_here(candidates: tuple[Candidate, Candidate]) -> Question:
    """What to say of two candidates that make one value on the data and differ on perturbed copies of it."""
    text = "Another reading makes the same value on this data and would differ on other data; compare the two cells."
    return Question(text, (candidates[0].code, candidates[1].code), None, ((), ()))


def _sentence(row: int, mine: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> str:
    settle = "show that row in the example to settle it."
    if not others:
        return f"Another reading remains: it ends before row {row + 1} of this value ({_values(mine)}); {settle}"
    if not mine:
        return f"Another reading remains: it has a further row, {row + 1} ({_values(others)}); {settle}"
    differing = [place for place, (left, right) in enumerate(zip(mine, others, strict=True)) if left != right]
    left, right = (_values([side[place] for place in differing]) for side in (mine, others))
    return f"Another reading remains: in row {row + 1} it has {right} where this one has {left}; {settle}"


def _cells(preview: Preview) -> tuple[tuple[str, str], ...]:
    return tuple(zip(preview.columns, preview.rows[0], strict=False)) if preview.rows else ()


def _values(cells: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{label} {value}".strip() for label, value in cells[:_SHOWN]) + (
        ", …" if len(cells) > _SHOWN else ""
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
