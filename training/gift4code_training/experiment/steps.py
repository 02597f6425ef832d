"""The commands an experiment is made of, as a person would type them, in this process: what ends it ends them."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from importlib import import_module

from gift4code_ext.errors import Gift4CodeError


class ExperimentError(Gift4CodeError):
    """A step that failed, and what to do."""


def train(*arguments: object) -> None:
    """``gift4code-train ARGUMENTS``, shown before it runs.

    Raises:
        ExperimentError: it failed; it has said why.
        KeyboardInterrupt: it was stopped.
    """
    _run("gift4code-train", import_module("gift4code_training.cli").main, arguments)


def module(name: str, *arguments: object) -> None:
    """``python -m NAME ARGUMENTS``, likewise."""
    _run(f"python -m {name}", import_module(name).main, arguments)


def _run(shown: str, main: Callable[[list[str]], int], arguments: tuple[object, ...]) -> None:
    words = [str(each) for each in arguments]
    print(f"\n$ {shown} {shlex.join(words)}", flush=True)
    status = main(words)
    if status == 130:
        raise KeyboardInterrupt
    if status:
        step = f"{shown} {words[0]}" if shown == "gift4code-train" else shown
        raise ExperimentError(f"`{step}` ended with status {status}; the lines above say why.")
