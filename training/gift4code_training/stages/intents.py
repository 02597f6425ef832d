"""``gift4code-train intents``: contexts.jsonl -> intents.jsonl, tasks in words.

A model is shown three lines of each table and goes on with a numbered list of tasks (:mod:`.intent_prompt`); without a
model the project's generator draws programs over the table and words them. An answer without a numbered list is
counted as a rejection.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from gift4code_training.stages import engines, intent_prompt
from gift4code_training.stages.loading import frames_of
from gift4code_training.stages.records import Intent, key, to_json
from gift4code_training.stages.stage import Inputs, Made, Make, Rejection, Stage, at_least_one, go, report
from gift4code_training.stages.stage import add_arguments as add_common
from gift4code_training.stages.writers import generator
from gift4code_training.stages.writers.model import Asking, Model, Unanswered, chosen
from gift4code_training.stages.writers.model import add_arguments as add_models

NAME = "intents"
_LONGEST = 600  # characters of a task
_SHOWN = 300  # characters of an answer that is written down with its rejection


class Asked:
    """A context -> the tasks that a model writes about its table."""

    def __init__(self, model: Model, count: int, temperature: float, max_tokens: int, seed: int) -> None:
        self._model, self._count, self._seed = model, count, seed
        self._temperature, self._max_tokens = temperature, max_tokens
        self._writer = model.open()

    def __call__(self, context: Mapping[str, Any]) -> Made:
        own = key(self._seed, context["key"], self._model.source)
        chat = self._model.chat
        prompt = intent_prompt.build(
            str(context["preview"]), str(context["description"]), self._count, random.Random(own), chat=chat
        )
        asking = Asking(1, self._temperature, self._max_tokens, int(own, 16))
        try:
            (answer,) = self._writer.write(prompt, asking)
        except Unanswered as refused:
            return Made(rejected=(Rejection("the model refuses the prompt", str(refused)),))
        texts = intent_prompt.tasks_in(answer, chat=chat)
        if not texts:
            return Made(rejected=(Rejection("no numbered list in the answer", answer[:_SHOWN]),))
        return _kept(context, [(text, ()) for text in texts[: self._count]], self._model.source, self._seed)

    def close(self) -> None:
        """Ends the request that is under way."""
        self._writer.close()


class Drawn:
    """A context -> tasks that the generator draws over its tables."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self._folder, self._count, self._seed = folder, count, seed

    def __call__(self, context: Mapping[str, Any]) -> Made:
        frames = frames_of(context, self._folder)
        tasks: list[tuple[str, tuple[str, ...]]] = []
        for number in range(1, self._count + 1):
            drawn = generator.tasks(frames, context["said"], self._seed, str(context["key"]), number)
            tasks += [(task.text, task.rules) for task in islice(drawn, 1)] or [("", ())]
        return _kept(context, tasks, generator.source(self._seed), self._seed)


def _kept(context: Mapping[str, Any], tasks: list[tuple[str, tuple[str, ...]]], source: str, seed: int) -> Made:
    records: list[Mapping[str, Any]] = []
    rejected: list[Rejection] = []
    seen: set[str] = set()
    for number, (text, rules) in enumerate(tasks, start=1):
        if not text:
            rejected.append(Rejection("no program fits the table"))
        elif text.lower() in seen:
            rejected.append(Rejection("the same task twice", text))
        elif len(text) > _LONGEST or len(text.split()) < 2:
            rejected.append(Rejection("too long or too short for a task", text[:_SHOWN]))
        else:
            seen.add(text.lower())
            own = key(context["key"], number, source, seed)
            records.append(to_json(Intent(own, str(context["key"]), number, text, source, rules)))
    return Made(tuple(records), tuple(rejected))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--count", type=at_least_one, default=6, help="tasks a context (default: %(default)s)")
    parser.add_argument("--temperature", type=float, default=0.8, help="of a model (default: %(default)s)")
    parser.add_argument("--max-tokens", type=at_least_one, default=600, help="of an answer (default: %(default)s)")
    engines.add_arguments(parser)
    add_models(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    contexts = Inputs(folder, "contexts", "tables")
    settings: dict[str, Any] = {"count": options.count}
    with chosen(options) as model:
        if model is None:
            make: Make = partial(Drawn, folder.resolve(), options.count, options.seed)
            source, how = generator.SOURCE, engines.chosen(options)
        else:
            settings |= {"temperature": options.temperature, "max_tokens": options.max_tokens, "chat": model.chat}
            make = partial(Asked, model, options.count, options.temperature, options.max_tokens, options.seed)
            source, how = model.source, engines.chosen(options, options.requests, model.endpoint)
        stage = Stage(NAME, "context", settings, options.seed, source)
        counts = go(
            stage,
            make,
            contexts,
            digest=contexts.digest,
            total=len(contexts),
            folder=folder,
            part=options.shard,
            engine=how,
        )
    report(counts, stage, folder, options.shard)
    return 0
