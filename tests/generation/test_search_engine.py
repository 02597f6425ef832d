"""The search: programs of several steps, what orders them, and what it keeps to."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.generation.asked import Asked
from gift4code_ext.generation.search.engine import search
from gift4code_ext.generation.search.hints import Costs, Hints
from gift4code_ext.generation.search.tally import Tally
from gift4code_ext.operations import OPERATIONS, by_name
from gift4code_ext.spec.check import check
from gift4code_ext.spec.infer import facts
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.read import read

SALES = pd.DataFrame(
    {
        "city": ["Oslo", "Rome", "Oslo", "Bern", "Rome", "Oslo"],
        "year": [2022, 2022, 2023, 2022, 2023, 2024],
        "units": [3, 1, 4, 1, 5, 9],
    }
)
WIDE = pd.DataFrame(
    {"city": ["Oslo", "Rome"], "sold_2022": [3, 1], "sold_2023": [4, 5], "lost_2022": [0, 2], "lost_2023": [1, 7]}
)
PLACES = pd.DataFrame({"town": ["Oslo", "Rome", "Bern"], "country": ["NO", "IT", "CH"]})


def searched(
    frames: Mapping[str, Any], output: Output, hints: Hints | None = None, **more: Any
) -> tuple[list[Mapping[str, Any]], Tally]:
    found: list[Mapping[str, Any]] = []

    def tell(message: Mapping[str, Any]) -> None:
        if "found" in message:
            found.append(message)

    hints = hints or Hints(programs=40_000, slack=0.0)
    tally = search(frames, output, hints, deadline=math.inf, tell=tell, **more)
    return sorted(found, key=lambda message: float(message["cost"])), tally


def run(code: str, name: str = "result", **frames: Any) -> Any:
    space: dict[str, Any] = {"pd": pd, "np": np, **frames}
    exec(code, space)
    return space[name]


def steps_of(*names: str) -> Any:
    return tuple(by_name[name] for name in names)


@pytest.mark.parametrize(
    ("frames", "expected", "needed"),
    [
        (
            {"df": SALES},
            SALES.groupby("city", as_index=False)["units"].sum().nlargest(2, "units"),
            ("group_aggregate", "nlargest"),
        ),
        (
            {"df": SALES},
            SALES.assign(total=SALES.groupby("city")["units"].transform("sum")).query("total > 5"),
            ("group_transform", "filter_compare"),
        ),
        (
            {"df": WIDE},
            WIDE.melt("city").assign(year=lambda t: t["variable"].str[-4:])[["city", "year", "value"]],
            ("melt_default", "last_characters"),
        ),
        (
            {"df": SALES, "places": PLACES},
            SALES.merge(PLACES, left_on="city", right_on="town").groupby("country", as_index=False)["units"].sum(),
            ("join_keys_apart", "group_aggregate"),
        ),
        (
            {"df": SALES},
            SALES.sort_values("year").assign(run=lambda t: t["units"].cumsum()).tail(3)[["year", "run"]],
            ("sort_numbers", "cumulative_sum", "tail"),
        ),
    ],
    ids=["top groups", "filter by group", "melt and cut", "join and group", "sort, run, tail"],
)
def test_programs_of_several_steps(frames: Mapping[str, Any], expected: Any, needed: tuple[str, ...]) -> None:
    """Each operation is needed: without it the others do not make the example."""
    output = Output(example=expected)
    found, _ = searched(frames, output, Hints(programs=20_000, depth=len(needed)), known=steps_of(*needed))
    assert check(run(found[0]["found"], **frames), output).passed

    for missing in needed:
        rest = steps_of(*(name for name in needed if name != missing))
        assert searched(frames, output, Hints(programs=3000, depth=len(needed)), known=rest)[0] == []


def test_all_operations_find_a_reshape() -> None:
    expected = WIDE.melt("city", var_name="what", value_name="count")
    found, _ = searched({"df": WIDE}, Output(example=expected))

    assert found[0]["found"] == "result = df.melt(id_vars=['city'], var_name='what', value_name='count')"


def test_a_split_label_and_two_measures() -> None:
    expected = pd.wide_to_long(WIDE, ["sold", "lost"], i="city", j="year", sep="_").reset_index()
    found, _ = searched({"df": WIDE}, Output(example=expected))

    assert "wide_to_long" in found[0]["operations"]


def test_two_new_columns_are_made_one_after_the_other() -> None:
    expected = SALES.assign(double=SALES["units"] * 2, previous=SALES["units"].shift(1))
    known = steps_of("multiply_constant", "shift_previous")
    found, _ = searched({"df": SALES}, Output(example=expected), known=known)

    assert check(run(found[0]["found"], df=SALES), Output(example=expected)).grade == 0


def test_the_simplest_program_has_the_least_cost() -> None:
    found, _ = searched({"df": SALES}, Output(example=SALES.head(3)), Hints(programs=3000, slack=math.inf))

    assert found[0]["found"] == "result = df.head(3)"


def test_words_decide_between_programs_that_fit() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    output = Output(example=3)

    def best(words: str) -> str:
        return str(searched({"df": frame}, output, Hints(words, programs=2000, slack=math.inf))[0][0]["found"])

    assert best("number of rows") == "result = len(df)"
    assert best("the largest b") == "result = df['b'].max()"


def test_the_models_attempts_decide_between_programs_that_fit() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3]})
    hints = Hints(codes=("result = df['a'].nunique(dropna=False)",), programs=2000, slack=math.inf)
    found, _ = searched({"df": frame}, Output(example=3), hints)

    assert found[0]["found"] == "result = df['a'].nunique()"


def test_a_name_counts_by_the_share_of_the_attempts_that_hold_it() -> None:
    running = by_name["cumulative_sum"]
    sums, others = ("r = df['units'].cumsum()",), tuple(f"r = df.head({rows})" for rows in range(9))
    costs = [Costs(Hints(codes=codes)).operation(running) for codes in (sums, sums + others, others)]
    assert costs == sorted(set(costs))


def test_attempts_at_several_conditions_make_several_conditions_likelier() -> None:
    both = by_name["filter_all_of"]
    tried = Costs(Hints(codes=("r = df[(df['units'] < 4) & (df['year'] > 2020)]",)))
    assert tried.operation(both) < Costs(Hints(codes=("r = df.head()",))).operation(both)


def test_constants_of_the_request_are_tried_first() -> None:
    frame = pd.DataFrame({"a": [1, 5, 9, 12]})
    found, _ = searched({"df": frame}, Output(example=frame[frame["a"] > 8]), Hints("rows where a is over 8"))

    assert found[0]["found"] == "result = df[df['a'] > 8]"


@pytest.mark.parametrize(
    "output",
    [
        Output(columns=("city", "units"), example=[("Bern", 1), ("Oslo", ...), ("Rome", 6)]),
        Output(columns=("city", "units"), example=[("Bern", 1), ("Oslo", 16), (..., ...)]),
        Output(columns=("city", "units"), example=[("Rome", 6)], partial=True),
    ],
    ids=["any cell", "first rows", "some rows"],
)
def test_partial_examples(output: Output) -> None:
    found, _ = searched({"df": SALES}, output, known=steps_of("group_aggregate", "group_size"))

    assert found[0]["found"] == "result = df.groupby('city', as_index=False)['units'].sum()"


def test_a_typed_date_is_found_in_a_date_column() -> None:
    frame = pd.DataFrame({"day": pd.to_datetime(["2024-01-02", "2024-03-04"]), "n": [1, 2]})
    output = Output(columns=("day", "n"), example=[("2024-03-04", 2)])
    found, _ = searched({"df": frame}, output, known=steps_of("tail", "filter_compare"))

    assert found != []


def test_programs_bind_the_name_that_was_asked_for() -> None:
    found, _ = searched({"df": SALES}, Output(name="df", example=SALES.head(2)))

    assert found[0]["found"] == "df = df.head(2)"


@pytest.mark.parametrize(
    ("frames", "output"),
    [
        ({"df": SALES}, Output(type="pandas.DataFrame", columns=("city",))),
        ({"x": 3, "text": "a"}, Output(example=3)),
        ({}, Output(example=3)),
    ],
    ids=["no example", "no frame", "nothing"],
)
def test_there_may_be_nothing_to_search(frames: Mapping[str, Any], output: Output) -> None:
    assert searched(frames, output) == ([], Tally())


def test_nothing_is_told_that_does_not_meet_the_example() -> None:
    expected = pd.DataFrame({"z": [0.123, 4.567]})

    assert searched({"df": SALES}, Output(example=expected), Hints(programs=2000))[0] == []


def test_a_passed_deadline_ends_the_search_with_a_report() -> None:
    told: list[Mapping[str, Any]] = []
    search({"df": SALES}, Output(example=1.5), Hints(), deadline=time.monotonic(), tell=told.append)

    assert told[-1]["executed"] == 0
    assert set(told[-1]) == {"enumerated", "executed", "postponed", "depth", "pruned"}


def test_values_that_grow_beyond_use_are_given_up() -> None:
    many = pd.DataFrame({"n": range(400)})
    other = pd.DataFrame({"m": range(400)})
    output = Output(example=pd.DataFrame({"z": [0.5, 0.25]}))
    _, tally = searched({"df": many, "other": other}, output, Hints(programs=50), known=steps_of("join_cross"))

    assert tally.pruned["size"] > 0
    assert tally.executed == 0


def test_inputs_are_left_as_they_are() -> None:
    frame = SALES.copy()
    searched({"df": frame}, Output(example=pd.DataFrame({"z": [0.5]})), Hints(programs=500))

    pd.testing.assert_frame_equal(frame, SALES)


def test_equal_values_are_followed_once() -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})
    known = steps_of("drop_duplicates", "round_all", "abs_column")
    _, tally = searched({"df": frame}, Output(example=pd.DataFrame({"z": [0.5]})), Hints(programs=500), known=known)

    assert tally.pruned["equivalent"] == tally.executed - tally.pruned["failed"]


def test_depth_bounds_the_number_of_operations() -> None:
    expected = SALES.groupby("city", as_index=False)["units"].sum().nlargest(2, "units").head(1)
    known = tuple(each for each in OPERATIONS if each.name in ("group_aggregate", "shift_previous"))
    found, tally = searched({"df": SALES}, Output(example=expected), Hints(depth=2, programs=5000), known=known)

    assert found == []
    assert tally.depth == 2


def asked(intent: str, frames: Mapping[str, Any], output: Output) -> Hints:
    spec = Spec(intent, tuple(read(value, name) for name, value in frames.items()), output, "", facts(output, frames))
    return Hints(intent, asked=Asked.of(spec, output), programs=40_000, slack=0.0)


def test_what_the_words_name_is_used_although_less_makes_the_example() -> None:
    output = Output(example=SALES.query("year == 2022 and units < 3"), partial=False)
    shown = SALES.drop(index=[0])  # here the year alone makes it
    plain, _ = searched({"df": shown}, output, Hints("sales of 2022", programs=40_000, slack=0.0))
    found, _ = searched({"df": shown}, output, asked("sales of 2022 below 3 units", {"df": shown}, output))
    assert "units" not in plain[0]["found"]
    assert {"2022", "3"} <= set(re.findall(r"\d+", found[0]["found"]))


def test_an_order_that_is_asked_for_is_made_where_the_rows_stand_in_it_already() -> None:
    output = Output(example=SALES.head(2).iloc[[1, 0]], partial=False)
    shown = SALES.iloc[[1, 0, 3]]
    found, _ = searched({"df": shown}, output, asked("the first 2 sorted by units", {"df": shown}, output))
    assert "sort_values('units')" in found[0]["found"]


def test_a_column_made_and_dropped_is_no_use_of_what_was_said() -> None:
    output = Output(example=SALES.query("year == 2022"), partial=False)
    hints = replace(asked("sales of 2022, threshold 7 units", {"df": SALES}, output), programs=6000)
    found, _ = searched({"df": SALES}, output, hints)
    assert found
    assert not any("assign(" in message["found"] for message in found)


def test_an_input_as_it_stands_is_no_answer_to_words() -> None:
    output = Output(example=SALES, partial=False)
    silent, _ = searched({"df": SALES}, output, Hints(programs=3000, slack=0.0))
    found, _ = searched({"df": SALES}, output, asked("sales without a missing city", {"df": SALES}, output))
    assert silent[0]["found"] == "result = df"
    assert min(found, key=lambda message: message["cost"])["found"] != "result = df"


CRATES = pd.DataFrame(
    {"depth": [130, 12, 27, 45, 51, 66, 88, 44], "bay": [0, 4, 2, 4, 4, 5, 4, 1], "load": [9, 8, 2, 3, 3, 5, 6, 15]}
)


def test_steps_that_only_bring_in_numbers_do_not_keep_it_from_what_was_said() -> None:
    # four rows have bay 4, and every load under 40: both are met by chance
    output = Output(example=CRATES.query("bay == 4 and (depth < 40 or depth > 60)"), partial=False)
    hints = asked("crates whose bay is equal to 4 and whose depth is under 40 or over 60", {"df": CRATES}, output)
    found, _ = searched({"df": CRATES}, output, replace(hints, programs=6000))
    best = min(found, key=lambda message: message["cost"])["found"]
    other = CRATES.assign(bay=4, depth=range(36, 68, 4))
    space = {"df": other, "pd": pd}
    exec(best, space)
    pd.testing.assert_frame_equal(space["result"], other.query("bay == 4 and (depth < 40 or depth > 60)"))
