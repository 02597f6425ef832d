"""Which data a run was made on: SHA-256 of what was read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gift4code_training.evaluation.problem import EvaluationError

_NAMED = 8


def checksums(path: Path) -> dict[str, str]:
    """File name -> digest; a folder of many files has one digest over their names and contents.

    Raises:
        EvaluationError: nothing is there, or it cannot be read.
    """
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    try:
        found = {str(each.relative_to(path)) if path.is_dir() else each.name: _digest(each) for each in files}
    except OSError as error:
        raise EvaluationError(
            f"the data {path} cannot be read: {error.strerror}; give the path of the suite's data."
        ) from error
    if not found:
        raise EvaluationError(f"the folder {path} is empty; give the path of the suite's data.")
    if len(found) <= _NAMED:
        return found
    together = "\n".join(f"{digest} {name}" for name, digest in found.items())
    return {f"{path.name}/ ({len(found)} files)": hashlib.sha256(together.encode("utf-8")).hexdigest()}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(2**20):
            digest.update(part)
    return digest.hexdigest()
