"""Vectors kept between runs: encoding is what takes long, and a change of the corpus changes few texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

_BETWEEN_WRITES = 20
"""Batches."""


class Store:
    """One file of vectors by what they are of; a stopped run goes on from the last write."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = folder / f"{name}.npz"
        self._held: dict[str, NDArray[np.float32]] = {}
        if self._path.is_file():
            with np.load(self._path) as file:
                self._held = dict(zip(file["keys"].tolist(), file["vectors"], strict=True))

    def vectors(
        self,
        items: Sequence[Any],
        encode: Callable[[Sequence[Any]], NDArray[np.float32]],
        *,
        batch: int,
        by: Callable[[Any], Any],
    ) -> NDArray[np.float32]:
        """The vectors of all items; those not kept are encoded, in the order of ``by``."""
        keys = [_key(item) for item in items]
        missing = {key: item for key, item in zip(keys, items, strict=True) if key not in self._held}
        order = sorted(missing, key=lambda key: by(missing[key]))
        with tqdm(total=len(order), desc=self._path.stem, unit="vector", disable=not order) as bar:
            for number, start in enumerate(range(0, len(order), batch), 1):
                own = order[start : start + batch]
                self._held.update(zip(own, encode([missing[key] for key in own]), strict=True))
                bar.update(len(own))
                if number % _BETWEEN_WRITES == 0:
                    self._write()
        if order:
            self._write()
        return np.stack([self._held[key] for key in keys])

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part.npz")
        np.savez(part, keys=np.array(list(self._held)), vectors=np.stack(list(self._held.values())))
        part.replace(self._path)


def _key(item: Any) -> str:
    return hashlib.sha256(json.dumps(item, ensure_ascii=False).encode()).hexdigest()[:20]
