"""A report as one page that needs nothing else: it opens from a disk, and what a model wrote can do nothing in it.

Every text is escaped by the template; the page's own policy allows no address, and no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gift4code_training.evaluation.report.markdown import is_numeric
from gift4code_training.evaluation.report.nouns import ProblemPart, Report, Table
from gift4code_training.evaluation.report.plots import Plot
from gift4code_training.evaluation.report.wording import counted


@dataclass(frozen=True)
class Seen:
    """What only the page shows of a suite."""

    plots: tuple[Plot, ...]
    problems: tuple[ProblemPart, ...]


def html(report: Report, seen: Sequence[Seen]) -> str:
    """The page; ``seen`` is of the report's suites, in their order."""
    loader = PackageLoader("gift4code_training.evaluation.report", "page")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"markup": Markup, "counted": counted, "places": _places}
    environment.globals["right_aligned"] = _right_aligned
    style, script = (loader.get_source(environment, name)[0] for name in ("style.css", "filter.js"))
    return environment.get_template("page.html").render(
        report=report,
        suites=list(zip(report.suites, seen, strict=True)),
        style=Markup(style),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _right_aligned(table: Table) -> list[bool]:
    """Which columns hold numbers."""
    return [j > 0 and is_numeric([row[j] for row in table.rows]) for j in range(len(table.columns))]


def _places(samples: Sequence[int]) -> str:
    """``answer 3``, ``20 answers: 0, 1, 2, …``."""
    if len(samples) == 1:
        return f"answer {samples[0]}"
    named = ", ".join(map(str, samples[:6])) + (", …" if len(samples) > 6 else "")
    return f"{len(samples)} answers: {named}"
