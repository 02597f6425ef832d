"""Distributions, and an environment in which one of them is installed."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Distributions:
    """What ``python -m hatchling build`` made."""

    wheel: Path
    sdist: Path


@dataclass(frozen=True)
class Environment:
    """A Python environment, alone on the PATH."""

    prefix: Path
    variables: dict[str, str]

    def program(self, name: str) -> str:
        return str(self.prefix / "bin" / name)

    def run(self, *command: str) -> str:
        """What a program of the environment prints; it must succeed."""
        done = subprocess.run(
            [self.program(command[0]), *command[1:]],
            env=self.variables,
            cwd=self.prefix,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr
