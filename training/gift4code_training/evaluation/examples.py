"""Tasks that show one input-output pair and are graded on another: Jigsaw's PandasEval, Falx and the project's asks.

The data is read from a path given on the command line; none of it is part of the package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from gift4code_ext.spec.model import Output, SpecKind
from gift4code_training.evaluation.asks import load as load_asks
from gift4code_training.evaluation.asks import output as output_of_ask
from gift4code_training.evaluation.literals import read_value


@dataclass(frozen=True)
class Pair:
    """Inputs by name and the value that must come of them."""

    frames: Mapping[str, Any]
    value: Any


@dataclass(frozen=True)
class Task:
    """One task.

    Attributes:
        id: names the suite's task, set and query.
        intent: the words; empty where there are none.
        output: what is shown of the first pair.
        shown: the pair that is shown.
        hidden: the pair that the answer is graded on; the shown one where the suite has no other.
        references: cells that are said to solve it.
        ordered: whether the order of rows counts; ``None`` lets the checker decide.
        group: tasks of one group are wordings of one problem.
    """

    id: str
    intent: str
    output: Output
    shown: Pair
    hidden: Pair
    references: tuple[str, ...] = ()
    ordered: bool | None = None
    group: str = ""


def load(path: Path, *, all_queries: bool = False) -> list[Task]:
    """The tasks in a file: Jigsaw's PandasEval or Falx as JSON, asks as JSONL; told apart by what they hold."""
    if path.suffix == ".jsonl":
        return list(_asks(path))
    data = json.loads(path.read_text(encoding="utf-8"))
    if all("sets" in item for item in data.values()):
        return list(_jigsaw(data, all_queries))
    return list(_falx(data))


def _jigsaw(data: Mapping[str, Any], all_queries: bool) -> Iterator[Task]:
    for number, item in data.items():
        for letter, stated in item["sets"].items():
            pairs = [pair(each) for each in stated["ios"]]
            name = stated["ios"][0]["outvar"]
            references = tuple(solutions(stated["solutions"]))
            queries = [each["query"] for each in stated["queries"]]
            for place, query in enumerate(queries if all_queries else queries[:1]):
                yield Task(
                    id=f"{number}{letter}{place}",
                    intent=query,
                    output=Output(name=name, example=pairs[0].value, partial=False),
                    shown=pairs[0],
                    hidden=pairs[-1],
                    references=references,
                    group=number,
                )


def solutions(stated: Sequence[str | Sequence[str]]) -> list[str]:
    """Jigsaw's solutions, each by itself: its lists hold alternatives, and in a few cases the lines of one, which come
    last.
    """
    parts = [[each] if isinstance(each, str) else list(each) for each in stated]
    together = ["\n".join(each) for each in parts if len(each) > 1]
    return list(dict.fromkeys([*(one for each in parts for one in each), *together]))


def pair(stated: Mapping[str, Any]) -> Pair:
    """One of Jigsaw's input-output pairs.

    Raises:
        LiteralError: a value in it is no literal or constructor of such.
    """
    values = [read_value(source) for source in stated["inputs"]]
    inputs = dict(zip(stated["invars"], values, strict=False))  # further names are local to the references
    return Pair(inputs, read_value(stated["output"]))


def _falx(data: Mapping[str, Any]) -> Iterator[Task]:
    for name, item in data.items():
        pair = Pair({"df": pd.DataFrame(item["input_data"])}, pd.DataFrame(item["output_data"]))
        output = Output(example=pair.value, partial=False, ordered=False)
        yield Task(name, "", output, pair, pair, ordered=False, group=name)


def _asks(path: Path) -> Iterator[Task]:
    for ask in load_asks(path):
        pair = Pair(ask.frames, ask.value)
        output = output_of_ask(ask, SpecKind.EXAMPLES)
        yield Task(ask.id, ask.intent, output, pair, pair, (ask.reference,), ask.ordered, ask.id)
