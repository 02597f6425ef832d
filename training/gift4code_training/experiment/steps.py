"""The commands an experiment is made of, each in a process of its own, as a person would type them."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from gift4code_ext.errors import Gift4CodeError


class ExperimentError(Gift4CodeError):
    """A step that failed, and what to do."""


def train(*arguments: object) -> None:
    """``gift4code-train ARGUMENTS``, shown before it runs.

    Raises:
        ExperimentError: it failed; it has said why.
        KeyboardInterrupt: it was stopped.
    """
    module("gift4code_training", *arguments, shown="gift4code-train")


def module(name: str, *arguments: object, shown: str = "") -> None:
    """``python -m NAME ARGUMENTS``, likewise."""
    words = [str(each) for each in arguments]
    print(f"\n$ {shown or f'python -m {name}'} {shlex.join(words)}", flush=True)
    status = _status([sys.executable, "-m", name, *words])
    if status in (130, -signal.SIGINT):
        raise KeyboardInterrupt
    if status:
        what = words[0] if shown else name
        raise ExperimentError(f"`{what}` ended with status {status}; the lines above say why. Run the same command.")


def finished(folder: Path, mark: str) -> bool:
    """Whether a step that leaves a file behind as its last act has been there."""
    return (folder / mark).exists()


def _status(command: Sequence[str]) -> int:
    """Ends the step with this process, whichever is asked to end."""
    process = subprocess.Popen(command, env={**os.environ, "TOKENIZERS_PARALLELISM": "false"})
    try:
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
