"""What is of a benchmark: ten words running, the whole of a short request, or the steps of a reference program.

Words: of requests and programs alike, in small letters; lines that import are left out, because all programs share
them. Programs: the steps that hold constants (:mod:`sketch`), where they hold two or more; ``_.head(5)`` is of nobody.

Files are read by the names of their fields, nested or not, so that one reader serves DS-1000 (``prompt``,
``reference_code``), Jigsaw (``query``, ``solutions``), the HumanEval format (``prompt``, ``canonical_solution``),
ARCADE (``intent``, ``code``) and asks (``intent``, ``reference``), as JSON or JSON lines, compressed or not. Nothing of
them is written anywhere.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.corpus.apart import tokens
from gift4code_training.stages.sketch import told

GRAM = 10
WHOLE = 4
"""Words from which on a request that is wholly the same counts."""
CONSTANTS = 2

_REQUESTS = frozenset({"prompt", "query", "intent", "instruction", "question", "complete_prompt", "instruct_prompt"})
_PROGRAMS = frozenset({"reference_code", "solutions", "solution", "canonical_solution", "reference", "code"})
_IMPORTS = re.compile(r"^\s*(?:import|from)\s.*$", re.MULTILINE)


class ContaminationError(Gift4CodeError):
    """A benchmark that cannot be read, or in which there is nothing to keep apart from."""


class Against:
    """The benchmarks that nothing may be of.

    Args:
        paths: their files.

    Raises:
        ContaminationError: a file cannot be read, or has neither requests nor programs.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._grams: dict[tuple[str, ...], str] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        self._steps: dict[tuple[str, ...], str] = {}
        for path in sorted(paths, key=lambda path: path.name):
            count = 0
            for is_program, text in _texts(_load(path), ""):
                count += 1
                self._add(text, path.name, is_program)
            if not count:
                raise ContaminationError(
                    f"{path} has neither requests nor programs under a name that is known "
                    f"({', '.join(sorted(_REQUESTS | _PROGRAMS))}): there is nothing to keep apart from."
                )

    def _add(self, text: str, name: str, is_program: bool) -> None:
        found = _words(text)
        for gram in _grams(found):
            self._grams.setdefault(gram, name)
        if not is_program:
            self._whole.setdefault(found, name)
            return
        steps = _steps(text)
        if steps:
            self._steps.setdefault(steps, name)

    def of(self, request: str, program: str) -> str:
        """Why a task is not kept, naming the benchmark; empty for one that is of none."""
        for what, text in (("request", request), ("program", program)):
            found = _words(text)
            source = next((self._grams[gram] for gram in _grams(found) if gram in self._grams), "")
            if source:
                return f"{GRAM} words of {source} in the {what}"
        asked = _words(request)
        if len(asked) >= WHOLE and asked in self._whole:
            return f"a request of {self._whole[asked]}"
        source = self._steps.get(_steps(program), "")
        return f"a program of {source}" if source else ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(tokens(_IMPORTS.sub("", text)))


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1))


def _steps(program: str) -> tuple[str, ...]:
    """The steps of a program that tell it from others; empty where they do not, or where it does not parse."""
    try:
        found = told(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return found.steps if found.constants >= CONSTANTS else ()


def _texts(value: Any, key: str) -> Iterator[tuple[bool, str]]:
    if isinstance(value, str):
        if key in _REQUESTS or key in _PROGRAMS:
            yield key in _PROGRAMS, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, key if name == "value" else name)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)


def _load(path: Path) -> Any:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
        if ".jsonl" in path.name:
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        return json.loads(text)
    except (OSError, EOFError, ValueError, RecursionError, zlib.error) as error:
        raise ContaminationError(f"{path} cannot be read as a benchmark: {error}.") from None
