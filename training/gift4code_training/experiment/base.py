"""A base model that has never seen a specification: the bundled recipe on generated tasks told by their words alone."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from gift4code_training.experiment.plan import Base
from gift4code_training.experiment.steps import module

_DONE = "scores.json"


def trained(base: Base, out: Path) -> Path:
    """The folder of the base; what is there already is not made again.

    Raises:
        ExperimentError: a step failed.
    """
    model, data, plain = out / "base", out / "base-data", out / "base-words"
    if (model / _DONE).exists():
        return model
    module(
        "gift4code_training.bundled.generate",
        *("--out", data, "--count", base.records, "--held-out", 0, "--seed", base.seed, "--workers", 1),
    )
    _words_alone(data, plain)
    going = ["--resume"] if (model / "checkpoint.pt").exists() else []
    module(
        "gift4code_training.bundled.train",
        *("--data", plain, "--out", model, "--size", "cpu", "--steps", base.steps, "--seed", base.seed, *going),
    )
    return model


def _words_alone(data: Path, out: Path) -> None:
    """What is learned of a data folder from records whose prompts tell nothing of the output."""
    for path in sorted(data.glob("train/*.jsonl.gz")):
        target = out / path.parent.name / path.name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        with gzip.open(path, "rt", encoding="utf-8") as lines, gzip.open(part, "wt", encoding="utf-8") as kept:
            kept.writelines(line for line in lines if json.loads(line)["kind"] == "none")
        os.replace(part, target)
