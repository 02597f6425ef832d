"""The checker: tasks are executed, and those that mean nothing or repeat others are told with file and line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gift4code_training.corpus import apart, packing, statistics
from gift4code_training.corpus.check import Report, check
from gift4code_training.corpus.reading import read_file, read_folder

from gift4code_ext.execution import Runner

HEAD = """\
domain: moor
about: a peat moor
author: x01

== pegs | water pegs
-- pegs
code,site,depth,note
A1,north,12,wet
A2,north,3,
A3,south,40,wet
A4,south,7, dry
A5,south,9,dry

"""
SHIPPED = Path(__file__).parents[2] / "training" / "data" / "corpus"


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as running:
        yield running


def checked(folder: Path, tasks: str, runner: Runner, against: apart.Against | None = None) -> Report:
    path = folder / "moor.txt"
    path.write_text(HEAD + tasks, encoding="utf-8")
    return check([read_file(path)], [], against or apart.Against([]), runner)


def rules_of(report: Report) -> set[str]:
    return {each.rule for each in report.complaints if not each.note}


@pytest.mark.parametrize(
    "task",
    [
        "? terse | deepest peg of every site\n> result = pegs.loc[pegs.groupby('site')['depth'].idxmax()]\n",
        "? sentence | trim the notes in place\n> pegs['note'] = pegs['note'].str.strip()\n",
        "? question | how deep in all?\n> result = pegs['depth'].sum()\n",
        "? follow | above ten please\n< mean = pegs.groupby('site')['depth'].mean()\n> high = mean[mean > 10]\n",
    ],
)
def test_good_tasks_pass(tmp_path: Path, runner: Runner, task: str) -> None:
    report = checked(tmp_path, task, runner)
    assert rules_of(report) == set()
    assert len(report.good) == 1


@pytest.mark.parametrize(
    ("rule", "task"),
    [
        ("error", "? terse | depth by place\n> result = pegs.groupby('place')['depth'].sum()\n"),
        ("empty", "? terse | pegs over 100\n> result = pegs[pegs['depth'] > 100]\n"),
        ("identity", "? terse | pegs over zero\n> result = pegs[pegs['depth'] > 0]\n"),
        ("inert", "? terse | pegs without doubles\n> result = pegs[['code', 'site']].drop_duplicates()\n"),
        ("inert", "? terse | deep wet\n> result = pegs[(pegs['depth'] > 10) & (pegs['note'] == 'wet')]\n"),
        ("constant", "? terse | add peat as kind\n> result = pegs.assign(kind='peat')\n"),
        ("null", "? terse | note as number\n> pegs['num'] = pd.to_numeric(pegs['note'], errors='coerce')\n"),
        ("groups", "? terse | depth per code\n> result = pegs.groupby('code')['depth'].sum()\n"),
        ("unserialisable", "? terse | group by site\n> result = pegs.groupby('site')\n"),
        ("unstable", "? terse | shuffle the pegs\n> result = pegs.sample(3)\n"),
        ("frames", "? terse | a table of ones\n> result = pd.DataFrame({'one': [1, 1, 2]})\n"),
        ("plain", "? terse | depth over all\n> import math\n> result = math.sqrt(pegs['depth'].sum())\n"),
        ("earlier", "? follow | above ten please\n> result = pegs[pegs['depth'] > 10]\n"),
        ("language", "? terse | 每个地点的深度\n> result = pegs.groupby('site')['depth'].sum()\n"),
        ("marks", "? terse | [where]{place} is deep\n> result = pegs[pegs['depth'] > 10]\n"),
    ],
)
def test_what_means_nothing_is_told(tmp_path: Path, runner: Runner, rule: str, task: str) -> None:
    report = checked(tmp_path, task, runner)
    assert rule in rules_of(report)
    assert report.good == ()
    assert all(each.where == "moor.txt:14" for each in report.complaints)


def test_a_waiver_excuses_from_one_rule(tmp_path: Path, runner: Runner) -> None:
    task = "? terse waive=constant | add peat as kind\n> result = pegs.assign(kind='peat')\n"
    assert len(checked(tmp_path, task, runner).good) == 1


def test_one_second_wording_of_a_program_is_welcome(tmp_path: Path, runner: Runner) -> None:
    program = "> result = pegs.groupby('site')['depth'].max()\n\n"
    wordings = (
        "terse | deepest by site",
        "question | how far down do we get at each place?",
        "casual | max at the sites pls",
    )
    report = checked(tmp_path, "".join(f"? {words}\n{program}" for words in wordings), runner)
    assert [each.task.voices for each in report.good] == [("terse",), ("question",)]
    assert rules_of(report) == {"program"}


def test_near_copies_of_words_are_told(tmp_path: Path, runner: Runner) -> None:
    tasks = (
        "? sentence | please give me all the pegs that are wet\n> result = pegs[pegs['note'] == 'wet']\n\n"
        "? sentence | Give me all the pegs that are wet, please\n> wet = pegs.loc[pegs['note'] == 'wet', 'code']\n"
    )
    assert rules_of(checked(tmp_path, tasks, runner)) == {"words"}


def test_nothing_of_an_evaluation_file_passes(tmp_path: Path, runner: Runner) -> None:
    file = tmp_path / "asks.jsonl"
    file.write_text(json.dumps({"intent": "deepest of the pegs", "columns": ["code", "site", "depth", "note"]}))
    task = "? terse | Deepest of the pegs!\n> result = pegs.nlargest(1, 'depth')\n"
    report = checked(tmp_path, task, runner, apart.Against([file]))
    assert [(each.rule, each.where) for each in report.complaints if not each.note] == [
        ("evaluation", "moor.txt:6"),
        ("evaluation", "moor.txt:14"),
    ]


def test_the_pack_holds_what_readers_need_and_is_the_same_twice(tmp_path: Path, runner: Runner) -> None:
    task = "? terse | [how deep]{depth} at north\n> result = pegs.loc[pegs['site'] == 'north', 'depth']\n"
    good = checked(tmp_path, task, runner).good
    one, two = tmp_path / "one.gz", tmp_path / "two.gz"
    packing.pack(good, one)
    packing.pack(good, two)
    assert one.read_bytes() == two.read_bytes()
    record = json.loads(gzip.decompress(one.read_bytes()))
    assert record["program"] == "result = pegs.loc[pegs['site'] == 'north', 'depth']"
    assert [(each["text"], each["targets"], each["loose"]) for each in record["mentions"]] == [
        ("how deep", ["depth"], True),
        ("north", ["north"], False),
    ]
    assert "1 tasks, 1 domains, 1 schemas" in statistics.table(good)


def test_the_corpus_can_be_read_and_its_first_files_are_good(runner: Runner) -> None:
    domains = read_folder(SHIPPED)
    report = check(domains[:2], domains[2:], apart.Against([]), runner)
    assert [str(each) for each in report.complaints if not each.note] == []
    assert report.seen == len(report.good) > 0
