from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from spec.arbitrary import executed
from spec.strange import STRANGE

from gift4code_ext.spec.check import check
from gift4code_ext.spec.infer import output
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.render import render
from gift4code_ext.spec.rendered import rendered

DF = pd.DataFrame({"class": ["b", "a", "b"], "fare": [10.25, 20.5, 5.0]})
FRAME, SERIES = "pandas.DataFrame", "pandas.Series"


def examples(value: Any, rows: int = 5) -> Output:
    return output(value, SpecKind.EXAMPLES, rows=rows)


def test_each_kind_states_more_of_a_frame() -> None:
    assert output(DF, SpecKind.NONE) == Output()
    assert output(DF, SpecKind.TYPE, name="fares") == Output("fares", FRAME, ("class", "fare"))
    assert examples(DF, rows=2) == Output(
        type=FRAME, columns=("class", "fare"), example=(("b", 10.25), ("a", 20.5)), partial="head"
    )
    assert output(DF.head(2), SpecKind.SUMMARY, {"df": DF}) == Output(
        type=FRAME,
        columns=("class", "fare"),
        rows=2,
        summary="The output is a table with 2 rows, one for each class. Columns: class (values of df['class'], "
        "descending, each value once); fare (values of df['fare'], ascending, each value once, with fractions, "
        "holding its maximum).",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (63, Output(type="int", example=63)),
        (np.float64(2.5), Output(type="float", example=2.5)),
        (pd.Timestamp("2020-01-01"), Output(type="pandas.Timestamp", example=pd.Timestamp("2020-01-01"))),
        (None, Output(type="None")),
        ([1, "a", None], Output(type="list", example=[1, "a", None], partial=False)),
        ((1, 2), Output(type="tuple", example=(1, 2), partial=False)),
        (range(9), Output(type="range", example=[0, 1, 2, 3, 4], partial="head")),
        ({1, 2}, Output(type="set", example={1, 2}, partial=False)),
        ({"a": [1, 2]}, Output(type="dict", example={"a": [1, 2]})),
        (np.array([1.5, np.nan]), Output(type="numpy.ndarray", example=[1.5, None], partial=False)),
        (pd.Index(["x"], name="k"), Output(type="pandas.Index", example=["x"], partial=False)),
        (DF.fare, Output(type=SERIES, columns=("fare",), example=[10.25, 20.5, 5.0], partial=False)),
        (
            DF.groupby("class").fare.sum(),
            Output(
                type=SERIES, columns=("fare",), example=(("a", 20.5), ("b", 15.25)), partial=False, index=("class",)
            ),
        ),
        (
            DF.groupby("class").agg(n=("fare", "size")),
            Output(type=FRAME, columns=("n",), example=(("a", 1), ("b", 2)), partial=False, index=("class",)),
        ),
        (DF.iloc[:0], Output(type=FRAME, columns=("class", "fare"), example=(), partial=False)),
        (pd.DataFrame(index=range(3)), Output(type=FRAME, columns=(), rows=3)),
        (
            DF[DF.fare > 9],
            Output(type=FRAME, columns=("class", "fare"), example=(("b", 10.25), ("a", 20.5)), partial=False),
        ),
        (pd.DataFrame({"a": [[1], [2]]}), Output(type=FRAME, columns=("a",), rows=2)),
        (DF.groupby("class"), Output(type="pandas.DataFrameGroupBy")),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_value_is_its_example(value: Any, expected: Output) -> None:
    assert examples(value) == expected


def test_many_columns_end_in_dots() -> None:
    found = output(pd.DataFrame(np.zeros((2, 500))), SpecKind.TYPE)

    assert found.columns == (*range(200), ...)


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("kind", SpecKind)
def test_any_value_has_every_kind(name: str, kind: SpecKind) -> None:
    found = output(STRANGE[name], kind, {"df": DF, "x": STRANGE[name]})

    assert (found.type is None) == (kind is SpecKind.NONE)


@settings(deadline=None)
@given(executed)
def test_a_value_meets_the_example_made_of_it(value: Any) -> None:
    for rows in (2, 5):
        found = examples(value, rows)
        verdict = check(value, found)
        assert verdict.passed, (found, verdict)


@settings(deadline=None)
@given(executed)
def test_what_was_made_of_a_value_reads_back(value: Any) -> None:
    for kind in (SpecKind.TYPE, SpecKind.EXAMPLES):
        found = output(value, kind)
        text = render(Spec("", output=found), kind, whole=True)
        back = rendered(text)
        assert back == found or repr(back) == repr(found)  # NaN is a label, and not equal to itself


def test_a_summary_computed_in_a_kernel_and_of_a_part_agree() -> None:
    tall = pd.DataFrame({"k": np.arange(50_000) % 7, "v": np.arange(50_000.0)})
    value = tall.groupby("k", as_index=False).v.max()

    assert replace(output(value, SpecKind.SUMMARY, {"df": tall}), rows=None).summary == (
        "The output is a table with 7 rows, one for each k. Columns: k (values of df['k'], ascending, each value once, "
        "holding its maximum, holding its minimum); v (values of df['v'], each value once, whole numbers, holding its "
        "maximum)."
    )
