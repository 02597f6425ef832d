"""What stands on a clipboard, or in an output area, as the example that it shows."""

from __future__ import annotations

import string
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gift4code_ext.spec.check import check
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.parse import OutputError, output

SALES = pd.DataFrame(
    {
        "city": ["New York", "Paris", "New York"],
        "unit price": [-1.5, 2.0, 30.25],
        "n": [1, 20, 300],
        "ok": [True, False, True],
    }
)
BY_CITY = SALES.groupby("city")[["n"]].sum()
BY_BOTH = SALES.groupby(["city", "ok"])[["n"]].sum()
WIDE = pd.DataFrame(np.arange(3000).reshape(100, 30) * 7)
TALL = pd.DataFrame({"x": np.arange(100) * 1.5, "word": ["a b", "c"] * 50})
VALUES = {
    "frame": SALES,
    "index": BY_CITY,
    "two levels": BY_BOTH,
    "filtered": SALES[SALES.n > 10],
    "text index": SALES.describe(),
    "labels of two levels": SALES.groupby("city").agg({"n": ["min", "max"], "unit price": ["mean"]}),
    "named columns": SALES.pivot_table(index="city", columns="ok", values="n", aggfunc="sum"),
    "unnamed levels": pd.DataFrame(
        {"v": [1, 2, 3]}, index=pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)])
    ),
    "one row": SALES.head(1),
    "wrapped": pd.DataFrame({f"a rather long label {place}": [1.5, place] for place in range(9)}),
    "numbers as labels": pd.DataFrame(np.arange(6).reshape(2, 3)),
    "tall": TALL,
    "cut text": pd.DataFrame({"a": ["x" * 99, "y"], "b": [1, 2]}),
    "missing": pd.DataFrame(
        {"a": [1.0, None], "b": ["x", None], "c": ["", "y"], "d": [pd.NaT, pd.Timestamp("2020-01-02")]}
    ),
    "no rows": SALES.iloc[:0],
    "wide characters": pd.DataFrame({"都市": ["東京", "x"], "n": [1, 2]}),
    "series": SALES["unit price"],
    "grouped series": BY_BOTH.n,
    "tall series": TALL.word,
    "categories": pd.Series(["a", "b"], dtype="category", name="c"),
    "empty series": pd.Series([], dtype=float, name="none"),
}  # fmt: skip
FRAMES = [name for name, value in VALUES.items() if isinstance(value, pd.DataFrame)]


@pytest.mark.parametrize("name", VALUES)
def test_a_printed_value_is_met_by_the_value(name: str) -> None:
    verdict = check(VALUES[name], output(example=str(VALUES[name]), frames={"live": WIDE}))

    assert verdict.passed, verdict


@pytest.mark.parametrize("name", FRAMES)
def test_a_table_copied_from_the_notebook_is_met_by_the_frame(name: str) -> None:
    frame = VALUES[name]

    verdict = check(frame, output(example=frame._repr_html_()))

    assert verdict.passed, verdict


