"""Which inputs a request is about."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gift4code_ext.kernel.frames import FramesError, choose_frames, without_signs

DF, ORDERS, OLD = (pd.DataFrame({"a": [number]}) for number in (1, 2, 3))
SPACE: dict[str, Any] = {"df": DF, "orders": ORDERS, "_hidden": OLD, "n": 3}


@pytest.mark.parametrize(
    ("space", "intent", "more", "expected"),
    [
        ({"df": DF, "n": 3, "_hidden": OLD}, "sum of a", {}, ["df"]),
        (SPACE, "sum of a in orders", {}, ["orders"]),
        (SPACE, "join @orders and @df", {}, ["orders", "df"]),
        (SPACE, "sum", {"named": ["n", "df"]}, ["n", "df"]),
        (SPACE, "who has an address @example.org in df", {}, ["df"]),
        ({"df": DF, "result": OLD}, "sum of a", {"set_aside": ["result"]}, ["df"]),
        ({"df": DF, "result": OLD}, "sum of a in @result", {"set_aside": ["result"]}, ["result"]),
        ({"result": OLD}, "sum of a", {"set_aside": ["result"]}, ["result"]),
    ],
)
def test_inputs(space: dict[str, Any], intent: str, more: dict[str, Any], expected: list[str]) -> None:
    assert list(choose_frames(space, intent, **more)) == expected


@pytest.mark.parametrize(
    ("space", "intent", "sentence"),
    [
        ({"n": 3}, "sum", "There is no dataframe here yet"),
        (SPACE, "sum of @order", "no variable named 'order'; the dataframes here are df, orders"),
        (SPACE, "sum", "There are 2 dataframes here \\(df, orders\\); say which one, such as @df in the request"),
    ],
)
def test_inputs_that_cannot_be_settled(space: dict[str, Any], intent: str, sentence: str) -> None:
    with pytest.raises(FramesError, match=sentence):
        choose_frames(space, intent)


def test_signs_are_taken_off_inputs_only() -> None:
    assert without_signs("join @df with @x, mail me@df", ["df"]) == "join df with @x, mail me@df"
