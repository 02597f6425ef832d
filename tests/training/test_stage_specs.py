"""Specifications of runs: what is asked for in each kind, by rule and by a model."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import endpoint
import pandas as pd
import pytest
from gift4code_training.cli import main
from gift4code_training.journal import read
from gift4code_training.stages import asked, nouns
from gift4code_training.stages.noisy import noisy_sentence
from gift4code_training.stages.records import Context, Intent, Run, Specified, from_json

from gift4code_ext.generation.prompt import build
from gift4code_ext.spec.infer import facts, output
from gift4code_ext.spec.model import Facts, Output, Spec, SpecKind
from gift4code_ext.spec.read import read as read_value
from gift4code_ext.spec.render import render
from training import staged


def specs(folder: Path) -> dict[str, dict[str, Any]]:
    """The specified runs of a folder by run."""
    return {each["run"]: each for each in read(folder / "specs.jsonl")}


def of(folder: Path, text: str) -> dict[str, Any]:
    """What is asked for of the first program of a task."""
    (intent,) = (each for each in read(folder / "intents.jsonl") if each["text"] == text)
    run = next(each for each in read(folder / "runs.jsonl") if each["intent"] == intent["key"])
    return specs(folder)[run["key"]]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with specs.jsonl, made by rule."""
    folder = staged.folder(tmp_path_factory.mktemp("specs"))
    assert main(["specs", "--dir", str(folder), "--rows", "2", "--columns", "3"]) == 0
    return folder


def test_each_kind_is_printed_by_the_product(done: Path) -> None:
    found = of(done, "For each loaf, how many were sold? Most first.")

    assert found["texts"] == {
        "none": "",
        "type": "Bind the variable result, a pandas.DataFrame with the columns 'Loaf', 'sold'.",
        "examples": (
            "Bind the variable result, a pandas.DataFrame with the columns 'Loaf', 'sold'.\n"
            "Input df, first rows:\nLoaf,sold,Price,day\nrye,12,3.5,2024-03-01\nspelt,7,4.25,2024-03-01\n"
            "Output result, first rows:\nLoaf,sold\nrye,32\nwheat,20"
        ),
        "summary": (
            "Bind the variable result, a pandas.DataFrame with the columns 'Loaf', 'sold'; it has 3 rows.\n"
            "The output is a table with 3 rows, one for each Loaf. Columns: Loaf (values of df['Loaf'], each value "
            "once); sold (computed, as df['sold'], descending, each value once, holding its maximum, some above its "
            "maximum)."
        ),
        "noisy": found["texts"]["noisy"],
    }
    assert found["limits"] == {"rows": 2, "columns": 3, "input_columns": 20}
    assert found["source"] == "rules/2"


def test_an_example_shows_no_more_columns_than_asked_for(done: Path) -> None:
    found = of(done, "Only the rows about rye, dearest first")

    example = nouns.output(found["asked"]["examples"]["output"])
    assert example == Output(
        "result",
        type="pandas.DataFrame",
        columns=("Loaf", "sold", "Price", ...),
        example=(("rye", 11, 3.6), ("rye", 12, 3.5)),
        partial="head",
    )
    assert found["texts"]["examples"].endswith("Output result, first rows:\nLoaf,sold,Price\nrye,11,3.6\nrye,12,3.5")


def test_other_values_than_tables_are_specified(done: Path) -> None:
    average, ships = of(done, "What is the average price?"), of(done, "Which ships lie at berth 1?")

    assert average["texts"]["type"] == "Bind the variable result, a float."
    assert average["texts"]["examples"].splitlines()[-1] == "Output result: 3.641666666666667"
    assert ships["texts"]["examples"].splitlines()[-1] == "Output result, all values: ['Anna', 'Cid']"


def test_what_else_comes_out_is_told_by_the_summary(done: Path) -> None:
    found = of(done, "Total tons of each berth, and the largest of the totals as most")

    assert "Also made: most (float)." in found["texts"]["summary"]
    assert "most" not in found["texts"]["type"]


