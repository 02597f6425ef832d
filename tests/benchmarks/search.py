"""How fast the search goes, what its pruning saves, and how soon it stops.

Run from the root of the repository: ``python tests/benchmarks/search.py [seconds per task]``. Times are of the
processor (a busy machine changes little then); stopping is measured on the clock.
"""

from __future__ import annotations

import math
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from gift4code_ext.execution import Runner
from gift4code_ext.generation.search import engine
from gift4code_ext.generation.search.ask import find
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.model import Output

SALES = pd.DataFrame(
    {
        "city": ["Oslo", "Rome", "Oslo", "Bern", "Rome", "Oslo", "Bern", "Rome"],
        "product": ["a", "b", "b", "a", "a", "a", "b", "b"],
        "day": pd.date_range("2024-01-30", periods=8),
        "units": [3, 1, 4, 1, 5, 9, 2, 6],
        "price": [2.5, 7.25, 1.5, 3.0, 2.75, 2.5, 8.0, 7.5],
    }
)
WIDE = pd.DataFrame(
    {"id": [1, 2, 3], "a_2023": [3, 1, 4], "a_2024": [1, 5, 9], "b_2023": [2, 6, 5], "b_2024": [3, 5, 8]}
)
PLACES = pd.DataFrame({"town": ["Oslo", "Rome", "Bern"], "country": ["NO", "IT", "CH"]})
TASKS: Mapping[str, tuple[Mapping[str, pd.DataFrame], Any]] = {
    "melt": ({"df": WIDE}, WIDE.melt("id", var_name="name", value_name="n")),
    "numbered columns": ({"df": WIDE}, pd.wide_to_long(WIDE, ["a", "b"], "id", "year", sep="_").reset_index()),
    "revenue per city": (
        {"df": SALES},
        SALES.assign(revenue=SALES["units"] * SALES["price"]).groupby("city", as_index=False)["revenue"].sum(),
    ),
    "units per country": (
        {"df": SALES, "places": PLACES},
        SALES.merge(PLACES, left_on="city", right_on="town").groupby("country", as_index=False)["units"].sum(),
    ),
    "months across": (
        {"df": SALES},
        SALES.assign(month=SALES["day"].dt.month)
        .pivot_table(index="city", columns="month", values="units", aggfunc="sum")
        .reset_index()
        .rename_axis(columns=None),
    ),
    "out of reach": ({"df": SALES}, pd.DataFrame({"z": [0.1234, 5.678, 9.1011]})),
}


class Processor:
    """The clock of the search, counting processor time."""

    monotonic = staticmethod(time.process_time)


def run(name: str, seconds: float) -> Counter[str]:
    frames, expected = TASKS[name]
    found: list[tuple[float, float, str]] = []
    begun = time.process_time()

    def tell(message: Mapping[str, Any]) -> None:
        if "found" in message:
            found.append((float(message["cost"]), time.process_time() - begun, str(message["found"])))

    tally = engine.search(frames, Output(example=expected), Hints(), deadline=begun + seconds, tell=tell)
    spent = time.process_time() - begun
    first = min((when for _, when, _ in found), default=math.nan)
    print(
        f"{name:18} first {first:6.2f} s  all {spent:5.1f} s  enumerated {tally.enumerated / spent:6.0f}/s  "
        f"executed {tally.executed / spent:5.0f}/s  depth {tally.depth}"
    )
    for _, _, code in sorted(found)[:1]:
        print("    " + code.replace("\n", "\n    "))
    return Counter(
        {f"pruned: {rule}": count for rule, count in tally.pruned.items()}
        | {"enumerated": tally.enumerated, "executed": tally.executed, "put off": tally.postponed}
    )


def stopping() -> float:
    """Seconds from stop until nothing runs any more."""
    stop, stopped = threading.Event(), [math.nan]

    def listen(told: Mapping[str, int]) -> None:
        if told["executed"] and not stop.is_set():
            stopped[0] = time.monotonic()
            stop.set()

    with Runner({"df": SALES}) as runner:
        output = Output(example=TASKS["out of reach"][1])
        find(runner, output, Hints(), deadline=time.monotonic() + 60, stop=stop, on_progress=listen)
        return time.monotonic() - stopped[0]


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    engine.time = Processor  # type: ignore[assignment]
    total = sum((run(name, seconds) for name in TASKS), Counter[str]())
    print("\n".join(f"{what:20} {count:8}" for what, count in total.most_common()))
    print(f"stopped within {1000 * stopping():.0f} ms")


if __name__ == "__main__":
    main()
