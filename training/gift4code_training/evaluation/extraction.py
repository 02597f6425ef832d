"""The code in an answer: what a good model wrote in another form than asked is mended, and each mend is named.

Most failures of chat models on benchmarks for data science are of form: fences and prose around the code, inputs
declared anew from the problem's text, a function where a variable was asked for. With ``repair=False`` an answer is run
as it was written, cut at its stop string.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from gift4code_ext.generation.text_prompt import code_of
from gift4code_training.evaluation.mending import bind, binds, needs, returns, without_inputs
from gift4code_training.evaluation.problem import Problem

REPAIRS = ("fence", "prose", "echo", "indent", "inputs", "function", "print", "expression", "name", "return")
"""``fence``: taken out of a fenced block; ``prose``: words before or after cut off; ``echo``: the prompt, written
again, cut off; ``indent``: indented as the prompt has it; ``inputs``: inputs declared anew taken out; ``function``:
defined and not called, so called with the inputs (of a function's body: its first line and what follows taken off);
``print``, ``expression``, ``name``: the value printed, the last expression, or the last variable is the answer;
``return``: a function's body that returns nothing returns the answer that it binds."""

_BLOCK = re.compile(r"```[^\n`]*\n(.*?)(?:```|\Z)|<code>(.*?)(?:</code>|\Z)", re.DOTALL)
_OPENED = re.compile(r"\A(.*?)^[^\S\n]*(?:```[^\S\n]*$|</code>)", re.DOTALL | re.MULTILINE)
_THOUGHT = re.compile(r"\A.*</think>", re.DOTALL)


@dataclass(frozen=True)
class Extracted:
    """Code to run, empty where an answer holds none, and what was mended, in the order of :data:`REPAIRS`."""

    code: str
    repaired: tuple[str, ...] = ()


def extract(
    answer: str, problem: Problem, *, stop: Sequence[str] = (), prompt: str = "", repair: bool = True
) -> Extracted:
    """The code in an answer to a problem.

    Args:
        answer: as the model gave it.
        stop: strings that end it; the earliest one cuts.
        prompt: what was asked, for answers that write it again.
        repair: whether anything but the cut is done.
    """
    text = _cut(answer, stop)
    if not repair:
        return Extracted(text if text.strip() else "")
    text, thought = _THOUGHT.subn("", text)
    found = {"cell": _cell, "body": _body, "text": _text}[problem.form](text, problem, prompt)
    if not found.code.strip():
        return Extracted("")
    done = {*found.repaired, *(("prose",) if thought else ())}
    return Extracted(found.code, tuple(each for each in REPAIRS if each in done))


def _cut(answer: str, stop: Sequence[str]) -> str:
    places = [place for each in stop if (place := answer.find(each)) >= 0]
    return answer[: min(places)] if places else answer


def _cell(text: str, problem: Problem, prompt: str) -> Extracted:
    repaired: list[str] = []
    blocks = _blocks(text)
    if blocks:
        repaired.append("fence")
        code = _joined(blocks, problem)
    else:
        dedented = textwrap.dedent(text).strip("\n")
        if dedented != text.strip("\n"):
            repaired.append("indent")
        code = dedented if parsed(dedented) else code_of(dedented)
        if code.strip() != dedented.strip():
            repaired.append("prose")
    if not parsed(code):
        return Extracted(code, tuple(repaired))
    fewer = without_inputs(code, problem.inputs, problem.answer)
    if fewer != code:
        repaired.append("inputs")
    bound, how = bind(fewer, problem.answer, problem.inputs)
    return Extracted(bound, (*repaired, *((how,) if how else ())))


def _body(text: str, problem: Problem, prompt: str) -> Extracted:
    """Lines of a function; what stands before and after them at its own margin is cut off."""
    repaired: list[str] = []
    blocks = _blocks(text)
    if blocks:
        repaired.append("fence")
        text = blocks[0]
    tree = parsed(text)
    again = [each for each in tree.body if isinstance(each, ast.FunctionDef)] if tree else []
    if again:
        repaired.append("function")
        first = again[0].body[0]
        is_line = first.lineno == again[0].lineno
        text = ast.unparse(first) if is_line else "\n".join(text.splitlines()[first.lineno - 1 : again[0].end_lineno])
    body = _indented(_within(text))
    if body != text.strip("\n"):
        repaired.append("indent")
    inside = textwrap.dedent(body)
    if parsed(body, wrapped=True):
        fewer = without_inputs(inside, problem.inputs, "")
        if fewer != inside:
            repaired.append("inputs")
            body = textwrap.indent(fewer, "    ")
        if problem.answer and not returns(fewer):
            bound, how = bind(fewer, problem.answer, problem.inputs)
            if binds(bound, problem.answer):
                repaired += [*((how,) if how else ()), "return"]
                kept = body if bound == fewer else textwrap.indent(bound, "    ")
                body = f"{kept.rstrip()}\n    return {problem.answer}"
    return Extracted(body, tuple(repaired))


def _text(text: str, problem: Problem, prompt: str) -> Extracted:
    blocks = _blocks(text)
    if not blocks:
        return Extracted(text)
    last = next((line for line in reversed(prompt.splitlines()) if line.strip()), "")
    lines = blocks[0].splitlines()
    for place, line in enumerate(lines):
        if last and line.startswith(last.rstrip()):
            rest = [line[len(last.rstrip()) :], *lines[place + 1 :]]
            return Extracted("\n".join(rest), ("fence", "echo"))
    return Extracted(blocks[0], ("fence",))


def _blocks(text: str) -> list[str]:
    """Fenced blocks; where the prompt opened a fence, what stands before the one that closes it."""
    opened = _OPENED.match(text)
    if opened and opened[1].strip() and parsed(textwrap.dedent(opened[1])) and "=" in opened[1]:
        return [opened[1]]
    return [textwrap.dedent(one or other).strip("\n") for one, other in _BLOCK.findall(text) if (one or other).strip()]


def _joined(blocks: Sequence[str], problem: Problem) -> str:
    """The first block that binds the answer, after those whose variables it needs; else the first that parses."""
    whole = [block for block in blocks if parsed(block)]
    for place, block in enumerate(whole):
        if problem.answer and binds(block, problem.answer):
            before = "\n".join(whole[:place])
            return f"{before}\n{block}" if before and needs(block, before, problem.inputs) else block
    return whole[0] if whole else blocks[0]


def _within(text: str) -> str:
    """An indented text up to where its margin is left; a first line without margin, stripped of it, counts as in it."""
    lines = text.strip("\n").splitlines()
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    if not margins or not any(margins[:2]):
        return text
    kept = lines[:1]
    for line in lines[1:]:
        if line.strip() and not line[0].isspace():
            break
        kept.append(line)
    return "\n".join(kept)


def _indented(text: str) -> str:
    """A function's body with its margin at four spaces."""
    lines = text.strip("\n").rstrip().splitlines()
    first = textwrap.indent(textwrap.dedent("\n".join(lines)), "    ")
    if parsed(first, wrapped=True) or len(lines) < 2:
        return first
    rest = textwrap.dedent("\n".join(lines[1:]))  # the first line lost its margin, as answers that are stripped do
    second = textwrap.indent(f"{lines[0].strip()}\n{rest}", "    ")
    return second if parsed(second, wrapped=True) else first


def parsed(code: str, *, wrapped: bool = False) -> ast.Module | None:
    """The tree of code that holds a statement; ``wrapped``: as the body of a function."""
    try:
        tree = ast.parse(f"def f():\n{code}" if wrapped else code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree if tree.body else None
