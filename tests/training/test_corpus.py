"""The notation of corpus files, and what a program's syntax tree tells."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from gift4code_training.corpus.model import CorpusError, Mark
from gift4code_training.corpus.reading import read_file, unmark
from gift4code_training.corpus.syntax import families, output_name, sketch, without
from gift4code_training.corpus.tables import frame

SOURCE = """\
domain: moor
about: a peat moor
author: x01

== pegs | water pegs
-- pegs
dates: read=%d.%m.%Y
text: code
ordered: state = dry < wet
integer: depth
code,read,state,depth
007,01.02.2023,wet,12
008,15.02.2023,dry,
009,16.02.2023,wet,40

# a remark
? terse+para x02 | pegs [under water]{=wet},
? deepest first
> wet = pegs[pegs['state'] == 'wet']
> result = wet.sort_values('depth', ascending=False)

? follow vague | shallow ones
< wet = pegs[pegs['state'] == 'wet']
> shallow = wet[wet['depth'] < 20]
"""


def write(folder: Path, text: str, name: str = "moor") -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_task_has_its_words_marks_cells_and_output(tmp_path: Path) -> None:
    first, second = read_file(write(tmp_path, SOURCE)).tasks
    assert first.intent == "pegs under water, deepest first"
    assert first.marks == (Mark(5, 16, "under water", "value", ("wet",)),)
    assert (first.author, first.voices, first.output, first.vague) == ("x02", ("terse", "para"), "result", False)
    assert (second.author, second.output, second.vague) == ("x01", "shallow", True)
    assert second.earlier == "wet = pegs[pegs['state'] == 'wet']"


def test_a_table_is_read_by_its_hints(tmp_path: Path) -> None:
    value = frame(read_file(write(tmp_path, SOURCE)).schemas[0].tables[0])
    assert value["code"].tolist() == ["007", "008", "009"]
    assert value["read"].iloc[1] == pd.Timestamp(2023, 2, 15)
    assert value["state"].cat.categories.tolist() == ["dry", "wet"]
    assert value["depth"].dtype == "Int64"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("? terse+para", "? shouted", "voices are some of"),
        ("> shallow = wet[wet['depth'] < 20]", "> wet[wet['depth'] < 20]", "binds no variable"),
        ("> shallow = wet[wet['depth'] < 20]", "> shallow = wet[", "'\\[' was never closed"),
        ("vague | shallow ones", "vague shallow ones", "begins with"),
        ("# a remark", "a remark", "no part of the notation"),
        ("domain: moor", "domain: bog", "the domain is the file's name"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        read_file(write(tmp_path, SOURCE.replace(old, new)))
    assert "moor.txt" in str(caught.value)


def test_a_hint_without_its_column_is_told(tmp_path: Path) -> None:
    domain = read_file(write(tmp_path, SOURCE.replace("text: code", "text: Code")))
    with pytest.raises(CorpusError, match="has no column 'Code'"):
        frame(domain.schemas[0].tables[0])


def test_marks_link_to_columns_values_tables_and_names() -> None:
    text, marks = unmark("[hood]{area} over [two]{=2} of [them]{@flats}, [both]{tmin|tmax} as [gap]{+gap}")
    assert text == "hood over two of them, both as gap"
    assert [(mark.kind, mark.targets) for mark in marks] == [
        ("column", ("area",)),
        ("value", (2,)),
        ("frame", ("flats",)),
        ("column", ("tmin", "tmax")),
        ("name", ("gap",)),
    ]
    assert all(text[mark.start : mark.end] == mark.text for mark in marks)


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("a = df[df.x > 1]\nb = a.head()", "b"),
        ("df['x'] = 1", "df"),
        ("df.loc[df.x > 1, 'y'] = 0", "df"),
        ("df.columns = ['a', 'b']", "df"),
        ("df['x'] += 1", "df"),
        ("del df['x']", "df"),
        ("df.drop(columns='x', inplace=True)", "df"),
        ("df.insert(0, 'n', range(3))", "df"),
    ],
)
def test_the_output_is_what_the_last_statement_binds_or_edits(program: str, name: str) -> None:
    assert output_name(program) == name


def test_a_sketch_blanks_names_and_constants_and_keeps_operations() -> None:
    one = "top = df.groupby('town', as_index=False).agg(mean_price=('price', 'mean')).head(3)"
    two = "r = flats.groupby('hood', as_index=False).agg(m=('rent', 'mean')).head(10)"
    assert sketch(one) == sketch(two) == "_ = _.groupby(_, as_index=False).agg(_=(_, 'mean')).head(_)"
    assert sketch(two) != sketch(two.replace("'mean'", "'max'"))


def test_families_name_the_operations() -> None:
    program = "a = df[df['x'].isna()]\ndf['y'] = df.groupby('g')['x'].transform('mean')"
    assert families(program, "df = df.copy()") == (
        "filter",
        "follow-up",
        "grouping",
        "in place",
        "missing",
        "multi-step",
        "within groups",
    )


def test_variants_lack_one_step_each() -> None:
    found = dict(without("r = df[(df.a > 1) & (df.b < 2)].sort_values('a')"))
    assert found["sort_values"] == "r = df[(df.a > 1) & (df.b < 2)]"
    assert found["filter"] == "r = df.sort_values('a')"
    assert {program for step, program in without("r = df[(df.a > 1) & (df.b < 2)]") if step == "&"} == {
        "r = df[df.a > 1]",
        "r = df[df.b < 2]",
    }
