from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from spec.strange import STRANGE

from gift4code_ext.spec.infer import facts, summary_sentence, type_name
from gift4code_ext.spec.model import ColumnFacts, Facts, Output

DF = pd.DataFrame(
    {
        "class": ["b", "a", "c", "a", "b", "c", "a", "b"],
        "sex": ["m", "f", "m", "m", "f", "f", "f", "m"],
        "fare": [10.25, 20.5, 5.0, 7.75, 30.0, 12.5, 8.0, 9.5],
        "age": [30, 22, 41, 19, 55, 22, 63, 35],
    }
)


def known(example: Any = None, **stated: Any) -> Facts:
    return facts(Output(example=example, **stated), {"df": DF})


def column(found: Facts, label: object) -> ColumnFacts:
    return next(column for column in found.columns if column.label == label)


def test_nothing_stated_is_nothing_known() -> None:
    assert known() == Facts()


def test_a_type_alone_gives_the_shape() -> None:
    assert known(type="DataFrame") == Facts(shape="frame", type="pandas.DataFrame")
    assert known(type="number") == Facts(shape="scalar", type="number", kind="float")


def test_columns_alone_are_traced_to_inputs_by_label() -> None:
    assert known(type="df", columns=["class", "total"]) == Facts(
        shape="frame",
        type="pandas.DataFrame",
        columns=(ColumnFacts("class", "str", source=("df", "class")), ColumnFacts("total", "other")),
        columns_known=True,
    )


def test_a_row_count_tells_what_there_is_a_row_for() -> None:
    found = known(columns=["class", "total"], rows=3)
    assert (found.rows, found.row_count, found.per) == ("fewer", 3, ("class",))


def test_a_grouped_result_is_one_row_per_key_with_new_values() -> None:
    found = known(DF.groupby("class", as_index=False).agg(fare=("fare", "mean"), n=("fare", "size")))
    assert found == Facts(
        shape="frame",
        type="pandas.DataFrame",
        rows="fewer",
        row_count=3,
        per=("class",),
        columns=(
            ColumnFacts("class", "str", False, ("df", "class"), "inside", "asc", ("unique",)),
            ColumnFacts("fare", "float", False, ("df", "fare"), "new", "", ("unique", "frac")),
            ColumnFacts("n", "int", False, None, "new", "desc", ("small",)),
        ),
        columns_known=True,
    )


def test_two_keys_are_found_together() -> None:
    assert known(DF.groupby(["class", "sex"], as_index=False)["fare"].max()).per == ("class", "sex")


def test_keys_in_the_index_are_levels() -> None:
    found = known(DF.groupby("class")["fare"].max())
    assert found.shape == "series"
    assert column(found, "class").level
    assert column(found, "fare").relation == "inside"
    assert "max" in column(found, "fare").flags


def test_row_numbers_left_by_a_filter_are_no_level() -> None:
    assert not any(column.level for column in known(DF[DF.fare > 9]).columns)


def test_a_sort_shows_as_order() -> None:
    found = known(DF.sort_values("fare", ascending=False))
    assert (column(found, "fare").order, column(found, "class").order, found.rows) == ("desc", "", "same")


def test_a_renamed_column_is_traced_by_its_values() -> None:
    assert column(known(DF.rename(columns={"fare": "price"})), "price").source == ("df", "fare")


def test_values_beyond_the_inputs_are_above_and_below() -> None:
    found = known(DF.assign(fare=DF.fare * 10 - 100))
    assert {"above", "below", "neg"} <= set(column(found, "fare").flags)


def test_a_single_value_is_traced_to_the_column_it_is_an_extreme_of() -> None:
    found = known(63)
    assert (found.shape, found.kind) == ("scalar", "int")
    assert found.columns == (ColumnFacts(None, "int", False, ("df", "age"), "inside", "", ("max",)),)


def test_a_part_claims_nothing_that_further_rows_could_undo() -> None:
    found = known([["a", ..., 3], ["b", 50.0, 2]], columns=["class", "fare", "n"])
    assert (found.rows, found.row_count, found.per) == ("unknown", None, ())
    assert column(found, "class").flags == ()
    assert column(found, "fare").flags == ("above",)
    assert column(found, "n").flags == ()


def test_a_part_may_show_some_columns_only() -> None:
    found = known({"class": ["a", "b", "c"]}, columns=["class", "total"])
    assert [entry.label for entry in found.columns] == ["class", "total"]
    assert column(found, "total") == ColumnFacts("total", "other")


def test_stated_rows_are_known_of_a_part() -> None:
    found = known([["a"], ["b"]], columns=["class"], rows=3)
    assert (found.row_count, found.per) == (3, ("class",))


def test_dtypes_tell_kinds_of_new_columns() -> None:
    assert known(columns=["total"], dtypes={"total": "Int64"}).columns == (ColumnFacts("total", "int"),)


def test_the_first_input_with_the_label_is_the_source() -> None:
    other = pd.DataFrame({"class": ["a"], "name": ["x"]})
    found = facts(Output(columns=("name", "class")), {"df": DF, "names": other})
    assert [entry.source for entry in found.columns] == [("names", "name"), ("df", "class")]


