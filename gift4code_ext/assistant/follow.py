"""A second turn: the request with more words, the cell so far as context."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from gift4code_ext.assistant.answer import Answer, Request
from gift4code_ext.generation.inputs import AskError
from gift4code_ext.spec.model import Output

if TYPE_CHECKING:
    from gift4code_ext.assistant.assistant import Assistant


def follower(assistant: Assistant, request: Request, **settings: Any) -> Callable[..., Answer]:
    """What :meth:`Answer.refine` calls. Frames are held weakly: an answer keeps no data alive."""
    intent, context, output = request.intent, request.context, request.output
    held = {name: _hold(value) for name, value in request.frames.items()}

    def follow(answer: Answer, words: str, **changes: Any) -> Answer:
        if not words.strip():
            raise AskError('say what is to change, such as answer.refine("only 2024")')
        stated = {
            "frames": None,
            "context": "\n".join(filter(None, (context, answer.code))),
            "output": output if answer.code is None else Output(name=output.name),
            **settings,
            **changes,
        }
        if stated["frames"] is None:
            stated["frames"] = _live(held)
        return assistant.ask(joined(intent, words), **stated)

    return follow


def joined(intent: str, words: str) -> str:
    """The words of a first request and those that refine it, as one request."""
    return ", ".join(filter(None, (intent.strip().rstrip(".,;"), words.strip())))


def _hold(value: Any) -> Callable[[], Any]:
    try:
        return weakref.ref(value)
    except TypeError:  # plain values of Python cannot be referred to weakly, and are small
        return lambda: value


def _live(held: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    frames = {name: value() for name, value in held.items()}
    gone = [name for name, value in frames.items() if value is None]
    if gone:
        raise AskError(f"{gone[0]} is not there any more; give the inputs again, such as frames={{'{gone[0]}': ...}}")
    return frames
