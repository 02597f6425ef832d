"""Lines of cells that only blanks part: where the index ends and its levels begin."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from gift4code_ext.spec.pasted.grid import OPEN, Cell, is_number

DOTS = ("..", *OPEN)


@dataclass(frozen=True)
class Levels:
    """The names of the index levels, None for one without, and the labels of each row."""

    names: tuple[Hashable, ...]
    rows: tuple[tuple[Cell, ...], ...]


def index_width(lines: Sequence[str], names: str, least: int, below: int | None = None) -> int | None:
    """Where the index ends: at the blanks that run through all lines before the first value.

    Args:
        least: blanks that part the index from the values, one fewer before a minus sign.
        below: where the first label of the columns starts; the index ends before it.

    Returns:
        0 without an index, None where there are several such places.
    """
    lines = [line for line in lines if not is_dots(line)]
    found = [
        start
        for start, end in _rivers([*lines, names])
        if (below is None or start < below)
        and (end - start >= least or any(line[end : end + 1] == "-" and is_number(_last(line)) for line in lines))
    ]
    return None if len(found) > 1 else found[0] if found else 0


def is_dots(line: str) -> bool:
    return all(word in DOTS for word in line.split())


def _last(line: str) -> str:
    return line.split()[-1] if line.strip() else ""


def _rivers(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of places that are blank in all lines and have something on both sides."""
    longest = max((len(line) for line in lines), default=0)
    blank = [all(line[place : place + 1] in ("", " ") for line in lines) for place in range(longest)]
    found, start = [], None
    for place, is_blank in enumerate(blank):
        if is_blank and start is None:
            start = place
        elif not is_blank and start is not None:
            if start > 0:
                found.append((start, place))
            start = None
    return found


def index_levels(lines: Sequence[str], names: str | None) -> Levels | None:
    """The index that stands in the first places of each line, labels left out filled in from above.

    Args:
        names: the line of the names of its levels, if it has one.

    Returns:
        None where it may be one level of two words or two levels, or where the names are none.
    """
    full = [line for line in lines if not is_dots(line)]
    cuts = [0]
    for _, place in _rivers([*full, names or ""]):
        left_out = any(not line[cuts[-1] : place].strip() and line[place:].strip() for line in full)
        if names is None:
            cuts += [place] if left_out else []
        elif all(line[place : place + 1].strip() for line in (names, *full[:1])):
            if not left_out and _is_single(names, place) and any(_is_single(line, place) for line in full):
                return None
            cuts.append(place)
    places = list(zip(cuts, [*cuts[1:], None], strict=True))
    labels = tuple((names or "")[start:end].strip() or None for start, end in places)
    if any("  " in label for label in labels if label is not None):
        return None
    return Levels(labels, _filled([[line[start:end].strip() for start, end in places] for line in lines]))


def _is_single(line: str, place: int) -> bool:
    """Whether just one blank stands before a place."""
    return line[place - 2 : place - 1].strip() != ""


def _filled(rows: Sequence[list[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Outer labels are left out where they repeat those of the row above."""
    found: list[list[str]] = []
    for row in rows:
        kept = next((level for level, text in enumerate(row[:-1]) if text), len(row) - 1)
        repeats = bool(found) and not all(text in ("", *DOTS) for text in row)
        found.append([*found[-1][:kept], *row[kept:]] if repeats else row)
    return tuple(tuple(Cell(text) for text in row) for row in found)
