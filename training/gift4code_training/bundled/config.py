"""The sizes of the bundled model and the recipe each is trained with.

``cpu`` is what about an hour on two cores can teach; ``gpu`` is for fifteen to twenty minutes of one accelerator.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class ModelSize:
    """Shape of the decoder; head_dim times heads need not equal hidden."""

    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    mlp: int
    context: int = 1024


@dataclass(frozen=True)
class Recipe:
    """How a size is trained: rates are peak values, brought to ``floor`` over the last ``warm_down`` of the budget."""

    batch_tokens: int
    matrix_rate: float
    other_rate: float
    weight_decay: float = 0.05
    warm_up_steps: int = 40
    warm_down: float = 0.6
    floor: float = 0.05
    clip: float = 1.0
    average: float = 0.995


@dataclass(frozen=True)
class Setup:
    """One named size: the model, its recipe, and how many entries its tokenizer may have."""

    model: ModelSize
    recipe: Recipe
    vocabulary: int


SETUPS: dict[str, Setup] = {
    "cpu": Setup(
        ModelSize(hidden=256, layers=6, heads=4, kv_heads=2, head_dim=64, mlp=512),
        Recipe(batch_tokens=6144, matrix_rate=5e-3, other_rate=4e-3),
        vocabulary=3072,
    ),
    "gpu": Setup(
        ModelSize(hidden=512, layers=8, heads=8, kv_heads=4, head_dim=64, mlp=1536),
        Recipe(batch_tokens=65536, matrix_rate=4e-3, other_rate=3e-3, average=0.997),
        vocabulary=4096,
    ),
}


def annealed(recipe: Recipe) -> Recipe:
    """The recipe for a model that is trained already: lower rates, brought down from the first step on."""
    return replace(recipe, matrix_rate=0.4 * recipe.matrix_rate, other_rate=0.4 * recipe.other_rate, warm_down=1.0)