@pytest.mark.parametrize("kind", ["none", "type", "summary", "examples"])
@pytest.mark.parametrize(
    "task", [task for task in staged.TASKS if task.made == ("result",)], ids=lambda task: task.text
)
def test_what_is_learnt_is_what_is_asked(tmp_path: Path, task: staged.Task, kind: str) -> None:
    folder = staged.folder(tmp_path, [task])
    assert main(["specs", "--dir", str(folder), "--rows", "3"]) == 0
    run = from_json(Run, next(read(folder / "runs.jsonl")), folder)
    intent = from_json(Intent, next(read(folder / "intents.jsonl")), folder)
    context = from_json(Context, next(read(folder / "contexts.jsonl")), folder)
    held = from_json(Specified, specs(folder)[run.key], folder)

    frames = {"df": pd.read_csv(folder / f"{task.table}.csv")}
    value = staged.executed(run.code, frames)["result"]
    stated = output(value, SpecKind(kind), frames, rows=3)
    if kind == "summary":  # computed, it is the facts of the whole value
        stated = replace(stated, summary=None)
    told = facts(Output(example=value) if kind == "summary" else stated, frames)
    earlier = f"# {context.description}\n{context.code}"
    live = Spec(task.text, (read_value(frames["df"], "df"),), stated, earlier, told)

    level = asked.sharing(kind, 3)
    kept = asked.request(kind, held, run, intent, context)
    assert build("gift4code/1", kept, SpecKind(kind), level) == build("gift4code/1", live, SpecKind(kind), level)
    assert build("slots/1", kept, SpecKind(kind)) == build("slots/1", live, SpecKind(kind))


PROGRAMS = (
    "result = df[df['Loaf'] == 'Sourdough-77'].sort_values('Price')",
    "result = df.groupby('Loaf', as_index=False).agg(mean=('Price', 'mean')).head(4711)",
    "result = df.loc[df['sold'].between(4711, 9999), 'sold'].sum()",
    "x = df.merge(other, on='Loaf')\nresult = x.pivot_table(index='Loaf', columns='day', values='sold')",
    "result = len(df)",
)


@pytest.mark.parametrize("code", PROGRAMS)
def test_a_noisy_user_says_the_same_again_and_no_value(code: str) -> None:
    said = noisy_sentence("What about the loaves?", code)

    assert said == noisy_sentence("What about the loaves?", code)
    assert said.endswith(".")
    assert not {"Sourdough", "sourdough", "4711", "9999"} & set(said.replace("-", " ").replace(",", " ").split())


def test_a_noisy_user_says_less_than_the_program_holds() -> None:
    code = (
        "result = df[df['OpenDate'] > '2020'].groupby(['TownName', 'kind'])['unit_price'].mean()"
        ".reset_index().sort_values('unit_price').head(3)"
    )
    said = {noisy_sentence(f"task {number}", code) for number in range(30)}

    assert len(said) > 5
    assert not any(name in sentence for sentence in said for name in ("OpenDate", "TownName", "unit_price"))
    whole = {"for each", "averages", "first few", "some sensible order", "something about"}
    assert all(any(part not in sentence for part in whole) for sentence in said)


@pytest.mark.parametrize(
    ("code", "noun"),
    [
        ("result = df.T", "a table or so"),
        ("result = trips[trips.fare > 3]", "a table or so"),
        ("result = trips.rename(str.lower)", "a table or so"),
        ("result = np.where(a > 3)[0]", "some values"),
        ("result = a[a.shape[0] // 2 :]", "some values"),
        ("result = ', '.join(words)", "some values"),
        ("result = np.mean(a)", "a number or so"),
    ],
)
def test_a_noisy_user_speaks_of_tables_where_the_code_is_of_pandas(code: str, noun: str) -> None:
    said = noisy_sentence("What about the loaves?", code)

    assert noun in said
    assert noun == "a table or so" or "table" not in said


def test_the_noisy_kind_holds_the_sentence_alone(done: Path) -> None:
    found = of(done, "What is the average price?")

    held = found["asked"]["noisy"]
    assert nouns.facts(held["facts"]) == Facts()
    assert nouns.output(held["output"]) == Output("result", summary=found["texts"]["noisy"])


def test_a_model_writes_both_sentences_and_sees_the_values_for_one(tmp_path: Path) -> None:
    folder = staged.folder(tmp_path, staged.TASKS[2:3])
    answers = ["Summary: One price,\nabout 3.64.\n\nAnything else?", '"The usual price."']
    with endpoint.scripted(completions=answers) as server:
        arguments = ["specs", "--dir", str(folder), "--endpoint", server.base_url, "--requests", "1"]
        assert main(arguments) == 0
        bodies = [each["body"] for each in server.requests() if each["method"] == "POST" and "messages" in each["body"]]

    seeing, blind = (body["messages"][-1]["content"] for body in bodies[-2:])
    assert "Output result: 3.641666666666667" in seeing
    assert "rye" in seeing
    assert "result = df['Price'].mean()" in blind
    assert "What is the average price?" in blind
    assert not any(value in json.dumps(bodies[-1]) for value in ("rye", "3.64", "4.25", "first rows"))
    (found,) = specs(folder).values()
    assert found["texts"]["summary"].startswith("Bind the variable result, a float.\nOne price, about 3.64. The output")
    assert found["texts"]["noisy"] == "The usual price."
    assert found["source"].startswith("endpoint/")


