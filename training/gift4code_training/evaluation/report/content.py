"""Runs -> everything that a report says in tables and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gift4code_training.evaluation.metrics.intervals import Estimate
from gift4code_training.evaluation.report import comparing, tables
from gift4code_training.evaluation.report.nouns import Report, RunPart, SuitePart
from gift4code_training.evaluation.report.runs import Loaded
from gift4code_training.evaluation.report.wording import counted

Measures = Mapping[str, Mapping[str, Estimate]]
"""Kind -> measure -> estimate, of one run."""


def content(suites: Sequence[Sequence[Loaded]], measured: Sequence[Sequence[Measures]]) -> Report:
    """The report of runs, those of one suite and version together, and of what was measured of each."""
    names = list(dict.fromkeys(runs[0].run.suite for runs in suites))
    return Report(f"Evaluation: {', '.join(names)}", tuple(map(_suite, suites, measured)))


def by_suite(runs: Sequence[Loaded]) -> list[list[Loaded]]:
    """The runs of each suite and version, in the order in which they first come: two versions are never compared."""
    found: dict[tuple[str, str], list[Loaded]] = {}
    for run in runs:
        found.setdefault((run.run.suite, run.run.version), []).append(run)
    return list(found.values())


def _suite(runs: Sequence[Loaded], measured: Sequence[Measures]) -> SuitePart:
    first = runs[0].run
    return SuitePart(
        name=f"{first.suite}, version {first.version}",
        about=" ".join(filter(None, (f"{counted(len(runs), 'run')}.", first.source and f"Data: {first.source}"))),
        overview=tuple(comparing.overview(runs, measured)),
        comparisons=(*comparing.between_runs(runs), *comparing.between_kinds(runs)),
        runs=tuple(
            RunPart(
                run.label,
                tables.warnings(run),
                tables.facts(run),
                tuple(
                    table
                    for table in (
                        tables.measured(run, found),
                        *tables.by_group(run),
                        tables.mistakes(run),
                        tables.repairs(run),
                        tables.seconds(run),
                    )
                    if table.rows
                ),
            )
            for run, found in zip(runs, measured, strict=True)
        ),
    )
