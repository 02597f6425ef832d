"""What the server needs of a model: tokens in, logits out, one cache that can be repeated and thinned.

A request runs as: :meth:`Model.begin` computes the prompt once, :meth:`Decoding.repeat` copies its cache for the n
samples, then :meth:`Decoding.feed` takes one token a row and :meth:`Decoding.keep` drops the rows that are finished.
Sampling, stop strings and text are not a model's business; see ``sampling`` and ``generate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float32]
    Integers: TypeAlias = NDArray[np.int64]

PROMPT_CHUNK = 256
"""Prompt positions computed at a time; a cancelled request stops between two chunks."""


class Cancelled(Exception):
    """The client went away; nobody reads what would have been generated."""


class Cancel(Protocol):
    """What tells a running generation to stop; ``threading.Event`` is one."""

    def is_set(self) -> bool: ...


class Decoding(Protocol):
    """The state of one request inside a model."""

    computed: int
    """Token positions put through the model so far, prompt included, each counted once however many rows share it."""

    def repeat(self, n: int) -> None:
        """Turn the one row of the prompt into ``n`` rows with the same past."""

    def feed(self, tokens: Integers) -> Floats:
        """Append ``tokens`` (shape ``[rows]``) and return the next logits, shape ``[rows, vocabulary]``."""

    def keep(self, rows: Sequence[int]) -> None:
        """Keep these rows (ascending), in this order, and forget the others."""


class Model(Protocol):
    """A loaded model with its tokenizer."""

    context: int
    """Most positions, prompt and completion together."""
    vocabulary: int
    """Tokens are below this."""
    ends: frozenset[int]
    """Tokens that end a completion; they are not part of its text."""

    def encode(self, text: str) -> list[int]:
        """Tokens of a prompt: special tokens in ``text`` are recognised, and the tokenizer's own start is added."""

    def decode(self, tokens: Sequence[int]) -> str:
        """Text of tokens, special tokens written out."""

    def chat(self, messages: Sequence[dict[str, str]]) -> list[int]:
        """Tokens of a conversation up to where the assistant speaks; raises RequestError without a chat template."""

    def begin(self, prompt: Sequence[int], room: int, cancel: Cancel) -> tuple[Decoding, Floats]:
        """Compute the prompt once. Returns the state with one row and the next logits, shape ``[1, vocabulary]``.

        ``room`` is how many more tokens a row may get; raises :class:`Cancelled` between chunks of the prompt.
        """