@pytest.mark.parametrize("name", ["frame", "filtered", "one row", "numbers as labels", "tall", "wide characters"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_frame_written_as_text_is_met_by_the_frame(name: str, separator: str) -> None:
    verdict = check(VALUES[name], output(example=VALUES[name].to_csv(sep=separator)))

    assert verdict.passed, verdict


def test_a_printed_frame_without_its_outer_blanks_is_the_same() -> None:
    assert output(example=str(SALES).strip()) == output(example=str(SALES))
    assert output(example=str(BY_CITY).strip()) == output(example=str(BY_CITY))


def test_an_index_is_told_from_columns() -> None:
    assert output(example=str(BY_CITY)) == Output(
        columns=("n",), index=("city",), example=(("New York", 301), ("Paris", 20))
    )
    assert output(example=BY_BOTH._repr_html_()) == output(example=str(BY_BOTH))
    assert output(example=str(BY_BOTH)).index == ("city", "ok")


def test_an_index_stated_as_a_column_is_one() -> None:
    assert output(columns=["city", "n"], example=str(BY_CITY)) == Output(
        columns=("city", "n"), example=(("New York", 301), ("Paris", 20))
    )


def test_a_printed_series_says_what_it_is() -> None:
    assert output(example=str(SALES.n)) == Output(type="pandas.Series", columns=("n",), example=[1, 20, 300])
    assert output(example=str(BY_CITY.n)) == Output(
        type="pandas.Series", columns=("n",), index=("city",), example=(("New York", 301), ("Paris", 20))
    )


def test_the_last_line_of_a_print_tells_the_row_count() -> None:
    found = output(example=str(TALL))

    assert (found.rows, found.columns, found.example[5]) == (100, ("x", "word"), (..., ...))
    with pytest.raises(OutputError, match=r"^rows=3 was stated, but the end of the example says that it has 100\.$"):
        output(rows=3, example=str(TALL))


def test_columns_left_out_of_a_print_stand_for_any() -> None:
    pd.set_option("display.width", 60)
    try:
        shown = repr(WIDE)
    finally:
        pd.reset_option("display.width")
    assert ... in (output(example=shown, frames={"w": WIDE}).columns or ())


words = st.text(string.ascii_letters + "-_.()%", min_size=1, max_size=6)
cell_texts = (
    st.lists(words, min_size=1, max_size=2).map(" ".join).filter(lambda text: not any(map(_spells, text.split())))
)


def _spells(word: str) -> bool:
    return word.lower() in ("nan", "none", "na", "n", "true", "false", "inf", "nat", "null") or set(word) <= set(".-|")


@st.composite
def printable(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(1, 4))
    labels = draw(st.lists(cell_texts, min_size=1, max_size=4, unique=True))
    kinds = [
        st.integers(-999, 10**6),
        st.integers(-9999, 9999).map(lambda number: number / 8),
        st.booleans(),
        cell_texts,
    ]
    frame = pd.DataFrame(
        {label: draw(st.lists(draw(st.sampled_from(kinds)), min_size=rows, max_size=rows)) for label in labels}
    )
    if draw(st.booleans()):
        keys = draw(st.lists(cell_texts, min_size=rows, max_size=rows, unique=True))
        frame.index = pd.Index(keys, name=draw(st.one_of(st.none(), cell_texts)))
    return frame


@settings(deadline=None)
@given(printable())
def test_a_printed_frame_is_met_by_the_frame_or_refused(frame: pd.DataFrame) -> None:
    with suppress(OutputError):
        found = output(example=frame.to_string())
        assert check(frame, found).passed, (frame.to_string(), found)
    assert check(frame, output(example=frame.to_html())).passed


PAGE = """Version:0.9\r\nStartHTML:0000000105\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><style><!-- td {color:black;} --></style></head><body><!--StartFragment-->
<table border=0 width=128><col width=64 span=2>
 <tr height=20><td class=xl65>class</td><td>fare&nbsp;paid<br>in total</td></tr>
 <tr><td>a&amp;b <b>bold</b></td><td align=right x:num="1234.5">1,234.50</td></tr>
 <tr><td>c</td><td align=right>12,345.00</td>
 <tr><td></td><td></td></tr>
</table><!--EndFragment--></body></html>"""


def test_a_spreadsheet_puts_html_on_the_clipboard() -> None:
    assert output(example=PAGE) == Output(
        columns=("class", "fare paid in total"), example=(("a&b bold", 1234.5), ("c", 12345.0))
    )


def test_cells_that_span_several_stand_in_each() -> None:
    page = (
        "<p>before</p><table><thead><tr><th rowspan=2>city<th colspan=2>fare</tr><tr><th>min<th>max</tr></thead>"
        "<tr><td rowspan='2'>x<td>1<td>2<tr><td>3<td>4<tr><td>...<td>...<td>...</table>"
    )

    assert output(example=page) == Output(
        columns=("city", ("fare", "min"), ("fare", "max")), example=(("x", 1, 2), ("x", 3, 4), (..., ..., ...))
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("n\tname\n1.234,5\tx\n2,5\ty", ((1234.5, "x"), (2.5, "y"))),
        ("n\tname\n1,234.5\tx\n2\ty", ((1234.5, "x"), (2.0, "y"))),
        ("n\tname\n1,234,567\tx\n2\ty", ((1234567, "x"), (2, "y"))),
        ("n;name\n1,234;x\n2;y", ((1.234, "x"), (2.0, "y"))),
        ("n;name\n1.5;x\n2;y", ((1.5, "x"), (2.0, "y"))),
        ('n,name\n"1,5",x\n"a\nb",", ;"', (("1,5", "x"), ("a\nb", ", ;"))),
        ("n,name\n$5,x\n007,y", (("$5", "x"), ("007", "y"))),
        ("n,name\r1,x\r2,y", ((1, "x"), (2, "y"))),
        ("n,name\r\n1,x\r\n2,y\r\n", ((1, "x"), (2, "y"))),
        ("n|name\n1|x\n2|y", ((1, "x"), (2, "y"))),
        ("| n | name |\n|--:|:--|\n| 1 | a \\| b |\n| - | - |", (("1", "a | b"), ("-", "-"))),
        (
            "|    | n   | name |\n|---:|----:|:-----|\n|  0 | 1.5 | x    |\n|  1 | nan |      |",
            ((1.5, "x"), (None, None)),
        ),
        ("name;n, m\na;1\nb;2", (("a", 1), ("b", 2))),
        ("n\tname\n" + "9" * 5000 + "\tx", (("9" * 5000, "x"),)),
    ],
)
def test_cells_are_read_by_where_they_come_from(text: str, rows: tuple[Any, ...]) -> None:
    assert output(example=text).example == rows


def test_lines_of_one_cell_are_a_column() -> None:
    assert output(example="city\nNew York\nParis") == Output(columns=("city",), example=(("New York",), ("Paris",)))
    assert output(type="list", example="3\n1\n2") == Output(type="list", example=[3, 1, 2])


def test_a_first_line_that_cannot_be_labels_is_a_row() -> None:
    assert output(columns=["class", "fare"], example="a,1\nb,2").example == (("a", 1), ("b", 2))
    assert output(example="2019,2020\n1,2", frames={"df": pd.DataFrame({2019: [1], 2020: [2]})}).columns == (2019, 2020)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e3", 1000.0),
        ("-5", -5),
        ("[1,\n 2]", [1, 2]),
        ("{'a': np.float64(2.5), 'b': nan}", {"a": 2.5, "b": float("nan")}),
        ("array([1, 2])", [1, 2]),
        ("Timestamp('2020-01-01 10:00:00')", pd.Timestamp("2020-01-01 10:00")),
        ("2020-01-01", pd.Timestamp("2020-01-01")),
        ("-1 days +23:00:00", pd.Timedelta("-1 hours")),
    ],
)
def test_a_single_value_or_list_is_a_literal(text: str, value: Any) -> None:
    assert repr(output(example=text).example) == repr(value) or output(example=text).example == value


