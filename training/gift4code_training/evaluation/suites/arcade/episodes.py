"""ARCADE's files: episodes (a notebook with its turns) and predictions for them, in the form of its evaluation package.

A file of either split, New Tasks and Existing Tasks, is a JSON list of episodes (or one a line): ``notebook_name``,
``work_dir``, ``turns``. A turn holds the prompt (``input``), under ``turn`` the ``intent``, the reference ``code``, the
``code_context`` and ``metadata``. What the splits do not share is optional here: prompts, output variables, work
folders. Artifacts are looked for by ``work_dir`` upwards of the file, beside it and under ``artifacts``.

A predictions file is a list (or one a line) of ``{metadata: {notebook_name}, turns: [{metadata: {example}, predictions:
[text, …]}]}``, the turns in the episode's order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gift4code_training.evaluation.problem import EvaluationError
from gift4code_training.evaluation.suites.arcade.rewriting import CELL, first_cell

CELL_START, CELL_END = CELL, "\n\n\n"
_FOLDERS = ("", "artifacts")
_SPLITS = ("new_tasks", "existing_tasks")
_LEVELS = 3  # folders upwards in which artifacts are looked for


@dataclass(frozen=True)
class Turn:
    """One problem of a notebook.

    Attributes:
        intent: the words, without what the file adds about the output.
        outputs: variables that the file names as what is compared.
        context: all code before it, references of earlier turns among it.
        prompt: as the file has it; empty where it has none.
        record: the turn as it stands in the file.
    """

    intent: str
    code: str
    context: str
    outputs: tuple[str, ...]
    prompt: str
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Episode:
    """A notebook and its turns; ``folder`` has its artifacts; ``split`` is ``new``, ``existing`` or empty."""

    name: str
    folder: Path | None
    split: str
    turns: tuple[Turn, ...]

    def id_of(self, place: int) -> str:
        """The name of one of its problems."""
        return f"{self.name}#{place}"


def read_episodes(path: Path) -> list[Episode]:
    """The episodes of a file, or of the one file in a folder (or in its ``derived_datasets``).

    Raises:
        EvaluationError: there is none, there are several, or it holds no episodes.
    """
    file = _file(path)
    episodes = [_episode(record, file) for record in _records(file)]
    names = [episode.name for episode in episodes]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise EvaluationError(f"{file} has two episodes of the notebook {twice}: its problems could not be told apart.")
    return episodes


def read_predictions(path: Path) -> dict[str, tuple[str, ...]]:
    """Predictions by problem, in their order; of each the first cell that holds code.

    Raises:
        EvaluationError: it is no predictions file.
    """
    found: dict[str, tuple[str, ...]] = {}
    for record in _records(path):
        try:
            name = record["metadata"]["notebook_name"]
            for place, turn in enumerate(record["turns"]):
                found[f"{name}#{place}"] = tuple(first_cell(text) for text in turn["predictions"])
        except (KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(f"{path} is no file of ARCADE predictions: {error!r} is missing.") from None
    return found


def write_predictions(path: Path, episodes: Sequence[Episode], predictions: Mapping[str, Sequence[str]]) -> None:
    """Predictions by problem in the form that ARCADE's own evaluation reads."""
    written = [
        {
            "metadata": {"notebook_name": episode.name},
            "turns": [
                {"metadata": {"example": turn.record}, "predictions": list(predictions.get(episode.id_of(place), ()))}
                for place, turn in enumerate(episode.turns)
            ],
        }
        for episode in episodes
    ]
    path.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")


def _file(path: Path) -> Path:
    if path.is_file():
        return path
    folders = (path, path / "derived_datasets")
    found = [file for folder in folders for form in ("*.json", "*.jsonl") for file in sorted(folder.glob(form))]
    if len(found) == 1:
        return found[0]
    several = ", ".join(file.name for file in found)
    raise EvaluationError(
        f"{path} holds {f'several files: {several}' if found else 'no file of episodes'}. "
        "Give the JSON file of one split, e.g. new_tasks/derived_datasets/NAME.json."
    )


def _records(path: Path) -> list[Any]:
    try:
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("["):
            records = json.loads(text)
        else:
            records = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise EvaluationError(
            f"{path} cannot be read: {error}. It should be JSON, a list or one record a line."
        ) from None
    return list(records)


def _episode(record: Mapping[str, Any], file: Path) -> Episode:
    try:
        name, work = str(record["notebook_name"]), str(record.get("work_dir") or "")
        turns = tuple(_turn(each) for each in record["turns"])
    except (KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{file} is no file of ARCADE episodes: {error!r} is missing or no record.") from None
    split = next((part.removesuffix("_tasks") for part in file.resolve().parts if part in _SPLITS), "")
    return Episode(name, _artifacts(work, file), split, turns)


def _turn(record: Mapping[str, Any]) -> Turn:
    turn = record["turn"]
    stated = turn["intent"]
    told = (turn.get("metadata") or {}).get("utterance_without_output_spec") or stated["value"]
    context, prompt = turn.get("code_context") or "", record.get("input") or ""
    intent = str(told).strip().removeprefix("# Problem:").lstrip("# ").strip()
    return Turn(
        intent=intent,
        code=str(turn["code"]["value"]),
        context=str(context),
        outputs=tuple(stated.get("output_variables") or ()),
        prompt=str(prompt) if CELL in prompt else _prompt(str(context), intent),
        record=record,
    )


def _prompt(context: str, intent: str) -> str:
    """A notebook as a script that ends where the cell to write begins."""
    asked = "\n".join(f"# {line}" for line in intent.splitlines())
    cells = [cell for cell in (context.strip("\n"), asked) if cell]
    return "".join(f"{CELL_START}{CELL_END}{cell}{CELL_END}" for cell in cells) + f"{CELL_START}{CELL_END}"


def _artifacts(work: str, file: Path) -> Path | None:
    if not work:
        return None
    for level in list(file.resolve().parents)[:_LEVELS]:
        for folder in _FOLDERS:
            if (found := level / folder / work).is_dir():
                return found
    raise EvaluationError(
        f"The artifacts {work!r} of a notebook in {file} are not there: they are looked for beside the file and in the "
        f"{_LEVELS - 1} folders above it, each with and without 'artifacts'."
    )
