"""Prompt and completion -> token ids, and a batch with labels on the completion only.

The prompt is tokenised as the model host does it, so a start token stands before it where the tokenizer puts one there;
the completion is tokenised apart and closed with the end token. Joined text is never tokenised: a token across the
boundary would teach a prompt that is never asked. Not covered: packing several examples into one row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from gift4code_training.tuning.dataset import Pair
from gift4code_training.tuning.errors import TuningError, first_line

IGNORED = -100  # the label that transformers and PyTorch leave out of the loss


@dataclass(frozen=True)
class Encoded:
    """Token ids of one example; the first ``prompt`` of them are given, the others learnt."""

    ids: tuple[int, ...]
    prompt: int


@dataclass(frozen=True)
class Batch:
    """Right-padded int64 ``ids``, ``mask`` and ``labels``, ``(examples, tokens)``; ``IGNORED`` where nothing counts."""

    ids: torch.Tensor
    mask: torch.Tensor
    labels: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(*(each.to(device, non_blocking=True) for each in (self.ids, self.mask, self.labels)))


def encode(tokenizer: Any, pair: Pair, chat: bool) -> Encoded:
    """One example as tokens: the prompt with its start token, the completion with its end token.

    Args:
        tokenizer: a transformers tokenizer with an end token.
        pair: the example; a prompt of messages needs ``chat``, and a text becomes a user's one message with it.
        chat: write the prompt with the tokenizer's chat template.

    Raises:
        TuningError: messages without ``chat``, or the chat template refuses them.
    """
    end = tokenizer.eos_token_id
    if chat:
        messages = (("user", pair.prompt),) if isinstance(pair.prompt, str) else pair.prompt
        prompt = list(tokenizer(_chat(tokenizer, messages), add_special_tokens=False)["input_ids"])
    elif isinstance(pair.prompt, str):
        prompt = list(tokenizer(pair.prompt)["input_ids"])
        if prompt and prompt[-1] == end and not pair.prompt.endswith(str(tokenizer.eos_token)):
            prompt.pop()  # a tokenizer that closes whatever it is given
        # a text of its own stands behind the end of another, as in pre-training: its first token must follow something
        prompt = prompt or [end]
    else:
        raise TuningError("The prompts of this data are messages: add --chat, or make the data with a text template.")
    completion = list(tokenizer(pair.completion, add_special_tokens=False)["input_ids"])
    return Encoded((*prompt, *completion, end), len(prompt))


def _chat(tokenizer: Any, messages: Sequence[tuple[str, str]]) -> str:
    try:
        return str(
            tokenizer.apply_chat_template(
                [{"role": role, "content": content} for role, content in messages],
                add_generation_prompt=True,
                tokenize=False,
            )
        )
    except Exception as error:  # templates are programs, and raise what they like
        raise TuningError(f"The chat template of this model refuses the prompts: {first_line(error)}.") from error


def collate(examples: Sequence[Encoded], pad: int) -> Batch:
    """Examples as one right-padded batch."""
    width = max(len(example.ids) for example in examples)
    ids = torch.full((len(examples), width), pad, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    labels = torch.full_like(ids, IGNORED)
    for row, example in enumerate(examples):
        length = len(example.ids)
        ids[row, :length] = torch.tensor(example.ids)
        mask[row, :length] = 1
        labels[row, example.prompt : length] = ids[row, example.prompt : length]
    return Batch(ids, mask, labels)


def check_labels(batch: Batch, completions: Sequence[str], tokenizer: Any) -> None:
    """Decodes the labels that count and compares them with the completions they must teach, and their end.

    Raises:
        TuningError: they differ, so that training would teach something else.
    """
    for row, completion in zip(batch.labels, completions, strict=True):
        kept = row[row != IGNORED].tolist()
        text = tokenizer.decode(kept[:-1], skip_special_tokens=False, clean_up_tokenization_spaces=False)
        # tokenizers may compose accents, which is the same text
        if unicodedata.normalize("NFC", text) != unicodedata.normalize("NFC", completion):
            raise TuningError(
                f"The labels of a training example decode to {text!r} and not to its completion {completion!r}: this "
                "tokenizer does not keep the text, so the model would learn something else. Use another base model."
            )
        if kept[-1] != tokenizer.eos_token_id:
            raise TuningError("The labels of a training example do not close with the end token: nothing would stop.")
