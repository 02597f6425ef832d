"""Everything a training run needs to go on where it stopped, in one file that is replaced whole or not at all."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from gift4code_ext.errors import Gift4CodeError


class CheckpointError(Gift4CodeError):
    """A checkpoint that is missing, damaged, or of another run."""


@dataclass(frozen=True)
class Position:
    """Where a run is: steps taken, the next batch and its epoch, examples and tokens seen, seconds of training used."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    examples: int = 0
    tokens: int = 0
    seconds: float = 0.0


def save_checkpoint(path: Path, identity: dict[str, Any], position: Position, state: dict[str, Any]) -> None:
    """Write ``state`` (state dicts by name) so that a crash at any moment leaves the old file or the new one.

    Args:
        path: The file to replace.
        identity: What must be equal for a resumed run to be the same run.
        position: Where the run is.
        state: State dicts of the model, its average and the optimisers.
    """
    temporary = path.with_suffix(".part")
    with temporary.open("wb") as file:
        contents = {"identity": identity, "position": asdict(position), "state": state, "random": torch.get_rng_state()}
        torch.save(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def load_checkpoint(path: Path, identity: dict[str, Any]) -> tuple[Position, dict[str, Any]]:
    """The position and state that ``save_checkpoint`` wrote; PyTorch's generator is set back as well.

    Raises:
        CheckpointError: the file is missing or damaged, or was written by a run with another identity.
    """
    if not path.exists():
        raise CheckpointError(f"There is no checkpoint {path}; leave out --resume to start a new run.")
    try:
        contents = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises a dozen kinds for a damaged file
        raise CheckpointError(f"{path} cannot be read ({type(error).__name__}); start a new run.") from error
    different = [name for name, value in identity.items() if contents["identity"].get(name) != value]
    if different:
        raise CheckpointError(f"{path} is of a run with another {', '.join(different)}; repeat its options to resume.")
    torch.set_rng_state(contents["random"])
    return Position(**contents["position"]), contents["state"]
