"""The training loop: steps of whole batches shared among processes, evaluations, checkpoints, an early end.

The loss of a step is the mean over the completion tokens of all its examples, so that it does not depend on how many
processes and passes they are shared among.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from accelerate import DistributedType  # type: ignore[import-untyped]
from torch.nn import functional

from gift4code_training.stopping import stopping
from gift4code_training.tuning.batches import epoch_batches, in_order, share
from gift4code_training.tuning.checkpoint import Position, Tuned, save
from gift4code_training.tuning.errors import TuningError
from gift4code_training.tuning.logbook import Logbook
from gift4code_training.tuning.recipe import Recipe
from gift4code_training.tuning.schedule import factor
from gift4code_training.tuning.tokens import IGNORED, Batch, Encoded, collate

_PARTS = 10  # evaluations and checkpoints of a run, where the recipe states nothing
_STEPPING = (DistributedType.FSDP, DistributedType.DEEPSPEED)  # reduce gradients after every pass


@dataclass(frozen=True)
class Work:
    """What is learnt and measured, for how many steps, and where checkpoints go."""

    recipe: Recipe
    train: tuple[Encoded, ...]
    validation: tuple[Encoded, ...]
    pad: int
    steps: int
    checkpoints: Path


class Interrupted(Exception):
    """Ctrl-C or a termination signal; ``checkpoint`` was saved."""

    def __init__(self, checkpoint: Path) -> None:
        super().__init__(str(checkpoint))
        self.checkpoint = checkpoint


def steps_of(recipe: Recipe, examples: int) -> int:
    """Steps of a run over so many examples."""
    return recipe.steps or max(1, math.ceil(recipe.epochs * math.ceil(examples / recipe.batch)))


def learn(
    work: Work, tuned: Tuned, position: Position, log: Logbook | None, keep_best: Callable[[Position], None]
) -> Position:
    """Trains from ``position`` to the end, in place. Every process calls it; the main one has the ``log``.

    Args:
        work: what is learnt.
        tuned: the model and its optimiser.
        position: where the run is.
        log: what the main process writes to; None in the others.
        keep_best: called after an evaluation with the lowest loss so far, where the recipe ends early.

    Raises:
        Interrupted: Ctrl-C or a termination signal.
        TuningError: the loss is no number, or the disk is full.
    """
    recipe = work.recipe
    lengths = [len(example.ids) for example in work.train]
    batches = epoch_batches(lengths, recipe.batch, recipe.seed, position.epoch)
    often = max(1, work.steps // _PARTS)
    saved = position.step
    with stopping() as signals:
        while position.step < work.steps and not position.ended:
            if position.batch == len(batches):
                position = replace(position, epoch=position.epoch + 1, batch=0)
                batches = epoch_batches(lengths, recipe.batch, recipe.seed, position.epoch)
            batch = batches[position.batch]
            rate = recipe.learning_rate * factor(recipe.schedule, position.step, work.steps, recipe.warm_up)
            loss, norm, stopped = _step(work, tuned, batch, rate, bool(signals))
            tokens = position.tokens + sum(lengths[index] for index in batch)
            position = replace(position, step=position.step + 1, batch=position.batch + 1, tokens=tokens)
            if not math.isfinite(loss) or not (norm is None or math.isfinite(norm)):
                what = "gradient" if math.isfinite(loss) else "loss"
                raise TuningError(_no_number(what, position.step))
            if log is not None:
                log.step(position.step, loss, rate, norm, position.tokens)
            last = position.step == work.steps
            if work.validation and (last or position.step % (recipe.eval_steps or often) == 0):
                position = _measured(work, tuned, position, log, keep_best)
            if last or stopped or position.ended or position.step % (recipe.save_steps or often) == 0:
                save(work.checkpoints, tuned, position, recipe.keep)
                saved = position.step
            if stopped and not (last or position.ended):
                raise Interrupted(work.checkpoints / f"step-{saved}")
    return position


def _step(work: Work, tuned: Tuned, batch: Sequence[int], rate: float, stop: bool) -> tuple[float, float | None, bool]:
    """One update; the loss a token, the gradient's norm where it is known, and whether any process was told to stop."""
    accelerator, model, optimizer = tuned.accelerator, tuned.model, tuned.optimizer
    model.train()
    counted = sum(len(work.train[index].ids) - work.train[index].prompt for index in batch)
    total = torch.zeros((), device=accelerator.device)
    passes = share(batch, accelerator.process_index, accelerator.num_processes, work.recipe.micro_batch)
    for number, part in enumerate(passes, 1):
        last = number == len(passes)
        accelerator.sync_gradients = last
        quiet = not last and accelerator.distributed_type not in _STEPPING
        with accelerator.no_sync(model) if quiet else contextlib.nullcontext():
            loss = completion_loss(model, _batch(work.train, part, work.pad).to(accelerator.device))
            # gradients are averaged over the processes, and the loss is a mean over the tokens of all of them
            accelerator.backward(loss * (accelerator.num_processes / counted))
        total += loss.detach()
    norm: Any = accelerator.clip_grad_norm_(model.parameters(), work.recipe.clip)
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
    optimizer.zero_grad()
    told = torch.stack((total / counted, total.new_tensor(float(stop))))
    loss_told, stop_told = accelerator.reduce(told, "sum").tolist()
    return loss_told, _number(norm), stop_told > 0


