"""Everything a run needs to go on where it stopped, in a folder that appears whole or not at all.

Weights that are tuned and the optimiser go through ``torch.distributed.checkpoint``, which saves and loads shards of
any number of processes; under DeepSpeed, whose state only DeepSpeed knows, through accelerate. Random states are saved
by process, so that a run goes on bit for bit where arithmetic repeats, as on CPU.
"""

from __future__ import annotations

import json
import re
import shutil
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator, DistributedType  # type: ignore[import-untyped]
from torch.distributed.checkpoint import state_dict_loader, state_dict_saver
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict, set_state_dict

from gift4code_training.tuning.errors import TuningError, first_line, saving

VERSION = 1
_NAME = re.compile(r"step-(\d+)")
_TUNED = StateDictOptions(ignore_frozen_params=True, strict=False)


@dataclass(frozen=True)
class Position:
    """Where a run is: steps taken, the next batch and its epoch, tokens seen; the best evaluation loss, at which step,
    and how many evaluations have passed since; whether the run stopped early.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    tokens: int = 0
    best: float | None = None
    best_step: int = 0
    waited: int = 0
    ended: bool = False


@dataclass(frozen=True)
class Tuned:
    """What a run changes, as accelerate prepared it."""

    accelerator: Accelerator
    model: Any
    optimizer: Any


def found(folder: Path) -> list[Path]:
    """The checkpoints in a folder, the latest last."""
    named = [(int(match[1]), path) for path in folder.glob("step-*") if (match := _NAME.fullmatch(path.name))]
    return [path for _, path in sorted(named)]


def save(folder: Path, tuned: Tuned, position: Position, keep: int) -> Path:
    """Writes ``folder/step-N`` and removes all but the latest ``keep`` (0: none). Every process calls it.

    Raises:
        TuningError: the disk is full, or refuses otherwise.
    """
    accelerator, target = tuned.accelerator, folder / f"step-{position.step}"
    part = folder / f".{target.name}.part"
    with saving(target):
        try:
            if accelerator.is_main_process:
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir(parents=True)
            accelerator.wait_for_everyone()
            _write(part, tuned)
            if accelerator.is_main_process:
                entries = {"version": VERSION, "processes": accelerator.num_processes, "position": asdict(position)}
                (part / "state.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
            accelerator.wait_for_everyone()
            if accelerator.is_main_process:
                shutil.rmtree(target, ignore_errors=True)
                part.rename(target)
                for old in found(folder)[:-keep] if keep else ():
                    shutil.rmtree(old)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    accelerator.wait_for_everyone()
    return target


def _write(part: Path, tuned: Tuned) -> None:
    accelerator = tuned.accelerator
    if accelerator.distributed_type == DistributedType.DEEPSPEED:
        accelerator.save_state(str(part / "deepspeed"))
        return
    model, optimizer = get_state_dict(tuned.model, tuned.optimizer.optimizer, options=_TUNED)
    with warnings.catch_warnings():  # that one process is alone is meant
        warnings.filterwarnings("ignore", message="torch.distributed is disabled")
        state_dict_saver.save(
            {"model": model, "optimizer": optimizer}, checkpoint_id=part / "weights", no_dist=_alone(accelerator)
        )
    random: dict[str, Any] = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        random["cuda"] = torch.cuda.get_rng_state()
    torch.save(random, part / f"random-{accelerator.process_index}.pt")


def load(path: Path, tuned: Tuned) -> Position:
    """Puts a checkpoint's state back, in place; every process calls it. Returns where the run was.

    Raises:
        TuningError: the checkpoint is damaged, or of another version or number of processes.
    """
    position, processes = _state(path)
    accelerator = tuned.accelerator
    if processes != accelerator.num_processes:
        raise TuningError(
            f"{path} was saved by {processes} processes and is opened by {accelerator.num_processes}: "
            f"start {processes} to go on."
        )
    try:
        if accelerator.distributed_type == DistributedType.DEEPSPEED:
            accelerator.load_state(str(path / "deepspeed"))
            return position
        inner = tuned.optimizer.optimizer
        model, optimizer = get_state_dict(tuned.model, inner, options=_TUNED)
        state: dict[str, Any] = {"model": model, "optimizer": optimizer}
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="torch.distributed is disabled")
            state_dict_loader.load(state, checkpoint_id=path / "weights", no_dist=_alone(accelerator))
        set_state_dict(
            tuned.model, inner, model_state_dict=state["model"], optim_state_dict=state["optimizer"], options=_TUNED
        )
        random = torch.load(path / f"random-{accelerator.process_index}.pt", weights_only=True)
    except (Exception, CheckpointException) as error:  # torch's readers raise a dozen kinds for a damaged file
        raise TuningError(
            f"The checkpoint {path} cannot be read ({first_line(error)}): remove it to go on from the one before."
        ) from error
    torch.set_rng_state(random["cpu"])
    if "cuda" in random and torch.cuda.is_available():
        torch.cuda.set_rng_state(random["cuda"])
    return position


def _state(path: Path) -> tuple[Position, int]:
    try:
        entries = json.loads((path / "state.json").read_text(encoding="utf-8"))
        version = entries["version"]
        if version == VERSION:
            return Position(**entries["position"]), int(entries["processes"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TuningError(f"The checkpoint {path} cannot be read: remove it to go on from the one before.") from error
    raise TuningError(
        f"The checkpoint {path} is of version {version} and this gift4code reads version {VERSION}: go on with the "
        "gift4code that wrote it, or tune into another folder."
    )


def _alone(accelerator: Accelerator) -> bool:
    return bool(accelerator.num_processes == 1)
