"""Requests as front ends send them, and the expected outputs that they come to."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from kernel.panel import OUTPUT, request

from gift4code_ext.kernel.asked import Asked, Named, Pasted, RequestError, Stated, find
from gift4code_ext.kernel.posted import asked, stated
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.sharing import Level, Sharing

DF = pd.DataFrame({"class": ["a", "b"], 2020: [1.0, 2.0]})
LIVE = {"df": DF, "wanted": DF.head(1), "word": "a b", "number": 3}


def grid(rows: list[list[str | None]], columns: tuple[str, ...] = ("class", "fare"), more: str = "no") -> Output:
    example = {"kind": "grid", "columns": list(columns), "rows": rows, "more": more}
    return stated({**OUTPUT, "example": example}).read(LIVE)


def test_every_part_of_a_request_arrives() -> None:
    output = {
        "name": "fares",
        "type": "DataFrame",
        "columns": ["class", "..."],
        "dtypes": {"fare": "float64"},
        "rows": 2.0,
        "index": ["class"],
        "example": {"kind": "text", "text": "class,fare\na,1"},
        "summary": "one a class",
        "ordered": True,
    }
    told = request(
        *("mean",),
        frames=["df"],
        context="import x",
        output=output,
        n=8,
        seconds=3,
        level="masked",
        sample=5,
        overrides={"df.class": "names"},
        notes={"df.fare": "in euros"},
        model="tiny",
    )

    assert asked(told) == Asked(
        "mean",
        ("df",),
        "import x",
        Stated(
            "fares",
            "DataFrame",
            ("class", ...),
            {"fare": "float64"},
            2,
            ("class",),
            Pasted("class,fare\na,1"),
            "one a class",
            True,
        ),
        8,
        3.0,
        Sharing(Level.MASKED, 5, {"df.class": Level.NAMES}, {"df.fare": "in euros"}),
        "tiny",
    )


def test_what_was_left_empty_was_not_stated() -> None:
    empty = {"columns": [], "index": [], "dtypes": {}, "type": "", "summary": ""}
    blank = {"example": {"kind": "text", "text": " \n"}}

    assert not stated({**OUTPUT, **empty}).given
    assert not stated({**OUTPUT, **blank}).given
    assert not stated({**OUTPUT, "example": {"kind": "grid", "columns": [], "rows": [], "more": "no"}}).given


def test_cells_of_a_grid_become_values_column_by_column() -> None:
    output = grid([["a", "1"], [None, "2.5"], ["", '"7"']])

    assert output.columns == ("class", "fare")
    assert output.example == (("a", 1.0), (..., 2.5), (None, "7"))
    assert output.partial is False


@pytest.mark.parametrize(("more", "partial"), [("no", False), ("head", "head"), ("anywhere", True)])
def test_a_grid_says_whether_there_are_further_rows(more: str, partial: object) -> None:
    assert grid([["a", "1"]], more=more).partial == partial


def test_labels_of_a_grid_are_those_of_live_frames() -> None:
    assert grid([["a", "1"]], ("class", "2020")).columns == ("class", 2020)


def test_rows_and_columns_left_empty_are_none() -> None:
    output = grid([["a", "1", ""], ["", " ", ""]], ("class", "fare", ""))

    assert (output.columns, output.example) == (("class", "fare"), (("a", 1),))


def test_a_grid_of_labels_alone_states_columns() -> None:
    output = grid([["", ""]])

    assert (output.columns, output.example, output.partial) == (("class", "fare"), None, None)


def test_dates_of_a_grid_are_dates_where_the_dtype_says_so() -> None:
    example = {"kind": "grid", "columns": ["day"], "rows": [["2024-01-02"]], "more": "no"}
    output = stated({**OUTPUT, "dtypes": {"day": "datetime64[ns]"}, "example": example}).read(LIVE)

    assert output.example[0][0] == pd.Timestamp("2024-01-02")


@pytest.mark.parametrize(
    ("rows", "columns", "sentence"),
    [
        ([["a"]], ("class", "fare"), "another number of cells"),
        ([["a", "1"]], ("class", ""), "has cells but no name"),
    ],
)
def test_a_grid_that_is_no_table_is_one_sentence(rows: Any, columns: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(RequestError, match=sentence):
        grid(rows, columns)


def test_a_variable_is_the_example_itself_whatever_it_holds() -> None:
    def example(name: str) -> Any:
        return stated({**OUTPUT, "example": {"kind": "variable", "name": name}}).read(LIVE).example

    assert example("wanted") is LIVE["wanted"]
    assert example("word") == "a b"
    assert example("number") == 3


def test_the_variable_of_the_example_is_no_input() -> None:
    live = {"df": DF, "wanted": DF.head(1)}

    assert list(find(Asked("mean", output=Stated(example=Named("wanted"))), live, ()).frames) == ["df"]
    assert list(find(Asked("mean", output=Stated(example=Pasted("wanted"))), live, ()).frames) == ["df"]


@pytest.mark.parametrize(
    "broken",
    [
        *(None, [], "text", {"intent": 1}),
        {**request("x"), "n": "many"},
        {**request("x"), "n": True},
        {**request("x"), "seconds": "long"},
        {**request("x"), "frames": "df"},
        {**request("x"), "output": None},
        request("x", output={"ordered": "yes"}),
        request("x", output={"example": {"kind": "grid", "columns": ["a"], "rows": [["1"]], "more": "maybe"}}),
        request("x", output={"example": {"kind": "grid", "columns": ["a"], "rows": [[1]], "more": "no"}}),
        request("x", output={"example": {"kind": "grid", "columns": ["a"], "rows": "1", "more": "no"}}),
    ],
)
def test_what_another_version_would_send_is_one_sentence(broken: Any) -> None:
    with pytest.raises(RequestError, match="do not understand each other"):
        asked(broken)


@pytest.mark.parametrize("seconds", [0, -1, 601, float("inf"), float("nan")])
def test_seconds_are_bounded(seconds: float) -> None:
    with pytest.raises(RequestError, match="seconds cannot be spent"):
        asked({**request("x"), "seconds": seconds})
