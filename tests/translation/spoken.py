"""The sentences that the kernel side can say, read from its sources, and the phrases that front ends know."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "gift4code_ext"
PHRASES = ROOT / "labextension" / "src" / "sentences" / "phrases"

_WORDS = re.compile(r"[a-z]{2,} |[ ][a-z]{2,}")
_TERM = re.compile(r"\bcalls\('([^']*)'")


@dataclass(frozen=True)
class Spoken:
    """A text of the sources: ``pieces`` are what stands around its holes."""

    place: str
    pieces: tuple[str, ...]

    def __str__(self) -> str:
        return " … ".join(self.pieces)


def catalogue() -> ModuleType:
    """``labextension/scripts/catalogue.py``."""
    path = ROOT / "labextension" / "scripts" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def phrases() -> tuple[str, ...]:
    """The English texts and the terms of all phrases, with numbered holes."""
    script, found = catalogue(), []
    for path in sorted(PHRASES.glob("*.ts")):
        code = path.read_text(encoding="utf-8")
        found += [each.text.replace("%%", "%") for each in script.in_source(code) if not isinstance(each, str)]
        found += _TERM.findall(code)
    return tuple(found)


def is_known(spoken: Spoken, known: tuple[str, ...]) -> bool:
    """Whether some phrase holds all pieces of a text, in their order."""
    pattern = re.compile(".*".join(map(re.escape, spoken.pieces)), re.DOTALL)
    return any(pattern.search(phrase) for phrase in known)


def spoken(path: Path) -> Iterator[Spoken]:
    """The texts of a module that read like words: two of them at least, in no docstring and in no list of words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.Call) for part in _listed(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            pieces = [node.value]
        else:
            continue
        texts = [str(piece).strip() for piece in pieces if piece is not None]
        if any(_WORDS.search(str(piece)) for piece in pieces if piece is not None):
            place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield Spoken(place, tuple(filter(None, texts)))


def _listed(call: ast.Call) -> list[ast.expr]:
    """The texts that a call takes apart into words."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "split" and isinstance(call.func, ast.Attribute):
        return [call.func.value]
    return call.args if name == "word_set" else []
