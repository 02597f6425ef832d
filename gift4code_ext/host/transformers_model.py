"""A local transformers checkpoint, with or without a PEFT adapter. The only module that imports torch."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache

from gift4code_ext.host.adapter import Misfit, adapted
from gift4code_ext.host.backend import PROMPT_CHUNK, Cancel, Cancelled
from gift4code_ext.host.errors import ModelFilesError, RequestError, first_line
from gift4code_ext.host.models import ModelFiles

if TYPE_CHECKING:
    from gift4code_ext.host.backend import Floats, Integers


class TransformersModel:
    """A causal language model from a directory; implements ``backend.Model``."""

    def __init__(self, files: ModelFiles) -> None:
        """Load ``files``, on a GPU if there is one; raises ModelFilesError with what transformers said."""
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
        base = files.directory
        holder = files.adapter if files.adapter and (files.adapter / "tokenizer_config.json").is_file() else base
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(holder, local_files_only=True)
            model: Any = AutoModelForCausalLM.from_pretrained(base, dtype="auto", local_files_only=True)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelFilesError(f"The checkpoint {base} cannot be loaded: {first_line(error)}.") from error
        config = model.config
        self._takes_last = "logits_to_keep" in inspect.signature(model.forward).parameters
        if files.adapter is not None:
            model = _adapted(model, files.adapter, base)
        self._model = model.to(device).eval()
        self.context = int(getattr(config, "max_position_embeddings", None) or 4096)
        self.vocabulary = int(config.vocab_size)
        ends = model.generation_config.eos_token_id
        ends = ends if isinstance(ends, list) else [ends]
        self.ends = frozenset(int(end) for end in (*ends, self._tokenizer.eos_token_id) if end is not None)

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer(text)["input_ids"])

    def decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode(list(tokens), skip_special_tokens=False, clean_up_tokenization_spaces=False))

    def chat(self, messages: Sequence[dict[str, str]]) -> list[int]:
        if not self._tokenizer.chat_template:
            raise RequestError("This model has no chat template; send the prompt as text to /v1/completions.")
        text = self._tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, tokenize=False)
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])

    def begin(self, prompt: Sequence[int], room: int, cancel: Cancel) -> tuple[TransformersDecoding, Floats]:
        decoding = TransformersDecoding(self._model, self._takes_last)
        logits: Floats = np.zeros((1, 0), dtype=np.float32)
        for start in range(0, len(prompt), PROMPT_CHUNK):
            if cancel.is_set():
                raise Cancelled
            logits = decoding.run(np.asarray([prompt[start : start + PROMPT_CHUNK]], dtype=np.int64))
        return decoding, logits


class TransformersDecoding:
    """One request's cache in a model; implements ``backend.Decoding``."""

    def __init__(self, model: Any, takes_last: bool) -> None:
        self._model, self._options = model, {"logits_to_keep": 1} if takes_last else {}
        self._cache = DynamicCache()
        self.computed = 0

    @torch.inference_mode()
    def run(self, tokens: Integers) -> Floats:
        """Append ``tokens`` of shape ``[rows, k]`` and return the logits after the last, ``[rows, vocabulary]``."""
        ids = torch.from_numpy(tokens).to(self._model.device)
        logits = self._model(input_ids=ids, past_key_values=self._cache, use_cache=True, **self._options).logits
        self.computed += tokens.size
        last: Floats = logits[:, -1].float().cpu().numpy()
        return last

    def repeat(self, n: int) -> None:
        self._cache.batch_repeat_interleave(n)

    def feed(self, tokens: Integers) -> Floats:
        return self.run(tokens.reshape(-1, 1))

    def keep(self, rows: Sequence[int]) -> None:
        self._cache.batch_select_indices(torch.as_tensor(list(rows), device=self._model.device))


def _adapted(model: Any, adapter: Path, base: Path) -> Any:
    try:
        return adapted(model, adapter)
    except Misfit as error:
        raise ModelFilesError(
            f"The adapter {adapter} cannot be put on {base}, so that is not its base ({error}): name the base it was "
            "tuned on in its adapter_config.json."
        ) from error
