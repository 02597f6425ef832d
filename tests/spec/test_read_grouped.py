"""Groupby, resampling and window objects are told by what they hold; nothing is grouped."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.read import read

FRAME = pd.DataFrame(
    {"team": ["a", "b", "a"], "score": [1, 2, 2], "when": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-02-01"])}
)
TEAM = read(FRAME, "df").columns[0]
SCORE = Column("score", "int64", "int", ("sorted",))


def test_a_groupby_is_its_frame_and_its_keys() -> None:
    assert read(FRAME[["team", "score"]].groupby("team"), "teams") == Variable(
        name="teams",
        type="pandas.DataFrameGroupBy",
        shape="other",
        shape_of=(3, 2),
        columns=(TEAM, SCORE),
        columns_total=2,
        index=(TEAM,),
        sample=(("a", "1"), ("b", "2"), ("a", "2")),
    )


@pytest.mark.parametrize(
    ("value", "kind", "columns", "keys"),
    [
        (FRAME.groupby(["team", "score"]), "DataFrameGroupBy", ["team", "score", "when"], ["team", "score"]),
        (FRAME.groupby("team")["score"], "SeriesGroupBy", ["score"], ["team"]),
        (FRAME.groupby("team")[["score"]], "DataFrameGroupBy", ["score"], ["team"]),
        (FRAME.groupby(["team", lambda row: row % 2]), "DataFrameGroupBy", ["team", "score", "when"], ["team", None]),
        (FRAME.groupby(FRAME["when"].dt.year), "DataFrameGroupBy", ["team", "score", "when"], ["when"]),
        (FRAME.set_index("team").groupby(level=0), "DataFrameGroupBy", ["score", "when"], ["team"]),
        (FRAME["score"].groupby(FRAME["team"]), "SeriesGroupBy", ["score"], ["team"]),
        (FRAME.set_index("when")[["score"]].resample("D"), "DatetimeIndexResampler", ["score"], ["when"]),
        (FRAME[["score"]].rolling(2), "Rolling", ["score"], []),
        (FRAME[["score", "when"]].rolling(2)["score"], "Rolling", ["score"], []),
        (FRAME[["score"]].expanding(), "Expanding", ["score"], []),
        (FRAME[["score"]].ewm(1), "ExponentialMovingWindow", ["score"], []),
    ],
)
def test_keys_and_chosen_columns(value: Any, kind: str, columns: list[Any], keys: list[Any]) -> None:
    variable = read(value, "x")

    assert variable.type == f"pandas.{kind}"
    assert [column.label for column in variable.columns] == columns
    assert [column.label for column in variable.index] == keys


def test_keys_that_are_levels_or_columns_are_described() -> None:
    by_level = read(FRAME.set_index("team").groupby(level="team"), "x")
    by_column = read(FRAME.groupby("score"), "x")
    by_neither = read(FRAME.groupby(lambda row: row % 2), "x")

    assert by_level.index == (TEAM,)
    assert by_column.index == (SCORE,)
    assert by_neither.index == (Column(None, "", "other"),)


def test_keys_are_not_evaluated_again() -> None:
    calls: list[Any] = []
    grouped = FRAME.groupby(lambda row: calls.append(row) or 0)
    before = len(calls)

    read(grouped, "x")

    assert len(calls) == before


def test_no_group_is_formed() -> None:
    grouped = FRAME.groupby("team")

    read(grouped, "x")

    assert not {"result_index", "result_index_and_ids", "codes_info", "indices"} & set(
        getattr(grouped._grouper, "_cache", {})
    )
