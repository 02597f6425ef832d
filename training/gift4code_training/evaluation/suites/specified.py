"""What a reference makes, as specifications of every kind: told where it runs, made into requests where it is asked.

:func:`told` is called in a contained process, beside the values; what it returns is JSON. What a person would state of
a value, what is computed of it and how that is printed are the product's own (:mod:`gift4code_ext.spec`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gift4code_ext.spec import infer, read
from gift4code_ext.spec.model import Facts, Output, Spec, SpecKind
from gift4code_ext.spec.render import render
from gift4code_training.stages import nouns
from gift4code_training.stages.noisy import noisy_sentence

PLOT = "plot"
_KINDS = (SpecKind.TYPE, SpecKind.EXAMPLES, SpecKind.SUMMARY)
_SHOWN = "Show a plot."
_TEXT = 6000  # characters of a specification in a prompt


def told(value: object, inputs: Mapping[str, object], name: str) -> dict[str, Any]:
    """The type of a value, the inputs as they are read, and of each kind what is stated and what is computed.

    Labels that no text holds leave a kind or an input out.
    """
    kinds: dict[str, Any] = {}
    for kind in _KINDS:
        output = infer.output(value, kind, inputs, name=name)
        try:
            kinds[kind.value] = {
                "output": nouns.to_json(output),
                "facts": nouns.to_json(infer.facts(output, inputs)),
            }
        except nouns.NounError:
            continue
    return {"type": infer.type_name(value), "inputs": read_inputs(inputs), "kinds": kinds}


def read_inputs(inputs: Mapping[str, object]) -> list[dict[str, Any]]:
    """Variables as the product reads them; one that no text holds is left out."""
    found = []
    for name, value in inputs.items():
        try:
            found.append(nouns.to_json(read.read(value, name)))
        except nouns.NounError:
            continue
    return found


def requests(
    said: Mapping[str, Any], intent: str, name: str, *, context: str = "", noisy: str = ""
) -> dict[SpecKind, Spec]:
    """What was told as requests by kind. A figure has neither type nor rows: each kind says that one is to be shown.

    Args:
        noisy: what someone says who has not seen the values; it then is the summary, instead of the computed one.
    """
    plain = Spec(intent, tuple(nouns.variable(each) for each in said["inputs"]), Output(name), context)
    if said["type"] == PLOT:
        shown = replace(plain, output=replace(plain.output, summary=_SHOWN))
        return {SpecKind.NONE: plain, **dict.fromkeys(_KINDS, shown)}
    found = {SpecKind.NONE: plain}
    for kind, stated in said["kinds"].items():
        output, facts = nouns.output(stated["output"]), nouns.facts(stated["facts"])
        found[SpecKind(kind)] = replace(plain, output=output, facts=facts)
    if noisy:
        found[SpecKind.SUMMARY] = replace(plain, output=Output(name, summary=noisy))
    return found


def texts(specs: Mapping[SpecKind, Spec]) -> dict[SpecKind, str]:
    """What each kind but ``none`` adds to the words, for suites with prompts of their own; of summaries what is stated,
    without what would be computed of that again.
    """
    found = {}
    for kind in _KINDS:
        if kind in specs:
            bare = replace(specs[kind], intent="", facts=Facts())
            found[kind] = _SHOWN if bare.output.summary == _SHOWN else render(bare, kind)[:_TEXT]
    return found


def unseen(intent: str, reference: str) -> str:
    """What someone says of the result who has not seen the values, as in GIFT4Code at test time; empty where a
    reference does not parse by itself.
    """
    try:
        return noisy_sentence(intent, reference)
    except SyntaxError:
        return ""


def comment(text: str) -> str:
    """A text as a comment of Python."""
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())
