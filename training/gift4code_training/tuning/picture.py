"""The loss of a run as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from gift4code_training.tuning.errors import saving


def draw(path: Path, learnt: Mapping[int, float], measured: Mapping[int, float]) -> None:
    """Writes a PNG with the loss by step on the training batches and on the validation split.

    Raises:
        TuningError: the disk is full, or refuses otherwise.
    """
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(list(learnt), list(learnt.values()), linewidth=1, color="tab:blue", label="training batches")
    if measured:
        axes.plot(list(measured), list(measured.values()), marker="o", color="tab:orange", label="validation")
    axes.set(xlabel="step", ylabel="loss a token (nats)", ylim=(0, None))
    axes.grid(alpha=0.3)
    axes.legend()
    with saving(path):
        figure.savefig(path, format="png", dpi=120)
