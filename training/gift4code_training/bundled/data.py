"""Shards of ``slots/1`` records -> token arrays -> length-bucketed batches with labels on the completion only.

A data folder has one sub-folder a split, with ``*.jsonl`` or ``*.jsonl.gz`` shards; ``train`` is learnt from, the
others measure. Prompt and completion are tokenised apart and joined, so that the boundary a model learns is the one it
meets when it is served.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from gift4code_ext.errors import Gift4CodeError

END = "<end>"
IGNORED = -100  # the label that transformers and PyTorch leave out of the loss
_WINDOW = 4096  # examples sorted by length together: enough to fill batches of like length, few enough to stay shuffled


class DataError(Gift4CodeError):
    """A data folder that cannot be learnt from."""


@dataclass(frozen=True)
class Examples:
    """Token ids of all examples end to end.

    Example ``i`` is ``tokens[starts[i]:starts[i + 1]]``; its first ``prompts[i]`` tokens are the prompt. ``parts`` are
    runs of examples, each with how often one epoch goes over it; none: once over all.
    """

    tokens: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.int64]
    prompts: npt.NDArray[np.int32]
    parts: tuple[tuple[int, float], ...] = ()

    def __len__(self) -> int:
        return len(self.prompts)

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """Tokens of each example, ``(len(self),)``."""
        return np.diff(self.starts)

    def prompt(self, index: int) -> list[int]:
        """Token ids of one prompt."""
        start = int(self.starts[index])
        return [int(token) for token in self.tokens[start : start + int(self.prompts[index])]]

    def completion(self, index: int) -> list[int]:
        """Token ids of one completion, ``<end>`` included."""
        start, stop = int(self.starts[index]) + int(self.prompts[index]), int(self.starts[index + 1])
        return [int(token) for token in self.tokens[start:stop]]


@dataclass(frozen=True)
class Batch:
    """Right-padded int64 ``ids`` and ``labels`` ``(examples, tokens)``; ``IGNORED`` labels on prompt and padding."""

    ids: torch.Tensor
    labels: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(self.ids.to(device, non_blocking=True), self.labels.to(device, non_blocking=True))


def splits(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Split name -> its shards in order.

    Raises:
        DataError: there is no ``train`` split.
    """
    shards: dict[str, list[Path]] = {}
    for path in sorted([*folder.glob("*/*.jsonl"), *folder.glob("*/*.jsonl.gz")]):
        shards.setdefault(path.parent.name, []).append(path)
    if "train" not in shards:
        missing = folder / "train"
        raise DataError(
            f"{missing} has no *.jsonl or *.jsonl.gz shards; run gift4code_training.bundled.generate first."
        )
    return {name: tuple(paths) for name, paths in shards.items()}


