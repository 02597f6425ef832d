"""A tuned model into its folder: adapter or weights, tokenizer and manifest, each file whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from accelerate import DistributedType  # type: ignore[import-untyped]
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict

from gift4code_training.tuning import manifest
from gift4code_training.tuning.checkpoint import Tuned
from gift4code_training.tuning.errors import saving


def write_model(out: Path, tuned: Tuned, tokenizer: Any, entries: Mapping[str, Any]) -> None:
    """Puts the model as it is now into ``out``. Every process calls it; the main one writes.

    Args:
        out: the folder; files of an earlier model in it are replaced.
        tuned: the model; of one with an adapter only the adapter is written.
        tokenizer: goes beside it.
        entries: the manifest.

    Raises:
        TuningError: the disk is full, or refuses otherwise.
    """
    accelerator = tuned.accelerator
    model = accelerator.unwrap_model(tuned.model)
    state = _gathered(tuned, adapter=hasattr(model, "peft_config"))
    if accelerator.is_main_process:
        with saving(out):
            if hasattr(model, "peft_config"):
                write_files(out, tokenizer, entries, lambda part: _adapter(model, part, state))
            else:
                write_files(out, tokenizer, entries, lambda part: write_checkpoint(model, part, tokenizer, state))
    accelerator.wait_for_everyone()


def _gathered(tuned: Tuned, adapter: bool) -> dict[str, Any]:
    """The weights on the main process, shards of all processes put together; of an adapter's base none."""
    if tuned.accelerator.distributed_type == DistributedType.DEEPSPEED:
        return dict(tuned.accelerator.get_state_dict(tuned.model))
    whole = StateDictOptions(full_state_dict=True, cpu_offload=True, ignore_frozen_params=adapter)
    return dict(get_model_state_dict(tuned.model, options=whole))


def _adapter(model: Any, part: Path, state: Mapping[str, torch.Tensor]) -> None:
    # embeddings are never tuned here, and looking whether they were would ask the hub
    model.save_pretrained(part, state_dict=state, save_embedding_layers=False)
    (part / "README.md").unlink(missing_ok=True)  # PEFT's card is a form to fill in


def write_checkpoint(model: Any, part: Path, tokenizer: Any, state: Mapping[str, torch.Tensor] | None = None) -> None:
    """Writes a whole model in the dtype it was loaded from, with the end token that it was tuned to close with."""
    dtype = getattr(torch, str(model.config.dtype or "float32").removeprefix("torch."))
    end = tokenizer.eos_token_id
    for config in (model.config, model.generation_config):
        ends = config.eos_token_id if isinstance(config.eos_token_id, list) else [config.eos_token_id]
        if end not in ends:
            config.eos_token_id = [end, *(other for other in ends if other is not None)]
    weights = {name: weight.to(dtype) for name, weight in (state or model.state_dict()).items()}
    model.save_pretrained(part, state_dict=weights)
    path = part / "config.json"
    stated = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stated, "dtype": str(dtype).removeprefix("torch.")}, indent=2) + "\n", "utf-8")


def write_files(out: Path, tokenizer: Any, entries: Mapping[str, Any], write: Any) -> None:
    """Has ``write`` fill a folder beside the model's files, which then take their places, the manifest last."""
    part = out / ".model.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        write(part)
        tokenizer.save_pretrained(part)
        fresh = {path.name for path in part.iterdir()}
        for old in (*out.glob("*.safetensors"), *out.glob("*.safetensors.index.json")):
            if old.name not in fresh:
                old.unlink()
        for path in part.iterdir():
            os.replace(path, out / path.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    manifest.write(out, entries)
