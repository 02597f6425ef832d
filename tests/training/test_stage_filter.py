"""Which specified runs are kept: diversity of calls, near-duplicates, caps, nothing of a benchmark."""

from __future__ import annotations

import ast
import gzip
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gift4code_training.cli import main
from gift4code_training.journal import Journal, alone, read
from gift4code_training.stages.choosing import Candidate, Limits, choose
from gift4code_training.stages.contamination import Against, ContaminationError
from gift4code_training.stages.replacing import replaced
from gift4code_training.stages.sketch import sketch, told
from gift4code_training.stages.stage import StageError

from training import staged

BENCHMARKS = Path(__file__).parents[2].parent / "shared" / "benchmarks"
NOBODY = Against([])


def candidate(key: str, code: str, calls: str, *, intent: str = "i", table: str = "t") -> Candidate:
    return Candidate(key, intent, "words", code, tuple(calls.split()), table, sketch(code))


def reasons(candidates: list[Candidate], limits: Limits | None = None) -> dict[str, str]:
    verdicts = choose(candidates, NOBODY, limits or Limits())
    return {key: why.reason if why else "kept" for key, why in verdicts.items()}


def test_of_one_task_the_programs_with_most_and_other_calls_are_kept() -> None:
    programs = [
        candidate("1", "r = df.head(1)", "head"),
        candidate("2", "r = df.sort_values('a').head(1)", "sort_values head"),
        candidate("3", "r = df.head(2).sort_values('b')", "head sort_values"),
        candidate("4", "r = df.nlargest(1, 'a')", "nlargest"),
        candidate("5", "r = df.sort_values('a')", "sort_values"),
    ]

    # 2 has most calls; 4 then adds one, which 1 and 5 do not; 3 has the calls of 2
    assert reasons(programs) == {
        "1": "less diverse",
        "2": "kept",
        "3": "the same calls",
        "4": "kept",
        "5": "less diverse",
    }


def test_of_near_duplicates_over_one_table_one_is_kept() -> None:
    programs = [
        candidate("b", "r = df.groupby('x')['y'].sum()", "groupby sum", intent="i1"),
        candidate("a", "out = df.groupby('p')['q'].sum()", "groupby sum", intent="i2"),
        candidate("c", "r = df.groupby('x')['y'].mean()", "groupby mean", intent="i3"),
        candidate("d", "r = df.groupby('x')['y'].sum()", "groupby sum", intent="i4", table="u"),
    ]

    assert reasons(programs) == {"a": "kept", "b": "near-duplicate", "c": "kept", "d": "kept"}


def test_a_sketch_is_kept_so_many_times() -> None:
    programs = [
        candidate(str(number), f"r = df.nlargest({number}, 'a')", "nlargest", intent=str(number), table=str(number))
        for number in range(5)
    ]

    assert reasons(programs, Limits(per_sketch=2)) == {
        "0": "kept",
        "1": "kept",
        "2": "sketch is full",
        "3": "sketch is full",
        "4": "sketch is full",
    }


def test_the_outcome_does_not_depend_on_the_order() -> None:
    rng = random.Random(5)
    calls = ["head", "tail", "sum", "mean", "groupby", "sort_values", "merge"]
    programs = [
        candidate(
            f"{rng.getrandbits(40):010x}",
            f"r = df.{rng.choice(calls[:3])}({rng.randrange(9)})",
            " ".join(rng.sample(calls, rng.randrange(1, 4))),
            intent=str(rng.randrange(12)),
            table=str(rng.randrange(3)),
        )
        for _ in range(120)
    ]
    limits = Limits(per_intent=3, per_sketch=2)
    expected = choose(programs, NOBODY, limits)

    for _ in range(5):
        rng.shuffle(programs)
        assert choose(programs, NOBODY, limits) == expected
    assert set(Counter(reasons(programs, limits).values())) == {
        "kept", "the same calls", "less diverse", "near-duplicate", "sketch is full",
    }  # fmt: skip


