"""The expected value as a table of texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution.inside.preview import preview
from gift4code_ext.kernel.shown import expected_preview
from gift4code_ext.spec.model import Output

VALUES = [
    pd.DataFrame({"a": [1.5, np.nan, 1234567.891], "b": ["x", None, "z" * 80], "c": pd.to_datetime(["2024"] * 3)}),
    pd.DataFrame({"n": [1, 2]}, index=pd.Index(["p", "q"], name="k")),
    pd.DataFrame({"n": [1, 2]}, index=pd.MultiIndex.from_tuples([("p", 1), ("q", 2)], names=["k", "l"])),
    pd.Series([1.0, 2.0], index=["p", "q"], name="fare"),
    pd.DataFrame(np.arange(600).reshape(30, 20)),
    pd.DataFrame({"a": [True, False], "d": pd.to_timedelta(["1D", "2D"])}),
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_live_value_looks_as_a_candidates_value_would(value: Any) -> None:
    shown, own = expected_preview(Output(example=value)), preview(value)

    assert shown is not None
    assert (shown.type, shown.shape, shown.columns) == (own.type, own.shape, own.columns)
    assert shown.index == own.index
    assert shown.rows == own.rows


def test_cells_of_any_kind_and_rows_that_are_not_shown() -> None:
    output = Output(columns=("a", "b"), rows=7, example=[[1, ...], [2.0, None]])
    shown = expected_preview(output)

    assert shown is not None
    assert (shown.columns, shown.rows) == (("a", "b"), (("1", "..."), ("2", "None")))
    assert shown.shape == (7, 2)


@pytest.mark.parametrize(
    ("example", "text"),
    [
        *((3.0, "3"), ("words", "words"), ([1, "x", None], "[1, x, None]"), ({"a": 1}, "{a: 1}")),
        *(
            (np.arange(3), "[0, 1, 2]"),
            (np.eye(2), "[[1, 0], [0, 1]]"),
            (list(range(11)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]"),
        ),
    ],
)
def test_values_that_are_no_tables_are_text(example: Any, text: str) -> None:
    shown = expected_preview(Output(example=example))

    assert shown is not None
    assert (shown.rows, shown.text) == ((), text)


def test_without_an_example_there_is_nothing_to_show() -> None:
    assert expected_preview(Output(columns=("a",), rows=3)) is None


def test_no_code_of_an_unknown_class_is_run() -> None:
    class Spy:
        def __getattribute__(self, name: str) -> Any:
            raise AssertionError(name)

        __str__ = __repr__ = __len__ = __eq__ = __hash__ = None  # type: ignore[assignment]

    shown = expected_preview(Output(example=pd.DataFrame({"s": pd.Series([Spy()], dtype=object)})))

    assert shown is not None
    assert shown.rows[0][0].startswith("<")
