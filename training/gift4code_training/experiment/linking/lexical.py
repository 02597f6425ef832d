"""Likeness of words by their letters alone: what needs no vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gift4code_ext.generation.words import STOP, one_edit, stem, subwords
from gift4code_training.experiment.linking.questions import Question

_LONG = 5


@lru_cache(maxsize=1 << 18)
def overlap(words: str, other: str) -> float:
    """Shared stems of two phrases, from 0 to 1: of words of five letters one may be misspelt (0.9 for it)."""
    left, right = _stems(words), _stems(other)
    if not left or not right:
        return 0.0
    shared = sum(max(_same(word, each) for each in right) for word in left)
    return float(shared / (len(left) * len(right)) ** 0.5)


def _stems(words: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(map(stem, subwords(words))))
    return tuple(word for word in found if word not in STOP) or found


def _same(word: str, other: str) -> float:
    if word == other:
        return 1.0
    return 0.9 if min(len(word), len(other)) >= _LONG and one_edit(word, other) else 0.0


@lru_cache(maxsize=1 << 18)
def trigrams(words: str, other: str) -> float:
    """Dice's coefficient of the runs of three letters, blanks around words counted as letters."""
    left, right = _runs(words), _runs(other)
    return 2 * len(left & right) / max(1, len(left) + len(right))


@lru_cache(maxsize=1 << 16)
def _runs(words: str) -> frozenset[str]:
    text = f" {' '.join(subwords(words))} "
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


@lru_cache(maxsize=1 << 18)
def ratio(words: str, other: str) -> float:
    """``difflib``'s ratio of the two, small and without blanks."""
    return SequenceMatcher(None, "".join(subwords(words)), "".join(subwords(other)), autojunk=False).ratio()


def scores(questions: Sequence[Question], like: Callable[[str, str], float]) -> list[NDArray[np.floating]]:
    """The likeness of the words of each question to the words of each candidate."""
    return [np.array([like(each.text, other.words) for other in each.candidates]) for each in questions]


def product(questions: Sequence[Question]) -> list[NDArray[np.floating]]:
    """1 for what the product's linker takes the words for, 0 for the rest."""
    return [np.array([float(at in each.product) for at in range(len(each.candidates))]) for each in questions]


def nothing(questions: Sequence[Question]) -> list[NDArray[np.floating]]:
    """No preference: chance."""
    return [np.zeros(len(each.candidates)) for each in questions]
