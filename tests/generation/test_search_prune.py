"""What an expression can do, read off it, and what that rules out."""

from __future__ import annotations

import pandas as pd
import pytest

from gift4code_ext.generation.search.effects import Effect, effect_of
from gift4code_ext.generation.search.goal import distance, goal_of
from gift4code_ext.generation.search.prune import cannot_close, misses_shape
from gift4code_ext.generation.search.tally import Rule
from gift4code_ext.operations import by_name
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"k": ["a", "b", "a", "b"], "x": [1, 2, 3, 4], "day": pd.date_range("2024-01-01", periods=4)})


@pytest.mark.parametrize(
    ("expression", "effect"),
    [
        ("table.sort_values('x')", Effect("same", "same", False)),
        ("table[table['x'] > 2]", Effect("some", "same", False)),
        ("table[~table['k'].isin(['a'])]", Effect("some", "same", False)),
        ("table[['k', 'x']]", Effect("same", "some", False)),
        ("table.rename(columns={'x': 'y'})", Effect("same", "same", False, relabels=True)),
        ("table.head(2)", Effect("some", "same", False, limit=2)),
        ("table.groupby('k').head(2)", Effect("some", "same", False)),
        ("table.nlargest(3, 'x').tail(1)", Effect("some", "same", False, limit=1)),
        ("table.assign(**{'y': table['x'] * 2})", Effect("same", "more", added=1, sort="number")),
        ("table.assign(**{'y': table['x'] > 2})", Effect("same", "more", added=1, sort="bool")),
        ("table.fillna(0)", Effect("same", "same")),
        ("table.groupby('k', as_index=False)['x'].sum()", Effect("groups", "any", keys=("k",))),
        ("table.groupby(['k', 'x']).size().reset_index(name='n')", Effect("groups", "any", keys=("k", "x"))),
        ("table['k'].value_counts().reset_index(name='n')", Effect("groups", "any", keys=("k",))),
        ("table.melt(id_vars='k')", Effect("melted", "any", False, spreads=True, ids=("k",))),
        (
            "table.pivot(index='k', columns='x', values='day').reset_index()",
            Effect("groups", "any", False, spreads=True, keys=("k",), across="x"),
        ),
        ("table.set_index('k').T", Effect(new_cells=False, spreads=True)),
        ("table.describe()", Effect()),
    ],
)
def test_effects(expression: str, effect: Effect) -> None:
    assert effect_of(expression) == effect


def reason(operation: str, expression: str, expected: object) -> Rule | None:
    goal = goal_of(Output(example=expected))
    assert goal is not None
    return cannot_close(effect_of(expression), by_name[operation], distance(goal.read(FRAME), goal))


@pytest.mark.parametrize(
    ("operation", "expression", "expected", "rule"),
    [
        ("group_aggregate", "table.groupby('k', as_index=False)['x'].sum()", FRAME.head(3), "rows"),
        ("group_aggregate", "table.groupby('k', as_index=False)['x'].sum()", FRAME.head(2), None),
        ("head", "table.head(2)", FRAME.head(3), "rows"),
        ("filter_compare", "table[table['x'] > 2]", FRAME.head(2).assign(x=[1, 9]), "values"),
        ("sort_numbers", "table.sort_values('x')", FRAME.assign(x=[1, 2, 3, 3]), "values"),
        ("melt_default", "table.melt(id_vars='k')", pd.DataFrame({"k": list("abab") * 2, "v": [0.5] * 8}), "values"),
        ("add_columns", "table.assign(**{'y': table['x'] + 1})", FRAME.assign(y=0.5, z=0.25), "columns"),
        ("flag_compare", "table.assign(**{'y': table['x'] > 1})", FRAME.assign(y=0.5), "dtypes"),
        (
            "pivot",
            "table.pivot(index='k', columns='k', values='x')",
            pd.DataFrame({"p": [1, 2], "q": [3, 4], "r": [1, 1], "s": [2, 2], "t": [3, 3]}),
            "columns",
        ),
        ("head", "table.head(3)", 2.5, "shape"),
    ],
)
def test_rules(operation: str, expression: str, expected: object, rule: Rule | None) -> None:
    assert reason(operation, expression, expected) == rule


def test_operations_that_leave_the_frame_for_another_kind_of_value_are_left_out() -> None:
    frame, number = goal_of(Output(example=FRAME)), goal_of(Output(example=3))
    assert frame is not None
    assert number is not None

    assert misses_shape(by_name["count_rows"], frame)
    assert misses_shape(by_name["unique_list"], number)
    assert not misses_shape(by_name["count_rows"], number)
    assert not misses_shape(by_name["head"], number)
