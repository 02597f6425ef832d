"""ARCADE's files, and a notebook of our own in its form from setup to scores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gift4code_training.evaluation.models.fixed import predictions
from gift4code_training.evaluation.models.model import Answer
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running
from gift4code_training.evaluation.suites.arcade import SUITE
from gift4code_training.evaluation.suites.arcade.episodes import read_episodes, read_predictions, write_predictions
from gift4code_training.evaluation.suites.arcade.executing import packed
from gift4code_training.evaluation.suites.arcade.judging import judge

from gift4code_ext.spec.model import SpecKind

DATA = Path(__file__).parent / "arcade" / "new_tasks"
RUNNING = Running(width=1, seconds=60.0)
GROUPED = "bakeries.ipynb#0"
HIGHEST = "bakeries.ipynb#1"
DRAWN = "bakeries.ipynb#2"
NAMED = "bakeries.ipynb#3"
CHANGED = "bakeries.ipynb#4"
TODAY = "bakeries.ipynb#5"
FAILS = "bakeries.ipynb#6"

CLOCK = """
import time
from datetime import date, datetime
assert date.today() == date(2022, 12, 10)
assert datetime.now() == datetime.today() == datetime(2022, 12, 10, 12)
assert datetime.now(pd.Timestamp("2022-01-01", tz="UTC").tz).hour == 12
assert time.strftime("%H:%M") == "12:00" and time.localtime().tm_year == 2022
assert pd.Timestamp.now() == pd.Timestamp("now") == pd.Timestamp(time.time(), unit="s")
df["days"] = [(datetime.today() - day).days for day in pd.to_datetime(df["opened"])]
df[["shop", "days"]]
"""

ANSWERS: dict[str, list[tuple[str, str]]] = {
    GROUPED: [
        ("totals = df.pivot_table(index='town', values='loaves', aggfunc='sum')\ntotals.reset_index()", "ok"),
        ("df.groupby('town')['loaves'].sum().sort_values()", "wrong"),
        ("df.groupby('town')['loaves'].sum()\nNone", "wrong"),
        ("df.groupby('town')['loafs'].sum()", "error"),
        ("df.groupby('town'", "error"),
        ("import pickle\nclass Sly:\n    def __eq__(self, other):\n        return True\nSly()", "wrong"),
        ("import os\nos._exit(0)", "killed"),
        ("open('/etc/hostname').read()", "refused"),
        ("with open('sales.csv', 'w') as file:\n    file.write('')\ndf.groupby('town')['loaves'].sum()", "ok"),
        ("pd.read_csv('sales.csv').groupby('town')['loaves'].sum()", "ok"),
        ("import pandas\npandas.Series.equals = lambda a, b: True\npandas.Series([1])", "wrong"),
    ],
    HIGHEST: [("df['price'].max()", "ok"), ("print('4.5')", "wrong"), ("[4.5000001]", "ok")],
    DRAWN: [
        ("import matplotlib.pyplot as plt\nax = plt.subplots()[1]\nax.bar(df['shop'], df['price'])\nplt.show()", "ok"),
        ("import matplotlib.pyplot as plt\nplt.barh(df['shop'], df['price'])", "wrong"),
        ("df['price']", "wrong"),
    ],
    NAMED: [
        (
            "df['takings'] = df['loaves'] * df['price']\nother = df.nlargest(3, 'takings')[['takings', 'shop']]\nNone",
            "ok",
        ),
        ("df.head(3)", "wrong"),
    ],
    CHANGED: [("sorted_shops = df.sort_values('shop')", "ok"), ("df.sort_values('shop')\nNone", "ok"), ("df", "wrong")],
    TODAY: [(CLOCK, "ok"), ("df.assign(days=(pd.to_datetime('today') - pd.to_datetime(df['opened'])).dt.days)", "ok")],
}


@pytest.fixture(scope="module")
def problems() -> dict[str, Problem]:
    assert SUITE.specify is not None
    return {problem.id: problem for problem in SUITE.specify(SUITE.load(DATA, RUNNING), RUNNING)}


def test_problems_whose_reference_fails_are_left_out(problems: dict[str, Problem]) -> None:
    assert len(read_episodes(DATA)[0].turns) == 7
    assert list(problems) == [GROUPED, HIGHEST, DRAWN, NAMED, CHANGED, TODAY]


def test_a_problem_tells_what_its_reference_makes(problems: dict[str, Problem]) -> None:
    grouped, changed = problems[GROUPED], problems[CHANGED]
    assert (grouped.output_type, grouped.cluster, grouped.perturbation) == ("pandas.Series", "bakeries.ipynb", "new")
    assert grouped.specs[SpecKind.TYPE].output.type == "pandas.Series"
    assert grouped.specs[SpecKind.EXAMPLES].output.example is not None
    assert set(grouped.specs) == set(grouped.prompts) == set(SpecKind)
    assert [variable.name for variable in grouped.specs[SpecKind.NONE].inputs] == ["df"]
    said = grouped.specs[SpecKind.SUMMARY].output
    assert (said.type, said.rows) == (None, None)
    assert str(said.summary).endswith("a table or so, for each town, something about loaves.")
    assert changed.specs[SpecKind.TYPE].output.name == "df"


def test_the_specification_stands_after_the_words_and_before_the_cell_to_write(problems: dict[str, Problem]) -> None:
    plain, told = (problems[GROUPED].prompts[kind] for kind in (SpecKind.NONE, SpecKind.TYPE))
    words = "# How many loaves does each town sell? Return a pandas series."
    assert plain.endswith(f"{words}\n\n\n# In[ ]:\n\n\n")
    assert told.endswith(f"{words}\n# Bind the variable result, a pandas.Series.\n\n\n# In[ ]:\n\n\n")
    assert problems[HIGHEST].prompts[SpecKind.NONE].endswith("# What is the highest price?\n\n\n# In[ ]:\n\n\n")


def test_a_predictions_file_is_scored_turn_by_turn(problems: dict[str, Problem], tmp_path: Path) -> None:
    given = {name: [code for code, _ in answers] for name, answers in ANSWERS.items()}
    write_predictions(tmp_path / "predictions.json", read_episodes(DATA), given)
    found = read_predictions(tmp_path / "predictions.json")
    pairs = [(problems[name], code) for name in ANSWERS for code in found[name]]
    verdicts = list(SUITE.score(pairs, RUNNING))
    statuses = [status for answers in ANSWERS.values() for _, status in answers]
    assert [(code, verdict.status) for (_, code), verdict in zip(pairs, verdicts, strict=True)] == [
        (code, status) for (_, code), status in zip(pairs, statuses, strict=True)
    ]
    assert verdicts[1].detail == "the cell's value, a pandas.Series of 3, has other values"
    assert verdicts[1].type_matches
    assert verdicts[3].detail == "KeyError: 'Column not found: loafs'"


def test_who_answers_may_be_a_predictions_file(tmp_path: Path) -> None:
    write_predictions(tmp_path / "predictions.json", read_episodes(DATA), {HIGHEST: ["\n# In[ ]:\n\ndf.price.max()\n"]})
    found = predictions(tmp_path / "predictions.json").by_problem
    assert found[HIGHEST, ""] == [Answer("df.price.max()", code="df.price.max()")]
    assert list(found[GROUPED, ""]) == []


def test_a_line_ends_where_a_file_says_so_and_not_in_a_text(tmp_path: Path) -> None:
    turn = {"predictions": ["x = 'a\u2028b'"]}
    record = {"metadata": {"notebook_name": "a"}, "turns": [turn]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_predictions(tmp_path / "a.jsonl") == {"a#0": ("x = 'a\u2028b'",)}


def test_strictly_a_type_is_part_of_a_value() -> None:
    def made(value: object) -> list[dict[str, object]]:
        return [{"name": "__output__", "changed": False, "parcel": packed(value)}]

    known = {"outputs": [], "shows": False, "reference": made([1, 2])}
    judged = {strict: judge({**known, "found": made((1, 2)), "strict": strict})["status"] for strict in (False, True)}
    assert judged == {False: "ok", True: "wrong"}


def test_a_file_of_existing_tasks_says_so(tmp_path: Path) -> None:
    turn = {"turn": {"intent": {"value": "count"}, "code": {"value": "len([1])"}}}
    folder = tmp_path / "existing_tasks"
    folder.mkdir()
    (folder / "dataset.jsonl").write_text(json.dumps({"notebook_name": "a", "turns": [turn]}) + "\n", encoding="utf-8")
    (episode,) = read_episodes(folder)
    assert (episode.split, episode.folder) == ("existing", None)
    assert episode.turns[0].prompt == "# In[ ]:\n\n\n# count\n\n\n# In[ ]:\n\n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"),
        ('[{"turns": []}]', "'notebook_name'"),
        ('[{"notebook_name": "a", "turns": [{}]}]', "'turn'"),
        ('[{"notebook_name": "a", "turns": []}, {"notebook_name": "a", "turns": []}]', "two episodes"),
        ('[{"notebook_name": "a", "work_dir": "gone", "turns": []}]', "artifacts 'gone'"),
    ],
)
def test_what_is_no_file_of_episodes_is_refused_in_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        read_episodes(tmp_path / "a.json")


def test_a_folder_of_several_files_asks_for_one(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"several files: a\.json, b\.json"):
        read_episodes(tmp_path)
