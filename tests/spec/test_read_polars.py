"""polars frames and series, with or without pyarrow beside them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from gift4code_ext.spec.inferring.sources import sources
from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.read import Caps, read

polars = pytest.importorskip("polars", reason="polars frames are read where polars is installed, which it is not")


def test_a_frame_is_read_with_facts_and_values() -> None:
    frame = polars.DataFrame({"class": ["a", "b", None], "fare": [1.0, -2.0, 3.5], "id": [1, 2, 3]})

    assert read(frame, "df") == Variable(
        name="df",
        type="polars.DataFrame",
        shape="frame",
        shape_of=(3, 3),
        columns=(
            Column("class", "String", "str", ("null",), ("a", "b")),
            Column("fare", "Float64", "float", ("unique", "neg")),
            Column("id", "Int64", "int", ("unique", "sorted")),
        ),
        columns_total=3,
        sample=(("a", "1", "1"), ("b", "-2", "2"), ("", "3.5", "3")),
    )


@pytest.mark.parametrize(
    ("cells", "dtype", "kind", "shown"),
    [
        ([1, None], "UInt8", "int", "1"),
        ([True, None], None, "bool", "True"),
        ([dt.date(2020, 1, 1), None], None, "date", "2020-01-01"),
        ([dt.datetime(2020, 1, 1, 3), None], None, "date", "2020-01-01 03:00:00"),
        ([dt.timedelta(hours=1), None], None, "delta", "1:00:00"),
        ([dt.time(3), None], None, "other", "03:00:00"),
        ([Decimal("1.50"), None], None, "float", "1.50"),
        ([[1, 2], None], None, "list", "list of 2"),
        ([{"a": 1}, None], None, "dict", "dict of 1"),
        ([b"ab", None], None, "other", "b'ab'"),
        ([None, None], None, "other", ""),
        ([None, None], "String", "str", ""),
        (["a", "b"], "Categorical", "cat", "a"),
        ([object(), None], "Object", "other", "<object>"),
    ],
)
def test_kinds_of_columns(cells: list[Any], dtype: str | None, kind: str, shown: str) -> None:
    series = polars.Series("c", cells, dtype=getattr(polars, dtype) if dtype else None)

    variable = read(polars.DataFrame({"c": series}), "df")

    assert (variable.columns[0].kind, variable.sample[0]) == (kind, (shown,))
    assert read(series, "s").columns == variable.columns


def test_an_enum_does_not_carry_its_categories_in_its_name() -> None:
    series = polars.Series("e", ["a", "b", "a"], dtype=polars.Enum(["a", "b", "secret"]))

    assert read(series, "e").columns == (Column("e", "Enum", "cat", (), ("a", "b")),)


def test_time_zones_are_read_as_moments() -> None:
    series = polars.Series("t", [dt.datetime(2020, 1, 1, 9)]).dt.replace_time_zone("Asia/Tokyo")

    assert read(series, "t").sample == (("2020-01-01 00:00:00+00:00",),)


def test_dates_that_python_cannot_hold_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    frame = polars.DataFrame({"far": polars.Series([10**9, 1]).cast(polars.Date), "n": [1, 2]})

    variable = read(frame, "df")

    assert [(column.kind, column.facts) for column in variable.columns] == [("date", ()), ("int", ("unique",))]
    assert variable.sample == (("<Date>", "1"), ("<Date>", "2"))
    assert capfd.readouterr().err == ""


def test_columns_are_capped() -> None:
    frame = polars.DataFrame({f"c{place}": [place] for place in range(300)})

    variable = read(frame, "df", caps=Caps(columns=7))

    assert (len(variable.columns), variable.columns_total, variable.shape_of) == (7, 300, (1, 300))


def test_a_lazy_frame_is_not_collected() -> None:
    calls: list[object] = []
    lazy = polars.LazyFrame({"a": [1]}).map_batches(lambda frame: calls.append(frame) or frame)

    assert read(lazy, "q") == Variable("q", "polars.LazyFrame", "other")
    assert calls == []


def test_a_stream_is_read_by_polars_where_pyarrow_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    class Table:
        num_rows = 3

        def __init__(self, frame: Any) -> None:
            self._frame = frame

        def slice(self, start: int, count: int) -> Table:
            return Table(self._frame.slice(start, count))

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self._frame.__arrow_c_stream__(requested_schema)

    monkeypatch.delitem(__import__("sys").modules, "pyarrow", raising=False)
    variable = read(Table(polars.DataFrame({"n": [3, 1, 2], "s": ["x", "y", "z"]})), "t")

    assert (variable.shape_of, variable.sample[0]) == ((3, 2), ("3", "x"))
    assert [column.kind for column in variable.columns] == ["int", "str"]


def test_columns_are_sources_of_an_output() -> None:
    found, rows = sources({"df": polars.DataFrame({"n": [3, 1, None]})})

    assert (rows, found[0].label, found[0].kind, found[0].cells, found[0].bounds) == (
        3,
        "n",
        "int",
        [3, 1, None],
        (1, 3),
    )
