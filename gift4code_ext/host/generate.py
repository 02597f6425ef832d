"""n samples of one prompt from any model: sampling, stopping, dropping finished rows; the same for all engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gift4code_ext.host.backend import Cancel, Cancelled, Model
from gift4code_ext.host.errors import RequestError
from gift4code_ext.host.sampling import Sampling, choose, generators, log_softmax
from gift4code_ext.host.transcript import Finish, Token, Transcript

if TYPE_CHECKING:
    from gift4code_ext.host.backend import Floats


@dataclass(frozen=True)
class Piece:
    """The next part of sample ``index``; ``finish`` is given with its last part."""

    index: int
    text: str
    tokens: tuple[Token, ...]
    finish: Finish | None


@dataclass(frozen=True)
class Usage:
    """Token counts of a request: ``computed`` is what the model really worked through, a shared prompt once."""

    prompt: int
    completion: int
    computed: int


Event: TypeAlias = Piece | Usage


def generate(model: Model, prompt: Sequence[int], n: int, sampling: Sampling, cancel: Cancel) -> Iterator[Event]:
    """Yield the pieces of ``n`` samples as they come, then one Usage.

    Raises:
        RequestError: The prompt is empty or leaves no room in the model's context.
        Cancelled: ``cancel`` was set.
    """
    if not prompt:
        raise RequestError("The prompt is empty.")
    if max(prompt) >= model.vocabulary:
        raise RequestError(f"The prompt has token {max(prompt)}, and this model's tokens are below {model.vocabulary}.")
    room = min(sampling.max_tokens, model.context - len(prompt))
    if room < 1:
        raise RequestError(
            f"The prompt has {len(prompt)} tokens and this model takes fewer than {model.context}; "
            "give it fewer columns or frames.",
            code="context_length_exceeded",
        )
    rows = 1 if sampling.temperature == 0 else n  # greedy samples are all the same
    decoding, logits = model.begin(prompt, room, cancel)
    decoding.repeat(rows)
    logits = np.repeat(logits, rows, axis=0)
    draws = generators(sampling.seed, rows)
    transcripts = [Transcript(model.decode, sampling.stop) for _ in range(rows)]
    alive = list(range(rows))
    sampled = 0
    for step in range(room):
        if cancel.is_set():
            raise Cancelled
        tokens = choose(logits, sampling, [draws[index] for index in alive])
        logprobs = log_softmax(logits)
        going = []
        for row, index in enumerate(alive):
            token, transcript = int(tokens[row]), transcripts[index]
            ended = token in model.ends
            if not ended:
                alternatives = _alternatives(model, logprobs[row], sampling.alternatives)
                transcript.add(token, float(logprobs[row, token]), alternatives)
            finish: Finish | None = "stop" if ended or transcript.stopped else "length" if step == room - 1 else None
            text, ready = transcript.release(finish)
            for copy in range(n) if rows < n else (index,):
                sampled += 1
                if text or ready or finish:
                    yield Piece(copy, text, ready, finish)
            if finish is None:
                going.append(row)
        if not going:
            break
        if len(going) < len(alive):
            decoding.keep(going)
            alive = [alive[row] for row in going]
        logits = decoding.feed(tokens[going])
    yield Usage(len(prompt), sampled, decoding.computed)


def _alternatives(model: Model, logprobs: Floats, count: int) -> tuple[tuple[str, float], ...]:
    if not count:
        return ()
    best = np.argsort(-logprobs, kind="stable")[:count]
    return tuple((model.decode([int(token)]), float(logprobs[token])) for token in best)
