"""Which rows of one column may hold a cell: numbers and dates by array, text by a table made once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from gift4code_ext.spec.comparing.equal import ATOL, RTOL, raw
from gift4code_ext.spec.comparing.equal_forms import as_floats, as_texts
from gift4code_ext.spec.comparing.forms import EXACT, Form, form_of
from gift4code_ext.spec.values.keys import keys_of
from gift4code_ext.spec.values.kinds import is_null
from gift4code_ext.spec.values.known import Foreign, array_of, readable, settled
from gift4code_ext.spec.values.native import native


class Lookup:
    """One column; :meth:`find` answers for one cell after another."""

    def __init__(self, column: Any) -> None:
        self.column = column
        self.rows = len(column)

    @cached_property
    def _cells(self) -> Any:
        """What gives one cell after another quickly."""
        plain = isinstance(self.column, (list, tuple, range))
        if plain or not readable(self.column) or type(self.column).__name__ == "MultiIndex":
            return raw(self.column)
        return array_of(self.column)

    def cell(self, row: int) -> Any:
        """The cell of one row."""
        return self._cells[row]

    @cached_property
    def _form(self) -> Form | None:
        return form_of(self.column)

    @property
    def rank(self) -> int:
        """Columns that are likely to hold a cell in few rows, and find it cheaply, come first."""
        kind = "" if self._form is None else self._form.kind
        return {"date": 0, "instant": 0, "float": 0, "int": 1, "": 4, "bool": 3}.get(kind, 2)

    @cached_property
    def _texts(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = {}
        if self._form is not None:
            for row, cell in enumerate(as_texts(self._form)):
                found.setdefault(cell, []).append(row)
        return found

    @cached_property
    def _keys(self) -> dict[Any, list[int]]:
        found: dict[Any, list[int]] = {}
        for row, key in enumerate(keys_of(raw(self.column))):
            found.setdefault(key, []).append(row)
        return found

    @cached_property
    def _ascending(self) -> Any:
        """The rows by their numbers, and the numbers; None where the column has no floats."""
        import numpy as np

        floats = None if self._form is None else as_floats(self._form)
        if floats is None:
            return None
        rows = np.argsort(floats)
        return rows, floats[rows]

    @cached_property
    def _moments(self) -> Any:
        return None if self._form is None else self._form.values.astype("M8[us]")

    def find(self, cell: Any, typed: bool) -> Sequence[int] | None:
        """Rows that may hold ``cell``; None when this column cannot tell."""
        cell, form = settled(cell), self._form
        if type(cell) is Foreign or (typed and form is None):
            return None
        if form is None:
            return self._keys.get(cell, []) if type(cell) is str else None
        if is_null(cell):
            return [] if form.missing is None else _rows(form.missing)
        cell = native(cell)
        if form.kind in ("date", "instant"):
            return self._at(cell, typed)
        if form.kind in ("text", "arrow"):
            return self._texts.get(str(cell), []) if isinstance(cell, str) else None
        if form.kind.startswith("period") and type(cell).__name__ == "Period":
            return _rows(form.values == cell.ordinal) if form.kind == f"period {cell.freqstr}" else []
        number = isinstance(cell, (int, float)) and not isinstance(cell, bool) and form.kind in ("int", "float")
        return self._near(float(cell)) if number and abs(cell) < EXACT else None

    def _at(self, moment: Any, typed: bool) -> Sequence[int] | None:
        import numpy as np

        if isinstance(moment, str) and typed:
            try:
                moment = dt.datetime.fromisoformat(moment.strip())
            except ValueError:
                return []
        if not isinstance(moment, dt.datetime) or moment != moment:
            return None
        if moment.tzinfo is not None:
            moment = moment.astimezone(dt.timezone.utc).replace(tzinfo=None)
        return _rows(self._moments == np.datetime64(moment, "us"))

    def _near(self, number: float) -> Sequence[int] | None:
        import numpy as np

        if self._ascending is None:
            return None
        rows, floats = self._ascending
        slack = max(2 * RTOL * abs(number), ATOL)  # a little more than the tolerance, which counts from both sides
        start, stop = np.searchsorted(floats, [number - slack, np.nextafter(number + slack, np.inf)])
        found: list[int] = np.sort(rows[start:stop]).tolist()
        return found


def _rows(which: Any) -> list[int]:
    found: list[int] = which.nonzero()[0].tolist()
    return found
