"""Asks of a panel at a real kernel: their messages in order, and every way they end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import endpoint
import psutil
import pytest
from kernel.live import TABLE, Kernel, started
from kernel.panel import DOOR, MIME, Panel, request, subshell, wait_for_request

CODE = "result = df.groupby('class', as_index=False)['fare'].mean()"
EXAMPLE = {"kind": "grid", "columns": ["class", "fare"], "rows": [["a", "2"], ["b", None]], "more": "no"}


@pytest.fixture(scope="module")
def model() -> Iterator[endpoint.Server]:
    with endpoint.scripted(completions=[CODE, CODE.replace("mean", "sum"), "import os"]) as server:
        yield server


@pytest.fixture(scope="module")
def kernel(model: endpoint.Server) -> Iterator[Kernel]:
    with started(model.base_url) as running:
        running.run(TABLE)
        yield running


@pytest.fixture
def panel(kernel: Kernel) -> Iterator[Panel]:
    opened = Panel(kernel).open()
    yield opened
    opened.close()


@pytest.fixture
def slow() -> Iterator[tuple[endpoint.Server, Kernel]]:
    with endpoint.scripted(completions=[CODE], delay=60) as server, started(server.base_url) as running:
        running.run(TABLE)
        yield server, running


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [message["event"]["kind"] if message["type"] == "event" else message["type"] for message in told]


def test_the_state_comes_as_json_of_our_own_type(kernel: Kernel) -> None:
    identity = kernel.client.execute("", silent=True, user_expressions={"state": f"{DOOR}.look()"})
    (told,) = kernel.reply(identity)["content"]["user_expressions"].values()

    assert told["status"] == "ok"
    assert told["data"][MIME]["protocol"] == 1
    assert told["data"][MIME]["frames"] == [{"name": "df", "type": "pandas.DataFrame", "shape": [3, 3]}]


def test_an_ask_tells_its_steps_in_order_and_ends_with_the_answer(panel: Panel) -> None:
    told = panel.wait(panel.ask("average fare by class", output={"example": EXAMPLE}))
    steps = [kind for kind in kinds(told) if kind != "loading"]
    answer = told[-1]["answer"]

    assert [message["seq"] for message in told] == list(range(len(told)))
    assert steps[:4] == ["read", "specified", "shared", "generated"]
    assert steps[-3:] == ["checked", "chosen", "answer"] or steps[-2:] == ["chosen", "answer"]
    assert (answer["code"], answer["verified"]) == (CODE, True)


def test_the_expected_value_and_cells_that_differ_from_it_are_told(panel: Panel) -> None:
    told = panel.wait(panel.ask("average fare by class", output={"example": EXAMPLE}))
    (expected,) = [message["event"]["expected"] for message in told if kinds([message]) == ["specified"]]
    (wrong,) = [each for each in told[-1]["answer"]["candidates"] if "sum" in each["code"]]

    assert (expected["columns"], expected["rows"]) == (["class", "fare"], [["a", "2"], ["b", "..."]])
    assert wrong["value_preview"]["rows"] == [["a", "4"], ["b", "5"]]
    assert wrong["differs"] == [[0, 1]]


def test_an_ask_goes_on_beside_a_cell_that_runs(kernel: Kernel) -> None:
    panel = Panel(kernel, subshell=subshell(kernel)).open()
    cell = kernel.client.execute("import threading\nheld = threading.Event()\nheld.wait(60)")
    told = panel.wait(panel.ask("average fare by class"))
    ended = [m for m in panel.heard if m["parent_header"].get("msg_id") == cell and m["content"].get("execution_state")]
    kernel.manager.interrupt_kernel()
    kernel.reply(cell)

    assert told[-1]["type"] == "answer"
    assert "idle" not in [m["content"]["execution_state"] for m in ended]


def test_a_preview_is_what_reaches_the_endpoint_and_asks_for_nothing(panel: Panel, model: endpoint.Server) -> None:
    asked = request("average fare by class", level="rows", output={"example": EXAMPLE})
    before = len([each for each in model.requests() if each["method"] == "POST"])
    outgoing = panel.wait(panel.tell(type="preview", request=asked))[-1]["outgoing"]
    between = len([each for each in model.requests() if each["method"] == "POST"])
    told = panel.wait(panel.tell(type="ask", request=asked))
    sent = "\n\n".join(message["content"] for message in model.requests()[-1]["body"]["messages"])
    (shared,) = [message["event"] for message in told if kinds([message]) == ["shared"]]

    assert before == between
    assert outgoing["text"] == sent == shared["prompt"] == told[-1]["answer"]["prompt"]
    assert outgoing["characters"] == len(sent)
    assert (outgoing["model"], outgoing["template"], outgoing["level"], outgoing["local"]) == (
        *(f"tiny at {model.base_url}", "chat/1", "rows", True),
    )


def test_stop_ends_the_ask_and_its_connection(slow: tuple[endpoint.Server, Kernel]) -> None:
    server, kernel = slow
    panel = Panel(kernel).open()
    asked = panel.ask("average fare by class", seconds=50.0)
    wait_for_request(server)
    panel.tell(type="stop", id=asked)
    told = panel.wait(asked)
    panel.listen(0.5)

    assert told[-1]["type"] == "stopped"
    assert panel.told(asked) == told


def test_a_newer_ask_of_the_same_panel_stops_the_one_before(slow: tuple[endpoint.Server, Kernel]) -> None:
    server, kernel = slow
    panel = Panel(kernel).open()
    first = panel.ask("average fare by class", seconds=50.0)
    wait_for_request(server)
    second = panel.ask("sum of fare by class", seconds=50.0)

    assert panel.wait(first)[-1]["type"] == "stopped"
    panel.wait(second, until="shared")
    panel.tell(type="stop", id=second)
    assert panel.wait(second)[-1]["type"] == "stopped"


def test_a_panel_that_closes_stops_what_it_asked(slow: tuple[endpoint.Server, Kernel]) -> None:
    server, kernel = slow
    panel = Panel(kernel).open()
    asked = panel.ask("average fare by class", seconds=50.0)
    wait_for_request(server)
    panel.close()

    assert panel.wait(asked)[-1]["type"] == "stopped"


def test_an_answer_is_refined_by_more_words_over_the_same_frames(panel: Panel, model: endpoint.Server) -> None:
    first = panel.ask("average fare by class", output={"example": EXAMPLE})
    panel.wait(first)
    second = panel.tell(type="refine", of=first, words="only 'a'", request=request(""))
    answer = panel.wait(second)[-1]["answer"]
    third = panel.tell(type="refine", of=second, words="sorted", request=request(""))
    panel.wait(third)
    said = model.requests()[-1]["body"]["messages"][-1]["content"]

    assert "example" not in [clause["name"] for each in answer["candidates"] for clause in each["checks"]]
    assert "average fare by class, only 'a', sorted" in said
    assert f"Earlier cells:\n{CODE}" in said


def test_an_expected_output_that_was_not_met_is_still_expected(panel: Panel) -> None:
    first = panel.ask("average fare by class", seconds=3.0, output={"rows": 77})
    assert panel.wait(first)[-1]["answer"]["code"] is None
    second = panel.tell(type="refine", of=first, words="please", request=request("", seconds=3.0))

    assert "expected 77 rows" in panel.wait(second)[-1]["answer"]["reason"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"request": request("fare of @nope")}, "There is no variable named 'nope'; the dataframes here are df."),
        ({"request": request("fare", frames=["nope"])}, "There is no variable named 'nope'"),
        ({"request": request("  ")}, "the request is empty"),
        ({"request": request("fare", level="all")}, "'all' is no privacy level"),
        ({"request": request("fare", n=1000)}, "1000 samples are not allowed here; ask for 128 at most."),
        ({"request": request("fare", seconds=0)}, "0 seconds cannot be spent"),
        ({"request": request("fare", overrides={"df.nope": "names"})}, "nope"),
        ({"request": request("fare", output={"name": "2x"})}, "'2x' is no name for a variable"),
        ({"request": request("fare", output={"example": {"kind": "variable", "name": "nope"}})}, "'nope' to serve as"),
        ({"request": request("fare", output={"example": {"kind": "text", "text": "nope"}})}, "no variable nope"),
        (
            {"request": request("fare", output={"rows": 3, "example": {**EXAMPLE, "more": "no"}})},
            "rows",
        ),
        ({"request": None}, "do not understand each other (request)"),
        ({"request": request("fare", output={"example": {"kind": "song"}})}, "do not understand each other (example)"),
        ({"type": "refine", "of": "gone", "words": "more", "request": request("")}, "is not kept any more"),
        ({"type": "sing"}, "does not know the message 'sing'"),
        ({"type": "read", "names": ["nope"]}, "There is no variable named 'nope' any more"),
        ({"type": "read", "names": 5}, "gift4code itself failed on this request (TypeError"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(panel: Panel, message: dict[str, Any], sentence: str) -> None:
    told = panel.wait(panel.tell(**{"type": "ask", **message}))

    assert told[-1]["type"] == "failed"
    assert sentence in told[-1]["sentence"]
    assert told[-1]["retry"] is False


def test_a_model_that_does_not_answer_may_later() -> None:
    with started("http://127.0.0.1:9/v1") as kernel:
        kernel.run(TABLE)
        panel = Panel(kernel).open()
        failed = panel.wait(panel.ask("average fare by class"))[-1]

        assert (failed["type"], failed["retry"]) == ("failed", True)
        assert "127.0.0.1:9" in failed["sentence"]


def test_what_an_administrator_settled_holds(kernel: Kernel, panel: Panel) -> None:
    settled = {"GIFT4CODE_HIGHEST_LEVEL": "names", "GIFT4CODE_MOST_SAMPLES": "4", "GIFT4CODE_MODELS": "tiny,other"}
    kernel.run(f"import os; os.environ.update({settled!r})")
    try:
        tries = [
            request("fare", level="schema"),
            request("fare", level="names", overrides={"df.fare": "rows"}),
            request("fare", level="names", n=5),
            request("fare", level="names", model="huge"),
        ]
        sentences = [panel.wait(panel.tell(type="ask", request=each))[-1]["sentence"] for each in tries]
        policy = panel.wait(panel.tell(type="look"))[-1]["state"]["policy"]
        allowed = panel.wait(panel.tell(type="ask", request=request("fare", level="names", model="tiny")))[-1]
    finally:
        kernel.run(
            "import os\nfor name in ('HIGHEST_LEVEL', 'MOST_SAMPLES', 'MODELS'): del os.environ['GIFT4CODE_' + name]"
        )

    assert sentences == [
        "The privacy level schema is not allowed here; choose names or a lower one.",
        "The privacy level rows is not allowed here; choose names or a lower one.",
        "5 samples are not allowed here; ask for 4 at most.",
        "The model huge is not allowed here; choose one of tiny, other.",
    ]
    assert (policy["highest_level"], policy["most_samples"], policy["models"]) == ("names", 4, ["tiny", "other"])
    assert allowed["type"] == "answer"


def test_no_frame_is_kept_alive_by_what_was_asked(kernel: Kernel, panel: Panel) -> None:
    kernel.run("import gc, weakref\ngone = df.copy()\nshown = df.head(1).copy()")
    example = {"example": {"kind": "variable", "name": "shown"}}
    panel.wait(panel.ask("first row of @gone", output=example, seconds=2.0))
    kernel.run("kept = [weakref.ref(gone), weakref.ref(shown)]\ndel gone, shown")

    assert kernel.run("gc.collect(); print([each() is None for each in kept])").streams["stdout"] == "[True, True]\n"


def test_the_messages_of_an_ask_stay_small(kernel: Kernel) -> None:
    wide = "{'c' * 50 + str(n): ['v' * 200] * 50 for n in range(40)}"
    completions = [f"result = df.head(2).assign(n={n}).merge(pd.DataFrame({wide}), how='cross')" for n in range(80)]
    kernel.run("import os; settings = dict(os.environ)")
    with endpoint.scripted(completions=completions) as many:
        kernel.run(f"os.environ['GIFT4CODE_BASE_URL'] = {many.base_url!r}")
        panel = Panel(kernel).open()
        told = panel.wait(panel.ask("everything in df", n=80, seconds=30.0, output={"rows": 7}))
        kernel.run("os.environ.update(settings)")
    sizes = [len(json.dumps(message)) for message in told]

    assert len(told[-1]["answer"]["candidates"]) == 64
    assert told[-1]["answer"]["candidates"][0]["value_preview"]["rows"]
    assert sum(sizes) < 300_000


def test_halves_of_characters_do_not_end_an_ask(kernel: Kernel, panel: Panel) -> None:
    kernel.run("odd = pd.DataFrame([[1.0]], columns=pd.Index(['a\\ud83d'], dtype=object))")
    told = panel.wait(panel.tell(type="read", names=["odd"]))

    assert told[-1]["frames"][0]["columns"][0]["label"] == "a?"


@pytest.mark.parametrize("how", ["kill", "shutdown"])
def test_no_process_outlives_the_kernel(how: str) -> None:
    busy = "while True:\n    pass\nresult = df"
    with endpoint.scripted(completions=[busy]) as model, started(model.base_url) as kernel:
        kernel.run(TABLE)
        panel = Panel(kernel).open()
        panel.ask("average fare by class", seconds=50.0)
        panel.hear("comm_msg")
        process = psutil.Process(kernel.pid)
        while len(children := process.children(recursive=True)) < 3:  # the worker and what runs in it
            panel.listen(0.05)
        if how == "kill":
            process.kill()
        else:
            kernel.client.shutdown()
        gone, alive = psutil.wait_procs([process, *children], timeout=15)

        assert alive == []
        assert len(gone) == len(children) + 1


def test_the_magic_and_the_panel_ask_in_the_same_words_at_the_same_worker(
    kernel: Kernel, panel: Panel, model: endpoint.Server
) -> None:
    kernel.run("%load_ext gift4code_ext")
    kernel.run("%config Gift4Code.live_card = False")
    answer = panel.wait(panel.ask("average fare by class of df", output={"columns": ["class", "fare"]}))[-1]["answer"]
    asked = model.requests()[-1]["body"]["messages"]
    workers = {child.pid for child in psutil.Process(kernel.pid).children()}
    reply = kernel.run("%gift4code average fare by class of df --columns class,fare")

    assert model.requests()[-1]["body"]["messages"] == asked
    assert reply.content["payload"][0]["text"] == answer["code"]
    assert {child.pid for child in psutil.Process(kernel.pid).children()} == workers
