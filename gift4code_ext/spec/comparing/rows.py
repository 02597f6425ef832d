"""Rows of two tables as numbers: rows of one number are the same row, whichever table they stand in."""

from __future__ import annotations

from typing import Any

from gift4code_ext.spec.comparing.equal import raw
from gift4code_ext.spec.comparing.equal_forms import as_floats, as_texts, near
from gift4code_ext.spec.comparing.forms import Form, form_of
from gift4code_ext.spec.values.keys import keys_of

_LOOKED_AT = 20_000  # rows of columns whose every cell must be looked at


class RowNumbers:
    """Numbers of the rows of two tables, refined by one pair of columns after another.

    Attributes:
        got, want: int64, shape ``(rows,)``.
        exact: whether some cells only count as the same where they are so exactly, though others might do.
        floats: the columns of floats of both sides whose nearness is left to prove: those that are each near the next
            share a number.
    """

    def __init__(self, got: int, want: int, *, typed: bool = False) -> None:
        import numpy as np

        self.typed = typed
        self.exact = False
        self.got: Any = np.zeros(got, dtype="int64")
        self.want: Any = np.zeros(want, dtype="int64")
        self.floats: list[tuple[Any, Any]] = []

    def add(self, got: Any, want: Any, *, loosely: bool = False) -> bool:
        """Tell rows apart by a pair of columns; False where their cells cannot be numbered.

        Args:
            loosely: floats that are each within tolerance of the next are one.
        """
        import numpy as np

        found = self._column(got, want, loosely)
        if found is None:
            return False
        if self._count() > 1:
            found = _dense(np.concatenate([self.got, self.want]) * (int(found.max(initial=0)) + 1) + found)
        self.got, self.want = found[: len(self.got)], found[len(self.got) :]
        return True

    def _column(self, got: Any, want: Any, loosely: bool) -> Any:
        import numpy as np

        left, right = form_of(got), form_of(want)
        if left is None or right is None or not _are_alike(left, right):
            return self._by_key(got, want)
        kinds = {left.kind, right.kind}
        if kinds <= {"arrow", "text"}:
            return _text_numbers(left, right)
        missing = np.concatenate([_missing(left), _missing(right)])
        if "float" not in kinds:
            values = np.concatenate([left.values, right.values])
            return np.where(missing, 0, _dense(values.view("int64") if values.dtype.kind in "Mm" else values) + 1)
        floats = as_floats(left), as_floats(right)
        if floats[0] is None or floats[1] is None:
            return self._by_key(got, want)
        if not loosely:
            return _dense(np.concatenate(floats)) + 1  # NaN is -1
        numbers, exact = _float_numbers(np.concatenate(floats))
        if not exact:
            self.floats.append(floats)
        return np.where(missing, 0, numbers + 1)

    def _by_key(self, got: Any, want: Any) -> Any:
        import numpy as np

        if self.typed or max(len(got), len(want)) > _LOOKED_AT:  # text that was typed may stand for a date
            return None
        self.exact = True
        cells = [*raw(got), *raw(want)]
        if any(cell is Ellipsis for cell in cells):
            return None
        known: dict[Any, int] = {}
        return np.array([known.setdefault(key, len(known)) for key in keys_of(cells)], dtype="int64")

    def same(self) -> bool:
        """Whether both sides have the same numbers, in any order."""
        import numpy as np

        counted = [np.bincount(side, minlength=self._count()) for side in (self.got, self.want)]
        return bool((counted[0] == counted[1]).all())

    def partners(self) -> Any:
        """The row of ``want`` for each of ``got``, as an int array; None unless every row has one and only one.

        Call it where the numbers are the :meth:`same`.
        """
        import numpy as np

        if np.bincount(self.want).max(initial=0) > 1:
            return None
        places = np.empty(self._count(), dtype="int64")
        places[self.want] = np.arange(len(self.want))
        return places[self.got]

    def _count(self) -> int:
        return int(max(self.got.max(initial=-1), self.want.max(initial=-1))) + 1

    def prove(self, got: Any, want: Any) -> int | None:
        """The grade, 0 or 2, at which the floats of the rows ``got`` and ``want`` (int arrays) agree pairwise."""
        import numpy as np

        exact = True
        for one, other in self.floats:
            left, right = one[got], other[want]
            same = (left == right) | (np.isnan(left) & np.isnan(right))
            if not (same | near(left, right)).all():
                return None
            exact = exact and bool(same.all())
        return 0 if exact else 2

    def order(self) -> tuple[Any, Any]:
        """The rows of both sides by number, those of one number by their floats."""
        import numpy as np

        sides = (
            (numbers, [floats[side] for floats in reversed(self.floats)])
            for side, numbers in enumerate((self.got, self.want))
        )
        first, second = (np.lexsort([*floats, numbers]) for numbers, floats in sides)
        return first, second


def _are_alike(left: Form, right: Form) -> bool:
    kinds = {left.kind, right.kind}
    if kinds <= {"arrow", "text"} or (kinds <= {"int", "float"} and "float" in kinds):
        return True
    return len(kinds) == 1 and left.values.dtype == right.values.dtype


def _missing(form: Form) -> Any:
    import numpy as np

    return np.zeros(len(form.values), bool) if form.missing is None else form.missing


def _dense(values: Any) -> Any:
    """The same numbers as 0, 1, 2, … in order of appearance."""
    import pandas as pd

    return pd.factorize(values)[0]


def _text_numbers(left: Form, right: Form) -> Any:
    import numpy as np

    if left.kind == right.kind == "arrow":
        import pyarrow as pa  # type: ignore[import-untyped]

        coded = pa.concat_arrays([left.values, right.values]).dictionary_encode().indices
        return coded.fill_null(-1).to_numpy(zero_copy_only=False).astype("int64") + 1
    texts = np.array([*as_texts(left), *as_texts(right)], dtype=object)
    return _dense(texts) + 1


def _float_numbers(values: Any) -> tuple[Any, bool]:
    """Numbers that are each within tolerance of the next one are one; whether they are the same even."""
    import numpy as np

    order = np.argsort(values)
    ascending = values[order]
    same = ascending[1:] == ascending[:-1]
    together = same | near(ascending[1:], ascending[:-1])
    found = np.zeros(len(values), dtype="int64")
    found[order[1:]] = np.cumsum(~together)
    return found, bool((same == together).all())