TALL = pd.DataFrame({
    "k": np.arange(100_000) % 3,
    "v": np.arange(100_000),
    "d": pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(100_000), unit="s"),
    "b": np.arange(100_000) > 50_000,
    "w": [f"word {place}" for place in range(100_000)],
})  # fmt: skip


@pytest.mark.parametrize(
    ("label", "shown", "relation", "flags"),
    [
        ("v", [99_999, 5, 7], "inside", {"max"}),
        ("v", [100_000, 0, 7], "new", {"above", "min"}),
        ("v", [7.5, 50_000.0, 2.0], "new", set()),
        ("d", list(TALL.d.iloc[[99_999, 3, 0]]), "inside", {"max", "min"}),
        ("d", list(TALL.d.iloc[[3, 4]] + pd.Timedelta("1h")), "inside", set()),
        ("d", [pd.Timestamp("2021-01-01"), pd.Timestamp("2020-01-01")], "new", {"above", "min"}),
        ("b", [True, False], "inside", set()),
        ("w", ["word 99999", "word 1"], "unknown", set()),
    ],
)
def test_numbers_and_dates_of_long_inputs_are_looked_up_in_all_rows(
    label: str, shown: list[Any], relation: str, flags: set[str]
) -> None:
    found = column(facts(Output(example=pd.DataFrame({label: shown})), {"df": TALL}), label)

    assert (found.relation, {*found.flags} & {"max", "min", "above", "below"}) == (relation, flags)


def test_a_single_value_is_the_extreme_of_a_long_column() -> None:
    assert facts(Output(example=99_999), {"df": TALL}).columns[0].source == ("df", "v")


def test_inputs_beyond_the_budget_leave_open_what_their_first_rows_cannot_tell() -> None:
    vast = pd.DataFrame({"v": np.arange(12_000_000, dtype="int32")})

    found = column(facts(Output(example=pd.DataFrame({"v": [11_999_999, 6_000_000]})), {"df": vast}), "v")

    assert (found.relation, found.flags) == ("unknown", ("unique",))


def test_a_stated_index_is_a_level() -> None:
    assert known(columns=["fare"], index=["class"]) == Facts(
        shape="frame",
        columns=(
            ColumnFacts("class", "str", level=True, source=("df", "class")),
            ColumnFacts("fare", "float", source=("df", "fare")),
        ),
        columns_known=True,
    )
    typed = known([["a", 5], ["b", 6]], columns=["n"], index=["class"])
    assert (column(typed, "class").level, column(typed, "class").relation, typed.row_count) == (True, "inside", 2)


def test_a_row_count_of_keys_is_found_in_long_inputs() -> None:
    assert facts(Output(columns=("k", "n"), rows=3), {"df": TALL}).per == ("k",)


def test_a_long_example_is_cut_and_its_row_count_kept() -> None:
    for example, shape in (
        (TALL, "frame"),
        (TALL.v, "series"),
        (TALL.set_index(["k", "v"]), "frame"),
        (TALL.v.tolist(), "list"),
        (set(TALL.v), "list"),
        (range(100_000), "list"),
        (TALL.v.to_numpy(), "array"),
    ):
        found = facts(Output(example=example), {"df": TALL})
        assert (found.shape, found.row_count, found.rows) == (shape, 100_000, "same")


@pytest.mark.parametrize("name", STRANGE)
def test_any_value_has_facts(name: str) -> None:
    stated = Output(example=STRANGE[name])
    for inputs in ({}, {"df": DF}, {"x": STRANGE[name]}, STRANGE):
        summary_sentence(facts(stated, inputs))
        summary_sentence(facts(Output(type=type_name(STRANGE[name])), inputs))
        facts(replace(stated, type="DataFrame", columns=("a", "class"), partial=True), inputs)


def test_the_summary_is_a_sentence() -> None:
    assert summary_sentence(known(DF.groupby("class", as_index=False)["fare"].mean())) == (
        "The output is a table with 3 rows, one for each class. Columns: class (values of df['class'], ascending, "
        "each value once); fare (computed, as df['fare'], each value once, with fractions)."
    )


def test_typed_cells_are_told_in_the_kind_of_their_source() -> None:
    live = pd.DataFrame({"day": pd.to_datetime(["2024-01-05", "2024-01-28", "2024-02-02"]), "price": [1.0, 3.0, 9.5]})

    typed = facts(Output(example=[["2024-01-28", 3]], columns=("day", "price")), {"df": live}).columns

    assert [(column.kind, column.relation) for column in typed] == [("date", "inside"), ("float", "inside")]


def test_facts_say_that_only_a_part_was_shown() -> None:
    live = pd.DataFrame({"a": [1, 2, 3, 4]})

    assert facts(Output(example=live.head(2), partial=True, columns=("a",)), {"df": live}).part
    assert not facts(Output(example=live), {"df": live}).part


def test_huge_decimals_are_no_trouble() -> None:
    live = pd.DataFrame({"a": [Decimal("1e30"), Decimal("2.5")]})

    assert facts(Output(example=live), {"df": live}).columns[0].relation == "same"
