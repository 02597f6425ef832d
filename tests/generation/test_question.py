"""The sentence that tells two readings apart."""

from __future__ import annotations

import pandas as pd
import pytest

from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.question import Question, first_difference, question

DF = pd.DataFrame({"k": list("abcd"), "v": [1, 2, 3, 3]})


def _ask(runner: Runner, one: str, other: str) -> Question | None:
    first, second = runner.run_many([one, other])
    row = first_difference(first, second)
    shown = runner.run_many([one, other], show_from=row or 0)
    pair = (Candidate(one, "ok"), Candidate(other, "ok"))
    return question(pair, (shown[0].preview, shown[1].preview), row)


@pytest.fixture(scope="module")
def runner() -> Runner:
    with Runner({"df": DF}) as running:
        yield running


@pytest.mark.parametrize(
    ("one", "other", "row", "text"),
    [
        (
            "result = df",
            "result = df.assign(v=df['v'] * (df['k'] != 'c') )",
            2,
            "Another reading remains: in row 3 it has v 0 where this one has v 3; show that row in the example",
        ),
        (
            "result = df",
            "result = df.head(2)",
            2,
            "Another reading remains: it ends before row 3 of this value (k c, v 3); show that row",
        ),
        (
            "result = df.head(2)",
            "result = df",
            2,
            "Another reading remains: it has a further row, 3 (k c, v 3); show that row",
        ),
        (
            "result = df",
            "result = df.rename(columns={'v': 'w'})",
            0,
            "Another reading remains, with the columns k, w; state the columns",
        ),
        (
            "result = df['v'].sum()",
            "result = df['v'].mean()",
            None,
            "Another reading gives 2.25 instead of 9; state the value",
        ),
    ],
)
def test_the_difference_is_said(runner: Runner, one: str, other: str, row: int | None, text: str) -> None:
    found = _ask(runner, one, other)
    assert found is not None
    assert found.text.startswith(text)
    assert (found.row, found.codes) == (row, (one, other))


def test_equal_values_ask_nothing(runner: Runner) -> None:
    assert _ask(runner, "result = df['v'].sum()", "result = int(df['v'].sum())") is None