def read_records(shards: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """``(prompt, completion)`` of every record, the completion ending in ``<end>``.

    Raises:
        DataError: a line is no record.
    """
    for path in shards:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    record = json.loads(line)
                    prompt, completion = str(record["prompt"]), str(record["completion"])
                except (ValueError, KeyError, TypeError) as error:
                    raise DataError(f"{path}:{number} is no record with prompt and completion: {error}.") from error
                yield prompt, completion.removesuffix(END) + END


def load(shards: Sequence[Path], tokenizer: Tokenizer, context: int, *, limit: int | None = None) -> Examples:
    """Tokenise shards, or take the arrays that an earlier call left in a ``cache`` folder beside them.

    Args:
        shards: Shards of one split.
        tokenizer: Its ids must fit 16 bits.
        context: Longer examples are left out.
        limit: Only the first so many records.

    Raises:
        DataError: no example is left.
    """
    state = [tokenizer.to_str(), context, limit, [(path.name, path.stat().st_size) for path in shards]]
    digest = hashlib.sha256(json.dumps(state).encode()).hexdigest()[:16]
    cache = shards[0].parent.parent / "cache" / f"{shards[0].parent.name}-{digest}.npz"
    if cache.exists():
        with np.load(cache) as arrays:
            return Examples(arrays["tokens"], arrays["starts"], arrays["prompts"])
    examples = _tokenise(islice(read_records(shards), limit), tokenizer, context)
    if not len(examples):
        raise DataError(f"{shards[0].parent} has no example of at most {context} tokens.")
    cache.parent.mkdir(exist_ok=True)
    temporary = cache.with_suffix(f".{os.getpid()}.npz")
    np.savez(temporary, tokens=examples.tokens, starts=examples.starts, prompts=examples.prompts)
    os.replace(temporary, cache)
    return examples


def _tokenise(records: Iterator[tuple[str, str]], tokenizer: Tokenizer, context: int) -> Examples:
    pieces: list[npt.NDArray[np.uint16]] = []
    prompts: list[int] = []
    while chunk := list(islice(records, 10_000)):
        heads = tokenizer.encode_batch_fast([prompt for prompt, _ in chunk], add_special_tokens=False)
        tails = tokenizer.encode_batch_fast([completion for _, completion in chunk], add_special_tokens=False)
        for head, tail in zip(heads, tails, strict=True):
            if len(head.ids) + len(tail.ids) <= context:
                pieces.append(np.asarray(head.ids + tail.ids, dtype=np.uint16))
                prompts.append(len(head.ids))
    starts = np.cumsum([0, *(len(piece) for piece in pieces)], dtype=np.int64)
    tokens = np.concatenate(pieces) if pieces else np.empty(0, np.uint16)
    return Examples(tokens, starts, np.asarray(prompts, dtype=np.int32))


def epoch_batches(examples: Examples, tokens: int, seed: int, epoch: int) -> list[npt.NDArray[np.int64]]:
    """One shuffled pass: index arrays whose examples, padded, make at most ``tokens`` tokens (or are alone)."""
    random = np.random.default_rng((seed, epoch))
    order = random.permutation(_drawn(examples, random) if examples.parts else len(examples))
    lengths = examples.lengths
    batches: list[npt.NDArray[np.int64]] = []
    for at in range(0, len(order), _WINDOW):
        window = order[at : at + _WINDOW]
        window = window[np.argsort(lengths[window], kind="stable")]
        start = 0
        for stop in range(1, len(window) + 1):
            if stop == len(window) or lengths[window[stop]] * (stop + 1 - start) > tokens:
                batches.append(window[start:stop])
                start = stop
    return [batches[index] for index in random.permutation(len(batches))]


def _drawn(examples: Examples, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """The examples of one epoch: each part as often as it says, the rest of a turn drawn anew every time."""
    drawn: list[npt.NDArray[np.int64]] = []
    start = 0
    for size, times in examples.parts:
        rest = round(size * (times % 1))
        drawn += [np.arange(start, start + size)] * int(times)
        drawn.append(start + random.choice(size, rest, replace=False))
        start += size
    return np.concatenate(drawn)


def collate(examples: Examples, indices: npt.NDArray[np.int64], pad: int = 0) -> Batch:
    """The examples as one right-padded batch."""
    width = int(examples.lengths[indices].max())
    ids = np.full((len(indices), width), pad, dtype=np.int64)
    labels = np.full((len(indices), width), IGNORED, dtype=np.int64)
    for row, index in enumerate(indices):
        prompt, completion = examples.prompt(int(index)), examples.completion(int(index))
        length = len(prompt) + len(completion)
        ids[row, :length] = prompt + completion
        labels[row, len(prompt) : length] = completion
    return Batch(torch.from_numpy(ids), torch.from_numpy(labels))


def check_labels(batch: Batch, completions: Sequence[str], tokenizer: Tokenizer) -> None:
    """Decode the labels that count and compare them with the completions they must teach.

    Raises:
        DataError: they differ, so training would learn something else.
    """
    for row, completion in zip(batch.labels, completions, strict=True):
        learnt = tokenizer.decode(row[row != IGNORED].tolist(), skip_special_tokens=False)
        if learnt != completion:
            raise DataError(f"The labels of a training example decode to {learnt!r} instead of {completion!r}.")
