"""Tasks read from evaluation files, and the table of what each step adds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gift4code_training.evaluation.examples import load
from gift4code_training.evaluation.ladder import STEPS, graded, main, pose, table
from gift4code_training.evaluation.literals import LiteralError, read_value

from gift4code_ext.assistant import Assistant
from gift4code_ext.execution.runner import Runner

SHOWN = {"inputs": ["pd.DataFrame({'k': {0: 'a', 1: 'b'}, 'v': {0: 1, 1: 2}})"], "invars": ["dfin"], "outvar": "dfout"}
HIDDEN = {**SHOWN, "inputs": ["pd.DataFrame({'k': ['c', 'a'], 'v': [9, 1]})"]}
SORTED = [
    {**SHOWN, "output": "pd.DataFrame({'k': {1: 'b', 0: 'a'}, 'v': {1: 2, 0: 1}})"},
    {**HIDDEN, "output": "pd.DataFrame({'k': ['c', 'a'], 'v': [9, 1]})"},
]
JIGSAW = {
    "7": {
        "sets": {
            "A": {
                "queries": [{"query": "sort dfin by v, highest first"}, {"query": "order by v descending"}],
                "ios": SORTED,
                "solutions": [["dfout = dfin.sort_values('v', ascending=False)"]],
            },
            "B": {
                "queries": [{"query": "reverse the rows"}],
                "ios": SORTED,
                "solutions": ["dfout = dfin.iloc[::-1]"],
            },
        }
    }
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("pd.DataFrame({'a': {0: 1, 2: None}})", pd.DataFrame({"a": {0: 1, 2: None}})),
        ("s = pd.Series([2, -4])\ns.name = 'B'\ns", pd.Series([2, -4], name="B")),
        ("d = pd.DataFrame({'b': {(1, 0): 1}})\nd.index.names = ['x', None]\nd", None),
        ("pd.Timestamp('2020-01-02 00:00:00')", pd.Timestamp("2020-01-02")),
        ("np.int64(3)", np.int64(3)),
        ("[1, (2, 'x'), {'k': np.nan}]", None),
    ],
)
def test_values_are_read_as_python_would_make_them(source: str, value: object) -> None:
    found = read_value(source)
    if isinstance(value, pd.DataFrame):
        pd.testing.assert_frame_equal(found, value)
    elif isinstance(value, pd.Series):
        pd.testing.assert_series_equal(found, value)
    elif value is not None:
        assert (found, type(found)) == (value, type(value))
    elif isinstance(found, pd.DataFrame):
        assert list(found.index.names) == ["x", None]
    else:
        assert found[:2] == [1, (2, "x")]


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').getcwd()",
        "pd.read_csv('x.csv')",
        "open('x')",
        "[x for x in [1]]",
        "s = 1\ns.real = 2\ns",
        "pd.DataFrame({'a': [1]}).to_csv('x')",
        "x",
        "",
        "def f(): pass",
        "(",
    ],
)
def test_anything_else_is_no_value(source: str) -> None:
    with pytest.raises(LiteralError):
        read_value(source)


def test_sets_and_queries_of_jigsaw_become_tasks(tmp_path: Path) -> None:
    path = tmp_path / "jigsaw.json"
    path.write_text(json.dumps(JIGSAW))
    first, every = load(path), load(path, all_queries=True)
    assert [task.id for task in first] == ["7A0", "7B0"]
    assert [task.id for task in every] == ["7A0", "7A1", "7B0"]
    assert first[0].intent == "sort dfin by v, highest first"
    assert first[0].output.name == "dfout"
    assert list(first[0].shown.frames) == ["dfin"]
    assert first[0].hidden.value["v"].tolist() == [9, 1]


def test_a_list_of_solutions_holds_alternatives_and_at_last_the_lines_of_one(tmp_path: Path) -> None:
    path = tmp_path / "jigsaw.json"
    stated = {**JIGSAW["7"]["sets"]["A"], "solutions": [["dfout = dfin", "dfout = dfin[::-1]"], "dfout = dfin"]}
    path.write_text(json.dumps({"7": {"sets": {"A": stated}}}))
    (task,) = load(path)
    assert task.references == ("dfout = dfin", "dfout = dfin[::-1]", "dfout = dfin\ndfout = dfin[::-1]")


def test_a_task_whose_references_miss_the_hidden_pair_is_graded_on_the_shown_one(tmp_path: Path) -> None:
    path = tmp_path / "jigsaw.json"
    path.write_text(json.dumps(JIGSAW))
    with Runner() as judge:
        tasks, moved = graded(load(path), judge)
    assert moved == 1
    assert [task.hidden is task.shown for task in tasks] == [False, True]


def test_records_of_falx_become_a_task_without_words(tmp_path: Path) -> None:
    path = tmp_path / "falx.json"
    path.write_text(json.dumps({"1": {"input_data": [{"a": 1, "b": 2}], "output_data": [{"b": 2, "a": 1}]}}))
    (task,) = load(path)
    assert (task.intent, task.output.ordered) == ("", False)
    assert task.shown.frames["df"].equals(pd.DataFrame({"a": [1], "b": [2]}))


def test_search_alone_solves_a_task_and_the_table_says_so(tmp_path: Path) -> None:
    path = tmp_path / "jigsaw.json"
    path.write_text(json.dumps(JIGSAW))
    with Runner() as judge, Assistant(ways=STEPS["search only"]) as assistant:
        task = graded(load(path), judge)[0][0]
        result = pose(assistant, judge, task, "search only", seconds=15)
    assert (result.verified, result.source) == (True, "search")
    line = table([result]).splitlines()[1].split()
    assert line[:3] == ["search", "only", "1"]


def test_the_command_prints_a_table_and_writes_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "jigsaw.json", tmp_path / "out.jsonl"
    path.write_text(json.dumps(JIGSAW))
    assert main([str(path), "--step", "search only", "--limit", "1", "--seconds", "5", "--out", str(out)]) == 0
    assert "jigsaw.json: 1 tasks, 0 of them graded on the pair shown" in capsys.readouterr().out
    (record,) = [json.loads(line) for line in out.read_text().splitlines()]
    assert (record["id"], record["step"]) == ("7A0", "search only")
