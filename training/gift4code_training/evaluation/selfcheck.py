"""Before anything is scored: does this environment tell right answers from wrong ones?

The suite's own scorer judges answers of which the verdict is known: every reference must pass, wrong answers made of
them (:mod:`.mutants`, one of each; of many a sample is drawn, always the same) must not, and answers that run for ever,
end their process, take all memory or raise must each be told apart. References that fail for want of a package or of
the network are listed by name: their problems are not posed here, since that says nothing about a model. Of the others
as many must pass as the suite states, or nothing is scored.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gift4code_training.evaluation.mutants import STRONG, Mutant, mutants
from gift4code_training.evaluation.problem import (
    Checked,
    Environment,
    EvaluationError,
    Problem,
    Running,
    Score,
    Suite,
    Verdict,
)

MUTANTS = 150
"""Of more mutants so many are drawn; where more of them pass than may, all are run, so that no bad draw decides."""

_PASSING = 0.03
_MUTANT_SECONDS = 20.0  # one that runs longer does not pass; it is waited for no longer than that
_ENDING_SECONDS = 2.0
_TRIES = 8
_SAID = 12
_PACKAGE = re.compile(r"No module named '?([\w-]+)")
_NETWORK = re.compile(r"URLError|HTTPError|gaierror|ConnectionError|RemoteDisconnected|network|[Nn]ame resolution")
_NOTHING = "no answer at all"
_ENDINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "an endless loop": ("while True:\n    pass", ("timeout",)),
    "a process that ends itself": ("import os\nos._exit(0)", ("killed",)),
    "a crash": ("import os\nos.abort()", ("killed",)),
    "all the memory there is": ("held = [0] * 10**12", ("memory",)),
    "an exception": ("raise ValueError('raised on purpose')", ("error",)),
    _NOTHING: ("pass", ("wrong", "error")),
}


@dataclass(frozen=True)
class Survivor:
    """A mutant that passes: it means the same by accident, or the scorer lets it through."""

    id: str
    rule: str
    code: str


@dataclass(frozen=True)
class SelfCheck:
    """What a self-check found.

    Attributes:
        checked: the outcome, as it is kept beside results.
        libraries: library -> references that pass, references.
        missing: package -> ids of the problems whose reference needs it.
        network: ids of those that need the network.
        failing: id -> why, of the references that fail for any other reason.
        mutants: number that was scored, of ``possible``; ``survivors``: those that passed.
        endings: what was tried -> the status it was given; ``blurred``: those that were given another than they should.
    """

    checked: Checked
    libraries: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    network: tuple[str, ...] = ()
    failing: Mapping[str, str] = field(default_factory=dict)
    mutants: int = 0
    possible: int = 0
    survivors: tuple[Survivor, ...] = ()
    endings: Mapping[str, str] = field(default_factory=dict)
    blurred: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(_lines(self))


Step = Callable[[str, int, int], None]
"""Told of progress: what is being scored, how many are done, of how many."""


def selfcheck(
    suite: Suite,
    problems: Sequence[Problem],
    running: Running,
    environment: Environment,
    *,
    most: int = MUTANTS,
    on_step: Step | None = None,
) -> SelfCheck:
    """Score answers whose verdict is known. The environment's packages were compared with the pins where it was made
    (:func:`.environment.check`).

    Args:
        most: mutants that are run at first.

    Raises:
        EvaluationError: there is no problem to check.
    """
    if not problems:
        raise EvaluationError(f"{suite.name} has no problems here: nothing can be checked.")
    step: Step = on_step or (lambda what, done, total: None)
    judged = list(_scored(suite.score, [(each, each.reference) for each in problems], running, "references", step))
    known = {each.id: _why(verdict) for each, verdict in zip(problems, judged, strict=True) if verdict.status != "ok"}
    right = [each for each in problems if each.id not in known]
    missing, network, failing = _reasons(known)
    possible = chosen(right)
    drawn, others = _drawn(possible, most)
    survivors = _survivors(suite.score, drawn, running, "mutants", step)
    if others and len(survivors) > _may_pass(len(drawn)):
        survivors += _survivors(suite.score, others, running, "all mutants", step)
        drawn = possible
    endings = _endings(suite.score, right, running, step) if right else {}
    blurred = tuple(what for what, status in endings.items() if status not in _ENDINGS[what][1])
    counts = Counter(each.library for each in problems)
    passed = Counter(each.library for each in right)
    found = SelfCheck(
        Checked(suite.name, suite.version, environment.key, len(right) / len(problems), True, known=known),
        libraries={library: (passed[library], count) for library, count in counts.items()},
        missing=missing,
        network=network,
        failing=failing,
        mutants=len(drawn),
        possible=len(possible),
        survivors=survivors,
        endings=endings,
        blurred=blurred,
    )
    why = _refusal(found, suite)
    return replace(found, checked=replace(found.checked, passed=not why, why=why))


def require(checked: Checked) -> None:
    """Nothing is scored where the check failed.

    Raises:
        EvaluationError: it did, and why.
    """
    if not checked.passed:
        raise EvaluationError(f"{checked.suite} is not scored here: {checked.why}")


def unposable(checked: Checked) -> frozenset[str]:
    """Ids of the problems whose reference failed for want of a package or of the network."""
    return frozenset(checked.known) - frozenset(_reasons(checked.known)[2])


def chosen(problems: Sequence[Problem]) -> list[tuple[Problem, Mutant]]:
    """One mutant of each reference that has any; the strong rules that apply take turns over the problems."""
    found = []
    for number, problem in enumerate(problems):
        first = {mutant.rule: mutant for mutant in reversed(mutants(problem.reference))}
        rules = sorted(rule for rule in first if rule in STRONG)
        if rules:
            found.append((problem, first[rules[number % len(rules)]]))
    return found


_Wrong = Sequence[tuple[Problem, Mutant]]


def _drawn(possible: _Wrong, most: int) -> tuple[_Wrong, _Wrong]:
    """A sample in the problems' order, the same for the same number of mutants; and those that are not in it."""
    if len(possible) <= most:
        return possible, ()
    places = set(random.Random(0).sample(range(len(possible)), most))
    return (
        [each for place, each in enumerate(possible) if place in places],
        [each for place, each in enumerate(possible) if place not in places],
    )


