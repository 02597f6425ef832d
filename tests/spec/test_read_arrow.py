"""polars frames, Arrow tables and anything in memory that offers the Arrow C stream protocol."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from gift4code_ext.spec.inferring.sources import sources
from gift4code_ext.spec.model import Column, Variable
from gift4code_ext.spec.read import Caps, read
from gift4code_ext.spec.render import schema_text
from gift4code_ext.spec.values.kinds import type_name
from gift4code_ext.spec.values.types import canonical

pyarrow = pytest.importorskip("pyarrow", reason="Arrow tables are read where pyarrow is installed, which it is not")

CELLS: dict[str, list[Any]] = {
    "n": [1, 2, None],
    "s": ["x", "y", "x"],
    "f": [1.0, 2.0, -3.0],
    "b": [True, None, False],
    "day": [dt.date(2020, 1, 1), dt.date(2020, 1, 2), None],
    "at": [dt.datetime(2020, 1, 1, 3), dt.datetime(2020, 1, 2), None],
    "for": [dt.timedelta(1), None, dt.timedelta(2)],
    "money": [Decimal("1.50"), Decimal("2.50"), None],
    "list": [[1], [2, 3], None],
    "dict": [{"a": 1}, {"a": 2}, None],
    "time": [dt.time(3), dt.time(4), None],
    "bytes": [b"a", b"b", None],
}
KINDS = dict(
    zip(
        CELLS,
        ("int", "str", "float", "bool", "date", "date", "delta", "float", "list", "dict", "other", "other"),
        strict=True,
    )
)
SHOWN = {
    "n": "1",
    "s": "x",
    "f": "1",
    "b": "True",
    "day": "2020-01-01",
    "at": "2020-01-01 03:00:00",
    "for": "1 day, 0:00:00",
}
SHOWN |= {"money": "1.50", "list": "list of 1", "dict": "dict of 1", "time": "03:00:00", "bytes": "b'a'"}


class Streamed:
    """A table of a library we do not know, which streams what it holds and says how much that is."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.taken = 0

    @property
    def num_rows(self) -> int:
        return int(self._table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        def batches() -> Iterator[Any]:
            for batch in self._table.to_batches(max_chunksize=100):
                self.taken += batch.num_rows
                yield batch

        return pyarrow.RecordBatchReader.from_batches(self._table.schema, batches()).__arrow_c_stream__()


class Query:
    """A result that costs a query to have: it says neither how many rows it holds nor what they are."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise RuntimeError

    __len__ = __arrow_c_stream__  # type: ignore[assignment]


class Stated(Query):
    """A query that states its schema."""

    def __arrow_c_schema__(self) -> object:
        return pyarrow.schema([("a", pyarrow.int64()), ("b", pyarrow.string())]).__arrow_c_schema__()


class Broken(Query):
    num_rows = 3


def tables() -> dict[str, Any]:
    table = pyarrow.table(CELLS)
    return {"table": table, "batch": table.to_batches()[0], "streamed": Streamed(table)}


@pytest.mark.parametrize("form", ["table", "batch", "streamed"])
def test_every_kind_of_cell_is_read(form: str) -> None:
    variable = read(tables()[form], "t")

    assert (variable.shape, variable.shape_of, variable.columns_total) == ("frame", (3, len(CELLS)), len(CELLS))
    assert {column.label: column.kind for column in variable.columns} == KINDS
    assert dict(zip(CELLS, variable.sample[0], strict=True)) == SHOWN


def test_a_table_is_read_with_facts_and_values() -> None:
    assert read(pyarrow.table({"n": [1, 2, 3], "s": ["x", "y", None]}), "t") == Variable(
        name="t",
        type="pyarrow.Table",
        shape="frame",
        shape_of=(3, 2),
        columns=(
            Column("n", "int64", "int", ("unique", "sorted")),
            Column("s", "string", "str", ("null",), ("x", "y")),
        ),
        columns_total=2,
        sample=(("1", "x"), ("2", "y"), ("3", "")),
    )


def test_a_stream_is_taken_no_further_than_the_rows_wanted() -> None:
    streamed = Streamed(pyarrow.table({"n": range(10_000)}))

    variable = read(streamed, "t", caps=Caps(rows=150, value_rows=150))

    assert (variable.shape_of, streamed.taken) == ((10_000, 1), 200)


def test_columns_are_capped_and_may_have_one_name() -> None:
    table = pyarrow.table([[1], ["a"], [2.5]], names=["x", "x", "y"])

    variable = read(table, "t", caps=Caps(columns=2))

    assert [(column.label, column.kind) for column in variable.columns] == [("x", "int"), ("x", "str")]
    assert (variable.columns_total, variable.shape_of) == (3, (1, 3))


def test_a_reader_is_not_read() -> None:
    table = pyarrow.table({"a": [1, 2], "s": ["x", "y"]})
    reader = pyarrow.RecordBatchReader.from_stream(table)

    assert schema_text((read(reader, "r"),)) == "r: pyarrow.RecordBatchReader\n- 'a': int64\n- 's': string"
    assert reader.read_all() == table


def test_a_query_is_not_run() -> None:
    assert read(Query(), "q") == Variable("q", type_name(Query()), "other")
    assert [column.label for column in read(Stated(), "q").columns] == ["a", "b"]


def test_a_stream_that_fails_is_named() -> None:
    assert read(Broken(), "q") == Variable("q", type_name(Broken()), "other")


def test_categories_and_types_without_cells() -> None:
    table = pyarrow.table(
        {
            "cat": pyarrow.array(["a", "b", "a"]).dictionary_encode(),
            "none": pyarrow.nulls(3, pyarrow.float64()),
            "far": pyarrow.array([10**9, 1, None], pyarrow.date32()),
        }
    )

    variable = read(table, "t")

    assert [(column.kind, column.values) for column in variable.columns] == [
        ("cat", ("a", "b")),
        ("float", ()),
        ("date", ()),
    ]
    assert variable.sample[0] == ("a", "", "<date32[day]>")


def test_single_columns() -> None:
    table = pyarrow.table({"n": [1, 2, 3]})

    for value in (table["n"], table["n"].chunk(0)):
        variable = read(value, "x")
        assert (variable.shape, variable.shape_of, variable.sample[1]) == ("series", (3,), ("2",))
        assert variable.columns == (Column(None, "int64", "int", ("unique", "sorted")),)


def test_columns_of_tables_are_sources_of_an_output() -> None:
    found, rows = sources({"t": pyarrow.table({"s": ["x", "y"], "n": [3, 1]}), "q": Query()})

    assert rows == 2
    assert [(source.label, source.group, source.cells, source.bounds) for source in found] == [
        ("s", "text", ["x", "y"], None),
        ("n", "number", [3, 1], (1, 3)),
    ]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("pl.DataFrame", "polars.DataFrame"),
        ("polars.Series", "polars.Series"),
        ("pa.Table", "pyarrow.Table"),
        (pyarrow.Table, "pyarrow.Table"),
        ("pd.DataFrame", "pandas.DataFrame"),
        ("np.datetime64", "numpy.datetime64"),
    ],
)
def test_names_of_types_are_told_apart(stated: object, name: str) -> None:
    assert canonical(stated) == name


def test_pyarrow_is_not_imported_to_read_a_stream() -> None:
    code = (
        "import sys\n"
        "from gift4code_ext.spec.read import read\n"
        "class T:\n"
        "    num_rows = 3\n"
        "    def __arrow_c_stream__(self, requested_schema=None): raise RuntimeError\n"
        "found = read(T(), 't')\n"
        "print(found.shape_of, found.columns, {'pyarrow', 'polars'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "(3,) () set()"


def test_pandas_frames_stay_pandas_frames() -> None:
    frame = pd.DataFrame({"n": pd.array([1], dtype="int64[pyarrow]")})

    assert read(frame, "df").type == "pandas.DataFrame"
