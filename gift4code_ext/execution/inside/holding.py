"""What a worker holds: values by the number of their version, and perturbed copies of them.

All of it is frozen for the garbage collector: a collection in a child looks at none of it, and so copies no pages.
"""

from __future__ import annotations

import gc
import mmap
from collections.abc import Mapping, Sequence
from typing import Any

from gift4code_ext.execution import transport
from gift4code_ext.execution.inside.variants import vary
from gift4code_ext.execution.workers.packing import unpack


class Holding:
    """The values of a worker; what it forks finds them in its own memory."""

    def __init__(self) -> None:
        self._values: dict[int, Any] = {}
        self._copies: dict[tuple[int, int], Any] = {}

    def take(self, places: Sequence[Mapping[str, Any]], buffers: Sequence[transport.Buffer]) -> dict[str, Any]:
        """Take values in; what is to be told of them.

        ``errors`` says by key why a value cannot be read here; ``unmapped`` are the keys whose file cannot be opened.
        """
        errors: dict[int, str] = {}
        unmapped: list[int] = []
        parts: Sequence[transport.Buffer]
        rest: Sequence[transport.Buffer] = buffers
        for place in places:
            key = place["key"]
            try:
                if place["path"]:
                    parts = _mapped(place["path"], place["parts"])
                else:
                    parts, rest = rest[: place["count"]], rest[place["count"] :]
            except (OSError, ValueError):
                unmapped.append(key)
                continue
            try:
                self._values[key] = unpack(parts)
            except Exception as problem:  # noqa: BLE001 - classes of the person's own may not exist here, or refuse
                errors[key] = transport.one_line(problem)
        gc.freeze()
        taken = [place["key"] for place in places if place["key"] in self._values]
        return {"op": "loaded", "keys": taken, "errors": list(errors.items()), "unmapped": unmapped}

    def drop(self, keys: Sequence[int], *, collect: bool) -> None:
        """Let values go; ``collect`` what they hold in cycles too, which takes as long as running a candidate."""
        for key in keys:
            self._values.pop(key, None)
        self._copies = {(key, copy): value for (key, copy), value in self._copies.items() if key in self._values}
        if collect:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def get(self, key: int) -> Any:
        return self._values[key]

    def named(self, names: Mapping[str, int], variant: int) -> dict[str, object]:
        """Variables by name; perturbed copies are made once, by the worker for all that it forks."""
        return {name: self._copy(key, variant) for name, key in names.items()}

    def _copy(self, key: int, variant: int) -> Any:
        if variant == 0:
            return self._values[key]
        if (key, variant) not in self._copies:
            try:
                self._copies[key, variant] = vary(self._values[key], variant)
            except Exception:  # noqa: BLE001 - a frame of a kind that cannot be cut or shuffled stays as it is
                self._copies[key, variant] = self._values[key]
            gc.freeze()
        return self._copies[key, variant]


def _mapped(path: str, parts: Sequence[tuple[int, int]]) -> list[memoryview]:
    """Parts of a file, as memory that may be written to without changing the file."""
    with open(path, "rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    return [view[start : start + length] for start, length in parts]
