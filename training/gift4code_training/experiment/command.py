"""GIFT4Code's experiment: a base that never saw a specification, an adapter for each kind, every kind at test time.

Tables and tasks are generated; those of tables kept apart are answered, and told apart by whether their order of
operations and the phrase rules of their words were learned from. The folder --out holds everything, table.md and
table.png at the end; the same command goes on wherever it was stopped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gift4code_training.evaluation.suites.tasks import KNOWN, NEW, UNHEARD
from gift4code_training.experiment import table
from gift4code_training.experiment.course import dataset, measured
from gift4code_training.experiment.picture import draw
from gift4code_training.experiment.plan import SIZES, Plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--size", choices=list(SIZES), default="cpu", help="how much of everything (default: cpu)")
    parser.add_argument("--out", type=Path, default=Path("runs/experiment"), help="default: runs/experiment")


def run(options: argparse.Namespace) -> int:
    """Runs it."""
    carry_out(SIZES[options.size], options.out)
    return 0


def carry_out(plan: Plan, out: Path) -> None:
    """Data, models, answers, table and picture.

    Raises:
        ExperimentError: a step failed.
    """
    digest = dataset(plan, out)
    models = measured(plan, out)
    parts = [("All tasks", "")] + (
        [(f"Only of a {each}", each) for each in (KNOWN, NEW, UNHEARD)] if len(plan.kinds) > 1 else []
    )
    texts = []
    for title, sort in parts:
        found = table.collected(plan, models, sort)
        if found.has_problems:
            texts.append(f"## {title}\n\n{table.markdown(found)}")
    draw(table.collected(plan, models), out / "table.png")
    text = "\n\n".join([*texts, f"Data set: sha256 {digest}"])
    table.write(out / "table.md", text)
    print(f"\n{text}\n\n{out / 'table.md'} and {out / 'table.png'} hold them.")
