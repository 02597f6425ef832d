"""A report as Markdown, for a terminal, a pull request or a paper's appendix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gift4code_training.evaluation.report.nouns import Report, SuitePart, Table


def markdown(report: Report) -> str:
    """The whole text; nothing in it is taken for markup, whatever a model or a file is called."""
    return "\n".join([f"# {_plain(report.title)}", *(line for suite in report.suites for line in _suite(suite))]) + "\n"


def _suite(suite: SuitePart) -> Iterator[str]:
    yield from ("", f"## {_plain(suite.name)}", "", _plain(suite.about))
    for table in (*suite.overview, *suite.comparisons):
        yield from _table(table, 3)
    for run in suite.runs:
        yield from ("", f"### {_plain(run.label)}")
        for warning in run.warnings:
            yield from ("", f"> {_plain(warning)}")
        for table in (run.facts, *run.tables):
            yield from _table(table, 4)


def _table(table: Table, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {_plain(table.caption)}", "")
    yield _row(table.columns)
    yield "|" + "|".join([" --- ", *[" ---: " if _numbers(table, j) else " --- " for j in _rest(table)]]) + "|"
    yield from map(_row, table.rows)
    if table.note:
        yield from ("", _plain(table.note))


def _rest(table: Table) -> range:
    return range(1, len(table.columns))


def _numbers(table: Table, column: int) -> bool:
    return is_numeric([row[column] for row in table.rows])


def is_numeric(cells: list[str]) -> bool:
    """Whether a column reads better aligned to the right: its cells begin with a number or are empty."""
    return all(re.match(r"[-+−<]?\s?\d|–$|$", cell) for cell in cells) and any(re.search(r"\d", cell) for cell in cells)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    one_line = " ".join(text.split())
    escaped = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = re.sub(r"([\\`*|\[\]#~])", r"\\\1", escaped)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", escaped)
