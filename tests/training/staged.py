"""Folders as the first four stages leave them: small tables, tasks, and runs of programs that are executed here."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from gift4code_training.journal import Journal
from gift4code_training.stages import nouns
from gift4code_training.stages.records import Context, Intent, Run, key, to_json

from gift4code_ext.spec.infer import facts, output
from gift4code_ext.spec.model import Output, SpecKind
from gift4code_ext.spec.read import read

ROWS = 10  # first rows of an answer that a run tells


@dataclass(frozen=True)
class Task:
    """A task over one of the tables, and programs for it; ``calls`` of each, in its order."""

    table: str
    text: str
    codes: tuple[str, ...]
    calls: tuple[tuple[str, ...], ...]
    made: tuple[str, ...] = ("result",)


TABLES: Mapping[str, pd.DataFrame] = {
    "bakery": pd.DataFrame(
        {
            "Loaf": ["rye", "spelt", "rye", "wheat", "spelt", "rye"],
            "sold": [12, 7, 9, 20, 5, 11],
            "Price": [3.5, 4.25, 3.5, 2.75, 4.25, 3.6],
            "day": ["2024-03-01", "2024-03-01", "2024-03-02", "2024-03-02", "2024-03-03", "2024-03-03"],
        }
    ),
    "harbour": pd.DataFrame(
        {"ship": ["Anna", "Bora", "Cid", "Dora"], "berth": [1, 2, 1, 3], "tons": [120.0, 80.5, np.nan, 60.0]}
    ),
    "garden": pd.DataFrame({"plant": ["fern", "moss", "ivy"], "height": [30, 2, 150], "shade": [True, True, False]}),
}

TASKS = (
    Task(
        "bakery",
        "For each loaf, how many were sold? Most first.",
        (
            "result = df.groupby('Loaf', as_index=False)['sold'].sum().sort_values('sold', ascending=False)",
            "result = df.groupby('Loaf')['sold'].sum()",
            "result = df.pivot_table(index='Loaf', values='sold', aggfunc='sum')",
        ),
        (("groupby", "sum", "sort_values"), ("groupby", "sum"), ("pivot_table",)),
    ),
    Task(
        "bakery",
        "Only the rows about rye, dearest first",
        ("result = df[df['Loaf'] == 'rye'].sort_values('Price', ascending=False)",),
        (("sort_values",),),
    ),
    Task("bakery", "What is the average price?", ("result = df['Price'].mean()",), (("mean",),)),
    Task(
        "harbour",
        "Which ships lie at berth 1?",
        ("result = df.loc[df['berth'] == 1, 'ship'].tolist()",),
        (("tolist",),),
    ),
    Task(
        "harbour",
        "Total tons of each berth, and the largest of the totals as most",
        ("most = df.groupby('berth')['tons'].sum()\nresult = most.reset_index()\nmost = most.max()",),
        (("groupby", "sum", "reset_index", "max"),),
        ("result", "most"),
    ),
    Task("garden", "the three tallest plants", ("result = df.nlargest(3, 'height')",), (("nlargest",),)),
)


def folder(path: Path, tasks: Sequence[Task] = TASKS, tables: Mapping[str, pd.DataFrame] = TABLES) -> Path:
    """Writes contexts.jsonl, intents.jsonl and runs.jsonl with the tables beside them."""
    path.mkdir(parents=True, exist_ok=True)
    contexts, intents, runs = [], [], []
    for name in dict.fromkeys(task.table for task in tasks):
        tables[name].to_csv(path / f"{name}.csv", index=False)
        code = f'import pandas as pd\n\ndf = pd.read_csv("{name}.csv")'
        contexts.append(Context(name, {"df": f"{name}.csv"}, code, "", "", f"About a {name}.", name))
    for number, task in enumerate(tasks, start=1):
        intent = Intent(key(task.table, task.text), task.table, number, task.text, "people")
        intents.append(intent)
        frame = pd.read_csv(path / f"{task.table}.csv")
        runs += [
            _run(code, calls, task, intent, {"df": frame}) for code, calls in zip(task.codes, task.calls, strict=True)
        ]
    for name, records in (("contexts", contexts), ("intents", intents), ("runs", runs)):
        with Journal(path / f"{name}.jsonl", {}) as journal:
            journal.extend([to_json(record) for record in records])
    return path


def executed(code: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The variables that a program of these tests leaves."""
    space: dict[str, Any] = {"pd": pd, "np": np, **copy.deepcopy(dict(frames))}
    exec(code, space)
    return space


def _run(code: str, calls: tuple[str, ...], task: Task, intent: Intent, frames: Mapping[str, pd.DataFrame]) -> Run:
    space = executed(code, frames)
    return Run(
        key=key(intent.key, code),
        program=key("program", intent.key, code),
        intent=intent.key,
        context=intent.context,
        code=code,
        inputs=tuple(nouns.to_json(read(frame, name)) for name, frame in frames.items()),
        outputs=tuple(_told(space[name], name, frames) for name in task.made),
        calls=calls,
    )


def _told(value: Any, name: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    return {
        "variable": nouns.to_json(read(value, name)),
        "output": nouns.to_json(output(value, SpecKind.EXAMPLES, name=name, rows=ROWS)),
        "facts": nouns.to_json(facts(Output(name, example=value), frames)),
        "changed": False,
    }