REQUEST = "I have a table of boats and want the heaviest boat of every harbour, with its name and weight"
PROGRAM = "answer = boats.loc[boats.groupby('harbour')['weight'].idxmax(), ['name', 'weight']]"


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The same task in each format."""
    ds1000 = {"prompt": f"Problem:\n{REQUEST}\nA:\n<code>", "reference_code": PROGRAM, "code_context": "import this"}
    path = folder / "ds.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ds1000).encode() + b"\n"))
    yield "DS-1000", path
    jigsaw = {
        "0": {"sets": {"A": {"queries": [{"query": REQUEST, "user": "u0"}], "ios": [], "solutions": [[PROGRAM]]}}}
    }
    yield "Jigsaw", _written(folder / "jigsaw.json", json.dumps(jigsaw))
    human_eval = {
        "task_id": "x/0",
        "prompt": f'import pandas as pd\n\ndef best(boats):\n    """{REQUEST}"""\n',
        "canonical_solution": f"    {PROGRAM.replace('answer =', 'return')}\n",
        "test": "assert True",
    }
    yield "HumanEval", _written(folder / "human.jsonl", json.dumps(human_eval) + "\n")
    ask = {"id": "a", "frames": {"boats": "x.csv"}, "intent": REQUEST, "reference": PROGRAM, "value": {"type": "int"}}
    yield "asks", _written(folder / "asks.jsonl", json.dumps(ask) + "\n")
    turn = {"turn": {"intent": {"value": REQUEST}, "code": {"value": PROGRAM}}}
    yield "ARCADE", _written(folder / "arcade.json", json.dumps([{"notebook_name": "n", "turns": [turn]}]))


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize("format_", ["DS-1000", "Jigsaw", "HumanEval", "asks", "ARCADE"])
def test_words_and_programs_of_a_benchmark_are_recognised(tmp_path: Path, format_: str) -> None:
    path = dict(files(tmp_path))[format_]
    against = Against([path])

    taken = f"Hello! {REQUEST.split('and', 1)[1].upper()}?"
    renamed = "out = ships.loc[ships.groupby('harbour')['weight'].idxmax(), ['name', 'weight']]"
    elsewhere = renamed.replace("harbour", "port").replace("weight", "mass")

    assert against.of(taken, "x = 1") == f"10 words of {path.name} in the request"
    assert against.of("something else", renamed) == f"a program of {path.name}"
    assert against.of("the heaviest boat of every harbour", elsewhere) == ""


def test_only_a_line_end_ends_a_line_of_a_benchmark(tmp_path: Path) -> None:
    """Text may hold other characters that Python takes for line ends."""
    request = "How many\u2028loaves\x85of rye were sold each day?"
    (tmp_path / "asks.jsonl").write_text(json.dumps({"intent": request}, ensure_ascii=False) + "\n", encoding="utf-8")

    assert Against([tmp_path / "asks.jsonl"]).of(request, "x = 1") != ""


def test_short_requests_count_as_a_whole_and_short_programs_not(tmp_path: Path) -> None:
    asks = [
        {"intent": "how many boats are there", "reference": "result = len(df)"},
        {"intent": "first rows", "reference": "import pandas as pd\nimport numpy as np\nresult = df.head(5)"},
    ]
    against = Against([_written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, asks)))])

    assert against.of("How many boats are there?", "") == "a request of a.jsonl"
    assert against.of("how many boats are there today", "") == ""
    assert against.of("first rows", "import pandas as pd\nimport numpy as np\nresult = df.head(5)") == ""


def test_a_program_is_told_by_its_steps_whatever_its_variables_and_functions() -> None:
    one = "def g(df):\n    '''Doc.'''\n    kept = df[df['a'] > 3]\n    return kept['b'].sum()\nresult = g(data.copy())"
    other = "x = frame[frame['a'] > 3]\ny = x['b'].sum()"

    assert told(one) == told(other)
    assert told(other).steps == ("_[_['a'] > 3]", "_['b'].sum()")
    assert told(other.replace("3", "4")) != told(other)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("gone.jsonl", None, "cannot be read as a benchmark"),
        ("torn.jsonl", '{"intent": "a', "cannot be read as a benchmark"),
        (
            "torn.jsonl.gz",
            gzip.compress(b'{"intent": "a"}', mtime=0)[:12] + b"\xff" * 9,
            "cannot be read as a benchmark",
        ),
        ("cells.json", '{"1": {"input_data": [{"a": 1}]}}', "neither requests nor programs"),
    ],
)
def test_a_file_that_is_no_benchmark_is_refused(
    tmp_path: Path, name: str, content: str | bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ContaminationError, match=says):
        Against([tmp_path / name])


@pytest.mark.skipif(not BENCHMARKS.is_dir(), reason="the benchmarks are not in shared/benchmarks beside the checkout")
def test_references_of_ds1000_are_recognised_under_other_names() -> None:
    path = BENCHMARKS / "ds1000_dev.jsonl.gz"
    against = Against([path, BENCHMARKS / "jigsaw_pandaseval1.json"])
    problems = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]

    missed = [each for each in problems if not against.of("", _renamed(each["reference_code"]))]
    counted = [each for each in missed if _constants(each["reference_code"]) > 1]
    assert not counted
    assert len(missed) < len(problems) / 2
    assert all(against.of(each["prompt"].partition("A:")[0][-400:], "") for each in problems)


def _renamed(code: str) -> str:
    """A program whose own variables are called otherwise."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"{node.id}_other"
    return ast.unparse(tree)


