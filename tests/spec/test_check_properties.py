"""What holds of every comparison, found out on arbitrary values.

``GIFT4CODE_PAIRS=10000 pytest tests/spec/test_check_properties.py -k pairs -s`` compares that many pairs of arbitrary
values instead of the few that every run does (minutes instead of seconds), and prints how many agreed at which grade.
"""

from __future__ import annotations

import os
import pickle
import time
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from spec.values import DTYPES, Held, anything, data, tables

from gift4code_ext.spec.check import UNEQUAL, check, compare
from gift4code_ext.spec.comparing.equal import cells_equal
from gift4code_ext.spec.model import Output

PAIRS = int(os.environ.get("GIFT4CODE_PAIRS", "150"))
relaxed = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def sound(verdict: Any) -> bool:
    return not any("could not be checked" in clause.message for clause in verdict.clauses)


def test_pairs_of_any_values_are_compared_without_an_error_and_the_same_both_ways() -> None:
    grades: Counter[int | None] = Counter()

    @settings(deadline=None, max_examples=PAIRS, suppress_health_check=list(HealthCheck))
    @given(anything, st.none() | anything, st.sampled_from([None, True, "head"]), st.sampled_from([None, True, False]))
    def compared(one: Held, other: Held | None, partial: Any, ordered: bool | None) -> None:
        left, right = one.value, other.value if other is not None else copied(one.value)
        there, back = compare(left, right), compare(right, left)
        grades[there.grade] += 1
        assert there.grade == back.grade
        assert "could not be" not in there.mismatch + back.mismatch
        assert (there.grade in (None, 4, 5)) == bool(there.mismatch)
        stated = {"type": "df", "columns": ("c0", ...), "dtypes": {"c0": "int"}, "rows": 3}
        assert sound(check(left, Output(example=right, partial=partial, ordered=ordered, **stated)))

    start = time.perf_counter()
    compared()
    print(f"{sum(grades.values())} pairs in {time.perf_counter() - start:.0f} s; by grade: {dict(grades)}")


def copied(value: Any) -> Any:
    """``value`` as it comes out of a process; itself where it cannot leave one."""
    try:
        return pickle.loads(pickle.dumps(value))
    except Exception:  # noqa: BLE001 (generators, functions of a test, what raises on purpose)
        return value


@relaxed
@given(anything)
def test_every_value_meets_itself_as_the_example(held: Held) -> None:
    assert check(held.value, Output(example=held.value)).grade == 0
    assert compare(held.value, held.value).grade == 0


@relaxed
@given(data)
def test_data_meets_itself_after_a_pickle_round_trip(held: Held) -> None:
    again = copied(held.value)
    assert check(again, Output(example=held.value)).grade == 0
    assert compare(held.value, again).grade == 0


@relaxed
@given(tables(least=1), st.data())
def test_one_other_cell_is_found_and_named(table: pd.DataFrame, draws: st.DataObject) -> None:
    row = draws.draw(st.integers(0, len(table) - 1))
    place = draws.draw(st.integers(0, table.shape[1] - 1))
    name, make = draws.draw(st.sampled_from([(name, make) for name, (_, make) in sorted(DTYPES.items())]))
    cells = draws.draw(st.lists(DTYPES[name][0], min_size=len(table), max_size=len(table)))
    other = draws.draw(DTYPES[name][0])
    column, changed = make(cells), make([other if at == row else cell for at, cell in enumerate(cells)])
    assume(cells_equal(column.array[row], changed.array[row]) is None)

    def with_column(held: pd.Series) -> pd.DataFrame:
        found = table.copy()
        found.isetitem(place, held.set_axis(table.index))
        return found

    want, got = with_column(column), with_column(changed)
    message = check(got, Output(example=want)).clauses[0].message
    assert message.startswith(f"row {row}")
    assert f", column c{place}: expected " in message
    assert not check(got, Output(example=want, ordered=False)).passed
    assert not check(got, Output(example=want.head(row + 1), partial="head")).passed


def rises_or_falls(column: pd.Series) -> bool:
    """The rule in its simplest form, for columns of whole numbers."""
    cells = column.tolist()
    return len(set(cells)) > 1 and (cells == sorted(cells) or cells == sorted(cells, reverse=True))


numbers = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=8)


@relaxed
@given(numbers, st.randoms(use_true_random=False))
def test_rows_may_change_places_only_where_no_order_shows(rows: list[tuple[int, int]], random: Any) -> None:
    want = pd.DataFrame(rows, columns=["c0", "c1"])
    places = list(range(len(rows)))
    random.shuffle(places)
    got = want.iloc[places].reset_index(drop=True)
    assume(not got.equals(want))

    ordered = rises_or_falls(want.c0) or rises_or_falls(want.c1)
    clause = check(got, Output(example=want), accept=5).clauses[0]
    assert (clause.passed, clause.grade) == ((False, UNEQUAL) if ordered else (True, 5))
    assert "order" in clause.message
    first = next(at for at in range(len(want)) if tuple(want.iloc[at]) != tuple(got.iloc[at]))
    assert f"row {first} should be c0 {want.c0[first]}, c1 {want.c1[first]}" in clause.message
    assert check(got, Output(example=want, ordered=False)).grade == 0
    assert not check(got, Output(example=want, ordered=True)).passed


@relaxed
@given(tables(least=2), st.randoms(use_true_random=False))
def test_rows_of_any_dtypes_are_found_in_any_order(table: pd.DataFrame, random: Any) -> None:
    places = list(range(len(table)))
    random.shuffle(places)
    shuffled = table.iloc[places]
    assert check(shuffled, Output(example=table, ordered=False)).passed
    assert check(table, Output(example=shuffled.iloc[1:], partial=True, ordered=False)).passed
    assert check(table, Output(example=table.iloc[places[0] :], partial=True, ordered=True)).passed


