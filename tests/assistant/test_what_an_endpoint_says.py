"""What an endpoint says of its model decides how it is asked, and what is told of it before anything is sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from endpoint import Server, scripted

from gift4code_ext import Assistant, Output
from gift4code_ext.assistant import AskError, Event, Outgoing
from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.events import Loading, Shared

DF = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 5.0, 3.0]})
WRONG = {"completions": ["result = <d0>.head(1)"]}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    endpoints.forget()
    yield
    endpoints.forget()


def _asked(server: Server, **more: Any) -> list[dict[str, Any]]:
    """The completions asked for by a request that nothing meets."""
    with Assistant(base_url=server.base_url, ways=("model",)) as assistant:
        assistant.ask("average fare by class", frames={"df": DF}, n=2, output=Output(rows=77), **more)
    return [request["body"] for request in server.requests() if request["method"] == "POST"]


def test_a_model_that_costs_nothing_is_asked_again_while_nothing_is_met() -> None:
    with scripted(models=[{"id": "tiny", "template": "slots/1", "resample": True}], **WRONG) as server:
        warm = [body["temperature"] for body in _asked(server) if body["temperature"]]

    assert warm == [0.7, 0.9, 1.1, 1.1]


@pytest.mark.parametrize("said", [{}, {"resample": False}, {"resample": "yes"}])
def test_any_other_model_is_asked_once(said: dict[str, Any]) -> None:
    with scripted(models=[{"id": "tiny", "template": "slots/1", **said}], **WRONG) as server:
        warm = [body["temperature"] for body in _asked(server) if body["temperature"]]

    assert warm == [0.7]


def test_a_template_of_ones_own_does_not_hide_what_the_endpoint_says() -> None:
    with (
        scripted(models=[{"id": "tiny", "resample": True}], **WRONG) as server,
        Assistant("tiny", server.base_url, template="slots/1", ways=("model",)) as assistant,
    ):
        assistant.ask("average fare by class", frames={"df": DF}, n=1, output=Output(rows=77))
        warm = [each for each in server.requests() if each["method"] == "POST" and each["body"]["temperature"]]

    assert len(warm) == 4


def test_a_preview_is_what_is_sent_and_asks_for_no_completion() -> None:
    shared: list[Event] = []
    with (
        scripted(completions=["result = df"], models=[{"id": "tiny"}]) as server,
        Assistant(base_url=server.base_url) as assistant,
    ):
        stated: dict[str, Any] = {
            "frames": {"df": DF},
            "context": "import math",
            "output": Output(rows=2, example=DF.head(2)),
            "level": "rows",
        }
        outgoing = assistant.preview("average fare by class", **stated)
        before = [request["method"] for request in server.requests()]
        assistant.ask("average fare by class", n=1, seconds=3, on_event=shared.append, **stated)
        first = next(request for request in server.requests() if request["method"] == "POST")
    sent = "\n\n".join(message["content"] for message in first["body"]["messages"])

    assert before == ["GET"]
    assert outgoing == Outgoing(sent, f"tiny at {server.base_url}", "chat/1", "rows", True)
    assert next(event.prompt for event in shared if isinstance(event, Shared)) == sent


def test_through_a_gateway_the_place_behind_it_is_told() -> None:
    models = [{"id": "big", "address": "https://models.example/v1"}]
    with scripted(models=models) as server, Assistant(base_url=server.base_url) as assistant:
        outgoing = assistant.preview("average fare by class", frames={"df": DF})

    assert (outgoing.model, outgoing.local) == ("big at https://models.example/v1", False)


def test_without_words_nothing_would_be_sent() -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1") as assistant:
        outgoing = assistant.preview("", frames={"df": DF}, output=Output(example=DF.head(1)), level="names")

    assert outgoing == Outgoing("", level="names")


def test_a_preview_of_what_cannot_be_asked_is_the_same_sentence() -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1") as assistant, pytest.raises(AskError, match="is no variable name"):
        assistant.preview("average fare", frames={"df": DF}, output=Output(name="2x"))


def test_a_preview_can_be_stopped() -> None:
    stop = threading.Event()
    with scripted(loads=60) as server, Assistant(base_url=server.base_url) as assistant:
        threading.Timer(0.2, stop.set).start()
        with pytest.raises(AskError, match="it was stopped"):
            assistant.preview("average fare", frames={"df": DF}, seconds=50, stop=stop)


def test_a_model_that_is_being_loaded_is_told_and_its_time_is_given_back() -> None:
    events: list[Event] = []
    with (
        scripted(completions=["result = df"], loads=1.6) as server,
        Assistant(base_url=server.base_url) as assistant,
    ):
        answer = assistant.ask("all rows", frames={"df": DF}, n=1, seconds=2.0, on_event=events.append)
    loading = [event for event in events if isinstance(event, Loading)]

    assert answer.code == "result = df"
    assert [event.model for event in loading] == ["the model"] * len(loading)
    assert len(loading) >= 2
    assert all(event.seconds > 0 for event in loading)


def test_another_model_for_one_ask() -> None:
    with (
        scripted(completions=["result = df"], models=[{"id": "one"}, {"id": "two"}]) as server,
        Assistant(base_url=server.base_url) as assistant,
    ):
        answers = [assistant.ask("all rows", frames={"df": DF}, n=1, model=model) for model in ("two", None)]
        asked = {request["body"]["model"] for request in server.requests()[1:3] if request["method"] == "POST"}

    assert [answer.model.partition(" ")[0] for answer in answers] == ["two", "one"]
    assert asked == {"two"}
