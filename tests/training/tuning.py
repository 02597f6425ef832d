"""Tuning runs of a second or two, on the small checkpoints of ``families``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from gift4code_training.tuning.finetune import Run
from gift4code_training.tuning.recipe import Recipe
from safetensors.torch import load_file

QUICK: Mapping[str, Any] = {
    "rank": 4,
    "alpha": 4.0,
    "rate": 1e-2,
    "batch": 8,
    "micro_batch": 4,
    "precision": "fp32",
    "keep": 0,
}


def run(data: Path, model: Path, out: Path, *, resume: int | None = None, **fields: Any) -> Run:
    """A quick run with these fields of the recipe."""
    return Run((data,), str(model), out, Recipe(**{**QUICK, **fields}), resume)


def options(**fields: Any) -> list[str]:
    """The same recipe as options of the command line."""
    return [part for name, value in {**QUICK, **fields}.items() for part in (f"--{name.replace('_', '-')}", str(value))]


def weights(folder: Path, name: str = "adapter_model.safetensors") -> dict[str, torch.Tensor]:
    """The saved weights of a run."""
    return load_file(folder / name)


def same(first: Mapping[str, torch.Tensor], second: Mapping[str, torch.Tensor]) -> bool:
    """Whether all weights are the same, bit for bit."""
    return first.keys() == second.keys() and all(torch.equal(value, second[name]) for name, value in first.items())
