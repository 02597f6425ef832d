"""The loop of a stage: nothing done twice, nothing lost, the same records in any number of parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from gift4code_training.journal import Journal, JournalError, read
from gift4code_training.shards import Shard
from gift4code_training.stages.engines import Processes, Threads
from gift4code_training.stages.stage import (
    Counts,
    Engine,
    Inputs,
    Made,
    Process,
    Rejection,
    Stage,
    StageError,
    go,
    path_of,
)

TOTAL = 40
WHOLE, ALONE = Shard(), Threads(1)
STAGE = Stage("doubled", "number", {"rows": 3}, seed=5)


class Doubling:
    """A number -> two records, or one, or a rejection; notes what it was asked in a file."""

    def __init__(self, asked: Path, fails_at: int | None = None) -> None:
        self.asked, self.fails_at = asked, fails_at

    def __call__(self, given: Mapping[str, Any]) -> Made:
        number = given["number"]
        with self.asked.open("a") as file:
            file.write(f"{number}\n")
        if number == self.fails_at:
            raise StageError("the endpoint is gone")
        if number % 4 == 0:
            return Made(rejected=(Rejection("a multiple of four", str(number)),))
        records = tuple({"key": f"{given['key']}-{copy}", "value": number * copy} for copy in range(1 + number % 2))
        return Made(records, (Rejection("only one copy"),) if number % 2 == 0 else ())


def inputs() -> Iterator[dict[str, Any]]:
    return ({"key": f"n{number}", "number": number} for number in range(TOTAL))


def do(folder: Path, part: Shard = WHOLE, how: Engine = ALONE, fails_at: int | None = None) -> Counts:
    make = partial(Doubling, folder / "asked.txt", fails_at)
    folder.mkdir(exist_ok=True)
    return go(STAGE, make, inputs(), digest="d", total=TOTAL, folder=folder, part=part, engine=how)


def records(folder: Path) -> set[str]:
    return {
        json.dumps(record, sort_keys=True)
        for path in folder.glob("doubled*.jsonl")
        if ".done." not in path.name
        for record in read(path)
    }


def asked(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "asked.txt").read_text().split()]


def test_records_rejections_and_counts_are_written_down(tmp_path: Path) -> None:
    counts = do(tmp_path)

    assert counts.as_json() == {
        "done": 40,
        "records": 50,
        "rejected": {"a multiple of four": 10, "only one copy": 10},
        "finished": True,
    }
    assert json.loads((tmp_path / "doubled.counts.json").read_text()) == counts.as_json()
    done = {line["key"]: line for line in read(tmp_path / "doubled.done.jsonl")}
    assert done["n4"] == {
        "key": "n4",
        "made": [],
        "rejected": [{"reason": "a multiple of four", "detail": "4"}],
    }
    assert done["n3"] == {"key": "n3", "made": ["n3-0", "n3-1"], "rejected": []}
    manifest = json.loads((tmp_path / "doubled.manifest.json").read_text())
    assert (manifest["seed"], manifest["options"], manifest["inputs"]) == (5, {"rows": 3}, "d")
    assert set(manifest["versions"]) == {"gift4code", "pandas", "numpy", "python"}


def test_done_inputs_and_rejected_ones_are_not_asked_again(tmp_path: Path) -> None:
    first = do(tmp_path)
    assert do(tmp_path) == first
    assert sorted(asked(tmp_path)) == list(range(TOTAL))


@pytest.mark.parametrize("how", [Threads(1), Threads(5), Processes(2)], ids=repr)
def test_parts_and_engines_give_the_same_records(tmp_path: Path, how: Engine) -> None:
    do(tmp_path / "whole")
    for index in (1, 2, 3):
        do(tmp_path / "parts", Shard(index, 3), how)

    assert records(tmp_path / "parts") == records(tmp_path / "whole")
    assert len(Inputs(tmp_path / "parts", "doubled", "double")) == 50
    assert Inputs(tmp_path / "parts", "doubled", "x").digest == Inputs(tmp_path / "whole", "doubled", "x").digest


@pytest.mark.parametrize("how", [Threads(3), Processes(2)], ids=repr)
def test_a_failure_keeps_what_was_finished_and_the_next_run_asks_for_the_rest_only(tmp_path: Path, how: Engine) -> None:
    with pytest.raises(StageError, match="the endpoint is gone"):
        do(tmp_path, how=how, fails_at=17)
    finished = [line["key"] for line in read(tmp_path / "doubled.done.jsonl")]
    assert "n17" not in finished
    assert {f"n{number}" for number in asked(tmp_path)} == {*finished, "n17"}

    do(tmp_path, how=how)

    assert sorted(asked(tmp_path)) == sorted([*range(TOTAL), 17])
    do(tmp_path / "whole")
    assert records(tmp_path) == records(tmp_path / "whole")


def test_what_was_announced_but_not_written_is_done_again(tmp_path: Path) -> None:
    do(tmp_path)
    whole = records(tmp_path)
    path = path_of(tmp_path, "doubled", Shard())
    last = [line["key"] for line in read(tmp_path / "doubled.done.jsonl")][-1]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:5])

    counts = do(tmp_path)

    assert records(tmp_path) == whole
    assert (counts.done, counts.records) == (40, 50)
    assert f"n{asked(tmp_path)[-1]}" == last
    assert len(asked(tmp_path)) == TOTAL + 1


def test_records_that_are_lost_are_made_again(tmp_path: Path) -> None:
    """As after a power cut, which takes the end of a file, or after somebody removed the records alone."""
    do(tmp_path)
    whole = records(tmp_path)
    path = path_of(tmp_path, "doubled", Shard())
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-9]))
    assert do(tmp_path).records == 50
    assert records(tmp_path) == whole
    again = len(asked(tmp_path)) - TOTAL
    before = list(takewhile(lambda line: not line["made"], read(path.with_suffix(".done.jsonl"))))
    path.unlink()

    assert do(tmp_path).records == 50
    assert records(tmp_path) == whole
    assert 6 <= again < 12  # two records an input or one, and some that were rejected
    assert len(asked(tmp_path)) == 2 * TOTAL + again - len(before)  # of which no record is missing


def test_a_stage_that_is_begun_anew_is_unfinished_from_the_start(tmp_path: Path) -> None:
    do(tmp_path)
    for path in (*tmp_path.glob("doubled*.jsonl"), *tmp_path.glob("*.manifest.json")):
        path.unlink()  # and not the counts

    with pytest.raises(StageError, match="gone"):
        do(tmp_path, fails_at=3)
    with pytest.raises(StageError, match=r"doubled\.jsonl is not finished: run"):
        _ = Inputs(tmp_path, "doubled", "double").paths


def test_another_run_in_the_folder_is_refused(tmp_path: Path) -> None:
    do(tmp_path)
    other = Stage("doubled", "number", {"rows": 4}, seed=5)
    with pytest.raises(JournalError, match=r"options\.rows was 3 and is now 4"):
        go(other, lambda: _never, inputs(), digest="d", total=1, folder=tmp_path, part=Shard(), engine=Threads(1))


def _never(_: Mapping[str, Any]) -> Made:
    raise AssertionError


def test_a_process_that_holds_something_is_closed(tmp_path: Path) -> None:
    closed: list[int] = []

    class Holding(Doubling):
        def close(self) -> None:
            closed.append(1)

    def make() -> Process:
        return Holding(tmp_path / "asked.txt")

    go(STAGE, make, inputs(), digest="d", total=TOTAL, folder=tmp_path, part=Shard(), engine=Threads(1))
    assert closed == [1]


def test_inputs_that_are_missing_or_not_finished_are_told(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"has no doubled\.jsonl: run `gift4code-train double"):
        _ = Inputs(tmp_path, "doubled", "double").digest
    do(tmp_path, Shard(2, 3))
    with pytest.raises(StageError, match=r"lacks doubled\.1-of-3\.jsonl: run .* --shard 1/3` first"):
        _ = Inputs(tmp_path, "doubled", "double").paths
    do(tmp_path)
    with pytest.raises(StageError, match="divided in several ways"):
        _ = Inputs(tmp_path, "doubled", "double").paths

    with pytest.raises(StageError, match="gone"):
        do(tmp_path / "half", fails_at=30)
    with pytest.raises(StageError, match=r"doubled\.jsonl is not finished: run"):
        _ = Inputs(tmp_path / "half", "doubled", "double").paths
    do(tmp_path / "half")
    claim = json.loads((tmp_path / "half" / "doubled.manifest.json").read_text())
    with (
        Journal(tmp_path / "half" / "doubled.jsonl", claim),
        pytest.raises(StageError, match="another process is writing"),
    ):
        _ = Inputs(tmp_path / "half", "doubled", "double").paths
    assert len(Inputs(tmp_path / "half", "doubled", "double")) == 50
