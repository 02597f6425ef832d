"""Suites scored by execution: who answers how many problems, with what certainty.

  evaluate SUITE DATA --model bundled --out runs/NAME     answers, runs and scores; the same command goes on
  evaluate env SUITE                                      makes the environment that the suite pins
  evaluate selfcheck SUITE DATA                           references pass there, mutants of them do not
  evaluate report RUN ... --out FOLDER                    Markdown and one page of one or more runs

A suite is scored only where its self-check has passed; it runs by itself the first time. The exit status is 1 where
answers could not be had or run for reasons of the harness: they are in no rate, and the same command tries them again.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation import environment
from gift4code_training.evaluation.models import options as models
from gift4code_training.evaluation.models.model import Sampling
from gift4code_training.evaluation.problem import Environment, EvaluationError, Running, Suite
from gift4code_training.evaluation.running.checks import check_again, check_once
from gift4code_training.evaluation.running.data import checksums, located
from gift4code_training.evaluation.running.dry import told
from gift4code_training.evaluation.running.judging import Judge
from gift4code_training.evaluation.running.run import Plan, pose
from gift4code_training.evaluation.running.run import run as run_plan
from gift4code_training.evaluation.running.sources import digest
from gift4code_training.evaluation.running.summary import summary
from gift4code_training.evaluation.selfcheck import MUTANTS, require, unposable
from gift4code_training.evaluation.suites import SUITES, suite
from gift4code_training.shards import Shard, shard

_WARM = 0.8
_SECONDS, _ASSISTANT_SECONDS = 120.0, 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand a suite, and ``env``, ``selfcheck`` and ``report``."""
    commands = parser.add_subparsers(dest="what", required=True, metavar="SUITE | env | selfcheck | report")
    for name in SUITES:
        of_suite = commands.add_parser(name, help="who answers its problems how well")
        of_suite.set_defaults(suite=name)
        of_suite.add_argument("data", type=located, help="its file or folder, or hub:OWNER/SET/FILE@REVISION")
        _add_scoring(of_suite)
        _add_running(of_suite)
        models.add_arguments(of_suite)
    env = commands.add_parser("env", help="make the environment that a suite pins")
    env.add_argument("suite", choices=list(SUITES))
    env.add_argument("--at", type=Path, help="its folder (default .venv-SUITE)")
    check = commands.add_parser("selfcheck", help="references pass in it, mutants of them do not")
    check.add_argument("suite", choices=list(SUITES))
    check.add_argument("data", type=located, help="its file or folder, or hub:OWNER/SET/FILE@REVISION")
    check.add_argument(
        "--mutants",
        type=int,
        default=MUTANTS,
        help=f"so many are drawn and run (default {MUTANTS})",
    )
    _add_running(check)
    report = commands.add_parser("report", help="Markdown and one page of one or more runs")
    report.add_argument("runs", type=Path, nargs="+", help="folders of runs")
    report.add_argument("--out", type=Path, required=True, help="folder of report.md and report.html")


def _add_scoring(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; a shard has a folder in it")
    parser.add_argument("--kind", nargs="+", choices=[kind.value for kind in SpecKind], help="default: all four")
    parser.add_argument("--n", type=int, default=1, help="answers a problem and kind (default 1)")
    parser.add_argument("--temperature", type=float, help=f"default 0 for one answer, {_WARM} for more")
    parser.add_argument("--top-p", type=float, default=0.95, help="default 0.95")
    parser.add_argument("--max-tokens", type=int, default=512, help="of an answer (default 512)")
    parser.add_argument("--seed", type=int, default=0, help="default 0")
    parser.add_argument("--answer-seconds", type=float, help=f"for all answers to a problem (default {_SECONDS:g})")
    parser.add_argument("--k", type=int, nargs="+", default=[1], help="of pass@k (default 1)")
    parser.add_argument("--no-repair", action="store_true", help="run answers as they were written")
    parser.add_argument("--limit", type=int, help="only the first problems")
    parser.add_argument("--shard", type=shard, default=Shard(), help="1/8: the first of eight parts")
    parser.add_argument("--dry-run", action="store_true", help="say what would be asked; no answer is made or run")


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, help="an answer may run (default: as the suite has it)")
    parser.add_argument("--width", type=int, default=os.cpu_count() or 1, help="answers run at a time (default: cores)")
    parser.add_argument("--python", help="what runs answers (default: of .venv-SUITE where versions are pinned)")
    parser.add_argument("--checks", type=Path, default=Path("runs/checks"), help="where self-checks are kept")


