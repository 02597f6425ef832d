"""Reading costs the same whatever the size of the value, and leaves no trace on it."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from spec.strange import DERIVED, Hostile

from gift4code_ext.spec.inferring.sources import sources
from gift4code_ext.spec.model import Variable
from gift4code_ext.spec.read import Caps, read

ROWS = 400_000
MEGABYTE = 1_000_000


def _derived_frame() -> pd.DataFrame:
    def refuse(*_: object) -> Any:
        raise RuntimeError

    own = dict.fromkeys(
        ("items", "iloc", "columns", "index", "shape", "__getitem__", "__len__", "attrs"), property(refuse)
    )
    return type("Derived", (pd.DataFrame,), own)({"a": [1.5, 2.5]})  # type: ignore[no-any-return]


def _peak(act: Callable[[], object]) -> int:
    """Bytes that ``act`` takes at most, beyond what is taken once a process."""
    act()
    gc.collect()
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _tall(index: Any = None) -> pd.DataFrame:
    return pd.DataFrame({"a": np.arange(ROWS), "b": np.linspace(0, 1, ROWS)}, index=index)


LARGE: dict[str, Callable[[], Any]] = {
    "rows": _tall,
    "columns": lambda: pd.DataFrame(np.zeros((3, ROWS))),
    "label levels": lambda: pd.DataFrame(
        np.zeros((3, 40_000)), columns=pd.MultiIndex.from_product([range(200), range(200)])
    ),
    "named range": lambda: _tall(pd.RangeIndex(1, ROWS + 1, name="row")),
    "index levels": lambda: _tall(pd.MultiIndex.from_product([range(ROWS // 4), list("abcd")], names=["n", "l"])),
    "dates": lambda: pd.Series(pd.date_range("2020", periods=ROWS, freq="s", tz="UTC")),
    "periods": lambda: pd.Series(pd.period_range("2020", periods=ROWS, freq="s")),
    "intervals": lambda: pd.interval_range(0, ROWS),
    "categories": lambda: pd.Series(pd.Categorical.from_codes(np.arange(ROWS) % 1000, categories=range(1000))),
    "nullable": lambda: pd.Series(np.arange(ROWS)).astype("Int64"),
    "sparse": lambda: pd.Series(pd.arrays.SparseArray(np.arange(10 * ROWS))),
    "sparse blocks": lambda: pd.Series(pd.arrays.SparseArray(np.arange(ROWS) % 3, kind="block")),
    "groupby": lambda: _tall().groupby("a"),
    "array": lambda: np.zeros(ROWS),
    "list": lambda: list(range(ROWS)),
    "set": lambda: set(range(ROWS)),
    "dict": lambda: dict.fromkeys(range(ROWS)),
    "long texts": lambda: pd.Series(["x" * 9_000] * 3_000, dtype="str" if pd.__version__ >= "3" else "string[pyarrow]"),
    "text in one cell": lambda: "x" * 20 * MEGABYTE,
    "bytes": lambda: b"x" * 20 * MEGABYTE,
    "list in each cell": lambda: pd.Series([list(range(1000))] * 3_000),
    "dict in a cell": lambda: pd.DataFrame({"d": [dict.fromkeys(range(ROWS))]}),
    "lists in lists": lambda: [[[[[0] * 100] * 100] * 100] * 100],
    "digits": lambda: 10**100_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_memory_does_not_grow_with_the_value(name: str) -> None:
    if name == "long texts":
        pytest.importorskip("pyarrow", reason="texts are decoded from Arrow, which needs pyarrow")
    value = LARGE[name]()

    assert _peak(lambda: read(value, "x")) < 5 * MEGABYTE


@pytest.mark.parametrize("name", ["rows", "columns", "named range", "index levels", "sparse"])
def test_nothing_stays_behind_in_the_value(name: str) -> None:
    value = LARGE[name]()
    gc.collect()
    tracemalloc.start()
    try:
        read(value, "x")
        sources({"x": value})
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert kept < MEGABYTE // 5


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        (pd.DataFrame(np.zeros((2000, 200))), 500),
        (pd.DataFrame({"l": [[0] * 99] * 1000}), 250),
        (pd.DataFrame({"t": ["x" * 10_000] * 1000}), 250),
    ],
)
def test_wide_frames_and_long_cells_give_up_rows(value: pd.DataFrame, rows: int) -> None:
    last = value.copy()
    last.iloc[rows:, 0] = None

    assert "null" not in read(last, "x").columns[0].facts


def test_short_texts_are_read_as_far_as_the_cap() -> None:
    frame = pd.DataFrame({f"c{place}": [f"value {row}" for row in range(3000)] for place in range(20)})

    columns = read(frame, "x", caps=Caps(values=5000)).columns

    assert {len(column.values) for column in columns} == {2000}


def test_columns_beyond_the_cap_are_not_looked_at() -> None:
    frame = pd.DataFrame(np.zeros((2, 300)))
    frame[299] = [Hostile(), Hostile()]

    variable = read(frame, "x")

    assert (len(variable.columns), variable.columns_total) == (200, 300)


def test_overrides_of_a_derived_frame_are_not_called() -> None:
    variable = read(_derived_frame(), "x")

    assert (variable.type, variable.shape_of, variable.columns[0].facts) == ("pandas.DataFrame", (2, 1), ("unique",))


@pytest.mark.parametrize("name", DERIVED)
def test_overrides_of_derived_containers_and_scalars_are_not_called(name: str) -> None:
    value = DERIVED[name]
    places = [value, [value], pd.Series([value, value], dtype=object), {"key": value}, [[value]], [{"key": value}]]

    assert [read(place, "x").shape for place in places][1:] == ["list", "series", "dict", "list", "list"]


def test_notes_on_a_frame_are_not_copied() -> None:
    class Note:
        def __deepcopy__(self, _: object) -> Note:
            raise RuntimeError

    for frame in (pd.DataFrame({"a": [1]}), pd.DataFrame(np.zeros((1, 300)))):
        frame.attrs["note"] = Note()
        assert read(frame, "x").shape_of == frame.shape


def test_pandas_2_keeps_no_columns_that_were_read() -> None:
    frame = pd.DataFrame({"a": [1], "b": ["x"]})

    read(frame, "x")

    assert vars(frame).get("_item_cache", {}) == {}


def test_a_class_is_not_kept_alive() -> None:
    kind = type("Passing", (), {})
    read([kind()], "x")
    gone = weakref.ref(kind)
    del kind
    gc.collect()

    assert gone() is None


@pytest.mark.parametrize("values", [[1, 2, 2, 3], [3.5, 2.0, None], ["a", None, "b"], [[1], [2], None]])
def test_reading_changes_no_cell(values: list[Any]) -> None:
    frame = pd.DataFrame({"a": pd.Series(values)}, index=pd.Index(range(5, 5 + len(values)), name="k"))
    before = frame.copy(deep=True)

    first = read(frame, "x")

    pd.testing.assert_frame_equal(frame, before)
    assert read(frame, "x") == first


def test_an_order_of_things_without_order_is_not_told() -> None:
    shown: Variable = read(pd.DataFrame({"o": [object(), object(), object()], "l": [[1], [2], [3]]}), "x")

    assert [column.facts for column in shown.columns] == [("unique",), ("unique",)]


def test_levels_of_a_long_index_are_known_as_a_part() -> None:
    index = pd.MultiIndex.from_product([range(ROWS // 4), list("abcd")], names=["n", "l"])

    by_name = {source.label: source for source in sources({"x": _tall(index)})[0]}

    assert {label: source.truncated for label, source in by_name.items()} == dict.fromkeys("abnl", True)
    assert (by_name["n"].cells[-1], by_name["l"].distinct) == (1249, frozenset("abcd"))
    assert len(by_name["a"].values) == ROWS
    assert isinstance(by_name["n"].values, list)
