"""Merge an adapter into its base: a checkpoint of its own, which needs no PEFT to serve.

The base must be the one that the adapter was tuned on. Weights are added in fp32 and saved in the base's dtype, as
safetensors, with the adapter's tokenizer and a gift4code.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch

from gift4code_ext.host.adapter import Misfit, adapted
from gift4code_training.tuning import base, manifest
from gift4code_training.tuning.errors import TuningError, first_line, saving
from gift4code_training.tuning.writing import write_checkpoint, write_files


def merge(adapter: Path, out: Path, model: str | None = None) -> Path:
    """Writes the merged checkpoint; returns ``out``.

    Args:
        adapter: what ``finetune`` or PEFT saved.
        out: folder of the checkpoint.
        model: the base; by default the one that the adapter names.

    Raises:
        TuningError: there is no such adapter, its base is another or cannot be found, or the disk is full.
    """
    if out.resolve() == adapter.resolve():
        raise TuningError(f"{out} is the adapter itself: choose another folder for the merged model.")
    if not (adapter / "adapter_config.json").is_file():
        raise TuningError(f"{adapter} is no adapter: it has no adapter_config.json.")
    entries = manifest.read(adapter)
    where = base.locate(model or _named(adapter, entries))
    stated = (entries.get("base") or {}).get("revision")
    if stated is not None and stated != base.revision(where):
        raise TuningError(
            f"The adapter {adapter} was tuned on another base than {where} ({stated} and not {base.revision(where)}): "
            "name the right one with --model."
        )
    holder = str(adapter) if (adapter / "tokenizer_config.json").is_file() else where
    tokenizer = base.load_tokenizer(holder)
    loaded = base.load_model(where, torch.float32)
    dtype = base.saved_dtype(where)
    merged = _merged(loaded, adapter, where)
    merged.config.dtype = dtype
    told = {**entries, "id": out.resolve().name, "merged": entries.get("id", adapter.resolve().name)}
    with saving(out):
        write_files(out, tokenizer, told, lambda part: write_checkpoint(merged, part, tokenizer))
    return out


def _named(adapter: Path, entries: dict[str, Any]) -> str:
    config = adapter / "adapter_config.json"
    try:
        name = json.loads(config.read_text(encoding="utf-8")).get("base_model_name_or_path")
    except (OSError, ValueError, AttributeError) as error:
        raise TuningError(f"{adapter} is no adapter: its adapter_config.json cannot be read.") from error
    name = name or (entries.get("base") or {}).get("model")
    if not name:
        raise TuningError(f"The adapter {adapter} does not say what its base is: name it with --model.")
    return str(name)


def _merged(model: Any, adapter: Path, where: str) -> Any:
    try:
        return adapted(model, adapter).merge_and_unload(safe_merge=True)
    except (Misfit, ValueError) as error:  # of weights that are no numbers
        raise TuningError(
            f"The adapter {adapter} does not fit {where}, so that is not its base ({first_line(error)}): name the "
            "right one with --model."
        ) from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``gift4code-train merge``."""
    parser.add_argument("--adapter", type=Path, required=True, help="folder of the adapter")
    parser.add_argument("--out", type=Path, required=True, help="folder of the merged checkpoint")
    parser.add_argument("--model", help="the base (default: the one that the adapter names)")


def run(options: argparse.Namespace) -> int:
    """``gift4code-train merge``."""
    out = merge(options.adapter, options.out, options.model)
    size = sum(path.stat().st_size for path in out.glob("*.safetensors"))
    print(f"{out}: merged, {size / 2**20:,.1f} MiB of weights.")
    return 0
