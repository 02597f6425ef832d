"""What no value could meet is named with both sides; what some value could meet passes."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spec.arbitrary import examples, executed, labels
from spec.strange import STRANGE

from gift4code_ext.spec.check import check
from gift4code_ext.spec.infer import output as inferred
from gift4code_ext.spec.model import SpecKind
from gift4code_ext.spec.parse import OutputError, check_consistent, output

DF = pd.DataFrame({"class": ["a", "b"], "fare": [1.5, 2.0]})
KEYED = DF.set_index("class")
DAYS = pd.DataFrame({"d": pd.to_datetime(["2020-01-01"])})
PARIS = pd.Series(["x", "y"], dtype="category")


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"name": "a b"}, "'a b' is no name for a variable; use letters, digits and underscores."),
        ({"rows": True}, "rows must be a whole number from 0, not True."),
        ({"rows": 2.5}, "rows must be a whole number from 0, not 2.5."),
        ({"partial": "tail"}, "partial must be True, False or 'head', not 'tail'."),
        ({"ordered": "yes"}, "ordered must be True or False, not 'yes'."),
        ({"columns": 5}, "columns must be labels, not 5."),
        ({"columns": [["a"]]}, "columns must be labels, not [['a']]."),
        # type against the rest
        ({"type": "float", "columns": ["a"]}, "a float cannot have the columns a; state another type or none."),
        ({"type": "Series", "columns": ["a", "b"]}, "a pandas.Series cannot have the columns a, b; state another"),
        ({"type": "float", "rows": 3}, "a float has no rows, but rows=3 was stated."),
        ({"type": "int", "dtypes": {"a": "int"}}, "a int has no columns, but a dtype was stated for a."),
        ({"type": "float", "ordered": True}, "a float has no order, but ordered=True was stated."),
        ({"type": "set", "ordered": True}, "a set has no order, but ordered=True was stated."),
        ({"type": "list", "index": ["k"]}, "a list has no index, but the index k was stated."),
        ({"type": "DataFrame", "example": 3}, "the type pandas.DataFrame was stated, but the example is of type int."),
        ({"type": "Series", "example": DF}, "the type pandas.Series was stated, but the example is of type pandas.Dat"),
        ({"type": "list", "example": 3}, "the type list was stated, but the example is of type int."),
        ({"type": "dict", "example": [1]}, "the type dict was stated, but the example is of type list."),
        ({"type": "int", "example": 2.5}, "the type int was stated, but the example is of type float."),
        ({"type": "float", "example": True}, "the type float was stated, but the example is of type bool."),
        ({"type": "str", "example": 5}, "the type str was stated, but the example is of type int."),
        ({"type": "number", "example": "'5'"}, "the type number was stated, but the example is of type str."),
        ({"type": "float", "example": [1.5, 2]}, "the type float was stated, but the example is of type list."),
        ({"type": 5}, "a type is stated by its name or class, not by 5."),
        ({"summary": 5}, "summary must be a sentence, not 5."),
        ({"dtypes": 5}, "dtypes are stated by label or as a list, not by 5."),
        ({"dtypes": {"a": 5}}, "5 is no dtype; state its name, such as 'int64'."),
        # columns against the example
        ({"columns": ["a"], "example": "a,b\n1,2"}, "the example has b, not among the columns a."),
        ({"columns": ["a", "b"], "example": {"a": [1], "a ": [2]}}, "the example has a , not among the columns a, b."),
        ({"columns": [2020], "example": {"2020": [1]}}, "the example has 2020, not among the columns 2020."),
        ({"columns": ["a", "a"], "example": [[1, 2, 3]]}, "row 0 of the example has 3 cells, but there are 2 columns."),
        ({"columns": ["a", "b"], "example": [[1, 2], [1, 2, 3]]}, "row 1 of the example has 3 cells, but there are 2"),
        ({"columns": ["a"], "example": DF.rename(columns={"fare": "class"})}, "the example has class, class, not amon"),
        (
            {"columns": ["class"], "example": pd.DataFrame([[1, 2]], columns=["class", "class"])},
            "the example has class, not among the columns class.",
        ),
        ({"columns": ["a", "b"], "example": 5}, "the columns a, b were stated, but the example is a single value."),
        ({"columns": ["a", "b"], "example": [1, 2]}, "the columns a, b were stated, but the example is one column of"),
        ({"columns": ["a", "b"], "example": DF.fare}, "the columns a, b were stated, but the example is one series."),
        (
            {"columns": ["class", "fare", "n"], "example": DF, "partial": False},
            "the example, said to be whole, lacks n of the columns.",
        ),
        # rows against the example
        ({"rows": 1, "example": "a\n1\n2"}, "rows=1 was stated, but the example has 2."),
        ({"rows": 0, "example": DF}, "rows=0 was stated, but the example has 2."),
        ({"rows": 3, "example": DF, "partial": False}, "rows=3 was stated, but the example, said to be whole, has 2."),
        ({"rows": 2, "example": "a\n1\n2\n3", "partial": "head"}, "rows=2 was stated, but the example has 3."),
        ({"rows": 3, "example": 5}, "rows=3 was stated, but the example is a single value."),
        (
            {"example": "a,b\n1,2\n...", "partial": False},
            "the example was said to be whole, but a row of ... in it stands for further rows.",
        ),
        ({"example": {"a": [1, ...]}, "partial": False}, "the example was said to be whole, but a row of ... in it st"),
        (
            {"example": DF, "partial": "head", "ordered": False},
            "the example was said to be the first rows (partial='head'), but ordered=False was stated.",
        ),
        # dtypes against the rest
        ({"columns": ["a"], "dtypes": {"b": "int"}}, "a dtype was stated for b, not among the columns a."),
        ({"dtypes": {"b": "int"}, "example": DF}, "a dtype was stated for b, not among the columns class, fare."),
        ({"dtypes": {"a": "int"}, "example": {"a": ["x"]}}, "the dtype int was stated for a, but the example holds st"),
        ({"dtypes": {"class": "float"}, "example": DF}, "the dtype float was stated for class, but the example holds"),
        ({"dtypes": {"a": "datetime64[ns]"}, "example": {"a": [5]}}, "the dtype datetime64[ns] was stated for a, but"),
        ({"dtypes": {"a": "bool"}, "example": "a\n1\n0"}, "the dtype bool was stated for a, but the example holds int"),
        ({"dtypes": ["int"]}, "dtypes given as a list need as many columns; state columns of the same number."),
        ({"columns": {"a": "int"}, "dtypes": {"a": "int"}}, "dtypes were stated twice"),
        # index against the example
        ({"index": ["k"], "example": KEYED}, "the index k was stated, but the example has the index class."),
        ({"index": ["k"], "example": DF}, "the index k was stated, but the example has none."),
        ({"index": ["k"], "example": "a,b\n1,2"}, "the index k was stated, but the example begins with a, b."),
        ({"index": ["k"], "example": str(KEYED)}, "the index k was stated, but the example begins with class, fare."),
        ({"index": ["k"], "example": 5}, "the index k was stated, but the example has none."),
    ],
)  # fmt: skip
def test_contradictions_name_both_sides(stated: dict[str, Any], message: str) -> None:
    with pytest.raises(OutputError) as raised:
        output(**stated)
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ({"type": "Series", "example": [1, 2]}, pd.Series([1, 2])),
        ({"type": "df", "columns": ["fare"], "example": DF.fare}, DF[["fare"]]),
        ({"type": "df", "columns": ["a"], "example": [[1], [2]]}, pd.DataFrame({"a": [1, 2]})),
        ({"type": "float", "example": 2}, 2.0),
        ({"type": "int", "example": 2.0}, 2),
        ({"type": "float", "example": Decimal("1.5")}, 1.5),
        ({"type": "float", "example": float("nan")}, float("nan")),
        ({"type": "bool", "example": "True"}, True),
        ({"type": "Timestamp", "example": "2020-01-01"}, pd.Timestamp("2020-01-01")),
        ({"type": "Timestamp", "example": "'2020-01-01'"}, pd.Timestamp("2020-01-01")),
        ({"type": "dict", "example": {"a": [1]}}, {"a": [1]}),
        ({"type": "tuple", "example": [1, 2]}, (1, 2)),
        ({"type": "ndarray", "example": [[1, 2], [3, 4]]}, np.array([[1, 2], [3, 4]])),
        ({"type": "float", "rows": 1, "example": 5.0}, 5.0),
        ({"columns": ["class", ...], "example": {"class": ["a", "b"]}}, DF),
        ({"columns": ["class", ...], "example": "class,...\na,...\nb,..."}, DF),
        ({"columns": ["a", "a"], "example": [[1, 2]]}, pd.DataFrame([[1, 2]], columns=["a", "a"])),
        ({"columns": [2020.0], "example": {2020: [1]}}, pd.DataFrame({2020: [1]})),
        ({"columns": ["class", "fare"], "example": {"class": "a", "fare": 1.5}}, DF.head(1)),
        ({"columns": ["class", "fare"], "example": {"class": ["a", "b"]}}, DF),
        ({"columns": ["fare"], "index": ["class"], "example": [["a", 1.5], ["b", 2]]}, KEYED),
        ({"index": ["class"], "example": "class,fare\na,1.5\nb,2"}, KEYED),
        ({"index": ["class"], "columns": ["fare"], "example": "class,fare\na,1.5\nb,2"}, KEYED),
        ({"index": ["class"], "example": str(KEYED.rename_axis(None))}, KEYED),
        ({"type": "Series", "index": ["class"], "example": [["a", 1.5], ["b", 2]]}, KEYED.fare),
        ({"rows": 2, "example": "class,fare\na,1.5", "partial": True}, DF),
        ({"rows": 2, "example": "class,fare\na,1.5\n..."}, DF),
        ({"rows": 2, "example": "class,fare\na,...\n...,2"}, DF),
        ({"rows": 2, "example": {"class": ["a", ...], "fare": [1.5, ...]}}, DF),
        ({"rows": 0, "example": DF.iloc[:0]}, DF.iloc[:0]),
        ({"ordered": True, "example": DF, "partial": "head"}, DF),
        ({"dtypes": {"d": "datetime64[ns]"}, "example": {"d": ["2020-01-01"]}}, DAYS),
        ({"dtypes": {"a": "float"}, "example": {"a": [1, 2]}}, pd.DataFrame({"a": [1.0, 2.0]})),
        ({"dtypes": {"a": "Int64"}, "example": {"a": [1, None]}}, pd.DataFrame({"a": pd.array([1, None], "Int64")})),
        ({"dtypes": {"a": "object"}, "example": {"a": [1, "x"]}}, pd.DataFrame({"a": [1, "x"]})),
        ({"dtypes": {"a": "category"}, "example": {"a": ["x", "y"]}}, pd.DataFrame({"a": PARIS})),
        ({"dtypes": {"a": "str"}, "example": pd.DataFrame({"a": PARIS})}, pd.DataFrame({"a": ["x", "y"]})),
        ({"dtypes": {"class": "str"}, "columns": ["fare"], "index": ["class"]}, None),
        ({"dtypes": {"a": "complex128"}, "example": {"a": [1j]}}, None),
    ],
)  # fmt: skip
def test_what_some_value_meets_is_no_contradiction(stated: dict[str, Any], value: Any) -> None:
    found = output(**stated)

    assert value is None or check(value, found).passed, check(value, found)


@settings(deadline=None)
@given(executed, st.booleans())
def test_what_was_made_of_a_value_never_contradicts_itself(value: Any, live: bool) -> None:
    found = inferred(value, SpecKind.EXAMPLES, rows=2)
    check_consistent(found)
    if live:
        output(type=found.type, columns=found.columns, example=value, index=found.index)


PARTS = ("name", "type", "columns", "dtypes", "rows", "example", "summary", "ordered", "partial", "index")


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("part", PARTS)
def test_a_strange_part_is_an_output_or_an_error_for_the_person(part: str, name: str) -> None:
    for rest in ({}, {"columns": ["a"]}, {"example": {"a": [1]}}, {"type": "Series", "example": [1]}):
        with suppress(OutputError):
            assert output(**{**rest, part: STRANGE[name]}).name != ""


junk = st.one_of(examples, st.sampled_from(["a,b\n1,2", "<table>", "head", -1, ...]))


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.one_of(st.just("x"), junk),
            "type": st.one_of(st.sampled_from(["df", "Series", "float", "list", "dict", ""]), junk),
            "columns": st.one_of(st.lists(labels, max_size=3), junk),
            "dtypes": st.one_of(st.dictionaries(labels, st.sampled_from(["int", "str", "date", "zzz"])), junk),
            "rows": st.one_of(st.integers(0, 4), junk),
            "example": junk,
            "summary": junk,
            "ordered": junk,
            "partial": st.one_of(st.booleans(), junk),
            "index": st.one_of(st.lists(labels, max_size=2), junk),
        },
    )
)
def test_whatever_is_stated_is_an_output_or_an_error_for_the_person(stated: dict[str, Any]) -> None:
    with suppress(OutputError):
        assert output(**stated).name != ""