def run(options: argparse.Namespace) -> int:
    """Does what was asked for."""
    match options.what:
        case "env":
            return _env(options)
        case "selfcheck":
            return _selfcheck(options)
        case "report":
            return _report(options)
        case _:
            return _evaluate(options)


def _env(options: argparse.Namespace) -> int:
    made = environment.make(suite(options.suite), options.at)
    print(
        f"{options.suite} runs in {made.python}: Python {made.inventory['python']}, {len(made.inventory) - 1} packages."
    )
    return 0


def _selfcheck(options: argparse.Namespace) -> int:
    chosen, where = _where(options)
    running = _running(options, chosen, where.python)
    problems = chosen.load(options.data, running)
    found = check_again(chosen, where, running, problems, options.checks, options.data, most=options.mutants)
    print(found)
    return 0 if found.checked.passed else 2


def _report(options: argparse.Namespace) -> int:
    from gift4code_training.evaluation import report

    for path in report.write(options.runs, options.out):
        print(path)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    chosen = suite(options.suite)
    plan = Plan(
        tuple(SpecKind(kind) for kind in options.kind or [kind.value for kind in SpecKind]),
        _sampling(options),
        tuple(sorted(set(options.k))),
        repair=not options.no_repair,
        limit=options.limit,
        shard=options.shard,
    )
    with models.opened(options, chosen) as model:
        if options.dry_run:
            print(told(chosen, options.data, plan, model, _running(options, chosen, _python(options, chosen))))
            return 0
        _, where = _where(options)
        running = _running(options, chosen, where.python)
        problems = chosen.load(options.data, running)
        checked = check_once(chosen, where, running, problems, options.checks, options.data)
        require(checked)
        judge = Judge(chosen, where, running, checksums(options.data), digest())
        part = plan.shard
        folder = options.out if part.count == 1 else options.out / f"{part.index}-of-{part.count}"
        posing = pose(judge, problems, plan, model, without=unposable(checked))
        done, rows = run_plan(folder, judge, posing, plan, model, checked)
    print(summary(done, rows))
    print(f"{folder} holds the rows; `gift4code-train evaluate report {folder} --out {folder}` makes a page of them.")
    if done.harness_errors:
        print(
            f"{done.harness_errors} of {done.rows} answers could not be had or run for reasons of the harness; they "
            "are in no rate. Run the same command again.",
            file=sys.stderr,
        )
    return 1 if done.harness_errors else 0


def _sampling(options: argparse.Namespace) -> Sampling:
    if options.n < 1 or (options.limit is not None and options.limit < 1) or any(k < 1 for k in options.k):
        raise EvaluationError("--n, --limit and --k are 1 or more.")
    temperature = options.temperature if options.temperature is not None else (_WARM if options.n > 1 else 0.0)
    if options.n > 1 and temperature == 0:
        raise EvaluationError(f"{options.n} answers at temperature 0 are the same: leave --n out, or raise it.")
    if max(options.k) > options.n and options.predictions is None:
        raise EvaluationError(f"pass@{max(options.k)} needs as many answers to a problem: give --n {max(options.k)}.")
    seconds = options.answer_seconds or (_ASSISTANT_SECONDS if options.assistant else _SECONDS)
    return Sampling(options.n, temperature, options.top_p, options.max_tokens, options.seed, seconds)


def _where(options: argparse.Namespace) -> tuple[Suite, Environment]:
    """The suite, and the environment that its answers run in, as pinned.

    Raises:
        EvaluationError: it is not there, or another one.
    """
    chosen = suite(options.suite)
    return chosen, environment.check(chosen, _python(options, chosen))


def _python(options: argparse.Namespace, chosen: Suite) -> str | None:
    """The interpreter that was named, or that of the suite's environment where it is made."""
    made = environment.python_of(environment.place(chosen))
    return options.python or (str(made) if chosen.pins.packages and made.exists() else None)


def _running(options: argparse.Namespace, chosen: Suite, python: str | None) -> Running:
    if options.width < 1 or (options.seconds is not None and not options.seconds > 0):
        raise EvaluationError("--width is 1 or more, and --seconds more than 0.")
    return Running(python, options.width, chosen.seconds if options.seconds is None else options.seconds)
