"""Tables in files, or drawn by the generator, as contexts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import read
from gift4code_training.stages.describing import preview, schema_comment
from gift4code_training.stages.loading import frames_of

FLIGHTS = "carrier,delay,note\nXQ,,late crew\nLH,12,\nAB,3,fog\nAB,0,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables of every sort, and files that are none."""
    folder = tmp_path / "raw"
    (folder / "more").mkdir(parents=True)
    (folder / "flights.csv").write_text(FLIGHTS)
    (folder / "flights.txt").write_text("Delays of flights,\nin minutes.")
    (folder / "more" / "semi.csv").write_text("a;b\n1;2\n")
    (folder / "more" / "tabs.TSV").write_text("a\tb\n1\t2\n")
    pd.DataFrame({"day": pd.to_datetime(["2024-01-02", None])}).to_parquet(folder / "p.parquet")
    (folder / "zz twin.csv").write_text(FLIGHTS)
    (folder / "broken.csv").write_text('a,b\n1,2\n1,2,3,4\n"')
    (folder / "binary.csv").write_bytes(b"\xff\xfe\x00\x81" * 50)
    (folder / "broken.parquet").write_text("no parquet")
    (folder / "empty.csv").write_text("")
    (folder / "header.csv").write_text("a,b\n")
    (folder / "notes.md").write_text("no table")
    return folder


def contexts(out: Path) -> list[dict[str, Any]]:
    return list(read(out / "contexts.jsonl"))


def bound(context: dict[str, Any], where: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, pd.DataFrame]:
    """What the context's cell binds where its paths begin."""
    monkeypatch.chdir(where)
    space: dict[str, Any] = {}
    exec(context["code"], space)
    return {name: space[name] for name in context["frames"]}


def same(left: dict[str, pd.DataFrame], right: dict[str, pd.DataFrame]) -> bool:
    return list(left) == list(right) and all(left[name].equals(right[name]) for name in left)


def test_a_file_is_a_context(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["tables", str(folder), "--dir", str(out)]) == 0

    found = {context["frames"]["df"]: context for context in contexts(out)}
    flights = found["../raw/flights.csv"]
    assert flights == {
        "key": flights["key"],
        "frames": {"df": "../raw/flights.csv"},
        "code": 'import pandas as pd\n\ndf = pd.read_csv("flights.csv")',
        "schema": "# Columns of df, each with a value from it:\n# carrier (XQ), delay (12.0), note (late crew)",
        "preview": "carrier,delay,note\nXQ,,late crew\nLH,12.0,",
        "description": "Delays of flights, in minutes.",
        "table": flights["key"],
        "said": {},
    }
    assert found["../raw/p.parquet"]["description"] == "p: df has 2 rows and 1 columns."
    assert len(found) == 4


def test_the_load_statement_binds_what_the_stages_load(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    main(["tables", str(folder), "--dir", str(out)])

    for context in contexts(out):
        assert same(bound(context, folder, monkeypatch), frames_of(context, out))


def test_files_that_are_no_tables_are_counted_and_named(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    main(["tables", str(folder), "--dir", str(out)])

    rejected = [each for line in read(out / "contexts.done.jsonl") for each in line["rejected"]]
    assert {(each["reason"], each["detail"].partition(":")[0]) for each in rejected} == {
        ("no table", "broken.csv"),
        ("no table", "binary.csv"),
        ("no table", "broken.parquet"),
        ("no table", "empty.csv"),
        ("no rows", "header.csv"),
        ("the same content as another file", "zz twin.csv"),
    }
    assert json.loads((out / "contexts.counts.json").read_text())["rejected"]["no table"] == 4


def test_wide_tables_and_long_cells_are_cut() -> None:
    frame = pd.DataFrame({f"c{number}": [None, "long " * 40, "x"] for number in range(25)} | {"none": [None] * 3})

    comment = schema_comment({"df": frame, "small": pd.DataFrame({"gone": [None, None]})})

    first, columns, second, rest = comment.splitlines()
    assert first == "# First 20 of the 26 columns of df, each with a value from it:"
    assert columns.count("(long ") == 20
    assert len(columns) < 20 * 95
    assert (second, rest) == ("# Columns of small, each with a value from it:", "# gone (always missing)")
    assert preview(frame).count("\n") == 2
    assert max(map(len, preview(frame).splitlines())) < 20 * 85


def test_an_example_is_there_whatever_the_rows_are_called() -> None:
    frame = pd.DataFrame({"town": [None, "Oslo", "Rome"]}, index=[7, 7, 7])

    assert schema_comment({"df": frame}).endswith("# town (Oslo)")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a file there that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_no_table(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "fine.csv").write_text("a\n1\n")
    (raw / "odd.csv").symlink_to("/proc/self/mem")

    assert main(["tables", str(raw), "--dir", str(tmp_path / "out")]) == 0
    assert [context["frames"] for context in contexts(tmp_path / "out")] == [{"df": "../raw/fine.csv"}]
    counts = json.loads((tmp_path / "out" / "contexts.counts.json").read_text())
    assert counts["rejected"] == {"no table": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["EMPTY"], "holds no table: put CSV or Parquet files there"),
        (["NOWHERE"], "There is no folder"),
        ([], "Say where the tables come from"),
        (["EMPTY", "--generated", "3"], "Say where the tables come from"),
        (["--generated", "0"], "needs a number of tables"),
    ],
)
def test_what_cannot_be_begun_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (tmp_path / "EMPTY").mkdir()
    given = [str(tmp_path / each) if each.isupper() else each for each in arguments]

    assert main(["tables", *given, "--dir", str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err


def test_generated_tables_lie_beside_the_journal_and_load_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    main(["tables", "--generated", "12", "--seed", "4", "--dir", str(whole)])
    for part in ("1/2", "2/2"):
        main(["tables", "--generated", "12", "--seed", "4", "--dir", str(parts), "--shard", part])

    found = contexts(whole)
    assert len(found) == 12
    in_parts = [context for path in parts.glob("contexts.?-of-2.jsonl") for context in read(path)]
    assert sorted(in_parts, key=lambda each: str(each["key"])) == sorted(found, key=lambda each: str(each["key"]))
    for context in found:
        assert same(bound(context, whole, monkeypatch), frames_of(context, parts))
    assert any(context["said"] for context in found)
    assert {Path(file).suffix for context in found for file in context["frames"].values()} == {".csv", ".parquet"}


def test_another_seed_makes_other_tables(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        main(["tables", "--generated", "3", "--seed", seed, "--dir", str(tmp_path / seed)])

    assert not {each["key"] for each in contexts(tmp_path / "1")} & {each["key"] for each in contexts(tmp_path / "2")}
