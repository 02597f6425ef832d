"""Prompts by template id, and completions back to code.

``slots/1`` is the bundled model's, ``gift4code/1`` that of tuned models, ``chat/1`` is for general ones. Training
builds its prompts here too: one implementation guards against a model that is asked in other words than it learned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation.hiding import hide, kept_back
from gift4code_ext.generation.link import Linked
from gift4code_ext.generation.slots import Slots
from gift4code_ext.generation.slots_prompt import END, slots_prompt
from gift4code_ext.generation.text_prompt import STOP, chat_messages, code_of, notebook_text
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_ext.spec.share import Level, Sharing, linkable, share

Template = Literal["slots/1", "gift4code/1", "chat/1"]
TEMPLATES: tuple[Template, ...] = ("slots/1", "gift4code/1", "chat/1")


class TemplateError(Gift4CodeError):
    """A template id that this version does not know."""


@dataclass(frozen=True)
class Prompt:
    """Exactly what leaves the kernel: ``messages`` as ``(role, content)`` for a chat, else ``text`` for a completion.

    ``text`` is the whole of it in either case. ``linked`` belongs to prompts in slots; ``plain`` if these are written
    without angle brackets, for models that do not know them as tokens.
    """

    template: Template
    text: str
    stop: tuple[str, ...] = ()
    messages: tuple[tuple[str, str], ...] = ()
    linked: Linked | None = None
    plain: bool = False

    @property
    def slots(self) -> Slots | None:
        """The slots of a prompt that was written in slots."""
        return None if self.linked is None else self.linked.slots


def build(
    template: str, spec: Spec, kind: SpecKind = SpecKind.SUMMARY, level: Sharing | Level | str = Level.SCHEMA
) -> Prompt:
    """The prompt of a request. The same request has the same one, byte for byte, whenever it is built in a process.

    Args:
        template: one of :data:`TEMPLATES`.
        spec: the request with everything that was read; what may leave is decided here, by ``level``.
        kind: how much of the expected output is told.
        level: what may leave the kernel, of all alike or as stated of single frames and columns, see
            :mod:`gift4code_ext.spec.share`. ``slots/1`` holds no label and no value as it is, but the words of labels
            and of notes on them from ``names`` on. Kinds, facts and the computed summary are in it from ``schema`` on,
            and at ``anonymous``, where they are told of numbers; it has no use for higher levels.

    Raises:
        TemplateError: an unknown template.
        LevelError: an unknown level, or one of a frame or column that is not there.
    """
    stated = Sharing.of(level)
    if template not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise TemplateError(
            f"the template {template!r} is not one of {known}; update gift4code or choose another model"
        )
    kept = kept_back(spec, stated)
    if template == "slots/1":
        text, linked = slots_prompt(linkable(spec, stated), kind, kept)
        return Prompt("slots/1", text, (END,), (), linked)
    shared, hidden = share(spec, stated), None
    if kept.levels.hides:
        shared, hidden = hide(spec, shared, kept)
    if template == "gift4code/1":
        text = notebook_text(shared, kind, shared.output.name)
        return Prompt("gift4code/1", text, STOP, (), hidden, plain=hidden is not None)
    messages = chat_messages(shared, kind, shared.output.name, hidden.slots if hidden else None)
    text = "\n\n".join(content for _, content in messages)
    return Prompt("chat/1", text, (), messages, hidden, plain=hidden is not None)


def reply(prompt: Prompt, given: str, problem: str) -> Prompt:
    """A chat that goes on: what the model gave, as it wrote it, and what was wrong with it."""
    messages = (*prompt.messages, ("assistant", given), ("user", f"{problem} Write the whole cell again."))
    return replace(prompt, messages=messages, text="\n\n".join(content for _, content in messages))


def finish(prompt: Prompt, completion: str) -> str:
    """A completion as Python.

    Raises:
        SlotError: the completion of a prompt in slots is not a program.
    """
    if prompt.slots is None:
        return code_of(completion)
    if prompt.plain:
        return prompt.slots.decode(code_of(completion), plain=True)
    return prompt.slots.decode(completion.partition(END)[0])
