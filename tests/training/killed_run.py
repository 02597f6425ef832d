"""``python killed_run.py FOLDER CALLS``: a run of four problems that kills its process in that call (0: in none)."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gift4code_training.evaluation.models.model import Answer, Sampling
from gift4code_training.evaluation.problem import Checked, Environment, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.running.judging import Judge
from gift4code_training.evaluation.running.run import Plan, pose, run

from gift4code_ext.spec.model import SpecKind


@dataclass
class Calls:
    """What was done, written down before the process ends."""

    path: Path
    left: int

    def note(self, what: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as file:
            file.write(f"{what}\n")
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Counting:
    """Answers each problem with its id, right for even ones."""

    calls: Calls
    name: str = "counting"
    how: str = "model"
    template: str = "plain"
    at_once: int = 1
    identity: Mapping[str, Any] = None  # type: ignore[assignment]

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return None

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        return problem.id

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        return ()

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        self.calls.note(f"answers-{problem.id}")
        return [Answer(f"result = {problem.id}", logprob=-float(sample)) for sample in range(sampling.n)]


def main(folder: Path, calls: Calls) -> None:
    def score(pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for problem, _ in pairs:
            calls.note(f"runs-{problem.id}")
            yield Verdict("ok" if int(problem.id) % 2 == 0 else "wrong")

    problems = [Problem(str(number), "", str(number), {SpecKind.NONE: ""}) for number in range(4)]
    suite = Suite("toy", "1", lambda path, running: problems, score)
    judge = Judge(suite, Environment("here"), Running(), {})
    plan = Plan((SpecKind.NONE,), Sampling(2, 1.0))
    model = Counting(calls, identity={"of": "tests"})
    run(folder, judge, pose(judge, problems, plan, model), plan, model, Checked("toy", "1", "here", 1.0, True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Calls(Path(sys.argv[1]) / "calls", int(sys.argv[2])))
