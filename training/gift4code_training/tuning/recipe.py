"""How to tune: each field is an option of ``gift4code-train finetune`` and a key of a recipe file.

A recipe file is YAML with these keys; what the command line states wins over the file, the file over the defaults.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import yaml  # type: ignore[import-untyped]

from gift4code_training.tuning.errors import TuningError

KINDS = ("none", "type", "examples", "summary", "mixed")
SCHEDULES = ("cosine", "constant")
PRECISIONS = ("auto", "bf16", "fp32")
_CHOICES = {"kind": KINDS, "schedule": SCHEDULES, "precision": PRECISIONS}
_WHEN = frozenset(("save_steps", "keep"))  # what may differ between a run and its continuation
_LORA_RATE, _FULL_RATE = 2e-4, 2e-5  # adapters want about ten times the rate of full tuning ("LoRA without regret")


def _option(default: Any, told: str) -> Any:
    return field(default=default, metadata={"help": told})


@dataclass(frozen=True)
class Recipe:
    """One way to tune. ``steps`` wins over ``epochs``; ``None`` stands for what the run itself suggests."""

    full: bool = _option(False, "tune all weights instead of a LoRA adapter")
    rank: int = _option(32, "rank of the adapter")
    alpha: float = _option(32.0, "the adapter is scaled by alpha / rank")
    dropout: float = _option(0.0, "dropout in front of the adapter")
    kind: str = _option("mixed", "which specification the prompts carry")
    chat: bool = _option(False, "prompts are messages, written with the tokenizer's chat template")
    template: str | None = _option(None, "prompt template id (default: what the data says, else gift4code/1 or chat/1)")
    max_tokens: int = _option(2048, "longer examples are left out, and counted")
    batch: int = _option(16, "examples a step, over all processes")
    micro_batch: int = _option(4, "examples a process puts through the model at a time")
    epochs: float = _option(3.0, "passes over the data")
    steps: int | None = _option(None, "steps, instead of epochs")
    rate: float | None = _option(None, f"learning rate (default: {_LORA_RATE:g}, full tuning {_FULL_RATE:g})")
    schedule: str = _option("cosine", "how the rate goes down after warm-up")
    warm_up: float = _option(0.03, "share of the steps in which the rate goes up")
    weight_decay: float = _option(0.0, "of AdamW")
    clip: float = _option(1.0, "largest norm of the gradient")
    precision: str = _option("auto", "auto is bf16 on accelerators that have it, else fp32")
    gradient_checkpointing: bool = _option(False, "compute activations twice instead of keeping them")
    seed: int = _option(1, "of the order of the data and of new weights")
    eval_steps: int | None = _option(None, "steps between evaluations (default: a tenth of the run)")
    patience: int = _option(0, "stop after so many evaluations without a better loss and keep the best (0: never)")
    save_steps: int | None = _option(None, "steps between checkpoints (default: a tenth of the run)")
    keep: int = _option(2, "how many checkpoints stay (0: all)")

    @property
    def learning_rate(self) -> float:
        """The highest rate of the run."""
        return (_FULL_RATE if self.full else _LORA_RATE) if self.rate is None else self.rate

    def identity(self) -> dict[str, Any]:
        """What must be equal for a continued run to be the same run."""
        return {name: value for name, value in asdict(self).items() if name not in _WHEN}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds an option for every field; one that is not given is absent from the parsed options."""
    group = parser.add_argument_group("recipe")
    types = get_type_hints(Recipe)
    for each in fields(Recipe):
        name, told = "--" + each.name.replace("_", "-"), each.metadata["help"]
        if each.default is not None and " (default" not in told:
            told += f" (default: {each.default})"
        if types[each.name] is bool:
            group.add_argument(
                name, action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS, help=each.metadata["help"]
            )
        else:
            choices = _CHOICES.get(each.name)
            group.add_argument(
                name, type=_plain(types[each.name]), choices=choices, default=argparse.SUPPRESS, help=told
            )


def build(file: Path | None, stated: Mapping[str, Any]) -> Recipe:
    """The recipe of a run.

    Args:
        file: a recipe file, if any.
        stated: parsed options; those that are no field of a recipe are passed over.

    Raises:
        TuningError: the file is no recipe, or a value makes no sense.
    """
    names = {each.name for each in fields(Recipe)}
    values = {} if file is None else _read(file, names)
    values |= {name: value for name, value in stated.items() if name in names}
    recipe = Recipe(**values)
    _check(recipe)
    return recipe


def _read(file: Path, names: set[str]) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TuningError(f"The recipe {file} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TuningError(f"The recipe {file} is no YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(found, dict):
        raise TuningError(f"The recipe {file} holds no keys; write one `name: value` a line.")
    unknown = sorted(str(name) for name in found if name not in names)
    if unknown:
        raise TuningError(
            f"The recipe {file} has unknown keys ({', '.join(unknown)}); it may have {', '.join(sorted(names))}."
        )
    types = get_type_hints(Recipe)
    return {name: _typed(file, name, value, types[name]) for name, value in found.items()}


def _typed(file: Path, name: str, value: Any, kind: Any) -> Any:
    plain = _plain(kind)
    if value is None and type(None) in get_args(kind):
        return None
    if plain is float and not isinstance(value, bool):  # YAML reads 2e-4 as text
        try:
            return float(value)
        except (TypeError, ValueError):
            pass
    elif type(value) is plain:
        return value
    wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}[plain]
    raise TuningError(f"{name} of the recipe {file} is {value!r}; it must be {wanted}.")


def _plain(kind: Any) -> Any:
    """``int`` of ``int | None``."""
    return next((each for each in get_args(kind) if each is not type(None)), kind)


def _check(recipe: Recipe) -> None:
    for name, known in _CHOICES.items():
        if getattr(recipe, name) not in known:
            raise TuningError(f"{name} is {getattr(recipe, name)!r}; it must be one of {', '.join(known)}.")
    for name in ("rank", "max_tokens", "batch", "micro_batch", "steps", "eval_steps", "save_steps"):
        value = getattr(recipe, name)
        if value is not None and value < 1:
            raise TuningError(f"{name} is {value}; it must be 1 or more.")
    for name in ("alpha", "epochs", "clip", "learning_rate"):
        if not getattr(recipe, name) > 0:
            raise TuningError(f"{name} is {getattr(recipe, name):g}; it must be above 0.")
    for name in ("dropout", "warm_up"):
        if not 0 <= getattr(recipe, name) < 1:
            raise TuningError(f"{name} is {getattr(recipe, name):g}; it must be a share from 0 up to 1.")
    for name in ("patience", "keep", "weight_decay"):
        if getattr(recipe, name) < 0:
            raise TuningError(f"{name} is {getattr(recipe, name):g}; it must not be negative.")
