"""A specified run as a request in the product's nouns, one for each kind of specification.

What is stated of the output is what ``spec.infer.output`` would state of the value, built of what the run wrote down;
what the product computes of that is ``spec.infer.facts``; prompts are those of ``generation.prompt``. So what is learnt
is what is asked. Only the answer is specified: of further variables that a program makes, summaries speak alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gift4code_ext.spec.infer import facts, summary_sentence
from gift4code_ext.spec.model import Facts, Output, Spec, SpecKind, Variable
from gift4code_ext.spec.render import examples_text, render
from gift4code_ext.spec.share import Level, Sharing, share
from gift4code_ext.spec.values.types import shape_of_type
from gift4code_training.stages import nouns
from gift4code_training.stages.records import Context, Intent, Run, Specified

KINDS: Mapping[str, SpecKind] = {
    "none": SpecKind.NONE,
    "type": SpecKind.TYPE,
    "examples": SpecKind.EXAMPLES,
    "summary": SpecKind.SUMMARY,
    "noisy": SpecKind.SUMMARY,
}
"""What a prompt tells of the output in each kind."""

PRINTED_ROWS, PRINTED_COLUMNS = 5, 20
"""What the product prints of an example at most."""


@dataclass(frozen=True)
class Limits:
    """How much of a table an example shows. Of inputs all columns are shown that the product prints."""

    rows: int = 3
    columns: int = 10


@dataclass(frozen=True)
class Said:
    """What is said of the result in words.

    Attributes:
        summary: by someone who has seen it.
        noisy: by someone who has not.
        computed: whether code is who has seen it. Then the facts of the whole value are the summary, which the product
            prints in each form of prompt in its own way, and the sentence holds only what they do not tell.
    """

    summary: str
    noisy: str
    computed: bool = False


def answer(run: Run) -> tuple[Output, Facts]:
    """The value that a run came to, as far as it wrote it down, and the facts of the whole of it.

    Raises:
        NounError: what it wrote down is none.
    """
    first = run.outputs[0]
    return nouns.output(first["output"]), nouns.facts(first["facts"])


def further(run: Run) -> str:
    """The sentence that names what else a run made; empty if that is nothing."""
    outputs = [nouns.output(each["output"]) for each in run.outputs[1:]]
    also = ", ".join(f"{each.name} ({each.type})" if each.type else each.name for each in outputs)
    return f"Also made: {also}." if also else ""


def values(run: Run, limits: Limits) -> str:
    """The values of a run in words and rows, for whoever describes them.

    Raises:
        NounError: what it wrote down cannot be read.
    """
    held, known = answer(run)
    summary = " ".join(part for part in (summary_sentence(known), further(run)) if part)
    return f"{examples_text(variables(run, limits.rows), _cut(held, limits))}\n{summary}".strip()


def outputs(run: Run, said: Said, limits: Limits) -> dict[str, Output]:
    """Kind -> what a person states of the output.

    Raises:
        NounError: what the run wrote down is no output.
    """
    held, known = answer(run)
    is_table = held.type is not None and shape_of_type(held.type) == "frame"
    stated = Output(held.name, type=held.type, columns=held.columns if is_table else None)
    return {
        "none": Output(held.name),
        "type": stated,
        "examples": _cut(held, limits),
        "summary": replace(stated, rows=known.row_count, summary=said.summary or None),
        "noisy": Output(held.name, summary=said.noisy),
    }


def specified(key: str, run: Run, said: Said, source: str, frames: Mapping[str, Any], limits: Limits) -> Specified:
    """What is asked for in each kind, with the texts of it.

    Args:
        frames: the live inputs of the run by name, as they were before it.
        source: what wrote the summaries.

    Raises:
        NounError: what the run wrote down cannot be read, or is not to be written down.
    """
    asked: dict[str, Mapping[str, Any]] = {}
    texts: dict[str, str] = {}
    inputs = variables(run, limits.rows)
    _, whole = answer(run)
    for kind, output in outputs(run, said, limits).items():
        known = whole if kind == "summary" and said.computed else facts(output, frames)
        asked[kind] = {"output": nouns.to_json(output), "facts": nouns.to_json(known)}
        spec = Spec("", inputs, output, facts=known)
        texts[kind] = render(share(spec, sharing(kind, limits.rows)), KINDS[kind])
    stated = {"rows": limits.rows, "columns": limits.columns, "input_columns": PRINTED_COLUMNS}
    return Specified(key, run.key, asked, texts, stated, source)


def request(kind: str, of: Specified, run: Run, intent: Intent, context: Context) -> Spec:
    """A specified run as a request.

    Raises:
        NounError: what was written down cannot be read.
    """
    held = of.asked[kind]
    told = "\n".join(f"# {line}" for line in context.description.splitlines())
    return Spec(
        intent=intent.text,
        inputs=variables(run, of.limits["rows"]),
        output=nouns.output(held["output"]),
        context="\n".join(part for part in (told, context.code) if part),
        facts=nouns.facts(held["facts"]),
    )


def sharing(kind: str, rows: int, level: Level = Level.SCHEMA) -> Sharing:
    """What a prompt of this kind lets out of the inputs and the output: ``level``, and of examples the rows."""
    return Sharing(Level.ROWS if kind == "examples" else level, rows=rows)


def variables(run: Run, rows: int) -> tuple[Variable, ...]:
    """The inputs of a run, with so many of their first rows.

    Raises:
        NounError: what the run wrote down is no variable.
    """
    found = (nouns.variable(each) for each in run.inputs)
    return tuple(replace(each, sample=each.sample[:rows]) for each in found)


def _cut(held: Output, limits: Limits) -> Output:
    """What is stated with an example: of its rows and columns no more than the limits."""
    stated = Output(held.name, type=held.type, columns=held.columns, index=held.index)
    if held.example is None:
        return replace(stated, rows=held.rows)
    example, partial = held.example, held.partial
    family = shape_of_type(held.type) if held.type is not None else None
    if family not in ("frame", "series", "index", "array", "list") or not isinstance(example, (list, tuple)):
        return replace(stated, example=example, partial=partial)
    if len(example) > limits.rows:
        example, partial = example[: limits.rows], "head"
    columns = held.columns or ()
    if family == "frame" and len(columns) > limits.columns:
        width = len(held.index or ()) + limits.columns
        example = tuple(row[:width] for row in example)
        stated = replace(stated, columns=(*columns[: limits.columns], ...))
    return replace(stated, example=example, partial=partial)
