"""Corpus tasks to training records: executed, linked as in the product, the same program in slots, varied with care."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from gift4code_training.bundled.data import read_records, splits
from gift4code_training.bundled.records import Record
from gift4code_training.corpus import linking
from gift4code_training.corpus.__main__ import main
from gift4code_training.corpus.executing import carried, run
from gift4code_training.corpus.model import Task
from gift4code_training.corpus.reading import read_file
from gift4code_training.corpus.records import make, write
from gift4code_training.corpus.rewriting import (
    exchanged,
    keeps_order,
    redrawn,
    relabelled,
    renamed,
    renaming,
    reordered,
)
from gift4code_training.corpus.tables import frame
from gift4code_training.corpus.wording import edited, linked_words, varied

from gift4code_ext.execution import Runner

CORPUS = Path(__file__).parents[2] / "training" / "data" / "corpus"
SOURCE = """\
domain: moor
about: a peat moor
author: x01

== pegs | water pegs
-- pegs
peg_code,site,water_depth,note
A1,north,12,wet
A2,north,3,
A3,south,40,wet
A4,south,7,dry
A5,south,9,dry
A6,east,22,mossy
A7,east,30,wet

? para | mean [how deep]{water_depth} of every site
> result = pegs.groupby('site', as_index=False)['water_depth'].mean()

? loose | all the [soaked]{=wet} pegs
> result = pegs[pegs['note'] == 'wet']

? question | which pegs have a water depth over 10?
> deep = pegs[pegs['water_depth'] > 10]
> deep_codes = deep['peg_code'].tolist()

? follow | of those, the pegs in the south
< low = pegs[pegs['water_depth'] < 20]
> result = low[low['site'] == 'south']

