"""One vector a word piece, made once from the encoder: what could be carried and read with numpy alone.

Every piece goes through the model by itself; principal components shorten the vectors, rare pieces weigh more than
frequent ones, and eight bits a number are kept. As in Model2Vec (Tulkens & van Dongen 2024); the weights are those of
smooth inverse frequency (Arora et al. 2017), with frequencies by Zipf's law from the vocabulary's order.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gift4code_training.experiment.linking.encoder import Encoder, Vectors

_PIECE = re.compile(r"(##)?[a-z0-9]+")
_WORD = re.compile(r"[a-z0-9]+")
_SMOOTH = 1e-3
_LONGEST = 24


@dataclass(frozen=True)
class Pieces:
    """Word pieces of the encoder's vocabulary in its order, frequent ones first, and the vector of each alone."""

    names: tuple[str, ...]
    vectors: Vectors


def pieces(encoder: Encoder, most: int | None = None) -> Pieces:
    """Pieces of Latin letters and digits; of whole words only the first ``most``, continuations all."""
    numbers = {name: number for name, number in encoder.vocabulary.items() if _PIECE.fullmatch(name)}
    names = sorted(numbers, key=lambda name: numbers[name])
    vectors = encoder.pieces([numbers[name] for name in names])
    whole = [place for place, name in enumerate(names) if not name.startswith("##")]
    dropped = frozenset(whole[most:] if most is not None else ())
    kept = [place for place in range(len(names)) if place not in dropped]
    return Pieces(tuple(names[place] for place in kept), vectors[kept])


@dataclass(frozen=True)
class Static:
    """Vectors by table look-up.

    Attributes:
        place: piece -> its row.
        table: shape (pieces, dimensions), eight bits a number.
        scale: shape (pieces,): what a row is multiplied by, the piece's weight in it.
    """

    place: Mapping[str, int]
    table: NDArray[np.int8]
    scale: NDArray[np.float16]

    @property
    def size(self) -> tuple[int, int]:
        """Bytes of table, scales and names, as they are and packed by zlib."""
        names = "\n".join(self.place).encode()
        parts = (self.table.tobytes(), self.scale.tobytes(), names)
        return sum(map(len, parts)), sum(len(zlib.compress(part, 9)) for part in parts)

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (texts, dimensions); zeros where no piece is known."""
        found = np.zeros((len(texts), self.table.shape[1]), dtype=np.float32)
        for at, text in enumerate(texts):
            rows = self._rows(text)
            if rows:
                found[at] = self.scale[rows].astype(np.float32) @ self.table[rows].astype(np.float32)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def _rows(self, text: str) -> list[int]:
        plain = unicodedata.normalize("NFKD", text.lower())
        bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return [row for word in _WORD.findall(bare) for row in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        """The longest piece that begins the word, then the longest that goes on; none where letters are left over."""
        rows: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), start + _LONGEST), start, -1):
                row = self.place.get(("##" if start else "") + word[start:end])
                if row is not None:
                    rows.append(row)
                    start = end
                    break
            else:
                return []
        return rows


def distilled(of: Pieces, dimensions: int, *, weighted: bool = True) -> Static:
    """The table: centred, principal components, weights, eight bits.

    Args:
        weighted: by smooth inverse frequency, else all alike.
    """
    centred = of.vectors - of.vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    short = centred @ directions[:, ::-1][:, :dimensions]
    ranks = np.arange(1, len(of.names) + 1)
    chance = 1 / ranks / (1 / ranks).sum()
    weight = _SMOOTH / (_SMOOTH + chance) if weighted else np.ones(len(ranks))
    largest = np.abs(short).max(axis=1)
    table = np.round(short / largest[:, None] * 127).astype(np.int8)
    places = {name: place for place, name in enumerate(of.names)}
    return Static(places, table, (weight * largest / 127).astype(np.float16))
