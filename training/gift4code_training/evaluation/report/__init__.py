"""Reports of runs: ``report.md`` and ``report.html``, one page that opens from a disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gift4code_training.evaluation.report import tables
from gift4code_training.evaluation.report.content import by_suite, content
from gift4code_training.evaluation.report.html import Seen, html
from gift4code_training.evaluation.report.markdown import markdown
from gift4code_training.evaluation.report.plots import plots
from gift4code_training.evaluation.report.problems import PAGE, problems
from gift4code_training.evaluation.report.runs import load


def write(folders: Sequence[Path], out: Path) -> tuple[Path, Path]:
    """Reports on one or more runs; those of one suite are compared.

    Args:
        folders: of finished runs; shards of one run are put together.
        out: folder of the report; what it holds of an earlier one is replaced.

    Returns:
        The Markdown and the page.

    Raises:
        EvaluationError: a folder holds no finished run or is named twice, or two shards hold the same answer.
    """
    suites = by_suite(load(folders))
    measured = [[tables.measures(run) for run in runs] for runs in suites]
    report = content(suites, measured)
    seen = [
        Seen(
            plots=plots(runs, found, f"suite{place}"),
            problems=tuple(problems(runs, PAGE // len(suites))),
        )
        for place, (runs, found) in enumerate(zip(suites, measured, strict=True))
    ]
    out.mkdir(parents=True, exist_ok=True)
    text, page = out / "report.md", out / "report.html"
    text.write_text(markdown(report), encoding="utf-8", errors="backslashreplace")  # models write halves of characters
    page.write_text(html(report, seen), encoding="utf-8", errors="backslashreplace")
    return text, page
