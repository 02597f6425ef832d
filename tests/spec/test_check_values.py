"""What each special value equals, and at which grade: the table in the docstring of ``equal``, case by case.

Each case is checked both ways, and as a cell in every place a cell can stand.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections import OrderedDict, defaultdict, deque
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.spec.check import compare

NAN, INF = float("nan"), float("inf")
UTC = dt.timezone.utc
NOON = pd.Timestamp("2020-01-01 12:00")
DAY = dt.date(2020, 1, 1)


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Number(IntEnum):
    ONE = 1


class Text(str):
    __slots__ = ()


CELLS: list[tuple[Any, Any, int | None]] = [
    # missing
    (NAN, np.float64("nan"), 0),
    (NAN, float("-nan"), 0),
    (None, None, 0),
    (pd.NA, pd.NA, 0),
    (pd.NaT, pd.NaT, 0),
    (NAN, None, 1),
    (NAN, pd.NA, 1),
    (NAN, pd.NaT, 1),
    (None, pd.NA, 1),
    (None, pd.NaT, 1),
    (pd.NaT, pd.NA, 1),
    (np.datetime64("NaT"), pd.NaT, 1),
    (Decimal("NaN"), NAN, 1),
    (Decimal("sNaN"), None, 1),
    (NAN, 0.0, None),
    (None, "", None),
    (None, False, None),
    (pd.NA, "NA", None),
    (None, "None", None),
    # numbers
    (-0.0, 0.0, 0),
    (0, -0.0, 1),
    (INF, INF, 0),
    (INF, np.float64("inf"), 0),
    (INF, -INF, None),
    (INF, 1e308, None),
    (1, 1.0, 1),
    (1, np.int8(1), 0),
    (1, np.uint64(1), 0),
    (1, np.float32(1), 1),
    (2.5, np.float64(2.5), 0),
    (np.float32(0.1), 0.1, 2),
    (0.1 + 0.2, 0.3, 2),
    (1.0, 1.0 + 1e-6, 2),
    (1.0, 1.0 + 1e-4, None),
    (1e-9, 0.0, 2),
    (10**30, 10**30, 0),
    (10**30, 10**30 + 1, None),
    (10**30, 1e30, 2),
    (10**500, 10**500, 0),
    (10**500, INF, None),
    (2**53, 2**53 + 1, None),
    (2**63 - 1, 2**63, None),
    (Decimal("1.5"), Decimal("1.50"), 0),
    (Decimal("1.5"), 1.5, 1),
    (Decimal(1), 1, 1),
    (Decimal("0.1"), 0.1, 2),
    (Decimal("Infinity"), INF, 1),
    (Fraction(1, 2), Fraction(2, 4), 0),
    (Fraction(1, 2), 0.5, 1),
    (Fraction(1, 3), 1 / 3, 2),
    (Fraction(1, 2), Decimal("0.5"), 1),
    (1 + 2j, np.complex128(1 + 2j), 0),
    (1 + 2j, 1 + 2.0000001j, 2),
    (1 + 2j, 1 - 2j, None),
    (1 + 0j, 1, 1),
    (complex(NAN, 1), complex(NAN, 1), 0),
    (1, "1", None),
    (Number.ONE, 1, 0),
    # booleans
    (True, np.True_, 0),
    (True, 1, None),
    (False, 0.0, None),
    (True, "True", None),
    # text and bytes
    ("a", np.str_("a"), 0),
    ("a", Text("a"), 0),
    ("a", "A", None),
    ("a", "a ", None),
    ("é", "e\u0301", None),
    ("a", b"a", None),
    (b"a", np.bytes_(b"a"), 0),
    (b"a", b"b", None),
    # dates, durations, times
    (NOON, NOON.to_pydatetime(), 1),
    (NOON, np.datetime64("2020-01-01T12:00"), 1),
    (NOON, NOON.as_unit("s"), 0),
    (pd.Timestamp(DAY), DAY, 1),
    (DAY, dt.datetime(2020, 1, 1), 1),
    (DAY, dt.datetime(2020, 1, 1, 1), None),
    (DAY, "2020-01-01", None),
    (NOON, "2020-01-01 12:00", None),
    (NOON, NOON + pd.Timedelta(1, "ns"), None),
    (np.datetime64("2020-01-01T00:00:00.000000001"), np.datetime64("2020-01-01T00:00:00.000000002"), None),
    (np.datetime64("2020-01-01T00:00:00.000000001"), pd.Timestamp("2020-01-01T00:00:00.000000001"), 0),
    (NOON, NOON.tz_localize("UTC"), None),
    (dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=UTC), None),
    (NOON.tz_localize("UTC"), NOON.tz_localize("UTC"), 0),
    (NOON.tz_localize("UTC"), NOON.tz_localize("UTC").tz_convert("Asia/Tokyo"), 1),
    (NOON.tz_localize("UTC"), NOON.tz_localize("Asia/Tokyo"), None),
    (dt.datetime(2020, 1, 1, 12, tzinfo=UTC), dt.datetime(2020, 1, 1, 21, tzinfo=ZoneInfo("Asia/Tokyo")), 1),
    (pd.Timedelta("1D"), dt.timedelta(1), 1),
    (pd.Timedelta("1D"), np.timedelta64(1, "D"), 1),
    (pd.Timedelta("1D"), pd.Timedelta("24h"), 0),
    (pd.Timedelta("1D"), pd.Timedelta("1ns"), None),
    (pd.Timedelta(1, "s"), 1, None),
    (dt.time(1), dt.time(1), 0),
    (dt.time(1), dt.time(2), None),
    # periods and intervals
    (pd.Period("2020-01", "M"), pd.Period("2020-01", "M"), 0),
    (pd.Period("2020-01", "M"), pd.Period("2020-01-01", "D"), None),
    (pd.Period("2020-01", "M"), pd.Timestamp("2020-01-01"), None),
    (pd.Interval(0, 1), pd.Interval(0, 1), 0),
    (pd.Interval(0, 1), pd.Interval(0.0, 1.0), 1),
    (pd.Interval(0, 0.3), pd.Interval(0, 0.1 + 0.2), 2),
    (pd.Interval(0, 1), pd.Interval(0, 1, closed="left"), None),
    # an Enum and other objects
    (Colour.RED, Colour.RED, 0),
    (Colour.RED, Colour.BLUE, None),
    (Colour.RED, "red", None),
    (int, int, 0),
    (np.dtype("int64"), np.dtype("int64"), 0),
    (np.dtype("int64"), np.dtype("int32"), None),
    (len, max, None),
    # nested
    ([1, [2]], [1, [2]], 0),
    ([1, 2], (1, 2), 1),
    ([1, 2], np.array([1, 2]), 1),
    ([1.0], [1.0 + 1e-7], 2),
    ([1, 2], [2, 1], None),
    ([1], [1, 2], None),
    ([NAN], [NAN], 0),
    ([NAN], [None], 1),
    ((1, "a"), (1, "a"), 0),
    ({1, 2}, {2, 1}, 0),
    ({1, 2}, frozenset({1, 2}), 1),
    ({1, 2}, {1, 3}, None),
    ({1}, {True}, None),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, 0),
    ({"a": 1}, {"a": 1.0}, 1),
    ({"a": NAN}, {"a": NAN}, 0),
    ({"a": 1}, {"b": 1}, None),
    ({1: "x"}, {True: "x"}, None),
    ({"a": 1}, OrderedDict(a=1), 0),
    ({"a": [1]}, defaultdict(list, a=[1]), 0),
    (np.array([1.0, NAN]), np.array([1.0, NAN]), 0),
    (np.array([1, 2]), np.array([1.0, 2.0]), 1),
    (np.eye(2), np.eye(2), 0),
    (np.eye(2), np.eye(2).reshape(4), None),
    (pd.Series([1, 2]), pd.Series([1, 2]), 0),
    (pd.DataFrame({"a": [0.1 + 0.2]}), pd.DataFrame({"a": [0.3]}), 2),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]}), None),
]


def _name(case: Any) -> str:
    return f"{case!r:.40}" if not isinstance(case, (pd.DataFrame, pd.Series)) else type(case).__name__


@pytest.mark.parametrize(("left", "right", "grade"), CELLS, ids=_name)
def test_two_cells_agree_at_a_grade_wherever_they_stand(left: Any, right: Any, grade: int | None) -> None:
    def column(cell: Any) -> pd.DataFrame:
        held = np.empty(2, dtype=object)
        held[0], held[1] = cell, "x"
        return pd.DataFrame({"a": pd.Series(held, dtype=object)})

    for one, other in ((left, right), (right, left)):
        assert compare([one, "x"], [other, "x"]).grade == grade
        assert compare(column(one), column(other)).grade == grade
        assert compare({"k": [one, "x"]}, {"k": [other, "x"]}).grade == grade


@pytest.mark.parametrize("cell", [case[0] for case in CELLS], ids=_name)
def test_a_cell_is_identical_to_itself_in_another_process(cell: Any) -> None:
    assert compare(pickle.loads(pickle.dumps([cell, 1])), [cell, 1]).grade == 0


def series(cells: Any, dtype: Any = None) -> pd.Series:
    return pd.Series(cells, dtype=dtype)


def categories(cells: list[Any], of: list[Any], *, ordered: bool = False) -> pd.Series:
    return pd.Series(pd.Categorical(cells, categories=of, ordered=ordered))


NOONS = pd.Series(pd.to_datetime(["2020-01-01 12:00", None]))
SECONDS = pd.Series(pd.to_timedelta([1, None], unit="s"))
COLUMNS: dict[str, tuple[Any, Any, int | None]] = {
    "int and float": (series([1, 2]), series([1.0, 2.0]), 1),
    "int64 and int8": (series([1, 2]), series([1, 2], "int8"), 1),
    "int64 and uint64": (series([1, 2]), series([1, 2], "uint64"), 1),
    "int64 and uint64 that wrap": (series([-1]), series([2**64 - 1], "uint64"), None),
    "int and nullable int": (series([1, 2]), series([1, 2], "Int64"), 1),
    "missing in nullable int and float": (series([1, None], "Int64"), series([1, NAN]), 1),
    "missing is not zero": (series([1, None], "Int64"), series([1, 0], "Int64"), None),
    "large ints": (series([2**60, 1]), series([2**60 + 1, 1]), None),
    "large nullable ints": (series([2**60, None], "Int64"), series([2**60 + 1, None], "Int64"), None),
    "large int and float": (series([2**60]), series([float(2**60)]), 1),
    "objects and int": (series([1, 2], object), series([1, 2]), 1),
    "huge ints": (series([10**30, 1], object), series([10**30 + 1, 1], object), None),
    "floats of two widths": (series([1.5], "float32"), series([1.5]), 1),
    "floats near": (series([0.1 + 0.2, NAN]), series([0.3, NAN]), 2),
    "nullable floats near": (series([0.1 + 0.2, None], "Float64"), series([0.3, NAN]), 2),
    "infinities": (series([INF, -INF]), series([INF, -INF]), 0),
    "an infinity and its opposite": (series([INF]), series([-INF]), None),
    "bool and nullable bool": (series([True, False]), series([True, False], "boolean"), 1),
    "bool and int": (series([True, False]), series([1, 0]), None),
    "missing bool": (series([True, None], "boolean"), series([True, None], object), 1),
    "text and objects": (series(["a", None], "string"), series(["a", None], object), 1),
    "text and category": (series(["a", "b"], "string"), series(["a", "b"], "category"), 1),
    "text and bytes": (series(["a"], object), series([b"a"], object), None),
    "category in another order": (categories(["a", "b"], ["a", "b"]), categories(["a", "b"], ["b", "a"]), 0),
    "category with one unused": (categories(["a"], ["a"]), categories(["a"], ["a", "b"]), 1),
    "ordered in another order": (
        categories(["a"], ["a", "b"], ordered=True),
        categories(["a"], ["b", "a"], ordered=True),
        1,
    ),
    "ordered and not": (categories(["a"], ["a"], ordered=True), categories(["a"], ["a"]), 1),
    "other categories": (categories(["a", "b"], ["a", "b"]), categories(["b", "a"], ["a", "b"]), None),
    "categories of numbers": (categories([1, 2], [1, 2]), series([1, 2]), 1),
    "missing category": (categories(["a", None], ["a"]), categories(["a", None], ["a"]), 0),
    "dates of two units": (NOONS.astype("M8[s]"), NOONS.astype("M8[ns]"), 1),
    "dates of two zones": (NOONS.dt.tz_localize("UTC"), NOONS.dt.tz_localize("UTC").dt.tz_convert("Asia/Tokyo"), 1),
    "dates with a zone and without": (NOONS, NOONS.dt.tz_localize("UTC"), None),
    "dates and objects": (NOONS, NOONS.astype(object), 1),
    "dates and days": (series(pd.to_datetime(["2020-01-01"])), series([DAY], object), 1),
    "dates and text": (series(pd.to_datetime(["2020-01-01"])), series(["2020-01-01"], object), None),
    "dates far away": (
        series(np.array(["9999-01-01", "0001-01-01"], "M8[s]")),
        series(np.array(["9999-01-01", "0001-01-01"], "M8[s]")),
        0,
    ),
    "dates far away and near": (
        series(np.array(["9999-01-01"], "M8[s]")),
        series(np.array(["2020-01-01"], "M8[ns]")),
        None,
    ),
    "durations of two units": (SECONDS.astype("m8[s]"), SECONDS.astype("m8[ns]"), 1),
    "periods": (series(pd.period_range("2020", periods=2, freq="M")), series(["2020-01", "2020-02"], object), None),
    "periods of two frequencies": (
        series(pd.PeriodIndex(["2020-01"], freq="M")),
        series(pd.PeriodIndex(["2020-01-01"], freq="D")),
        None,
    ),
    "intervals": (series(pd.interval_range(0, 2)), series(pd.interval_range(0, 2)), 0),
    "intervals of floats": (series(pd.interval_range(0, 2)), series(pd.interval_range(0.0, 2.0)), 1),
    "intervals closed elsewhere": (
        series(pd.interval_range(0, 2)),
        series(pd.interval_range(0, 2, closed="both")),
        None,
    ),
    "sparse and dense": (series([0, 1]), series(pd.arrays.SparseArray([0, 1])), 1),
    "sparse with other fills": (
        series(pd.arrays.SparseArray([0, 1], fill_value=0)),
        series(pd.arrays.SparseArray([0, 1], fill_value=1)),
        0,
    ),
    "lists in cells": (series([[1], [2, 3]]), series([[1], [2, 3]]), 0),
    "complex": (series([1j, 2j]), series([1j, 2j]), 0),
    "all missing": (series([NAN, NAN]), series([None, None], object), 1),
    "nothing": (series([], "float64"), series([], object), 1),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_two_columns_agree_at_a_grade(name: str) -> None:
    left, right, grade = COLUMNS[name]
    assert (compare(left, right).grade, compare(right, left).grade) == (grade, grade)
    assert compare(left, left.copy()).grade == 0
    assert compare(pickle.loads(pickle.dumps(right)), right).grade == 0


@pytest.mark.parametrize("kind", ["string", "large_string", "int64", "double", "bool", "timestamp[us]", "date32[day]"])
def test_arrow_columns_agree_with_the_plain_ones_and_with_themselves(kind: str) -> None:
    pytest.importorskip("pyarrow")
    plain: dict[str, Any] = {
        "string": ["a", None],
        "large_string": ["a", None],
        "int64": [1, None],
        "double": [1.5, None],
        "bool": [True, None],
        "timestamp[us]": [dt.datetime(2020, 1, 1, 12), None],
        "date32[day]": [DAY, None],
    }
    arrow = pd.Series(plain[kind], dtype=f"{kind}[pyarrow]")
    assert compare(arrow, pickle.loads(pickle.dumps(arrow))).grade == 0
    assert compare(arrow, pd.Series(plain[kind], dtype=object)).grade == 1
    assert compare(pd.Series(plain[kind], dtype=object), arrow).grade == 1
    assert compare(arrow, arrow.iloc[::-1].reset_index(drop=True)).grade != 0


@pytest.mark.parametrize("name", ["string[python]", "string[pyarrow]", "str", "object", "category", "string"])
@pytest.mark.parametrize("other", ["string[python]", "string[pyarrow]", "str", "object", "category", "string"])
def test_text_is_text_whatever_holds_it(name: str, other: str) -> None:
    pytest.importorskip("pyarrow")
    left, right = (pd.Series(["a", "b", "a"]).astype(dtype) for dtype in (name, other))
    assert compare(left, right).grade == (0 if str(left.dtype) == str(right.dtype) else 1)
    changed = pd.Series(["a", "b", "c"]).astype(other)
    assert compare(left, changed).mismatch == "row 2: expected 'c', got 'a'"


CONTAINERS: list[tuple[Any, Any, int | None]] = [
    ([1, 2], (1, 2), 1),
    ([1, 2], np.array([1, 2]), 1),
    ([1, 2], deque([1, 2]), 3),
    ([1, 2], {"a": 1, "b": 2}.values(), 3),
    ([1, 2], range(1, 3), 3),
    ([1, 2], {1, 2}, 3),
    ([2, 1], {1, 2}, 3),
    ([2, 2], {1, 2}, None),
    ([1, 2], pd.Series([1, 2]), 3),
    ([1, 2], pd.Index([1, 2]), 3),
    (pd.Series([1, 2]), pd.DataFrame({"a": [1, 2]}), 3),
    (np.eye(2), pd.DataFrame(np.eye(2)), 3),
    (np.eye(2), [[1.0, 0.0], [0.0, 1.0]], 1),
    (pd.Categorical(["a"]), ["a"], 3),
    (np.array(5), 5, 3),
    ([5], 5, 3),
    (pd.Series([5]), 5, 3),
    (pd.DataFrame({"a": [5]}), 5, 3),
    ({"a": 5}, pd.DataFrame({"a": [5]}), None),
    (range(10**30), range(10**30), 0),
    (range(10**30), [1], None),
    (pd.MultiIndex.from_tuples([(1, "a")]), [(1, "a")], 3),
    (np.ma.MaskedArray([1, 2], mask=[True, False]), [None, 2], 1),
]


@pytest.mark.parametrize(("left", "right", "grade"), CONTAINERS, ids=_name)
def test_a_container_may_be_another_one(left: Any, right: Any, grade: int | None) -> None:
    assert (compare(left, right).grade, compare(right, left).grade) == (grade, grade)
