"""The magics in a real ipykernel: what is shown, what is inserted, and what is left alone."""

from __future__ import annotations

import time

import endpoint
import psutil
import pytest
from kernel.live import TABLE, Kernel, started

CODE = "result = df.groupby('class', as_index=False)['fare'].mean()"


def inserted(content: dict) -> list[str]:
    return [part["text"] for part in content["payload"] if part["source"] == "set_next_input"]


def test_line_magic_shows_one_card_and_inserts_the_cell_below(kernel: Kernel) -> None:
    reply = kernel.run("%gift4code average fare by class --columns class,fare --rows 2")

    assert reply.content["status"] == "ok", reply.streams
    assert reply.content["payload"] == [{"source": "set_next_input", "text": CODE, "replace": False}]
    assert reply.steps[0] == "gift4code: reading ..."
    (card,) = reply.shown  # the status line became the card
    assert card["text/plain"].endswith("verified: it meets every part of the specification")
    assert '<section class="gift4code-card" aria-label="gift4code answer">' in card["text/html"]
    assert reply.results == []


def test_cell_magic_names_frames_and_output(kernel: Kernel) -> None:
    reply = kernel.run("%%gift4code df -> fares --type DataFrame --no-insert\naverage fare\nby class")

    assert reply.content["status"] == "ok", reply.streams
    assert inserted(reply.content) == []
    assert "fares: pandas.DataFrame, 2 x 2" in reply.shown[0]["text/plain"]


def test_a_question_with_quotes_reaches_the_model_as_written(kernel: Kernel, model: endpoint.Server) -> None:
    asked = "what's the \"mean\" fare in {class} for $5, it's for 'a' -- isn't it?"
    reply = kernel.run(f"%gift4code {asked}")

    assert reply.content["status"] == "ok", reply.streams
    body = model.requests()[-1]["body"]
    assert asked in body["messages"][-1]["content"]


def test_the_namespace_history_and_last_value_are_left_alone(kernel: Kernel) -> None:
    names = "sorted(n for n in get_ipython().user_ns if not n.startswith('_'))"
    kernel.run("6 * 7")
    before = [kernel.value(text) for text in (names, "_", "len(Out)", "len(In)")]
    kernel.run("%gift4code average fare by class")
    failed = kernel.run("%gift4code @nothing average fare")
    after = [kernel.value(text) for text in (names, "_", "len(Out)", "len(In)")]

    assert failed.content["status"] == "error"
    assert before[0] == after[0]
    assert before[1:3] == after[1:3] == ["42", before[2]]
    assert int(after[3]) == int(before[3]) + 2


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("%gift4code", "Say what you want after %gift4code"),
        ("%gift4code @nope average fare", "There is no variable named 'nope'; the dataframes here are df."),
        ("%gift4code fare --colums class", "There is no option --colums"),
        ("%gift4code fare --rows", "The option --rows needs a value."),
        ("%gift4code fare --rows many", "invalid int value: 'many'"),
        ("%gift4code fare --example nope", "there is no variable nope"),
        ("%gift4code fare --level all", "'all' is no privacy level"),
        ("%gift4code fare by class -> 2x", "'2x' is no name for a variable"),
        ("%%gift4code df.x -> y\nfare", "'df.x' is no variable name"),
    ],
)
def test_bad_input_gets_one_sentence(kernel: Kernel, cell: str, sentence: str) -> None:
    reply = kernel.run(cell)

    assert (reply.content["status"], reply.content["ename"]) == ("error", "UsageError")
    assert sentence in reply.streams["stderr"]
    assert "Traceback" not in reply.streams["stderr"]
    assert [part for part in reply.shown if part["text/plain"]] == []


def test_an_endpoint_that_does_not_answer_is_one_sentence() -> None:
    with started("http://127.0.0.1:9/v1") as kernel:
        kernel.run("%load_ext gift4code_ext")
        kernel.run("%config Gift4Code.live_card = False")
        kernel.run(TABLE)
        reply = kernel.run("%gift4code average fare by class")

        assert reply.content["ename"] == "UsageError"
        assert "127.0.0.1:9" in reply.streams["stderr"]
        assert reply.shown[0]["text/plain"] == ""


def test_ctrl_c_stops_the_ask_and_its_worker_ends_with_the_kernel() -> None:
    with endpoint.scripted(completions=["result = df"], delay=60) as slow, started(slow.base_url) as kernel:
        kernel.run("%load_ext gift4code_ext")
        kernel.run("%config Gift4Code.live_card = False")
        kernel.run(TABLE)
        begun = time.monotonic()
        reply = kernel.run("%gift4code average fare by class --seconds 50", interrupt_at="asking")
        took = time.monotonic() - begun

        assert "Stopped; nothing was inserted." in reply.streams["stderr"]
        assert took < 10
        assert kernel.run("1 + 1").results == ["2"]
        (worker,) = psutil.Process(kernel.pid).children()  # kept warm for the next ask
        # one that still starts tries its confinement in processes of a few milliseconds; a cell would stay
        _, staying = psutil.wait_procs(worker.children(), timeout=5)
        assert staying == []
        kernel.client.shutdown()
        assert worker.wait(10) is None


def test_loading_the_extension_imports_nothing_heavy() -> None:
    with_extension = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "get_ipython().run_line_magic('load_ext', 'gift4code_ext')\n"
        "heavy = {'pandas', 'numpy', 'torch', 'httpx', 'jupyter_server', 'jupyterlab', 'onnxruntime'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    with started("http://127.0.0.1:9/v1") as fresh:
        assert fresh.run(with_extension).streams["stdout"] == "[]\n"


def test_unloading_takes_everything_back() -> None:
    with started("http://127.0.0.1:9/v1") as kernel:
        kernel.run("%load_ext gift4code_ext")
        kernel.run("%unload_ext gift4code_ext")
        reply = kernel.run("%gift4code x")

        assert "not found" in reply.streams["stderr"]
        assert kernel.value("len(get_ipython().input_transformers_cleanup)") == kernel.value(
            "len(type(get_ipython().input_transformer_manager)().cleanup_transforms)"
        )
