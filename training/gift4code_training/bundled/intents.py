"""Intents: one sentence for a program, from the phrase rules of its operations.

The head of the sentence is the step that names the result; steps before and after it become clauses where their
operations have one, else requests joined by "then".
"""

from __future__ import annotations

import random
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from gift4code_ext.operations.model import ChoiceArg, NameArg
from gift4code_training.bundled import manners, phrases
from gift4code_training.bundled.phrasings import phrasings
from gift4code_training.bundled.programs import Program, Step

_THEN = (", then ", " then ", " and then ", ", and ", ". Then ", "; ", ", after that ", " and ")
_NAMING = (
    "as {name}",
    "called {name}",
    "named {name}",
    "and call it {name}",
    "in a new column {name}",
    "in column '{name}'",
    "-> {name}",
    "name it {name}",
)
_QUESTION = re.compile(r"(who|whose|which|what|when|where|how|do|does|did|is|are|has|have)\b", re.IGNORECASE)
_BEFORE_QUESTIONS = ("", "", "", "", "", "", "tell me ", "i want to know ", "can you see ", "show me ", "let me know ")


@dataclass(frozen=True)
class Worded:
    """A sentence and what it was made of: the rules used and the new names it states."""

    text: str
    rules: tuple[str, ...]
    stated: tuple[str, ...]


def word(program: Program, rng: random.Random, synonyms: Mapping[Hashable, tuple[str, ...]], *, vague: bool) -> Worded:
    """A sentence for the program. ``vague`` leaves some choices unsaid: only a specification can settle them."""
    writer = _Writer(rng, synonyms, vague)
    head = _head(program.steps, rng)
    text = _sentence(program.steps, head, writer)
    return Worded(phrases.roughen(manners.framed(text, rng), rng), tuple(writer.rules), tuple(writer.stated))


def _head(steps: tuple[Step, ...], rng: random.Random) -> int:
    """The step the sentence is about: one without a clause form, else the last that can be a request."""
    without = [at for at, step in enumerate(steps) if not step.operation.clauses]
    if without:
        return without[-1]
    return len(steps) - 1 if rng.random() < 0.7 else rng.randrange(len(steps))


def _sentence(steps: tuple[Step, ...], head: int, writer: _Writer) -> str:
    rng = writer.rng
    before = list(steps[:head])
    after = list(steps[head + 1 :])
    lead: list[str] = []
    clauses: list[str] = []
    for step in before:
        if step.operation.clauses and step.operation.place == "before" and rng.random() < 0.85:
            clauses.append(writer.clause(step))
        else:
            lead.append(writer.request(step))
    request = writer.request(steps[head])
    if clauses and rng.random() < 0.2 and not lead:
        text = f"{', '.join(clauses)}, {request}"
    else:
        text = " ".join([request, *clauses])
    for step in after:
        if step.operation.clauses and step.operation.place == "after" and rng.random() < 0.85:
            text += rng.choice((", ", " ", ", ", " and ")) + writer.clause(step)
        else:
            text += rng.choice(_THEN) + writer.request(step, plain=True)
    for part in reversed(lead):
        text = part + rng.choice(_THEN) + text
    return text


class _Writer:
    """Says single steps and remembers which rules and names it used."""

    def __init__(self, rng: random.Random, synonyms: Mapping[Hashable, tuple[str, ...]], vague: bool) -> None:
        self.rng = rng
        self.rules: list[str] = []
        self.stated: list[str] = []
        self._synonyms = synonyms
        self._vague = vague

    def request(self, step: Step, *, plain: bool = False) -> str:
        operation = step.operation
        more = phrasings(operation.name)
        rules = [(rule, True) for rule in (*operation.nouns, *more.nouns)]
        rules += [(rule, False) for rule in (*operation.verbs, *more.verbs)]
        if not rules:
            return self.clause(step)
        rule, noun = self.rng.choice(rules)
        said = self._said(step, rule)
        if noun and _QUESTION.match(said):
            return self.rng.choice(_BEFORE_QUESTIONS) + said
        return ("" if plain and not noun else phrases.opening(noun=noun, rng=self.rng)) + said

    def clause(self, step: Step) -> str:
        return self._said(step, self.rng.choice((*step.operation.clauses, *phrasings(step.operation.name).clauses)))

    def _said(self, step: Step, rule: str) -> str:
        arguments = step.operation.arguments
        self.rules.append(rule)
        text = manners.hasty(phrases.expand(rule, self.rng), self.rng)
        said = {
            name: phrases.say(
                argument,
                step.bound[name],
                self.rng,
                self._synonyms,
                vague=self._vague and isinstance(argument, ChoiceArg) and self.rng.random() < 0.6,
            )
            for name, argument in arguments.items()
        }
        for name, argument in arguments.items():
            if not isinstance(argument, NameArg):
                continue
            if "{" + name + "}" in text:
                self.stated.append(said[name])
            elif self.rng.random() < 0.4:
                text += " " + self.rng.choice(_NAMING).format(name=said[name])
                self.stated.append(said[name])
        return phrases.fill(text, arguments, said)
