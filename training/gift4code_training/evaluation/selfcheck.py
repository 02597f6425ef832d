"""Before anything is scored: does this environment tell right answers from wrong ones?

The suite's own scorer judges answers of which the verdict is known: every reference must pass, one wrong answer made of
each (:mod:`.mutants`) must not, and answers that run for ever, end their process, take all memory or raise must each be
told apart. References that fail for want of a package or of the network are listed by name: their problems cannot be
posed here, which says nothing about a model. Of the others as many must pass as the suite states, or nothing is scored.
"""

from __future__ import annotations

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

_MUTANTS = 0.03
_FEW = 34  # of fewer mutants one that passes is more than that share
_SECONDS = 2.0
_SAID = 12
_PACKAGE = re.compile(r"No module named '?([\w-]+)")
_NETWORK = re.compile(r"URLError|HTTPError|gaierror|ConnectionError|RemoteDisconnected|network|[Nn]ame resolution")
_ENDINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "an endless loop": ("while True:\n    pass", ("timeout",)),
    "a process that ends itself": ("import os\nos._exit(0)", ("killed",)),
    "a crash": ("import os\nos.abort()", ("killed",)),
    "all the memory there is": ("held = [0] * 10**12", ("memory",)),
    "an exception": ("raise ValueError('raised on purpose')", ("error",)),
    "no answer at all": ("pass", ("wrong", "error")),
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
        mutants: number that was scored; ``survivors``: those that passed.
        endings: what was tried -> the status it was given; ``blurred``: those that were given another than they should.
    """

    checked: Checked
    libraries: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    network: tuple[str, ...] = ()
    failing: Mapping[str, str] = field(default_factory=dict)
    mutants: int = 0
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
    on_step: Step | None = None,
) -> SelfCheck:
    """Score answers whose verdict is known. The environment's packages were compared with the pins where it was made
    (:func:`.environment.check`).

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
    wrong = chosen(right)
    answers = [(each, mutant.code) for each, mutant in wrong]
    passing = [verdict.status == "ok" for verdict in _scored(suite.score, answers, running, "mutants", step)]
    survivors = tuple(
        Survivor(each.id, mutant.rule, mutant.code)
        for (each, mutant), passed in zip(wrong, passing, strict=True)
        if passed
    )
    endings = _endings(suite.score, right[0], running, step) if right else {}
    blurred = tuple(what for what, status in endings.items() if status not in _ENDINGS[what][1])
    counts = Counter(each.library for each in problems)
    passed = Counter(each.library for each in right)
    found = SelfCheck(
        Checked(suite.name, suite.version, environment.key, len(right) / len(problems), True, known=known),
        libraries={library: (passed[library], count) for library, count in counts.items()},
        missing=missing,
        network=network,
        failing=failing,
        mutants=len(wrong),
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


def chosen(problems: Sequence[Problem]) -> list[tuple[Problem, Mutant]]:
    """One mutant of each reference that has any; the strong rules that apply take turns over the problems."""
    found = []
    for number, problem in enumerate(problems):
        first = {mutant.rule: mutant for mutant in reversed(mutants(problem.reference))}
        rules = sorted(rule for rule in first if rule in STRONG)
        if rules:
            found.append((problem, first[rules[number % len(rules)]]))
    return found


def _scored(
    score: Score, answers: Sequence[tuple[Problem, str]], running: Running, what: str, step: Step
) -> Iterator[Verdict]:
    step(what, 0, len(answers))
    for done, verdict in enumerate(score(answers, running), 1):
        yield verdict
        step(what, done, len(answers))


def _endings(score: Score, problem: Problem, running: Running, step: Step) -> dict[str, str]:
    """The status that each kind of ending is given."""
    margin = re.match(r"[ \t]*", problem.reference)
    answers = [(problem, textwrap.indent(code, margin[0] if margin else "")) for code, _ in _ENDINGS.values()]
    short = replace(running, seconds=min(running.seconds, _SECONDS))
    statuses = [verdict.status for verdict in _scored(score, answers, short, "endings", step)]
    return dict(zip(_ENDINGS, statuses, strict=True))


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
    if len(found.survivors) > max(1, _MUTANTS * found.mutants) or (found.mutants < _FEW and len(found.survivors) > 1):
        told = "; ".join(f"{each.id} ({each.rule})" for each in found.survivors[:_SAID])
        return f"{len(found.survivors)} of {found.mutants} wrong answers pass, more than {_MUTANTS:.0%}: {told}"
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
        yield f"  wrong answers that pass: {len(found.survivors)} of {found.mutants} ({share:.1%})"
    for each in found.survivors:
        yield f"  passes: {each.id}, {each.rule}"
    yield "  endings: " + "; ".join(f"{what}: {status}" for what, status in found.endings.items())
    yield f"  {'may be scored' if checked.passed else f'is not scored: {checked.why}'}"
