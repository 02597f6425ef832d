"""The whole loop with a real endpoint process and real workers."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from endpoint import scripted

from gift4code_ext import Assistant, Output
from gift4code_ext.assistant import Answer, AskError, Event
from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.client import ClientError
from gift4code_ext.generation.events import Generated
from gift4code_ext.generation.later import Stopped
from gift4code_ext.host.runtime import Address
from gift4code_ext.spec.parse import OutputError

DF = pd.DataFrame({"class": ["a", "b", "a", "c"], "Fare ($)": [1.0, 2.0, 3.0, 9.0], "age": [30, 40, 50, 60]})
SLOTS = {"models": [{"id": "tiny", "template": "slots/1"}]}
MEAN = "result = <d0>.groupby(<c0>, as_index=False)[<c1>].mean()"
SUM = "result = <d0>.groupby(<c0>, as_index=False)[<c1>].sum()"
BROKEN = "result = <d0>.nope()"
EXPECTED = pd.DataFrame({"class": ["a", "b", "c"], "Fare ($)": [2.0, 2.0, 9.0]})


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    endpoints.forget()
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name == "gift4code-client"]
    assert left == []


def _ask(script: dict[str, Any], intent: str = "average fare by class", **more: Any) -> Answer:
    with scripted(**script) as server, Assistant(base_url=server.base_url) as assistant:
        return assistant.ask(intent, **{"frames": {"df": DF}, "n": 4, "seconds": 20, **more})


def test_a_cell_that_meets_the_example_is_verified() -> None:
    answer = _ask({**SLOTS, "completions": [SUM, MEAN, BROKEN, "no program ("]}, output=Output(example=EXPECTED))
    assert answer.code == "result = df.groupby('class', as_index=False)['Fare ($)'].mean()"
    assert answer.verified
    assert answer.reason == "it meets every part of the specification"
    assert [candidate.status for candidate in answer.candidates] == ["ok", "wrong", "error", "refused"]
    assert answer.candidates[0].value_preview is not None
    assert answer.candidates[0].value_preview.columns == ("class", "Fare ($)")
    assert answer.seconds > 0
    assert "one for each class" in answer.spec


def test_rows_shown_stand_in_the_order_that_the_words_ask_for() -> None:
    by_class = "result = <d0>.groupby(<c0>, as_index=False)[<c1>].mean().sort_values(<c0>)"
    shown = Output(example=EXPECTED.iloc[[2, 0]], partial=True)
    wrong = {**SLOTS, "completions": [by_class]}
    answer = _ask(wrong, "average fare by class, highest first", output=shown)
    assert answer.verified
    assert answer.code is not None
    assert "ascending=False" in answer.code
    assert _ask(wrong, "average fare by class", output=shown).code == (
        "result = df.groupby('class', as_index=False)['Fare ($)'].mean().sort_values('class')"
    )


def test_it_abstains_when_nothing_meets_the_specification() -> None:
    script = {**SLOTS, "completions": [SUM, BROKEN]}
    with scripted(**script) as server, Assistant(base_url=server.base_url, ways=["model"]) as assistant:
        answer = assistant.ask("average fare by class", frames={"df": DF}, output=Output(example=EXPECTED), n=4)
    assert answer.code is None
    assert not answer.verified
    assert answer.reason.startswith("no candidate meets the specification (2 tried); the nearest one: ")
    assert answer.candidates[0].code.endswith(".sum()")
    assert answer.candidates[0].mismatch in answer.reason


def test_without_a_specification_the_likeliest_value_is_offered_unverified() -> None:
    other = "result = <d0>[[<c0>, <c1>]].groupby(<c0>, as_index=False).mean()"
    answer = _ask({**SLOTS, "completions": [SUM, MEAN, SUM, other, SUM, MEAN, other]}, n=6)
    counts = {candidate.code: candidate.samples for candidate in answer.candidates}
    assert answer.code == "result = df.groupby('class', as_index=False)['Fare ($)'].mean()"
    assert max(counts.values()) == counts["result = df.groupby('class', as_index=False)['Fare ($)'].sum()"]
    assert not answer.verified
    assert answer.reason == "it ran without error; nothing was specified to check"


def test_a_name_alone_is_no_specification() -> None:
    answer = _ask({**SLOTS, "completions": [MEAN]}, output=Output(name="fares"))
    assert answer.code == "fares = df.groupby('class', as_index=False)['Fare ($)'].mean()"
    assert not answer.verified


def test_a_sentence_alone_is_not_verified() -> None:
    answer = _ask({**SLOTS, "completions": [MEAN]}, output=Output(summary="one row per class"))
    assert not answer.verified
    assert answer.reason == "it ran without error; a sentence cannot be checked by running"
    assert "one row per <c0>" in answer.prompt


def test_type_and_columns_are_checked() -> None:
    scalar = "result = <d0>[<c1>].mean()"
    answer = _ask({**SLOTS, "completions": [scalar, MEAN]}, output=Output(columns=["class", "Fare ($)"]))
    assert answer.verified
    assert answer.code is not None
    assert "groupby" in answer.code


def test_what_leaves_the_kernel_is_what_the_answer_shows() -> None:
    with scripted(**SLOTS, completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        answer = assistant.ask("average fare of 'a'", frames={"df": DF}, n=1)
        sent = {request["body"]["prompt"] for request in server.requests() if request["method"] == "POST"}
    assert sent == {answer.prompt}
    assert "<ask> average <c1> of <v0>" in answer.prompt
    assert "'a'" not in answer.prompt


def test_a_general_model_is_asked_in_chat_and_its_prose_ignored() -> None:
    text = "Here you are:\n\n```python\ndf = pd.read_csv('t.csv')\nresult = df[['fare']].sum()\n```\nEnjoy!"
    right = "```python\nimport pandas as pd\nresult = df.groupby('Class', as_index=False)['Fare ($)'].mean()\n```"
    script = {"completions": [right], "greedy": text}
    answer = _ask(script, output=Output(example=EXPECTED), context="import pandas as pd\ndf = pd.read_csv('t.csv')")
    assert answer.verified
    assert answer.candidates[0].edits == ("read the column 'Class' as 'class'",)
    assert answer.candidates[1].edits == (
        "left out a line that loads df again",
        "read the column 'fare' as 'Fare ($)'",
    )
    assert "Variables that exist:" in answer.prompt
    assert "df = pd.read_csv('t.csv')" in answer.prompt


def test_a_general_model_can_be_asked_anonymously() -> None:
    script = {"completions": ["```python\nresult = d0.groupby('c0', as_index=False)['c1'].mean()\n```"]}
    answer = _ask(script, output=Output(example=EXPECTED), level="anonymous")
    assert answer.code == "result = df.groupby('class', as_index=False)['Fare ($)'].mean()"
    assert answer.verified
    assert "class" not in answer.prompt
    assert "Fare" not in answer.prompt


def test_events_tell_every_step() -> None:
    events: list[Event] = []
    answer = _ask({**SLOTS, "completions": [MEAN, SUM], "greedy": BROKEN}, n=2, on_event=events.append)
    names = [type(event).__name__ for event in events]
    assert names == ["Read", "Specified", "Shared", "Generated", "Ran", "Ran", "Ran", "Checked", "Chosen"]
    assert events[-1].candidate == answer.candidates[0]


def test_several_frames() -> None:
    names = pd.DataFrame({"class": ["a", "b", "c"], "label": ["first", "second", "third"]})
    code = "result = <d0>.merge(<d1>, on=<c0>, how='left')"
    answer = _ask({**SLOTS, "completions": [code]}, "join df and names", frames={"df": DF, "names": names})
    assert answer.code == "result = df.merge(names, on='class', how='left')"


def test_the_output_may_be_the_input() -> None:
    code = "result = <d0>.drop(columns=[<c2>])"
    answer = _ask({**SLOTS, "completions": [code]}, "drop age", output=Output(name="df", columns=["class", "Fare ($)"]))
    assert answer.code == "df = df.drop(columns=['age'])"
    assert answer.verified


def test_frames_are_found_in_the_calling_code() -> None:
    people = DF
    with scripted(**SLOTS, completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        answer = assistant.ask("average fare by class of people", n=1)
    assert answer.code == "result = people.groupby('class', as_index=False)['Fare ($)'].mean()"
    assert len(people) == 4


def test_a_second_ask_sees_changed_data() -> None:
    df = DF.copy()
    script = {**SLOTS, "completions": ["result = <d0>[<c2>].max()"]}
    with scripted(**script) as server, Assistant(base_url=server.base_url) as assistant:
        assert assistant.ask("highest age", frames={"df": df}, output=Output(example=60), n=1).verified
        df.loc[3, "age"] = 99
        assert assistant.ask("highest age", frames={"df": df}, output=Output(example=99), n=1).verified


@pytest.mark.parametrize(
    ("intent", "frames", "output", "message"),
    [
        ("  ", {"df": DF}, None, "the request is empty"),
        ("mean", {}, None, "there is no dataframe to work on"),
        ("mean", {"df": DF.head(0)}, None, "df has no rows"),
        ("mean", {"df": DF.groupby("class")}, None, "df is a groupby; ask about the dataframe it was made from"),
        (
            "mean",
            {"t": pa.table({"a": [1]})},
            None,
            "t is a pyarrow.Table, and cells are written in pandas; convert it",
        ),
        (
            "mean",
            {"g": DF.groupby("class")},
            None,
            "g is a groupby; ask about the dataframe it was made from and say what to group by",
        ),
        ("mean", {"my frame": DF}, None, "the input 'my frame' has no variable name"),
        ("mean", {"df": DF}, Output(name="class"), "'class' is no variable name"),
        ("mean", {f"d{place}": DF for place in range(9)}, None, "9 inputs are too many"),
    ],
)
def test_requests_that_cannot_be_asked(
    intent: str, frames: dict[str, Any], output: Output | None, message: str
) -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1") as assistant, pytest.raises(AskError) as caught:
        assistant.ask(intent, frames=frames, output=output)
    assert str(caught.value).startswith(message)


def test_contradictions_are_found_before_anything_is_asked() -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1") as assistant, pytest.raises(OutputError):
        assistant.ask("mean", frames={"df": DF}, output=Output(columns=["a"], example=pd.DataFrame({"b": [1]})))


def test_a_model_that_does_not_answer_is_one_sentence() -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1", model="m") as assistant, pytest.raises(ClientError) as caught:
        assistant.ask("mean fare", frames={"df": DF})
    assert "no model answers at http://127.0.0.1:9/v1" in str(caught.value)


def test_stop_reaches_the_model_call() -> None:
    stop = threading.Event()
    with scripted(**SLOTS, completions=[MEAN], delay=30) as server, Assistant(base_url=server.base_url) as assistant:
        assistant.ask("warm up", frames={"df": DF}, n=1, seconds=1, stop=_set(threading.Event()))
        threading.Timer(0.5, stop.set).start()
        begun = time.monotonic()
        answer = assistant.ask("mean fare", frames={"df": DF}, seconds=60, stop=stop)
        took = time.monotonic() - begun
    assert (answer.code, answer.reason) == (None, "it was stopped")
    assert took < 0.5 + 0.6


def test_stop_reaches_the_workers() -> None:
    stop = threading.Event()
    slow = "result = sum(range(10 ** 12))"
    script = {**SLOTS, "completions": [slow]}
    with scripted(**script) as server, Assistant(base_url=server.base_url) as assistant:
        events: list[Event] = []

        def on_event(event: Event) -> None:
            events.append(event)
            if type(event).__name__ == "Generated":
                threading.Timer(0.2, stop.set).start()

        answer = assistant.ask("mean", frames={"df": DF}, n=1, seconds=60, stop=stop, on_event=on_event)
    assert answer.reason == "it was stopped"
    assert answer.candidates[0].status == "killed"


def test_the_start_of_the_host_takes_nothing_from_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(**SLOTS, completions=[MEAN], delay=0.5) as server:
        _slow_host(monkeypatch, server.base_url, 4.2)
        with Assistant() as assistant:
            answer = assistant.ask("average fare by class", frames={"df": DF}, n=1, seconds=4)
    assert [candidate.samples for candidate in answer.candidates] == [2]
    assert answer.seconds > 4.2


def test_the_wait_for_a_host_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    _slow_host(monkeypatch, "http://127.0.0.1:9/v1", 3.0)
    monkeypatch.setattr("gift4code_ext.assistant.sample.FOR_STARTING", 0.2)
    with Assistant() as assistant, pytest.raises(ClientError, match="still being loaded; ask again in a moment"):
        assistant.ask("average fare by class", frames={"df": DF})


def test_stop_reaches_the_wait_for_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    _slow_host(monkeypatch, "http://127.0.0.1:9/v1", 5.0)
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    with Assistant() as assistant:
        answer = assistant.ask("average fare by class", frames={"df": DF}, stop=stop)
    assert answer.reason == "it was stopped"
    assert answer.seconds < 1.5


def test_a_second_ask_waits_no_longer_than_it_may() -> None:
    first, asked = threading.Event(), threading.Event()
    with scripted(**SLOTS, completions=[MEAN], delay=30) as server, Assistant(base_url=server.base_url) as assistant:

        def ask() -> None:
            assistant.ask("mean fare", frames={"df": DF}, seconds=60, stop=first, on_event=lambda _: asked.set())

        thread = threading.Thread(target=ask)
        thread.start()
        assert asked.wait(10)
        stopped = assistant.ask("mean fare", frames={"df": DF}, stop=_set(threading.Event()))
        late = assistant.ask("mean fare", frames={"df": DF}, seconds=0.3)
        first.set()
        thread.join(10)
    assert stopped.reason == "it was stopped"
    assert late.reason == "another request to this assistant is still running; ask again when it has ended"
    assert max(stopped.seconds, late.seconds) < 2


def test_frames_of_an_ask_that_was_left_are_not_loaded() -> None:
    script = {**SLOTS, "completions": ["result = <d0>[<c2>].max()"]}
    with scripted(**script) as server, Assistant(base_url=server.base_url) as assistant:

        def on_event(event: Event) -> None:
            if type(event).__name__ == "Generated":  # now the first ask's thread comes to loading its frames
                with pytest.raises(Stopped):
                    assistant._ready(1, {"df": DF.head(1)})

        assistant.ask("highest age", frames={"df": DF.head(1)}, n=1, stop=_set(threading.Event()))
        answer = assistant.ask("highest age", frames={"df": DF}, output=Output(example=60), n=1, on_event=on_event)
    assert answer.verified


def test_samples_that_failed_are_told() -> None:
    events: list[Event] = []
    answer = _ask({**SLOTS, "completions": [MEAN], "fails": [400]}, on_event=events.append)
    told = next(event for event in events if isinstance(event, Generated))
    assert told.failure.endswith("refused the request (400): not now")
    assert answer.code is not None
    assert answer.reason.startswith(
        "it ran without error; nothing was specified to check; there are fewer samples than"
    )
    assert answer.reason.endswith(told.failure)


@pytest.mark.parametrize("n", [0, -1, 129, 10**6])
def test_samples_are_bounded(n: int) -> None:
    with Assistant(base_url="http://127.0.0.1:9/v1") as assistant, pytest.raises(AskError, match="n from 1 to 128"):
        assistant.ask("mean fare", frames={"df": DF}, n=n)


def test_interrupt_stops_and_is_raised() -> None:
    with scripted(**SLOTS, completions=[MEAN], delay=30) as server, Assistant(base_url=server.base_url) as assistant:
        timer = threading.Timer(1.0, signal.raise_signal, [signal.SIGINT])
        timer.start()
        begun = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            assistant.ask("mean fare", frames={"df": DF}, seconds=60)
        assert time.monotonic() - begun < 5


def _slow_host(monkeypatch: pytest.MonkeyPatch, base_url: str, seconds: float) -> None:
    """The local host, as on a machine where it takes ``seconds`` to start."""

    def ensure(model: str | None = None) -> Address:
        import_module("httpx")  # the true one needs it too, to ask whether a host runs
        time.sleep(seconds)
        return Address(base_url, "token", 0, "tiny")

    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    monkeypatch.setattr("gift4code_ext.host.launch.ensure", ensure)


def _set(event: threading.Event) -> threading.Event:
    event.set()
    return event
