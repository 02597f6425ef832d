"""Prompts by template id, and completions back to code.

``slots/1`` is the bundled model's, ``gift4code/1`` that of tuned models, ``chat/1`` is for general ones. Training
builds its prompts here too: one implementation guards against a model that is asked in other words than it learned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation.link import Linked, link
from gift4code_ext.generation.slots import Slots
from gift4code_ext.generation.slots_prompt import END, slots_prompt
from gift4code_ext.generation.text_prompt import STOP, chat_messages, code_of, notebook_text
from gift4code_ext.spec.model import Spec, SpecKind, Variable
from gift4code_ext.spec.share import Level, share

Template = Literal["slots/1", "gift4code/1", "chat/1"]
TEMPLATES: tuple[Template, ...] = ("slots/1", "gift4code/1", "chat/1")
_TOKEN = re.compile(r"<([dcvn]\d+)>")


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


def build(template: str, spec: Spec, kind: SpecKind = SpecKind.SUMMARY, level: Level | str = Level.SCHEMA) -> Prompt:
    """The prompt of a request.

    Args:
        template: one of :data:`TEMPLATES`.
        spec: the request with everything that was read; what may leave is decided here, by ``level``.
        kind: how much of the expected output is told.
        level: what may leave the kernel, see :mod:`gift4code_ext.spec.share`. ``slots/1`` holds no label and no value
            as it is, but the words of labels from ``names`` on. Kinds, facts and the computed summary are in it from
            ``schema`` on, and at ``anonymous``, where they are told of numbers; it has no use for higher levels.

    Raises:
        TemplateError: an unknown template.
        LevelError: an unknown level.
    """
    level = Level.of(level)
    if template == "slots/1":
        text, linked = slots_prompt(_for_slots(spec, level), kind, words=level is not Level.ANONYMOUS)
        return Prompt("slots/1", text, (END,), (), linked)
    if template not in TEMPLATES:
        known = ", ".join(TEMPLATES)
        raise TemplateError(
            f"the template {template!r} is not one of {known}; update gift4code or choose another model"
        )
    shared, linked_or_none = share(spec, level), None
    if level is Level.ANONYMOUS:
        linked_or_none = link(spec.intent, spec.inputs, spec.output, spec.facts, cap_columns=None)
        shared = replace(shared, intent=_TOKEN.sub(r"\1", linked_or_none.intent))
    slots = linked_or_none.slots if linked_or_none else None
    if template == "gift4code/1":
        text = notebook_text(shared, kind, shared.output.name)
        return Prompt("gift4code/1", text, STOP, (), linked_or_none, plain=slots is not None)
    messages = chat_messages(shared, kind, shared.output.name, slots)
    text = "\n\n".join(content for _, content in messages)
    return Prompt("chat/1", text, (), messages, linked_or_none, plain=slots is not None)


def _for_slots(spec: Spec, level: Level) -> Spec:
    """What ``slots/1`` may tell at ``level``; labels and values stay in it, for linking only."""
    if level.lets(Level.SCHEMA):
        return spec
    shared = share(spec, level)
    told = replace(spec, output=replace(spec.output, summary=shared.output.summary))
    if level is Level.ANONYMOUS:
        return told
    inputs = tuple(_for_linking(own, bare) for own, bare in zip(spec.inputs, shared.inputs, strict=True))
    return replace(told, inputs=inputs, facts=shared.facts)


def _for_linking(own: Variable, bare: Variable) -> Variable:
    """A variable that went through ``share``, with the cell values that words of the request are linked to."""
    columns = zip(own.columns, bare.columns, strict=True)
    levels = zip(own.index, bare.index, strict=True)
    return replace(
        bare,
        columns=tuple(replace(told, values=column.values) for column, told in columns),
        index=tuple(replace(told, values=level.values) for level, told in levels if told.label is not None),
    )


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
