"""Tables to adapter to evaluation in some minutes: every stage once, on two cores, with nothing to download.

Tables, tasks and programs are generated; the bundled model is tuned on their specifications and answers tasks over
tables kept apart, before and after. Killed at any point, the same command goes on and ends with the same data set.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from gift4code_training.experiment.command import carry_out
from gift4code_training.experiment.plan import DEMO


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--out", type=Path, default=Path("runs/demo"), help="default: runs/demo")


def run(options: argparse.Namespace) -> int:
    """Runs it."""
    carry_out(DEMO, options.out)
    return 0