def _may_pass(mutants: int) -> int:
    """How many of so many mutants may pass, since a few mean the same as what they were made of."""
    return max(1, int(_PASSING * mutants))


def _survivors(score: Score, wrong: _Wrong, running: Running, what: str, step: Step) -> tuple[Survivor, ...]:
    answers = [(each, mutant.code) for each, mutant in wrong]
    short = replace(running, seconds=min(running.seconds, _MUTANT_SECONDS))
    verdicts = _scored(score, answers, short, what, step)
    return tuple(
        Survivor(each.id, mutant.rule, mutant.code)
        for (each, mutant), verdict in zip(wrong, verdicts, strict=True)
        if verdict.status == "ok"
    )


def _scored(
    score: Score, answers: Sequence[tuple[Problem, str]], running: Running, what: str, step: Step
) -> Iterator[Verdict]:
    step(what, 0, len(answers))
    for done, verdict in enumerate(score(answers, running), 1):
        yield verdict
        step(what, done, len(answers))


def _endings(score: Score, problems: Sequence[Problem], running: Running, step: Step) -> dict[str, str]:
    """The status that each kind of ending is given.

    Where a problem's text goes on behind an answer, not every ending fits: those that come out otherwise are tried in a
    few more problems.
    """
    short = replace(running, seconds=min(running.seconds, _ENDING_SECONDS))
    found: dict[str, str] = {}
    for problem in problems[:_TRIES]:
        left = [what for what in _ENDINGS if found.get(what) not in _ENDINGS[what][1]]
        if not left:
            break
        answers = [(problem, _ending(problem, what)) for what in left]
        statuses = [verdict.status for verdict in _scored(score, answers, short, "endings", step)]
        found |= dict(zip(left, statuses, strict=True))
    return found


def _ending(problem: Problem, what: str) -> str:
    """An answer that ends so: by itself, or after the reference where an answer goes on in the middle of a line."""
    code = _ENDINGS[what][0]
    if problem.form == "text" and what != _NOTHING:
        return f"{problem.reference}\n{code}\n"
    margin = re.match(r"[ \t]*", problem.reference)
    return textwrap.indent(code, margin[0] if margin else "")


def _why(verdict: Verdict) -> str:
    return f"{verdict.status}: {verdict.detail}" if verdict.detail else verdict.status


def _reasons(known: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], dict[str, str]]:
    """Failing references by missing package, those that need the network, and the others."""
    missing: dict[str, list[str]] = defaultdict(list)
    network, failing = [], {}
    for name, why in known.items():
        if package := _PACKAGE.search(why):
            missing[package[1]].append(name)
        elif _NETWORK.search(why):
            network.append(name)
        else:
            failing[name] = why
    return {package: tuple(names) for package, names in sorted(missing.items())}, tuple(network), failing


def _refusal(found: SelfCheck, suite: Suite) -> str:
    """Why nothing may be scored; empty if it may."""
    possible = sum(count for _, count in found.libraries.values()) - len(found.checked.known) + len(found.failing)
    rate = (possible - len(found.failing)) / possible if possible else 0.0
    if rate < suite.reference_rate:
        told = "; ".join(f"{name} ({why})" for name, why in list(found.failing.items())[:_SAID])
        if any(why.startswith("timeout") for why in found.failing.values()):
            told += "; on a slow or busy machine raise --seconds"
        return (
            f"{possible - len(found.failing)} of {possible} references pass that need no missing package and no "
            f"network, and the suite states {suite.reference_rate:.1%}: " + (told or "there is none that can run")
        )
    if found.blurred:
        told = "; ".join(f"{what} is {found.endings[what]}" for what in found.blurred)
        return f"endings are not told apart: {told}"
    if len(found.survivors) > _may_pass(found.mutants):
        told = "; ".join(f"{each.id} ({each.rule})" for each in found.survivors[:_SAID])
        return f"{len(found.survivors)} of {found.mutants} wrong answers pass, more than {_PASSING:.0%}: {told}"
    return ""


def _lines(found: SelfCheck) -> Iterator[str]:
    checked = found.checked
    yield f"{checked.suite} {checked.version} in environment {checked.environment}"
    for library, (passed, count) in sorted(found.libraries.items()):
        yield f"  {library:12} {passed:4} of {count:4} references pass"
    for package, names in found.missing.items():
        yield f"  needs {package}, which is not installed: {', '.join(names)}"
    if found.network:
        yield f"  need the network: {', '.join(found.network)}"
    for name, why in found.failing.items():
        yield f"  fails: {name}: {why}"
    if found.mutants:
        share = len(found.survivors) / found.mutants
        drawn = f", drawn from {found.possible}" if found.mutants < found.possible else ""
        yield f"  wrong answers that pass: {len(found.survivors)} of {found.mutants} ({share:.1%}){drawn}"
    for each in found.survivors:
        yield f"  passes: {each.id}, {each.rule}"
    yield "  endings: " + "; ".join(f"{what}: {status}" for what, status in found.endings.items())
    yield f"  {'may be scored' if checked.passed else f'is not scored: {checked.why}'}"
