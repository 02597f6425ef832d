"""``gift4code-train evaluate``: a suite of three asks from the command line to the rows, in the product's executor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from gift4code_training.cli import main
from gift4code_training.evaluation import results
from gift4code_training.evaluation.problem import EvaluationError, Running
from gift4code_training.evaluation.suites import SUITES, suite
from gift4code_training.journal import read

from gift4code_ext.host import launch
from gift4code_ext.spec.model import SpecKind

EVERYDAY = Path(__file__).resolve().parents[1] / "asks" / "everyday.jsonl"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with three asks, their table, and the self-check that is kept of them."""
    folder = tmp_path_factory.mktemp("asks")
    (folder / "notebooks").mkdir()
    table = pd.DataFrame({"class": ["a", "b", "a", "c"], "fare": [1.0, 2.0, 6.0, 4.0]})
    table.to_csv(folder / "notebooks" / "t.csv", index=False)
    framed = {"type": "pandas.DataFrame", "columns": ["class", "fare"], "dtypes": ["str", "float64"]}
    asks = [
        ("1", "highest fare", "result = df['fare'].max()", {"type": "float", "item": 6.0}),
        ("2", "rows with fare above 2", "result = df[df['fare'] > 2]", {**framed, "rows": [["a", 6.0], ["c", 4.0]]}),
        ("3", "total fare", "result = df['fare'].sum()", {"type": "float", "item": 13.0}),
    ]
    lines = [
        {"id": id_, "frames": {"df": "notebooks/t.csv"}, "intent": intent, "reference": reference, "value": value}
        for id_, intent, reference, value in asks
    ]
    (folder / "asks.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIFT4CODE_RUNTIME_DIR", str(folder / "host"))
        for name in ("GIFT4CODE_BASE_URL", "GIFT4CODE_MODEL"):
            patch.delenv(name, raising=False)
        yield folder
        launch.stop()


def _evaluate(place: Path, out: str, *more: str) -> int:
    known = ("--checks", str(place / "checks"), "--width", "2")
    return main(["evaluate", "asks", str(place / "asks.jsonl"), "--out", str(place / out), *known, *more])


def _rows(place: Path, out: str) -> dict[tuple[str, str], results.Row]:
    return {(row.id, row.kind): row for row in results.read(place / out)[2]}


def test_references_pass_the_constant_baseline_does_not_and_a_report_shows_both(
    place: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["evaluate", "selfcheck", "asks", str(place / "asks.jsonl"), "--checks", str(place / "checks")]) == 0
    kept = {each: each.stat().st_mtime_ns for each in (place / "checks").iterdir()}
    assert _evaluate(place, "references", "--references") == 0
    assert _evaluate(place, "constant", "--constant") == 0
    assert (
        main(["evaluate", "report", str(place / "references"), str(place / "constant"), "--out", str(place / "page")])
        == 0
    )

    assert results.read(place / "references")[0].seconds == suite("asks").seconds
    assert {row.status for row in _rows(place, "references").values()} == {"ok"}
    constant = _rows(place, "constant").values()
    assert {(row.code, row.status, row.shown) for row in constant} == {("result = df", "wrong", False)}
    assert [row.type_matches for row in constant if row.kind == "none"] == [False, True, False]
    assert len(list(read(place / "constant" / "verdicts.jsonl"))) == 3  # four kinds, one code a problem
    assert kept == {each: each.stat().st_mtime_ns for each in (place / "checks").iterdir()}  # it was not made again
    printed = capsys.readouterr().out
    assert "3 of    3 references pass" in printed
    assert "may be scored" in printed
    assert "pass@1 100.0 %" in printed
    assert "pass@1 0.0 %" in printed
    assert (place / "page" / "report.html").stat().st_size > 1000


def test_the_bundled_model_answers_and_the_same_command_asks_nothing_again(place: Path):
    asked = ("--model", "bundled", "--kind", "none", "examples", "--limit", "2", "--n", "2", "--k", "1", "2")
    assert _evaluate(place, "bundled", *asked) == 0
    first = (place / "bundled" / "results.jsonl").read_bytes()
    launch.stop()
    assert _evaluate(place, "bundled", *asked) == 0

    assert (place / "bundled" / "results.jsonl").read_bytes() == first
    run, posed, rows = results.read(place / "bundled")
    assert (run.how, run.saw_example, run.k, run.harness_errors) == ("model", False, (1, 2), 0)
    assert len(rows) == 8
    assert posed[0].prompt.startswith("<d0>")
    assert any(row.status == "ok" for row in rows)


