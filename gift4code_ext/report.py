"""An answer as text and as JSON, and each step of an ask as one short line: what terminals show."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gift4code_ext.assistant import Answer, Candidate, Event
    from gift4code_ext.execution.outcome import Preview
    from gift4code_ext.spec.check import Clause
    from gift4code_ext.spec.model import Output

STATUS = {
    "ok": "ok",
    "wrong": "not met",
    "error": "error",
    "timeout": "too slow",
    "memory": "too much memory",
    "killed": "ended early",
    "unserialisable": "no data",
    "refused": "refused",
    "harness_error": "could not be run",
}
"""The word a person reads for each status of a candidate."""
_CANDIDATES = 8


def verdict(answer: Answer) -> str:
    """One sentence that begins with ``verified``, ``not verified`` or ``nothing offered``."""
    word = "verified" if answer.verified else "nothing offered" if answer.code is None else "not verified"
    return f"{word}: {answer.reason}"


def stated(output: Output) -> tuple[str, ...]:
    """What a person stated about the result, one line a part; empty if nothing was."""
    parts: list[str] = []
    if output.type is not None:
        parts.append(f"type {output.type}")
    if output.columns is not None:
        parts.append("columns " + ", ".join("..." if label is ... else str(label) for label in output.columns))
    if output.dtypes:
        parts.append("dtypes " + ", ".join(f"{label} {dtype}" for label, dtype in output.dtypes.items()))
    if output.index is not None:
        parts.append("index " + ", ".join(str(label) for label in output.index))
    if output.rows is not None:
        parts.append(f"rows {output.rows}")
    if output.ordered is not None:
        parts.append("rows in order" if output.ordered else "rows in any order")
    if output.example is not None:
        parts.append("example given")
    if output.summary:
        parts.append(f"summary {output.summary}")
    return tuple(parts)


def shown_candidate(answer: Answer) -> Candidate | None:
    """The candidate to look at: the one offered, or the nearest one that made a value."""
    made = (candidate for candidate in answer.candidates if candidate.value_preview is not None)
    return answer.candidates[0] if answer.code is not None else next(made, None)


def size(preview: Preview) -> str:
    """``pandas.DataFrame, 5 x 2``."""
    return ", ".join(filter(None, (preview.type, " x ".join(map(str, preview.shape)))))


def clause_words(clause: Clause) -> tuple[str, str]:
    """A clause's result in words, and what else there is to say of it."""
    return ("met" if clause.passed else "not met"), clause.message


def edited(candidate: Candidate) -> str:
    """What the edits of a candidate are."""
    return "Repaired after a first run" if candidate.source == "repair" else "Mended before it ran"


def reason_without_values(answer: Answer) -> str:
    """The reason of an answer without what it quotes of any value."""
    if answer.code is not None or not answer.candidates:
        return answer.reason
    quoted = answer.candidates[0].mismatch
    return answer.reason.replace(f"; the nearest one: {quoted}", "").replace(f"; the best one: {quoted}", "")


def summary(answer: Answer, words: str) -> dict[str, Any]:
    """What of an answer can be kept without keeping any value of the data, as plain JSON values."""
    chosen = shown_candidate(answer)
    return {
        "words": words,
        "code": answer.code,
        "verdict": verdict(answer).partition(":")[0],
        "reason": reason_without_values(answer),
        "seconds": round(answer.seconds, 2),
        "model": answer.model,
        "checks": [{"name": clause.name, "passed": clause.passed} for clause in (chosen.checks if chosen else ())],
    }


def as_text_without_values(answer: Answer, output: Output) -> str:
    """The cell, the shape of its value, which checks it met, and the verdict."""
    blocks, chosen = [], shown_candidate(answer)
    if chosen is not None:
        blocks.append(f"{'Cell' if answer.code is not None else 'Nearest (not offered)'}\n{_indented(chosen.code)}")
        if chosen.value_preview is not None:
            blocks.append(f"{output.name}: {size(chosen.value_preview)}")
        if chosen.checks:
            blocks.append("Checks\n" + "\n".join(f"  {clause_words(each)[0]:<8} {each.name}" for each in chosen.checks))
    word = verdict(answer).partition(":")[0]
    return "\n\n".join([*blocks, f"{word}: {reason_without_values(answer)}"])


def as_text(answer: Answer, output: Output) -> str:
    """The whole answer: specification, candidates, cell, value, checks and verdict."""
    blocks = [_specification(answer, output), _candidates(answer)]
    chosen = shown_candidate(answer)
    if chosen is not None:
        blocks.append(f"{'Cell' if answer.code is not None else 'Nearest (not offered)'}\n{_indented(chosen.code)}")
        if chosen.edits:
            blocks.append(f"{edited(chosen)}\n{_indented(chr(10).join(chosen.edits))}")
        if chosen.value_preview is not None:
            preview = chosen.value_preview
            blocks.append(f"{output.name}: {size(preview)}\n{_indented(preview.text)}")
        if chosen.checks:
            blocks.append("Checks\n" + "\n".join(_clause(clause) for clause in chosen.checks))
    if answer.question is not None:
        blocks.append(f"{answer.question.text}\n{_indented(answer.question.codes[1])}")
    blocks.append(verdict(answer))
    return "\n\n".join(block for block in blocks if block)


def _specification(answer: Answer, output: Output) -> str:
    lines = [*stated(output), *([answer.spec] if answer.spec else [])]
    return "Specification\n" + _indented("\n".join(lines) if lines else "none: any value is taken")


def _candidates(answer: Answer) -> str:
    lines = [f"Candidates from {answer.model}" if answer.model else "Candidates"]
    for number, candidate in enumerate(answer.candidates[:_CANDIDATES], start=1):
        first, *more = candidate.code.splitlines() or [""]
        lines.append(f"  {number:>2}  {STATUS[candidate.status]:<16} {candidate.score:4.2f}  {first}")
        lines += [f"{'':28}{line}" for line in more]
        if candidate.mismatch:
            lines.append(f"{'':28}({candidate.mismatch})")
    hidden = len(answer.candidates) - _CANDIDATES
    if hidden > 0:
        lines.append(f"      and {hidden} more")
    return "\n".join(lines) if answer.candidates else ""


def _clause(clause: Clause) -> str:
    result, message = clause_words(clause)
    return f"  {result:<8} {clause.name}" + (f": {message}" if message else "")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values; keys are the public attributes of ``Answer`` and of its parts."""
    whole = dataclasses.asdict(dataclasses.replace(answer, _follow=None))
    return {name: _plain(value) for name, value in whole.items() if not name.startswith("_")}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no word for it
    return value


def step(event: Event) -> str:
    """A step of an ask as one short line; empty for steps that need none."""
    from gift4code_ext.generation import events

    if isinstance(event, events.Read):
        return f"read {', '.join(variable.name for variable in event.inputs)}"
    if isinstance(event, events.Loading):
        return f"loading {event.model} ..."
    if isinstance(event, events.Shared):
        return f"asking {event.model} ..."
    if isinstance(event, events.Generated):
        return f"running {event.candidates - event.refused} candidates of {event.samples} samples ..."
    if isinstance(event, events.Ran):
        return f"ran {event.done} of {event.total} candidates ..."
    if isinstance(event, events.Searching):
        return f"searching: {event.executed:,} programs tried, {event.found} found ..."
    return ""
