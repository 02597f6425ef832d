"""Tune a local model on prompts and completions: a LoRA adapter, or with --full all weights.

The folder --out becomes the adapter (or the model), with gift4code.json beside it, and holds the run's checkpoints,
log.jsonl, TensorBoard events and loss.png. Ctrl-C, SIGTERM and SIGKILL lose at most the steps since the last
checkpoint: the same command goes on, --resume N from a chosen one. Several processes share the same batches:
accelerate launch --config_file training/configs/accelerate/fsdp2.yaml -m gift4code_training.tuning.finetune ...
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator, DistributedType, PartialState  # type: ignore[import-untyped]

from gift4code_ext.generation.prompt import TEMPLATES
from gift4code_training import cli
from gift4code_training.tuning import base, manifest
from gift4code_training.tuning.batches import epoch_batches
from gift4code_training.tuning.checkpoint import Position, Tuned, found, load
from gift4code_training.tuning.dataset import Dataset, Pair, read
from gift4code_training.tuning.errors import TuningError, first_line
from gift4code_training.tuning.logbook import FILE, Logbook, curve
from gift4code_training.tuning.loop import Interrupted, Work, learn, steps_of
from gift4code_training.tuning.picture import draw
from gift4code_training.tuning.recipe import Recipe, add_options, build
from gift4code_training.tuning.tokens import Encoded, check_labels, collate, encode
from gift4code_training.tuning.writing import write_model


@dataclass(frozen=True)
class Run:
    """One tuning: what, on what, how, where. ``resume``: step of the checkpoint to go on from (None: the latest)."""

    data: tuple[Path, ...]
    model: str
    out: Path
    recipe: Recipe
    resume: int | None = None


def finetune(run: Run) -> Position:
    """Tunes, or goes on; returns where the run ended. Every process of a launch calls it.

    Raises:
        TuningError: data, model, recipe or checkpoint cannot be used, or the disk is full.
        JournalError: another process tunes here, or the folder holds another run.
        Interrupted: Ctrl-C or a termination signal; a checkpoint was saved.
    """
    recipe, where = run.recipe, base.locate(run.model)
    dataset = read(run.data, recipe.kind)
    template = _template(recipe, dataset)
    tokenizer = base.load_tokenizer(where, chat=recipe.chat)
    train, validation = (_fitting(tokenizer, pairs, recipe) for pairs in (dataset.train, dataset.validation))
    if not train:
        raise TuningError(
            f"All {len(dataset.train)} training examples have more than {recipe.max_tokens} tokens: raise --max-tokens."
        )
    if recipe.patience and not validation:
        raise TuningError("Stopping early needs records of the split validation: make some, or leave out --patience.")
    _check_first(train, recipe, tokenizer)
    work = Work(
        recipe,
        tuple(encoded for _, encoded in train),
        tuple(encoded for _, encoded in validation),
        _pad(tokenizer),
        steps_of(recipe, len(train)),
        run.out / "checkpoints",
    )

    accelerator = _accelerator(recipe)
    revision = base.revision(where)
    identity = {"model": revision, "data": dataset.digest, "template": template, **recipe.identity()}
    with Logbook(run.out, identity) if accelerator.is_main_process else nullcontext() as log:
        tuned = _prepared(accelerator, where, recipe)
        position = _position(run, tuned)
        if log is not None:
            left = len(dataset.train) + len(dataset.validation) - len(train) - len(validation)
            _announce(tuned, work, left, position)
            log.begin(position.step, position.tokens, work.steps)
        entries = {
            "id": run.out.resolve().name,
            "template": template,
            "specification": manifest.SPECIFICATION,
            "kind": recipe.kind,
            "base": {"model": where, "revision": revision},
            "data": {"sha256": dataset.digest, "examples": len(train)},
            "recipe": recipe.identity() | {"rate": recipe.learning_rate, "steps": work.steps},
            "versions": manifest.versions(),
        }

        def keep(at: Position) -> None:
            measured = {"best": at.best, "step": at.best_step} if validation else None
            write_model(run.out, tuned, tokenizer, {**entries, "step": at.step, "validation_loss": measured})

        position = learn(work, tuned, position, log, keep)
        if not recipe.patience:
            keep(position)
        if log is not None:
            draw(run.out / "loss.png", curve(run.out / FILE), curve(run.out / FILE, "validation"))
    return position


def _template(recipe: Recipe, dataset: Dataset) -> str:
    if recipe.template and dataset.template and recipe.template != dataset.template:
        raise TuningError(
            f"The prompts of this data are written in the template {dataset.template}, not {recipe.template}: "
            "leave out --template, or make the data again."
        )
    template = recipe.template or dataset.template or ("chat/1" if recipe.chat else "gift4code/1")
    if template not in TEMPLATES:
        raise TuningError(f"The template {template!r} is not one of {', '.join(TEMPLATES)}: name one with --template.")
    if recipe.chat != (template == "chat/1"):
        remedy = "leave out --chat" if recipe.chat else "add --chat"
        raise TuningError(f"Only chat/1 is asked as a chat, and these prompts are of {template}: {remedy}.")
    return template


def _fitting(tokenizer: Any, pairs: Sequence[Pair], recipe: Recipe) -> list[tuple[Pair, Encoded]]:
    """The examples that are short enough; none is cut, since a program without its end is no program."""
    encoded = ((pair, encode(tokenizer, pair, recipe.chat)) for pair in pairs)
    return [(pair, example) for pair, example in encoded if len(example.ids) <= recipe.max_tokens]


def _check_first(train: Sequence[tuple[Pair, Encoded]], recipe: Recipe, tokenizer: Any) -> None:
    """Decodes the labels of the batch that is learnt first: a mask that slipped would teach the wrong text silently."""
    first = epoch_batches([len(encoded.ids) for _, encoded in train], recipe.batch, recipe.seed, 0)[0]
    batch = collate([train[index][1] for index in first], _pad(tokenizer))
    check_labels(batch, [train[index][0].completion for index in first], tokenizer)


def _pad(tokenizer: Any) -> int:
    return int(tokenizer.eos_token_id if tokenizer.pad_token_id is None else tokenizer.pad_token_id)


def _accelerator(recipe: Recipe) -> Accelerator:
    """The precision is stated here and not left to the launcher: a run is the same however it is started."""
    known = torch.cuda.is_available() and torch.cuda.is_bf16_supported()
    half = recipe.precision == "bf16" or (recipe.precision == "auto" and known)
    try:
        return Accelerator(mixed_precision="bf16" if half else "no")
    except ValueError as error:  # it keeps its state for as long as the process lives
        raise TuningError(f"{first_line(error)}: restart Python to tune in another precision.") from error


def _prepared(accelerator: Accelerator, where: str, recipe: Recipe) -> Tuned:
    """The model with what is tuned of it, its optimiser, both as the launch wants them."""
    torch.manual_seed(recipe.seed)
    # a frozen base is only multiplied with; weights that are tuned keep 32 bits, or small updates would round away
    half = accelerator.mixed_precision == "bf16" and not recipe.full
    model = base.load_model(where, torch.bfloat16 if half else torch.float32)
    if recipe.gradient_checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    if not recipe.full:
        model = base.add_lora(model, rank=recipe.rank, alpha=recipe.alpha, dropout=recipe.dropout)
    optimizer = torch.optim.AdamW(
        [weight for weight in model.parameters() if weight.requires_grad],
        lr=recipe.learning_rate,
        weight_decay=recipe.weight_decay,
        fused=accelerator.device.type == "cuda",
    )
    if accelerator.distributed_type == DistributedType.DEEPSPEED:  # it cannot see our batches
        accelerator.state.deepspeed_plugin.deepspeed_config["train_micro_batch_size_per_gpu"] = recipe.micro_batch
    model, optimizer = accelerator.prepare(model, optimizer)
    torch.manual_seed(recipe.seed + accelerator.process_index)  # of dropout, which differs between processes
    return Tuned(accelerator, model, optimizer)


def _position(run: Run, tuned: Tuned) -> Position:
    """Where to go on: the latest checkpoint, the one asked for, or the beginning."""
    there = found(run.out / "checkpoints")
    if run.resume is None:
        return load(there[-1], tuned) if there else Position()
    chosen = run.out / "checkpoints" / f"step-{run.resume}"
    if chosen not in there:
        steps = ", ".join(path.name.removeprefix("step-") for path in there) or "none"
        raise TuningError(f"There is no checkpoint {chosen}; there are those of steps {steps}.")
    position = load(chosen, tuned)
    if tuned.accelerator.is_main_process:
        for later in there[there.index(chosen) + 1 :]:  # of the course that is left here
            shutil.rmtree(later)
    return position


def _announce(tuned: Tuned, work: Work, left: int, position: Position) -> None:
    model = tuned.accelerator.unwrap_model(tuned.model)
    learnt, every = 0, 0
    for weight in model.parameters():
        every += weight.numel()
        learnt += weight.numel() if weight.requires_grad else 0
    print(
        f"{learnt:,} of {every:,} weights are tuned on {tuned.accelerator.num_processes} x "
        f"{tuned.accelerator.device.type}, {len(work.train):,} examples ({len(work.validation):,} for validation; "
        f"{left:,} left out as too long), {work.steps:,} steps of {work.recipe.batch}",
        flush=True,
    )
    if position.step:
        print(f"Going on after step {position.step:,}.", flush=True)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``gift4code-train finetune``."""
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="dataset.jsonl, several, or their folder")
    parser.add_argument("--model", required=True, help="checkpoint directory, or the id of a downloaded model")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run and of what it makes")
    parser.add_argument("--config", type=Path, metavar="RECIPE.yaml", help="recipe file; options here win over it")
    parser.add_argument("--resume", type=int, metavar="N", help="go on from the checkpoint of step N, not the latest")
    add_options(parser)


def run(options: argparse.Namespace) -> int:
    """``gift4code-train finetune``."""
    recipe = build(options.config, vars(options))
    try:
        position = finetune(Run(tuple(options.data), options.model, options.out, recipe, options.resume))
    except Interrupted as stopped:
        print(f"Stopped; {stopped.checkpoint} is saved, and the same command goes on from there.", file=sys.stderr)
        return 130
    if PartialState().is_main_process:
        early = "; it ended early, and that one is kept" if position.ended else ""
        best = (
            ""
            if position.best is None
            else f", best validation loss {position.best:.4f} at step {position.best_step:,}"
        )
        print(f"{options.out}: tuned for {position.step:,} steps{best}{early}.")
    return 0


if __name__ == "__main__":
    sys.exit(cli.main(["finetune", *sys.argv[1:]]))
