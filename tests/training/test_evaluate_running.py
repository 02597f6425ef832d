"""Runs: every answer and verdict once, nothing lost to a kill, no fault of the harness counted against an answer."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from endpoint import scripted
from gift4code_training.evaluation import report, results
from gift4code_training.evaluation.models.asking import Asked
from gift4code_training.evaluation.models.fixed import Predictions, predictions
from gift4code_training.evaluation.models.model import Answer, Sampling
from gift4code_training.evaluation.models.prompting import Posing
from gift4code_training.evaluation.problem import (
    Checked,
    Environment,
    EvaluationError,
    Problem,
    Running,
    Suite,
    Verdict,
)
from gift4code_training.evaluation.results import Row, Run
from gift4code_training.evaluation.running import checks
from gift4code_training.evaluation.running.checks import check_once
from gift4code_training.evaluation.running.data import checksums, located
from gift4code_training.evaluation.running.judging import Judge
from gift4code_training.evaluation.running.run import ANSWERS, VERDICTS, Plan, pose, run
from gift4code_training.evaluation.running.sources import digest_of
from gift4code_training.evaluation.running.summary import summary
from gift4code_training.journal import JournalError, read
from gift4code_training.shards import Shard

from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.spec.model import SpecKind

CHECKED = Checked("toy", "1", "here", 1.0, True)
NONE = (SpecKind.NONE,)


class Scorer:
    """A suite's rule without an interpreter: an answer is right if it is the reference. It remembers what it ran."""

    def __init__(self, faults: int = 0) -> None:
        self.ran: list[tuple[str, str]] = []
        self.faults = faults

    def __call__(self, pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for problem, code in pairs:
            self.ran.append((problem.id, code))
            if "fault" in code and self.faults:
                self.faults -= 1
                yield Verdict("harness_error", detail="the worker failed")
            elif "raise" in code:
                yield Verdict("error", detail="ValueError: raised")
            else:
                yield Verdict("ok" if code == problem.reference else "wrong", type_matches=True, seconds=0.25)


def _problems(count: int = 3) -> list[Problem]:
    return [
        Problem(str(number), f"result = {number}", f"c{number}", dict.fromkeys(SpecKind, f"say {number}"))
        for number in range(count)
    ]


def _judge(scorer: Scorer, **more: object) -> Judge:
    return Judge(
        Suite("toy", "1", lambda path, running: _problems(), scorer, **more), Environment("here"), Running(), {}
    )


def _plan(n: int = 1, **more: object) -> Plan:
    temperature = 0.0 if n == 1 else 1.0
    return replace(Plan(NONE, Sampling(n, temperature, seconds=20)), **more)


def _made(**by_problem: list[str]) -> Predictions:
    return Predictions(
        "made", "0", {(id_[1:], ""): [Answer(code=code) for code in each] for id_, each in by_problem.items()}
    )


def _run(
    folder: Path, judge: Judge, plan: Plan, model: object, problems: list[Problem] | None = None
) -> tuple[Run, tuple[Row, ...]]:
    return run(folder, judge, pose(judge, problems or _problems(), plan, model), plan, model, CHECKED)  # type: ignore[arg-type]


def _statuses(rows: Sequence[Row]) -> list[tuple[str, int, str]]:
    return [(row.id, row.sample, row.status) for row in rows]


def test_every_answer_has_a_row_with_its_verdict(tmp_path: Path):
    model = _made(p0=["result = 0", "result = 5"], p1=["raise ValueError", "result = 1"])

    done, rows = _run(tmp_path, _judge(Scorer()), _plan(2), model)

    assert _statuses(rows) == [
        ("0", 0, "ok"), ("0", 1, "wrong"), ("1", 0, "error"), ("1", 1, "ok"),
        ("2", 0, "no_answer"), ("2", 1, "no_answer"),
    ]  # fmt: skip
    assert rows[2].detail == "ValueError: raised"
    assert (done.rows, done.no_answers, done.harness_errors, done.problems) == (6, 2, 0, 3)
    assert results.read(tmp_path) == (
        done,
        [results.Posed(str(n), "none", f"say {n}", "", f"result = {n}") for n in range(3)],
        list(rows),
    )


def test_a_kind_has_as_many_answers_as_the_file_gives_it(tmp_path: Path):
    model = Predictions(
        "made", "0", {("0", "none"): [Answer(code="result = 0")] * 2, ("0", "type"): [Answer(code="result = 0")]}
    )

    _, rows = _run(tmp_path, _judge(Scorer()), _plan(2, kinds=(SpecKind.NONE, SpecKind.TYPE), limit=1), model)

    assert [(row.kind, row.sample, row.status) for row in rows] == [
        ("none", 0, "ok"),
        ("none", 1, "ok"),
        ("type", 0, "ok"),
    ]


def test_the_same_code_of_a_problem_is_run_once(tmp_path: Path):
    scorer = Scorer()
    model = _made(p0=["result = 0"] * 3 + ["result = 5"], p1=["result = 0"])

    _, rows = _run(tmp_path, _judge(scorer), _plan(4), model)

    assert scorer.ran == [("0", "result = 0"), ("0", "result = 5"), ("1", "result = 0")]
    assert [row.status for row in rows[:4]] == ["ok", "ok", "ok", "wrong"]


def test_what_is_there_is_not_made_again_and_more_may_be_asked_for_later(tmp_path: Path):
    with scripted(completions=["result = 0"]) as server:
        endpoints.forget()
        where = Endpoint(server.base_url, template="chat/1")
        model = Asked("tiny", {}, Posing("chat/1"), lambda: where)
        scorer = Scorer()
        _run(tmp_path, _judge(scorer), _plan(2), model)
        asked = len(server.requests())
        again, _ = _run(tmp_path, _judge(scorer), _plan(2), model)
        assert len(server.requests()) == asked
        more, rows = _run(tmp_path, _judge(scorer), _plan(3, kinds=(SpecKind.NONE, SpecKind.TYPE)), model)

    assert (again.rows, more.rows) == (6, 18)
    assert len(scorer.ran) == 3
    assert [row.sample for row in rows[:3]] == [0, 1, 2]


def test_a_harness_error_is_run_once_more_and_then_forgotten(tmp_path: Path):
    scorer = Scorer(faults=1)
    model = _made(p0=["fault"], p1=["result = 1"])

    done, rows = _run(tmp_path, _judge(scorer), _plan(), model)

    assert scorer.ran == [("0", "fault"), ("1", "result = 1"), ("0", "fault")]
    assert (done.harness_errors, rows[0].status) == (0, "wrong")


def test_a_harness_error_that_stays_is_no_verdict_and_is_tried_again_by_the_same_command(tmp_path: Path):
    model = _made(p0=["fault"], p1=["result = 1"])

    done, rows = _run(tmp_path, _judge(Scorer(faults=2)), _plan(), model)
    kept = [record["id"] for record in read(tmp_path / VERDICTS)]
    again, _ = _run(tmp_path, _judge(Scorer()), _plan(), model)

    assert (done.harness_errors, rows[0].status, rows[0].detail) == (1, "harness_error", "the worker failed")
    assert "pass@1 50.0 %" in summary(done, rows)  # of the two that were scored, one of which had no answer
    assert kept == ["1"]
    assert again.harness_errors == 0


def test_an_answer_that_did_not_come_in_time_is_not_waited_for_again(tmp_path: Path):
    plan = replace(_plan(), sampling=Sampling(seconds=0.3), limit=1)
    with scripted(completions=["late"], delay=30) as server:
        endpoints.forget()
        where = Endpoint(server.base_url, template="chat/1")
        model = Asked("tiny", {}, Posing("chat/1"), lambda: where)
        _, rows = _run(tmp_path, _judge(Scorer()), plan, model)
        asked = len(server.requests())
        _, again = _run(tmp_path, _judge(Scorer()), plan, model)
        assert len(server.requests()) == asked

    assert again == rows
    assert (rows[0].status, rows[0].detail) == ("no_answer", "nothing came within 0.3 s")


def test_a_model_that_refuses_now_and_then_is_asked_once_more_and_told(tmp_path: Path):
    with scripted(completions=["result = 0"], fails=[400, 400, 400]) as server:
        endpoints.forget()
        where = Endpoint(server.base_url, template="chat/1")
        model = Asked("tiny", {}, Posing("chat/1"), lambda: where)
        done, rows = _run(tmp_path, _judge(Scorer()), _plan(), model)
        again, _ = _run(tmp_path, _judge(Scorer()), _plan(), model)

    assert [row.status for row in rows] == ["harness_error", "wrong", "wrong"]
    assert (done.harness_errors, again.harness_errors) == (1, 0)


def test_a_model_that_is_gone_ends_the_run_and_loses_nothing(tmp_path: Path):
    with scripted(completions=["result = 0"], fails=[400] * 40) as server:
        endpoints.forget()
        where = Endpoint(server.base_url, template="chat/1")
        model = Asked("tiny", {}, Posing("chat/1"), lambda: where)
        with pytest.raises(EvaluationError, match="5 times in a row"):
            _run(tmp_path, _judge(Scorer()), _plan(), model, _problems(20))

    assert list(read(tmp_path / ANSWERS)) == []


def test_a_folder_of_another_run_is_refused(tmp_path: Path):
    model = _made(p0=["result = 0"])
    _run(tmp_path, _judge(Scorer()), _plan(), model)

    with pytest.raises(JournalError, match="sampling"):
        _run(tmp_path, _judge(Scorer()), replace(_plan(), sampling=Sampling(temperature=0.5)), model)
    with pytest.raises(JournalError, match="executor"):
        _run(tmp_path, _judge(Scorer(), executor="2"), _plan(), model)


def test_shards_are_parts_of_the_whole(tmp_path: Path):
    model = _made(**{f"p{n}": [f"result = {n}"] for n in range(9)})
    parts = [
        _run(tmp_path / str(index), _judge(Scorer()), _plan(shard=Shard(index, 2)), model, _problems(9))[1]
        for index in (1, 2)
    ]
    _, whole = _run(tmp_path / "whole", _judge(Scorer()), _plan(), model, _problems(9))

    assert all(parts)
    assert sorted([*parts[0], *parts[1]], key=lambda row: row.id) == list(whole)


def test_only_what_is_posed_is_specified_and_what_is_left_out_is_said(tmp_path: Path):
    seen: list[str] = []

    def specify(problems: Sequence[Problem], running: Running) -> list[Problem]:
        seen.extend(problem.id for problem in problems)
        return [replace(problem, output_type="int") for problem in problems if problem.id != "1"]

    done, rows = _run(tmp_path, _judge(Scorer(), specify=specify), _plan(limit=2), _made(p0=["result = 0"]))

    assert seen == ["0", "1"]
    assert [row.output_type for row in rows] == ["int"]
    assert done.left_out == 1
    assert "note: Problems left out because their reference does not run here: 1." in summary(done, rows)


def test_what_the_environment_lacks_is_not_posed_and_said(tmp_path: Path):
    plan, model = _plan(limit=2), _made(p0=["result = 0"])
    judge = _judge(Scorer())

    done, rows = run(
        tmp_path, judge, pose(judge, _problems(), plan, model, without=frozenset("1")), plan, model, CHECKED
    )

    assert _statuses(rows) == [("0", 0, "ok")]
    assert done.left_out == 1
    assert "note: Problems left out because their reference does not run here: 1." in summary(done, rows)


def test_half_a_character_and_a_likelihood_that_is_no_number_are_written_down(tmp_path: Path):
    path = tmp_path / "made.jsonl"
    path.write_text('{"id": "0", "code": "result = \'\\ud83d\'", "logprobs": [-Infinity]}\n')
    model = predictions(path)

    _, rows = _run(tmp_path / "run", _judge(Scorer()), _plan(limit=1), model)

    assert (rows[0].code, rows[0].logprob, rows[0].status) == ("result = '\ud83d'", None, "wrong")
    assert results.read(tmp_path / "run")[2] == list(rows)
    assert _run(tmp_path / "run", _judge(Scorer()), _plan(limit=1), model)[1] == rows
    _, page = report.write([tmp_path / "run"], tmp_path / "report")
    assert "\\ud83d" in page.read_text(encoding="utf-8")


def test_verdicts_of_another_scorer_are_made_again(tmp_path: Path):
    model, first, second = _made(p0=["result = 0"]), Scorer(), Scorer()
    _run(tmp_path, replace(_judge(first), sources="a"), _plan(limit=1), model)
    _run(tmp_path, replace(_judge(second), sources="b"), _plan(limit=1), model)
    _run(tmp_path, replace(_judge(second), sources="b"), _plan(limit=1), model)

    assert first.ran == second.ran == [("0", "result = 0")]


def test_a_self_check_is_kept_where_it_passed_and_made_again_for_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "data").write_text("1")

    def check(suite: Suite, seconds: float = 30.0) -> Checked:
        where = (Environment("here"), Running(seconds=seconds), _problems(1), tmp_path / "checks", tmp_path / "data")
        return check_once(suite, *where)

    fails, passes = Scorer(), Scorer()
    of = replace(_judge(fails).suite, reference_rate=2.0)
    assert [check(of).passed for _ in range(2)] == [False, False]
    ran = len(fails.ran)
    suite = replace(of, score=_telling(passes), reference_rate=1.0)
    assert [check(suite).passed for _ in range(2)] == [True, True]
    once = len(passes.ran)
    assert check(suite, 10.0).passed
    monkeypatch.setattr(checks, "digest", lambda: "of another scorer")
    assert check(suite).passed

    assert ran > 2
    assert len(passes.ran) == 3 * once


