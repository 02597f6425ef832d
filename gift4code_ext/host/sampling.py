"""Choosing the next tokens from logits, in numpy, one random generator a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gift4code_ext.host.backend import Floats, Integers

_HEAD = 128  # tokens sorted for top_p before the whole vocabulary is


@dataclass(frozen=True)
class Sampling:
    """How a completion is drawn. ``temperature`` 0 is greedy; ``seed`` None draws a fresh one."""

    max_tokens: int
    temperature: float = 1.0
    top_p: float = 1.0
    seed: int | None = None
    stop: tuple[str, ...] = ()
    alternatives: int = 0


def generators(seed: int | None, n: int) -> list[np.random.Generator]:
    """One generator a sample; sample ``i`` is the same whatever ``n`` is."""
    root = np.random.SeedSequence(None if seed is None else seed % 2**64)
    return [np.random.default_rng(child) for child in root.spawn(n)]


def log_softmax(logits: Floats) -> Floats:
    """Log-probabilities of the untempered distribution, shape ``[rows, vocabulary]``."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def choose(logits: Floats, sampling: Sampling, draws: Sequence[np.random.Generator]) -> Integers:
    """Next token of every row of ``logits``, shape ``[rows]``; row ``i`` draws one number from ``draws[i]``."""
    if sampling.temperature == 0:
        greedy: Integers = logits.argmax(axis=-1).astype(np.int64)
        return greedy
    scaled = (logits - logits.max(axis=-1, keepdims=True)).astype(np.float64) / sampling.temperature
    weights = np.exp(scaled)
    weights /= weights.sum(axis=-1, keepdims=True)
    tokens = np.empty(len(logits), dtype=np.int64)
    for row, draw in enumerate(draws):
        order = _nucleus(weights[row], sampling.top_p)
        heights = np.cumsum(weights[row] if order is None else weights[row][order])
        at = int(np.searchsorted(heights, draw.random() * heights[-1], side="right"))
        at = min(at, len(heights) - 1)
        tokens[row] = at if order is None else order[at]
    return tokens


def _nucleus(weights: np.ndarray[tuple[int], np.dtype[np.float64]], top_p: float) -> Integers | None:
    """The fewest most probable tokens that hold ``top_p`` together, best first; None: all of them."""
    if top_p >= 1.0:
        return None
    size = min(_HEAD, len(weights))
    likely = np.argpartition(weights, -size)[-size:]
    if weights[likely].sum() < top_p:
        likely = np.arange(len(weights))
    order: Integers = likely[np.argsort(-weights[likely], kind="stable")]
    return order[: int(np.searchsorted(np.cumsum(weights[order]), top_p)) + 1]
