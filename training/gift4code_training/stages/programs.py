"""``gift4code-train programs``: intents.jsonl -> programs.jsonl, several programs for each task.

A code model is given the context, the tasks before this one and the task, with demonstrations
(:mod:`.program_prompt`); the code is taken out of its answers as the product does. Without a model the project's
generator gives the program that the task was worded from; further samples are other programs over the same table, as a
model's mistakes would be: for what they do their results speak, not the words.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from gift4code_ext.generation.prompt import finish
from gift4code_training.stages import engines, program_prompt
from gift4code_training.stages.loading import frames_of
from gift4code_training.stages.records import Program, key, to_json
from gift4code_training.stages.stage import Inputs, Made, Make, Rejection, Stage, StageError, at_least_one, go, report
from gift4code_training.stages.stage import add_arguments as add_common
from gift4code_training.stages.writers import generator
from gift4code_training.stages.writers.model import Asking, Model, Unanswered, chosen
from gift4code_training.stages.writers.model import add_arguments as add_models

NAME = "programs"
_SAMPLES = 5  # of a model; of the generator one, which is the program that the words say
_SHOWN = 300


class Asked:
    """An intent with its context -> programs that a model writes for it."""

    def __init__(self, model: Model, samples: int, temperature: float, max_tokens: int, seed: int) -> None:
        self._model, self._samples, self._seed = model, samples, seed
        self._temperature, self._max_tokens = temperature, max_tokens
        self._writer = model.open()

    def __call__(self, given: Mapping[str, Any]) -> Made:
        context = given["context"]
        asked = program_prompt.Asked(
            str(context["code"]),
            str(context["schema"]),
            str(context["description"]),
            given["earlier"],
            str(given["intent"]["text"]),
        )
        prompt = program_prompt.build(asked, chat=self._model.chat)
        seed = int(key(self._seed, given["key"], self._model.source), 16)
        try:
            answers = self._writer.write(prompt, Asking(self._samples, self._temperature, self._max_tokens, seed))
        except Unanswered as refused:
            return Made(rejected=(Rejection("the model refuses the prompt", str(refused)),))
        codes = [finish(prompt, answer) for answer in answers]
        return _kept(str(given["key"]), codes, self._model.source, self._seed)

    def close(self) -> None:
        """Ends the request that is under way."""
        self._writer.close()


class Drawn:
    """An intent of the generator with its context -> the program it was worded from, and others."""

    def __init__(self, folder: Path, samples: int) -> None:
        self._folder, self._samples = folder, samples

    def __call__(self, given: Mapping[str, Any]) -> Made:
        intent, context = given["intent"], given["context"]
        seed = generator.seed_of(str(intent["source"]))
        if seed is None:
            raise StageError(
                f"The tasks are of {intent['source']}, and without a model only those of {generator.SOURCE} have a "
                "program: name a model with --endpoint or --local."
            )
        frames = frames_of(context, self._folder)
        drawn = generator.tasks(frames, context["said"], seed, str(context["key"]), int(intent["number"]))
        found = list(islice(drawn, self._samples))
        if not found or found[0].text != intent["text"]:
            return Made(rejected=(Rejection("the generator no longer comes to this task", str(intent["text"])),))
        return _kept(str(given["key"]), [task.code for task in found], str(intent["source"]), seed)


def _kept(intent: str, codes: list[str], source: str, seed: int) -> Made:
    records: list[Mapping[str, Any]] = []
    rejected: list[Rejection] = []
    seen: set[str] = set()
    for sample, code in enumerate(codes):
        form = _form(code)
        if form is None:
            rejected.append(Rejection("no code in the answer", code[:_SHOWN]))
        elif form in seen:
            rejected.append(Rejection("the same program twice", code[:_SHOWN]))
        else:
            seen.add(form)
            records.append(to_json(Program(key(intent, sample, source, seed), intent, sample, code, source)))
    return Made(tuple(records), tuple(rejected))


def _form(code: str) -> str | None:
    """A program without its layout and comments; None where it is none or holds no statement that does something."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if all(isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass)) or _is_name(node) for node in tree.body):
        return None
    return ast.unparse(tree)


def _is_name(node: ast.stmt) -> bool:
    """A bare word or text: what is left of prose."""
    return isinstance(node, ast.Expr) and isinstance(node.value, (ast.Name, ast.Constant))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--samples", type=at_least_one, help=f"programs a task (default: {_SAMPLES}; without a model 1)"
    )
    parser.add_argument("--temperature", type=float, default=0.8, help="of a model (default: %(default)s)")
    parser.add_argument("--max-tokens", type=at_least_one, default=400, help="of an answer (default: %(default)s)")
    engines.add_arguments(parser)
    add_models(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    intents = Inputs(folder, "intents", "intents")
    contexts = Inputs(folder, "contexts", "tables")
    samples = options.samples
    with chosen(options) as model:
        if model is None:
            samples = samples or 1
            make: Make = partial(Drawn, folder.resolve(), samples)
            settings: dict[str, Any] = {"samples": samples}
            source, how = generator.SOURCE, engines.chosen(options)
        else:
            samples = samples or _SAMPLES
            settings = {"samples": samples, "temperature": options.temperature, "max_tokens": options.max_tokens}
            settings["chat"] = model.chat
            make = partial(Asked, model, samples, options.temperature, options.max_tokens, options.seed)
            source, how = model.source, engines.chosen(options, options.requests, model.endpoint)
        stage = Stage(NAME, "task", settings, options.seed, source)
        counts = go(
            stage,
            make,
            joined(intents, contexts),
            digest=key(intents.digest, contexts.digest),
            total=len(intents),
            folder=folder,
            part=options.shard,
            engine=how,
        )
    report(counts, stage, folder, options.shard)
    return 0


def joined(intents: Inputs, contexts: Inputs) -> Iterator[dict[str, Any]]:
    """Each intent with its context and the texts of the tasks before it in the context's list.

    Raises:
        StageError: an intent's context is not there.
    """
    known = {str(context["key"]): context for context in contexts}
    lists: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for intent in intents:
        lists[str(intent["context"])].append((int(intent["number"]), str(intent["text"])))
    for intent in intents:
        context = known.get(str(intent["context"]))
        if context is None:
            raise StageError(f"The context {intent['context']} of a task is not in contexts.jsonl: run both again.")
        earlier = [text for number, text in sorted(lists[str(context["key"])]) if number < int(intent["number"])]
        yield {"key": intent["key"], "intent": intent, "context": context, "earlier": earlier}
