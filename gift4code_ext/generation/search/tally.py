"""What a search did so far, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Rule = Literal["shape", "rows", "columns", "dtypes", "values", "failed", "size", "equivalent"]
"""Why a program was given up. Before it ran: ``shape`` it leaves the frame for a kind of value that is not wanted,
``rows`` it cannot have as many rows, ``columns`` not so many new columns, ``dtypes`` its new cells are of another sort,
``values`` it makes no new cells where some are missing. After: it ``failed``, grew beyond any use (``size``), or made a
value that a simpler program made before (``equivalent``)."""


@dataclass
class Tally:
    """Programs enumerated, programs executed, and what each pruning rule saved.

    ``postponed`` are programs that cannot be the last step: they were put behind all that can.
    """

    enumerated: int = 0
    executed: int = 0
    postponed: int = 0
    depth: int = 0
    pruned: Counter[Rule] = field(default_factory=Counter)

    def to_json(self) -> dict[str, Any]:
        return {
            "enumerated": self.enumerated,
            "executed": self.executed,
            "postponed": self.postponed,
            "depth": self.depth,
            "pruned": dict(self.pruned),
        }
