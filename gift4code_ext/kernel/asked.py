"""A request as a person stated it, with names that are looked up in the kernel only when it is asked."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.kernel.frames import choose_frames, without_signs
from gift4code_ext.kernel.live import modules
from gift4code_ext.spec.sharing import Sharing

if TYPE_CHECKING:
    from gift4code_ext.spec.model import Output
    from gift4code_ext.spec.pasted.tables import Table

More = Literal["no", "head", "anywhere"]
"""Whether a result has further rows than those of a typed table, and where those shown stand in it."""
_PARTIAL: Mapping[More, bool | Literal["head"]] = {"no": False, "head": "head", "anywhere": True}


class RequestError(Gift4CodeError):
    """A request that cannot be read, or that refers to what is not there."""


@dataclass(frozen=True)
class Named:
    """A live variable that holds the expected value, or a part of it."""

    name: str


@dataclass(frozen=True)
class Pasted:
    """Text as it was pasted or typed: a table, a Python value, or the name of a variable."""

    text: str


@dataclass(frozen=True)
class Typed:
    """A table typed cell by cell; ``None`` is any cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    more: More = "no"


Example: TypeAlias = Named | Pasted | Typed


@dataclass(frozen=True)
class Stated:
    """The expected output, as it was stated; see :class:`~gift4code_ext.spec.model.Output` for the parts."""

    name: str = "result"
    type: str | None = None
    columns: tuple[Hashable, ...] | None = None
    dtypes: Mapping[Hashable, str] | None = None
    rows: int | None = None
    index: tuple[Hashable, ...] | None = None
    example: Example | None = None
    summary: str | None = None
    ordered: bool | None = None
    partial: bool | None = None

    @property
    def given(self) -> bool:
        """Whether anything beyond the name was stated."""
        return self != Stated(self.name)

    def read(self, live: Mapping[str, Any]) -> Output:
        """The output, its names looked up among live values.

        Raises:
            OutputError: parts that contradict one another, or an example that cannot be read.
            RequestError: the variable of the example is not there, or cells without a column.
        """
        from gift4code_ext.spec.parse import output

        example: str | Table | None = None
        partial: bool | Literal["head"] | None = self.partial
        match self.example:
            case Named(name):
                example = _there(name, live)
            case Pasted(text):
                example = text
            case Typed(more=more) as typed:
                example = _table(typed)
                partial = _PARTIAL[more] if example is not None and example.rows else partial
        columns = self.columns
        if self.example is not None and example is not None and not isinstance(example, str) and not example.rows:
            columns, example = columns or example.labels, None
        return output(
            name=self.name,
            type=self.type,
            columns=columns,
            dtypes=self.dtypes,
            rows=self.rows,
            example=example,
            summary=self.summary,
            ordered=self.ordered,
            partial=partial,
            frames=live,
            index=self.index,
        )


@dataclass(frozen=True)
class Asked:
    """One request. Without ``frames`` they are found in the words; without a ``model`` the settings name it.

    ``context`` is earlier code to be told: none where it is empty, that of before where ``None`` changes a request.
    """

    intent: str
    frames: tuple[str, ...] = ()
    context: str | None = None
    output: Stated = field(default_factory=Stated)
    n: int = 16
    seconds: float = 10.0
    sharing: Sharing = field(default_factory=Sharing)
    model: str | None = None


@dataclass(frozen=True)
class Found:
    """A request whose names were looked up. It holds live values: keep it no longer than the ask lasts.

    ``modules`` are the short names of modules that are there.
    """

    intent: str
    frames: Mapping[str, Any]
    output: Output
    modules: frozenset[str]


def find(asked: Asked, live: Mapping[str, Any], set_aside: Collection[str]) -> Found:
    """Look the names of a request up.

    Args:
        live: values by name.
        set_aside: names that are no input unless they are named or mentioned.

    Raises:
        FramesError: an input is not there, or cannot be told from others.
        OutputError, RequestError: as :meth:`Stated.read` says.
    """
    aside = set(set_aside)
    match asked.output.example:
        case Named(name) | Pasted(name):
            aside.add(name.strip())
    frames = choose_frames(live, asked.intent, named=asked.frames, set_aside=aside)
    return Found(without_signs(asked.intent, frames), frames, asked.output.read(live), modules(live))


def _there(name: str, live: Mapping[str, Any]) -> str:
    if name not in live:
        raise RequestError(f"There is no variable named {name!r} to serve as the example; name one that is there.")
    return name


def _table(typed: Typed) -> Table | None:
    """The table of a grid; columns and rows that were left empty are none. ``None`` where nothing is left."""
    from gift4code_ext.spec.pasted.grid import TableError, column_values
    from gift4code_ext.spec.pasted.tables import Table

    rows = [row for row in typed.rows if any(cell is None or cell.strip() for cell in row)]
    width = len(typed.columns)
    if any(len(row) != width for row in rows):
        raise RequestError("The rows of the example have another number of cells than it has columns; type it anew.")
    columns = [[_cell(row[place]) for row in rows] for place in range(width)]
    kept = []
    for label, cells in zip(typed.columns, columns, strict=True):
        if label.strip():
            kept.append((label.strip(), cells))
        elif not all(cell.is_open or (not cell.text and not cell.quoted) for cell in cells):
            raise RequestError("A column of the example has cells but no name; name it or empty it.")
    if not kept:
        return None
    try:
        values = [column_values(cells, label, "plain") for label, cells in kept]
    except TableError as error:
        raise RequestError(str(error)) from None
    return Table(tuple(label for label, _ in kept), tuple(zip(*values, strict=True)))


def _cell(text: str | None) -> Any:
    """A cell as it was typed: in double quotes it is text, whatever it looks like."""
    from gift4code_ext.spec.pasted.grid import Cell

    if text is None:
        return Cell("...")
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        return Cell(bare[1:-1].replace('""', '"'), quoted=True)
    return Cell(bare)
