"""The few-shot prompts for a sentence about a result, and the sentence in an answer.

After arXiv 2402.08073: a model that sees the task, the program and the values writes what a training example says of
its result; for test time it is asked without the values, so that the sentence is as imprecise as a person's. The
exemplars and the words are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gift4code_ext.generation.prompt import Prompt

LONGEST = 400
"""Characters of a sentence."""

_SEEING = (
    "You say what comes out of a pandas cell, for somebody who checks it: one or two plain sentences on what the rows "
    "stand for, which columns go in and come out, and what can be read off the values (order, range, how many). No "
    "code, no list, no word on how it is done."
)
_BLIND = (
    "You have asked a colleague for a pandas cell and say in one plain sentence what you expect to get back. You have "
    "seen neither the data nor the result, so you stay vague about numbers and exact names. No code, no list."
)


@dataclass(frozen=True)
class Told:
    """What is told of one run: the cell that loads, the task, the program, and the values, or none of them."""

    cell: str
    task: str
    program: str
    values: str = ""


_LOAD = 'import pandas as pd\n\nclimbs = pd.read_csv("climbs.csv")'
_GRADES = Told(
    _LOAD,
    "How many climbs of every grade did each climber finish?",
    "finished = climbs[climbs['done']]\n"
    "table = finished.pivot_table(index='climber', columns='grade', values='route', aggfunc='count', fill_value=0)",
    "Input climbs, first rows:\nclimber,route,grade,done,minutes\nAda,Blue Arete,6a,True,14\nBo,Slab One,5c,False,9\n"
    "Output table, first rows:\nclimber,5c,6a,6b\nAda,3,7,2\nBo,5,4,0",
)
_FASTEST = Told(
    _LOAD,
    "the quickest three climbs",
    "top = climbs.nsmallest(3, 'minutes')[['climber', 'route', 'minutes']]",
    "Input climbs, first rows:\nclimber,route,grade,done,minutes\nAda,Blue Arete,6a,True,14\nBo,Slab One,5c,False,9\n"
    "Output top, all rows:\nclimber,route,minutes\nKim,Warm-up,3\nAda,Slab One,4\nBo,Warm-up,4",
)
_SHARE = Told(
    _LOAD,
    "What share of the climbs was given up?",
    "share = 1 - climbs['done'].mean()",
    "Input climbs, first rows:\nclimber,route,grade,done,minutes\nAda,Blue Arete,6a,True,14\nBo,Slab One,5c,False,9\n"
    "Output share: 0.2125",
)
_SHOTS = (
    (
        _GRADES,
        "A table with a row for each climber and a column for each grade, holding the climbs finished, 0 for none.",
        "I want a grid of climbers against grades with the number of finished climbs.",
    ),
    (
        _FASTEST,
        "The three rows with the smallest minutes, in rising order of minutes, as climber, route and minutes.",
        "A short table with the fastest climbs, saying who climbed what and how long it took.",
    ),
    (
        _SHARE,
        "A single fraction between 0 and 1: the part of all rows of climbs in which done is False, here about 0.21.",
        "One number, the proportion of climbs that nobody completed.",
    ),
)
_LABEL = re.compile(r"^\W*(?:summary|answer|sentence)\W*:\s*", re.IGNORECASE)


def build(told: Told, *, seeing: bool, chat: bool) -> Prompt:
    """The prompt for one sentence.

    Args:
        seeing: with the values; they are left out otherwise, also where ``told`` holds them.
    """
    rules = _SEEING if seeing else _BLIND
    shots = [(_question(shot, seeing), seen if seeing else vague) for shot, seen, vague in _SHOTS]
    asked = _question(told, seeing)
    if chat:
        turns = [turn for question, said in shots for turn in (("user", question), ("assistant", said))]
        messages = (("system", rules), *turns, ("user", asked))
        return Prompt("chat/1", "\n\n".join(content for _, content in messages), (), messages)
    blocks = [f"{question}\n\nSummary: {said}" for question, said in shots]
    return Prompt("gift4code/1", "\n\n\n".join([rules, *blocks, f"{asked}\n\nSummary:"]), ("\n\n", "\nTask:"))


def sentence_in(answer: str) -> str:
    """The first paragraph of an answer, without a label or quotation marks around it; empty where there is no prose."""
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", answer) if each.strip()]
    first = _LABEL.sub("", paragraphs[0]) if paragraphs else ""
    if "```" in first or not re.search(r"[^\W\d_]{2}", first):
        return ""
    return first.strip("\"'“”‘’ ")


def _question(told: Told, seeing: bool) -> str:
    parts = [f"```python\n{told.cell}\n```", f"Task: {told.task}", f"```python\n{told.program}\n```"]
    if seeing:
        parts.append(told.values)
    return "\n\n".join(part for part in parts if part)
