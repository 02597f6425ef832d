"""Which examples are in a step, and which process and pass they fall to.

A step is the same examples however many processes share it, so that the loss curve does not depend on the machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_WINDOW = 64  # batches sorted by length together: enough for batches of like length, few enough to stay shuffled


def epoch_batches(lengths: Sequence[int], size: int, seed: int, epoch: int) -> list[list[int]]:
    """One shuffled pass over all examples: batches of ``size`` examples of like length, the last one smaller.

    Args:
        lengths: tokens of each example.
        size: examples a batch.
        seed: of the run.
        epoch: from 0; each has an order of its own.
    """
    chance = np.random.default_rng((seed, epoch))
    order = chance.permutation(len(lengths))
    sizes = np.asarray(lengths)
    batches: list[list[int]] = []
    for at in range(0, len(order), _WINDOW * size):
        window = order[at : at + _WINDOW * size]
        window = window[np.argsort(sizes[window], kind="stable")]
        batches += [window[start : start + size].tolist() for start in range(0, len(window), size)]
    return [batches[index] for index in chance.permutation(len(batches))]


def in_order(lengths: Sequence[int], size: int) -> list[list[int]]:
    """All examples by length, in batches of ``size``: for measuring."""
    order = np.argsort(np.asarray(lengths), kind="stable").tolist()
    return [order[start : start + size] for start in range(0, len(order), size)]


def share(batch: Sequence[int], rank: int, processes: int, micro: int) -> list[list[int]]:
    """The passes of one process over its part of a batch, at most ``micro`` examples each.

    Every process gets the same number of passes, since sharded models compute in step; an empty one is a pass that
    counts for nothing.
    """
    mine = list(batch[rank::processes])
    most = -(-len(batch) // processes)
    return [mine[start : start + micro] for start in range(0, most, micro)]
