"""The texts of ``gift4code/1`` (for tuned models) and ``chat/1`` (for general ones), and the code in their answers.

``gift4code/1`` looks like a notebook script that ends where the next cell begins: inputs and earlier cells first, the
request with its specification last. ``chat/1`` says the same in two messages.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from gift4code_ext.generation.slot import CAPS, SlotKind
from gift4code_ext.generation.slots import Slots
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.render import examples_text, render, schema_text

CELL = "# In[ ]:"
STOP = ("\n# In[", "\n```\n")
_CONTEXT = 4000  # characters of earlier cells, the latest ones
_FENCE = re.compile(r"```[^\S\n]*(?:[Pp]ython|py)?[^\S\n]*\n(.*?)(?:```|\Z)", re.DOTALL)
_RULES = (
    "You write one pandas cell for a notebook. The variables described below exist already: use them as they are, do "
    "not load, define or print anything. Use only pandas, numpy and Python's standard data modules. Answer with one "
    "Python code block and nothing else."
)


def notebook_text(shared: Spec, kind: SpecKind, result: str) -> str:
    """The ``gift4code/1`` prompt of a request that went through ``share``."""
    names = ", ".join(variable.name for variable in shared.inputs)
    cells = [
        "import numpy as np\nimport pandas as pd",
        _comment(f"Variables that exist:\n{schema_text(shared.inputs)}"),
    ]
    earlier = context_text(shared.context)
    if earlier:
        cells.append(earlier)
    use = f"Use {names} as given, without loading again. The answer goes into the variable {result}."
    cells.append(_comment(f"{render(shared, kind)}\n{use}"))
    return f"{CELL}\n" + f"\n\n{CELL}\n".join(cells) + f"\n\n{CELL}\n"


def chat_messages(shared: Spec, kind: SpecKind, result: str, slots: Slots | None = None) -> tuple[tuple[str, str], ...]:
    """The ``chat/1`` messages of a request that went through ``share``; ``slots`` are the placeholders in it."""
    parts = [f"Variables that exist:\n{schema_text(shared.inputs)}"]
    earlier = context_text(shared.context)
    if earlier:
        parts.append(f"Earlier cells:\n{earlier}")
    if slots is not None:
        parts.append(_placeholders(slots, {variable.name for variable in shared.inputs}))
    parts += [_rows(shared, kind), f"{render(shared, kind)}\nPut the answer into the variable {result}."]
    return (("system", _RULES), ("user", "\n\n".join(part for part in parts if part)))


def context_text(context: str) -> str:
    """The end of the earlier cells, from the beginning of a line, without lines that are no Python."""
    lines = [line for line in context.splitlines() if not line.lstrip().startswith(("%", "!"))]
    text = "\n".join(lines).strip()
    if len(text) <= _CONTEXT:
        return text
    return text[-_CONTEXT:].partition("\n")[2]


def code_of(answer: str) -> str:
    """The code in an answer: a fenced block that parses, else the longest run of lines that does, else all of it."""
    text = answer.split(CELL)[0]
    blocks = _FENCE.findall(text)
    for block in blocks:
        if _parses(block):
            return str(block).strip()
    if blocks:
        return str(blocks[0]).strip()
    lines = text.replace("```python", "").replace("```", "").strip().splitlines()
    for start, end in sorted(_runs(len(lines)), key=lambda run: run[0] - run[1]):
        part = "\n".join(lines[start:end]).strip()
        if part and _parses(part):
            return part
    return "\n".join(lines)


def _runs(count: int) -> list[tuple[int, int]]:
    """Prose stands before or after code: every prefix and suffix, and the whole; inner runs of short answers too."""
    if count <= 30:
        return [(start, end) for start in range(count) for end in range(start + 1, count + 1)]
    return [*((0, end) for end in range(1, count + 1)), *((start, count) for start in range(1, count))]


def _parses(text: str) -> bool:
    try:
        return bool(ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def _rows(shared: Spec, kind: SpecKind) -> str:
    """The rows that were shared: of the inputs whatever is told of the output, which ``render`` does for examples."""
    if kind is SpecKind.EXAMPLES:
        return ""
    return examples_text(shared.inputs, shared.output if kind is SpecKind.SUMMARY else Output())


def _placeholders(slots: Slots, frames: Collection[str]) -> str:
    """What the placeholders are: an example of each kind where every frame is one, else which names they are."""
    kinds: tuple[SlotKind, ...] = ("frame", "column", "name")
    tokens = {kind: [slot.token[1:-1] for slot in slots.of(kind)] for kind in kinds}
    if set(tokens["frame"]) >= set(frames):
        text = "Names are placeholders: d0 is a variable; 'c0' and 'n0' are labels of columns, written as strings."
    else:
        labels = [repr(name) for name in (*tokens["column"], *tokens["name"])]
        variables = f"These variables are placeholders: {', '.join(tokens['frame'])}." if tokens["frame"] else ""
        columns = f"These column labels are placeholders, written as strings: {', '.join(labels)}." if labels else ""
        text = f"{variables} {columns}".strip()
    values = [f"{slot.token[1:-1]} ({slot.note})" for slot in slots.of("value")[: CAPS["value"]]]
    return f"{text} {', '.join(values)}: literals, written as variables.".strip() if values else text
