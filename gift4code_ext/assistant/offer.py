"""The last steps of an ask: readings are told apart on perturbed copies, and the best candidate is offered."""

from __future__ import annotations

from dataclasses import replace

from gift4code_ext.assistant.answer import Answer
from gift4code_ext.assistant.progress import Progress
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.choose import rank, rival
from gift4code_ext.generation.later import Stopped
from gift4code_ext.generation.question import Question, first_difference, question, same_here
from gift4code_ext.spec.check import GRADES

COPIES = (1, 2)  # perturbed copies of the inputs: rows dropped; values shuffled within each column
_MOST = 12  # candidates run on the copies
_SOURCES = {
    "repair": "; it was repaired: {edits}",
    "search": "; it was found by searching for a program that makes the example",
}


def compare(progress: Progress, runner: Runner) -> None:
    """Try the guesses of the best candidate in other ways, and run all that meet the specification on perturbed copies,
    so that different readings show.

    Raises:
        Stopped: the ask was stopped.
    """
    if progress.spec is not None and progress.met and progress.request.output.example is not None:
        from gift4code_ext.assistant.improve import doubt  # loads the operations, and pandas with them

        doubt(progress, progress.spec, runner)
    met = [each for each in progress.candidates if each.status == "ok"][:_MOST]
    if len(met) < 2:
        return
    codes = [candidate.code for candidate in met]
    keys = [
        [
            outcome.value_key
            for outcome in runner.run_many(
                codes, progress.request.output, deadline=progress.deadline, stop=progress.stop, variant=copy
            )
        ]
        for copy in COPIES
    ]
    if progress.stop.is_set():
        raise Stopped
    compared = {
        code: replace(candidate, copy_keys=found)
        for code, candidate, found in zip(codes, met, zip(*keys, strict=True), strict=True)
    }
    progress.candidates = rank([compared.get(candidate.code, candidate) for candidate in progress.candidates])


def ask_back(progress: Progress, runner: Runner) -> Question | None:
    """What to ask about the best candidate and its rival, if it has one: the row in which they differ."""
    other = rival(progress.candidates)
    if other is None:
        return None
    pair = (progress.candidates[0], other)
    if pair[0].value_key == other.value_key:
        return same_here(pair)
    row = first_difference(progress.outcomes[pair[0].code], progress.outcomes[other.code])
    outcomes = runner.run_many(
        [candidate.code for candidate in pair],
        progress.request.output,
        deadline=progress.deadline,
        stop=progress.stop,
        show_from=row or 0,
    )
    return question(pair, (outcomes[0].preview, outcomes[1].preview), row)


def offer(progress: Progress, asked: Question | None) -> Answer:
    """The answer, in one sentence that says what was checked, how, and what was not."""
    if not progress.candidates:
        why = progress.failure or "the model gave nothing"
        return progress.answer(None, f"{why}; ask again or in other words")
    best, note = progress.candidates[0], _note(progress)
    tried = f"{len(progress.candidates)} tried"
    if best.status == "ok":
        doubts = _doubts(progress, best)
        told = f"{_checked(progress, best)}{doubts}{_how(best)}{note}"
        return progress.answer(best.code, told, verified=bool(best.checks) and not doubts, question=asked)
    if best.status == "wrong":
        reason = f"no candidate meets the specification ({tried}); the nearest one: {best.mismatch}{note}"
        return progress.answer(None, reason)
    return progress.answer(None, f"no candidate ran to its end ({tried}); the best one: {best.mismatch}{note}")


def _checked(progress: Progress, best: Candidate) -> str:
    if best.checks:
        return f"it meets every part of the specification{f', {GRADES[best.grade]}' if best.grade else ''}"
    if progress.request.output.given:
        return "it ran without error; a sentence cannot be checked by running"
    return "it ran without error; nothing was specified to check"


def _doubts(progress: Progress, best: Candidate) -> str:
    """Why the value may not be what was asked for although it meets the specification; empty where nothing says so."""
    if best.left_out:
        unused = ", ".join(f"“{words}”" for words in best.left_out)
        return f", but the cell does nothing with {unused}; show a row that tells whether it should"
    if best.far:
        return ", but what it does is far from the words of the request; say more, or show another row"
    other = rival(progress.candidates)
    if other is not None and other.value_key != best.value_key and progress.request.output.example is not None:
        return ", and so does another reading that makes another value; show a row in which they differ"
    return ""


def _how(best: Candidate) -> str:
    told = _SOURCES.get(best.source, "").format(edits=", ".join(best.edits))
    return told + ("; it makes another value each time it runs" if best.unstable else "")


def _note(progress: Progress) -> str:
    sampled = next((note for outcome in progress.outcomes.values() for note in outcome.sampled), "")
    note = f" ({sampled})" if sampled else ""
    if progress.failure:
        note += f"; there are fewer samples than asked for, as {progress.failure}"
    return note
