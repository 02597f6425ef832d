"""Records with what they were made of: a run with its task and context, a specified run with all three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gift4code_training.stages.stage import Inputs, StageError


def origins(runs: Inputs, intents: Inputs, contexts: Inputs) -> Iterator[dict[str, Any]]:
    """Each run with its intent and context; the key is the run's.

    Raises:
        StageError: what a run was made of is not there.
    """
    words, places = _by_key(intents), _by_key(contexts)
    for run in runs:
        yield {
            "key": run["key"],
            "run": run,
            "intent": _found(words, run["intent"], "task", "intents.jsonl"),
            "context": _found(places, run["context"], "context", "contexts.jsonl"),
        }


def specified(specs: Inputs, runs: Inputs, intents: Inputs, contexts: Inputs) -> Iterator[dict[str, Any]]:
    """Each specified run with its run, intent and context; the key is its own.

    Raises:
        StageError: what one was made of is not there.
    """
    made = {str(each["key"]): each for each in origins(runs, intents, contexts)}
    for spec in specs:
        yield {**_found(made, spec["run"], "run", "runs.jsonl"), "key": spec["key"], "specified": spec}


def _by_key(inputs: Inputs) -> dict[str, Mapping[str, Any]]:
    return {str(each["key"]): each for each in inputs}


def _found(known: Mapping[str, Mapping[str, Any]], key: object, what: str, file: str) -> Mapping[str, Any]:
    found = known.get(str(key))
    if found is None:
        raise StageError(f"The {what} {key} is named and not in {file}: run the stages after it again.")
    return found
