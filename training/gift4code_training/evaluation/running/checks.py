"""Whether a suite may be scored here: its last self-check with its data in its environment, kept beside runs.

A check is kept where it passed: one that did not may owe that to a busy machine, and is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from gift4code_training.evaluation.problem import Checked, Environment, Problem, Running, Suite
from gift4code_training.evaluation.running.data import checksums
from gift4code_training.evaluation.running.sources import digest
from gift4code_training.evaluation.selfcheck import MUTANTS, SelfCheck, selfcheck
from gift4code_training.stages.records import key


def check_once(
    suite: Suite, where: Environment, running: Running, problems: Sequence[Problem], folder: Path, data: Path
) -> Checked:
    """The check that is kept of this very suite, data and environment, else a new one.

    Args:
        folder: where checks are kept.
        data: of the suite.
    """
    path = _place(suite, where, running, folder, data)
    return _kept(path) or check_again(suite, where, running, problems, folder, data).checked


def check_again(
    suite: Suite,
    where: Environment,
    running: Running,
    problems: Sequence[Problem],
    folder: Path,
    data: Path,
    *,
    most: int = MUTANTS,
) -> SelfCheck:
    """A new check, which replaces the one that is kept.

    Args:
        most: mutants that are run.
    """
    path = _place(suite, where, running, folder, data)
    path.unlink(missing_ok=True)
    with tqdm(unit="run") as progress:

        def step(what: str, done: int, total: int) -> None:
            if done == 0:
                progress.set_description(f"self-check: {what}", refresh=False)
                progress.reset(total)
            progress.update(done - progress.n)

        found = selfcheck(suite, problems, running, where, most=most, on_step=step)
    if not found.checked.passed:
        return found
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")  # shards of one run may check at the same time
    part.write_text(json.dumps(asdict(found.checked), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, path)
    return found


def _place(suite: Suite, where: Environment, running: Running, folder: Path, data: Path) -> Path:
    """Another version, executor, environment, time, data or code that scores has another file."""
    name = key(suite.name, suite.version, suite.executor, where.key, running.seconds, checksums(data), digest())
    return folder / f"{suite.name}-{name}.json"


def _kept(path: Path) -> Checked | None:
    try:
        found = Checked(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # none, or none that can be read: it is made again
        return None
    return found if found.passed is True else None
