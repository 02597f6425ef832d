"""Training data from several folders: which share of what is learned each gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gift4code_training.bundled.data import DataError, Examples


@dataclass(frozen=True)
class Source:
    """A data folder; ``share`` of the examples that are learned from come from it, ``None``: what others leave."""

    folder: Path
    share: float | None = None


def source(text: str) -> Source:
    """``FOLDER`` or ``FOLDER:SHARE`` as typed.

    Raises:
        DataError: the share is not between 0 and 1.
    """
    folder, colon, share = text.rpartition(":")
    if not colon:
        return Source(Path(text))
    try:
        part = float(share)
    except ValueError:
        return Source(Path(text))  # a colon of the folder's name
    if not 0 < part < 1:
        raise DataError(f"The share of {folder} is {share}; write a number between 0 and 1, such as {folder}:0.3.")
    return Source(Path(folder), part)


def check(sources: Sequence[Source]) -> None:
    """The first folder takes what the others leave, so all others state a share.

    Raises:
        DataError: they do not, or they leave nothing.
    """
    first, *others = sources
    if first.share is not None:
        raise DataError(f"{first.folder} is the first folder and takes what the others leave: leave out its share.")
    for each in others:
        if each.share is None:
            raise DataError(f"{each.folder} has no share; write --data {each.folder}:0.3 for three in ten examples.")
    if sum(each.share or 0 for each in others) >= 1:
        raise DataError(f"The shares leave nothing for {first.folder}; make them smaller.")


def mix(parts: Sequence[tuple[Source, Examples]]) -> Examples:
    """The examples of all folders; one epoch goes once over the first, and over others as their shares ask."""
    if len(parts) == 1:
        return parts[0][1]
    counts = [len(examples) for _, examples in parts]
    whole = counts[0] / (1 - sum(each.share or 0 for each, _ in parts))
    times = [1.0, *(whole * (each.share or 0) / count for (each, _), count in zip(parts[1:], counts[1:], strict=True))]
    starts = np.cumsum([0, *(length for _, examples in parts for length in examples.lengths)], dtype=np.int64)
    return replace(
        parts[0][1],
        tokens=np.concatenate([examples.tokens for _, examples in parts]),
        starts=starts,
        prompts=np.concatenate([examples.prompts for _, examples in parts]),
        parts=tuple(zip(counts, times, strict=True)),
    )


def held_name(at: Source, split: str, others: Mapping[str, object]) -> str:
    """What a held-out split is called in the scores: its own name, after its folder's where that one is taken."""
    return split if split not in others else f"{at.folder.name} {split}"