def test_dates_become_dates_where_their_dtype_is_stated() -> None:
    found = output(
        dtypes={"day": "datetime64[ns]", "took": "timedelta64[ns]"},
        example="day,took,n\n2020-01-02,1 days 00:00:00,3\n,,4",
    )

    assert found.example == ((pd.Timestamp("2020-01-02"), pd.Timedelta(days=1), 3), (None, None, 4))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b;c,d\n1,2;3,4", "the lines of the example can be split at , and at ;: put cells that hold one of them"),
        ("n\tm\n1,234\tx", "1,234 in column n of the example may have a decimal mark or separated thousands: write "),
        ("a;b\n1,5;1.234", "1.234 in column b of the example may have a decimal mark or separated thousands: write "),
        ("1,2\n3,4", "the first line of the example, 1 2, may hold labels or values: write the labels above it, or "),
        ("1\n2\n3", "the first line of the example, 1, may hold labels or values"),
        ("<table><tr><td>1</table><table><tr><td>2</table>", "the HTML of the example holds 2 tables; paste one "),
        ("<table></table>", "the HTML of the example holds no table; paste one table."),
        ("<table><tr><td>a<td>b<tr><td>1</table>", "row 2 of the HTML table has 1 cells but its first row has 2."),
        ("left   right\nx   1\nlonger   2", "the columns of the example cannot be told apart by their blanks alone: "),
        (",a,a\n,x,y\nk,,\nb,1,2", "the example has several lines of labels: copy the table that the notebook shows "),
        ("a,b\n1,2\n3", "line 3 of the example has 1 cells but its first line has 2."),
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_or_none_is_an_error(text: str, message: str) -> None:
    with pytest.raises(OutputError) as raised:
        output(example=text)
    assert str(raised.value).startswith(message)


@settings(deadline=None)
@given(st.text("<>/tablehrdsn 0123|,;\t\n\"'-.=ce\\", max_size=60).map(lambda text: text.replace("q", "<table")))
def test_any_text_of_table_marks_is_an_example_or_an_error_for_the_person(text: str) -> None:
    for pasted in (text, f"<table>{text}", f"{text}\ndtype: int64", f"{text}\n[3 rows x 2 columns]"):
        with suppress(OutputError):
            assert output(example=pasted).name == "result"
