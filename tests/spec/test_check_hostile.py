"""Values made by code that wants to be believed: the check runs none of it, and none of them passes.

Every method of these classes that a careless reader would call records the call in ``RAN`` and answers what would make
the value pass.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.spec.check import check, compare
from gift4code_ext.spec.model import Output

WANT = pd.DataFrame({"a": [6, 7], "b": ["x", "y"]})
RAN: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_of_theirs_ran() -> Iterator[None]:
    RAN.clear()
    yield
    assert RAN == []


def liar(name: str, answer: Any) -> Any:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        RAN.append(name)
        return answer(self) if callable(answer) else answer

    return method


OPERATORS: dict[str, Any] = {
    "__eq__": True,
    "__ne__": False,
    "__le__": True,
    "__lt__": True,
    "__ge__": True,
    "__hash__": hash(6),
    "__repr__": "6",
    "__str__": "6",
    "__bool__": True,
    "__len__": 2,
    "__iter__": lambda _: iter([6, 7]),
    "__contains__": True,
    "__getitem__": 6,
    "__float__": 6.0,
    "__int__": 6,
    "__index__": 6,
    "__array__": lambda _: np.array([6, 7]),
    "__array_ufunc__": lambda _: np.array([True, True]),
    "__getattr__": 6,
    "__sub__": 0,
    "__rsub__": 0,
    "__abs__": 0,
    "__reduce_ex__": lambda _: (int, (6,)),
}
METHODS = {name: liar(name, answer) for name, answer in OPERATORS.items()}


class PretendsAtHashing(type):
    """A class that says it is ``int`` or ``DataFrame``, whichever it is asked about."""

    def __eq__(cls, other: object) -> bool:
        RAN.append("metaclass ==")
        return True

    def __hash__(cls) -> int:
        RAN.append("metaclass hash")
        return hash(pd.DataFrame)

    def __subclasscheck__(cls, other: type) -> bool:
        RAN.append("metaclass subclass check")
        return True


def made(name: str, *bases: type, without: tuple[str, ...] = (), **more: Any) -> Any:
    space = {key: method for key, method in METHODS.items() if key not in without}
    return type(name, bases, space | more)


Any6 = made("Any6")
Pretends = PretendsAtHashing("DataFrame", (), METHODS | {"__module__": "pandas"})
SaysItIsInt = made("int", __module__="builtins", __class__=property(liar("__class__", lambda _: int)))
Int6 = made("Int6", int)
Float6 = made("Float6", float)
Text6 = made("Text6", str)
Bytes6 = made("Bytes6", bytes)
List6 = made("List6", list)
Dict6 = made("Dict6", dict, items=liar("items", lambda _: [("a", 6)]), keys=liar("keys", lambda _: ["a"]))
Set6 = made("Set6", set)
Tuple6 = made("Tuple6", tuple)
Stamp6 = made("Stamp6", dt.datetime)
Day6 = made("Day6", dt.date)
Decimal6 = made("Decimal6", Decimal)
Fraction6 = made("Fraction6", Fraction, numerator=property(liar("numerator", 6)))
Array6 = made("Array6", np.ndarray, tolist=liar("tolist", lambda _: [6, 7]), without=("__getattr__",))
FRAME_LIES: dict[str, Any] = {
    "equals": liar("equals", True),
    "items": liar("items", lambda _: WANT.items()),
    "columns": property(liar("columns", lambda _: WANT.columns), lambda self, value: None),
    "index": property(liar("index", lambda _: WANT.index), lambda self, value: None),
    "dtypes": property(liar("dtypes", lambda _: WANT.dtypes)),
    "shape": property(liar("shape", (2, 2))),
    "values": property(liar("values", lambda _: WANT.to_numpy())),
    "iloc": property(liar("iloc", lambda _: WANT.iloc)),
    "to_numpy": liar("to_numpy", lambda _: WANT.to_numpy()),
    "__getitem__": liar("__getitem__", lambda _: WANT["a"]),
    "__len__": liar("__len__", 2),
    "__eq__": liar("__eq__", True),
    "__class__": property(liar("__class__", lambda _: pd.DataFrame)),
}


class Frame6(pd.DataFrame):
    """Claims to be what is wanted in every way that pandas offers; armed once it is made."""


class Series6(pd.Series):
    """The same of one column."""


def armed(value: Any) -> Any:
    """``value`` in a class that lies; the lies begin after it is made, since pandas itself would hear them."""
    lies = {**FRAME_LIES, "array": property(liar("array", lambda _: WANT["a"].array))}
    lies |= {"name": property(liar("name", "a"), lambda self, value: None), "tolist": liar("tolist", lambda _: [6, 7])}
    object.__setattr__(value, "__class__", type(type(value).__name__, (type(value),), lies))
    return value


class Zone6(dt.tzinfo):
    """Any offset that is asked for."""

    utcoffset = liar("utcoffset", dt.timedelta(0))
    dst = liar("dst", dt.timedelta(0))
    tzname = liar("tzname", "UTC")


def objects(*cells: Any) -> Any:
    array = np.empty(len(cells), dtype=object)
    for place, cell in enumerate(cells):
        array[place] = cell
    return array


WRONG_CELLS: list[tuple[Any, Any]] = [
    (Any6(), 6),
    (Pretends(), 6),
    (SaysItIsInt(), 6),
    (Int6(5), 6),
    (Float6(5.5), 6.0),
    (Text6("5"), "6"),
    (Bytes6(b"5"), b"6"),
    (Stamp6(2020, 1, 1), pd.Timestamp("2020-01-02")),
    (Day6(2020, 1, 1), dt.date(2020, 1, 2)),
    (Decimal6(5), Decimal(6)),
    (Fraction6(5), Fraction(6)),
    (List6([5]), [6]),
    (List6([6, 7, 8]), [6, 7]),
    (Tuple6((5,)), (6,)),
    ([Any6()], [6]),
    ((Any6(), 7), (6, 7)),
    (Dict6(a=5), {"a": 6}),
    ({"a": Any6()}, {"a": 6}),
    (np.array([5, 5]).view(Array6), np.array([6, 7])),
    (objects(Any6(), 7), objects(6, 7)),
]


@pytest.mark.parametrize(("wrong", "want"), WRONG_CELLS, ids=lambda case: type(case).__name__)
def test_a_cell_that_lies_is_not_the_expected_one(wrong: Any, want: Any) -> None:
    tables = [pd.DataFrame({"a": pd.Series(objects(cell, 1), dtype=object)}) for cell in (wrong, want)]
    RAN.clear()  # pandas may have looked at it

    assert not check(wrong, Output(example=want)).passed
    assert not check(tables[0], Output(example=tables[1])).passed
    assert not check(tables[0], Output(example=tables[1], ordered=False)).passed
    assert not check(tables[0], Output(example=tables[1], partial=True)).passed
    assert not check([wrong, 1], Output(columns=("a",), example=[[want], [1]])).passed
    assert compare(want, wrong).grade is None


def test_members_and_keys_are_not_believed() -> None:
    member = Any6()
    RAN.clear()  # making a set hashes it
    values = [({member}, {6}), ({member: 1}, {6: 1}), (frozenset({member}), frozenset({6}))]
    RAN.clear()

    assert [check(value, Output(example=want)).passed for value, want in values] == [False] * 3


def test_an_object_is_itself() -> None:
    cell = Any6()
    assert compare(cell, cell).grade == 0
    assert compare([cell], [cell]).grade == 0
    assert compare(cell, Any6.__new__(Any6)).grade in (0, None)
    RAN.clear()  # two of one class: that class decides


FRAMES: dict[str, Any] = {
    "a frame": lambda: armed(Frame6({"c": [1, 2, 3]})),
    "a frame of the same shape": lambda: armed(Frame6({"a": [1, 2], "b": ["x", "y"]})),
    "a series": lambda: armed(Series6([1, 2, 3])),
}


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize(
    "stated",
    [
        {"example": WANT},
        {"example": WANT, "partial": True},
        {"example": WANT, "ordered": False},
        {"columns": ("a", "b", "d")},
        {"dtypes": {"a": "str"}},
        {"rows": 5},
        {"type": "pandas.Index"},
    ],
    ids=str,
)
def test_a_frame_that_overrides_everything_is_read_as_it_is(name: str, stated: dict[str, Any]) -> None:
    assert not check(FRAMES[name](), Output(**stated)).passed


def test_a_derived_frame_with_the_right_data_passes() -> None:
    value = armed(Frame6({"a": [6, 7], "b": ["x", "y"]}))
    stated = Output(type="DataFrame", columns=("a", "b"), dtypes={"a": "int"}, rows=2, example=WANT)
    assert check(value, stated).grade == 0


def test_attributes_of_an_instance_do_not_stand_in_for_methods() -> None:
    value = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    for name in ("equals", "items", "to_numpy", "isna", "_ixs"):
        object.__setattr__(value, name, liar(name, lambda _: WANT))
    index = pd.Index(["p", "q"], name="k")
    index.tolist = index.equals = index.get_level_values = liar("tolist", True)

    assert check(value, Output(example=WANT)).clauses[0].message == (
        "row 0, column a: expected 6, got 1 (and 1 more row)"
    )
    assert not check(WANT.set_axis(index), Output(example=WANT.set_axis(pd.Index(["p", "r"], name="k")))).passed


def with_column(label: Any) -> pd.DataFrame:
    return pd.DataFrame([[6, "x"], [7, "y"]], columns=pd.Index(objects(label, "b"), dtype=object))


def with_row(label: Any) -> pd.DataFrame:
    return WANT.set_axis(pd.Index(objects(label, "q"), dtype=object))


def with_name(label: Any) -> pd.Series:
    return pd.Series([6, 7], name=label)


@pytest.mark.parametrize(
    ("make", "stated"),
    [
        (with_column, {"columns": ("a", "b")}),
        (with_column, {"columns": ("a", ...)}),
        (with_column, {"dtypes": {"a": "int"}}),
        (with_column, {"example": WANT}),
        (with_column, {"example": WANT[["a"]], "partial": True}),
        (with_row, {"example": WANT.set_axis(["a", "q"])}),
        (with_row, {"example": WANT.set_axis(["a", "q"]), "ordered": False}),
        (with_row, {"example": WANT.set_axis(["a", "q"]).iloc[[0]], "partial": True}),
    ],
)
def test_labels_are_not_believed(make: Any, stated: dict[str, Any]) -> None:
    value = make(made("Label", __hash__=lambda self: hash("a"))())
    RAN.clear()  # pandas may have looked at it

    clause = check(value, Output(**stated)).clauses[0]

    assert (clause.passed, "could not be checked" in clause.message) == (False, False)


def test_a_name_that_lies_is_another_name() -> None:
    value = with_name(made("Label", __hash__=lambda self: hash("a"))())
    RAN.clear()

    assert check(value, Output(example=pd.Series([6, 7], name="a"))).grade == 3


class Numbers6(pd.api.extensions.ExtensionArray):
    """A column that is computed whenever it is asked for."""

    dtype = property(liar("dtype", lambda _: np.dtype("int64")))
    nbytes = property(liar("nbytes", 16))
    __getitem__ = liar("__getitem__", 6)
    __len__ = lambda self: 2  # noqa: E731
    isna = liar("isna", lambda _: np.zeros(2, bool))
    copy = lambda self: self  # noqa: E731
    tolist = liar("tolist", lambda _: [6, 7])
    __array__ = liar("__array__", lambda _: np.array([6, 7]))
    to_numpy = liar("to_numpy", lambda _: np.array([6, 7]))
    equals = liar("equals", True)
    _from_sequence = classmethod(liar("_from_sequence", None))

    def __init__(self) -> None:
        pass


def test_an_array_of_an_unknown_class_is_not_read() -> None:
    assert not check(Numbers6(), Output(example=np.array([6, 7]))).passed
    assert not check(Numbers6(), Output(example=[6, 7])).passed
    assert not check(Numbers6(), Output(type="numpy.ndarray")).passed


def test_a_zone_of_its_own_is_not_asked() -> None:
    moment = dt.datetime(2020, 1, 1, tzinfo=Zone6())
    want = dt.datetime(2020, 1, 1, tzinfo=dt.timezone.utc)
    assert not check(moment, Output(example=want)).passed
    assert not check([moment], Output(example=[want])).passed
    assert not check(pd.Series([moment, 1], dtype=object), Output(example=pd.Series([want, 1], dtype=object))).passed
    assert not check(dt.time(1, tzinfo=Zone6()), Output(example=dt.time(1))).passed


@pytest.mark.parametrize(
    "name", ["pandas.DataFrame", "DataFrame", "int", "str", "float", "list", "dict", "scalar", "number"]
)
def test_a_class_cannot_choose_its_type_by_its_name(name: str) -> None:
    for bare, module in (("DataFrame", "pandas"), ("int", "builtins"), ("str", "builtins"), ("Index", "pandas")):
        value = made(bare, __module__=module)()
        assert not check(value, Output(type=name)).passed
    assert not check(Pretends(), Output(type=name)).passed


def test_half_a_number_is_not_whole() -> None:
    assert not check(made("F", float, __floordiv__=liar("//", 2.5))(2.5), Output(type="int")).passed


def test_what_has_no_end_is_not_walked() -> None:
    def endless() -> Iterator[int]:
        while True:
            RAN.append("next")
            yield 6

    class Endless(list):
        def __iter__(self) -> Iterator[int]:
            return endless()

    for value in (endless(), Endless([1]), range(10**18), range(10**30), map(str, endless())):
        assert not check(value, Output(type="DataFrame", columns=("a",), rows=1, example=[6])).passed
        assert compare(value, [6, 7]).grade is None


def test_a_container_may_hold_itself() -> None:
    def ring(*first: Any) -> list[Any]:
        found = list(first)
        found.extend([found, {"again": found}])
        return found

    assert compare(ring(1), ring(1)).grade == 0
    assert compare(ring(1), ring(2)).grade is None
    assert compare(ring(1), [1, [1], {"again": 1}]).grade is None
    assert compare(pickle.loads(pickle.dumps(ring(1))), ring(1)).grade == 0


def test_a_frame_may_hold_itself() -> None:
    def frame(cell: int) -> pd.DataFrame:
        held = pd.DataFrame({"a": pd.Series([cell, None], dtype=object)})
        held["a"].array[1] = held
        held.iat[1, 0] = held
        return held

    assert compare(frame(1), frame(2)).grade is None
    assert compare(frame(1), frame(1)).grade in (0, None)


def _tower(floors: int, width: int, base: Any = 1) -> list[Any]:
    floor = [base]
    for _ in range(floors):
        floor = [floor] * width
    return floor


def test_a_small_value_that_unfolds_to_a_giant_is_walked_once() -> None:
    assert compare(_tower(40, 10), _tower(40, 10)).grade == 0
    assert compare(_tower(40, 10), _tower(40, 10, base=2)).grade is None


def test_a_label_that_unfolds_to_a_giant_is_not_walked() -> None:
    label: Any = ("a",)
    for _ in range(40):
        label = (label,) * 10
    value = pd.DataFrame([[6, "x"], [7, "y"]])
    value.columns = pd.Index(objects(label, "b"), dtype=object, tupleize_cols=False)

    clauses = check(value, Output(columns=("a", "b"), example=WANT, dtypes={"a": "int"})).clauses

    told = "(" + "tuple of 10, " * 6 + "…)"
    problem = f"column a missing; column {told} not expected"
    assert [clause.message for clause in clauses] == [
        f"{problem}: the columns are {told}, b",
        "column a is missing",
        problem,
    ]


def test_depth_has_an_end_that_is_not_a_crash() -> None:
    deep: Any = [1]
    other: Any = [2]
    for _ in range(20_000):
        deep, other = [deep], [other]
    assert compare(deep, other).grade is None
    assert compare(deep, deep).grade == 0
    while deep:  # so that freeing it does not recurse
        deep, other = deep[0] if isinstance(deep, list) else None, other[0] if isinstance(other, list) else None


def test_warnings_and_errors_of_numpy_that_a_cell_turned_on_do_not_matter() -> None:
    import warnings

    value = pd.DataFrame({"a": [1.0, np.inf, np.nan], "b": [1e308, -1e308, 0.0]})
    before = np.seterr(all="raise")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert check(value, Output(example=value * 1.0, dtypes={"a": "float"})).passed
            assert not check(value, Output(example=value.fillna(1.0))).passed
    finally:
        np.seterr(**before)
