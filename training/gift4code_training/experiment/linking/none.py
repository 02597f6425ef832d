"""A small linker learned over vectors and likenesses, with the choice to link nothing.

A candidate's score is ``q (I + M) c`` by the vectors of words and candidate, plus weighted likenesses; against all
candidates stands "none", scored by the words' own vector. Learned on one half of the domains, by marks and by words
that nobody marked; the other half is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from gift4code_training.experiment.linking.encoder import Vectors
from gift4code_training.experiment.linking.questions import Question
from gift4code_training.experiment.linking.ranking import Scores

_STEPS = 60
_RATE = 0.03
_SHRINK = 0.03
"""Of the map, by squares. At 0.0003 a table of 128 loses seven points of the first places on the half not learned."""
_FREE = 1_500
"""Words that nobody marked, learned from; drawn."""


@dataclass(frozen=True)
class Pairs:
    """Words and candidates of some questions in one line: ``question[i]`` has the candidate ``i``.

    Attributes:
        words: shape (questions, dimensions).
        candidates: shape (pairs, dimensions).
        likenesses: shape (pairs, likenesses).
        right: shape (pairs,).
        means: shape (questions,): whether any candidate is right.
    """

    words: torch.Tensor
    candidates: torch.Tensor
    likenesses: torch.Tensor
    question: torch.Tensor
    right: torch.Tensor
    means: torch.Tensor


class Linker(torch.nn.Module):
    """The parameters: the map M, the weights of the likenesses, and what speaks for "none"."""

    def __init__(self, dimensions: int, likenesses: int) -> None:
        super().__init__()
        self.map = torch.nn.Parameter(torch.zeros(dimensions, dimensions))
        self.scale = torch.nn.Parameter(torch.tensor(8.0))
        self.weights = torch.nn.Parameter(torch.full((likenesses,), 4.0))
        self.none = torch.nn.Linear(dimensions, 1)
        torch.nn.init.zeros_(self.none.weight)
        torch.nn.init.zeros_(self.none.bias)

    def forward(self, pairs: Pairs) -> torch.Tensor:
        """The logarithm of each candidate's chance, then of none's of every question."""
        moved = pairs.words + pairs.words @ self.map
        logits = self.scale * (moved[pairs.question] * pairs.candidates).sum(dim=1) + pairs.likenesses @ self.weights
        none = self.none(pairs.words).squeeze(1)
        both = torch.cat([logits, none])
        owner = torch.cat([pairs.question, torch.arange(len(none))])
        top = torch.full_like(none, -torch.inf).scatter_reduce(0, owner, both, "amax").detach()
        total = torch.zeros_like(none).index_add(0, owner, (both - top[owner]).exp())
        return both - (top + total.log())[owner]


def chances(
    questions: Sequence[Question],
    words: Vectors,
    candidates: Sequence[Vectors],
    likenesses: Sequence[Scores],
    half: dict[str, int],
    *,
    seed: int = 0,
) -> list[NDArray[np.floating]]:
    """Each candidate's chance, by a linker that learned from the other half of the domains.

    Args:
        questions: columns, English: marked ones, and free ones, whose right answer is none.
        words: shape (questions, dimensions).
        candidates: of each question, shape (candidates, dimensions).
        likenesses: of letters and others, each a score a candidate.
    """
    stacked = [np.stack(each, axis=1).astype(np.float32) for each in zip(*likenesses, strict=True)]
    found: list[NDArray[np.floating]] = [np.zeros(0)] * len(questions)
    source = np.random.default_rng(seed)
    for own in (0, 1):
        learned = [at for at, each in enumerate(questions) if half[each.domain] != own]
        free = [at for at in learned if questions[at].kind == "free"]
        marked = [at for at in learned if questions[at].kind != "free"]
        drawn = source.permutation(free)[:_FREE].tolist()
        linker = _learn(
            _pairs(questions, words, candidates, stacked, [*marked, *drawn]), len(free) / max(1, len(drawn))
        )
        scored = [at for at, each in enumerate(questions) if half[each.domain] == own]
        with torch.inference_mode():
            given = linker(_pairs(questions, words, candidates, stacked, scored)).exp().numpy()
        position = 0
        for at in scored:
            count = len(questions[at].candidates)
            found[at] = given[position : position + count]
            position += count
    return found


def _learn(pairs: Pairs, weight: float) -> Linker:
    """``weight``: of a word that nobody marked, since only some were drawn."""
    linker = Linker(pairs.words.shape[1], pairs.likenesses.shape[1])
    optimizer = torch.optim.Adam(linker.parameters(), lr=_RATE)
    count = len(pairs.means)
    share = torch.where(pairs.means, 1.0, weight)
    for _ in range(_STEPS):
        given = linker(pairs)
        likely = torch.zeros(count).index_add(0, pairs.question, given[: len(pairs.right)].exp() * pairs.right)
        chance = torch.where(pairs.means, likely.clamp(min=1e-9).log(), given[len(pairs.right) :])
        loss = -(share * chance).sum() / share.sum() + _SHRINK * linker.map.square().sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return linker


def _pairs(
    questions: Sequence[Question],
    words: Vectors,
    candidates: Sequence[Vectors],
    likenesses: Sequence[NDArray[np.float32]],
    places: Sequence[int],
) -> Pairs:
    counts = [len(questions[at].candidates) for at in places]
    right = [float(each in questions[at].right) for at in places for each in range(len(questions[at].candidates))]
    return Pairs(
        torch.from_numpy(words[list(places)]),
        torch.from_numpy(np.concatenate([candidates[at] for at in places])),
        torch.from_numpy(np.concatenate([likenesses[at] for at in places])),
        torch.repeat_interleave(torch.arange(len(places)), torch.tensor(counts)),
        torch.tensor(right),
        torch.tensor([bool(questions[at].right) for at in places]),
    )