def test_an_answer_that_is_no_sentence_is_counted(tmp_path: Path) -> None:
    folder = staged.folder(tmp_path, staged.TASKS[2:3])
    with endpoint.scripted(completions=["```python\nx = 1\n```"]) as server:
        assert main(["specs", "--dir", str(folder), "--endpoint", server.base_url]) == 0

    assert not specs(folder)
    counts = json.loads((folder / "specs.counts.json").read_text())
    assert counts["rejected"] == {"no sentence in the answer": 1}


def test_a_prompt_that_the_model_refuses_is_counted(tmp_path: Path) -> None:
    folder = staged.folder(tmp_path, staged.TASKS[2:4])
    arguments = ["specs", "--dir", str(folder), "--model", "tiny", "--requests", "1", "--endpoint"]
    with endpoint.scripted(completions=["A price."], fails=[None, None, None, 400, None]) as server:
        assert main([*arguments, server.base_url]) == 0

    counts = json.loads((folder / "specs.counts.json").read_text())
    assert (counts["records"], counts["rejected"]) == (1, {"the model refuses the prompt": 1})


def test_text_models_go_on_after_the_label(tmp_path: Path) -> None:
    folder = staged.folder(tmp_path, staged.TASKS[2:3])
    with endpoint.scripted(completions=[" A single price."]) as server:
        assert main(["specs", "--dir", str(folder), "--endpoint", server.base_url, "--completion"]) == 0
        asked_for = [each["body"] for each in server.requests() if "completions" in each["path"]]

    assert asked_for[-1]["prompt"].endswith("result = df['Price'].mean()\n```\n\nSummary:")
    (found,) = specs(folder).values()
    assert found["texts"]["noisy"] == "A single price."


def test_parts_are_the_whole_and_nothing_is_done_twice(done: Path, tmp_path: Path) -> None:
    folder = staged.folder(tmp_path)
    for part in ("2/3", "1/3", "3/3", "2/3"):
        assert main(["specs", "--dir", str(folder), "--rows", "2", "--columns", "3", "--shard", part]) == 0

    parts = [each for path in sorted(folder.glob("specs.*-of-3.jsonl")) for each in read(path)]
    assert sorted(parts, key=lambda each: each["key"]) == sorted(
        read(done / "specs.jsonl"), key=lambda each: each["key"]
    )


def test_limits_beyond_what_prompts_print_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["specs", "--dir", str(tmp_path), "--rows", "6"]) == 2
    assert "1 to 5 rows and 1 to 20 columns" in capsys.readouterr().err


def test_where_it_runs_is_an_option(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["specs", "--dir", str(done), "--address", "10.0.0.1:6379"]) == 2
    assert "say --engine ray too" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--workers", "--requests", "--seconds"])
def test_a_number_of_nothing_is_refused(done: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["specs", "--dir", str(done), option, "0"])
    assert f"argument {option}: '0' is no" in capsys.readouterr().err


def test_an_intent_of_half_a_character_has_its_sentence() -> None:
    assert noisy_sentence("the \ud800 rows", "result = df.head(3)")


FRAME = pd.DataFrame(
    {
        "a": [1, 2, 3],
        "t": ["x", None, "…"],
        "d": pd.to_datetime(["2020-01-01", "2020-01-02 03:04", None], format="mixed"),
        "f": [1.5, float("nan"), float("inf")],
    }
)
VALUES = [
    FRAME,
    FRAME.set_index(["t", "d"]),
    FRAME.groupby("t")["f"].agg(["min", "max"]),
    FRAME.groupby(["t", "a"]).agg({"f": ["mean"]}),
    FRAME.rename(columns={"a": 7, "t": dt.datetime(2020, 1, 1), "d": ("x", 1)}),
    FRAME["d"],
    FRAME["a"].quantile([0.1, 0.5]),
    FRAME["a"].to_numpy(),
    FRAME["d"].max(),
    {"k": [1, 2]},
    {"x", "y"},
    "text",
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("kind", list(SpecKind))
def test_nouns_come_back_from_json(value: Any, kind: SpecKind) -> None:
    variable = read_value(value, "value")
    stated = output(value, kind, {"df": FRAME}, rows=2)
    known = facts(stated, {"df": FRAME})

    def there_and_back(noun: Any) -> Any:
        return json.loads(json.dumps(nouns.to_json(noun), allow_nan=False))

    assert nouns.variable(there_and_back(variable)) == variable
    assert nouns.facts(there_and_back(known)) == known
    back = nouns.output(there_and_back(stated))
    assert repr(back) == repr(stated)  # nan is not equal to itself
    assert render(Spec("", (variable,), back), kind) == render(Spec("", (variable,), stated), kind)


@pytest.mark.parametrize(
    "held", [{"name": "x", "rows": 1, "colour": 2}, {"name": "x", "columns": [{"literal": "__import__('os')"}]}]
)
def test_what_is_no_noun_is_refused(held: dict[str, Any]) -> None:
    with pytest.raises(nouns.NounError):
        nouns.output(held)
