"""The model that is tuned, by directory or by id: its weights, its tokenizer, and what tells it from others."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, __version__

from gift4code_training.tuning.errors import TuningError, first_line

_SLICES, _SLICE = 64, 1 << 16  # of each weights file, 4 MiB in all: other weights differ nearly everywhere
_BROKEN = (OSError, ValueError, KeyError, RuntimeError, ImportError, AttributeError, TypeError)


def locate(model: str) -> str:
    """The absolute directory of a model that is one, else the id as it is.

    Raises:
        TuningError: it looks like a path and is none, or the directory holds no checkpoint.
    """
    path = Path(model).expanduser()
    if not path.is_dir():
        if model.startswith((".", "/", "~")) or model.count("/") != 1:
            raise TuningError(f"There is no model directory {path}.")
        return model
    if not (path / "config.json").is_file():
        adapter = " It is an adapter: merge it first." if (path / "adapter_config.json").is_file() else ""
        raise TuningError(f"{path} is no checkpoint: it has no config.json.{adapter}")
    return str(path.resolve())


def revision(model: str) -> str:
    """What tells this model from others: the commit of a downloaded one, of a directory a hash of its configuration, of
    the index of its weights, and of sizes and slices of their files.

    Raises:
        TuningError: the model cannot be read.
    """
    directory = Path(model)
    if not directory.is_dir():
        commit = getattr(config(model), "_commit_hash", None)
        if not commit:
            raise TuningError(f"The model {model} has no revision: download it into a directory and name that.")
        return str(commit)
    digest = hashlib.sha256()
    small = [directory / "config.json", *sorted(directory.glob("*.index.json"))]
    weights = sorted(path for kind in ("*.safetensors", "pytorch_model*.bin") for path in directory.glob(kind))
    try:
        for file in small:
            digest.update(file.read_bytes())
        for file in weights:
            size = file.stat().st_size
            digest.update(f"{file.name} {size}".encode())
            with file.open("rb") as stream:
                for number in range(_SLICES):
                    stream.seek(max(0, size - _SLICE) * number // (_SLICES - 1))
                    digest.update(stream.read(_SLICE))
    except OSError as error:
        raise TuningError(f"The checkpoint {model} cannot be read: {error.strerror}.") from error
    return f"sha256:{digest.hexdigest()[:32]}"


def load_tokenizer(model: str, *, chat: bool = False) -> Any:
    """The model's tokenizer, fit for training.

    Raises:
        TuningError: it cannot be loaded, has no end token, or has no chat template where one is asked for.
    """
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(model)
    except _BROKEN as error:
        raise TuningError(f"The tokenizer of {model} cannot be loaded: {first_line(error)}.") from error
    if tokenizer.eos_token_id is None:
        raise TuningError(
            f"The tokenizer of {model} has no end token, so a tuned model would never stop: set eos_token in its "
            "tokenizer_config.json to the token that ends a text."
        )
    if chat and not tokenizer.chat_template:
        raise TuningError(f"The tokenizer of {model} has no chat template: leave out --chat, or use a chat model.")
    return tokenizer


def load_model(model: str, dtype: torch.dtype | None) -> Any:
    """The checkpoint's weights, all of them; ``None`` is the dtype they are saved in.

    Raises:
        TuningError: the checkpoint is of a version or kind that is not known here, damaged, or lacks weights.
    """
    config(model)
    try:
        loaded, told = AutoModelForCausalLM.from_pretrained(
            model, dtype="auto" if dtype is None else dtype, output_loading_info=True
        )
    except _BROKEN as error:
        raise TuningError(f"The checkpoint {model} cannot be loaded: {first_line(error)}.") from error
    missing = sorted(told["missing_keys"])
    if missing:
        raise TuningError(
            f"The checkpoint {model} lacks {len(missing)} weights of its own configuration ({missing[0]}, …): it is "
            "damaged or of another version, and would be tuned from noise there. Download or save it again."
        )
    return loaded


def saved_dtype(model: str) -> torch.dtype:
    """The dtype of a checkpoint's weights."""
    return getattr(config(model), "dtype", None) or torch.float32


def config(model: str) -> Any:
    """A checkpoint's configuration.

    Raises:
        TuningError: it is of a kind that transformers does not know here.
    """
    try:
        return AutoConfig.from_pretrained(model)
    except _BROKEN as error:
        stated = _saved_by(model)
        raise TuningError(
            f"The checkpoint {model} cannot be opened by transformers {__version__}"
            f"{f' (it was saved by {stated})' if stated else ''}: {first_line(error)}."
        ) from error


def _saved_by(model: str) -> str:
    try:
        return str(
            json.loads((Path(model) / "config.json").read_text(encoding="utf-8")).get("transformers_version", "")
        )
    except (OSError, ValueError, AttributeError):
        return ""


def add_lora(model: Any, *, rank: int, alpha: float, dropout: float) -> Any:
    """The model, frozen, with an adapter on every linear layer but the output (attention alone learns less at the same
    size, "LoRA without regret"); the adapter's weights are fp32.

    Raises:
        TuningError: the model has no layers that an adapter fits.
    """
    from peft import LoraConfig, get_peft_model

    lora = LoraConfig(
        r=rank, lora_alpha=alpha, lora_dropout=dropout, target_modules="all-linear", task_type="CAUSAL_LM"
    )
    try:
        return get_peft_model(model, lora)
    except ValueError as error:
        raise TuningError(f"No adapter fits this model: {first_line(error)}.") from error