@relaxed
@given(tables(), st.integers(0, 6))
def test_the_first_rows_are_the_head(table: pd.DataFrame, count: int) -> None:
    assert check(table, Output(example=table.head(count), partial="head")).grade == 0


@relaxed
@given(tables())
def test_columns_in_another_order_are_grade_four(table: pd.DataFrame) -> None:
    assume(table.shape[1] > 1)
    turned = table.iloc[:, ::-1]
    assert check(turned, Output(example=table), accept=4).grade == 4
    assert not check(turned, Output(example=table)).passed


@relaxed
@given(numbers, st.data())
def test_dots_are_any_cell(rows: list[tuple[int, int]], draws: st.DataObject) -> None:
    table = pd.DataFrame(rows, columns=["c0", "c1"])
    hidden = draws.draw(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=len(rows), max_size=len(rows)))
    shown = [
        [... if hide else cell for cell, hide in zip(row, which, strict=True)]
        for row, which in zip(rows, hidden, strict=True)
    ]
    assert check(table, Output(columns=("c0", "c1"), example=shown)).passed
    kept = [(at, place) for at, which in enumerate(hidden) for place in (0, 1) if not which[place]]
    assume(kept)
    at, place = draws.draw(st.sampled_from(kept))
    shown[at][place] = 9
    assert not check(table, Output(columns=("c0", "c1"), example=shown)).passed


@relaxed
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300), st.sampled_from([1e-7, 1e-3]), st.booleans())
def test_floats_agree_within_tolerance_in_any_order(floats: list[float], off: float, shuffle: bool) -> None:
    want = pd.DataFrame({"k": [f"k{at}" for at in range(len(floats))], "v": floats})
    got = want.assign(v=[value * (1 + off) + off * 0.01 for value in floats])
    got = got.sample(frac=1, random_state=0, ignore_index=True) if shuffle else got
    verdict = check(got, Output(example=want, ordered=False))
    assert (verdict.passed, verdict.grade) == ((True, 2) if off < 1e-5 else (False, UNEQUAL))


def test_many_rows_of_floats_are_found_in_any_order_within_tolerance() -> None:
    chance = np.random.default_rng(0)
    want = pd.DataFrame({"g": chance.integers(0, 5, 3000), "v": chance.random(3000), "w": chance.random(3000) * 1e6})
    shuffled = want.sample(frac=1, random_state=1).reset_index(drop=True)
    near = shuffled.assign(w=shuffled.w * (1 + 1e-9))
    far = shuffled.assign(w=np.where(shuffled.index == 7, shuffled.w + 100.0, shuffled.w))
    assert check(shuffled, Output(example=want, ordered=False)).grade == 0
    assert check(near, Output(example=want, ordered=False)).grade == 2
    assert not check(far, Output(example=want, ordered=False)).passed
    assert compare(shuffled, want).grade == 5
    part = Output(example=near.iloc[500:1500], partial=True, ordered=False)
    assert check(want, part).grade == 3
    assert not check(want, Output(example=far, partial=True, ordered=False)).passed
    assert check(want, Output(example=want.iloc[::2], partial=True, ordered=True)).grade == 3
    assert not check(shuffled, Output(example=want.iloc[::2], partial=True, ordered=True)).passed


@settings(relaxed, max_examples=15)
@given(st.integers(201, 260), st.integers(1, 260), st.booleans(), st.randoms(use_true_random=False))
def test_many_rows_with_repeats_are_the_same_in_any_order(rows: int, kinds: int, other: bool, random: Any) -> None:
    keys = [random.randrange(kinds) for _ in range(rows)]
    want = pd.DataFrame({"k": keys, "s": [f"s{key % 7}" for key in keys]})
    places = list(range(rows))
    random.shuffle(places)
    got = want.iloc[places].reset_index(drop=True)
    if other:
        got.loc[random.randrange(rows), "k"] = kinds
    assert check(got, Output(example=want, ordered=False)).passed is not other


def test_many_typed_rows_are_found_in_any_order() -> None:
    days = pd.date_range("2020-01-01", periods=300)
    table = pd.DataFrame({"day": days, "v": np.arange(300.0)}).sample(frac=1, random_state=0, ignore_index=True)
    typed = [[str(day.date()), float(v)] for day, v in zip(days, range(300), strict=True)]
    dotted = [[day, v if v % 2 else ...] for day, v in typed]
    stated = {"columns": ("day", "v"), "ordered": False}
    assert check(table, Output(example=typed, **stated)).grade == 1
    assert check(table, Output(example=typed[:100], partial=True, **stated)).passed
    assert check(table, Output(example=dotted[:100], **stated)).passed
    assert not check(table, Output(example=[*typed[:-1], ["2020-01-01", 0.0]], **stated)).passed
    assert not check(table, Output(example=[*dotted[:99], ["2019-01-01", ...]], **stated)).passed


def test_many_rows_of_mixed_objects_are_found_in_any_order_within_tolerance() -> None:
    cells = pd.Series([0.1 * place if place % 3 else f"t{place}" for place in range(400)], dtype=object)
    want = pd.DataFrame({"m": cells, "k": [place % 7 for place in range(400)]})
    got = want.assign(
        m=pd.Series([cell * (1 + 1e-9) if isinstance(cell, float) else cell for cell in cells], dtype=object)
    )
    got = got.sample(frac=1, random_state=0, ignore_index=True)
    assert check(got, Output(example=want, ordered=False)).grade == 2
    assert check(got, Output(example=want.iloc[::4], partial=True, ordered=False)).passed
    other = got.assign(m=pd.Series(["other", *got["m"][1:]], dtype=object))
    assert not check(other, Output(example=want, ordered=False)).passed
