"""What is remembered of answers, so that they can be refined: their words and their code, and no value of the data."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace

from gift4code_ext.kernel.asked import Asked, RequestError, Stated

_KEPT = 16  # answers that can be refined


@dataclass(frozen=True)
class Turn:
    """What was asked and what came of it; ``sent`` is the expected output as it was stated last."""

    asked: Asked
    sent: Stated
    frames: tuple[str, ...]
    code: str | None


class Turns:
    """The latest turns by the name of their ask, and the names that answers bound."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._bound: set[str] = set()

    @property
    def bound(self) -> frozenset[str]:
        """Names of results of earlier answers: they are no inputs unless they are named, or were before."""
        with self._lock:
            return frozenset(self._bound)

    def keep(self, identity: str, turn: Turn) -> None:
        """Remember a turn."""
        with self._lock:
            self._turns[identity] = turn
            while len(self._turns) > _KEPT:
                self._turns.popitem(last=False)
            if turn.code is not None and turn.asked.output.name not in turn.frames:
                self._bound.add(turn.asked.output.name)

    def find(self, of: str) -> Turn:
        """The turn of an ask.

        Raises:
            RequestError: it is not kept any more.
        """
        with self._lock:
            turn = self._turns.get(of)
        if turn is None:
            raise RequestError("That answer is not kept any more; ask anew with all your words.")
        return turn


def follow(turn: Turn, words: str, changes: Asked, live: Collection[str]) -> tuple[Asked, Stated]:
    """The request of an earlier answer with more words; the cell so far becomes context.

    Inputs, context and expected output are those of before unless ``changes`` states others, its name too. The expected
    output of before, stated again or not, is kept only where nothing met it: a refined request has another result.

    Args:
        live: the names that are there.

    Returns:
        The request, and the expected output as it was stated last.

    Raises:
        RequestError: there are no words, or an input is gone.
    """
    from gift4code_ext.assistant.follow import joined

    if not words.strip():
        raise RequestError("Say what is to change, such as: only 2024.")
    before = turn.asked
    frames = changes.frames or turn.frames
    gone = next((name for name in frames if name not in live), None)
    if gone is not None:
        raise RequestError(f"{gone} is not there any more; ask anew and name the frame you mean.")
    output = replace(changes.output, name=changes.output.name or before.output.name)
    sent = output if output.given else turn.sent
    if not output.given or output == replace(turn.sent, name=output.name):
        output = replace(before.output, name=output.name) if turn.code is None else Stated(output.name)
    told = before.context if changes.context is None else changes.context
    context = "\n".join(filter(None, (told, turn.code)))
    asked = replace(changes, intent=joined(before.intent, words), frames=frames, context=context, output=output)
    return asked, sent