def test_the_whole_assistant_is_told_apart(place: Path):
    assert _evaluate(place, "assistant", "--model", "bundled", "--assistant", "--kind", "examples", "--limit", "1") == 0

    run, _, (row,) = results.read(place / "assistant")
    assert (run.how, run.saw_example, row.verified, row.status) == ("assistant", True, True, "ok")
    assert "checked them against the example" in run.notes[0]


def test_a_dry_run_says_what_would_be_asked_and_makes_nothing(place: Path, capsys: pytest.CaptureFixture[str]):
    assert _evaluate(place, "dry", "--model", "bundled", "--n", "3", "--kind", "type", "--limit", "2", "--dry-run") == 0

    printed = capsys.readouterr().out
    assert "2 problems, kinds type: 2 prompts, up to 6 answers of gift4code-small" in printed
    assert "<want> scalar" in printed
    assert not (place / "dry").exists()


def test_harness_errors_give_an_exit_status_of_their_own(place: Path, capsys: pytest.CaptureFixture[str]):
    status = _evaluate(
        place,
        "gone",
        "--model",
        "x",
        "--base-url",
        "http://127.0.0.1:9/v1",
        "--template",
        "chat/1",
        "--limit",
        "1",
        "--kind",
        "none",
    )

    assert status == 1
    assert "for reasons of the harness" in capsys.readouterr().err
    assert results.read(place / "gone")[0].harness_errors == 1


def test_a_shard_has_a_folder_of_its_own(place: Path):
    for part in ("1/2", "2/2"):
        assert _evaluate(place, "parts", "--references", "--shard", part, "--kind", "none") == 0

    ids = [row.id for part in ("1-of-2", "2-of-2") for row in results.read(place / "parts" / part)[2]]
    assert sorted(ids) == ["1", "2", "3"]


def test_a_suite_whose_references_fail_is_not_scored(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "t.csv").write_bytes((place / "notebooks" / "t.csv").read_bytes())
    (tmp_path / "asks.jsonl").write_text((place / "asks.jsonl").read_text().replace(".max()", ".min()"))
    data, run, checks = (str(tmp_path / name) for name in ("asks.jsonl", "run", "checks"))

    assert main(["evaluate", "asks", data, "--out", run, "--references", "--checks", checks, "--width", "1"]) == 2

    assert "asks is not scored here: 2 of 3 references pass" in capsys.readouterr().err
    assert list(tmp_path.glob("run*")) == list(tmp_path.glob("checks/*")) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--constant", "--n", "3", "--temperature", "0"), "are the same"),
        (("--constant", "--k", "5"), "give --n 5"),
        (("--constant", "--limit", "0"), "1 or more"),
        (("--constant", "--seconds", "0"), "--seconds more than 0"),
        (("--model", "/nowhere"), "There is no model directory"),
        (("--predictions", "/nowhere"), "cannot be read"),
        (("--constant", "--python", "/nowhere/python"), "cannot be asked"),
    ],
)
def test_what_cannot_be_done_is_said(
    place: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
):
    assert _evaluate(place, "refused", *arguments) == 2

    assert told in capsys.readouterr().err


def test_every_suite_says_what_it_is():
    for name in SUITES:
        found = suite(name)
        assert found.name == name
        assert found.version
        assert (found.seconds == 120.0) is name.startswith("ds1000")
        assert found.seconds in (30.0, 120.0)
    with pytest.raises(EvaluationError, match="no suite 'none'"):
        suite("none")


def test_the_everyday_asks_show_in_examples_what_a_person_types():
    problems = suite("asks").load(EVERYDAY, Running())

    assert all(set(problem.specs) == set(SpecKind) and problem.frames for problem in problems)
    shown = [problem.specs[SpecKind.EXAMPLES].output.example for problem in problems]
    assert max(len(each) for each in shown if isinstance(each, pd.DataFrame)) == 3
    assert 1 < len({problem.cluster for problem in problems}) < len(problems)


def test_an_odd_file_is_no_suite(tmp_path: Path):
    (tmp_path / "x.jsonl").write_text("{}\n")

    with pytest.raises(EvaluationError, match="no file of asks"):
        suite("asks").load(tmp_path / "x.jsonl", Running())
