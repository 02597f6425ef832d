"""What a local model is: a digest of its files, so that answers of another revision or adapter are never mixed in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from gift4code_ext.host.models import ModelFiles

_WHOLE = 64 * 2**20
_END = 2**20


def identity_of(files: ModelFiles) -> dict[str, Any]:
    """Names and digests of a model's directory and adapter. Files beyond 64 MiB count by size, first and last MiB."""
    found: dict[str, Any] = {"model": files.id, "engine": files.engine, "files": _digest(files.directory)}
    return found if files.adapter is None else {**found, "adapter": _digest(files.adapter)}


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        size = path.stat().st_size
        total.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            if size <= _WHOLE:
                total.update(file.read())
            else:
                total.update(file.read(_END))
                file.seek(-_END, 2)
                total.update(file.read())
    return total.hexdigest()
