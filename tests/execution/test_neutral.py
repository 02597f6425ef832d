"""Neutral terms: every kind of value comes back as it was, and the pickle names nothing of any pandas."""

from __future__ import annotations

import datetime as dt
import decimal
import io
import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution.inside.fingerprint import value_key
from gift4code_ext.execution.workers.packing import Packing, pack, unpack

NEUTRAL = Packing(cap=2**24, neutral=True)
TEXT = ["a", None, "ü", "d"]
COLUMNS = {
    "int64": pd.Series(range(4)),
    "uint8": pd.Series(range(4), dtype="uint8"),
    "float32": pd.Series([1.5, None, 2, 3], dtype="float32"),
    "bool": pd.Series([True, False, True, True]),
    "complex": pd.Series([1j, 2, 3, 4]),
    "str": pd.Series(TEXT, dtype="str"),
    "object": pd.Series([1, "a", None, [2, 3]], dtype=object),
    "string": pd.Series(TEXT, dtype="string"),
    "category": pd.Series(TEXT, dtype="category"),
    "ordered": pd.Series(pd.Categorical([3, 1, 2, 1], ordered=True)),
    "nanoseconds": pd.Series(pd.date_range("2020", periods=4, unit="ns")),
    "seconds": pd.Series(np.array(["3000-01-01"] * 4, dtype="M8[s]")),
    "zone": pd.Series(pd.date_range("2020", periods=4, tz="Europe/Berlin")),
    "delta": pd.Series(pd.timedelta_range("1h", periods=4)),
    "Int64": pd.Series([1, None, 3, 2**60], dtype="Int64"),
    "boolean": pd.Series([True, None, False, True], dtype="boolean"),
    "Float64": pd.Series([1, None, 3, 4], dtype="Float64"),
    "period": pd.Series(pd.period_range("2020-01", periods=4, freq="M")),
    "interval": pd.Series(pd.interval_range(0, 4)),
    "dates": pd.Series([dt.date(2020, 1, 1), None, dt.date(2021, 1, 1), None], dtype=object),
    "decimal": pd.Series([decimal.Decimal("1.5")] * 4, dtype=object),
    "missing": pd.Series([pd.NaT, pd.NA, None, np.nan], dtype=object),
}
FRAMES = {
    "all": pd.DataFrame(COLUMNS),
    "levels": pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["k", "n"])),
    "wide labels": pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])),
    "dates": pd.DataFrame({"a": range(3)}, index=pd.date_range("2020", periods=3, freq="ME", name="day")),
    "repeated": pd.DataFrame([[1, 2.5]], columns=["a", "a"]),
    "text index": pd.DataFrame({"a": [1, 2]}, index=["p", "q"]),
    "steps": pd.DataFrame({"a": [1, 2]}, index=pd.RangeIndex(4, 8, 2, name="r")),
    "empty": pd.DataFrame(),
    "no rows": pd.DataFrame({"a": [], "b": pd.Series([], dtype="str")}),
}


def passed(value: object) -> Any:
    return unpack(pack("value", value, NEUTRAL).buffers)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_come_back(name: str) -> None:
    pd.testing.assert_series_equal(passed(COLUMNS[name].rename("z")), COLUMNS[name].rename("z"))


@pytest.mark.parametrize("name", FRAMES)
def test_frames_come_back(name: str) -> None:
    pd.testing.assert_frame_equal(passed(FRAMES[name]), FRAMES[name])


@pytest.mark.parametrize(
    "value",
    [
        pd.Index(["a", "b"], name="i"),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(10)[::2],
        np.array(["a", 1], dtype=object),
        np.zeros((0, 3)),
        np.float32(2.5),
        np.datetime64("2020-01-01"),
        pd.Timestamp("2020-01-01 10:00", tz="Asia/Tokyo"),
        pd.Timedelta("90min"),
        pd.Interval(0, 1),
        pd.Period("2020-01", "M"),
        {"a": [pd.Series([1, 2]), {"b": pd.Timestamp("2020")}], "n": None},
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values_come_back(value: object) -> None:
    assert value_key(passed(value)) == value_key(value)
    assert type(passed(value)) is type(value)


def test_sparse_columns_come_out_dense_and_arrow_backed_ones_nullable() -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"s": pd.arrays.SparseArray([0, 1]), "a": pd.Series([1, None], dtype="int64[pyarrow]")})

    assert [str(dtype) for dtype in passed(frame).dtypes] == ["int64", "Int64"]


def test_columns_may_be_changed_where_they_arrive() -> None:
    frame = passed(pd.DataFrame({"a": np.arange(3)}))
    frame["a"].to_numpy(copy=False)
    frame.loc[0, "a"] = 7

    assert frame["a"].tolist() == [7, 1, 2]


@pytest.mark.parametrize("name", FRAMES)
def test_the_pickle_names_only_our_own_functions_and_plain_classes(name: str) -> None:
    data, *buffers = pack("value", FRAMES[name], NEUTRAL).buffers
    named: set[str] = set()

    class Reader(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            named.add(module)
            return super().find_class(module, name)

    Reader(io.BytesIO(data), buffers=buffers).load()
    assert named <= {"gift4code_ext.execution.inside.rebuilt", "datetime", "decimal", "pandas"}
