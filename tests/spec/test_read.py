from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from spec import arbitrary
from spec.strange import EXTENSIONS, READABLE

from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.read import Caps, read, value_kind
from gift4code_ext.spec.values.kinds import cells as cells_of
from gift4code_ext.spec.values.kinds import type_name


def test_a_frame_is_read_with_facts_and_values() -> None:
    frame = pd.DataFrame(
        {
            "class": pd.Series(["First", "Second", "First", None, "First"], dtype=object),
            "fare": [1.0, 2.0, 3.0, 5.0, -4.0],
            "id": [1, 2, 3, 4, 5],
        }
    )
    assert read(frame, "df") == Variable(
        name="df",
        type="pandas.DataFrame",
        shape="frame",
        shape_of=(5, 3),
        columns=(
            Column("class", "object", "str", ("few", "null"), ("First", "Second")),
            Column("fare", "float64", "float", ("unique", "neg", "whole")),
            Column("id", "int64", "int", ("unique", "sorted")),
        ),
        columns_total=3,
        sample=(("First", "1", "1"), ("Second", "2", "2"), ("First", "3", "3")),
    )


@pytest.mark.parametrize(
    ("texts", "fact"),
    [
        (["1", "2.5", "-3"], "numtext"),
        (["$1,200", "15%", "3"], "moneytext"),
        (["2020-01-05", "2021-12-31 10:00"], "datetext"),
        (["5 Jan 2020", "March 3, 2021"], "datetext"),
        ([" a", "b"], "spaces"),
    ],
)
def test_text_that_reads_as_something_else_is_noticed(texts: list[str], fact: str) -> None:
    assert fact in read(pd.DataFrame({"x": texts}), "df").columns[0].facts


def test_kinds_look_through_every_dtype() -> None:
    kinds = {column.label: column.kind for column in read(EXTENSIONS, "df").columns}
    assert kinds == {
        "nullable": "int",
        "boolean": "bool",
        "string": "str",
        "category": "cat",
        "zoned": "date",
        "period": "period",
        "interval": "interval",
        "sparse": "int",
        "arrow": "int",
        "delta": "delta",
        "mixed": "mixed",
        "decimal": "float",
        "day": "date",
        "complex": "other",
        "dict": "dict",
        "far": "date",
        "bytes": "other",
        "set": "list",
    }


@pytest.mark.parametrize(
    ("cells", "whole"),
    [(["1e30", "-2"], True), (["1e999999", "1e-999999"], False), (["1.5", "2"], False), (["Infinity", "1"], True)],
)
def test_decimals_of_any_size_are_read(cells: list[str], whole: bool) -> None:
    column = read(pd.DataFrame({"x": [Decimal(cell) for cell in cells]}), "df").columns[0]
    assert column.kind == "float"
    assert ("whole" in column.facts) is whole


def test_an_index_is_told_unless_it_is_the_default() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    named = frame.set_index(pd.Index(["x", "y"], name="key"))
    assert read(frame, "df").index == ()
    assert [(level.label, level.kind) for level in read(named, "df").index] == [("key", "str")]


def test_columns_are_capped_before_they_are_looked_at() -> None:
    wide = pd.DataFrame(np.zeros((2, 1000)))
    variable = read(wide, "df", caps=Caps(columns=7))
    assert (len(variable.columns), variable.columns_total) == (7, 1000)


def test_facts_come_from_the_first_rows_only() -> None:
    tall = pd.DataFrame({"a": [1] * 10 + [-1]})
    assert "neg" not in read(tall, "df", caps=Caps(rows=10)).columns[0].facts


def test_distinct_values_are_capped_and_long_ones_left_out() -> None:
    frame = pd.DataFrame({"a": ["y" * 500, *(f"v{i}" for i in range(100))]})
    assert read(frame, "df", caps=Caps(values=2)).columns[0].values == ("v0", "v1")


@pytest.mark.parametrize("name", READABLE)
def test_anything_can_be_read(name: str) -> None:
    assert read(READABLE[name], "x").name == "x"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("huge integer", "int of 1661 bits"),
        ("long text", "x" * 59 + "…"),
        ("long bytes", "b'" + "x" * 58),
        ("fraction", "int of 16610 bits/3"),
        ("no dimension", "3"),
        ("void", "<numpy.void>"),
        ("dict of hostile", "int -> spec.Hostile"),
    ],
)
def test_large_and_odd_values_are_named_with_their_size(name: str, text: str) -> None:
    assert read(READABLE[name], "x").text == text


