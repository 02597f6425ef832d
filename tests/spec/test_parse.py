from __future__ import annotations

from contextlib import suppress
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gift4code_ext.spec.model import Output
from gift4code_ext.spec.parse import OutputError, output
from gift4code_ext.spec.pasted.csv_text import to_text
from gift4code_ext.spec.pasted.tables import Table, from_text

DF = pd.DataFrame({"class": ["a", "b"], "fare": [1.5, 2.0], 2020: [1, 2]})
ROWS = (("a", 1.5), ("b", 2.0))


@pytest.mark.parametrize(
    "text",
    [
        "class,fare\na,1.5\nb,2\n",
        "class;fare\na;1.5\nb;2",
        "class\tfare\na\t1.5\nb\t2\n\n",
        "| class | fare |\n|:------|-----:|\n| a | 1.5 |\n| b | 2 |",
        "class | fare\n--- | ---\na | 1.5\nb | 2",
        '"class","fare"\r\n"a",1.5\r\n"b",2\r\n',
        ",class,fare\n0,a,1.5\n1,b,2.0",
    ],
)
def test_pasted_tables_are_columns_and_rows(text: str) -> None:
    assert output(example=text) == Output(columns=("class", "fare"), example=ROWS)


def test_dots_in_a_pasted_table_stand_for_anything() -> None:
    assert output(example="class,fare,...\na,...,...\n...") == Output(
        columns=("class", "fare", ...), example=(("a", ..., ...), (..., ..., ...))
    )


def test_cells_are_read_as_a_column() -> None:
    table = from_text('zip,n,ok,when,who\n007,1,True,2020-01-01,"Smith, J"\n123,,false,,x')
    assert table.rows == (("007", 1, True, "2020-01-01", "Smith, J"), ("123", None, False, None, "x"))


def test_headers_that_spell_a_label_become_that_label() -> None:
    assert output(example="class,2020\na,1", frames={"df": DF}).columns == ("class", 2020)


def test_an_example_may_be_named() -> None:
    assert output(example="df", frames={"df": DF}).example is DF


@pytest.mark.parametrize(("text", "value"), [("42", 42), ("[1, 'a']", [1, "a"]), ("'word'", "word")])
def test_an_example_may_be_a_literal(text: str, value: Any) -> None:
    assert output(example=text).example == value


def test_text_is_itself_where_text_is_expected() -> None:
    assert output(type="string", example="hello there") == Output(type="str", example="hello there")


def test_columns_may_carry_dtypes() -> None:
    assert output(columns={"class": "str", "fare": ""}) == Output(columns=("class", "fare"), dtypes={"class": "str"})
    assert output(columns=["a", "b"], dtypes=["int", "str"]).dtypes == {"a": "int", "b": "str"}


def test_a_table_of_some_columns_is_a_part() -> None:
    stated = output(columns=["a", "b", "c"], example="c,a\n1,2")
    assert stated == Output(columns=("a", "b", "c"), example={"c": [1], "a": [2]})


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"example": "a,b\n1,2,3"}, "line 2 of the example has 3 cells but its first line has 2."),
        ({"example": "missing"}, "there is no variable missing to serve as the example; name a live one or paste a "),
        ({"example": "two words"}, "the example 'two words' is no variable, table or Python value; put plain text in "),
        ({"columns": ["a"], "example": "a,b\n1,2"}, "the example has b, not among the columns a."),
        ({"rows": 1, "example": "a\n1\n2"}, "rows=1 was stated, but the example has 2."),
        (
            {"rows": 3, "example": "a\n1\n2", "partial": False},
            "rows=3 was stated, but the example, said to be whole, has",
        ),
        ({"columns": ["a"], "dtypes": {"b": "int"}}, "a dtype was stated for b, not among the columns a."),
        (
            {"dtypes": {"a": "int"}, "example": {"a": ["x"]}},
            "the dtype int was stated for a, but the example holds str ",
        ),
        ({"type": "float", "columns": ["a", "b"]}, "a float cannot have the columns a, b; state another type or none."),
        ({"type": "float", "rows": 3}, "a float has no rows, but rows=3 was stated."),
        ({"type": "df", "example": 3}, "the type pandas.DataFrame was stated, but the example is of type int."),
        (
            {"type": "Series", "example": DF},
            "the type pandas.Series was stated, but the example is of type pandas.Data",
        ),
        ({"type": "number", "example": DF}, "the type number was stated, but the example is of type pandas.DataFrame."),
        ({"name": "a b"}, "'a b' is no name for a variable; use letters, digits and underscores."),
        ({"name": "class"}, "'class' is no name for a variable"),
        ({"rows": -1}, "rows must be a whole number from 0, not -1."),
        ({"dtypes": ["int"]}, "dtypes given as a list need as many columns"),
        ({"columns": {"a": "int"}, "dtypes": {"a": "int"}}, "dtypes were stated twice"),
    ],
)
def test_contradictions_are_named(stated: dict[str, Any], message: str) -> None:
    with pytest.raises(OutputError) as raised:
        output(**stated, frames={"df": DF})
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    "stated",
    [
        {"type": "Series", "example": [1, 2]},
        {"type": "df", "example": DF.fare},
        {"type": "float", "example": pd.Series([1.5])},
        {"dtypes": {"d": "datetime64[ns]"}, "example": {"d": ["2020-01-01"]}},
        {"type": "dict", "example": {"a": [1]}},
        {"rows": 5, "example": "a\n1\n2"},
        {"type": "df", "columns": ["a"], "example": [[1], [2]]},
    ],
)
def test_what_can_be_met_is_no_contradiction(stated: dict[str, Any]) -> None:
    assert output(**stated).given


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, rows = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    columns = []
    for _ in range(width):
        kind = draw(st.sampled_from([st.integers(), st.floats(allow_nan=False), st.booleans(), st.text(max_size=8)]))
        columns.append(draw(st.lists(st.one_of(kind, st.none(), st.just(...)), min_size=rows, max_size=rows)))
    names = st.text(min_size=1, max_size=8)
    return Table(tuple(draw(st.lists(names, min_size=width, max_size=width))), tuple(zip(*columns, strict=True)))


@settings(deadline=None)
@given(tables())
def test_printed_tables_read_back_as_they_were(table: Table) -> None:
    assert from_text(to_text(table.labels, table.rows)) == table


@settings(deadline=None)
@given(st.text())
def test_any_text_is_an_example_or_an_error_for_the_person(text: str) -> None:
    with suppress(OutputError):
        assert output(example=text).name == "result"
