"""When no sample meets the specification, or uses what the words name: edits of the best candidates, then a search."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import replace

from gift4code_ext.assistant.progress import Progress
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.choose import normal
from gift4code_ext.generation.events import Repaired, Searching
from gift4code_ext.generation.gate import gate
from gift4code_ext.generation.repair import alternatives, repairs
from gift4code_ext.generation.search.ask import find
from gift4code_ext.generation.search.hints import Hints
from gift4code_ext.spec.model import Spec

_FAILING = 6  # candidates that are edited
_EDITS = (80, 60)  # programs run with one edit, with two
_FOR_REPAIR = 2.5  # seconds at most, and this share of what is left
_SHARE = 0.4
_PENALTY = 0.5  # what an edit takes from the score of a candidate
_ALTERNATIVES = 24  # programs run that do what nobody asked for in another way
_FOR_ALTERNATIVES = 1.0  # seconds
_AS_GOOD = 0.6  # the share of a candidate's score that one gets that differs in a guess
_FOR_CHECKING = 0.5  # seconds of a search kept for running what it finds
_BESIDE = 0.5  # the share of the time for a search, where something meets the specification already
_FOUND = 8  # programs found that are run
_UNLIKELY = 0.25  # the score of the first program that a search finds
_FAR = 2.0  # the cost of a program found beyond which the words of the request do not carry it
_DEARER = 3.0  # how fast the scores of those after it fall with what they cost more


def repair(progress: Progress, spec: Spec, runner: Runner) -> None:
    """Run one-edit neighbours of the best failing candidates, then neighbours of those that came nearest.

    Where candidates meet the specification without what the words name, these are edited.

    Raises:
        Stopped: the ask was stopped.
    """
    if any(candidate.status == "ok" for candidate in progress.candidates):
        doubt(progress, spec, runner)
        return
    begun = time.monotonic()
    until = begun + min(_FOR_REPAIR, _SHARE * progress.left)
    failing = [candidate for candidate in progress.candidates if candidate.status != "refused"][:_FAILING]
    tried = 0
    for most in _EDITS:
        fresh = _edited(progress, spec, failing, most)
        if not fresh or time.monotonic() >= until:
            break
        tried += len(fresh)
        ran = progress.add(fresh, runner, deadline=until)
        if progress.met:
            break
        before = max((_passed(candidate) for candidate in failing), default=0)
        failing = sorted(ran, key=_passed, reverse=True)[:_FAILING]
        failing = [candidate for candidate in failing if _passed(candidate) >= before]
    _tell(progress, tried, begun)


def doubt(progress: Progress, spec: Spec, runner: Runner) -> None:
    """Run what differs from the best candidate in what nobody asked for, or has more of what was.

    What makes the same value and fits the words better is as likely as the candidate: its guess does nothing.

    Raises:
        Stopped: the ask was stopped.
    """
    begun = time.monotonic()
    best = next((candidate for candidate in progress.candidates if candidate.status == "ok"), None)
    if best is None or progress.request.output.example is None:
        return
    request = progress.request
    made = alternatives(best, spec, request.output, progress.asked, limit=_ALTERNATIVES, modules=request.modules)
    most = max((each.gain for each in made), default=1.0)
    known = {normal(candidate.code) for candidate in progress.candidates}
    fresh = [
        Candidate(
            each.code,
            "killed",
            score=best.score * _AS_GOOD * (0.7 + 0.3 * each.gain / most),
            edits=(*best.edits, *each.edits),
            samples=0,
            source="repair",
        )
        for each in made
        if normal(each.code) not in known
    ]
    if fresh:
        ran = progress.add(fresh, runner, deadline=begun + _FOR_ALTERNATIVES)
        alike = [each for each in ran if each.status == "ok" and each.value_key == best.value_key is not None]
        progress.take([replace(each, score=best.score) for each in alike if each.against < best.against])
        _tell(progress, len(fresh), begun)


def _tell(progress: Progress, tried: int, begun: float) -> None:
    met = sum(candidate.status == "ok" for candidate in progress.candidates)
    if tried:
        progress.tell(Repaired(tried, met, time.monotonic() - begun))


def _edited(progress: Progress, spec: Spec, failing: list[Candidate], most: int) -> list[Candidate]:
    tried = {normal(candidate.code) for candidate in progress.candidates}
    scores = {candidate.code: candidate for candidate in failing}
    request = progress.request
    made = list(repairs(failing, spec, request.output, tried=tried, limit=most, modules=request.modules))
    most_gain = max((each.gain for each in made), default=1.0)
    return [
        Candidate(
            each.code,
            "killed",
            score=scores[each.of].score * _PENALTY * max(0.0, each.gain) / most_gain,
            edits=(*scores[each.of].edits, *each.edits),
            samples=0,
            source="repair",
        )
        for each in made
    ]


def _passed(candidate: Candidate) -> int:
    return sum(clause.passed for clause in candidate.checks)


def search(progress: Progress, spec: Spec, runner: Runner) -> None:
    """Enumerate programs against the example, and run those found as candidates.

    It takes all the time that is left, half of it where something meets the specification already.

    Raises:
        Stopped: the ask was stopped.
    """
    begun = time.monotonic()
    met = any(candidate.status == "ok" for candidate in progress.candidates)
    until = progress.deadline - min(_FOR_CHECKING, 0.2 * progress.left)
    until = begun + _BESIDE * (until - begun) if met else until
    codes = tuple(candidate.code for candidate in progress.candidates if candidate.source == "model")
    hints = Hints(words=spec.intent, codes=codes, asked=progress.asked)

    def on_progress(told: Mapping[str, int]) -> None:
        spent = time.monotonic() - begun
        progress.tell(Searching(told["enumerated"], told["executed"], told["depth"], told["found"], spent))

    output = progress.request.output
    found = find(runner, output, hints, deadline=until, stop=progress.stop, on_progress=on_progress)[:_FOUND]
    modules = progress.request.modules
    gated = [(gate(each.code, spec.inputs, output.name, modules), each.cost - found[0].cost) for each in found]
    fresh = [
        Candidate(
            each.code,
            "killed",
            score=_UNLIKELY * math.exp(-_DEARER * dearer),
            edits=each.edits,
            samples=0,
            source="search",
            far=bool(spec.intent.strip()) and found[0].cost + dearer > _FAR,
        )
        for each, dearer in gated
        if not each.refused
    ]
    progress.add(fresh, runner)
