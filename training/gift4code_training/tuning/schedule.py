"""The learning rate as a share of its highest value, by step."""

from __future__ import annotations

import math


def factor(schedule: str, step: int, steps: int, warm_up: float) -> float:
    """The share for the step after ``step`` steps: up in a line over ``warm_up`` of the run, then level or a half
    cosine down to 0 at its end.
    """
    warming = math.ceil(warm_up * steps)
    if step < warming:
        return (step + 1) / (warming + 1)
    if schedule == "constant":
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * (step - warming) / max(1, steps - warming)))