def _constants(code: str) -> int:
    try:
        return told(code).constants
    except SyntaxError:
        return 0


@pytest.fixture(scope="module")
def specified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = staged.folder(tmp_path_factory.mktemp("filter"))
    assert main(["specs", "--dir", str(folder)]) == 0
    return folder


def kept(folder: Path) -> list[str]:
    of = {each["key"]: each["code"] for each in read(folder / "runs.jsonl")}
    return [of[each["run"]] for each in read(folder / "kept.jsonl")]


def test_the_command_keeps_rejects_and_counts(specified: Path, tmp_path: Path) -> None:
    ask = {"intent": "What is the average price?", "reference": "result = 1"}
    benchmark = _written(tmp_path / "asks.jsonl", json.dumps(ask))

    assert main(["filter", "--dir", str(specified), "--against", str(benchmark), "--per-intent", "1"]) == 0

    codes = kept(specified)
    assert "result = df['Price'].mean()" not in codes
    assert staged.TASKS[0].codes[0] in codes
    assert json.loads((specified / "kept.counts.json").read_text()) == {
        "done": 8,
        "records": 5,
        "rejected": {"less diverse": 2, "benchmark": 1},
        "finished": True,
    }
    manifest = json.loads((specified / "kept.manifest.json").read_text())
    assert set(manifest["options"]["against"]) == {"asks.jsonl"}
    became = {each["key"]: each for each in read(specified / "kept.done.jsonl")}
    assert sorted(became) == sorted(each["key"] for each in read(specified / "specs.jsonl"))
    assert [each["rejected"][0]["detail"] for each in became.values() if not each["made"] and "asks" in str(each)] == [
        "a request of asks.jsonl"
    ]

    assert main(["filter", "--dir", str(specified)]) == 0  # anew, with other options
    assert len(kept(specified)) == 7


def test_what_is_kept_does_not_depend_on_parts_or_order(specified: Path, tmp_path: Path) -> None:
    assert main(["filter", "--dir", str(specified)]) == 0
    folder = staged.folder(tmp_path / "parts")
    records = list(read(specified / "specs.jsonl"))[::-1]
    for part in (1, 2):
        with Journal(folder / f"specs.{part}-of-2.jsonl", {}) as journal:
            journal.extend(records[part - 1 :: 2])

    assert main(["filter", "--dir", str(folder)]) == 0

    assert (folder / "kept.jsonl").read_bytes() == (specified / "kept.jsonl").read_bytes()


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    replaced(path, [{"key": "old"}])

    def dying() -> Iterator[dict[str, Any]]:
        yield {"key": "new"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replaced(path, dying())

    assert [each["key"] for each in read(path)] == ["old"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_process_is_refused(specified: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(specified, tmp_path / "two")
    with alone(folder / "kept.jsonl"):
        assert main(["filter", "--dir", str(folder)]) == 2

    assert "another process is writing" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept.jsonl").mkdir()

    with pytest.raises(StageError, match=r"kept\.jsonl cannot be written"):
        replaced(tmp_path / "kept.jsonl", [{"key": "new"}])

    assert [path.name for path in tmp_path.iterdir()] == ["kept.jsonl"]


def test_the_stage_before_must_have_been_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["filter", "--dir", str(tmp_path)]) == 2
    assert "run `gift4code-train specs" in capsys.readouterr().err
