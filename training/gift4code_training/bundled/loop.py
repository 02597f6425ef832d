"""The training loop: one model, one budget in minutes or steps, stoppable after any step and resumable from there."""

from __future__ import annotations

import copy
import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from tqdm import tqdm
from transformers import LlamaForCausalLM

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.bundled.checkpoint import Position, load_checkpoint, save_checkpoint
from gift4code_training.bundled.config import Setup
from gift4code_training.bundled.data import Batch, Examples, check_labels, collate, epoch_batches
from gift4code_training.bundled.mixing import Source
from gift4code_training.bundled.model import label_loss
from gift4code_training.bundled.optimizer import build_optimizers, rate, set_rate
from gift4code_training.bundled.score import mean_loss
from gift4code_training.stopping import stopping

_LOG_EVERY = 20
_WATCHED = 200  # held-out examples whose loss is logged ten times a run
_BAR = "{percentage:5.1f} % |{bar:20}| {elapsed} < {remaining}{postfix}"


@dataclass(frozen=True)
class Run:
    """What to train, on what, for how long; exactly one of ``minutes`` and ``steps`` is given.

    ``start``: the directory of a trained model whose weights and tokenizer the run begins with.
    ``mixed``: further data folders, each with its share of the examples.
    """

    data: Path
    out: Path
    setup: Setup
    minutes: float | None = None
    steps: int | None = None
    seed: int = 1
    device: str = "cpu"
    dtype: torch.dtype = torch.float32
    save_minutes: float = 5.0
    resume: bool = False
    start: Path | None = None
    mixed: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """All data folders."""
        return (Source(self.data), *self.mixed)

    def fraction(self, position: Position) -> float:
        """Share of the budget used, 0 to 1."""
        if self.steps is not None:
            return position.step / self.steps
        assert self.minutes is not None
        return min(1.0, position.seconds / (60 * self.minutes))


class Interrupted(Gift4CodeError):
    """The run was stopped by a signal; its checkpoint is on disk."""


def learn(
    run: Run, model: LlamaForCausalLM, learnt: Examples, held: dict[str, Examples], tokenizer: Tokenizer
) -> tuple[LlamaForCausalLM, Position]:
    """Train ``model`` in place; returns the average of its weights, and where the run ended.

    Raises:
        CheckpointError: there is nothing to resume.
        Interrupted: Ctrl-C or a termination signal; the checkpoint was saved.
    """
    recipe = run.setup.recipe
    average = copy.deepcopy(model).requires_grad_(False)
    optimizers = build_optimizers(model, recipe)
    kept = {"model": model, "average": average, **{f"optimizer{n}": each for n, each in enumerate(optimizers)}}
    identity = _identity(run, learnt)
    file, position = run.out / "checkpoint.pt", Position()
    if run.resume:
        position, state = load_checkpoint(file, identity)
        for name, each in kept.items():
            each.load_state_dict(state[name])

    def save() -> None:
        save_checkpoint(file, identity, position, {name: each.state_dict() for name, each in kept.items()})

    batches = epoch_batches(learnt, recipe.batch_tokens, run.seed, position.epoch)
    _check(learnt, batches[0], tokenizer)
    with _Log(run, average, held, position) as log, stopping() as stopped:
        clock, before = time.perf_counter(), position.seconds
        saved = clock
        while (used := run.fraction(position)) < 1.0 and not stopped:
            if position.batch == len(batches):
                position = replace(position, epoch=position.epoch + 1, batch=0)
                batches = epoch_batches(learnt, recipe.batch_tokens, run.seed, position.epoch)
            indices = batches[position.batch]
            share = rate(recipe, position.step, used)
            set_rate(optimizers, share)
            batch = collate(learnt, indices).to(model.device)
            loss = _step(run, model, average, optimizers, batch, position.step)
            position = Position(
                step=position.step + 1,
                epoch=position.epoch,
                batch=position.batch + 1,
                examples=position.examples + len(indices),
                tokens=position.tokens + int(learnt.lengths[indices].sum()),
                seconds=before + time.perf_counter() - clock,
            )
            log.add(loss, share, position)
            if time.perf_counter() - saved > 60 * run.save_minutes:
                save()
                saved = time.perf_counter()
    save()
    if stopped:
        raise Interrupted(f"Stopped after {position.step} steps; {file} is saved, add --resume to go on.")
    return average, position


def _identity(run: Run, learnt: Examples) -> dict[str, Any]:
    """What must be equal for a resumed run to be the same run."""
    return {
        "size": json.dumps(asdict(run.setup)),
        "budget": f"{run.minutes} minutes, {run.steps} steps",
        "seed": run.seed,
        "dtype": str(run.dtype),
        "training data": f"{len(learnt)} examples, {len(learnt.tokens)} tokens{_shares(run)}",
    }


def _shares(run: Run) -> str:
    return "".join(f", {each.share} of them from {each.folder.name}" for each in run.mixed)


class _Log:
    """What a run says of itself: ``log.jsonl``, with held-out losses ten times a run, and a progress bar."""

    def __init__(self, run: Run, average: LlamaForCausalLM, held: dict[str, Examples], start: Position) -> None:
        self._run, self._average, self._held = run, average, held
        self._written, self._done = start, run.fraction(start)
        self._watched = int(10 * self._done)
        self._losses: list[torch.Tensor] = []
        self._file = (run.out / "log.jsonl").open("a" if run.resume else "w", encoding="utf-8")
        self._bar = tqdm(total=100.0, initial=100 * self._done, bar_format=_BAR, mininterval=1.0)

    def __enter__(self) -> _Log:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()
        self._file.close()

    def add(self, loss: torch.Tensor, share: float, position: Position) -> None:
        """Take the loss of the step that led to ``position``; every few steps a line is written."""
        self._losses.append(loss)
        before, self._done = self._done, self._run.fraction(position)
        if position.step % _LOG_EVERY == 0 or position.step == 1 or self._done >= 1.0:
            self._write(share, position)
        self._bar.update(100 * (self._done - before))

    def _write(self, share: float, position: Position) -> None:
        loss = torch.stack(self._losses).mean().item()
        speed = (position.tokens - self._written.tokens) / (position.seconds - self._written.seconds)
        self._losses, self._written = [], position
        line: dict[str, Any] = {**asdict(position), "loss": loss, "rate": share, "tokens_per_second": speed}
        if int(10 * self._done) > self._watched:
            self._watched = int(10 * self._done)
            line["held_out"] = {
                name: mean_loss(self._average, each, _WATCHED, self._run.dtype) for name, each in self._held.items()
            }
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        seen = f"loss {loss:.3f}, {speed:,.0f} tokens/s, {position.examples:,} examples"
        self._bar.set_postfix_str(seen, refresh=False)


def _step(
    run: Run,
    model: LlamaForCausalLM,
    average: LlamaForCausalLM,
    optimizers: list[torch.optim.Optimizer],
    batch: Batch,
    step: int,
) -> torch.Tensor:
    """One update of the weights and of their running average; returns the detached loss."""
    recipe = run.setup.recipe
    loss = label_loss(model, batch, run.dtype)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad()
    weight = 1 - min(recipe.average, (1 + step) / (10 + step))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), weight)
    return loss.detach()


def _check(learnt: Examples, indices: npt.NDArray[np.int64], tokenizer: Tokenizer) -> None:
    completions = [tokenizer.decode(learnt.completion(int(index)), skip_special_tokens=False) for index in indices]
    check_labels(collate(learnt, indices), completions, tokenizer)
