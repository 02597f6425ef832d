"""The prompt of a problem: as the suite poses it, or in one of the product's templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gift4code_ext.generation.prompt import Prompt, build
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_ext.spec.render import render
from gift4code_ext.spec.share import share
from gift4code_ext.spec.sharing import Level, Sharing
from gift4code_training.evaluation.problem import Problem

Style = Literal["auto", "suite", "chat", "product"]
"""``suite``: the suite's prompt, for completion (as a message where an endpoint has nothing but chat); ``chat``: the
suite's prompt as a message; ``product``: the product's template for the model; ``auto``: the product's for models
that were trained on one, else the suite's where it has one."""

_TRAINED = ("slots/1", "gift4code/1")


def said(spec: Spec, kind: SpecKind, rows: int = 3) -> str:
    """A request in words, as a person or a general model reads it."""
    return render(share(spec, Sharing(Level.ROWS, rows)), kind)


@dataclass(frozen=True)
class Posing:
    """How problems are posed.

    Attributes:
        template: the product's template for the model.
        stop: strings that end an answer to the suite's own prompts.
        rows: of each input and of the example that a prompt of the product's shows.
    """

    template: str
    style: Style = "auto"
    stop: tuple[str, ...] = ()
    rows: int = 3

    @property
    def name(self) -> str:
        """Names everything that a prompt depends on but the problem."""
        return f"{self.style} {self.template} rows={self.rows} stop={list(self.stop)!r}"

    def prompt(self, problem: Problem, kind: SpecKind) -> Prompt | None:
        """What is sent; ``None`` where the problem has nothing to build it from."""
        trained = self.template in _TRAINED
        own = problem.prompts.get(kind)
        if own is not None and (self.style in ("suite", "chat") or (self.style == "auto" and not trained)):
            messages = (("user", own),) if self.style == "chat" else ()
            return Prompt("chat/1", own, self.stop, messages)
        spec = problem.specs.get(kind)
        if spec is None or self.style in ("suite", "chat"):
            return None
        return build(self.template, spec, kind, Sharing(Level.ROWS, self.rows))
