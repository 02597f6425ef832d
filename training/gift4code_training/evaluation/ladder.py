"""What each step of the assistant adds, on tasks that show one input-output pair and are graded on another.

``python -m gift4code_training.evaluation.ladder PATH [PATH ...]``

Five ways: the model's likeliest sample alone; with its samples run, checked and chosen; with repair; with search; and
search without a model. The steps with a model see the same samples, as far as there is time for as many rounds.

An answer is *solved* if its cell makes the hidden value at tolerance grade 3 or better, *verified but wrong* if it
met the pair shown and does not. A task whose own references do not make the hidden value is graded on the pair shown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tqdm import tqdm

from gift4code_ext.assistant import Answer, AskError, Assistant, Way
from gift4code_ext.execution.runner import Runner
from gift4code_ext.spec.model import Output
from gift4code_training.evaluation.examples import Pair, Task, load

_MODEL: tuple[Way, ...] = ("model",)
_SEED = 0
STEPS: dict[str, tuple[Way, ...]] = {
    "model only": _MODEL,
    "+ choose": _MODEL,
    "+ repair": ("model", "repair"),
    "+ search": ("model", "repair", "search"),
    "search only": ("search",),
}


@dataclass(frozen=True)
class Result:
    """What one task gave with one way of finding candidates. ``asked``: another reading was offered beside it."""

    id: str
    group: str
    step: str
    solved: bool
    verified: bool
    asked: bool
    source: str
    seconds: float
    code: str | None
    reason: str


def graded(tasks: Sequence[Task], judge: Runner) -> tuple[list[Task], int]:
    """The tasks, those whose references miss the hidden pair graded on the pair shown; and how many these are."""
    checked: list[Task] = []
    moved = 0
    for task in tasks:
        hidden = task.hidden is not task.shown and task.references
        sound = not hidden or any(_makes(judge, code, task.hidden, task) for code in task.references)
        moved += not sound
        checked.append(task if sound else replace(task, hidden=task.shown))
    return checked, moved


def pose(assistant: Assistant, judge: Runner, task: Task, step: str, *, seconds: float) -> Result:
    """One task, once."""
    begun = time.monotonic()
    try:
        answer = assistant.ask(task.intent, frames=task.shown.frames, output=task.output, seconds=seconds)
    except AskError as error:
        answer = Answer(None, False, str(error))
    took = time.monotonic() - begun
    code = answer.code
    if step == "model only":
        likeliest = max(answer.candidates, key=lambda candidate: candidate.score, default=None)
        code = likeliest.code if likeliest is not None and likeliest.status != "refused" else None
    return Result(
        id=task.id,
        group=task.group,
        step=step,
        solved=code is not None and _makes(judge, code, task.hidden, task),
        verified=answer.verified and step != "model only",
        asked=answer.question is not None,
        source=answer.candidates[0].source if answer.code is not None else "",
        seconds=round(took, 3),
        code=code,
        reason=answer.reason,
    )


def _makes(judge: Runner, code: str, pair: Pair, task: Task) -> bool:
    judge.load(pair.frames)
    wanted = Output(name=task.output.name, example=pair.value, partial=False, ordered=task.ordered)
    return judge.run(code, wanted).status == "ok"


def table(results: Sequence[Result]) -> str:
    """One line a step: rates in per cent of the tasks, seconds."""
    heads = ("tasks", "solved", "verified", "verified-but-wrong", "asked back", "median s", "p95 s")
    lines = [f"{'step':<12}" + "".join(f"{head:>{len(head) + 3}}" for head in heads)]
    for step in STEPS:
        rows = [each for each in results if each.step == step]
        if not rows:
            continue
        wrong = sum(each.verified and not each.solved for each in rows)
        seconds = sorted(each.seconds for each in rows)
        counts = [sum(getattr(each, name) for each in rows) for name in ("solved", "verified")]
        rates = [f"{100 * count / len(rows):.1f} %" for count in (*counts, wrong, sum(each.asked for each in rows))]
        late = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
        cells = (str(len(rows)), *rates, f"{statistics.median(seconds):.2f}", f"{late:.2f}")
        lines.append(
            f"{step:<12}" + "".join(f"{cell:>{len(head) + 3}}" for head, cell in zip(heads, cells, strict=True))
        )
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m gift4code_training.evaluation.ladder", description=__doc__.split("\n")[0]
    )
    parser.add_argument("paths", type=Path, nargs="+", help="PandasEval or Falx as JSON, asks as JSONL")
    parser.add_argument("--step", action="append", choices=list(STEPS), help="only these steps")
    parser.add_argument("--seconds", type=float, default=10.0, help="time a task may take (default 10)")
    parser.add_argument("--limit", type=int, help="only the first tasks of each file")
    parser.add_argument("--all-queries", action="store_true", help="every wording of a task, not only the first")
    parser.add_argument("--out", type=Path, help="write every result as JSONL")
    options = parser.parse_args(argv)
    every: list[Result] = []
    for path in options.paths:
        with Runner() as judge:
            tasks, moved = graded(load(path, all_queries=options.all_queries)[: options.limit], judge)
            results = _run(tasks, judge, options.step or list(STEPS), options.seconds)
        print(f"\n{path.name}: {len(tasks)} tasks, {moved} of them graded on the pair shown\n{table(results)}")
        every += results
    if options.out:
        options.out.write_text("".join(json.dumps(asdict(each)) + "\n" for each in every), encoding="utf-8")
    return 0


def _run(tasks: Sequence[Task], judge: Runner, steps: Sequence[str], seconds: float) -> list[Result]:
    results: list[Result] = []
    for step in steps:
        with Assistant(ways=STEPS[step], seed=_SEED) as assistant:
            for task in tqdm(tasks, desc=step, unit="task", file=sys.stderr):
                results.append(pose(assistant, judge, task, step, seconds=seconds))
    return results


if __name__ == "__main__":
    raise SystemExit(main())
