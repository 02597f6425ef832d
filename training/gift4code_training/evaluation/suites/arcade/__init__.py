"""ARCADE (Yin et al., arXiv 2212.09248): data science in notebooks, several turns each, scored by what cells change.

An answer runs after all the earlier code of its notebook, references of earlier turns among it, in a fresh copy of the
notebook's artifact folder, with the clock at 2022-12-10 12:00:00 (:mod:`.clock` says how far that goes). What it made
new or changed is compared with what the reference did, by the rules in :mod:`.matching`. Answers that do not parse, run
or come to data in time are not correct; problems whose reference fails, or makes nothing to compare, are left out.

Unlike the data set's own program, an answer cannot reach the reference or the judgement (three processes), a variable
that is no data is left out by itself instead of failing the answer, and the time an answer may take holds the earlier
code. The packages of its image (Anaconda 2022.05) are those of DS-1000's environment here, pandas 1.5.3.

``arcade`` states as summary what someone says who has not seen the values, as GIFT4Code does at test time,
``arcade-seen`` what is computed of them; ``arcade-strict`` scores by the second rule alone.

None of the data is in the package: the notebooks' tables have licences of their own.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.problem import Pins, Problem, Running, Suite
from gift4code_training.evaluation.suites.arcade.episodes import Episode, Turn, read_episodes
from gift4code_training.evaluation.suites.arcade.rewriting import CELL, shows
from gift4code_training.evaluation.suites.arcade.scoring import score, specify

PINS = Pins(
    "3.11",
    {
        "pandas": "1.5.3",
        "numpy": "1.26.4",
        "scipy": "1.12.0",
        "scikit-learn": "1.4.0",
        "matplotlib": "3.8.4",
        "seaborn": "0.13.2",
    },
)


def load(path: Path, _: Running) -> list[Problem]:
    """The problems of a file of episodes.

    Raises:
        EvaluationError: it holds none, or its artifacts are not there.
    """
    return [
        _problem(episode, place, turn) for episode in read_episodes(path) for place, turn in enumerate(episode.turns)
    ]


def _problem(episode: Episode, place: int, turn: Turn) -> Problem:
    return Problem(
        id=episode.id_of(place),
        reference=turn.code,
        cluster=episode.name,
        prompts={SpecKind.NONE: turn.prompt},
        perturbation=episode.split,
        data={
            "intent": turn.intent,
            "context": turn.context,
            "folder": str(episode.folder or ""),
            "outputs": list(turn.outputs),
            "shows": shows(turn.code),
        },
    )


def _suite(name: str, *, strict: bool = False, seen: bool = False) -> Suite:
    return Suite(
        name=name,
        version="1",
        load=load,
        score=partial(score, strict=strict),
        specify=partial(specify, seen=seen),
        pins=PINS,
        reference_rate=0.8,  # the others are left out, as the data set has it; more of them are the environment's fault
        stop=(CELL,),
        source="ARCADE, New Tasks or Existing Tasks (kaggle.com/datasets/googleai/arcade-nl2code-dataset)",
        executor="contained/1",
    )


SUITE = _suite("arcade")
SEEN = _suite("arcade-seen", seen=True)
STRICT = _suite("arcade-strict", strict=True)
