"""The card: an answer as HTML for notebooks and as text for terminals, and the status line that it replaces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from gift4code_ext.report import (
    STATUS,
    as_text,
    as_text_without_values,
    clause_words,
    edited,
    reason_without_values,
    shown_candidate,
    size,
    stated,
    verdict,
)

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Candidate
    from gift4code_ext.execution.outcome import Preview
    from gift4code_ext.generation.question import Question
    from gift4code_ext.spec.check import Clause
    from gift4code_ext.spec.model import Output

# System colours stand in where a front end sets no --jp-* variables, so that light and dark both stay readable.
_STYLE = """<style>
.gift4code-card { color: var(--jp-ui-font-color1, CanvasText); background: var(--jp-layout-color1, Canvas);
  border: 1px solid var(--jp-border-color1, GrayText); border-radius: var(--jp-border-radius, 2px);
  padding: 0.6em 0.9em; font-family: var(--jp-ui-font-family, sans-serif); font-size: var(--jp-ui-font-size1, 13px); }
.gift4code-card p, .gift4code-card table, .gift4code-card details { margin: 0.4em 0; }
.gift4code-card pre { margin: 0.4em 0; padding: 0.5em 0.7em; overflow-x: auto; white-space: pre;
  color: var(--jp-content-font-color1, CanvasText); background: var(--jp-layout-color2, Canvas);
  border: 1px solid var(--jp-border-color2, GrayText);
  font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 13px); }
.gift4code-card .gift4code-wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.gift4code-card .gift4code-scroll { overflow-x: auto; }
.gift4code-card table { border-collapse: collapse; color: inherit; }
.gift4code-card caption, .gift4code-card th, .gift4code-card td { text-align: left; padding: 0.15em 0.7em 0.15em 0;
  vertical-align: top; color: inherit; background: transparent; }
