"""The command line, as processes run it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import endpoint
import psutil
import pytest

from gift4code_ext.files import files_and_words, variable_name

ROOT = Path(__file__).resolve().parent.parent
RESULT = "```python\nresult = df.groupby('class', as_index=False)['fare'].mean()\n```"


@pytest.fixture(scope="module")
def model() -> Iterator[endpoint.Server]:
    with endpoint.scripted(completions=[RESULT, "result = df['fare'].mean()", "import os"]) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rides.csv").write_text("class,fare\na,1\nb,5\na,3\n")
    (tmp_path / "expected.csv").write_text("class,fare\na,2.0\n...\n")
    (tmp_path / "expected.md").write_text("| class | fare |\n|---|---|\n| ... | ... |\n| b | 5.0 |\n")
    return tmp_path


def environment(base_url: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "GIFT4CODE_BASE_URL": base_url}


def gift4code(
    folder: Path, *arguments: str, base_url: str = "http://127.0.0.1:9/v1"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gift4code_ext.cli", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment(base_url), capture_output=True, text=True, timeout=60, check=False
    )


def test_ask_prints_everything_and_ends_in_verified(folder: Path, model: endpoint.Server) -> None:
    done = gift4code(
        folder, "ask", "rides.csv", "mean fare by class", "--example", "expected.csv", base_url=model.base_url
    )

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "Specification",
        f"Candidates from tiny at {model.base_url}",
        "Cell",
        "result: pandas.DataFrame, 2 x 2",
        "Checks",
        "verified: it meets every part of the specification",
    ]
    assert "  result = df.groupby('class', as_index=False)['fare'].mean()" in lines


def test_options_may_stand_before_the_request(folder: Path, model: endpoint.Server) -> None:
    arguments = ("ask", "rides.csv", "--example", "expected.md", "--rows", "2", "--code-only", "mean", "fare's", "mean")
    done = gift4code(folder, *arguments, base_url=model.base_url)

    assert (done.returncode, done.stdout) == (0, "result = df.groupby('class', as_index=False)['fare'].mean()\n")
    assert "mean fare's mean" in model.requests()[-1]["body"]["messages"][-1]["content"]


def test_nothing_offered_is_exit_status_1(folder: Path, model: endpoint.Server) -> None:
    done = gift4code(folder, "ask", "rides.csv", "mean fare", "--rows", "17", "--code-only", base_url=model.base_url)

    assert (done.returncode, done.stdout) == (1, "")
    assert "no candidate meets the specification" in done.stderr


def test_json_is_the_whole_answer(folder: Path, model: endpoint.Server) -> None:
    done = gift4code(folder, "ask", "rides.csv", "mean fare by class", "--json", base_url=model.base_url)

    answer = json.loads(done.stdout)
    assert set(answer) >= {"code", "verified", "reason", "candidates", "prompt", "spec", "seconds", "model", "level"}
    assert "refused" in {candidate["status"] for candidate in answer["candidates"]}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask"], "Name a CSV file first"),
        (["ask", "mean of fare"], "Name a CSV file first"),
        (["ask", "rides.csv"], "Say what you want after the files"),
        (["ask", "nope.csv", "x"], "There is no file nope.csv."),
        (["ask", ".", "x"], ". is a directory, not a table."),
        (["ask", "empty.csv", "x"], "The file empty.csv is empty."),
        (["ask", "header.csv", "x"], "df has no rows"),
        (["ask", "ragged.csv", "x"], "The file ragged.csv does not parse as a table"),
        (["ask", "latin.csv", "x"], "The file latin.csv is not UTF-8 text"),
        (["ask", "rides.csv", "other/rides.csv", "x"], "Two of the files would be called rides"),
        (["ask", "rides.csv", "x", "--example", "nope.csv"], "There is no file nope.csv."),
        (["ask", "rides.csv", "x", "--example", "ragged.csv"], "has 4 cells but its first line has 2"),
        (["ask", "rides.csv", "x", "--columns", "a", "--example", "expected.csv"], "not among the columns a"),
        (["ask", "rides.csv", "x", "--name", "2x"], "'2x' is no name for a variable"),
        (["ask", "rides.csv", "x", "--level", "all"], "'all' is no privacy level"),
        (["ask", "rides.csv", "x", "--unknown"], "unrecognized arguments: --unknown"),
        (["ask", "rides.csv", "x"], "127.0.0.1:9"),
        (["serve", "--model", "nowhere"], "There is no model directory"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_status_2(folder: Path, arguments: list[str], sentence: str) -> None:
    (folder / "empty.csv").touch()
    (folder / "header.csv").write_text("a,b\n")
    (folder / "ragged.csv").write_text("a,b\n1,2\n1,2,3,4\n")
    (folder / "latin.csv").write_bytes("a\nM\xfcller\n".encode("latin-1"))
    (folder / "other").mkdir()
    (folder / "other" / "rides.csv").write_text("a\n1\n")
    done = gift4code(folder, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_spec_prints_every_kind_and_every_level_without_asking(folder: Path) -> None:
    done = gift4code(
        folder, "spec", "rides.csv", "mean fare by class", "--example", "expected.csv", "--template", "chat/1"
    )

    assert (done.returncode, done.stderr) == (0, "")
    heads = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert heads[:5] == ["Inputs", *(f"Specification: {kind}" for kind in ("none", "type", "examples", "summary"))]
    told = " ".join(heads[5:])
    assert all(level in told for level in ("anonymous", "names", "schema", "shape", "masked", "rows"))
    assert "Output result, first rows:" in done.stdout


def test_an_example_may_be_a_page_and_hold_its_index(folder: Path) -> None:
    (folder / "wanted.html").write_text(
        "<table><tr><th>class</th><th>fare</th></tr><tr><td>a</td><td>2</td></tr></table>"
    )
    done = gift4code(folder, "spec", "rides.csv", "fares", "--example", "wanted.html", "--index", "class")

    assert (done.returncode, done.stderr) == (0, "")
    assert "class" in done.stdout.partition("Output result")[2].partition("\n\n")[0]


def test_doctor_says_what_is_active(folder: Path, model: endpoint.Server) -> None:
    done = gift4code(folder, "doctor", base_url=model.base_url)

    assert done.returncode == 0, done.stderr
    assert f"at {model.base_url} (GIFT4CODE_BASE_URL), template chat/1" in done.stdout
    assert "rlimits" in done.stdout
    assert "pandas" in done.stdout


def test_models_needs_none_to_answer(folder: Path) -> None:
    done = gift4code(folder, "models")

    assert done.returncode == 0, done.stderr
    assert "bundled model" in done.stdout


def test_ctrl_c_is_130_and_leaves_no_process(folder: Path) -> None:
    with endpoint.scripted(completions=["result = df"], delay=60) as slow:
        shown, terminal = pty.openpty()
        command = [sys.executable, "-m", "gift4code_ext.cli", "ask", "rides.csv", "mean fare", "--seconds", "50"]
        process = subprocess.Popen(command, cwd=folder, env=environment(slow.base_url), stderr=terminal, text=True)
        os.close(terminal)
        said = ""
        while "asking" not in said:
            said += os.read(shown, 1000).decode()
        time.sleep(0.5)
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=10) == 130
        assert "gift4code: stopped" in os.read(shown, 1000).decode()
        assert psutil.wait_procs(family, timeout=3)[1] == []
        os.close(shown)


def test_names_of_frames() -> None:
    assert [variable_name(Path(name)) for name in ("a b.csv", "2024 sales.csv", "class.csv", "é.csv", "--.csv")] == [
        "a_b",
        "df_2024_sales",
        "df_class",
        "é",
        "df",
    ]


def test_leading_arguments_are_files_and_the_rest_is_the_request() -> None:
    assert files_and_words(["a.csv", "b.TSV", "join", "a.csv"]) == ([Path("a.csv"), Path("b.TSV")], "join a.csv")
    assert files_and_words(["x " * 3000]) == ([], ("x " * 3000).strip())