def _measured(
    work: Work, tuned: Tuned, position: Position, log: Logbook | None, keep_best: Callable[[Position], None]
) -> Position:
    loss = evaluate(work, tuned)
    if not math.isfinite(loss):
        raise TuningError(_no_number("validation loss", position.step))
    if log is not None:
        log.evaluation(position.step, loss)
    patience = work.recipe.patience
    if position.best is None or loss < position.best:
        position = replace(position, best=loss, best_step=position.step, waited=0)
        if patience:
            keep_best(position)
        return position
    waited = position.waited + 1
    return replace(position, waited=waited, ended=bool(patience) and waited >= patience)


@torch.no_grad()
def evaluate(work: Work, tuned: Tuned) -> float:
    """The loss a completion token on the validation split; every process calls it."""
    accelerator, examples = tuned.accelerator, work.validation
    tuned.model.eval()
    total = torch.zeros((), device=accelerator.device)
    for batch in in_order([len(example.ids) for example in examples], work.recipe.batch):
        for part in share(batch, accelerator.process_index, accelerator.num_processes, work.recipe.micro_batch):
            total += completion_loss(tuned.model, _batch(examples, part, work.pad).to(accelerator.device))
    counted = sum(len(example.ids) - example.prompt for example in examples)
    return float(accelerator.reduce(total, "sum")) / counted


def completion_loss(model: Any, batch: Batch) -> torch.Tensor:
    """The summed loss in nats of the labels that count; logits are computed only from the first of them on."""
    columns = (batch.labels != IGNORED).any(0).nonzero()
    width = batch.ids.shape[1]
    start = int(columns[0]) if len(columns) else width - 1
    # position i predicts token i + 1: one position more than labels, and the last one has nothing to predict
    logits = model(
        input_ids=batch.ids, attention_mask=batch.mask, use_cache=False, logits_to_keep=width - start + 1
    ).logits
    logits, labels = logits[:, -(width - start + 1) : -1], batch.labels[:, start:]
    chosen = labels != IGNORED
    return functional.cross_entropy(logits[chosen].float(), labels[chosen], reduction="sum")


def _batch(examples: Sequence[Encoded], part: Sequence[int], pad: int) -> Batch:
    """The examples of a pass; an empty one is computed like any other and has no labels."""
    if part:
        return collate([examples[index] for index in part], pad)
    batch = collate(examples[:1], pad)
    return replace(batch, labels=torch.full_like(batch.labels, IGNORED))


def _no_number(what: str, step: int) -> str:
    return f"The {what} of step {step} is no number: lower --rate, and go on from a checkpoint."


def _number(norm: Any) -> float | None:
    """Sharded norms know their parts only; DeepSpeed gives none before its first update."""
    return None if norm is None else float(norm.full_tensor() if hasattr(norm, "full_tensor") else norm)
