"""``gift4code.json`` beside what was tuned: which prompts it expects, on which base, from which data.

The model host reads ``id`` and ``template``; a client that would ask in other words refuses.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gift4code_training.tuning.errors import TuningError, saving

FILE = "gift4code.json"
SPECIFICATION = "1"
"""Version of the specification texts inside the prompts (``gift4code_ext.spec.render``)."""
_PACKAGES = ("gift4code", "torch", "transformers", "peft", "accelerate")


def versions() -> dict[str, str]:
    """The packages that a tuned model was made with."""
    return {name: importlib.metadata.version(name) for name in _PACKAGES}


def write(folder: Path, entries: Mapping[str, Any]) -> None:
    """Puts the manifest into a folder, whole or not at all."""
    target = folder / FILE
    with saving(target):
        temporary = target.with_suffix(".part")
        temporary.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(temporary, target)


def read(folder: Path) -> dict[str, Any]:
    """The manifest of a folder; empty where there is none.

    Raises:
        TuningError: it is there and cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TuningError(f"{path} cannot be read ({error}); tune again, or remove it.") from error
    if not isinstance(found, dict):
        raise TuningError(f"{path} holds no JSON object; tune again, or remove it.")
    return found
