"""What comes from a cell's process is read as data: any value arrives as it was, and nothing else arrives."""

from __future__ import annotations

import collections
import datetime as dt
import pickle
import zoneinfo
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution.inside import parcel
from gift4code_ext.spec.check import compare
from gift4code_ext.spec.values.kinds import type_name

FRAME = pd.DataFrame(
    {
        "int": [1, 2],
        "text": ["x", None],
        "category": pd.Categorical(["u", "v"]),
        "date": pd.to_datetime(["2020", "2021"]),
        "zone": pd.to_datetime(["2020", "2021"]).tz_localize("Europe/Paris"),
        "nullable": pd.array([1, None], "Int64"),
        "truth": pd.array([True, None], "boolean"),
        "period": pd.period_range("2020", periods=2, freq="M"),
        "interval": pd.interval_range(0, 2),
        "delta": pd.to_timedelta([1, 2], "s"),
        "sparse": pd.arrays.SparseArray([0, 1]),
        "python text": pd.Series(["a", None], dtype="string[python]"),
        "arrow": pd.Series([1, None], dtype="int64[pyarrow]"),
        "arrow date": pd.Series(["2020-01-01", None], dtype="timestamp[ns][pyarrow]"),
        "objects": pd.Series([Decimal(1), [1, {"a": 2}]], dtype=object),
    }
)
VALUES: list[Any] = [
    FRAME,
    FRAME.dtypes,
    FRAME[["int", "nullable"]].describe(),
    FRAME["text"],
    FRAME.columns,
    *(FRAME.set_index(name) for name in ("category", "date", "zone", "period", "interval", "delta")),
    FRAME.set_index(["int", "text"]).index,
    *(FRAME[name].array for name in FRAME.columns),
    *(FRAME[name].dtype for name in FRAME.columns),
    np.zeros((3, 2)),
    np.array(["a", 1], dtype=object),
    np.array([(1, "a")], dtype=[("x", int), ("y", "U1")]),
    *(np.float64(1), np.str_("x"), np.bool_(True), np.datetime64("2020")),
    *(pd.Timestamp("2020", tz="Europe/Paris"), pd.Timedelta("1D"), pd.Period("2020"), pd.Interval(0, 1)),
    *(pd.NaT, pd.NA, None, ..., 1, 2**100, 1.5, 1j, "x", b"x", True),
    *(dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=dt.timezone.utc), dt.time(1), dt.timedelta(1)),
    dt.datetime(2020, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")),
    *(Decimal("1.5"), Fraction(1, 2), pd.offsets.MonthEnd(), pd.DateOffset(months=1)),
    *([1, (2, {3: {4}})], frozenset([1]), range(3), collections.Counter("aab"), collections.OrderedDict(a=1)),
    *({"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items(), collections.defaultdict(lambda: 0, a=1)),
    int,
]


def sent(value: object) -> Any:
    return parcel.unpack([bytes(buffer) for buffer in parcel.pack(value)])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_data_arrives_as_it_was(value: Any) -> None:
    found = sent(value)

    assert type(found) is type(value)
    assert type_name(found) == type_name(value)
    assert compare(found, value).grade == 0 or found is value


class Text(str):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class Frame(pd.DataFrame):
    @property
    def columns(self) -> Any:
        return pd.Index(["lie"])


Point = collections.namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("value", "base"),
    [
        (Text("a"), "a"),
        ([Text("a")], ["a"]),
        (Point(1, 2), (1, 2)),
        (Frame({"a": [1]}), pd.DataFrame({"a": [1]})),
        (pd.Series([Text("a")], dtype=object), pd.Series(["a"], dtype=object)),
    ],
    ids=["text", "cell of a list", "named tuple", "frame", "cell of a series"],
)
def test_a_derived_class_arrives_as_its_base(value: object, base: object) -> None:
    found = sent(value)

    assert type(found) is type(base)
    assert compare(found, base).grade == 0


class Plain:
    pass


class Reducing:
    def __init__(self, *how: Any) -> None:
        self.how = how

    def __reduce__(self) -> Any:
        return self.how


@pytest.mark.parametrize(
    "value",
    [
        Plain(),
        [Plain()],
        pd.Series([Plain()]),
        Plain,
        len,
        np.sum,
        Reducing(eval, ("1",)),
        Reducing(exec, ("1",)),
        Reducing(getattr, (dt.date, "today")),
        Reducing(type, ("Made", (Fraction,), {})),
        Reducing(pd.read_csv, ("/etc/passwd",)),
        Reducing(np.load, ("x",)),
        Reducing(zoneinfo.ZoneInfo.from_file, (None,)),
    ],
    ids=lambda value: getattr(value, "how", [value])[0].__class__.__name__,
)
def test_nothing_but_data_arrives(value: object) -> None:
    with pytest.raises(parcel.NotData):
        sent(value)


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"I1\n", b"not a pickle", pickle.dumps([1])[:-1], b"cbuiltins\nlist.__init__\n."]
)
def test_what_cannot_be_read_is_no_data(data: bytes) -> None:
    with pytest.raises(parcel.NotData):
        parcel.unpack([data])


FRACTION = b"\x80\x04cfractions\nFraction\n"


@pytest.mark.parametrize(
    ("name", "value", "before"),
    [
        ("__eq__", b"cbuiltins\nslice\n", Fraction.__eq__),
        ("__name__", b"X\x03\x00\x00\x00int", Fraction.__name__),
        ("__doc__", b"K\x01", Fraction.__doc__),
    ],
)
def test_a_parcel_that_changes_a_class_is_no_data(name: str, value: bytes, before: object) -> None:
    key = b"X" + len(name).to_bytes(4, "little") + name.encode()
    try:
        with pytest.raises(parcel.NotData, match="changes classes"):
            parcel.unpack([FRACTION + b"N}" + key + value + b"s\x86b."])
    finally:
        setattr(Fraction, name, before)


def test_a_parcel_does_not_reach_the_globals_of_what_it_names() -> None:
    path = "_new_Index.__builtins__"
    names = [b"X" + len(part).to_bytes(4, "little") + part.encode() for part in ("pandas.core.indexes.base", path)]
    with pytest.raises(parcel.NotData, match="no data"):
        parcel.unpack([b"\x80\x04" + names[0] + names[1] + b"\x93."])
