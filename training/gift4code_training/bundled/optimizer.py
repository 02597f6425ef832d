"""Muon for hidden matrices, AdamW for the rest, and one schedule for both.

Muon: Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024), with the update scale of
Liu et al., "Muon is scalable for LLM training" (2025), under which both optimisers take rates of the same size. PyTorch
has it since 2.9; with an older one every weight goes to AdamW.
"""

from __future__ import annotations

import torch
from torch.optim import AdamW, Optimizer
from transformers import LlamaForCausalLM

from gift4code_training.bundled.config import Recipe


def build_optimizers(model: LlamaForCausalLM, recipe: Recipe) -> list[Optimizer]:
    """Optimisers that together own every parameter once; each group remembers its peak rate as ``peak``."""
    matrices = [weight for weight in model.model.layers.parameters() if weight.ndim == 2]
    matrix_ids = {id(weight) for weight in matrices}
    others = [weight for weight in model.parameters() if id(weight) not in matrix_ids]
    adam = AdamW(others, lr=recipe.other_rate, betas=(0.9, 0.98), weight_decay=0.0)
    adam.param_groups[0]["peak"] = recipe.other_rate
    if hasattr(torch.optim, "Muon"):
        muon: Optimizer = torch.optim.Muon(
            matrices,
            lr=recipe.matrix_rate,
            weight_decay=recipe.weight_decay,
            momentum=0.95,
            adjust_lr_fn="match_rms_adamw",
        )
        muon.param_groups[0]["peak"] = recipe.matrix_rate
        return [muon, adam]
    adam.add_param_group({"params": matrices, "weight_decay": recipe.weight_decay, "peak": recipe.matrix_rate / 2})
    return [adam]


def rate(recipe: Recipe, step: int, fraction: float) -> float:
    """Share of the peak rate: up over the first steps, level, then straight down to ``recipe.floor`` at the end.

    Args:
        recipe: Says how long each part is.
        step: Steps taken so far.
        fraction: Share of the budget (steps or time) used so far, 0 to 1.
    """
    up = min(1.0, (step + 1) / recipe.warm_up_steps)
    down = min(1.0, (1.0 - fraction) / recipe.warm_down)
    return up * max(recipe.floor, down)


def set_rate(optimizers: list[Optimizer], share: float) -> None:
    """Give every group this share of its peak rate."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * share
