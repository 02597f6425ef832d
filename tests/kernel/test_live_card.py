"""The live card in a real kernel: what it shows, what it is told, and what a saved notebook keeps of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import endpoint
import nbformat
import pytest
from kernel.cards import View, build, unbuild
from kernel.live import ROOT, TABLE, Kernel, started
from kernel.panel import Panel, subshell, wait_for_request
from nbclient import NotebookClient

CODE = "result = df.groupby('class', as_index=False)['fare'].mean()"
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def model() -> Iterator[endpoint.Server]:
    with endpoint.scripted(completions=[CODE, "result = df['fare'].mean()", "import os"]) as server:
        yield server


@pytest.fixture(scope="module")
def kernel(model: endpoint.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    with started(model.base_url) as running:
        running.run("%load_ext gift4code_ext")
        running.run(TABLE)
        build(running, tmp_path_factory.mktemp("static"))
        yield running


def test_one_output_is_the_card_and_its_fallbacks_say_how_it_ended(kernel: Kernel) -> None:
    reply = kernel.run("%gift4code average fare by class --columns class,fare --rows 2")

    assert reply.content["payload"] == [{"source": "set_next_input", "text": CODE, "replace": False}]
    (shown,) = reply.shown
    assert set(shown) == {VIEW, "text/html", "text/plain"}
    assert shown["text/plain"].endswith("verified: it meets every part of the specification")
    assert "result: pandas.DataFrame, 2 x 2" in shown["text/plain"]


def test_a_view_that_says_hello_is_told_everything_in_order(kernel: Kernel) -> None:
    view = View.of(kernel, kernel.run("%gift4code average fare by class").shown[0])
    view.say(type="hello")
    told = view.heard("answer")

    assert [message["seq"] for message in told] == list(range(len(told)))
    assert len({message["id"] for message in told}) == 1
    assert told[0]["event"]["kind"] == "read"
    assert told[-1]["answer"]["code"] == CODE


def test_the_card_refines_its_answer_while_the_fallbacks_follow(kernel: Kernel, model: endpoint.Server) -> None:
    shown = kernel.run("%gift4code average fare by class").shown[0]
    view = View.of(kernel, shown)
    view.say(type="refine", words="only city 'x'")
    view.heard("answer")
    view.panel.listen(1.0)

    assert "average fare by class, only city 'x'" in model.requests()[-1]["body"]["messages"][-1]["content"]
    assert view.state("summary")["words"] == "average fare by class, only city 'x'"
    (update,) = [m for m in view.panel.heard if m["header"]["msg_type"] == "update_display_data"]
    assert update["content"]["data"][VIEW] == shown[VIEW]


def test_no_end_of_a_card_is_kept_with_its_live_values(kernel: Kernel) -> None:
    view = View.of(kernel, kernel.run("%gift4code average fare by class").shown[0])
    view.say(type="refine", words="only city 'x'")
    view.heard("answer")
    view.panel.listen(1.0)

    kept = "import gc\ngc.collect()\nprint([each for each in gc.get_objects() if type(each).__name__ == 'Answered'])"
    assert kernel.run(kept).streams["stdout"] == "[]\n"


def test_a_view_that_is_opened_after_a_refinement_is_told_both_turns(kernel: Kernel) -> None:
    shown = kernel.run("%gift4code average fare by class").shown[0]
    first = View.of(kernel, shown)
    first.say(type="refine", words="only city 'x'")
    first.heard("answer")
    first.say(type="refine", words=" ")  # says nothing
    later = View.of(kernel, shown)
    later.say(type="hello")
    later.panel.listen(1.0)
    told = later.heard("answer")

    assert [message["seq"] for message in told].count(0) == 2
    assert [message["type"] for message in told].count("answer") == 2


def test_what_the_card_says_is_not_a_cells(kernel: Kernel) -> None:
    view = View.of(kernel, kernel.run("%gift4code average fare by class").shown[0])
    view.say(type="refine", words="highest first")
    view.heard("answer")
    parents = {m["parent_header"]["msg_type"] for m in view.panel.heard if m["header"]["msg_type"] == "comm_msg"}

    assert parents == {"comm_msg"}


def test_stop_in_the_card_ends_the_cell_without_an_error(tmp_path: Path) -> None:
    with endpoint.scripted(completions=[CODE], delay=60) as slow, started(slow.base_url) as kernel:
        kernel.run("%load_ext gift4code_ext")
        kernel.run(TABLE)
        build(kernel, tmp_path)
        panel = Panel(kernel)
        identity = kernel.client.execute("%gift4code average fare by class --seconds 50")
        shown = panel.hear("display_data")["content"]["data"]
        card = Panel(kernel, comm=shown[VIEW]["model_id"], subshell=subshell(kernel))
        wait_for_request(slow)
        card._send("comm_msg", {"comm_id": card.comm, "data": {"method": "custom", "content": {"type": "stop"}}})
        reply = kernel.reply(identity)

        assert reply["content"]["status"] == "ok"
        assert reply["content"]["payload"] == []


def test_a_request_that_cannot_be_asked_leaves_no_card(kernel: Kernel) -> None:
    reply = kernel.run("%gift4code average fare of @nothing")

    assert "There is no variable named 'nothing'" in reply.streams["stderr"]
    assert reply.shown == [{"text/plain": "", "text/html": ""}]


def test_where_the_card_is_not_built_html_says_so(kernel: Kernel, tmp_path: Path) -> None:
    unbuild(kernel, tmp_path)
    (shown,) = kernel.run("%gift4code average fare by class").shown
    build(kernel, tmp_path)

    assert set(shown) == {"text/html", "text/plain"}
    assert shown["text/plain"].endswith(
        "The live card is not built here: run npm ci and npm run build in labextension, and restart the kernel."
    )
    assert "5.0" not in "".join(shown.values()), "nobody asked to keep the mean fare of class b"


# ---- what a saved notebook keeps

_CELLS = ("zqx-first-7193", "zqx-other-8841", "52817.5", "90431.25", "61624.375")


def _saved(tmp_path: Path, *before: str, line: str) -> str:
    """A notebook that asks about a table that was loaded from a file, as it is saved with its widgets' state."""
    table = "name,amount\n" + f"{_CELLS[0]},{_CELLS[2]}\n{_CELLS[1]},{_CELLS[3]}\n{_CELLS[1]},{_CELLS[4]}\n"
    (tmp_path / "table.csv").write_text(table)
    (tmp_path / "card.js").write_text("export default { render() {} };\n")
    static = f"import pathlib, gift4code_ext.kernel.widget as w\nw.STATIC = pathlib.Path({str(tmp_path)!r})"
    load = f"import pandas as pd\ndf = pd.read_csv({str(tmp_path / 'table.csv')!r})\nwanted = df.head(1)"
    cells = ["%load_ext gift4code_ext", static, load, *before, line]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    codes = ["result = df.groupby('name', as_index=False)['amount'].max()", "result = df.head(1)", "result = df"]
    with endpoint.scripted(completions=codes) as server:
        environment = {
            **os.environ,
            "GIFT4CODE_BASE_URL": server.base_url,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        client = NotebookClient(notebook, timeout=120, kernel_name="python3", store_widget_state=True)
        client.execute(env=environment)
        assert any(cell in request for request in [json.dumps(server.requests())] for cell in _CELLS)
    saved = nbformat.writes(notebook)
    assert "application/vnd.jupyter.widget-state+json" in saved
    return saved


@pytest.mark.parametrize(
    "line",
    [
        "%gift4code largest amount by name in df --level rows --columns name,amount --seconds 4",
        "%gift4code largest amount by name in df --level rows --example wanted --seconds 4",
        "%gift4code largest amount by name in df --level rows --rows 77 --seconds 3",
    ],
)
def test_a_saved_notebook_holds_no_cell_of_the_table(tmp_path: Path, line: str) -> None:
    saved = _saved(tmp_path, line=line)

    assert [cell for cell in _CELLS if cell in saved] == []
    assert '"summary"' in saved


@pytest.mark.parametrize("how", ["--keep-values", "%config Gift4Code.keep_values = True"])
def test_values_are_kept_where_that_was_asked_for(tmp_path: Path, how: str) -> None:
    before = [how] if how.startswith("%") else []
    saved: Any = _saved(
        tmp_path,
        *before,
        line=f"%gift4code largest amount by name in df --level rows --seconds 4 {'' if before else how}".strip(),
    )
    states = json.loads(saved)["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]
    (kept,) = [state["state"]["kept"] for state in states.values() if state["state"].get("kept")]

    assert kept["type"] == "answer"
    assert any(_CELLS[0] in row for row in kept["answer"]["candidates"][0]["value_preview"]["rows"])
    assert _CELLS[0] in json.dumps(json.loads(saved)["cells"])


def test_config_tells_the_defaults_and_sets_them(kernel: Kernel, model: endpoint.Server) -> None:
    told = kernel.run("%config Gift4Code").streams["stdout"]
    kernel.run("%config Gift4Code.n = 3")
    kernel.run("%config Gift4Code.insert = False")
    reply = kernel.run("%gift4code average fare by class")
    asked = [request["body"].get("n", 1) for request in model.requests()[-2:]]
    kernel.run("%config Gift4Code.n = 16")
    kernel.run("%config Gift4Code.insert = True")

    for name in ("n", "seconds", "level", "insert", "keep_values", "live_card"):
        assert f"Gift4Code.{name}=" in told
    assert "Candidates to ask for." in told
    assert sorted(asked) == [1, 3]
    assert reply.content["payload"] == []
