"""What Ray makes of a stage: ``python -m tests.benchmarks.ray_stage [--tables 20] [--workers 1 2 4] [--runs 3]``.

Tables, tasks and programs are generated; then the process of ``run`` works through all programs: one worker without Ray
(the floor), as many processes without Ray (the peer), and as many actors on a Ray of this machine that starts and ends
with each turn. All take turns in every run, so that a busy machine slows all of them; the figures are medians over the
runs, the ratios medians of the ratios of each run. Wall time: Ray's own start, then the seconds from the call to the
first program (actors or processes, with their imports), then those from there to the end of the last program, which are
the work; workers that are ready later than the first start within it. The records must be the same in every turn.

Ray starts without its autoscaler and log monitor, which a stage does not need. More workers than cores gain nothing:
the first line says how many cores this process may use and how busy they are.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import ray
from gift4code_training.cli import main as train
from gift4code_training.journal import KEY
from gift4code_training.stages import engines, run
from gift4code_training.stages.on_ray import OnRay
from gift4code_training.stages.stage import Engine, Inputs, Made, Make, at_least_one
from ray.cluster_utils import Cluster
from tqdm import tqdm

from gift4code_ext.execution import Limits


class Timed:
    """A stage's process whose records say when it worked, on the clock that all processes of a machine share."""

    def __init__(self, make: Make) -> None:
        self._process = make()

    def __call__(self, given: Mapping[str, Any]) -> Made:
        begun = time.monotonic()
        made = self._process(given)
        records = json.dumps([dict(each) for each in asdict(made)["records"]], sort_keys=True)
        return Made(({KEY: str(given[KEY]), "begun": begun, "ended": time.monotonic(), "records": records},))

    def close(self) -> None:
        """Ends what the process holds."""
        self._process.close()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Turn:
    """Seconds until the first program runs, seconds from there to the end of the last, and the records; where Ray was
    started for it, seconds of that."""

    start: float
    work: float
    records: Mapping[str, str]
    ray: float = 0.0


def turn(engine: Engine, make: Make, inputs: list[dict[str, Any]]) -> Turn:
    """All programs through an engine."""
    called = time.monotonic()
    told = [record for _, made in engine(partial(Timed, make), iter(inputs)) for record in made.records]
    first, last = min(each["begun"] for each in told), max(each["ended"] for each in told)
    return Turn(first - called, last - first, {each[KEY]: each["records"] for each in told})


def on_ray(count: int, make: Make, inputs: list[dict[str, Any]]) -> Turn:
    """All programs through actors, on a Ray with a core for each."""
    called = time.monotonic()
    needed = {"num_cpus": count, "include_dashboard": False, "no_monitor": True, "include_log_monitor": False}
    cluster = Cluster(initialize_head=True, head_node_args=needed)
    try:
        up = time.monotonic() - called
        return replace(turn(OnRay(count, cluster.address), make, inputs), ray=up)
    finally:
        cluster.shutdown()


def programs(folder: Path, tables: int) -> list[dict[str, Any]]:
    """What the stage reads, made in the folder."""
    for command in (["tables", "--generated", str(tables)], ["intents"], ["programs"]):
        if train([*command, "--dir", str(folder)]):
            raise SystemExit(f"{command[0]} fails")
    names = (("programs", "programs"), ("intents", "intents"), ("contexts", "tables"))
    return list(run.joined(*(Inputs(folder, name, command) for name, command in names)))


def measure(make: Make, inputs: list[dict[str, Any]], workers: list[int], runs: int) -> list[dict[str, Turn]]:
    """The turns of each run by name: ``1`` and ``4`` without Ray, ``ray 4`` with it.

    Raises:
        SystemExit: two turns gave different records.
    """
    ways: dict[str, Callable[[], Turn]] = {
        str(count): partial(turn, engines.engine(count), make, inputs) for count in sorted({1, *workers})
    } | {f"ray {count}": partial(on_ray, count, make, inputs) for count in workers}
    found: list[dict[str, Turn]] = []
    with tqdm(total=runs * len(ways), unit="turn") as bar:
        for _ in range(runs):
            found.append({})
            for name, way in ways.items():
                bar.set_description(name)
                found[-1][name] = way()
                if found[-1][name].records != found[0]["1"].records:
                    raise SystemExit(f"{name}: other records than those of one worker without Ray")
                bar.update()
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=at_least_one, default=20, help="six programs each (default: %(default)s)")
    parser.add_argument("--workers", type=at_least_one, nargs="+", default=[1, 2, 4], help="default: 1 2 4")
    parser.add_argument("--runs", type=at_least_one, default=3, help="default: %(default)s")
    options = parser.parse_args()
    os.environ.setdefault("RAY_agent_register_timeout_ms", "120000")  # a busy machine
    with tempfile.TemporaryDirectory() as folder:
        inputs = programs(Path(folder), options.tables)
        make = partial(run.Ran, Path(folder), Limits(seconds=5.0, memory_mb=2048))
        busy = os.getloadavg()[0]
        found = measure(make, inputs, options.workers, options.runs)
    records = sum(len(json.loads(each)) for each in found[0]["1"].records.values())
    print(
        f"Ray {ray.__version__}, {len(os.sched_getaffinity(0))} cores, load {busy:.1f} before the first run; "
        f"{len(inputs)} programs, {records} records, the same in all turns; medians of {options.runs} paired runs"
    )
    print(f"{'':>7} | {'with Ray':^26} | {'without':^17} | {'Ray to':^17}")
    print(
        f"{'workers':>7} | {'Ray s':>8} {'start s':>8} {'run /s':>8} | {'start s':>8} {'run /s':>8} | "
        f"{'as many':>8} {'one':>8}"
    )
    for count in options.workers:
        own, peer = f"ray {count}", str(count)
        seconds = {
            (name, part): statistics.median(getattr(each[name], part) for each in found)
            for name in (own, peer)
            for part in ("ray", "start", "work")
        }
        to_peer, to_one = (
            statistics.median(each[other].work / each[own].work for each in found) for other in (peer, "1")
        )
        print(
            f"{count:>7} | {seconds[own, 'ray']:>8.1f} {seconds[own, 'start']:>8.1f} "
            f"{len(inputs) / seconds[own, 'work']:>8.2f} | {seconds[peer, 'start']:>8.1f} "
            f"{len(inputs) / seconds[peer, 'work']:>8.2f} | {to_peer:>8.2f} {to_one:>8.2f}"
        )


if __name__ == "__main__":
    main()
