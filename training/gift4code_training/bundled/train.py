"""Train the bundled model: ``python -m gift4code_training.bundled.train --data DIR --out DIR --minutes 60 --seed 1``.

A run is measured in minutes or in steps, and its learning rate follows the share of that budget which is used up, so
it always ends with the rate at its floor. It leaves in ``--out`` a directory that transformers opens (a running average
of the weights), ``log.jsonl``, ``scores.json`` and ``checkpoint.pt``. Ctrl-C saves that; ``--resume`` goes on from it.
Reading the data before and scoring afterwards are not part of the budget. Not covered: more than one device.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.bundled.config import SETUPS, annealed
from gift4code_training.bundled.data import END, Examples, load, splits
from gift4code_training.bundled.loop import Interrupted, Run, learn
from gift4code_training.bundled.mixing import Source, check, held_name, mix, source
from gift4code_training.bundled.model import build_model
from gift4code_training.bundled.score import score
from gift4code_training.bundled.tokenizer import PAD, save_tokenizer, train_tokenizer, training_texts


def train(run: Run) -> dict[str, Any]:
    """Train, score and save; returns what ``scores.json`` holds.

    Raises:
        DataError: the data folder cannot be learnt from.
        CheckpointError: there is nothing to resume.
        Interrupted: Ctrl-C or a termination signal; the checkpoint was saved.
    """
    run.out.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(run)
    learnt, held = _examples(run, tokenizer)
    torch.manual_seed(run.seed)
    ids = tokenizer.get_vocab()
    model = build_model(run.setup.model, tokenizer.get_vocab_size(), end=ids[END], pad=ids[PAD]).to(run.device)
    if run.start is not None:
        model.load_state_dict(LlamaForCausalLM.from_pretrained(run.start, dtype=torch.float32).state_dict())
    weights = sum(weight.numel() for weight in model.parameters())
    length = learnt.lengths.mean()
    print(f"{weights / 1e6:.2f} M weights, {len(learnt):,} examples of {length:.0f} tokens on average", flush=True)
    average, position = learn(run, model, learnt, held, tokenizer)
    average.save_pretrained(run.out)
    save_tokenizer(tokenizer, run.out)
    result: dict[str, Any] = {"weights": weights, **asdict(position), "seed": run.seed, "splits": {}}
    for name, examples in held.items():
        scored = score(average, examples, run.dtype)
        result["splits"][name] = asdict(scored)
        exact = f"{scored.exact:.1%} of {scored.prompts} greedy completions exact"
        print(f"{name}: loss {scored.loss:.4f}, {exact}", flush=True)
    (run.out / "scores.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return result


def _examples(run: Run, tokenizer: Tokenizer) -> tuple[Examples, dict[str, Examples]]:
    """What is learned from, and what measures: the held-out splits of every folder."""
    context = run.setup.model.context
    parts: list[tuple[Source, Examples]] = []
    held: dict[str, Examples] = {}
    for each in run.sources:
        for split, paths in splits(each.folder).items():
            if split == "train":
                parts.append((each, load(paths, tokenizer, context)))
            else:
                held[held_name(each, split, held)] = load(paths, tokenizer, context, limit=500)
    return mix(parts), held


def _tokenizer(run: Run) -> Tokenizer:
    path = run.out / "tokenizer.json"
    if run.start is not None and not run.resume:
        save_tokenizer(Tokenizer.from_file(str(run.start / "tokenizer.json")), run.out)
        return Tokenizer.from_file(str(path))
    if not run.resume or not path.exists():  # a new run's data and vocabulary are its own
        print("learning the tokenizer ...", flush=True)
        texts = training_texts(run.data, 100_000, *(each.folder for each in run.mixed))
        save_tokenizer(train_tokenizer(texts, run.setup.vocabulary), run.out)
    return Tokenizer.from_file(str(path))


def _default_dtype(device: str) -> str:
    """bfloat16 where the hardware multiplies it: a GPU, or a processor with AVX512_BF16 or AMX."""
    features = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return "bf16" if device.startswith("cuda") or features.get("avx512_bf16") or features.get("amx_bf16") else "fp32"


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m gift4code_training.bundled.train", description=__doc__)
    parser.add_argument(
        "--data",
        action="append",
        required=True,
        help="folder with one sub-folder of shards a split; again with a share to mix in more: --data FOLDER:0.3",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the model, the log and the checkpoint")
    parser.add_argument("--size", choices=sorted(SETUPS), default="cpu")
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float)
    budget.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--dtype", choices=("fp32", "bf16"), help="default: bf16 where the hardware has it")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--save-minutes", type=float, default=5.0, help="time between checkpoints")
    parser.add_argument(
        "--start", type=Path, help="begin with the weights and tokenizer of this trained model, at lower rates"
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    options = parser.parse_args(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    dtype = {"bf16": torch.bfloat16, "fp32": torch.float32}[options.dtype or _default_dtype(options.device)]
    setup = SETUPS[options.size]
    try:
        sources = [source(text) for text in options.data]
        check(sources)
    except Gift4CodeError as error:
        print(error, file=sys.stderr)
        return 2
    run = Run(
        sources[0].folder,
        options.out,
        setup if options.start is None else replace(setup, recipe=annealed(setup.recipe)),
        minutes=options.minutes,
        steps=options.steps,
        seed=options.seed,
        device=options.device,
        dtype=dtype,
        save_minutes=options.save_minutes,
        resume=options.resume,
        start=options.start,
        mixed=tuple(sources[1:]),
    )
    try:
        train(run)
    except Gift4CodeError as error:
        print(error, file=sys.stderr)
        return 130 if isinstance(error, Interrupted) else 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
