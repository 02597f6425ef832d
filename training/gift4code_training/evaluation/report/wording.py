"""Numbers as a report writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gift4code_training.evaluation.metrics.intervals import Estimate

NOTHING = "–"
SAW = "†"
SAW_NOTE = f"{SAW} ran its candidates and checked them against the example that it was shown; a model alone did not."


def rate(found: Estimate, problems: int) -> str:
    """A mean with its interval in per cent; ``of 41``: so many problems, where not all have a value."""
    if math.isnan(found.value):
        return NOTHING
    inside = [] if math.isnan(found.low) else [span(100 * found.low, 100 * found.high)]
    inside += [f"of {found.problems}"] if found.problems < problems else []
    return f"{100 * found.value:.1f}" + (f" ({'; '.join(inside)})" if inside else "")


def change(found: Estimate) -> str:
    """A difference of two rates with its interval, in percentage points."""
    if math.isnan(found.value):
        return NOTHING
    interval = "" if math.isnan(found.low) else f" ({signed(100 * found.low)} to {signed(100 * found.high)})"
    return signed(100 * found.value) + interval


def signed(number: float) -> str:
    """With its sign; zero has none."""
    text = f"{abs(number):.1f}"
    return text if float(text) == 0 else ("+" if number > 0 else "−") + text


def span(low: float, high: float) -> str:
    """Two bounds."""
    return f"{low:.1f}–{high:.1f}"


def chance(p: float) -> str:
    """A p-value."""
    if math.isnan(p):
        return NOTHING
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}" if p < 0.1 else f"{p:.2f}"


def duration(seconds: float) -> str:
    """Seconds to two or three digits."""
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"


def share(count: int, of: int) -> str:
    """A count and its share."""
    return f"{count} ({100 * count / of:.1f} %)" if of else str(count)


def one_or_range(numbers: Sequence[int]) -> str:
    """The number, or the least and the greatest where not all are the same."""
    if not numbers:
        return NOTHING
    low, high = min(numbers), max(numbers)
    return str(low) if low == high else f"{low}–{high}"


def counted(number: int, noun: str) -> str:
    """``1 problem``, ``1,082 problems``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
