"""DS-1000's references, contained and in its own way: ``python -m tests.benchmarks.ds1000_rate FILE PYTHON``.

``FILE`` is the data set (``ds1000.jsonl.gz``), ``PYTHON`` the interpreter of the pinned environment. The data set's own
way is a process for each program, forked by a pool of two (``multiprocessing``, a manager's list for the result, as in
human-eval) that has imported pandas and nothing else. Both ways run the same programs, some by turns, two at a time, so
that whatever else the machine does falls on both; the ratio is that of the whole times.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from gift4code_training.evaluation.problem import Problem, Running
from gift4code_training.evaluation.suites import ds1000
from gift4code_training.evaluation.suites.ds1000_program import program

from gift4code_ext.execution.launch import environment

WIDTH, SECONDS = 2, 60.0
OWN = """
import contextlib, io, json, multiprocessing, os, sys, tempfile
from concurrent.futures import ProcessPoolExecutor
import pandas

def execute(program, result):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                exec(program, {})
            result.append("passed")
        except BaseException as problem:
            result.append(f"failed: {problem}")
        os.chdir("/")

def check(program):
    with multiprocessing.Manager() as manager:
        result = manager.list()
        process = multiprocessing.Process(target=execute, args=(program, result))
        process.start()
        process.join(timeout=SECONDS)
        if process.is_alive():
            process.kill()
        return bool(result) and result[0] == "passed"

if __name__ == "__main__":
    programs = json.load(sys.stdin)
    with ProcessPoolExecutor(WIDTH, mp_context=multiprocessing.get_context("fork")) as pool:
        print(json.dumps(list(pool.map(check, programs))))
"""


def own(problems: Sequence[Problem], python: str) -> tuple[list[bool], float]:
    """Which references pass in the data set's own way, and the seconds it takes; the pool's start is not among them."""
    programs = [program(problem.data["code_context"], problem.reference) for problem in problems]
    with tempfile.TemporaryDirectory() as home:
        script = Path(home) / "own.py"
        script.write_text(OWN.replace("SECONDS", str(SECONDS)).replace("WIDTH", str(WIDTH)), encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run(
            [python, str(script)],
            input=json.dumps(programs),
            capture_output=True,
            text=True,
            env=environment(home),
            check=True,
        )
        seconds = time.perf_counter() - start
        empty = time.perf_counter()
        subprocess.run([python, str(script)], input="[]", capture_output=True, text=True, env=environment(home))
        return json.loads(done.stdout), seconds - (time.perf_counter() - empty)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("python")
    parser.add_argument("--every", type=int, default=1, help="only each n-th problem")
    parser.add_argument("--turn", type=int, default=40, help="problems that one way runs before the other does")
    options = parser.parse_args(arguments)
    running = Running(options.python, WIDTH, SECONDS)
    problems = ds1000.load(options.file, running)[:: options.every]
    count: Counter[str] = Counter()
    passed: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, Counter[str]] = {"contained": Counter(), "own": Counter()}
    differ: list[str] = []
    by_library = defaultdict(list)
    for problem in problems:
        by_library[problem.library].append(problem)
    for library, its in by_library.items():
        for place in range(0, len(its), options.turn):
            part = its[place : place + options.turn]
            with closing(
                ds1000.contained(part, running)
            ) as contained:  # started, its libraries loaded: both ways are warm
                start = time.perf_counter()
                verdicts = list(ds1000.verdicts([(each, each.reference) for each in part], contained))
                seconds["contained"][library] += time.perf_counter() - start
            right, took = own(part, options.python)
            seconds["own"][library] += took
            count[library] += len(part)
            passed["contained"][library] += sum(verdict.status == "ok" for verdict in verdicts)
            passed["own"][library] += sum(right)
            differ += [
                f"{each.id}: own way {'passes' if well else 'fails'}; contained: {verdict.status}, {verdict.detail}"
                for each, verdict, well in zip(part, verdicts, right, strict=True)
                if well != (verdict.status == "ok")
            ]
    print(f"{'':12} {'problems':>8} {'pass':>6} {'own':>6} {'a second':>9} {'own':>7} {'ratio':>6}")
    for library in (*by_library, "all"):
        names = list(by_library) if library == "all" else [library]
        total = sum(count[name] for name in names)
        mine, theirs = (sum(seconds[way][name] for name in names) for way in ("contained", "own"))
        passes = [sum(passed[way][name] for name in names) for way in ("contained", "own")]
        print(
            f"{library:12} {total:8} {passes[0]:6} {passes[1]:6} {total / mine:9.1f} {total / theirs:7.1f} "
            f"{theirs / mine:6.1f}"
        )
    print("\n".join(differ) or "both ways agree on every problem")
    return 0


if __name__ == "__main__":
    sys.exit(main())