@pytest.mark.parametrize(
    ("name", "kinds", "rows"),
    [
        ("far moment", ["date"], [("33658-09-27 01:46:40",)]),
        ("zoned first moment", ["date"], [("0001-01-01 00:00:00+05:00",)]),
        ("masked", ["int"], [("1",), ("",), ("3",)]),
        ("masked dates", ["date"], [("1970-01-01",), ("",)]),
        ("sparse blocks", ["int"], [("0",), ("0",), ("1",)]),
        ("record array", ["int", "str"], [("1", "a"), ("2", "b")]),
        ("enumerations", ["mixed"], [("1",), ("red",)]),
        ("nested cells", ["list", "dict", "list"], [("list of 2", "dict of 1", "numpy.ndarray of 2")]),
        ("period index", ["period"], [("2020Q1",), ("2020Q2",), ("2020Q3",)]),
        ("interval index", ["interval"], [("[0, 1]",), ("[1, 2]",), ("[2, 3]",)]),
        ("categorical index", ["cat"], [("b",), ("a",), ("",)]),
        ("hostile cells", ["other", "list"], [("<spec.Hostile>", "list of 1")] * 2),
        ("named tuple", ["int"], [("1",), ("2",)]),
    ],
)
def test_cells_of_every_kind_are_shown(name: str, kinds: list[str], rows: list[tuple[str, ...]]) -> None:
    variable = read(READABLE[name], "x")
    assert [column.kind for column in variable.columns] == kinds
    assert list(variable.sample[: len(rows)]) == rows


def test_levels_on_both_axes_are_told() -> None:
    variable = read(READABLE["levels on both axes"], "df")
    assert [column.label for column in variable.columns] == [("x", 1), ("x", 1)]
    assert [(level.label, level.kind, "null" in level.facts) for level in variable.index] == [
        ("p", "str", False),
        ("q", "date", True),
    ]


@pytest.mark.parametrize("kind", ["integer", "block"])
@pytest.mark.parametrize("cells", [[0, 0, 1, 2, 0, 3], [1, 1], [0, 0], [0], []])
@pytest.mark.parametrize("rows", [1, 3, 10])
def test_sparse_cells_are_read_from_their_entries(kind: str, cells: list[int], rows: int) -> None:
    sparse = pd.arrays.SparseArray(cells, fill_value=0, kind=kind, dtype="int64")
    assert cells_of(pd.Series(sparse), rows) == cells[:rows]
    assert cells_of(pd.Series(sparse), rows, 1) == cells[1:rows]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (pd.DataFrame(), "pandas.DataFrame"),
        (type("Sub", (pd.DataFrame,), {})(), "pandas.DataFrame"),
        (pd.Series(dtype=float), "pandas.Series"),
        (pd.RangeIndex(3), "pandas.Index"),
        (pd.MultiIndex.from_tuples([(1, 2)]), "pandas.MultiIndex"),
        (np.float64(1), "float"),
        (np.int8(1), "int"),
        (np.bool_(True), "bool"),
        (np.str_("a"), "str"),
        (np.zeros(2), "numpy.ndarray"),
        (pd.Timestamp(0), "pandas.Timestamp"),
        (None, "None"),
        (True, "bool"),
        ([], "list"),
    ],
)
def test_types_have_their_public_names(value: object, name: str) -> None:
    assert type_name(value) == name


def test_a_class_that_only_looks_like_a_frame_is_not_one() -> None:
    fake = type("DataFrame", (), {"__module__": "pandas", "shape": property(lambda self: 1 / 0)})
    assert read(fake(), "x").shape == "other"


def test_value_kind_of_single_values_and_containers() -> None:
    assert [value_kind(value) for value in (1, 2.5, "a", True, pd.Timestamp(0), [1, 2.0], None)] == [
        "int",
        "float",
        "str",
        "bool",
        "date",
        "float",
        "other",
    ]


def test_reading_does_not_change_or_touch_the_frame() -> None:
    frame = pd.DataFrame({"a": [3, 1, 2]}, index=[5, 6, 7])
    before = frame.copy()
    read(frame, "df")
    pd.testing.assert_frame_equal(frame, before)


@given(arbitrary.values)
def test_reading_twice_tells_the_same(value: object) -> None:
    assert repr(read(value, "x")) == repr(read(value, "x"))  # labels may be NaN


def test_the_room_is_imported_without_pandas_or_numpy() -> None:
    rooms = "read, infer, share, render, parse, check"
    code = f"from gift4code_ext.spec import {rooms}; import sys; print({{'pandas', 'numpy'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
