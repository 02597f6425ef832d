"""pass@1 by what a model was tuned with and what it is told."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from gift4code_training.experiment.table import Results, one


def draw(found: Results, path: Path) -> None:
    """A PNG: a group of bars for what is told, a bar for each model, with 95 % intervals."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1.6 + 1.7 * len(found.told), 3.6), layout="constrained")
    axes = figure.subplots()
    places = np.arange(len(found.told), dtype=np.float64)
    width = 0.8 / len(found.tuned)
    for number, who in enumerate(found.tuned):
        rates = [found.rate((who, told), one) for told in found.told]
        heights = [100 * each.value for each in rates]
        spans = [
            [0.0 if math.isnan(each.low) else 100 * (each.value - each.low) for each in rates],
            [0.0 if math.isnan(each.high) else 100 * (each.high - each.value) for each in rates],
        ]
        at = places + (number - (len(found.tuned) - 1) / 2) * width
        axes.bar(at, heights, width, label=who or "base", yerr=np.clip(spans, 0, None), error_kw={"lw": 0.8})
    axes.set_xticks(places, list(found.told))
    axes.set_xlabel("specification told")
    axes.set_ylabel("pass@1, %")
    axes.set_ylim(0, 100)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(title="tuned with", frameon=False, ncols=2, fontsize="small")
    figure.savefig(path, dpi=144)
