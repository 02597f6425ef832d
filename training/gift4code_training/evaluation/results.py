"""What a run leaves in its folder: ``results.jsonl``, ``posed.jsonl`` and ``run.json``, for metrics and reports.

Nothing in them depends on the clock of the run or on the order in which answers came, but for the seconds that an
answer took: a run that was killed and goes on leaves the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from gift4code_training.evaluation.problem import EvaluationError, VerdictStatus

RESULTS, POSED, RUN = "results.jsonl", "posed.jsonl", "run.json"

RowStatus = Literal[VerdictStatus, "no_answer"]
"""As a verdict's; ``no_answer``: the model gave nothing in time, or nothing that holds code. It is scored as not
correct; ``harness_error`` is no result at all: such rows are left out of every rate, and counted."""

How = Literal["model", "assistant", "predictions", "constant", "references"]
"""Who answers: a model alone; the whole assistant, which runs its candidates and checks them against the example that
it is shown, so that its rates are never put beside a model's without saying so; a file; one cell for all; nobody."""


@dataclass(frozen=True)
class Row:
    """One answer to one problem, with its verdict.

    Attributes:
        id, library, perturbation, output_type, cluster: those of the problem.
        kind: specification kind under which it was posed.
        sample: place among the answers to this problem and kind, from 0, in the order in which they came; ARCADE's
            "first k" are those with ``sample < k``.
        code: what was run; empty where there was none.
        repaired: what extraction mended in it, one of ``gift4code_training.evaluation.extraction.REPAIRS`` each.
        status: ``ok`` is correct.
        shown: whether it meets the shown example too; ``None``: the suite shows none, or it did not run.
        type_matches: whether the value has the expected type; ``None``: not known.
        detail: one line: the exception, or the first difference of values.
        seconds: it took to run.
        logprob: sum over its tokens, where the model tells.
        model: the run's name for who answered.
        verified: of the whole assistant's answers: whether it says that the value meets the specification.
        value, expected: what came out and what should have, as text, where the suite keeps it.
    """

    id: str
    library: str
    perturbation: str
    output_type: str
    cluster: str
    kind: str
    sample: int
    code: str
    repaired: tuple[str, ...]
    status: RowStatus
    shown: bool | None
    type_matches: bool | None
    detail: str
    seconds: float
    logprob: float | None
    model: str
    verified: bool | None = None
    value: str = ""
    expected: str = ""

    @property
    def correct(self) -> bool:
        """Whether it is right by the suite's rule."""
        return self.status == "ok"

    @property
    def scored(self) -> bool:
        """Whether it counts: a harness error says nothing about the answer."""
        return self.status != "harness_error"

    @property
    def executed(self) -> bool:
        """Whether it ran to its end."""
        return self.status in ("ok", "wrong")


@dataclass(frozen=True)
class Posed:
    """A problem as it was posed under one kind: the prompt byte for byte (of the assistant: of its first request), the
    specification in words, and the reference.
    """

    id: str
    kind: str
    prompt: str
    specification: str
    reference: str


@dataclass(frozen=True)
class Run:
    """What a run was, for comparing it with others.

    Attributes:
        suite, version, source: the benchmark; ``data``: file name -> SHA-256 of what was read.
        model: name of who answered; ``identity``: everything its answers depend on (revision, adapter's hash, ...).
        how: who answered; ``saw_example``: whether it was shown an example that its answers were checked against.
        kinds, n, temperature, top_p, max_tokens, seed: what was asked for; ``template``: the prompt's.
        k: the k of pass@k.
        repair: whether extraction mended answers.
        limit, shard: the part of the suite.
        executor, seconds: what ran answers, and the seconds one may take.
        environment: key of it; ``inventory``: its packages.
        references: share of references that passed the self-check; ``known``: failing ones -> why.
        problems, rows, harness_errors, no_answers: counts; ``left_out``: problems that are not among them, since their
            reference does not run here.
        repairs: what was mended -> number of answers.
        notes: sentences that a report must say.
    """

    suite: str
    version: str
    source: str
    data: Mapping[str, str]
    model: str
    identity: Mapping[str, Any]
    how: How
    saw_example: bool
    kinds: tuple[str, ...]
    n: int
    temperature: float
    top_p: float
    max_tokens: int
    seed: int | None
    template: str
    k: tuple[int, ...]
    repair: bool
    limit: int | None
    shard: str
    executor: str
    seconds: float
    environment: str
    inventory: Mapping[str, str]
    references: float | None
    known: Mapping[str, str]
    problems: int
    rows: int
    harness_errors: int
    no_answers: int
    repairs: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes, and what is not in the counts."""
        if not self.left_out:
            return self.notes
        return (*self.notes, f"Problems left out because their reference does not run here: {self.left_out}.")


def write(folder: Path, run: Run, posed: Iterable[Posed], rows: Sequence[Row]) -> None:
    """Writes a run's three files, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / POSED, "".join(_line(asdict(each)) for each in posed))
    _replace(folder / RESULTS, "".join(_line(asdict(row)) for row in rows))
    _replace(folder / RUN, json.dumps(asdict(run), indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def read(folder: Path) -> tuple[Run, list[Posed], list[Row]]:
    """What :func:`write` wrote.

    Raises:
        EvaluationError: a file is missing or holds something else.
    """
    try:
        run = Run(**_tuples(json.loads((folder / RUN).read_text(encoding="utf-8"))))
        posed = [Posed(**each) for each in _lines(folder / POSED)]
        rows = [Row(**_tuples(each)) for each in _lines(folder / RESULTS)]
    except (OSError, ValueError, TypeError) as error:
        raise EvaluationError(
            f"{folder} holds no finished run ({error}); run `gift4code-train evaluate` again."
        ) from None
    if odd := next((row.status for row in rows if row.status not in _STATUSES), None):
        raise EvaluationError(f"{folder / RESULTS} holds a status {odd!r} that nothing gives; run it again.")
    return run, posed, rows


_STATUSES = (*get_args(VerdictStatus), "no_answer")


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", errors="backslashreplace")  # half a pair of UTF-16 is JSON's \ud83d
    part.replace(path)
