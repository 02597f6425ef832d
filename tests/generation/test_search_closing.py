"""Closing edits, each of which makes the difference between a value that holds the goal's cells and the goal."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gift4code_ext.generation.search.closing import close
from gift4code_ext.generation.search.goal import distance, goal_of
from gift4code_ext.generation.search.program import Applied, Input, Program, print_cell, steps
from gift4code_ext.operations import by_name
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"k": ["b", "a", "c"], "x": [3, 1, 2], "y": [0.5, 0.25, 0.125]})
KEYED = FRAME.set_index("k")


def closed(value: Any, expected: Any, **stated: Any) -> str | None:
    """The cell that closes from ``df``, the value itself."""
    return closed_from(Input("df"), value, Output(example=expected, **stated), {"df": value})


def closed_from(program: Program, value: Any, output: Output, frames: dict[str, Any]) -> str | None:
    goal = goal_of(output)
    assert goal is not None

    def run(candidate: Program) -> Any:
        values: dict[int, Any] = {}

        def of(step: Program) -> Any:
            return frames[step.name] if isinstance(step, Input) else values[id(step)]

        for step in steps(candidate):
            values[id(step)] = eval(step.print("table"), {"table": of(step.table), "pd": pd})
        return of(candidate)

    table = goal.read(value)
    found = close(program, value, table, distance(table, goal), goal, run)
    return None if found is None else print_cell(found.program, output.name)


@pytest.mark.parametrize(
    ("value", "expected", "cell"),
    [
        (FRAME, FRAME, "result = df"),
        (FRAME, FRAME[["y", "k"]], "result = df[['y', 'k']]"),
        (FRAME, FRAME.rename(columns={"x": "n"}), "result = df.rename(columns={'x': 'n'})"),
        (FRAME, FRAME.sort_values("x"), "result = df.sort_values('k')"),
        (FRAME, FRAME.sort_values("x", ascending=False), "result = df.sort_values('x', ascending=False)"),
        (FRAME, FRAME["x"], "result = df['x']"),
        (FRAME, FRAME["k"].tolist(), "result = df['k'].tolist()"),
        (FRAME, FRAME["x"].to_numpy(), "result = df['x'].to_numpy()"),
        (FRAME.head(1), 3, "result = df['x'].iloc[0]"),
        (FRAME, KEYED, "result = df.set_index('k')[['x', 'y']]"),
        (FRAME, KEYED["y"], "result = df.set_index('k')['y']"),
        (KEYED, FRAME, "result = df.reset_index()"),
        (KEYED["x"], FRAME[["k", "x"]], "result = df.reset_index()"),
    ],
)
def test_an_edit_closes(value: Any, expected: Any, cell: str) -> None:
    if isinstance(expected, pd.DataFrame) and cell == "result = df.sort_values('k')":
        expected = FRAME.sort_values("k")
    assert closed(value, expected) == cell


def test_columns_over_two_levels_are_named_anew() -> None:
    both = FRAME.groupby("k").agg({"x": ["min", "max"]})
    expected = pd.DataFrame({"k": ["a", "b", "c"], "low": [1, 3, 2], "high": [1, 3, 2]})

    assert closed(both.reset_index(), expected) is not None


def test_a_name_the_search_chose_is_replaced_where_it_was_chosen() -> None:
    program = Applied(by_name["cumulative_sum"], {"column": "x", "name": "running"}, Input("df"))
    value = FRAME.assign(running=FRAME["x"].cumsum())
    output = Output(example=FRAME.assign(total=FRAME["x"].cumsum()))

    cell = closed_from(program, value, output, {"df": FRAME})

    assert cell == "result = df.assign(**{'total': df['x'].cumsum()})"


@pytest.mark.parametrize(
    "expected",
    [FRAME.assign(x=[3, 1, 9]), FRAME.head(2), FRAME.assign(x=[1, 3, 2]), FRAME.assign(z=1)],
    ids=["another cell", "fewer rows", "other pairs", "another column"],
)
def test_other_cells_are_not_closed(expected: pd.DataFrame) -> None:
    assert closed(FRAME, expected) is None


def test_rows_may_stand_in_any_order_where_it_does_not_matter() -> None:
    assert closed(FRAME, FRAME.iloc[::-1], ordered=False) == "result = df"


def test_an_order_that_no_column_explains_is_not_closed() -> None:
    assert closed(FRAME, FRAME.iloc[[1, 0, 2]].assign(y=[0.25, 0.5, 0.125])[["x", "y"]], ordered=True) is None
