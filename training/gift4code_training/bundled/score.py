"""How good a model is on a held-out split: loss over completions, and how many greedy ones equal the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from transformers import LlamaForCausalLM

from gift4code_training.bundled.data import IGNORED, Examples, collate
from gift4code_training.bundled.model import label_loss

_ROWS = 50


@dataclass(frozen=True)
class Score:
    """``loss``: nats a token over ``examples``; ``exact``: share of ``prompts`` completed greedily as the reference."""

    loss: float
    examples: int
    exact: float
    prompts: int


@torch.no_grad()
def mean_loss(model: LlamaForCausalLM, examples: Examples, count: int, dtype: torch.dtype) -> float:
    """Mean loss a label token over the first ``count`` examples."""
    total, labels = 0.0, 0
    for indices in _by_length(examples, count):
        batch = collate(examples, indices).to(model.device)
        counted = int((batch.labels != IGNORED).sum())
        total += label_loss(model, batch, dtype).item() * counted
        labels += counted
    return total / labels


@torch.no_grad()
def greedy(model: LlamaForCausalLM, examples: Examples, count: int, new_tokens: int = 96) -> list[bool]:
    """Whether each of the first ``count`` greedy completions equals its reference, in the examples' order."""
    end, pad = model.config.eos_token_id, model.config.pad_token_id
    right: dict[int, bool] = {}
    for indices in _by_length(examples, count):
        prompts = [examples.prompt(int(index)) for index in indices]
        width = max(map(len, prompts))
        ids = torch.tensor([[pad] * (width - len(prompt)) + prompt for prompt in prompts], device=model.device)
        mask = torch.tensor([[0] * (width - len(each)) + [1] * len(each) for each in prompts], device=model.device)
        written = model.generate(input_ids=ids, attention_mask=mask, do_sample=False, max_new_tokens=new_tokens)
        for index, row in zip(indices, written[:, width:].tolist(), strict=True):
            completion = row[: row.index(end) + 1] if end in row else row
            right[int(index)] = completion == examples.completion(int(index))
    return [right[index] for index in sorted(right)]


def score(
    model: LlamaForCausalLM, examples: Examples, dtype: torch.dtype, *, losses: int = 500, prompts: int = 200
) -> Score:
    """Loss over at most ``losses`` and exact match over at most ``prompts`` examples."""
    losses, prompts = min(losses, len(examples)), min(prompts, len(examples))
    right = greedy(model, examples, prompts)
    return Score(mean_loss(model, examples, losses, dtype), losses, sum(right) / prompts, prompts)


def _by_length(examples: Examples, count: int) -> Iterator[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    order = np.argsort(examples.lengths[:count], kind="stable")
    for at in range(0, len(order), _ROWS):
        yield order[at : at + _ROWS]
