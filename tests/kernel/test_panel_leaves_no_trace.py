"""Looks, reads, previews and asks of a panel in a real kernel: a person's session is the same afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import endpoint
import pytest
from kernel.live import Kernel, started
from kernel.panel import DOOR, Panel, request, subshell

CODE = "result = df.groupby('class', as_index=False)['fare'].mean()"
SESSION = """
import random, signal, warnings, os
import numpy as np, pandas as pd
%matplotlib inline
import matplotlib.pyplot as plt
random.seed(1); np.random.seed(2)
warnings.filterwarnings('ignore', message='mine')
signal.signal(signal.SIGUSR1, lambda *_: None)
os.environ['MINE'] = '1'
df = pd.DataFrame({'class': ['a', 'b', 'a'], 'fare': [1.0, 5.0, 3.0]})
wanted = pd.DataFrame({'class': ['a', 'b'], 'fare': [2.0, 5.0]})
"""
# Reads itself by what is imported already and binds nothing.
STATE = {
    "names": "sorted(get_ipython().user_ns)",
    "objects": "sorted((n, id(v)) for n, v in get_ipython().user_ns.items() if n != '__builtins__')",
    "hidden names": "sorted(get_ipython().user_ns_hidden)",
    "inputs": "list(In)",
    "outputs": "list(Out.items())",
    "last values": "(_, __, ___, _i, _ii, _iii)",
    "count": "get_ipython().execution_count",
    "history": "list(get_ipython().history_manager.get_range(session=0))",
    "stored history": "get_ipython().history_manager.db.execute('select count(*) from history').fetchall()",
    "callbacks": "[(n, list(map(id, c))) for n, c in get_ipython().events.callbacks.items()]",
    "transformers": "[len(get_ipython().input_transformers_cleanup), len(get_ipython().ast_transformers)]",
    "formats": "sorted(map(repr, get_ipython().display_formatter.formatters['text/html'].type_printers))",
    "configurables": "[type(c).__name__ for c in get_ipython().configurables]",
    "frames": "[df.to_dict(), wanted.to_dict(), df.attrs, df.flags.allows_duplicate_labels]",
    "figures": "plt.get_fignums()",
    "random": "hash(random.getstate())",
    "numpy random": "(np.random.get_state()[1].sum(), np.random.get_state()[2])",
    "folder": "os.getcwd()",
    "environment": "sorted(os.environ.items())",
    "signals": "[(s, repr(signal.getsignal(s))) for s in sorted(signal.valid_signals()) if s not in (9, 19)]",
    "warnings": "[str(f) for f in warnings.filters]",
    "options": "[pd.get_option('display.max_rows'), np.get_printoptions()['precision'], plt.rcParams['figure.dpi']]",
    "path": "__import__('sys').path",
    "hooks": "[repr(__import__('sys').excepthook), repr(__import__('threading').excepthook)]",
    "streams": "[id(__import__('sys').stdout), id(__import__('sys').stderr)]",
    "limits": "[__import__('sys').getrecursionlimit(), __import__('gc').get_threshold()]",
}


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    completions = [CODE, "result = df['fare'].mean()", "import os", "df['x'] = 1\nresult = df"]
    with endpoint.scripted(completions=completions) as model, started(model.base_url) as running:
        reply = running.run(SESSION)
        assert reply.content["status"] == "ok", reply
        running.run("6 * 7")
        running.run("'two'")
        yield running


def _state(kernel: Kernel) -> dict[str, str]:
    return {what: kernel.value(expression) for what, expression in STATE.items()}


def _everything(panel: Panel) -> None:
    """All that a panel can say to a kernel, once."""
    example = {"example": {"kind": "variable", "name": "wanted"}}
    asked = request("average fare by class in df", output=example)
    for message in (
        {"type": "look"},
        {"type": "read", "names": ["df", "wanted"]},
        {"type": "preview", "request": asked},
        {"type": "ask", "id": "first", "request": asked},
        {"type": "refine", "of": "first", "words": "highest first", "request": request("")},
        {"type": "ask", "request": request("average fare in @nothing")},
        {"type": "ask", "request": {}},
        {"type": "nonsense"},
    ):
        panel.wait(panel.tell(**message))


def test_silent_expressions_change_nothing(kernel: Kernel) -> None:
    before = _state(kernel)
    kernel.value(f"{DOOR}.look()")
    kernel.value(f"{DOOR}.read(['df'])")

    assert _state(kernel) == before


def test_an_idle_kernel_is_the_same_after_all_that_a_panel_can_say(kernel: Kernel) -> None:
    panel = Panel(kernel).open()
    before = _state(kernel)
    _everything(panel)
    panel.close()

    assert _state(kernel) == before


def test_a_cell_that_runs_meanwhile_has_its_own_output_and_nothing_else(kernel: Kernel) -> None:
    panel = Panel(kernel, subshell=subshell(kernel)).open()
    before = _state(kernel)
    cell = kernel.client.execute(
        "import time, sys\nfor tick in range(30):\n    print('tick', tick)\n    time.sleep(0.1)\n"
        "print('err', file=sys.stderr)\ndisplay('shown')\ndel tick, time, sys\n'value'",
        store_history=False,
    )
    _everything(panel)
    told = len([m for m in panel.heard if m["header"]["msg_type"] == "comm_msg"])
    kernel.reply(cell)
    panel.listen(0.5)
    mine = [m for m in panel.heard if m["parent_header"].get("msg_id") == cell]
    kinds = [m["header"]["msg_type"] for m in mine]
    streams = dict.fromkeys(("stdout", "stderr"), "")
    for message in mine:
        if message["header"]["msg_type"] == "stream":
            streams[message["content"]["name"]] += message["content"]["text"]
    after = _state(kernel)

    assert told > 20
    assert [kind for kind in kinds if kind != "stream"] == [
        *("status", "execute_input", "display_data", "execute_result", "status"),
    ]
    assert streams == {"stdout": "".join(f"tick {n}\n" for n in range(30)), "stderr": "err\n"}
    strangers = [m for m in panel.heard if m["header"]["msg_type"] in ("stream", "display_data", "error")]
    assert [m for m in strangers if m["parent_header"].get("msg_id") != cell] == []
    for what in ("last values", "outputs", "objects"):  # the cell's own value
        before.pop(what), after.pop(what)
    assert after == before


def test_a_figure_that_a_cell_is_drawing_keeps_its_lines(kernel: Kernel) -> None:
    panel = Panel(kernel, subshell=subshell(kernel)).open()
    cell = kernel.client.execute(
        "import time\nplt.figure()\nplt.plot([1, 2])\ntime.sleep(3)\nplt.plot([2, 1])\n"
        "print(len(plt.gca().lines), plt.get_fignums())"
    )
    panel.wait_for_cell(cell)
    _everything(panel)
    kernel.reply(cell)
    panel.listen(0.5)
    mine = [m for m in panel.heard if m["parent_header"].get("msg_id") == cell]
    figures = [m for m in panel.heard if "image/png" in m["content"].get("data", {})]

    assert "".join(m["content"]["text"] for m in mine if m["header"]["msg_type"] == "stream") == "2 [1]\n"
    assert [m["parent_header"]["msg_id"] for m in figures] == [cell]


def test_an_ask_stopped_or_left_is_gone(kernel: Kernel) -> None:
    panel = Panel(kernel).open()
    before = _state(kernel)
    asked = panel.ask("average fare by class in df", seconds=30.0)
    panel.tell(type="stop", id=asked)
    panel.wait(asked)
    panel.ask("average fare by class in df")
    panel.close()
    panel.listen(0.5)

    assert _state(kernel) == before


def test_a_fresh_kernel_stays_free_of_pandas_and_gets_only_what_is_ours() -> None:
    modules = "' '.join(__import__('sys').modules)"
    with started("http://127.0.0.1:9/v1") as fresh:
        fresh.value(modules)  # what answering loads
        before = set(fresh.value(modules).strip("'").split())
        fresh.value(f"{DOOR}.look()")
        panel = Panel(fresh).open()
        panel.wait(panel.tell(type="look"))
        panel.wait(panel.ask("average fare by class"))
        after = set(fresh.value(modules).strip("'").split())
    ours = {name for name in after - before if name.partition(".")[0] == "gift4code_ext"}
    others = {name.partition(".")[0] for name in after - before - ours}

    assert ours
    assert others & {"pandas", "numpy", "httpx", "torch", "jupyter_server", "anywidget", "ipywidgets"} == set()
    assert all(name in _standard() for name in others), others


def _standard() -> frozenset[str]:
    import sys

    return frozenset(sys.stdlib_module_names)
