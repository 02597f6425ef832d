"""What a panel costs a kernel: looks, reads, the messages of an ask, and how fast it stops.

A real kernel and a scripted model; times are medians seen by the front end, so they hold the way there and back.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import endpoint
from kernel.live import Kernel, started
from kernel.panel import DOOR, Panel, subshell, wait_for_request

_RUNS = 11
_MOST = 300_000
_TALL = """
import numpy as np, pandas as pd
big = pd.DataFrame(np.random.default_rng(0).random((10_000_000, 20))).add_prefix('c')
"""
_MANY = "globals().update({f'v{n}': pd.DataFrame({'a': [n]}) if n % 2 else [n] for n in range(1000)})"
_TABLE = """
texts = {f'column {n}': ['text'] * 1000 for n in range(30)}
df = pd.DataFrame({'class': list('abcd') * 250, 'fare': range(1000), **texts})
wanted = df.head(2)
"""
_CODES = [f"result = df.assign(n={n}).iloc[{n}:]" for n in range(60)]


def _median(work: Any, runs: int = _RUNS) -> str:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return f"{statistics.median(times) * 1000:8.1f} ms"


def looks(kernel: Kernel) -> None:
    """Looking and reading by silent expressions, and by the comm."""
    print(f"first look, which loads the door              {_median(lambda: kernel.value(f'{DOOR}.look()'), 1)}")
    kernel.run(_TALL)
    print(f"look, 10 million x 20                         {_median(lambda: kernel.value(f'{DOOR}.look()'))}")
    read = f"{DOOR}.read(['big'])"
    print(f"read, 10 million x 20                         {_median(lambda: kernel.value(read))}")
    kernel.run(_MANY)
    print(f"look, 1,000 further variables                 {_median(lambda: kernel.value(f'{DOOR}.look()'))}")
    panel = Panel(kernel).open()
    told = panel.wait(panel.tell(type="look"))[-1]
    print(f"bytes of that look                            {len(json.dumps(told)):8,}")
    kernel.run("del big\nfor n in range(1000): del globals()[f'v{n}']")


def asks(kernel: Kernel) -> None:
    """Messages and bytes of asks."""
    kernel.run(_TABLE)
    panel = Panel(kernel).open()
    example = {"kind": "variable", "name": "wanted"}
    for what, output in (("words", {}), ("an example that nothing meets", {"example": example, "rows": 2})):
        before = len(panel.heard)
        told = panel.wait(panel.ask("rows of df", n=60, seconds=6.0, output=output))
        own = [m for m in panel.heard[before:] if m["header"]["msg_type"] == "comm_msg"]
        size = sum(len(json.dumps(message)) for message in told)
        seconds = told[-1]["answer"]["seconds"]
        ran = sum(message.get("event", {}).get("kind") == "ran" for message in told)
        print(f"ask with {what:<37}{seconds:8.1f} s  {len(own)} messages ({ran} ran), {size:,} bytes")
        assert size < _MOST


def stops() -> None:
    """From the stop to its confirmation, while a cell runs."""
    with endpoint.scripted(completions=["result = df"], delay=60) as slow, started(slow.base_url) as kernel:
        kernel.run("import pandas as pd" + _TABLE)
        panel = Panel(kernel, subshell=subshell(kernel)).open()
        times = []
        for number in range(_RUNS):
            identity = panel.ask("rows of df", seconds=50.0)
            while sum(request.get("method") == "POST" for request in slow.requests()) <= 2 * number:
                time.sleep(0.02)
            wait_for_request(slow)
            begun = time.perf_counter()
            panel.tell(type="stop", id=identity)
            panel.wait(identity)
            times.append(time.perf_counter() - begun)
        print(f"stop to stopped                               {statistics.median(times) * 1000:8.1f} ms")


def main() -> None:
    with endpoint.scripted(completions=_CODES) as model, started(model.base_url) as kernel:
        looks(kernel)
        asks(kernel)
    stops()


if __name__ == "__main__":
    main()
