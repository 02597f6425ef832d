"""What reading and rendering live frames costs, beside other ways to summarise them.

Each case is built once, in a process of its own. Times are medians, on the clock and of the processor: where the
machine does other things besides, the second tells what the first would be without them, and the budget is held
against it. Memory is the largest amount taken beyond what was held before: as traced in Python and numpy, and as seen
by the operating system, which sees that of other libraries too but not what is taken from memory freed earlier.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

BUDGET_MS, BUDGET_MB = 50, 5
_SLOW = 0.5  # seconds; what takes longer is measured once
_RUNS = 15
_PROCESS = Path("/proc/self")


def tall() -> dict[str, Any]:
    """10 million rows, 20 columns of numbers, dates and categories: 1.6 GB."""
    import numpy as np
    import pandas as pd

    rows, rng = 10_000_000, np.random.default_rng(0)
    columns: dict[str, Any] = {f"f{place}": rng.random(rows) for place in range(12)}
    columns |= {f"i{place}": rng.integers(0, 1000, rows) for place in range(6)}
    columns["when"] = pd.date_range("2000", periods=rows, freq="s")
    columns["class"] = pd.Categorical.from_codes(rng.integers(0, 3, rows), categories=["a", "b", "c"])
    return {"df": pd.DataFrame(columns, copy=False)}


def wide() -> dict[str, Any]:
    """100 rows, 50,000 columns."""
    import numpy as np
    import pandas as pd

    return {"df": pd.DataFrame(np.random.default_rng(0).random((100, 50_000))).add_prefix("c")}


def many() -> dict[str, Any]:
    """1,000 frames of 1,000 rows and 10 columns, one of which is asked about."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(0)
    frames: dict[str, Any] = {}
    for number in range(1000):
        frame = pd.DataFrame(rng.random((1000, 8))).add_prefix("c")
        frame["class"] = rng.choice(["first", "second", "third"], 1000)
        frame["id"] = range(1000)
        frames[f"df{number}" if number else "df"] = frame
    return frames


def read_and_render(namespace: Mapping[str, Any]) -> None:
    """What a request about ``df`` does before anything is asked of a model."""
    from gift4code_ext.kernel.frames import choose_frames

    _render(choose_frames(namespace, "average of df"))


def outline_all(namespace: Mapping[str, Any]) -> None:
    """Name, type and size of every frame."""
    from gift4code_ext.spec.read import Caps

    _render(namespace, caps=Caps(columns=0))


def read_and_render_all(namespace: Mapping[str, Any]) -> None:
    """What a request that names every frame would do."""
    _render(namespace)


def _render(frames: Mapping[str, Any], **bounds: Any) -> None:
    from gift4code_ext.spec.model import Output, Spec, SpecKind
    from gift4code_ext.spec.read import read
    from gift4code_ext.spec.render import render, schema_text

    inputs = tuple(read(value, name, **bounds) for name, value in frames.items())
    render(Spec("average", inputs, Output(type="pandas.DataFrame")), SpecKind.EXAMPLES)
    schema_text(inputs)


def values_of_each_column(namespace: Mapping[str, Any]) -> None:
    """Dtype and five values of every column of every frame."""
    for frame in namespace.values():
        for label in frame.columns:
            str(frame[label].dtype)
            [str(cell)[:50] for cell in frame[label].head(5).tolist()]


def memory_of_each_column(namespace: Mapping[str, Any]) -> None:
    for frame in namespace.values():
        frame.memory_usage(deep=True).sum()


def missing_in_each_column(namespace: Mapping[str, Any]) -> None:
    for frame in namespace.values():
        frame.isna().sum()


def distinct_in_each_column(namespace: Mapping[str, Any]) -> None:
    for frame in namespace.values():
        frame.nunique()


CASES: dict[str, Callable[[], dict[str, Any]]] = {"tall": tall, "wide": wide, "many": many}
WAYS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "gift4code: read and render": read_and_render,
    "gift4code: sizes of every frame": outline_all,
    "gift4code: every frame in full": read_and_render_all,
    "loop: dtype and 5 values a column": values_of_each_column,
    "memory_usage(deep=True)": memory_of_each_column,
    "isna().sum()": missing_in_each_column,
    "nunique()": distinct_in_each_column,
}


class Figures(NamedTuple):
    """Seconds on the clock and of the processor, megabytes traced and resident."""

    clock: float
    processor: float
    traced: float
    resident: float


def _timed(act: Callable[[], None]) -> tuple[float, float]:
    begun = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def _traced(act: Callable[[], None]) -> float:
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _figures(act: Callable[[], None]) -> Figures:
    _PROCESS.joinpath("clear_refs").write_text("5")  # the peak is now what is resident
    before = _status("VmRSS")
    times = [_timed(act)]
    resident = max(0.0, _status("VmHWM") - before)
    if times[0][1] < _SLOW:
        times = [_timed(act) for _ in range(_RUNS)]
    clock, processor = map(statistics.median, zip(*times, strict=True))
    return Figures(clock, processor, _traced(act), resident)


def _status(field: str) -> float:
    found = re.search(rf"{field}:\s+(\d+) kB", _PROCESS.joinpath("status").read_text())
    return int(found[1]) / 1000 if found else 0.0


def measure(case: str) -> dict[str, Figures]:
    """The figures of each way in one case."""
    namespace = CASES[case]()
    ways = {name: way for name, way in WAYS.items() if case == "many" or way not in (outline_all, read_and_render_all)}
    return {name: _figures(partial(way, namespace)) for name, way in ways.items()}


def _table(case: str, figures: Mapping[str, Figures]) -> str:
    own = next(iter(figures.values()))
    heads = ("ms", "processor ms", "times ours", "traced MB", "resident MB")
    lines = [f"{case}: {CASES[case].__doc__}", " " * 36 + "".join(f"{head:>14}" for head in heads)]
    for name, (clock, processor, traced, resident) in figures.items():
        cells = (clock * 1000, processor * 1000, processor / own.processor, traced, resident)
        lines.append(f"{name:36}" + "".join(f"{cell:14.2f}" for cell in cells))
    met = own.processor * 1000 <= BUDGET_MS and max(own.traced, own.resident) <= BUDGET_MB
    return "\n".join([*lines, f"budget of {BUDGET_MS} ms and {BUDGET_MB} MB: {'met' if met else 'NOT met'}", ""])


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(arguments[1])))
        return
    root = Path(__file__).resolve().parents[2]
    for case in arguments or CASES:
        command = [sys.executable, "-m", "tests.benchmarks.reading", "--measure", case]
        done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True)
        figures = {name: Figures(*found) for name, found in json.loads(done.stdout).items()}
        print(_table(case, figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
