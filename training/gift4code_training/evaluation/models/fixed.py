"""Answers that need no model: one cell for all problems, the references, a file of predictions made elsewhere."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.models.model import Answer, Sampling
from gift4code_training.evaluation.models.prompting import said
from gift4code_training.evaluation.problem import EvaluationError, Problem
from gift4code_training.evaluation.results import How
from gift4code_training.evaluation.suites.arcade.episodes import read_predictions

UNCHANGED = "{answer} = {input}"
"""The first input as it is: what a suite gives for nothing."""


@dataclass(frozen=True)
class Constant:
    """One cell for all problems: the floor of a suite.

    Args:
        cell: ``{answer}`` and ``{input}`` in it stand for the variable to bind and the first input. Of a function's
            body, what is assigned to ``{answer}`` is returned.
    """

    cell: str = UNCHANGED
    name: str = "constant"
    how: How = "constant"
    template: str = ""
    at_once: int = 1

    @property
    def identity(self) -> Mapping[str, Any]:
        return {"constant": self.cell}

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return 1

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        return _posed(problem, kind)

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        return ()

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        first = problem.inputs[0] if problem.inputs else "None"
        cell = self.cell.replace("{input}", first)
        if problem.form == "body":
            cell = "    " + cell.replace("{answer} =", "return").replace("\n", "\n    ")
        return [Answer(code=cell.replace("{answer}", problem.answer or "result"))]


@dataclass(frozen=True)
class References:
    """The reference solutions: what a suite's environment and rule are worth."""

    name: str = "references"
    how: How = "references"
    template: str = ""
    at_once: int = 1

    @property
    def identity(self) -> Mapping[str, Any]:
        return {"references": True}

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return 1

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        return _posed(problem, kind)

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        return ()

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        return [Answer(code=problem.reference)]


@dataclass(frozen=True)
class Predictions:
    """Answers that were made elsewhere, by problem and kind; a problem that the file lacks has no answer.

    Attributes:
        digest: SHA-256 of the file.
        by_problem: (id, kind) -> answers; kind empty: of whatever kind is posed.
    """

    name: str
    digest: str
    by_problem: Mapping[tuple[str, str], Sequence[Answer]] = field(repr=False)
    how: How = "predictions"
    template: str = ""
    at_once: int = 1

    @property
    def identity(self) -> Mapping[str, Any]:
        return {"predictions": self.name, "sha256": self.digest}

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return len(self._found(problem, kind)) or self._usual

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        return _posed(problem, kind)

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        return ()

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        missing = Answer(failure="the file has no answer to this problem")
        return [*(self._found(problem, kind) or [missing] * self._usual)][: sampling.n]

    @cached_property
    def _usual(self) -> int:
        """The most answers to a problem: so many are missing of one without any, which counts in pass@k too."""
        return max(map(len, self.by_problem.values()), default=0) or 1

    def _found(self, problem: Problem, kind: SpecKind) -> Sequence[Answer]:
        return self.by_problem.get((problem.id, kind.value)) or self.by_problem.get((problem.id, ""), ())


def predictions(path: Path, name: str = "") -> Predictions:
    """Reads a file of predictions: JSONL with ``id`` and either ``code`` (a text or a list of them, run as it is) or
    ``completions`` (likewise, code is extracted); ``kind`` and ``logprobs`` (numbers in the same order) may be there.
    A file in ARCADE's own form (episodes with ``turns``) is read too; its predictions run as they are.

    Raises:
        EvaluationError: it cannot be read, or a line has another form.
    """
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"the predictions {path} cannot be read: {error}.") from error
    digest = hashlib.sha256(content).hexdigest()
    if _is_arcade(lines):
        turns = read_predictions(path).items()
        return Predictions(
            name or path.stem, digest, {(id_, ""): [Answer(code, code=code) for code in codes] for id_, codes in turns}
        )
    found: defaultdict[tuple[str, str], list[Answer]] = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                found[str(record["id"]), str(record.get("kind", ""))] += _answers(record)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(
                    f'line {number} of {path} is no prediction: write {{"id": ..., "code": ...}} or '
                    f'{{"id": ..., "completions": [...]}} ({type(error).__name__}: {error}).'
                ) from error
    return Predictions(name or path.stem, digest, dict(found))


def _is_arcade(lines: Sequence[str]) -> bool:
    """Whether it is a list, or its first line an episode: no prediction of the other form is either."""
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("["):
        return True
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and "turns" in record


def _answers(record: Mapping[str, Any]) -> list[Answer]:
    is_code = "code" in record
    given = record["code"] if is_code else record["completions"]
    texts = [given] if isinstance(given, str) else list(given)
    logprobs = record.get("logprobs") or [None] * len(texts)
    if not all(isinstance(text, str) for text in texts) or len(logprobs) != len(texts):
        raise ValueError("texts, and as many logprobs, are wanted")
    return [
        Answer(text, code=text if is_code else None, logprob=None if logprob is None else float(logprob))
        for text, logprob in zip(texts, logprobs, strict=True)
    ]


def _posed(problem: Problem, kind: SpecKind) -> str | None:
    """What a model would have been told, for a reader; only what could be posed to one is posed here."""
    if kind in problem.prompts:
        return problem.prompts[kind]
    return said(problem.specs[kind], kind) if kind in problem.specs else None