? sentence | Fill the missing note with unknown.
> pegs['note'] = pegs['note'].fillna('unknown')
"""


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as running:
        yield running


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "moor.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def records_of(path: Path, runner: Runner, *, copies: int = 6, part: str = "train") -> list[Record]:
    domain = read_file(path)
    return make(domain, [part] * len(domain.tasks), runner, copies=copies, seed=3).records


def task_of(path: Path, words: str) -> tuple[Task, dict[str, pd.DataFrame], tuple[linking.Mention, ...]]:
    task = next(each for each in read_file(path).tasks if words in each.intent)
    frames = {table.name: frame(table) for table in task.schema.tables}
    return task, frames, linking.mentions(task, linking.variables(frames), ())


def value_of(task: Task, frames: dict[str, pd.DataFrame], runner: Runner) -> pd.DataFrame:
    held = carried(run([task], frames, runner, carry=True)[0])
    assert held is not None
    return pd.DataFrame(held[0])


def test_every_task_makes_records_and_the_first_keeps_its_words(source: Path, runner: Runner) -> None:
    found = records_of(source, runner)
    words = [task.intent for task in read_file(source).tasks]

    firsts = {each.code: each.intent for each in reversed(found)}
    assert set(words) <= set(firsts.values())
    assert all("[" not in each.intent and "{" not in each.prompt for each in found)
    assert {each.schema for each in found} == {"moor/pegs"}
    assert len(found) > 3 * len(words)


def test_a_completion_uses_only_slots_that_its_prompt_describes(runner: Runner) -> None:
    found = records_of(CORPUS / "beekeeping.txt", runner, copies=2)

    assert len(found) > 60
    for each in found:
        described = {line.split(" ")[0] for line in each.prompt.split("<ask>")[0].splitlines()}
        assert set(re.findall(r"<[dcvn]\d+>", each.completion)) <= described


def test_marks_are_gold_links_in_a_share_of_the_records(source: Path, runner: Runner) -> None:
    asks = [
        each.prompt.split("<ask> ")[1] for each in records_of(source, runner, copies=24) if "mean" in each.completion
    ]

    assert any("how deep" in ask for ask in asks)
    assert any(re.match(r"(?:\w+ )*mean <c\d> of", ask) for ask in asks)


def test_a_marked_cell_that_no_word_says_is_always_linked(source: Path, runner: Runner) -> None:
    found = [each for each in records_of(source, runner, copies=12) if "soaked" in each.intent]

    assert found
    assert all("== <v0>" in each.completion and "<v0> in <c" in each.prompt for each in found)


def test_the_output_is_called_result_in_slots_and_helpers_keep_their_names(source: Path, runner: Runner) -> None:
    found = [each for each in records_of(source, runner, copies=1) if "which" in each.intent]

    assert found[0].completion == "deep = <d0>[<d0>[<c2>] > <v0>]\nresult = deep[<c0>].tolist()"


def test_a_follow_up_shows_the_earlier_cells_frame(source: Path, runner: Runner) -> None:
    found = [each for each in records_of(source, runner, copies=1) if "south" in each.intent]

    slot = re.match(r"result = (<d\d>)\[", found[0].completion)
    assert slot is not None
    assert slot[1] in found[0].prompt


def test_held_out_tasks_stay_as_they_were_written(source: Path, runner: Runner) -> None:
    words = {task.intent for task in read_file(source).tasks}

    found = records_of(source, runner, copies=9, part="voice")

    assert {each.intent for each in found} == words
    assert {each.split for each in found} == {"voice"}
    assert all(sum(each.intent == word for each in found) <= 3 for word in words)


def test_a_renamed_task_gives_the_same_cells(source: Path, runner: Runner) -> None:
    task, frames, found = task_of(source, "water depth over 10")
    names = {"water_depth": "WaterDepth", "peg_code": "Peg Code"}

    other = renamed(task, names, found, frozenset())

    assert other is not None
    assert "WaterDepth" in other.program
    assert "water_depth" not in other.program
    tables = {name: relabelled(table, names) for name, table in frames.items()}
    assert value_of(other, tables, runner).equals(value_of(task, frames, runner))


def test_a_synonym_is_said_where_the_old_word_was(source: Path) -> None:
    task, _, found = task_of(source, "water depth over 10")

    other = renamed(task, {"water_depth": "water_level"}, found, frozenset())

    assert other is not None
    assert other.intent == "which pegs have a water level over 10?"


def test_a_label_that_is_a_cell_too_is_not_renamed(source: Path) -> None:
    task, _, found = task_of(source, "missing note")

    assert renamed(task, {"note": "Note"}, found, frozenset({"note"})) is None


def test_no_two_columns_get_one_name() -> None:
    for seed in range(60):
        names = renaming(["note", "notes", "comment", "unit_price", "UnitPrice"], random.Random(seed))
        assert len(set(names.values())) == len(names)


def test_words_and_program_get_another_value_together(source: Path) -> None:
    task, frames, found = task_of(source, "in the south")
    others = {exchanged(task, found, frames, random.Random(seed)).intent for seed in range(12)}
    assert others == {"of those, the pegs in the north", "of those, the pegs in the east"}

    task, frames, found = task_of(source, "over 10")
    for seed in range(8):
        other = exchanged(task, found, frames, random.Random(seed))
        number = re.search(r"over (\d+)\?", other.intent)
        assert number is not None
        assert f"> {number[1]}]" in other.program
        assert number[1] != "10"


def test_rows_are_drawn_anew_and_keep_their_order_where_that_is_asked(source: Path) -> None:
    _, frames, _ = task_of(source, "over 10")
    sizes = set()
    for seed in range(20):
        kept = redrawn(frames, random.Random(seed), shuffle=False)["pegs"]
        assert kept["peg_code"].is_monotonic_increasing
        grown = redrawn(frames, random.Random(seed), shuffle=True)["pegs"]
        assert grown["peg_code"].is_unique
        assert set(grown["site"]) <= {"north", "south", "east"}
        sizes.add(len(grown) > 7)
    assert sizes == {True, False}
    assert keeps_order("result = pegs['water_depth'].diff()")
    assert not keeps_order("result = pegs.groupby('site').size()")


def test_columns_in_another_order_are_the_same_columns(source: Path) -> None:
    _, frames, _ = task_of(source, "over 10")

    orders = {tuple(reordered(frames, random.Random(seed))["pegs"].columns) for seed in range(10)}

    assert len(orders) > 2
    assert all(set(order) == set(frames["pegs"].columns) for order in orders)


def test_edits_move_marks_along(source: Path) -> None:
    task, _, _ = task_of(source, "how deep")

    other = edited(task, [(0, 4, "average"), (14, 16, "at")])

    assert other.intent == "average how deep at every site"
    assert other.intent[other.marks[0].start : other.marks[0].end] == "how deep"


def test_slips_spare_what_is_linked_and_chinese_stays(source: Path) -> None:
    task, _, found = task_of(source, "water depth over 10")
    spans = [(each.start, each.end) for each in found]
    texts = {varied(task, spans, random.Random(seed)).intent for seed in range(40)}

    assert len(texts) > 3
    assert all("water depth over 10" in text for text in texts)
    chinese = replace(task, intent="哪些木桩超过10")
    assert varied(chinese, [], random.Random(1)) == chinese


def test_marked_words_are_said_exactly(source: Path) -> None:
    deep, wet = task_of(source, "how deep")[0], task_of(source, "soaked")[0]

    assert linked_words(deep, {"water_depth"}, (), (), {"column"}).split() == [
        "mean",
        "'water_depth'",
        "of",
        "every",
        "site",
    ]
    assert linked_words(deep, {"site"}, (), (), {"column"}) == deep.intent
    assert linked_words(wet, {"note"}, (), (), {"value"}).split() == ["all", "the", "'wet'", "pegs"]
    assert linked_words(wet, {"note"}, (), (), {"column"}) == wet.intent


def test_a_task_that_reads_a_number_of_an_earlier_cell_is_counted_as_refused(tmp_path: Path, runner: Runner) -> None:
    path = tmp_path / "moor.txt"
    task = (
        "? follow | pegs above that\n< high = pegs['water_depth'].mean()\n> result = pegs[pegs['water_depth'] > high]\n"
    )
    path.write_text(SOURCE.split("? para")[0] + task, encoding="utf-8")

    made = make(read_file(path), ["train"], runner, copies=1, seed=1)

    assert made.records == []
    assert made.counts["task refused: the program reads a plain value of an earlier cell"] == 1


def test_a_keyword_that_is_not_ascii_comes_back_as_a_mapping(tmp_path: Path, runner: Runner) -> None:
    path = tmp_path / "moor.txt"
    task = "? zh | 每个site有几个peg，列名杯数\n> result = pegs.groupby('site').agg(杯数=('peg_code', 'size'))\n"
    path.write_text(SOURCE.split("? para")[0] + task, encoding="utf-8")

    made = make(read_file(path), ["train"], runner, copies=1, seed=1)

    assert len(made.records) == 1
    assert "agg(**{" in made.records[0].completion


def test_shards_are_what_training_reads_and_only_changed_sources_are_made_again(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, words = tmp_path / "out", ["records", str(source), "--copies", "2", "--workers", "1", "--out"]
    assert main([*words, str(out)]) == 0
    assert "para" in capsys.readouterr().out
    shard = out / "train" / "moor.jsonl.gz"
    before, stamp = shard.read_bytes(), shard.stat().st_mtime_ns
    assert len(list(read_records(splits(out)["train"]))) > 5

    assert main([*words, str(out)]) == 0
    assert shard.stat().st_mtime_ns == stamp

    source.write_text(SOURCE.replace("over 10", "over 9").replace("> 10", "> 9"), encoding="utf-8")
    write(out, [source], copies=2, seed=1, workers=1)
    assert b"" != before != shard.read_bytes()


def test_a_folder_with_records_of_other_files_is_refused(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out" / "counts").mkdir(parents=True)
    (tmp_path / "out" / "counts" / "00000.json").write_text("{}", encoding="utf-8")

    assert main(["records", str(source), "--out", str(tmp_path / "out")]) == 2
    assert "choose another folder" in capsys.readouterr().err
