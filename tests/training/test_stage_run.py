"""Programs run, and kept where they make something: in the product's executor, told by the contained process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import read
from gift4code_training.stages import nouns
from gift4code_training.stages.binding import Cell, Unbound, cell_of
from gift4code_training.stages.records import Context, to_json
from gift4code_training.stages.run import Ran
from gift4code_training.stages.stage import Made
from gift4code_training.stages.telling import MARK, Unheard, heard

from gift4code_ext.execution import Limits
from gift4code_ext.spec.infer import output
from gift4code_ext.spec.model import SpecKind
from gift4code_ext.spec.read import read as read_value

TABLE = "city,sales,note\nOslo,3,\nRome,5,\nOslo,4,\nBonn,,\n"
CONTEXT = Context("c", {"df": "t.csv", "empty": "e.csv"}, "", "", "", "", "t")
FRAMES = {"df": pd.DataFrame({"a": [1], "b": ["x"]}), "other": pd.DataFrame({"a": [1]})}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of one context."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "t.csv").write_text(TABLE)
    (folder / "e.csv").write_text("x,y\n")
    return folder


@pytest.fixture(scope="module")
def ran(folder: Path) -> Iterator[Callable[[str], Made]]:
    """Runs a program over these tables."""
    process = Ran(folder, Limits(seconds=60))  # machines that do other things too are slow
    context = to_json(CONTEXT)

    def go(program: str) -> Made:
        return process({"key": "p", "program": {"key": "p", "intent": "i", "code": program}, "context": context})

    yield go
    process.close()


def cell(program: str) -> Cell:
    return cell_of(program, {name: read_value(frame, name) for name, frame in FRAMES.items()})


@pytest.mark.parametrize(
    ("program", "code", "answer"),
    [
        ("df.head()", "result = df.head()", "result"),
        ("result = df\nresult['a'].sum()", "result = df\nanswer = result['a'].sum()", "answer"),
        ("print(df['a'].max())", "result = df['a'].max()", "result"),
        ("top = df.head(3)\ntop", "top = df.head(3)", "top"),
        ("df['c'] = df['a'] * 2", "df['c'] = df['a'] * 2", "df"),
        ("df.drop(columns='a', inplace=True)", "df = df.drop(columns='a')", "df"),
        ("df = df.dropna()", "df = df.dropna()", "df"),
        (
            "import pandas as pd\ndf = pd.read_csv('t.csv')\ndf.head()",
            "import pandas as pd\nresult = df.head()",
            "result",
        ),
        ("x, y = df['a'].min(), df['a'].max()", "x, y = df['a'].min(), df['a'].max()", "y"),
        ("total = 0\nfor v in df['a']:\n    total += v", "total = 0\nfor v in df['a']:\n    total += v", "total"),
    ],
)
def test_the_answer_is_bound(program: str, code: str, answer: str) -> None:
    found = cell(program)

    assert (found.code, found.answer) == (code, answer)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("df['a'].fillna(0, inplace=True)", "its last line makes nothing"),
        ("print(df, df)", "its last line makes nothing"),
        ("for v in df['a']:\n    print(v)", "it makes nothing"),
        ("x = 1 + 1", "it reads no table"),
        ("x = open('/etc/passwd').read()", "refused by the gate"),
        ("import os\nx = df.head()", "refused by the gate"),
        ("x = df['nothing_like_it'].sum()", "refused by the gate"),
        ("x = (", "it does not parse"),
    ],
)
def test_what_makes_no_cell_has_a_reason(program: str, reason: str) -> None:
    with pytest.raises(Unbound) as refused:
        cell(program)

    assert refused.value.args[0] == reason


def test_what_a_program_reads_makes_and_calls() -> None:
    found = cell("m = pd.merge(df, other, on='a')\nm['b'] = m['b'].str.upper()\nm.groupby('b')['a'].sum()")

    assert (found.reads, found.made) == (("df", "other"), ("result", "m"))
    assert found.calls == ("pd.merge", "str.upper", "groupby", "sum")


def test_a_run_tells_its_variables_as_the_product_would(ran: Callable[[str], Made]) -> None:
    made = ran("big = df[df['sales'] > 3]\nbig.groupby('city')['sales'].sum()")
    frame = pd.DataFrame({"city": ["Oslo", "Rome", "Oslo", "Bonn"], "sales": [3.0, 5.0, 4.0, None], "note": None})
    answer = pd.Series([4.0, 5.0], pd.Index(["Oslo", "Rome"], name="city"), name="sales")

    (record,) = made.records
    assert made.rejected == ()
    assert record["code"] == "big = df[df['sales'] > 3]\nresult = big.groupby('city')['sales'].sum()"
    assert record["calls"] == ("groupby", "sum")
    assert [nouns.variable(each).name for each in record["inputs"]] == ["df"]
    assert nouns.variable(record["inputs"][0]).shape_of == frame.shape
    first, second = record["outputs"]
    assert nouns.output(first["output"]) == replace(output(answer, SpecKind.EXAMPLES, rows=10), rows=2)
    assert nouns.facts(first["facts"]).per == ()
    assert nouns.facts(first["facts"]).row_count == 2
    assert (second["variable"]["name"], second["changed"]) == ("big", False)
    assert nouns.output(second["output"]).dtypes == {
        "city": str(frame["city"].dtype),
        "sales": "float64",
        "note": "float64",
    }


def test_inputs_are_told_with_as_many_rows_as_an_example_may_show(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n\n1\n2\n3\n4\n5\n6\n")
    process = Ran(tmp_path, Limits(seconds=60))
    context = to_json(replace(CONTEXT, frames={"df": "t.csv"}))
    (record,) = process(
        {"key": "p", "program": {"key": "p", "intent": "i", "code": "df['n'].sum()"}, "context": context}
    ).records
    process.close()

    assert nouns.variable(record["inputs"][0]).sample == (("1",), ("2",), ("3",), ("4",), ("5",))


def test_a_table_changed_in_place_is_an_output(ran: Callable[[str], Made]) -> None:
    (record,) = ran("df['double'] = df['sales'] * 2\ncount = df['double'].count()").records

    told = [(each["variable"]["name"], each["variable"]["type"], each["changed"]) for each in record["outputs"]]
    assert told == [("count", "int", False), ("df", "pandas.DataFrame", True)]
    columns = {column.label: column for column in nouns.facts(record["outputs"][1]["facts"]).columns}
    assert columns["sales"].relation == "same"
    assert columns["double"].relation == "new"


def test_wide_and_long_values_are_told_in_part(ran: Callable[[str], Made]) -> None:
    program = "wide = pd.DataFrame({f'column {n}': ['x' * (199 + n % 3)] * 50 for n in range(300)})\n"
    (record,) = ran(program + "wide['city'] = df['city']\nwide").records

    (told,) = record["outputs"]
    stated = nouns.output(told["output"])
    assert told["variable"]["shape_of"] == [50, 301]
    assert stated.columns is not None
    assert len(stated.columns) == 21
    assert stated.columns[-1] is ...
    assert stated.rows == 50
    assert {cell for row in stated.example for cell in row} == {"x" * 199, "x" * 200, ...}


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("df['sales'].map(int)", "raises ValueError"),
        ("1 / (len(df) - 4)", "raises ZeroDivisionError"),
        ("df[df['sales'] > 100]", "its answer is empty"),
        ("[x for x in df['sales'] if x > 100]", "its answer is empty"),
        ("empty.head()", "its answer is empty"),
        ("df['note'].dropna(axis=0).reset_index(drop=True).get(5)", "its answer is all missing"),
        ("df[['note']]", "its answer is all missing"),
        ("df['note'].max()", "its answer is all missing"),
        ("df.copy()", "its answer is an input"),
        ("df.sample(2)", "not deterministic"),
        ("list({f'{city} {n}' for city in df['city'] for n in range(9)})", "not deterministic"),
        ("f = lambda: df", "its answer is no data"),
        ("df.groupby('city')", "its answer is no data"),
        ("x = df['sales'].sum()\nraise SystemExit", "raises SystemExit"),
    ],
)
def test_what_is_not_worth_keeping_has_a_reason(ran: Callable[[str], Made], program: str, reason: str) -> None:
    made = ran(program)

    assert made.records == ()
    assert [each.reason for each in made.rejected] == [reason]


LIE = f'{MARK}{{\\"outputs\\": [], \\"same\\": \\"\\", \\"missing\\": false}}'


@pytest.mark.parametrize(
    ("program", "reasons"),
    [
        (f'print("{LIE}")\nx = df["sales"].sum()', []),
        ("import json\njson.dumps = lambda *a, **k: '[1]'\nx = df['sales'].sum()", ["killed"]),
        ("pd.DataFrame.equals = lambda *a: True\nx = df.head(2)", ["its answer is an input"]),
        (
            "pd.DataFrame.shape = property(lambda self: (9, 3))\nx = df.head(2)",
            ["what it tells of its answer is not so"],
        ),
        ("pd.DataFrame.copy = None\nx = df['sales'].sum()", []),
    ],
)
def test_a_program_that_lies_about_its_values_is_believed_in_nothing(
    ran: Callable[[str], Made], program: str, reasons: list[str]
) -> None:
    made = ran(program)

    assert [each.reason for each in made.rejected] == reasons
    assert len(made.records) + len(made.rejected) == 1


TOLD = (
    '{"same": "", "missing": false, "outputs": [{"variable": {"name": "x", "type": "%s", "shape": "scalar"}, '
    '"output": %s, "facts": {}, "changed": false}]}'
)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "{",
        '{"same": "", "missing": false, "outputs": [{"variable": 3}]}',
        '{"same": "", "missing": false, "outputs": []}',
        TOLD % ("int", '{"example": {"literal": "__import__(\'os\')"}}'),
        TOLD % ("str", "{}"),
    ],
)
def test_what_is_told_is_read_as_what_it_claims_to_be(line: str) -> None:
    assert heard(MARK + TOLD % ("int", "{}"), "x", "int", ()).same == ""
    with pytest.raises(Unheard):
        heard(MARK + line, "x", "int", ())


def test_an_endless_program_is_ended(folder: Path) -> None:
    process = Ran(folder, Limits(seconds=1))
    program = {"key": "p", "intent": "i", "code": "x = df\nwhile True:\n    x = x.copy()"}
    made = process({"key": "p", "program": program, "context": to_json(CONTEXT)})
    process.close()

    assert [each.reason for each in made.rejected] == ["timeout"]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first three stages done."""
    folder = tmp_path_factory.mktemp("programs")
    for command in (["tables", "--generated", "3"], ["intents", "--count", "3"], ["programs", "--samples", "2"]):
        assert main([*command, "--dir", str(folder)]) == 0
    return folder