def _telling(scorer: Scorer) -> Callable[[Sequence[tuple[Problem, str]], Running], Iterator[Verdict]]:
    """A rule that tells endings apart by their text."""
    ends = {"while": "timeout", "_exit": "killed", "abort": "killed", "10**12": "memory", "raise": "error"}

    def score(pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
        for verdict, (_, code) in zip(scorer(pairs, running), pairs, strict=True):
            status = next((status for part, status in ends.items() if part in code), verdict.status)
            yield replace(verdict, status=status)

    return score


def test_the_code_that_scores_is_named_by_its_content(tmp_path: Path):
    for folder in ("a", "b"):
        (tmp_path / folder / "suites").mkdir(parents=True)
        (tmp_path / folder / "suites" / "one.py").write_text("x = 1\n")
    same = [digest_of(tmp_path / folder / "suites") for folder in ("a", "b")]
    (tmp_path / "b" / "suites" / "one.py").write_text("x = 2\n")

    assert same[0] == same[1] != digest_of(tmp_path / "b" / "suites")
    assert digest_of(tmp_path / "a" / "suites" / "one.py") != same[0]


def test_problems_with_the_same_id_are_refused(tmp_path: Path):
    with pytest.raises(EvaluationError, match="two problems have the id '0'"):
        _run(tmp_path, _judge(Scorer()), _plan(), _made(), _problems(1) * 2)


def test_a_kind_that_nothing_can_be_posed_in_is_said(tmp_path: Path):
    problems = [replace(_problems(1)[0], prompts={SpecKind.NONE: "x"})]

    with pytest.raises(EvaluationError, match="as summary"):
        _run(tmp_path, _judge(Scorer()), _plan(kinds=(SpecKind.SUMMARY,)), _made(), problems)


def test_repairs_are_counted_and_can_be_switched_off(tmp_path: Path):
    path = tmp_path / "made.jsonl"
    path.write_text(json.dumps({"id": "0", "completions": ["```\nresult = 0\n```", "result = 0"]}) + "\n")
    model = predictions(path)

    done, rows = _run(tmp_path / "a", _judge(Scorer()), _plan(2, limit=1), model)
    plain, raw = _run(tmp_path / "b", _judge(Scorer()), _plan(2, limit=1, repair=False), model)

    assert [(row.code, row.repaired, row.status) for row in rows] == [
        ("result = 0", ("fence",), "ok"),
        ("result = 0", (), "ok"),
    ]
    assert (done.repairs, plain.repairs) == ({"fence": 1}, {})
    assert [row.status for row in raw] == ["wrong", "ok"]


def test_data_is_named_by_its_content(tmp_path: Path):
    (tmp_path / "a").write_text("1")
    one = checksums(tmp_path / "a")
    folder = checksums(tmp_path)
    for number in range(12):
        (tmp_path / f"b{number}").write_text("2")
    many = checksums(tmp_path)

    assert list(one) == list(folder) == ["a"]
    assert list(many) == [f"{tmp_path.name}/ (13 files)"]
    with pytest.raises(EvaluationError, match="cannot be read"):
        checksums(tmp_path / "none")


_CONTENT = b"a line\n"


class _Hub(BaseHTTPRequestHandler):
    """A hub with one file in whatever data set is asked for, but for those called ``gone``."""

    def do_HEAD(self) -> None:
        self.send_response(404 if "/gone/" in self.path else 200)
        self.send_header("ETag", f'"{hashlib.sha256(self.path.encode()).hexdigest()}"')
        self.send_header("X-Repo-Commit", "a" * 40)
        self.send_header("Content-Length", str(len(_CONTENT)))
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        self.wfile.write(_CONTENT)

    def log_message(self, *_: object) -> None:
        """Standard error stays quiet."""


_LOCATED = """
import sys
from gift4code_training.evaluation.running.data import located
try:
    print(located(sys.argv[1]).read_text(), end="")
except Exception as error:
    print(type(error).__name__, error)
"""


def test_data_comes_from_a_path_or_from_the_hub(tmp_path: Path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = {"HF_ENDPOINT": f"http://127.0.0.1:{server.server_port}", "HF_HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"}

    def told(given: str) -> str:  # in a process of its own: the hub's library reads its settings once
        command = [sys.executable, "-c", _LOCATED, given]
        return subprocess.run(command, env={**os.environ, **where}, capture_output=True, text=True).stdout

    try:
        assert located("a/b/c.jsonl") == Path("a/b/c.jsonl")
        assert told("hub:own/set/x/test.jsonl@main") == _CONTENT.decode()
        assert told("hub:own/gone/x").startswith("EvaluationError the hub does not give hub:own/gone/x: ")
    finally:
        server.shutdown()
        server.server_close()


KILLED = Path(__file__).with_name("killed_run.py")


def _in_a_process(folder: Path, ends_after: int) -> int:
    """Runs the same plan in a process of its own, which kills itself after so many calls."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.run(
        [sys.executable, str(KILLED), str(folder), str(ends_after)], env=environment, stderr=subprocess.DEVNULL
    ).returncode


@pytest.mark.parametrize("ends_after", [2, 5])
def test_a_run_that_is_killed_goes_on_and_comes_to_the_same(tmp_path: Path, ends_after: int):
    assert _in_a_process(tmp_path / "killed", ends_after) == -signal.SIGKILL
    assert not (tmp_path / "killed" / results.RUN).exists()
    kept = len(list(read(tmp_path / "killed" / ANSWERS)))
    assert _in_a_process(tmp_path / "killed", 0) == 0
    assert _in_a_process(tmp_path / "whole", 0) == 0

    assert kept > 0
    for name in (results.RESULTS, results.POSED, results.RUN):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    calls = [(tmp_path / name / "calls").read_text().split() for name in ("killed", "whole")]
    assert sorted(set(calls[0])) == sorted(calls[1])
    assert len(calls[0]) - len(calls[1]) <= 1  # no more than what was under way was done twice
