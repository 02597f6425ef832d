"""Programs for tasks: a model's samples, or what the generator worded the task from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import endpoint
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import Journal, read
from gift4code_training.stages.records import Context, Intent, to_json

CONTEXT = Context(
    key="c",
    frames={"df": "t.csv"},
    code='import pandas as pd\n\ndf = pd.read_csv("t.csv")',
    schema="# Columns of df, each with a value from it:\n# a (1)",
    preview="a\n1",
    description="Numbers.",
    table="t",
)


def programs(folder: Path) -> list[dict[str, Any]]:
    return list(read(folder / "programs.jsonl"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one context and two tasks of a model."""
    (tmp_path / "t.csv").write_text("a\n1\n")
    with Journal(tmp_path / "contexts.jsonl", {}) as journal:
        journal.append(to_json(CONTEXT))
    with Journal(tmp_path / "intents.jsonl", {}) as journal:
        journal.append(to_json(Intent("i1", "c", 1, "Sum the numbers.", "endpoint/tiny")))
        journal.append(to_json(Intent("i2", "c", 2, "Double that.", "endpoint/tiny")))
    return tmp_path


def test_code_is_taken_out_of_the_answers(folder: Path) -> None:
    answers = [
        "Here you are:\n```python\ntotal = df['a'].sum()\n```\nHave fun.",
        "total = df['a'].sum()  # the same in another layout",
        "I cannot do that.",
        "",
        "twice = 2 * df['a'].sum()",
    ]
    with endpoint.scripted(completions=answers) as server:
        arguments = ["programs", "--dir", str(folder), "--endpoint", server.base_url, "--requests", "1"]
        assert main([*arguments, "--temperature", "0.6"]) == 0
        asked = [each["body"] for each in server.requests() if each["method"] == "POST"]

    found = [(each["intent"], each["sample"], each["code"]) for each in programs(folder)]
    assert found == [
        ("i1", 0, "total = df['a'].sum()"),
        ("i1", 4, "twice = 2 * df['a'].sum()"),
        ("i2", 0, "total = df['a'].sum()"),
        ("i2", 4, "twice = 2 * df['a'].sum()"),
    ]
    counts = json.loads((folder / "programs.counts.json").read_text())
    assert counts["rejected"] == {"no code in the answer": 4, "the same program twice": 2}
    assert [(body["n"], body["temperature"]) for body in asked] == [(5, 0.6)] * 2
    last = asked[1]["messages"][-1]["content"]
    assert '```python\nimport pandas as pd\n\ndf = pd.read_csv("t.csv")\n# Columns of df' in last
    assert "Tasks before this one, done elsewhere:\n- Sum the numbers.\n\nTask: Double that." in last


def test_a_completion_model_goes_on_with_a_notebook(folder: Path) -> None:
    with endpoint.scripted(completions=["total = df['a'].sum()\n\n\n# In[ ]:\nnext = 1"]) as server:
        arguments = ["programs", "--dir", str(folder), "--endpoint", server.base_url, "--samples", "1"]
        assert main([*arguments, "--completion"]) == 0
        asked = [each for each in server.requests() if each["method"] == "POST"]

    assert {each["path"] for each in asked} == {"/v1/completions"}
    assert {each["code"] for each in programs(folder)} == {"total = df['a'].sum()"}
    ends = sorted(each["body"]["prompt"].rpartition("# In[ ]:\n")[2] for each in asked)
    assert ends == [
        "# Numbers.\n# Before, done elsewhere: Sum the numbers.\n# Task: Double that.\n",
        "# Numbers.\n# Task: Sum the numbers.\n",
    ]


def test_the_generator_gives_the_program_of_its_words_and_then_others(tmp_path: Path) -> None:
    for out in ("one", "three"):
        common = ["--dir", str(tmp_path / out), "--seed", "6"]
        assert main(["tables", "--generated", "4", *common]) == 0
        assert main(["intents", "--count", "3", *common]) == 0
        assert main(["programs", "--samples", out.replace("one", "1").replace("three", "3"), *common]) == 0

    first = {each["key"]: each for each in programs(tmp_path / "one")}
    more = programs(tmp_path / "three")
    assert len(first) == len(list(read(tmp_path / "one" / "intents.jsonl")))
    assert {each["key"]: each for each in more if each["sample"] == 0} == first
    assert {each["sample"] for each in more} == {0, 1, 2}
    assert len({(each["intent"], each["code"]) for each in more}) == len(more)


def test_tasks_of_a_model_need_a_model(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programs", "--dir", str(folder)]) == 2
    assert "The tasks are of endpoint/tiny" in capsys.readouterr().err


def test_a_task_whose_context_is_gone_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Journal(folder / "intents.jsonl", {}) as journal:
        journal.append(to_json(Intent("i3", "lost", 1, "Do it now.", "generator/2/0")))
    with endpoint.scripted(completions=["x = df['a'].sum()"]) as server:
        assert main(["programs", "--dir", str(folder), "--endpoint", server.base_url]) == 2
    assert "The context lost of a task is not in contexts.jsonl" in capsys.readouterr().err