.gift4code-card caption, .gift4code-card summary { color: var(--jp-ui-font-color1, CanvasText); font-weight: 600; }
.gift4code-card summary { cursor: pointer; }
.gift4code-card summary:focus-visible { outline: 2px solid var(--jp-brand-color1, Highlight); }
.gift4code-card tbody tr { background: transparent; border-top: 1px solid var(--jp-border-color2, GrayText); }
</style>"""
_NAMES = {"verified": "Verified", "not verified": "Not verified", "nothing offered": "Nothing offered"}
_SIGNS = {"verified": "\u2713", "not verified": "~", "nothing offered": "\u2717"}


class Card:
    """What a front end shows of one answer; nothing in it is live and all of it is escaped.

    Args:
        values: whether values of the data are shown; without them there are the cell, its checks and the verdict.
        note: a line below.
    """

    def __init__(self, answer: Answer, expected: Output, *, values: bool = True, note: str = "") -> None:
        self._answer = answer
        self._expected = expected
        self._values = values
        self._note = note

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        text = (as_text if self._values else as_text_without_values)(self._answer, self._expected)
        return {"text/plain": f"{text}\n{self._note}".rstrip("\n"), "text/html": self.html()}

    def html(self) -> str:
        """The card as one HTML element with its own style."""
        parts = self._whole() if self._values else self._bare()
        if self._note:
            parts.append(f"<p>{escape(self._note)}</p>")
        return f'{_STYLE}<section class="gift4code-card" aria-label="gift4code answer">{"".join(parts)}</section>'

    def _whole(self) -> list[str]:
        answer, chosen = self._answer, shown_candidate(self._answer)
        parts = [_verdict(answer, answer.reason)]
        if chosen is not None:
            parts.append(_offered(answer, chosen))
            if chosen.edits:
                parts.append(f"<p>{edited(chosen)}: {escape('; '.join(chosen.edits))}</p>")
            if chosen.value_preview is not None:
                parts.append(_value(self._expected.name, chosen.value_preview))
            if chosen.checks:
                parts.append(_checks(chosen.checks))
        if answer.question is not None:
            parts.append(_question(answer.question))
        if answer.candidates:
            parts.append(_candidates(answer.candidates))
        parts.append(_details("Specification", _specification(answer, self._expected)))
        if answer.prompt:
            sent = f"What was sent to {answer.model} (sharing level: {answer.level})"
            parts.append(_details(sent, answer.prompt))
        return parts

    def _bare(self) -> list[str]:
        answer, chosen = self._answer, shown_candidate(self._answer)
        parts = [_verdict(answer, reason_without_values(answer))]
        if chosen is not None:
            parts.append(_offered(answer, chosen))
            if chosen.value_preview is not None:
                parts.append(f"<p>{escape(self._expected.name)}: {escape(size(chosen.value_preview))}</p>")
            if chosen.checks:
                parts.append(_checks([replace(clause, message="") for clause in chosen.checks]))
        return parts


def _verdict(answer: Answer, reason: str) -> str:
    word = verdict(answer).partition(":")[0]
    sign = f'<span aria-hidden="true">{_SIGNS[word]}</span>'
    return f"<p>{sign} <strong>{_NAMES[word]}</strong>: {escape(reason)} ({answer.seconds:.1f} s)</p>"


def _offered(answer: Answer, chosen: Candidate) -> str:
    return _code("Cell" if answer.code is not None else "Nearest cell, not offered", chosen.code)


def _code(label: str, code: str) -> str:
    return f'<pre aria-label="{escape(label)}"><code>{escape(code)}</code></pre>'


def _value(name: str, preview: Preview) -> str:
    caption = f"{name}: {size(preview)}"
    if not preview.rows:
        return f'<p>{escape(caption)}</p><pre aria-label="value of {escape(name)}">{escape(preview.text)}</pre>'
    corner = [""] if preview.index else []
    heads = [*corner, *preview.columns]
    rows = [
        ([preview.index[place]] if place < len(preview.index) else []) + list(row)
        for place, row in enumerate(preview.rows)
    ]
    shown = (len(preview.rows), len(preview.columns))
    hidden = [whole - part for whole, part in zip(preview.shape, shown, strict=False)]
    told = [f"{count} more {noun}" for count, noun in zip(hidden, ("rows", "columns"), strict=False) if count > 0]
    more = f"<p>{', '.join(told)}</p>" if told else ""
    return _table(caption, heads, rows, row_heads=bool(preview.index)) + more


def _question(question: Question) -> str:
    return f"<p>{escape(question.text)}</p>" + _code("The other reading", question.codes[1])


def _checks(clauses: Iterable[Clause]) -> str:
    rows = []
    for clause in clauses:
        result, message = clause_words(clause)
        rows.append([clause.name, f"{_SIGNS['verified' if clause.passed else 'nothing offered']} {result}", message])
    return _table("Checks", ["part", "result", "detail"], rows, row_heads=True)


def _candidates(candidates: Sequence[Candidate]) -> str:
    rows = [
        [str(number), STATUS[candidate.status], f"{candidate.score:.2f}", candidate.code, candidate.mismatch]
        for number, candidate in enumerate(candidates, start=1)
    ]
    heads = ["", "status", "score", "cell", "why not"]
    count = f"{len(candidates)} candidate{'' if len(candidates) == 1 else 's'}"
    return f"<details><summary>{count}</summary>{_table('', heads, rows, code=3)}</details>"


def _specification(answer: Answer, expected: Output) -> str:
    return "\n".join((*stated(expected), *filter(None, [answer.spec]))) or "none: any value is taken"


def _details(summary: str, text: str) -> str:
    return f'<details><summary>{escape(summary)}</summary><pre class="gift4code-wrap">{escape(text)}</pre></details>'


def _table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, row_heads: bool = False, code: int = -1
) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{_cells(row, row_heads, code)}</tr>" for row in rows)
    titled = f"<caption>{escape(caption)}</caption>" if caption else ""
    table = f"<table>{titled}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="gift4code-scroll">{table}</div>'


def _cells(row: Sequence[str], row_heads: bool, code: int) -> str:
    cells = []
    for place, text in enumerate(row):
        shown = f'<code class="gift4code-wrap">{escape(text)}</code>' if place == code else escape(text)
        cells.append(f'<th scope="row">{shown}</th>' if row_heads and place == 0 else f"<td>{shown}</td>")
    return "".join(cells)


class Line:
    """A short status line."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self._text, "text/html": f"<span>{escape(self._text)}</span>" if self._text else ""}
