"""ARCADE's rules: values that count as equal, what is compared with what, programs as they are rewritten."""

from __future__ import annotations

import ast
from typing import Any

import pandas as pd
import pytest
from gift4code_training.evaluation.suites.arcade.matching import OUTPUT, fuzzy, strict, targets, unmet
from gift4code_training.evaluation.suites.arcade.rewriting import first_cell, rewritten, shows
from gift4code_training.evaluation.suites.arcade.state import Delta, copies, delta
from training.arcade_pairs import PAIRS


@pytest.mark.parametrize(
    ("found", "reference", "equal"), [pair[1:4] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_values_are_equal_as_the_rules_have_it(found: Any, reference: Any, equal: bool) -> None:
    assert fuzzy(found, reference) is equal


@pytest.mark.parametrize(("found", "reference", "equal"), [(*pair[1:3], pair[4]) for pair in PAIRS])
def test_the_strict_match_is_the_second_rule_alone(found: Any, reference: Any, equal: bool) -> None:
    assert strict(found, reference) is equal


def test_annotated_variables_come_before_the_cells_value_and_that_before_what_changed() -> None:
    made = {OUTPUT: 1, "best": 2, "df": 3}
    assert targets(made, ["df"], ["best"], shows=False) == ["best"]
    assert targets(made, ["df"], [], shows=False) == [OUTPUT]
    assert targets({**made, OUTPUT: None}, ["df"], [], shows=False) == ["df"]
    assert targets({"__figure__": 0, **made}, ["df"], ["best"], shows=True) == ["__figure__"]


@pytest.mark.parametrize(
    ("made", "changed", "annotated", "plots"),
    [({"new": 1}, [], [], False), ({OUTPUT: 1}, [], ["best"], False), ({OUTPUT: 1}, [], [], True)],
    ids=["nothing changed", "the annotated variable is missing", "nothing drawn"],
)
def test_a_reference_may_make_nothing_to_compare(made: Any, changed: Any, annotated: Any, plots: bool) -> None:
    assert targets(made, changed, annotated, shows=plots) == []


def test_the_cells_value_is_compared_with_the_cells_value_alone() -> None:
    assert unmet({"x": 3, OUTPUT: 4}, {OUTPUT: 3}, [OUTPUT], fuzzy) == [OUTPUT]
    assert unmet({"x": 3}, {OUTPUT: 3}, [OUTPUT], fuzzy) == [OUTPUT]


def test_another_variable_is_met_by_any_result_whatever_its_name() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert unmet({"other": frame, OUTPUT: None}, {"df": frame}, ["df"], fuzzy) == []
    assert unmet({OUTPUT: frame}, {"df": frame}, ["df"], fuzzy) == []
    assert unmet({"other": {"a": 1}}, {"df": {"a": 1}}, ["df"], fuzzy) == ["df"], "a dict is no result type"


def test_every_target_has_to_be_met() -> None:
    assert unmet({"a": 1}, {"a": 1, "b": 2}, ["a", "b"], fuzzy) == ["b"]


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("df.head()", "__output__ = df.head()"),
        ("print(df)", "__output__ = df"),
        ("print(a, b)", "__output__ = print(a, b)"),
        ("print(a, end='')", "__output__ = print(a, end='')"),
        ("print(*a)", "__output__ = print(*a)"),
        ("a = v", "__output__ = a = v"),
        ("a = b = v", "__output__ = a = b = v"),
        ("df['x'] = 1", "__output__ = df['x'] = 1"),
        ("a += 1", "a += 1"),
        ("x\ny", "x\n__output__ = y"),
        ("%matplotlib inline\nx", "pass\n__output__ = x"),
        ("", ""),
    ],
)
def test_the_last_statement_gives_the_cells_value(code: str, becomes: str) -> None:
    assert ast.unparse(rewritten(code, prediction=False)) == becomes


def test_earlier_expressions_of_a_prediction_are_kept() -> None:
    code = "x\nif x:\n    z\nprint(y)\nw"
    kept = "__tmp_0 = x\nif x:\n    z\n__tmp_1 = print(y)\n__output__ = w"
    assert ast.unparse(rewritten(code, prediction=True)) == kept


@pytest.mark.parametrize(
    ("code", "plots"),
    [("df.plot()", True), ("plt.show()", True), ("sns.lineplot(df)", True), ("ax.bar(x)", True), ("df.bar", False)],
)
def test_a_plot_is_known_by_its_calls(code: str, plots: bool) -> None:
    assert shows(code) is plots


def test_of_a_continuation_the_first_cell_with_code_counts() -> None:
    text = "\n\n\n# In[ ]:\n\n\n# only words\n%time\n\n\n# In[ ]:\n\n\nx = 1\nx\n\n\n# In[ ]:\n\n\ny"
    assert first_cell(text) == "x = 1\nx"


def test_state_is_what_became_new_or_other_than_its_copy() -> None:
    space: dict[str, Any] = {
        "pd": pd,
        "f": len,
        "same": pd.Series([1.0, float("nan")]),
        "edited": pd.DataFrame({"a": [2, 1]}),
        "items": [[1]],
        "bound": 1,
    }
    before = copies(space)
    space["edited"].sort_values("a", inplace=True)
    space["items"][0].append(2)
    space |= {"bound": 2, "made": "x", "g": min}
    assert delta(space, before) == Delta({"made": "x"}, {"edited": space["edited"], "items": [[1, 2]], "bound": 2})