def copied(programs: Path, to: Path) -> Path:
    shutil.copytree(programs, to)
    return to


def runs(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        str(record["key"]): record
        for path in folder.glob("runs*.jsonl")
        if ".done." not in path.name
        for record in read(path)
    }


def started(folder: Path) -> subprocess.Popen[str]:
    """The stage as a person starts it, in a group of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    start = "import sys; from gift4code_training.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", start, "run", "--dir", str(folder), "--workers", "2"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def written(folder: Path) -> int:
    path = folder / "runs.done.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=60)
    return alive == []


def ended_after(folder: Path, lines: int, sign: signal.Signals) -> tuple[int, str]:
    """Sends the running stage a signal once it has written so many lines; nothing it started may stay."""
    process = started(folder)
    try:
        while written(folder) < lines:
            assert process.poll() is None
            time.sleep(0.01)
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(sign)
        _, said = process.communicate()
    finally:
        process.kill()
    assert len(family) >= 2
    assert gone(family)
    return process.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_kills_and_interrupts_lose_nothing_repeat_nothing_and_leave_nothing(programs: Path, tmp_path: Path) -> None:
    one = copied(programs, tmp_path / "one")
    for part in ("1/2", "2/2"):
        assert main(["run", "--dir", str(one), "--workers", "1", "--shard", part]) == 0
    many = copied(programs, tmp_path / "many")

    assert ended_after(many, 2, signal.SIGKILL)[0] == -signal.SIGKILL
    before = written(many)
    status, said = ended_after(many, before + 2, signal.SIGINT)
    assert (status, said.strip().splitlines()[-1]) == (
        130,
        "Stopped; what was finished is kept, and the same command goes on from there.",
    )
    assert started(many).wait() == 0

    assert runs(many) == runs(one)
    done = [line["key"] for line in read(many / "runs.done.jsonl")]
    assert sorted(done) == sorted(record["key"] for record in read(programs / "programs.jsonl"))
