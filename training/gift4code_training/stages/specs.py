"""``gift4code-train specs``: runs.jsonl -> specs.jsonl, what is asked for in each kind of specification.

*none*: the words. *type*: the name and type of the answer, and the columns of a table. *examples*: some rows of the
inputs and of the answer, as many as ``--rows`` and ``--columns`` say. *summary*: a sentence about the result. *noisy*:
the same by someone who has not seen a value, for test time. Each is made by the product's own rooms (:mod:`.asked`).

With a model it writes both sentences (:mod:`.summary_prompt`); without one code computes the summary of the values, and
a rule makes the noisy sentence of words and program (:mod:`.noisy`).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from gift4code_training.stages import asked, engines, summary_prompt
from gift4code_training.stages.asked import PRINTED_COLUMNS, PRINTED_ROWS, Limits, Said
from gift4code_training.stages.joining import origins
from gift4code_training.stages.loading import frames_of
from gift4code_training.stages.noisy import noisy_sentence
from gift4code_training.stages.nouns import NounError
from gift4code_training.stages.records import Context, Intent, Run, from_json, key, to_json
from gift4code_training.stages.stage import Inputs, Made, Make, Rejection, Stage, StageError, go, report
from gift4code_training.stages.stage import add_arguments as add_common
from gift4code_training.stages.writers.model import Asking, Model, Unanswered, chosen
from gift4code_training.stages.writers.model import add_arguments as add_models

NAME = "specs"
RULES = "rules/2"
"""The rule-based summaries; raised when they say something else."""
_TOKENS = 160
_SHOWN = 300


class Unsaid(Exception):
    """A sentence that did not come; the text is the reason, ``answer`` what came instead."""

    def __init__(self, reason: str, answer: str) -> None:
        super().__init__(reason)
        self.answer = answer


class Ruled:
    """Says by rule what comes out of a run."""

    source = RULES

    def __call__(self, run: Run, intent: Intent, context: Context) -> Said:
        return Said(asked.further(run), noisy_sentence(intent.text, run.code), computed=True)

    def close(self) -> None:
        """Nothing is open."""


class Written:
    """Lets a model say what comes out of a run: once with the values before its eyes, once without."""

    def __init__(self, model: Model, limits: Limits, temperature: float, seed: int) -> None:
        self.source = model.source
        self._chat, self._limits, self._temperature, self._seed = model.chat, limits, temperature, seed
        self._writer = model.open()

    def __call__(self, run: Run, intent: Intent, context: Context) -> Said:
        told = summary_prompt.Told(context.code, intent.text, run.code, asked.values(run, self._limits))
        return Said(self._sentence(told, run.key, seeing=True), self._sentence(told, run.key, seeing=False))

    def _sentence(self, told: summary_prompt.Told, run: str, *, seeing: bool) -> str:
        prompt = summary_prompt.build(told, seeing=seeing, chat=self._chat)
        seed = int(key(self._seed, run, self.source, seeing), 16)
        try:
            (answer,) = self._writer.write(prompt, Asking(1, self._temperature, _TOKENS, seed))
        except Unanswered as refused:
            raise Unsaid("the model refuses the prompt", str(refused)) from refused
        sentence = summary_prompt.sentence_in(answer)
        if not sentence:
            raise Unsaid("no sentence in the answer", answer)
        if len(sentence) > summary_prompt.LONGEST:
            raise Unsaid("too long for a sentence", answer)
        return sentence

    def close(self) -> None:
        """Ends the request that is under way."""
        self._writer.close()


class Specify:
    """A run with its intent and context -> what is asked for."""

    def __init__(self, folder: Path, limits: Limits, says: Ruled | Written) -> None:
        self._folder, self._limits, self._says = folder, limits, says
        self._loaded: tuple[str, dict[str, pd.DataFrame]] = ("", {})

    def __call__(self, given: Mapping[str, Any]) -> Made:
        run = from_json(Run, given["run"], self._folder / "runs.jsonl")
        intent = from_json(Intent, given["intent"], self._folder / "intents.jsonl")
        context = from_json(Context, given["context"], self._folder / "contexts.jsonl")
        own = key(run.key, vars(self._limits), self._says.source)
        try:
            said = self._says(run, intent, context)
            record = asked.specified(own, run, said, self._says.source, self._frames(run, context), self._limits)
        except Unsaid as error:
            return Made(rejected=(Rejection(str(error), error.answer[:_SHOWN]),))
        except NounError as error:
            return Made(rejected=(Rejection("a label or value that no text holds", str(error)),))
        return Made((to_json(record),))

    def close(self) -> None:
        """Ends the request that is under way."""
        self._says.close()

    def _frames(self, run: Run, context: Context) -> dict[str, pd.DataFrame]:
        """The live inputs of a run; runs of one context mostly stand together, so the last tables are kept."""
        if self._loaded[0] != context.key:
            self._loaded = (context.key, frames_of(vars(context), self._folder))
        tables = self._loaded[1]
        return {name: tables[name] for each in run.inputs if (name := str(each["name"])) in tables}


def _make(folder: Path, limits: Limits, model: Model | None, temperature: float, seed: int) -> Specify:
    return Specify(folder, limits, Ruled() if model is None else Written(model, limits, temperature, seed))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--rows",
        type=int,
        default=Limits.rows,
        help=f"of a table in an example, at most {PRINTED_ROWS} (default: %(default)s)",
    )
    parser.add_argument(
        "--columns",
        type=int,
        default=Limits.columns,
        help=f"of the answer's example, at most {PRINTED_COLUMNS} (default: %(default)s)",
    )
    parser.add_argument("--temperature", type=float, default=0.3, help="of a model (default: %(default)s)")
    engines.add_arguments(parser)
    add_models(parser)
    add_common(parser)


def run(options: argparse.Namespace) -> int:
    """Runs the stage."""
    folder = Path(options.dir)
    if not (1 <= options.rows <= PRINTED_ROWS and 1 <= options.columns <= PRINTED_COLUMNS):
        raise StageError(
            f"An example shows 1 to {PRINTED_ROWS} rows and 1 to {PRINTED_COLUMNS} columns: that is what prompts print."
        )
    limits = Limits(options.rows, options.columns)
    runs, intents = Inputs(folder, "runs", "run"), Inputs(folder, "intents", "intents")
    contexts = Inputs(folder, "contexts", "tables")
    settings: dict[str, Any] = vars(limits) | {"input_columns": PRINTED_COLUMNS}
    with chosen(options) as model:
        if model is not None:
            settings |= {"temperature": options.temperature, "chat": model.chat}
        stage = Stage(NAME, "run", settings, options.seed, RULES if model is None else model.source)
        make: Make = partial(_make, folder.resolve(), limits, model, options.temperature, options.seed)
        counts = go(
            stage,
            make,
            origins(runs, intents, contexts),
            digest=key(runs.digest, intents.digest, contexts.digest),
            total=len(runs),
            folder=folder,
            part=options.shard,
            engine=engines.chosen(options)
            if model is None
            else engines.chosen(options, options.requests, model.endpoint),
        )
    report(counts, stage, folder, options.shard)
    return 0
