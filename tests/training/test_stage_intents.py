"""Tasks in words: from a model's numbered list, or from the generator."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import endpoint
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import read
from gift4code_training.stages import intent_prompt
from gift4code_training.stages.writers import generator

from gift4code_ext.host import launch

BUNDLED = Path(__file__).parents[2] / "gift4code_ext" / "bundled"
LIST = "Sure!\n\nTask 1: How many rows are there?\nTask 2: Which are the ten largest?\nTask 3: How many rows are there?"
PROSE = "This is a nice table about many things, and one could ask a lot about it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with five contexts."""
    main(["tables", "--generated", "5", "--seed", "9", "--dir", str(tmp_path)])
    return tmp_path


def intents(folder: Path) -> list[dict[str, Any]]:
    return list(read(folder / "intents.jsonl"))


@pytest.mark.parametrize(
    ("answer", "tasks"),
    [
        (LIST, ["How many rows are there?", "Which are the ten largest?", "How many rows are there?"]),
        ("1. Count it.\n2) Sort it\n3 - Cut it", ["Count it.", "Sort it", "Cut it"]),
        ("**Task 1:** Count *it*.\n\n- **Task 2**: Sort it.", ["Count *it*.", "Sort it."]),
        ("1. Count it\n   by year.\n\nHave fun!", ["Count it by year."]),
        ("1. Count it.\n2. Sort it.\n\n1. Another list.", ["Count it.", "Sort it."]),
        (PROSE, []),
        ("In 2019, 3 of 5.\n7. seventh", []),
        ("", []),
    ],
)
def test_the_tasks_of_an_answer_are_its_first_numbered_list(answer: str, tasks: list[str]) -> None:
    assert intent_prompt.tasks_in(answer, chat=True) == tasks


def test_a_completion_goes_on_with_the_first_task() -> None:
    assert intent_prompt.tasks_in(" Count it.\nTask 2: Sort it.", chat=False) == ["Count it.", "Sort it."]


def test_the_prompt_shows_three_lines_and_wishes_that_differ_from_context_to_context() -> None:
    built = [
        intent_prompt.build("a,b\n1,2\n3,4", "Some numbers.", 6, random.Random(seed), chat=True) for seed in range(8)
    ]

    assert all("Some numbers.\n\na,b\n1,2\n3,4\n\n" in prompt.text for prompt in built)
    assert len({prompt.text for prompt in built}) == 8
    text = intent_prompt.build("a,b\n1,2\n3,4", "", 6, random.Random(1), chat=False)
    assert text.text.endswith("\n\nTask 1:")
    assert "\nTask 7:" in text.stop


def test_lists_become_intents_and_prose_is_a_rejection(folder: Path) -> None:
    with endpoint.scripted(completions=[LIST, PROSE]) as server:
        arguments = ["intents", "--dir", str(folder), "--endpoint", server.base_url, "--requests", "1"]
        assert main(arguments) == 0
        asked = [each["body"] for each in server.requests() if each["method"] == "POST"]

    found = intents(folder)
    first = [each for each in found if each["context"] == found[0]["context"]]
    assert [(each["number"], each["text"], each["source"]) for each in first] == [
        (1, "How many rows are there?", "endpoint/tiny"),
        (2, "Which are the ten largest?", "endpoint/tiny"),
    ]
    counts = json.loads((folder / "intents.counts.json").read_text())
    assert counts == {
        "done": 5,
        "records": 6,
        "rejected": {"the same task twice": 3, "no numbered list in the answer": 2},
        "finished": True,
    }
    assert not any(each["rules"] for each in found)
    assert len(asked) == 5
    assert len({body["seed"] for body in asked}) == 5
    assert {body["temperature"] for body in asked} == {0.8}
    manifest = json.loads((folder / "intents.manifest.json").read_text())
    assert (manifest["source"], manifest["options"]["count"]) == ("endpoint/tiny", 6)


def test_an_endpoint_that_dies_half_way_is_one_sentence_and_nothing_is_asked_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["intents", "--dir", str(folder), "--model", "tiny", "--requests", "1", "--endpoint"]
    with endpoint.scripted(completions=[LIST], fails=[None, None, *[503] * 50]) as server:
        assert main([*arguments, server.base_url]) == 2
        said = capsys.readouterr().err.strip().splitlines()[-1]
        first = [each["body"] for each in server.requests() if each["method"] == "POST"]
    assert said.startswith("gift4code-train intents: ")
    assert "(503)" in said
    done = [line["key"] for line in read(folder / "intents.done.jsonl")]
    assert len(done) == 2

    with endpoint.scripted(completions=[LIST]) as server:
        assert main([*arguments, server.base_url]) == 0
        second = [each["body"] for each in server.requests() if each["method"] == "POST"]

    assert len({each["context"] for each in intents(folder)}) == 5
    assert len(second) == 3
    assert not {json.dumps(body["messages"]) for body in first[:2]} & {json.dumps(body["messages"]) for body in second}


def test_a_prompt_that_the_model_refuses_is_a_rejection_where_it_takes_others(folder: Path) -> None:
    arguments = ["intents", "--dir", str(folder), "--model", "tiny", "--requests", "1", "--endpoint"]
    with endpoint.scripted(completions=[LIST], fails=[None, 400, None, None]) as server:
        assert main([*arguments, server.base_url]) == 0

    counts = json.loads((folder / "intents.counts.json").read_text())
    assert counts["rejected"] == {"the same task twice": 4, "the model refuses the prompt": 1}


def test_an_endpoint_that_refuses_everything_ends_the_stage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with endpoint.scripted(fails=[400] * 50) as server:
        assert main(["intents", "--dir", str(folder), "--endpoint", server.base_url]) == 2

    assert "refused the request (400): not now" in capsys.readouterr().err
    assert list(read(folder / "intents.done.jsonl")) == []


def test_nothing_that_answers_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with endpoint.scripted() as server:
        gone = server.base_url
    assert main(["intents", "--dir", str(folder), "--endpoint", gone]) == 2
    assert f"no model answers at {gone}" in capsys.readouterr().err
    assert main(["intents", "--dir", str(folder), "--endpoint", gone, "--local", "x"]) == 2
    assert "Name one model" in capsys.readouterr().err
    assert main(["intents", "--dir", str(folder), "--model", "x"]) == 2
    assert "say --endpoint URL too" in capsys.readouterr().err
    assert main(["intents", "--dir", str(folder), "--local", str(folder / "nowhere")]) == 2
    assert "There is no model directory" in capsys.readouterr().err


def test_a_local_model_answers_through_the_products_host_which_ends_with_the_stage(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    arguments = ["intents", "--dir", str(folder), "--local", str(BUNDLED), "--max-tokens", "20"]
    assert main(arguments) == 0

    assert launch.running() == []
    manifest = json.loads((folder / "intents.manifest.json").read_text())
    assert manifest["source"].startswith("local/gift4code-small/")
    assert manifest["options"]["chat"] is False
    assert json.loads((folder / "intents.counts.json").read_text())["done"] == 5


def test_without_a_model_the_generator_words_programs_over_the_tables(folder: Path, tmp_path: Path) -> None:
    assert main(["intents", "--dir", str(folder), "--count", "3", "--seed", "2"]) == 0

    found = intents(folder)
    assert len({each["text"] for each in found}) == len(found)
    assert {each["source"] for each in found} == {generator.source(2)}
    assert all(each["rules"] for each in found)
    counts = json.loads((folder / "intents.counts.json").read_text())
    assert counts["records"] + sum(counts["rejected"].values()) == 15
    assert counts["records"] > 10
