"""The everyday asks: references give the stored values, other cells do not, and the evaluation counts what came out."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from endpoint import scripted
from gift4code_training.evaluation import asks

from gift4code_ext import Assistant, Output
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.spec.model import SpecKind

EVERYDAY = Path(__file__).resolve().parents[1] / "asks" / "everyday.jsonl"


def test_every_reference_gives_the_stored_value():
    wrong = []
    with Runner() as runner:
        for ask in asks.load(EVERYDAY):
            runner.load(dict(ask.frames))
            outcome = runner.run(ask.reference, Output(example=ask.value, partial=False, ordered=ask.ordered))
            if outcome.status != "ok":
                wrong.append((ask.id, outcome.status, outcome.error, outcome.verdict))

    assert wrong == []


def test_a_missing_text_in_a_stored_table_stays_missing():
    stored = {"type": "pandas.DataFrame", "columns": ["a", "n"], "dtypes": ["str", "float64"], "rows": [[None, 1]]}

    value = asks.value_of({**stored, "rows": [["x", 2], *stored["rows"]]})

    assert value["a"].isna().tolist() == [False, True]
    assert value["n"].dtype == "float64"


def test_the_unchanged_input_is_never_the_answer():
    right = []
    with Runner() as runner:
        for ask in asks.load(EVERYDAY):
            runner.load(dict(ask.frames))
            cell = f"result = {next(iter(ask.frames))}"
            if runner.run(cell, Output(example=ask.value, partial=False)).status == "ok":
                right.append(ask.id)

    assert right == []


def test_an_example_shows_three_rows_and_never_the_whole_of_a_longer_table():
    for ask in asks.load(EVERYDAY):
        stated = asks.output(ask, SpecKind.EXAMPLES)
        if isinstance(ask.value, pd.DataFrame):
            assert len(stated.example) == min(3, len(ask.value))
            assert bool(stated.partial) == (len(ask.value) > 3)


@pytest.fixture
def two_asks(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 2.0, 3.0]}).to_csv(
        tmp_path / "notebooks" / "t.csv", index=False
    )
    counts = {"type": "pandas.DataFrame", "columns": ["class", "trips"], "dtypes": ["str", "int64"]}
    records = [
        {"id": "1", "intent": "mean fare", "reference": "", "value": {"type": "float", "item": 2.0}},
        {"id": "2", "intent": "count by class", "reference": "", "value": {**counts, "rows": [["a", 2], ["b", 1]]}},
    ]
    path = tmp_path / "asks.jsonl"
    lines = [json.dumps({**record, "frames": {"df": "notebooks/t.csv"}}) for record in records]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_new_name_is_free_without_a_specification_and_fixed_with_one(two_asks: Path):
    ask = asks.load(two_asks)[1]
    script = {
        "models": [{"id": "tiny", "template": "slots/1"}],
        "completions": ["result = <d0>.groupby(<c0>).size().reset_index(name='n')"],
    }
    endpoints.forget()
    with (
        scripted(**script) as server,
        Assistant(base_url=server.base_url, ways=["model"]) as assistant,
        Runner() as judge,
    ):
        free = asks.pose(assistant, judge, ask, SpecKind.NONE, n=2, seconds=20)
        fixed = asks.pose(assistant, judge, ask, SpecKind.TYPE, n=2, seconds=20)

    assert (free.correct, free.executed, free.verified) == (True, True, False)
    assert (fixed.correct, fixed.executed, fixed.verified) == (False, False, False)
    assert fixed.code is None


def test_the_table_counts_answers_that_were_verified_and_wrong():
    row = {"id": "1", "executed": True, "among": True, "seconds": 1.0, "code": "x", "reason": ""}
    results = [
        asks.Result(kind="examples", correct=True, verified=True, **row),
        asks.Result(kind="examples", correct=False, verified=True, **row),
    ]

    head, line = asks.table(results).splitlines()

    assert head.split()[:4] == ["kind", "asks", "executed", "correct"]
    assert line.split() == [
        "examples", "2", "100.0", "%", "50.0", "%", "100.0", "%", "100.0", "%", "50.0", "%", "1.00", "1.00",
    ]  # fmt: skip
