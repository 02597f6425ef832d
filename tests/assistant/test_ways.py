"""Repair, search and the question, each where it alone makes the difference; a real endpoint and real workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from typing import Any

import pandas as pd
import psutil
import pytest
from endpoint import scripted

from gift4code_ext import Assistant, Output
from gift4code_ext.assistant import Answer, Event, Way
from gift4code_ext.generation.client import ClientError
from gift4code_ext.generation.events import Repaired, Searching

DF = pd.DataFrame(
    {"class": ["a", "b", "a", "c"], "fare": [1.0, 2.0, 3.0, 9.0], "tip": [0.5, 0.0, 1.5, 2.0], "age": [30, 40, 50, 60]}
)
SLOTS = {"models": [{"id": "tiny", "template": "slots/1"}]}
MEAN_OF_TIP = "result = <d0>.groupby(<c0>, as_index=False)[<c2>].mean()"
FARES = pd.DataFrame({"class": ["a", "b", "c"], "fare": [2.0, 2.0, 9.0]})


def _ask(completions: list[str], ways: Collection[Way], intent: str = "average by class", **more: Any) -> Answer:
    script = {**SLOTS, "completions": completions}
    with scripted(**script) as server, Assistant(base_url=server.base_url, ways=ways) as assistant:
        return assistant.ask(intent, **{"frames": {"df": DF}, "n": 4, "seconds": 20, **more})


def test_repair_alone_takes_another_column_and_says_so() -> None:
    events: list[Event] = []
    failed = _ask([MEAN_OF_TIP], ["model"], output=Output(example=FARES))
    answer = _ask([MEAN_OF_TIP], ["model", "repair"], output=Output(example=FARES), on_event=events.append)
    assert failed.code is None
    assert answer.verified
    assert answer.code is not None
    assert "['fare'].mean()" in answer.code
    best = answer.candidates[0]
    assert (best.source, best.samples) == ("repair", 0)
    assert "fare" in " ".join(best.edits)
    assert "it was repaired: " in answer.reason
    (told,) = [event for event in events if isinstance(event, Repaired)]
    assert told.met >= 1


def test_search_alone_finds_a_program_without_a_model_and_without_words() -> None:
    events: list[Event] = []
    with Assistant(base_url="http://127.0.0.1:9/v1", ways=["search"]) as assistant:
        answer = assistant.ask("", frames={"df": DF}, output=Output(example=FARES), on_event=events.append)
    assert answer.verified
    assert answer.candidates[0].source == "search"
    assert "it was found by searching" in answer.reason
    assert answer.prompt == ""
    assert all(event.executed <= event.enumerated for event in events if isinstance(event, Searching))


def test_search_stands_in_for_a_model_that_does_not_answer() -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1", model="m") as assistant:
        answer = assistant.ask("average fare by class", frames={"df": DF}, output=Output(example=FARES))
        with pytest.raises(ClientError):
            assistant.ask("average fare by class", frames={"df": DF}, output=Output(rows=3))
    assert answer.verified
    assert "no model answers at http://127.0.0.1:9/v1" in answer.reason


def test_stop_during_a_search_leaves_nothing_running() -> None:
    stop = threading.Event()
    stopped: list[float] = []

    def on_event(event: Event) -> None:
        if isinstance(event, Searching) and not stopped:
            stopped.append(time.monotonic())
            stop.set()

    impossible = Output(example=pd.DataFrame({"x": [123.456, -77.25, 3.5], "y": ["q", "w", "e"]}))
    with Assistant(base_url="http://127.0.0.1:9/v1", ways=["search"]) as assistant:
        answer = assistant.ask("", frames={"df": DF}, output=impossible, seconds=60, on_event=on_event, stop=stop)
        took = time.monotonic() - stopped[0]
        busy = [child for child in psutil.Process().children(recursive=True) if child.cpu_percent(0.1) > 50]
    assert answer.reason == "it was stopped"
    assert busy == []
    assert took < 2


def test_two_readings_that_meet_a_type_are_told_apart_by_a_row() -> None:
    both = [f"result = <d0>.groupby(<c0>)[<c{place}>].mean().reset_index(name=<n0>)" for place in (1, 2)]
    answer = _ask(both, ["model"], output=Output(columns=["class", "money"]))
    assert answer.verified
    assert answer.question is not None
    assert answer.question.codes[0] == answer.code
    assert answer.question.row == 0
    assert answer.question.text.startswith("Another reading remains: in row 1 it has money ")


def test_readings_that_agree_on_the_data_are_one_value_and_ask_nothing() -> None:
    same = [
        "result = <d0>.groupby(<c0>, as_index=False)[<c1>].mean()",
        "result = <d0>[[<c0>, <c1>]].groupby(<c0>, as_index=False).mean()",
    ]
    answer = _ask(same, ["model"], output=Output(columns=["class", "fare"]))
    assert answer.question is None
    assert len({candidate.reading for candidate in answer.candidates}) == 1


def test_perturbed_copies_tell_candidates_apart_that_agree_by_chance() -> None:
    by_position, sample = (
        "result = <d0>.head(1)",
        "result = <d0>.nsmallest(1, <c1>)",
    )
    answer = _ask([by_position, sample, sample], ["model"], "first row", output=Output(rows=1))
    keys = {candidate.code: candidate for candidate in answer.candidates if candidate.status == "ok"}
    assert len({candidate.value_key for candidate in keys.values()}) == 1
    assert len({candidate.reading for candidate in keys.values()}) > 1
    assert answer.question is not None
    assert answer.question.text.startswith("Another reading makes the same value on this data and would differ")


@pytest.mark.parametrize(
    ("frames", "output", "code"),
    [
        ({"df": DF}, Output(name="df", columns=["class", "fare", "tip"]), "result = <d0>.drop(columns=[<c3>])"),
        ({"s": DF["fare"]}, Output(type="float"), "result = <d0>.max()"),
        (
            {"df": DF, "derived": FARES},
            Output(columns=["class", "fare", "age"]),
            "result = <d1>.merge(<d0>[[<c0>, <c3>]], on=<c0>)",
        ),
    ],
)
def test_in_place_series_and_derived_frames(frames: dict[str, Any], output: Output, code: str) -> None:
    answer = _ask([code], ["model"], "change it", frames=frames, output=output)
    assert answer.verified, answer.reason


def _cell(code: str) -> str:
    return f"```python\n{code}\n```"


def test_a_general_model_is_told_once_what_was_wrong_and_answers_again() -> None:
    wrong, right = (_cell(f"result = df.groupby('class', as_index=False)['{name}'].mean()") for name in ("tip", "fare"))
    script = {"completions": [wrong, right], "greedy": wrong, "one_a_request": True}
    with scripted(**script) as server, Assistant(base_url=server.base_url, ways=["model"]) as assistant:
        answer = assistant.ask("average by class", frames={"df": DF}, output=Output(example=FARES), n=1, seconds=20)
        asked = [request["body"]["messages"] for request in server.requests() if request["method"] == "POST"]
    assert answer.verified
    last = asked[-1]
    assert [message["role"] for message in last] == ["system", "user", "assistant", "user"]
    assert last[2]["content"] == wrong
    assert last[3]["content"].startswith("It ran, but its value is not what was asked for. Not met: example.")
    assert answer.prompt == "\n\n".join(message["content"] for message in last)


def test_a_model_of_slots_is_not_told() -> None:
    script = {**SLOTS, "completions": [MEAN_OF_TIP]}
    with scripted(**script) as server, Assistant(base_url=server.base_url, ways=["model"]) as assistant:
        assistant.ask("average by class", frames={"df": DF}, output=Output(example=FARES), n=1, seconds=20)
        asked = {request["body"]["prompt"] for request in server.requests() if request["method"] == "POST"}
    assert len(asked) == 1


SOME = Output(example=DF.head(1), partial="head")


def test_a_cell_that_leaves_out_what_was_said_is_offered_but_not_verified() -> None:
    answer = _ask(["result = <d0>[<d0>[<c1>] < 3]"], ["model"], "fares below 3 of class 'a'", output=SOME)
    assert answer.code == "result = df[df['fare'] < 3]"
    assert not answer.verified
    assert "but the cell does nothing with “'a'”" in answer.reason


def test_what_was_said_is_put_in_where_the_example_is_met_without() -> None:
    sample = "result = <d0>[<d0>[<c1>] < 3]"
    answer = _ask([sample], ["model", "repair"], "fares below 3 of class 'a'", output=SOME)
    assert answer.code is not None
    assert "== 'a'" in answer.code
    assert answer.verified


def test_a_guess_that_the_example_does_not_settle_is_not_verified() -> None:
    output = Output(example=DF.head(1).assign(change=[float("nan")]), partial="head")
    guess = "result = <d0>.assign(change=<d0>[<c2>].diff())"
    answer = _ask([guess], ["model"], "change since the row before", output=output)
    assert answer.code is not None
    assert not answer.verified
    assert "and so does another reading" in answer.reason
    assert answer.question is not None
    assert answer.question.row == 1


TWINS = pd.DataFrame({"class": ["a", "a", "b", "c"], "berth": [1, 1, 2, 3], "paid": [5.0, 5.0, 6.0, 6.0]})


def test_guesses_that_do_nothing_are_left_out_although_most_samples_make_them() -> None:
    guesses = [f"result = <d0>.duplicated(<c{place}>).sum()" for place in (0, 0, 1, 1)]
    answer = _ask(guesses, ["model"], "number of repeated rows", frames={"df": TWINS}, output=Output(example=1))
    assert answer.code == "result = df.duplicated().sum()"
    assert answer.verified


LEVELS = pd.DataFrame(
    [[1, 2, 3, 4], [5, 6, 7, 8]], columns=pd.MultiIndex.from_product([["wheat", "rye"], ["low", "high"]])
)
TWICE = pd.DataFrame([[1, 2.5, 3.5], [4, 5.0, 6.5]], columns=["k", "v", "v"])
LOAD = pd.Series([3, 1, 2, 5], index=list("abcd"), name="load")
BARE = pd.Series([3.0, 1.0, 2.0, 5.0])
CLASSES = DF[["class", "fare"]]


@pytest.mark.parametrize(
    ("intent", "frames", "example", "code"),
    [
        (
            "total of wheat and of rye",
            {"df": LEVELS},
            LEVELS.T.groupby(level=0, sort=False).sum().T,
            "df.T.groupby(level=0, sort=False).sum().T",
        ),
        ("each column once", {"df": TWICE}, TWICE.iloc[:, :2], "df.loc[:, ~df.columns.duplicated()]"),
        ("the largest load", {"s": LOAD}, 5, "s.max()"),
        ("mean", {"s": BARE}, 2.75, "s.to_frame('value')['value'].mean()"),
        ("fares above the limit", {"df": CLASSES, "limit": 2}, CLASSES[CLASSES["fare"] > 2], "df[df['fare'] > limit]"),
        (
            "fares of the wanted classes",
            {"df": CLASSES, "wanted": ["b", "c"]},
            CLASSES[CLASSES["class"].isin(["b", "c"])],
            "df[df['class'].isin(wanted)]",
        ),
    ],
)
def test_search_takes_labels_that_repeat_or_have_levels_series_and_plain_variables(
    intent: str, frames: dict[str, Any], example: Any, code: str
) -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1", ways=["search"]) as assistant:
        answer = assistant.ask(intent, frames=frames, output=Output(example=example), seconds=30)
    assert answer.code == f"result = {code}"
    assert answer.verified
